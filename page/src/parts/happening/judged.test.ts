import { describe, expect, it } from "vitest";
import type { Judged } from "../../types";
import { saidOf } from "./judged";

const telling = (id: string, document: string, start: number, stop: number) => ({
  id,
  document,
  trigger: { start, stop, text: "x".repeat(stop - start) },
});
const end = (document: string, start: number, stop: number) => ({
  document,
  words: { start, stop, text: "x".repeat(stop - start) },
});
const said = (seq: number, left: Judged["left"], right: Judged["right"]): Judged => ({
  left,
  right,
  judgement: "same",
  because: "so",
  who: "Ada",
  at: "2025-03-14T10:00:00Z",
  seq,
});

describe("what was said of two accounts", () => {
  const left = telling("evt_1", "doc_a", 10, 16);
  const right = telling("evt_2", "doc_b", 40, 46);
  const [mine, theirs] = [end("doc_a", 10, 16), end("doc_b", 40, 46)];
  it.each([
    ["as it was named", [said(3, mine, theirs)], [3]],
    ["the other way round", [said(3, theirs, mine)], [3]],
    ["the newest first", [said(3, mine, theirs), said(7, theirs, mine)], [7, 3]],
    ["of words that were read otherwise since", [said(3, end("doc_a", 12, 20), theirs)], [3]],
    ["not of others of the report", [said(3, end("doc_a", 16, 20), theirs)], []],
    ["not of the same place in another report", [said(3, end("doc_c", 10, 16), theirs)], []],
    ["not of one of them alone", [said(3, mine, end("doc_a", 90, 94))], []],
  ])("%s", (_name, judged, found) => {
    expect(saidOf(judged, left, right).map(({ seq }) => seq)).toEqual(found);
  });
  it("is nothing where one of them is not there", () => {
    expect(saidOf([said(3, mine, theirs)], left, undefined)).toEqual([]);
  });
});
