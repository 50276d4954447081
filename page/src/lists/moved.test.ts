import { describe, expect, it } from "vitest";
import type { ChangeRows } from "../types";
import { movedOf } from "./moved";

type Change = ChangeRows["rows"][number];
const change = (kind: Change["kind"], before: string | null, after: string | null): Change => ({
  ...{ kind, before, after, about: "", what: "", documents: [] },
});

describe("movedOf", () => {
  it.each([
    ["new_happening", null, "rescuers", { word: "told by", before: null, after: "rescuers" }],
    ["origin_gained", "a", "a, b", { word: "on the word of", before: "a", after: "a, b" }],
    ["origin_lost", "a", null, { word: "on the word of", before: "a", after: "nobody" }],
    ["figure_moved", "2", "6", { word: "", before: "2", after: "6" }],
    ["check_came", null, "supports", { word: "", before: null, after: "supports" }],
    [
      "forecast_due",
      "General Staff",
      "2025-03-31",
      { word: "due 2025-03-31, foretold by", before: null, after: "General Staff" },
    ],
  ] as const)("tells what a change of kind %s moved", (kind, before, after, told) =>
    expect(movedOf(change(kind, before, after))).toEqual(told),
  );
  it("tells nothing where nothing moved", () =>
    expect(movedOf(change("conflict_opened", null, null))).toBeNull());
});
