import { describe, expect, it } from "vitest";
import type { Segment } from "../types";
import { blocksOf, hasLines, passagesOf } from "./blocks";
import { offsetsOf } from "./codepoints";

function segmentOf(text: string, words: string, more: Partial<Segment> = {}): Segment {
  const points = [...text];
  const at = points.findIndex((_, from) => points.slice(from).join("").startsWith(words));
  const span = { start: at, stop: at + [...words].length, text: words };
  return {
    ...span,
    span,
    id: `seg_${at}`,
    kind: "paragraph",
    voice: "src_author",
    voice_basis: "author",
    parent: null,
    dateline: null,
    reasons: {},
    ...more,
  };
}

describe("blocks", () => {
  const text = "🔴 First.\n\nloose words\n\nSecond.\n\n— end 🔴\n";
  const offsets = offsetsOf(text);
  const shown = (segments: Segment[]) =>
    blocksOf(offsets, segments).map(({ start, stop }) => offsets.slice(start, stop));

  it("leaves no words out, in whatever order the segments come", () => {
    const segments = [segmentOf(text, "Second."), segmentOf(text, "🔴 First.")];
    expect(shown(segments)).toEqual(["🔴 First.", "loose words", "Second.", "— end 🔴"]);
  });
  it("shows a text without segments", () => {
    expect(shown([])).toEqual([text.trim()]);
  });
  it("shows words once where segments lie over each other", () => {
    const segments = [segmentOf(text, "🔴 First."), segmentOf(text, "First.\n\nloose words")];
    expect(shown(segments).join("").split(/\s+/).join("")).toBe(text.replaceAll(/\s+/g, ""));
  });
  it.each([
    ["one line", false],
    ["a line of text that was wrapped where the column came to its end\nand goes on", false],
    ["killed: 3\nwounded: 12\nmissing: none", true],
    ["", false],
  ])("%j has lines: %s", (words, lines) => expect(hasLines(words)).toBe(lines));
});

describe("passages", () => {
  const text = "One. Two. Post. More. Three.";
  const at = (words: string, more: Partial<Segment> = {}) => segmentOf(text, words, more);
  const post = { kind: "quoted_report", voice: "src_channel", parent: "seg_0" } as const;
  const drawn = (segments: Segment[]) =>
    passagesOf(blocksOf(offsetsOf(text), segments)).map(
      ({ voice, quoted, blocks }) => `${voice}${quoted ? " quoted" : ""}: ${blocks.length}`,
    );

  it("sets a pasted post apart and goes on in it", () => {
    const first = at("Post.", post);
    const segments = [
      at("One."),
      at("Two."),
      first,
      at("More.", { ...post, parent: first.id }),
      at("Three."),
    ];
    expect(drawn(segments)).toEqual(["src_author: 2", "src_channel quoted: 2", "src_author: 1"]);
  });
  it("keeps two posts of one channel apart", () => {
    const segments = [at("Post.", post), at("More.", { ...post, parent: null })];
    expect(drawn([...segments, at("Three.")])).toEqual([
      "null: 1",
      "src_channel quoted: 1",
      "src_channel quoted: 1",
      "src_author: 1",
    ]);
  });
  it("begins anew on another day", () => {
    const segments = [at("One.", { dateline: "2025-03-01" }), at("Two."), at("Three.")];
    expect(drawn(segments)[0]).toBe("src_author: 1");
  });
});
