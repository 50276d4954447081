import { describe, expect, it } from "vitest";
import type { HappeningRow } from "../types";
import { prepare } from "./columns";
import { apply, NOTHING, type Filter } from "./filter";
import { many, row, spot } from "./rows.sample";

const run = (rows: HappeningRow[], changes: Partial<Filter>) => {
  return apply(prepare(rows), { ...NOTHING, ...changes });
};
const passes = (changes: Partial<HappeningRow>, filter: Partial<Filter>) =>
  run([row(changes)], filter).rows.length === 1;

describe("a row passes", () => {
  const cases: [string, Partial<HappeningRow>, Partial<Filter>, boolean][] = [
    ["an empty filter", {}, {}, true],
    ["its type", { type: "clash" }, { type: ["clash", "strike"] }, true],
    ["not another type", { type: "clash" }, { type: ["strike"] }, false],
    ["its status", { status: "denied" }, { status: ["denied"] }, true],
    ["its grade", { grade: "2" }, { grade: ["1", "2"] }, true],
    ["a day within its interval", { latest: "2025-02-20" }, { from: "2025-02-15" }, true],
    ["the last day that it may be on", { latest: "2025-02-20" }, { from: "2025-02-20" }, true],
    ["not the day after", { latest: "2025-02-20" }, { from: "2025-02-21" }, false],
    ["not the day before", {}, { to: "2025-02-11" }, false],
    ["its hour's day", { earliest: "2025-02-12T23:30" }, { to: "2025-02-12" }, true],
    ["without an end, any later day", { latest: null }, { from: "2030-01-01" }, true],
    ["without a beginning, any earlier day", { earliest: null }, { to: "1999-01-01" }, true],
    ["no day when it is undated", { earliest: null, latest: null }, { to: "2030-01-01" }, false],
    ["undated", { earliest: null, latest: null }, { undated: true }, true],
    ["not undated when it has a day", {}, { undated: true }, false],
    ["part of a source's name", { sources: ["The General Staff"] }, { source: "general" }, true],
    ["not a name over two sources", { sources: ["Ada", "Lovelace"] }, { source: "ada l" }, false],
    ["fewer origins than it has", { origins: 3 }, { origins: 2 }, true],
    ["not more origins", { origins: 1 }, { origins: 2 }, false],
    ["its conflicts", { conflicts: 2 }, { conflict: "yes" }, true],
    ["the want of conflicts", { conflicts: 0 }, { conflict: "no" }, true],
    ["conflicts not known yet", { conflicts: null }, { conflict: "unknown" }, true],
    ["not as free of conflict while that is open", { conflicts: null }, { conflict: "no" }, false],
    [
      "a verdict among others",
      { verdicts: { silent: 2, supports: 1 } },
      { verdict: ["supports"] },
      true,
    ],
    ["not a verdict counted zero", { verdicts: { supports: 0 } }, { verdict: ["supports"] }, false],
    ["as not checked", { verdicts: {} }, { verdict: ["none"] }, true],
    ["as placed", {}, { placed: "yes" }, true],
    ["as unplaced", { spots: [spot({ lat: null, lon: null })] }, { placed: "no" }, true],
    ["words in any order", { heading: "Strike on Izium" }, { words: "izium strike" }, true],
    ["not when a word is missing", {}, { words: "bridge tunnel" }, false],
    ["a word of a place's name", {}, { words: "izi" }, true],
  ];
  it.each(cases)("%s", (_, changes, filter, expected) => {
    expect(passes(changes, filter)).toBe(expected);
  });
});

describe("counts", () => {
  const rows = [
    row({ type: "strike", origins: 3 }),
    row({ type: "clash" }),
    row({ type: "clash" }),
  ];

  it("tell what another choice of the same kind would show", () => {
    const { counts } = run(rows, { type: ["strike"] });
    expect(Object.fromEntries(counts.type)).toEqual({ strike: 1, clash: 2 });
    expect(counts.grade.get("3")).toBe(1);
  });

  it("agree with filtering anew by each choice", () => {
    const some = many(400);
    const chosen: Partial<Filter> = { grade: ["1", "2", "3"], from: "2024-02-01" };
    const { counts } = run(some, chosen);
    for (const [type, n] of counts.type) {
      expect(run(some, { ...chosen, type: [type] }).rows.length).toBe(n);
    }
    for (const [grade, n] of counts.grade) {
      expect(run(some, { ...chosen, grade: [grade] }).rows.length).toBe(n);
    }
    for (const [least, n] of counts.origins) {
      expect(run(some, { ...chosen, origins: Number(least) }).rows.length).toBe(n);
    }
    expect(run(some, { ...chosen, from: "", undated: true }).rows.length).toBe(
      counts.time.get("undated"),
    );
  });

  it("keep what only its time leaves out for the timeline", () => {
    const { rows: shown, anyTime } = run(rows, { from: "2026-01-01", type: ["clash"] });
    expect(shown).toEqual([]);
    expect(anyTime).toEqual([1, 2]);
  });
});

/** Milliseconds that the processor worked: what else runs on the machine does not count. */
declare const process: { cpuUsage: () => { user: number; system: number } };
const worked = () => process.cpuUsage().user / 1000;

it("ten thousand rows are filtered in under 50 ms", () => {
  const columns = prepare(many(10_000));
  const filter: Filter = { ...NOTHING, words: "happening place", grade: ["2", "3"], origins: 1 };
  const took = Array.from({ length: 12 }, () => {
    const start = worked();
    apply(columns, filter);
    return worked() - start;
  });
  expect(Math.min(...took)).toBeLessThan(50);
}, 120_000);
