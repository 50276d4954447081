// What was fetched, kept until the case changes: each path once, as a signal.
import { signal, type Signal } from "@preact/signals";
import { get } from "./source";
import type { CaseSummary } from "./types";

export type Answer<T> =
  { state: "waiting" } | { state: "failed"; error: Error } | { state: "there"; value: T };

const kept = new Map<string, Signal<Answer<unknown>>>();
const shown = new Set<string>();

async function fetchInto(path: string, into: Signal<Answer<unknown>>): Promise<void> {
  try {
    into.value = { state: "there", value: await get(path) };
  } catch (error) {
    into.value = { state: "failed", error: error as Error };
  }
}

/** The answer to a path, fetched when it is first asked for. */
export function answer<T>(path: string): Signal<Answer<T>> {
  let found = kept.get(path);
  if (!found) {
    found = signal<Answer<unknown>>(
      { state: "waiting" },
      { watched: () => shown.add(path), unwatched: () => shown.delete(path) },
    );
    kept.set(path, found);
    void fetchInto(path, found);
  }
  return found as Signal<Answer<T>>;
}

/** The value of an answer, or undefined while there is none. */
export function value<T>(path: string): T | undefined {
  const found = answer<T>(path).value;
  return found.state === "there" ? found.value : undefined;
}

/**
 * The case was changed: fetch anew what is shown, which stays meanwhile, and forget the rest
 * until somebody looks at it again.
 */
export async function renew(): Promise<void> {
  for (const path of kept.keys()) if (!shown.has(path)) kept.delete(path);
  await Promise.all([...kept].map(([path, into]) => fetchInto(path, into)));
}

/** What the view that is shown is on, for the name of the window; nothing where its name says it. */
export const subject = signal<string | null>(null);

/** The case that the page is on. */
export const theCase = (): CaseSummary | undefined => value<CaseSummary>("/api/case");
