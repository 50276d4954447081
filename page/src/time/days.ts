// Days as numbers: milliseconds since 1970 in UTC, which is what intervals are compared in.

export const DAY = 86_400_000;

/** The moment that a day or a minute (ISO 8601) begins; words without a zone are in UTC. */
export function begins(iso: string): number {
  const day = Date.UTC(+iso.slice(0, 4), +iso.slice(5, 7) - 1, +iso.slice(8, 10));
  if (iso.length <= 10) return day;
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`;
  return Date.parse(zoned);
}

/** The moment that a day or a minute is over: a day lasts to the next. */
export function ends(iso: string): number {
  return begins(iso) + (iso.length <= 10 ? DAY : 60_000);
}

/** The day that a moment is on, as it stands in an address and a date field. */
export const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

/** The beginning of the day that a moment is on. */
export const floorDay = (moment: number): number => Math.floor(moment / DAY) * DAY;
