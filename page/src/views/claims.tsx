// Every claim of the case with the chain of who says it.
import { Chain } from "../parts/chain";
import { Folded } from "../parts/folded";
import { Grade } from "../parts/grade";
import { titleWords } from "../parts/report-title";
import { here, to } from "../route";
import { Ask, AskChoice, AskWords, question } from "../lists/ask";
import { newestReports } from "../lists/report-names";
import { Paged } from "../lists/paged";
import { Where } from "../lists/where";
import { value } from "../store";
import type { ClaimRow, SourceRows } from "../types";
import { count, plain } from "../words";
import "../lists/entries.css";

const KINDS = ["event", "quantity", "forecast", "state", "assessment"] as const;

function Row({ row }: { row: ClaimRow }) {
  const { claim, backing, polarity, evidence } = row;
  const passed = row.chain.map((name) => ({ name }));
  return (
    <li class={row.rejected ? "rejected" : undefined}>
      <div>
        <p class="said">
          <Folded why={row.graphic}>
            <a href={to("report", row.document, { mark: claim.id })}>
              <bdi>{row.words}</bdi>
            </a>
          </Folded>
        </p>
        <div class="known">
          <Chain links={passed.length ? passed : [{ name: row.source }]} />
          {polarity !== "affirmed" && <span class="tag bad">{plain(polarity)}</span>}
          <span class="tag">{plain(row.kind)}</span>
          {evidence && <span class="tag">{plain(evidence)}</span>}
          {backing && (
            <span class="soft">
              {count(backing.reports ?? 0, "report")}, {count(backing.origins ?? 0, "origin")}
            </span>
          )}
          {backing?.credibility && (
            <Grade
              brief
              grade={backing.credibility_by_person ?? backing.credibility}
              byPerson={!!backing.credibility_by_person}
            />
          )}
        </div>
      </div>
      <Where {...row} mark={claim.id} />
    </li>
  );
}

/** Whether a claim is one of those that the address asks for. */
function asked(row: ClaimRow): boolean {
  const { query } = here.value;
  const has = (name: string, ...among: string[]): boolean => {
    const words = query.get(name)?.toLocaleLowerCase();
    return !words || among.some((text) => text.toLocaleLowerCase().includes(words));
  };
  return (
    has("q", row.words) &&
    has("source", row.source, ...row.chain) &&
    has("kind", row.kind) &&
    has("document", row.document)
  );
}

const sourceNames = (): string[] =>
  value<SourceRows>("/api/sources")?.rows.map(({ name }) => name) ?? [];

/** The newest reports to choose from, and the one that is asked for. */
function reportNames(): [string, string][] {
  const known = newestReports();
  const id = here.value.query.get("document");
  const named = [...known].map(([key, row]): [string, string] => [
    key,
    `${row.published?.slice(0, 10) ?? "no date"} ${titleWords(row.heading, row.heading_graphic)}`,
  ]);
  return id && !known.has(id) ? [...named, [id, "the report that was asked for"]] : named;
}

export function Claims() {
  const path = `/api/claims${question("q", "source", "kind", "document")}`;
  return (
    <div class="view">
      <header>
        <h1>Claims</h1>
        <p class="soft">What each report asserts, and on whose word. A claim is not a finding.</p>
      </header>
      <Ask>
        <AskWords name="q" label="Words" />
        <AskWords name="source" label="Source" among={sourceNames()} />
        <AskChoice name="kind" label="Kind" among={KINDS.map((kind) => [kind, plain(kind)])} />
        <AskChoice name="document" label="Report" among={reportNames()} />
      </Ask>
      <Paged<ClaimRow> path={path} one="claim" empty="No claim of the case is so." keep={asked}>
        {(rows) => (
          <ul class="entries">
            {rows.map((row) => (
              <Row key={`${row.document} ${row.claim.id}`} row={row} />
            ))}
          </ul>
        )}
      </Paged>
    </div>
  );
}
