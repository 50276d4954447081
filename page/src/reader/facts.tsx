// Pieces of a card: facts with their names, and ways to other entries.
import type { ComponentChildren } from "preact";
import { Chain } from "../parts/chain";
import { choose } from "../route";
import type { Span } from "../types";
import { nameOf } from "./entries";
import type { Report } from "./report";

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

/** Words of the report. */
export const Words = ({ span }: { span: Span }) => <bdi class="quote">{span.text}</bdi>;

/** The way to another entry of the report, under its own words or others. */
export function Ref({ report, id, children }: RefProps) {
  const known = report.entries.known.get(id);
  const first = known?.marks[0];
  if (!first) return <span class="soft">{children ?? "not in this report"}</span>;
  return (
    <button type="button" class="ref" onClick={() => choose({ mark: id, at: undefined })}>
      {children ?? <bdi class="quote">{report.offsets.slice(first.start, first.stop)}</bdi>}
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
    return { name: nameOf(report.entries, id), kind };
  });
  return links.length ? <Chain links={links} /> : <span class="soft">nobody named</span>;
}
