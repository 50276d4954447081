// Happenings made ready to be filtered: what every test asks is reckoned once.
import { begins, ends } from "../time/days";
import type { HappeningRow } from "../types";
import { code, type Coded } from "./coded";
import { CODED, type Way } from "./filter";

/** Columns beside the rows, by the same index. */
export interface Columns {
  rows: HappeningRow[];
  /** When it began at the earliest and was over at the latest; NaN for what is undated. */
  from: Float64Array;
  to: Float64Array;
  words: string[];
  /** What each row is counted under, by the way in which it can be chosen. */
  coded: Record<Way, Coded>;
  byId: Map<string, number>;
}

export const isPlaced = (spot: HappeningRow["spots"][number]): boolean =>
  spot.lat !== null && spot.lon !== null;

function text(row: HappeningRow): string {
  const places = row.spots.map(({ name }) => name);
  const all = [row.heading, row.words, row.type, row.actor, row.target, ...places, ...row.sources];
  return all.filter(Boolean).join("\n").toLowerCase();
}

function verdicts(row: HappeningRow): string[] {
  const there = Object.keys(row.verdicts).filter((verdict) => row.verdicts[verdict]);
  return there.length ? there : ["none"]; // nothing was checked
}

// The number is missing while the server still compares the accounts.
function conflict({ conflicts }: HappeningRow): string {
  return conflicts === null ? "unknown" : conflicts ? "yes" : "no";
}

const LEAST = [2, 3, 5];

const CHOICES: Record<Way, (row: HappeningRow) => readonly string[]> = {
  time: ({ earliest, latest }) => [earliest || latest ? "dated" : "undated"],
  type: ({ type }) => [type],
  status: ({ status }) => [status],
  grade: ({ grade }) => [grade],
  verdict: verdicts,
  source: ({ sources }) => [...new Set(sources)],
  origins: ({ origins }) => LEAST.filter((least) => origins >= least).map(String),
  conflict: (row) => [conflict(row)],
  placed: ({ spots }) => [spots.some(isPlaced) ? "yes" : "no"],
};

/** Rows with the columns that they are filtered by. */
export function prepare(rows: HappeningRow[]): Columns {
  const from = new Float64Array(rows.length);
  const to = new Float64Array(rows.length);
  rows.forEach(({ earliest, latest }, i) => {
    from[i] = earliest ? begins(earliest) : latest ? -Infinity : NaN;
    to[i] = latest ? ends(latest) : earliest ? Infinity : NaN;
  });
  const coded = CODED.map((way) => [way, code(rows, CHOICES[way])]);
  return {
    rows,
    from,
    to,
    words: rows.map(text),
    coded: Object.fromEntries(coded) as Columns["coded"],
    byId: new Map(rows.map(({ id }, i) => [id, i])),
  };
}
