import { describe, expect, it } from "vitest";
import { offsetsOf } from "./codepoints";

const TEXTS = [
  "",
  "plain words",
  "🔴 On the night of March 14 🔴 troops",
  "👩🏽‍🚒 a family of signs 👨‍👩‍👧",
  "Київ і Харків",
  "𐎠𐎼𐎹 old Persian, 𝒜 letters",
  "a flag 🇺🇦🇪🇺 twice",
  "\u202ereversed\u202c and \u200f marks",
  "e\u0301 combining",
];

describe("offsets in code points", () => {
  it.each(TEXTS)("slices %j as Python would", (text) => {
    const points = [...text];
    const offsets = offsetsOf(text);
    expect(offsets.length).toBe(points.length);
    for (let start = 0; start <= points.length; start++) {
      for (let stop = start; stop <= points.length; stop++) {
        expect(offsets.slice(start, stop)).toBe(points.slice(start, stop).join(""));
      }
      expect(offsets.codePoint(offsets.unit(start))).toBe(start);
    }
  });
  it("holds offsets outside of the text at its ends", () => {
    const offsets = offsetsOf("🔴 ab");
    expect(offsets.slice(-3, 99)).toBe("🔴 ab");
    expect(offsets.codePoint(99)).toBe(4);
  });
});
