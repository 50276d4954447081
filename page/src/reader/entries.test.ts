import { describe, expect, it } from "vitest";
import type { Ledger } from "../types";
import { entriesOf, fillsOf, nameOf } from "./entries";

const span = (start: number, stop: number) => ({ start, stop, text: "x".repeat(stop - start) });
const spanned = (id: string, start: number, stop: number) => ({
  id,
  ...span(start, stop),
  span: span(start, stop),
});

const ledger = {
  segments: [spanned("seg_1", 0, 60)],
  sources: [
    { id: "src_a", name: null, kind: "other", is_author: true, mentions: [] },
    { id: "src_b", name: "the Kremlin", kind: "official", is_author: false, mentions: [] },
    { id: "src_c", name: null, kind: "military", is_author: false, mentions: [] },
    {
      id: "src_d",
      name: null,
      kind: "official",
      mentions: [{ ...span(0, 12), text: "two officials" }],
    },
  ],
  attributions: [
    {
      id: "att_1",
      source: span(0, 4),
      source_id: "src_b",
      cue: null,
      content: [span(10, 20), span(30, 40)],
      hedges: [span(12, 14)],
    },
  ],
  claims: [{ id: "clm_1", spans: [span(10, 20)] }],
  events: [
    {
      id: "evt_1",
      trigger: span(11, 15),
      actor: span(0, 4),
      target: null,
      weapons: [span(16, 18)],
      places: ["pla_1", "pla_of_elsewhere"],
      times: ["tim_1"],
      figures: ["qty_1"],
    },
  ],
  places: [spanned("pla_1", 32, 36)],
  times: [spanned("tim_1", 37, 39)],
  quantities: [{ ...spanned("qty_1", 41, 43), of: null }],
  forecasts: [],
  gaps: [],
} as unknown as Ledger;

describe("entries", () => {
  const entries = entriesOf(ledger);
  const drawn = (id: string | null) =>
    fillsOf(entries, id).map(({ part, start, stop }) => `${part} ${start}-${stop}`);

  it("knows every entry, and marks all but the passages", () => {
    expect([...entries.known.keys()].sort()).toEqual(
      ["att_1", "clm_1", "evt_1", "pla_1", "qty_1", "seg_1", "tim_1"].sort(),
    );
    expect(entries.marks.some(({ kind }) => kind === "segment")).toBe(false);
  });
  it.each([
    ["att_1", ["source 0-4", "content 10-20", "content 30-40", "hedge 12-14"]],
    [
      "evt_1",
      ["words 11-15", "actor 0-4", "weapon 16-18", "place 32-36", "time 37-39", "figure 41-43"],
    ],
    ["seg_1", ["words 0-60"]],
    ["nothing", []],
    [null, []],
  ])("fills for %s", (id, parts) => expect(drawn(id)).toEqual(parts));
  it.each([
    ["src_a", "the report’s author"],
    ["src_b", "the Kremlin"],
    ["src_c", "unnamed military"],
    ["src_d", "two officials"],
    ["src_gone", "nobody named"],
    [null, "nobody named"],
  ])("the name of %s", (id, name) => expect(nameOf(entries, id)).toBe(name));

  it("a source is not called by words that are folded", () => {
    const asked: number[] = [];
    const folds = ({ start, stop }: { start: number; stop: number }) => {
      asked.push(start, stop);
      return true;
    };
    expect(nameOf(entries, "src_d", folds)).toBe("unnamed official");
    expect(asked).toEqual([0, 12]);
    expect(nameOf(entries, "src_b", folds)).toBe("the Kremlin");
  });
});
