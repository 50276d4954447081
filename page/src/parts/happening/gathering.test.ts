import { describe, expect, it } from "vitest";
import type { Check } from "../../types";
import { gathered } from "./gathering";

const check = (id: string, more: Partial<Check>): Check =>
  ({ id, feed: "fires", ratio: null, coverage: "", notes: [], count: 0, ...more }) as Check;
const drawn = (checks: Check[]) =>
  gathered(checks).map((group) => group.map(({ id }) => id).join(""));

describe("checks that came out the same", () => {
  it("are told once, and those that weigh come first", () => {
    const checks = [
      check("a", { verdict: "silent" }),
      check("b", { verdict: "supports", count: 4 }),
      check("c", { verdict: "silent" }),
      check("d", { verdict: "contradicts" }),
      check("e", { verdict: "supports", count: 4 }),
      check("f", { verdict: "supports", count: 5 }),
      check("g", { verdict: "blind" }),
    ];
    expect(drawn(checks)).toEqual(["d", "be", "f", "ac", "g"]);
  });
  it("are not put together over feeds, or where what could be seen differs", () => {
    const checks = [
      check("a", { verdict: "silent" }),
      check("b", { verdict: "silent", feed: "events" }),
      check("c", { verdict: "silent", coverage: "cloud" }),
    ];
    expect(drawn(checks)).toEqual(["a", "b", "c"]);
  });
  it("leave none out", () => expect(drawn([])).toEqual([]));
});
