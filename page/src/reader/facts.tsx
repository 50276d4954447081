// Pieces of a card: facts with their names, and ways to other entries.
import { Fragment, type ComponentChildren } from "preact";
import { Chain } from "../parts/chain";
import { Folded } from "../parts/folded";
import { choose } from "../route";
import type { Stretch } from "./marks";
import { sourceName, whyFolded, type Report } from "./report";

/** One fact and what it is called; left out where there is nothing to say. */
export function Fact({ name, children }: { name: string; children?: ComponentChildren }) {
  const empty = (child: ComponentChildren): boolean =>
    child === null || child === undefined || child === false || child === "";
  if (Array.isArray(children) ? children.every(empty) : empty(children)) return null;
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface WordsProps {
  report: Report;
  span: Stretch;
  struck?: boolean;
}

/** Words of the report; those that are graphic are folded, as long as their passage is. */
export function Words({ report, span: { start, stop }, struck = false }: WordsProps) {
  return (
    <Folded key={`${start}-${stop}`} brief why={whyFolded(report, { start, stop })}>
      <bdi class={struck ? "quote struck" : "quote"}>{report.offsets.slice(start, stop)}</bdi>
    </Folded>
  );
}

/** Words of the report that belong together. */
export function List({ report, spans }: { report: Report; spans: readonly Stretch[] }) {
  return (
    <>
      {spans.map((span, at) => (
        <Fragment key={span.start}>
          {at > 0 && ", "}
          <Words report={report} span={span} />
        </Fragment>
      ))}
    </>
  );
}

/** The way to another entry of the report, under its own words or others. */
export function Ref({ report, id, children }: RefProps) {
  const known = report.entries.known.get(id);
  const first = known?.marks[0];
  if (!first) return <span class="soft">{children ?? "not in this report"}</span>;
  const own = whyFolded(report, first) ? (
    "graphic words, folded"
  ) : (
    <bdi class="quote">{report.offsets.slice(first.start, first.stop)}</bdi>
  );
  return (
    <button type="button" class="ref" onClick={() => choose({ mark: id, at: undefined })}>
      {children ?? own}
    </button>
  );
}

interface RefProps {
  report: Report;
  id: string;
  children?: ComponentChildren;
}

/** Who says it through whom: the names behind a chain of sources. */
export function Sources({ report, chain }: { report: Report; chain: string[] }) {
  const links = chain.map((id) => {
    const source = report.entries.sources.get(id);
    const kind = source?.is_author ? undefined : source?.name ? source.kind : undefined;
    return { name: sourceName(report, id), kind };
  });
  return links.length ? <Chain links={links} /> : <span class="soft">nobody named</span>;
}
