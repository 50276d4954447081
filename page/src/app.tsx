// The frame: the case's name, the views, search, and the view that the address names.
import { useEffect, useRef } from "preact/hooks";
import { go, here, to } from "./route";
import { STANDALONE } from "./source";
import { subject, theCase } from "./store";
import { dark, toggleTheme } from "./theme";
import { VIEWS } from "./views";

function Find() {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const words = new FormData(event.target as HTMLFormElement).get("q");
    go(to("search", "", { q: String(words ?? "").trim() }));
  };
  return (
    <form role="search" onSubmit={submit}>
      <label>
        <span class="unseen">Search the case</span>
        <input type="search" name="q" placeholder="Search" autocomplete="off" />
      </label>
    </form>
  );
}

function Frame({ view }: { view: string }) {
  const views = useRef<HTMLElement>(null);
  // In a narrow window the views go beyond the edge: the one that is shown is brought into sight.
  useEffect(() => {
    const now = views.current?.querySelector<HTMLElement>("[aria-current]");
    if (now) views.current!.scrollLeft = now.offsetLeft - views.current!.clientWidth / 3;
  }, [view]);
  return (
    <header class="frame">
      <a class="skip button" href="#content" onClick={focusContent}>
        Skip to the content
      </a>
      <a class="brand" href={to("map")}>
        crossfix <span class="soft small">{theCase()?.name}</span>
      </a>
      <nav aria-label="Views" ref={views}>
        {VIEWS.filter(({ title }) => title).map(({ name, title }) => (
          <a key={name} href={to(name)} aria-current={name === view ? "page" : undefined}>
            {title}
          </a>
        ))}
      </nav>
      <div class="tools">
        {!STANDALONE && <Find />}
        {!STANDALONE && (
          <a class="button" href={to("export")}>
            Export
          </a>
        )}
        {theCase()?.writable && (
          <a class="button chief" href={to("import")}>
            Bring in
          </a>
        )}
        <button
          type="button"
          class="theme"
          aria-label="Dark"
          title="Dark or light"
          aria-pressed={dark.value}
          onClick={toggleTheme}
        >
          <span aria-hidden="true">{dark.value ? "☀" : "☾"}</span>
        </button>
      </div>
    </header>
  );
}

/** What was held back from a file, as far as anything was. */
function Remarks() {
  const remarks = theCase()?.remarks ?? [];
  if (!remarks.length) return null;
  return (
    <details class="remarks small">
      <summary>What was held back from this file</summary>
      <ul>
        {remarks.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </details>
  );
}

function focusContent(event: Event) {
  event.preventDefault();
  document.getElementById("content")?.focus();
}

export function App() {
  const { view, id } = here.value;
  const content = useRef<HTMLElement>(null);
  const begun = useRef(false);
  const shown = VIEWS.find(({ name }) => name === view) ?? VIEWS[0]!;
  const words = subject.value ?? shown.title ?? "crossfix";
  const name = theCase()?.name ?? "crossfix";
  useEffect(() => void (document.title = `${words} · ${name}`), [words, name]);
  useEffect(() => {
    if (begun.current) content.current?.focus(); // a screen reader hears of the new view
    begun.current = true;
  }, [view, id]);
  const Shown = shown.component;
  return (
    <>
      <Frame view={shown.name} />
      {STANDALONE && <Remarks />}
      <main id="content" tabIndex={-1} ref={content}>
        <Shown key={`${view}/${id}`} />
      </main>
    </>
  );
}
