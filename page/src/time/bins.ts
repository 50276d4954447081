// How many happenings lie on each day: those whose day is known, and those that lie somewhere
// in a longer stretch, spread evenly over it.
import type { Columns } from "../map/columns";
import { DAY } from "./days";

const MOST_BINS = 400;

/** Counts by bins of `days` days from the beginning of a stretch of time. */
export interface Bins {
  days: number;
  /** Known to the bin. */
  sure: Float64Array;
  /** Known to a longer stretch: the share of it that lies in the bin. */
  spread: Float64Array;
  most: number;
}

/** Days that a bin holds, so that a stretch of time has no more than a few hundred. */
export function daysABin(from: number, to: number): number {
  const days = Math.max(1, Math.round((to - from) / DAY));
  return [1, 2, 7, 14, 30, 91, 365].find((bin) => days / bin <= MOST_BINS) ?? 3650;
}

/** Counts of rows (by index) in a stretch of time. */
export function binned(
  { from, to }: Columns,
  rows: readonly number[],
  domain: { from: number; to: number },
): Bins {
  const days = daysABin(domain.from, domain.to);
  const width = days * DAY;
  const bins = Math.max(1, Math.ceil((domain.to - domain.from) / width));
  const sure = new Float64Array(bins);
  const steps = new Float64Array(bins + 1); // differences: a long stretch costs no more than a day
  for (const i of rows) {
    const [start, stop] = [from[i]!, to[i]!];
    if (!Number.isFinite(start) || !Number.isFinite(stop)) continue;
    const first = Math.floor((start - domain.from) / width);
    const last = Math.floor((stop - 1 - domain.from) / width);
    if (last < 0 || first >= bins) continue;
    if (first === last) {
      sure[first]! += 1;
      continue;
    }
    const share = 1 / (last - first + 1);
    steps[Math.max(0, first)]! += share;
    steps[Math.min(bins, last + 1)]! -= share;
  }
  const spread = new Float64Array(bins);
  let [running, most] = [0, 0];
  for (let bin = 0; bin < bins; bin++) {
    running += steps[bin]!;
    spread[bin] = Math.max(0, running);
    most = Math.max(most, sure[bin]! + spread[bin]!);
  }
  return { days, sure, spread, most };
}
