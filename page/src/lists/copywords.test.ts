import { describe, expect, it } from "vitest";
import { inWords } from "./copywords";

describe("inWords", () => {
  it("names features by what they mean and keeps their weights", () => {
    expect(Object.values(inWords({ prior: -17.6, run: 18.4 }))).toEqual([-17.6, 18.4]);
    expect(Object.keys(inWords({ run: 18.4 }))[0]).toContain("word for word");
  });
  it("keeps a feature that it does not know", () =>
    expect(inWords({ moon: 1 })).toEqual({ moon: 1 }));
  it("leaves out what weighs nothing", () =>
    expect(inWords({ particulars: -0, run: 0.004 })).toEqual({}));
});
