// Where the reader is: the part of the address behind "#", so that it works in a file too.
import { signal } from "@preact/signals";

/** A view, what it is about, and what is chosen in it. */
export interface Place {
  view: string;
  id: string;
  query: URLSearchParams;
}

/** The place that an address such as `#/report/doc_1?mark=evt_2` names. */
export function parse(hash: string): Place {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [view = "", ...rest] = path.split("/");
  return {
    view: view || "map",
    id: decodeURIComponent(rest.join("/")),
    query: new URLSearchParams(query),
  };
}

/** The address of a place. */
export function to(view: string, id = "", query: Record<string, string | undefined> = {}): string {
  const asked = Object.entries(query).filter((pair): pair is [string, string] => !!pair[1]);
  const path = id ? `${view}/${encodeURIComponent(id)}` : view;
  return `#/${path}${asked.length ? `?${new URLSearchParams(asked)}` : ""}`;
}

export const here = signal<Place>(parse(location.hash));
addEventListener("hashchange", () => (here.value = parse(location.hash)));

/** Go somewhere; the way back is kept. */
export function go(address: string): void {
  location.hash = address;
}

/** Change what is chosen in this view, without a step in the history. */
export function choose(changes: Record<string, string | undefined>): void {
  const { view, id, query } = here.peek();
  const asked = { ...Object.fromEntries(query), ...changes };
  history.replaceState(null, "", to(view, id, asked));
  here.value = parse(location.hash);
}
