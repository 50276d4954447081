// What stretch of time the overview shows.
import type { Columns } from "../map/columns";
import { DAY, floorDay } from "./days";

/** A stretch of time (milliseconds), from the beginning of a day to that of another. */
export interface Domain {
  from: number;
  to: number;
  /** How many happenings are wholly before and after it. */
  before: number;
  after: number;
  /** Where the earliest of them begins, and the latest ends. */
  first: number;
  last: number;
}

const MOST_DAYS = 3660; // a stray year in a report must not make a war a hair's breadth
const EDGE = 0.02;
const SHARP = 14 * DAY;

function ordered(moments: number[]): Float64Array {
  return Float64Array.from(moments.filter(Number.isFinite)).sort();
}

const finite = (moment: number, otherwise: number): number =>
  Number.isFinite(moment) ? moment : otherwise;

// What is only planned or thought of may lie years ahead.
function isTold({ rows }: Columns, i: number): boolean {
  return rows[i]!.status === "asserted" || rows[i]!.status === "denied";
}

/**
 * The stretch in which the rows (by index) lie.  Those known to a fortnight give it, where there
 * are any, and not what is to come; and where a few stray days would stretch it threefold, it holds all but those.
 */
export function domainOf(columns: Columns, rows: readonly number[]): Domain | undefined {
  const { from, to } = columns;
  const dated = rows.filter((i) => !Number.isNaN(from[i]));
  const sharp = dated.filter((i) => to[i]! - from[i]! <= SHARP && isTold(columns, i));
  const giving = sharp.length ? sharp : dated;
  const starts = ordered(giving.map((i) => (Number.isFinite(from[i]) ? from[i]! : to[i]! - DAY)));
  const stops = ordered(giving.map((i) => (Number.isFinite(to[i]) ? to[i]! : from[i]! + DAY)));
  if (!starts.length) return undefined;
  const whole = { from: starts[0]!, to: stops.at(-1)! };
  const inner = {
    from: starts[Math.floor(starts.length * EDGE)]!,
    to: stops[Math.ceil(stops.length * (1 - EDGE)) - 1]!,
  };
  const [long, short] = [whole.to - whole.from, Math.max(inner.to - inner.from, 7 * DAY)];
  const taken = long > 3 * short || long > MOST_DAYS * DAY ? inner : whole;
  const domain = { from: floorDay(taken.from), to: floorDay(taken.to + DAY - 1) };
  if (domain.to - domain.from < 7 * DAY) {
    domain.from -= 2 * DAY; // a week or so: one day is no stretch of time
    domain.to += 3 * DAY;
  }
  const before = dated.filter((i) => to[i]! <= domain.from);
  const after = dated.filter((i) => from[i]! >= domain.to);
  return {
    ...domain,
    before: before.length,
    after: after.length,
    first: before.reduce(
      (least, i) => Math.min(least, finite(from[i]!, to[i]! - DAY)),
      domain.from,
    ),
    last: after.reduce((most, i) => Math.max(most, finite(to[i]!, from[i]! + DAY)), domain.to),
  };
}
