// The bars of the timeline: which happenings have one in a stretch of time, and where.
import type { Columns } from "../map/columns";
import { begins, DAY } from "./days";
import { inLanes } from "./lanes";
import { titleOf } from "../parts/title";

/** So many bars are drawn at once; the rest is told as a number. */
export const MOST_BARS = 200;
/** With no more than this many, every bar has its words beside it. */
export const MOST_WORDED = 90;
const LETTER = 5.9; // pixels that a letter takes on average
const LONGEST = 42;

/** A bar: where it begins and ends on the axis (pixels), its lane, what is beside it. */
export interface Bar {
  row: number;
  x: number;
  width: number;
  /** The interval goes on beyond what is shown, or has no end. */
  openLeft: boolean;
  openRight: boolean;
  /** Where the first report of it was published (pixels), if that is in sight. */
  published: number | undefined;
  words: string;
  /** Where its words stand: behind it, before it where it ends too late for them, or in it. */
  side: "after" | "before" | "within";
  lane: number;
}

/** Bars of a stretch of time, and how many happenings have none for lack of room. */
export interface Bars {
  bars: Bar[];
  lanes: number;
  more: number;
  worded: boolean;
}

const short = (words: string): string =>
  words.length > LONGEST ? `${words.slice(0, LONGEST - 1).trimEnd()}…` : words;

type Placed = Omit<Bar, "lane" | "side">;

const first = ({ x, published }: Placed): number => Math.min(x, published ?? x);
const last = ({ x, width, published }: Placed): number => Math.max(x + width, published ?? 0);
const roomFor = (words: string): number => words.length * LETTER + 8;

function sideOf(placed: Placed, width: number): Bar["side"] {
  const room = roomFor(placed.words);
  if (last(placed) + room <= width) return "after";
  return first(placed) >= room ? "before" : "within";
}

/** What a bar takes up with its words, from where to where (pixels). */
function extent(placed: Omit<Bar, "lane">, worded: boolean): { from: number; to: number } {
  const room = worded ? roomFor(placed.words) : 0;
  const from = first(placed) - (placed.side === "before" ? room : 0);
  return { from, to: last(placed) + (placed.side === "after" ? room : 0) };
}

function bar(columns: Columns, row: number, window: Window, width: number): Omit<Bar, "lane"> {
  const scale = width / (window.to - window.from);
  const [start, stop] = [columns.from[row]!, columns.to[row]!];
  const [left, right] = [Math.max(start, window.from), Math.min(stop, window.to)];
  const x = (left - window.from) * scale;
  const told = columns.rows[row]!.published[0];
  const published = told ? (begins(told) + DAY / 2 - window.from) * scale : NaN;
  const placed = {
    row,
    x,
    width: Math.max(3, (right - left) * scale),
    openLeft: start < window.from,
    openRight: stop > window.to,
    published: published >= 0 && published <= width ? published : undefined,
    words: short(titleOf(columns.rows[row]!)),
  };
  return { ...placed, side: sideOf(placed, width) };
}

interface Window {
  from: number;
  to: number;
}

// Those that most rests on are drawn first; the chosen one always is.
function foremost(columns: Columns, rows: number[], chosen: number | undefined): number[] {
  const weight = (row: number) => {
    const { origins, reports } = columns.rows[row]!;
    return (row === chosen ? 1e9 : 0) + origins * 1000 + reports;
  };
  return [...rows]
    .sort((one, other) => weight(other) - weight(one) || one - other)
    .slice(0, MOST_BARS);
}

/** The bars of rows (by index) that touch a stretch of time, on an axis so many pixels wide. */
export function barsIn(
  columns: Columns,
  rows: readonly number[],
  window: Window,
  width: number,
  chosen: number | undefined,
): Bars {
  const { from, to } = columns;
  const touching = rows.filter((i) => from[i]! < window.to && to[i]! > window.from);
  const taken = foremost(columns, touching, chosen);
  const worded = taken.length <= MOST_WORDED;
  const drawn = taken.map((row) => bar(columns, row, window, width));
  const room = drawn.map((one) => extent(one, worded));
  const lanes = inLanes(room, worded ? 10 : 2);
  const bars = drawn.map((one, i) => ({ ...one, lane: lanes[i]! }));
  return {
    bars,
    lanes: Math.max(0, ...lanes.map((lane) => lane + 1)),
    more: touching.length - taken.length,
    worded,
  };
}
