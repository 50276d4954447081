// The first of many, and the rest when it is asked for.
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";

interface Props<T> {
  of: readonly T[];
  first: number;
  what: string;
  children: (item: T, at: number) => ComponentChildren;
}

/** A list that shows its first items; a button brings the others. */
export function More<T>({ of, first, what, children }: Props<T>) {
  const all = useSignal(false);
  const shown = all.value ? of : of.slice(0, first);
  return (
    <>
      <ul>
        {shown.map((item, at) => (
          <li key={at}>{children(item, at)}</li>
        ))}
      </ul>
      {of.length > first && !all.value && (
        <p class="small">
          <button type="button" onClick={() => (all.value = true)}>
            Show {of.length - first} more <span class="unseen">{what}</span>
          </button>
        </p>
      )}
    </>
  );
}
