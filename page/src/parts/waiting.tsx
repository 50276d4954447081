// What stands where an answer is to come, or did not come.
import type { ComponentChildren } from "preact";
import { answer, renew } from "../store";

interface Props<T> {
  path: string;
  children: (value: T) => ComponentChildren;
}

/** Shows what an answer gives; a word while it is on its way, and why there is none. */
export function Waiting<T>({ path, children }: Props<T>) {
  const found = answer<T>(path).value;
  if (found.state === "waiting") {
    return (
      <p class="view soft" role="status">
        Reading the case …
      </p>
    );
  }
  if (found.state === "failed") {
    return (
      <div class="view">
        <div class="notice bad" role="alert">
          <p>{found.error.message}</p>
          <button type="button" onClick={() => void renew()}>
            Try again
          </button>
        </div>
      </div>
    );
  }
  return <>{children(found.value)}</>;
}
