import { describe, expect, it } from "vitest";
import type { Entries, Known } from "./entries";
import { ticksOf } from "./strip";

const known = (kind: Known["kind"], ...starts: number[]): Known =>
  ({ kind, marks: starts.map((start) => ({ start })) }) as unknown as Known;
const entries = (...all: Known[]): Pick<Entries, "known"> => ({
  known: new Map(all.map((each, at) => [String(at), each])),
});

describe("ticksOf", () => {
  it("stands where an entry begins, in the lane of its kind", () =>
    expect(
      ticksOf(entries(known("event", 50, 20), known("time", 90)), ["time", "event"], 100),
    ).toEqual([
      { lane: 0, kind: "time", at: 0.9 },
      { lane: 1, kind: "event", at: 0.2 },
    ]));
  it("draws no two on each other, and keeps those farther apart", () => {
    const close = entries(known("event", 100), known("event", 101), known("event", 300));
    expect(ticksOf(close, ["event"], 1000, 0.01).map(({ at }) => at)).toEqual([0.1, 0.3]);
  });
  it("leaves out kinds that are not asked for, and entries without words", () =>
    expect(ticksOf(entries(known("gap", 1), known("event")), ["event"], 10)).toEqual([]));
});
