// Bringing reports in: files or pasted text, read one after another while one looks on.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { FromFiles, FromText } from "../lists/bringing";
import { JobList } from "../lists/job";
import { Waiting } from "../parts/waiting";
import { get, STANDALONE } from "../source";
import { renew, theCase } from "../store";
import type { IssueRows, Job } from "../types";
import "../lists/bringing.css";

const EVERY = 600; // milliseconds between two looks at an import

function Issues() {
  return (
    <Waiting<IssueRows> path="/api/issues">
      {({ rows }) =>
        rows.length > 0 && (
          <section>
            <h2>Could not be read</h2>
            <ul class="issues">
              {rows.map(({ path, message }) => (
                <li key={path}>
                  <bdi>{path}</bdi>
                  <p class="small soft">
                    <bdi>{message}</bdi>
                  </p>
                </li>
              ))}
            </ul>
          </section>
        )
      }
    </Waiting>
  );
}

export function Import() {
  const job = useSignal<Job | null>(null);
  const failure = useSignal<string | null>(null);
  const running = job.value !== null && job.value.stage !== "done";
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => void look(), EVERY);
    return () => clearInterval(timer);
  }, [running]);
  const look = async () => {
    try {
      const now = await get<Job>(`/api/imports/${job.peek()?.id}`);
      job.value = now;
      if (now.stage === "done") await renew();
    } catch (error) {
      failure.value = (error as Error).message;
    }
  };
  const begin = (started: Job) => {
    failure.value = null;
    job.value = started;
  };
  if (STANDALONE || theCase()?.writable === false) {
    return <p class="view">This case is open for reading only.</p>;
  }
  return (
    <div class="view">
      <header>
        <h1>Bring reports in</h1>
        <p class="soft">They are read on this machine; nothing leaves it.</p>
      </header>
      <div class="bringing">
        <FromFiles busy={running} begun={begin} failed={(words) => (failure.value = words)} />
        <FromText busy={running} begun={begin} failed={(words) => (failure.value = words)} />
      </div>
      {failure.value && (
        <p class="notice bad" role="alert">
          {failure.value}
        </p>
      )}
      {job.value && <JobList job={job.value} />}
      <Issues />
    </div>
  );
}
