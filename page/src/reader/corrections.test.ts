import { describe, expect, it } from "vitest";
import type { Entries, Known } from "./entries";
import { changesOf, FIELDS, formValue, shownValue } from "./corrections";

const place = FIELDS.place;
const forecast = FIELDS.forecast;

describe("what a form of correction sends", () => {
  it.each([
    ["nothing changed", place, { lat: "49.7" }, { lat: "49.7 " }, {}, 0],
    ["a number", place, { lat: "49.7" }, { lat: "50.1" }, { lat: 50.1 }, 0],
    ["nothing any more", place, { lat: "49.7" }, { lat: "" }, { lat: null }, 0],
    ["zero", place, { lat: "49.7" }, { lat: "0" }, { lat: 0 }, 0],
    ["no number", place, { lat: "49.7" }, { lat: "north" }, {}, 1],
    ["an empty name", place, { name: "Kupiansk" }, { name: " " }, {}, 1],
    ["a share", forecast, { prob_low: "55" }, { prob_low: "60" }, { prob_low: 0.6 }, 0],
    ["a choice", forecast, { kind: "plan" }, { kind: "threat" }, { kind: "threat" }, 0],
  ])("%s", (_name, fields, before, after, changes, wrong) => {
    const sent = changesOf(fields, before as never, after as never);
    expect(sent.changes).toEqual(changes);
    expect(sent.wrong).toHaveLength(wrong);
  });
});

describe("what a form shows", () => {
  const entries = { sources: new Map([["src_b", { name: "the Kremlin" }]]) } as unknown as Entries;
  const field = (kind: keyof typeof FIELDS, name: string) =>
    FIELDS[kind].find((each) => each.name === name)!;
  it.each([
    ["attribution", "source", { source_id: "src_b" }, "the Kremlin"],
    ["attribution", "source", { source_id: null }, ""],
    ["event", "actor", { actor: { start: 0, stop: 6, text: "Russia" } }, "Russia"],
    ["event", "target", { target: null }, ""],
    ["forecast", "prob_low", { prob_low: 0.55 }, "55"],
    ["place", "lat", { lat: 0 }, "0"],
  ] as const)("%s: %s", (kind, name, entry, shown) => {
    expect(formValue(entries, { kind, entry } as unknown as Known, field(kind, name))).toBe(shown);
  });
  it.each([
    [null, "unknown"],
    [[], "none"],
    [["pla_1", "pla_2"], "pla_1, pla_2"],
    [{ start: 0, stop: 6, text: "Russia" }, "Russia"],
    ["official_statement", "official statement"],
    [0, "0"],
  ])("%j as words", (value, words) => expect(shownValue(value)).toBe(words));
});
