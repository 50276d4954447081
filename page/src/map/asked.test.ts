import { describe, expect, it } from "vitest";
import { chosenIn, parseFilter, toQuery } from "./asked";
import { NOTHING, type Filter } from "./filter";

const given = (filter: Filter) =>
  new URLSearchParams(
    Object.entries(toQuery(filter)).filter((pair): pair is [string, string] => !!pair[1]),
  );

describe("the filter in the address", () => {
  it.each<[string, Partial<Filter>]>([
    ["nothing", {}],
    ["days", { from: "2025-02-01", to: "2025-02-28" }],
    ["codes", { type: ["strike", "clash"], verdict: ["not_checked"], grade: ["1"] }],
    ["words", { words: "oil & gas = fire?", source: "Генеральний штаб" }],
    ["the rest", { undated: true, origins: 3, conflict: "unknown", placed: "no" }],
  ])("comes back: %s", (_, changes) => {
    const filter = { ...NOTHING, ...changes };
    expect(parseFilter(given(filter))).toEqual(filter);
    expect(chosenIn(filter)).toBe(Object.keys(changes).length);
  });

  it.each([
    "from=soon",
    "to=<b>",
    "origins=many",
    "origins=-2",
    "conflict=perhaps",
    "placed=",
    "undated=1",
  ])("asks nothing where it makes no sense: %s", (query) =>
    expect(parseFilter(new URLSearchParams(query))).toEqual(NOTHING),
  );
});
