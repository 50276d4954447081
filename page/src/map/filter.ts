// Which happenings are shown, and how many there would be under every other choice.
//
// Rows are looked through once for each change: a row that fails in one way only is counted for
// that way's other choices, as if it alone were chosen anew.
import { begins, ends } from "../time/days";
import { allows, counted, tally } from "./coded";
import type { Columns } from "./columns";

/** What is asked of a happening; an empty value asks nothing. */
export interface Filter {
  /** Days (ISO 8601): the interval of a happening must touch them. */
  from: string;
  to: string;
  /** Only happenings whose day is not known. */
  undated: boolean;
  type: string[];
  status: string[];
  grade: string[];
  verdict: string[];
  /** Part of the name of a source that it rests on. */
  source: string;
  /** At least so many independent origins. */
  origins: number;
  conflict: "" | "yes" | "no" | "unknown";
  placed: "" | "yes" | "no";
  /** Words that must all stand in what is known of it. */
  words: string;
}

export const NOTHING: Filter = {
  from: "",
  to: "",
  undated: false,
  type: [],
  status: [],
  grade: [],
  verdict: [],
  source: "",
  origins: 0,
  conflict: "",
  placed: "",
  words: "",
};

/** The ways in which a row may fail that have choices to count: columns of these names. */
export const CODED = [
  "time",
  "type",
  "status",
  "grade",
  "verdict",
  "source",
  "origins",
  "conflict",
  "placed",
] as const;
export type Way = (typeof CODED)[number];

/** What a filter leaves. */
export interface Shown {
  /** Indices of the rows that pass, in the order of the rows. */
  rows: number[];
  /** Those that pass but for their time: the timeline shows where they lie. */
  anyTime: number[];
  /** By way and choice: how many would be shown if that choice alone were made there. */
  counts: Record<Way, Map<string, number>>;
}

type Test = ((row: number) => boolean) | undefined;

/** Whether a row (by index) passes, a test a way; a way that asks nothing has none. */
function tests({ coded, from, to, rows }: Columns, filter: Filter, within: [number, number]) {
  const among = (way: Way, chosen: readonly string[]): Test =>
    chosen.length ? allows(coded[way], (name) => chosen.includes(name)) : undefined;
  const source = filter.source.trim().toLowerCase();
  const isCut = within[0] !== -Infinity || within[1] !== Infinity;
  const touches: Test = isCut ? (i) => from[i]! < within[1] && to[i]! > within[0] : undefined;
  const every: Record<Way, Test> = {
    time: filter.undated ? among("time", ["undated"]) : touches,
    type: among("type", filter.type),
    status: among("status", filter.status),
    grade: among("grade", filter.grade),
    verdict: among("verdict", filter.verdict),
    source: source ? allows(coded.source, (n) => n.toLowerCase().includes(source)) : undefined,
    origins: filter.origins ? (i) => rows[i]!.origins >= filter.origins : undefined,
    conflict: among("conflict", filter.conflict ? [filter.conflict] : []),
    placed: among("placed", filter.placed ? [filter.placed] : []),
  };
  return CODED.map((way) => every[way]);
}

const NONE = -1;
const SEVERAL = -2;

/** The one way in which a row fails (its number), `NONE`, or `SEVERAL`. */
function failing(pass: readonly Test[], row: number): number {
  let failed = NONE;
  for (let way = 0; way < pass.length; way++) {
    if (pass[way]?.(row) ?? true) continue;
    if (failed !== NONE) return SEVERAL; // no other choice of one kind would show it
    failed = way;
  }
  return failed;
}

/** The moments that a filter's days begin and end. */
export function bounds({ from, to }: Filter): [number, number] {
  return [from ? begins(from) : -Infinity, to ? ends(to) : Infinity];
}

/** The rows that pass a filter, with the counts of every other choice. */
export function apply(columns: Columns, filter: Filter): Shown {
  const pass = tests(columns, filter, bounds(filter));
  const coded = CODED.map((way) => columns.coded[way]);
  const tallies = coded.map(({ names }) => new Uint32Array(names.length));
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  const [rows, anyTime]: [number[], number[]] = [[], []];
  for (let row = 0; row < columns.rows.length; row++) {
    const failed = failing(pass, row);
    if (failed === SEVERAL || !words.every((word) => columns.words[row]!.includes(word))) continue;
    if (failed === NONE) rows.push(row);
    if (failed === NONE || failed === TIME) anyTime.push(row);
    if (failed !== NONE) tally(coded[failed]!, tallies[failed]!, row);
    else coded.forEach((column, way) => tally(column, tallies[way]!, row));
  }
  const counts = CODED.map((way, i) => [way, counted(coded[i]!, tallies[i]!)]);
  return { rows, anyTime, counts: Object.fromEntries(counts) as Shown["counts"] };
}
const TIME = CODED.indexOf("time");
