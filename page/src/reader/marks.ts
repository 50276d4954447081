// Marks in a text that lie inside and across each other, cut into runs that do not.

/** What a mark marks; claims and figures are shown when they are asked for. */
export type MarkKind =
  "attribution" | "event" | "place" | "time" | "forecast" | "gap" | "claim" | "figure" | "segment";

/** A stretch of the text, by code points, `start` inclusive and `stop` exclusive. */
export interface Stretch {
  start: number;
  stop: number;
}

/** One stretch of an entry: who says it, by which word, or what (for an attribution). */
export interface Mark extends Stretch {
  id: string;
  kind: MarkKind;
  part: string;
}

/** A run of text under the same marks, the widest first. */
export interface Run extends Stretch {
  marks: Mark[];
}

/** Order of reading: what begins earlier first, of two the wider. */
export const byPlace = (a: Stretch, b: Stretch): number => a.start - b.start || b.stop - a.stop;

/** Whether two stretches share a character. */
export const meets = (a: Stretch, b: Stretch): boolean => a.start < b.stop && b.start < a.stop;

/**
 * Cut a stretch of text wherever a mark begins or ends: runs that follow each other without a
 * gap, each with the marks that lie over it.  Marks may nest and cross; what lies outside is
 * left out.  Takes time in the number of marks and of what lies over each other.
 */
export function cut(within: Stretch, marks: readonly Mark[]): Run[] {
  const here = marks.filter((mark) => mark.start < mark.stop && meets(mark, within)).sort(byPlace);
  const edges = new Set([within.start, within.stop]);
  for (const { start, stop } of here) {
    edges.add(Math.max(start, within.start));
    edges.add(Math.min(stop, within.stop));
  }
  const cuts = [...edges].sort((a, b) => a - b);
  const runs: Run[] = [];
  let open: Mark[] = [];
  let next = 0;
  for (let at = 0; at + 1 < cuts.length; at++) {
    const [start, stop] = [cuts[at]!, cuts[at + 1]!];
    open = open.filter((mark) => mark.stop > start);
    while (next < here.length && here[next]!.start <= start) open.push(here[next++]!);
    runs.push({ start, stop, marks: [...open] });
  }
  return runs;
}

/**
 * The marks of each stretch of a row that goes through the text: one walk over both.  The
 * stretches follow each other; a mark that reaches over several is in each of them.
 */
export function shareOut<T extends Stretch>(
  stretches: readonly Stretch[],
  marks: readonly T[],
): T[][] {
  const sorted = [...marks].sort(byPlace);
  let [next, open]: [number, T[]] = [0, []];
  return stretches.map((stretch) => {
    while (next < sorted.length && sorted[next]!.start < stretch.stop) open.push(sorted[next++]!);
    open = open.filter((mark) => mark.stop > stretch.start);
    return open.filter((mark) => mark.start < stretch.stop);
  });
}

/** The narrowest mark over a run; asked again, the next wider one, and so round. */
export function pick(marks: readonly Mark[], chosen: string | null): string | null {
  const narrow = [...marks].sort((a, b) => a.stop - a.start - (b.stop - b.start));
  const ids = [...new Set(narrow.map(({ id }) => id))];
  const at = chosen ? ids.indexOf(chosen) : -1;
  return ids[(at + 1) % ids.length] ?? null;
}

/** The entries in order of reading, each once, at its first mark. */
export function order(marks: readonly Mark[]): string[] {
  return [...new Set([...marks].sort(byPlace).map(({ id }) => id))];
}

/**
 * The next of some entries in order of reading, or the one before (`by` -1); at the ends it
 * stays.  From an entry that is not among them it is the first behind it, or before it; from
 * none, the first or the last.
 */
export function stepFrom(
  ids: readonly string[],
  chosen: string | null,
  startOf: (id: string) => number | undefined,
  by: 1 | -1,
): string | undefined {
  const at = chosen === null ? -1 : ids.indexOf(chosen);
  if (at >= 0) return ids[Math.min(Math.max(at + by, 0), ids.length - 1)];
  const start = chosen === null ? undefined : startOf(chosen);
  if (start === undefined) return by > 0 ? ids[0] : ids.at(-1);
  const isPast = (id: string): boolean => (startOf(id) ?? 0) > start;
  return by > 0
    ? (ids.find(isPast) ?? ids.at(-1))
    : (ids.filter((id) => !isPast(id)).at(-1) ?? ids[0]);
}
