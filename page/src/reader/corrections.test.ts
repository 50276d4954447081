import { describe, expect, it } from "vitest";
import type { Entries, Known } from "./entries";
import type { Source } from "../types";
import {
  changesOf,
  FIELDS,
  formValue,
  shownValue,
  SOURCE_FIELDS,
  sourceChanges,
  sourceValue,
} from "./corrections";

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

describe("a source", () => {
  const source = { name: null, kind: "media", private_person: true } as Source;
  const shown = Object.fromEntries(
    SOURCE_FIELDS.map((field) => [field.name, sourceValue(source, field)]),
  );
  const sent = (after: Record<string, string>) => {
    const { changes, wrong } = changesOf(SOURCE_FIELDS, shown, { ...shown, ...after });
    return [sourceChanges(changes), wrong.length];
  };
  it("is shown as it is", () => {
    expect(shown).toEqual({ name: "", kind: "media", private_person: "yes" });
  });
  it.each([
    ["nothing", {}, {}, 0],
    ["a name", { name: "Reuters" }, { name: "Reuters" }, 0],
    ["a kind", { kind: "military" }, { kind: "military" }, 0],
    ["who is no private person", { private_person: "no" }, { private_person: false }, 0],
  ])("%s", (_name, after, changes, wrong) => expect(sent(after)).toEqual([changes, wrong]));
  it("cannot lose its name", () => {
    const named = { name: "Reuters", kind: "media", private_person: "no" };
    expect(changesOf(SOURCE_FIELDS, named, { ...named, name: " " }).wrong).toHaveLength(1);
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
    [true, "yes"],
    [false, "no"],
  ])("%j as words", (value, words) => expect(shownValue(value)).toBe(words));
});
