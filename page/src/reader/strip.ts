// Where the marks of a long report lie: a lane a kind, from the first word to the last.
import type { Entries } from "./entries";
import type { MarkKind } from "./marks";

/** A mark in its lane; `at` is its place in the text (0 to 1). */
export interface Tick {
  lane: number;
  kind: MarkKind;
  at: number;
}

/**
 * A tick for the beginning of every entry of the kinds that are shown, in lanes by the order of
 * `kinds`; those of a lane that would lie on each other (closer than `least`) are one.
 */
export function ticksOf(
  entries: Pick<Entries, "known">,
  kinds: readonly MarkKind[],
  length: number,
  least = 1 / 600,
): Tick[] {
  const ticks: Tick[] = [];
  kinds.forEach((kind, lane) => {
    const starts = [...entries.known.values()]
      .filter((known) => known.kind === kind && known.marks.length > 0)
      .map(({ marks }) => Math.min(...marks.map(({ start }) => start)) / Math.max(1, length))
      .sort((a, b) => a - b);
    let before = -1;
    for (const at of starts) {
      if (at - before < least) continue;
      ticks.push({ lane, kind, at });
      before = at;
    }
  });
  return ticks;
}
