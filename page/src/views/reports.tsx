// The reports of the case: searched, by pages, the newest first.
import { useEffect, useRef } from "preact/hooks";
import { Title } from "../parts/report-title";
import { Waiting } from "../parts/waiting";
import { foldsGraphic } from "../reader/settings";
import { choose, here, to } from "../route";
import { STANDALONE } from "../source";
import { theCase } from "../store";
import type { ReportRow, ReportRows } from "../types";
import { count, plain } from "../words";
import "./reports.css";

const LIMIT = 50;
const PAUSE = 250;
const COUNTED = ["attributions", "events", "forecasts", "gaps"];

/** The path of a part of the reports; a file that was written out holds all of them in one. */
function pathOf(q: string, offset: number): string {
  if (STANDALONE) return "/api/reports";
  const asked = new URLSearchParams({ limit: String(LIMIT), offset: String(offset) });
  if (q) asked.set("q", q);
  return `/api/reports?${asked}`;
}

function Find({ q }: { q: string }) {
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  const look = (words: string) => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(
      () => choose({ q: words.trim() || undefined, from: undefined }),
      PAUSE,
    );
  };
  return (
    <label class="find no-print">
      <span class="unseen">Find a report by its heading, author, publisher or file</span>
      <input
        type="search"
        placeholder="Heading, author, publisher, file"
        defaultValue={q}
        onInput={({ currentTarget }) => look(currentTarget.value)}
      />
    </label>
  );
}

function Row({ row }: { row: ReportRow }) {
  const by = [row.author, row.publisher].filter(Boolean).join(", ");
  return (
    <tr>
      <td class="day">{row.published?.slice(0, 10) ?? <span class="soft">undated</span>}</td>
      <th scope="row">
        <Title heading={row.heading} why={row.heading_graphic} href={to("report", row.id)} />
        <span class="by">
          {/* The name of a file is its title, written otherwise. */}
          <bdi>{by || (row.heading_graphic && foldsGraphic.value ? "" : row.path)}</bdi>
        </span>
      </th>
      <td class="number">{row.words.toLocaleString("en-GB")}</td>
      {COUNTED.map((kind) => (
        <td key={kind} class="number">
          {row.counts[kind] || <span class="soft">–</span>}
        </td>
      ))}
    </tr>
  );
}

function Pages({ total, from }: { total: number; from: number }) {
  if (total <= LIMIT) return null;
  const leaf = (offset: number) => choose({ from: offset ? String(offset) : undefined });
  return (
    <nav class="pages no-print" aria-label="Pages">
      <button type="button" disabled={from === 0} onClick={() => leaf(Math.max(0, from - LIMIT))}>
        Newer
      </button>
      <span class="soft">
        {from + 1}–{Math.min(from + LIMIT, total)} of {total.toLocaleString("en-GB")}
      </span>
      <button type="button" disabled={from + LIMIT >= total} onClick={() => leaf(from + LIMIT)}>
        Older
      </button>
    </nav>
  );
}

/** Why there is nothing to list. */
function Empty({ q }: { q: string }) {
  if (q) {
    return (
      <p class="notice">
        No report is called so.{" "}
        <button type="button" onClick={() => choose({ q: undefined, from: undefined })}>
          Show all
        </button>
      </p>
    );
  }
  return (
    <p class="notice">
      The case holds no reports yet.{" "}
      {theCase()?.writable ? <a href={to("import")}>Bring some in</a> : "crossfix read adds some."}
    </p>
  );
}

/** In a file all rows are there at once; they are searched and paged here. */
function partOf(found: ReportRows, q: string, from: number): { rows: ReportRow[]; total: number } {
  if (!STANDALONE) return { rows: found.rows, total: found.page.total };
  const wanted = q.toLocaleLowerCase();
  const rows = found.rows.filter(({ heading, author, publisher, path }) =>
    [heading, author, publisher, path].some((words) => words?.toLocaleLowerCase().includes(wanted)),
  );
  return { rows: rows.slice(from, from + LIMIT), total: rows.length };
}

function List({ found, q, from }: { found: ReportRows; q: string; from: number }) {
  const { rows, total } = partOf(found, q, from);
  return (
    <>
      <p class="soft small" role="status">
        {count(total, "report")}
        {q && " found"}
      </p>
      {rows.length ? (
        <div class="wide">
          <table class="sheet">
            <caption class="unseen">Reports of the case, the newest first</caption>
            <thead>
              <tr>
                <th scope="col">Published</th>
                <th scope="col">Report</th>
                <th scope="col" class="number">
                  Words
                </th>
                {COUNTED.map((kind) => (
                  <th key={kind} scope="col" class="number">
                    {kind === "gaps" ? "Missing" : plain(kind[0]!.toUpperCase() + kind.slice(1))}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={row.id} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <Empty q={q} />
      )}
      <Pages total={total} from={from} />
    </>
  );
}

export function Reports() {
  const { query } = here.value;
  const q = query.get("q") ?? "";
  const from = Math.max(0, Number(query.get("from")) || 0);
  return (
    <div class="view reports">
      <header>
        <h1>Reports</h1>
        <Find q={q} />
      </header>
      <Waiting<ReportRows> path={pathOf(q, from)}>
        {(found) => <List found={found} q={q} from={from} />}
      </Waiting>
    </div>
  );
}
