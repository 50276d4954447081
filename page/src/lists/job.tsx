// An import as it goes on: a line a file.
import { to } from "../route";
import type { Job } from "../types";
import { count } from "../words";
import "./job.css";

type Item = Job["items"][number];

const WORDS: Record<string, string> = {
  waiting: "waiting",
  reading: "being read …",
  added: "added",
  known: "was there already",
  failed: "could not be read",
};

const TONES: Record<string, string> = { added: "good", failed: "bad", reading: "doubt" };

function Line({ item }: { item: Item }) {
  return (
    <li>
      <bdi>{item.name}</bdi>{" "}
      <span class={`tag ${TONES[item.state] ?? ""}`}>{WORDS[item.state] ?? item.state}</span>
      {item.documents.map((id) => (
        <a key={id} class="small" href={to("report", id)}>
          read it
        </a>
      ))}
      {item.message && (
        <p class="small">
          <bdi>{item.message}</bdi>
        </p>
      )}
    </li>
  );
}

/** Where an import stands, for eyes and for a screen reader. */
export function JobList({ job }: { job: Job }) {
  const finished = job.items.filter(({ state }) => state !== "waiting" && state !== "reading");
  const done = job.stage === "done";
  return (
    <section class="job" aria-label="The import">
      <progress max={job.items.length} value={finished.length} aria-label="Files read" />
      <p role="status">
        {done
          ? `Done: ${count(job.added, "report")} added, ${job.failed} not readable.`
          : job.stage === "laying out"
            ? "Laying the reports beside the others …"
            : `Reading ${finished.length + 1} of ${job.items.length} …`}
      </p>
      <ul>
        {job.items.map((item, at) => (
          <Line key={at} item={item} />
        ))}
      </ul>
    </section>
  );
}
