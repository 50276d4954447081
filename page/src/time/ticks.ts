// Marks on the axis of time, and what is written at them.
import { utcTicks } from "d3-time";
import { DAY } from "./days";

/** A mark: where, what is written, and whether a year or month begins there. */
export interface Tick {
  at: number;
  words: string;
  chief: boolean;
}

const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options });
const HOUR = format({ hour: "2-digit", minute: "2-digit" });
const DATE = format({ day: "numeric", month: "short" });
const MONTH = format({ month: "short" });
const MONTH_YEAR = format({ month: "short", year: "numeric" });
const YEAR = format({ year: "numeric" });

function words(at: Date, step: number, first: boolean): string {
  if (at.getUTCHours() || at.getUTCMinutes()) return HOUR.format(at);
  if (step >= 360 * DAY) return YEAR.format(at);
  if (at.getUTCDate() > 1 || (step < 20 * DAY && !first)) {
    return first ? `${DATE.format(at)} ${YEAR.format(at)}` : DATE.format(at);
  }
  return first || !at.getUTCMonth() ? MONTH_YEAR.format(at) : MONTH.format(at);
}

/** About so many marks for a stretch of time; the first tells the year. */
export function ticks(from: number, to: number, about: number): Tick[] {
  const dates = utcTicks(new Date(from), new Date(to), Math.max(2, about));
  const step = dates.length > 1 ? +dates[1]! - +dates[0]! : to - from;
  return dates.map((date, i) => ({
    at: +date,
    words: words(date, step, i === 0),
    chief: !date.getUTCHours() && date.getUTCDate() === 1,
  }));
}
