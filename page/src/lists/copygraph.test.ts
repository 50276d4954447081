import { describe, expect, it } from "vitest";
import type { Copy, ReportRow } from "../types";
import { groups, layOut } from "./copygraph";

const copy = (left: string, right: string): Copy =>
  ({ id: `${left}${right}`, left, right }) as Copy;
const report = (published: string): ReportRow => ({ published }) as ReportRow;

const COPIES = [copy("a", "b"), copy("c", "d"), copy("b", "e")];
const REPORTS = {
  a: report("2025-03-14"),
  b: report("2025-03-14"),
  c: report("2025-03-12"),
  d: report("2025-03-15"),
  e: report("2025-03-15"),
};

describe("the graph of copies", () => {
  it("keeps together what hangs together, the largest group first", () => {
    expect(groups(COPIES).map((group) => group.map(({ id }) => id))).toEqual([
      ["ab", "be"],
      ["cd"],
    ]);
  });

  it("puts days in order and every report into a row of its own", () => {
    const { nodes, days } = layOut(COPIES, REPORTS);
    expect(days).toEqual(["2025-03-12", "2025-03-14", "2025-03-15"]);
    expect(new Set(nodes.map(({ y }) => y)).size).toBe(nodes.length);
  });

  it("does not depend on the order of the copies", () => {
    const places = (copies: Copy[]) =>
      layOut(copies, REPORTS)
        .nodes.map(({ id, x, y }) => `${id} ${x} ${y}`)
        .sort();
    expect(places([...COPIES].reverse())).toEqual(places(COPIES));
  });
});
