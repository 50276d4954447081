// The filter as it stands in the address: a choice that is not made is not in it.
import { NOTHING, type Filter } from "./filter";

const LISTS = ["type", "status", "grade", "verdict"] as const;
const TEXTS = ["from", "to", "source", "words"] as const;

const isDay = (value: string): boolean => !Number.isNaN(Date.parse(value));
const oneOf = <T extends string>(value: string | null, allowed: readonly T[]): T | "" =>
  allowed.find((each) => each === value) ?? "";

/** The filter that an address asks for; what makes no sense in it asks nothing. */
export function parseFilter(query: URLSearchParams): Filter {
  const filter: Filter = { ...NOTHING };
  for (const name of LISTS) filter[name] = query.get(name)?.split(" ").filter(Boolean) ?? [];
  for (const name of TEXTS) filter[name] = query.get(name) ?? "";
  if (!isDay(filter.from)) filter.from = "";
  if (!isDay(filter.to)) filter.to = "";
  filter.undated = query.get("undated") === "yes";
  filter.origins = Math.max(0, Number.parseInt(query.get("origins") ?? "", 10) || 0);
  filter.conflict = oneOf(query.get("conflict"), ["yes", "no", "unknown"]);
  filter.placed = oneOf(query.get("placed"), ["yes", "no"]);
  return filter;
}

/** What an address says for a filter; `undefined` takes a name out of it. */
export function toQuery(filter: Filter): Record<string, string | undefined> {
  return {
    ...Object.fromEntries(LISTS.map((name) => [name, filter[name].join(" ") || undefined])),
    ...Object.fromEntries(TEXTS.map((name) => [name, filter[name] || undefined])),
    undated: filter.undated ? "yes" : undefined,
    origins: filter.origins ? String(filter.origins) : undefined,
    conflict: filter.conflict || undefined,
    placed: filter.placed || undefined,
  };
}

/** How many choices a filter makes. */
export const chosenIn = (filter: Filter): number =>
  Object.values(toQuery(filter)).filter((value) => value !== undefined).length;
