import { describe, expect, it } from "vitest";
import type { AccountWords, ConflictRow } from "../types";
import { gathered } from "./repeated";

const words = (document: string, trigger: string): AccountWords =>
  ({ document, trigger, before: "There were ", after: "\n tanks." }) as AccountWords;

const row = (id: string, left: AccountWords, right: AccountWords, happening: string | null) =>
  ({ conflict: { id, kind: "figure" }, happening, standing: true, left, right }) as ConflictRow;

describe("gathered", () => {
  const six = words("c", "six");
  it("puts what copies tell to the first that tells it", () => {
    const copy = { ...words("b", "two"), after: " tanks." };
    const rows = [
      row("1", words("a", "two"), six, "hap"),
      row("2", copy, six, "hap"),
      row("3", words("a", "two"), { ...six, document: "d" }, "hap"),
    ];
    expect(gathered(rows)).toEqual([{ row: rows[0], again: [copy, rows[2]!.right] }]);
  });
  it.each([
    ["another happening", row("2", words("b", "two"), six, "other")],
    ["other words", row("2", words("b", "three"), six, "hap")],
    ["one taken back", { ...row("2", words("b", "two"), six, "hap"), standing: false }],
  ])("keeps %s apart", (_, other) => {
    const rows = [row("1", words("a", "two"), six, "hap"), other];
    expect(gathered(rows).map(({ again }) => again)).toEqual([[], []]);
  });
  it("keeps conflicts within reports apart", () => {
    const rows = [row("1", words("a", "two"), six, null), row("2", words("b", "two"), six, null)];
    expect(gathered(rows)).toHaveLength(2);
  });
});
