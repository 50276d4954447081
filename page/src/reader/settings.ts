// What the reader has chosen to see; kept where the browser keeps such things.
import { effect, signal } from "@preact/signals";
import type { MarkKind } from "./marks";

/** The kinds that can be shown in the text, as the legend lists them. */
export const LISTED: MarkKind[] = [
  "attribution",
  "event",
  "place",
  "time",
  "forecast",
  "gap",
  "claim",
  "figure",
];
const FIRST: MarkKind[] = LISTED.slice(0, 6);

function kept<T>(key: string, read: (stored: string) => T, otherwise: T): T {
  try {
    const stored = localStorage.getItem(key);
    return stored === null ? otherwise : read(stored);
  } catch {
    return otherwise; // a file opened from the disk may have no storage
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // without storage the choice lasts as long as the page
  }
}

const readKinds = (stored: string) => new Set(LISTED.filter((k) => stored.split(" ").includes(k)));

export const shownKinds = signal<ReadonlySet<MarkKind>>(
  kept("crossfix-kinds", readKinds, new Set(FIRST)),
);
/** Whether passages that tell of death or injury in detail are folded until they are opened. */
export const foldsGraphic = signal(kept("crossfix-fold", (stored) => stored !== "no", true));

effect(() => keep("crossfix-kinds", [...shownKinds.value].join(" ")));
effect(() => keep("crossfix-fold", foldsGraphic.value ? "yes" : "no"));

/** Show a kind of mark, or no longer. */
export function toggleKind(kind: MarkKind): void {
  const kinds = new Set(shownKinds.peek());
  if (!kinds.delete(kind)) kinds.add(kind);
  shownKinds.value = kinds;
}
