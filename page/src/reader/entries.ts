// The entries of one report by their ids, with the stretches of text that each of them marks.
import type {
  Attribution,
  Claim,
  Event,
  Forecast,
  Gap,
  Ledger,
  Place,
  Quantity,
  Segment,
  Source,
  Time,
} from "../types";
import type { Mark, MarkKind, Stretch } from "./marks";

type Of<K extends MarkKind, E> = { kind: K; key: keyof Ledger; entry: E; marks: Mark[] };

/** An entry of a ledger with its kind and its marks. */
export type Known =
  | Of<"attribution", Attribution>
  | Of<"event", Event>
  | Of<"place", Place>
  | Of<"time", Time>
  | Of<"forecast", Forecast>
  | Of<"gap", Gap>
  | Of<"claim", Claim>
  | Of<"figure", Quantity>
  | Of<"segment", Segment>;

/** A report's entries and sources by id; `marks` are those that lie in the text. */
export interface Entries {
  ledger: Ledger;
  known: Map<string, Known>;
  sources: Map<string, Source>;
  marks: Mark[];
}

type Bounds = Stretch | null | undefined;

/** Stretches as marks of one entry; what is absent gives none. */
function marksOf(id: string, kind: MarkKind, parts: [string, Bounds][]): Mark[] {
  return parts.flatMap(([part, span]) =>
    span ? [{ id, kind, part, start: span.start, stop: span.stop }] : [],
  );
}

function ofAttribution(entry: Attribution): Known {
  const marks = marksOf(entry.id, "attribution", [
    ["source", entry.source],
    ["cue", entry.cue],
    ...entry.content.map((span): [string, Bounds] => ["content", span]),
  ]);
  return { kind: "attribution", key: "attributions", entry, marks };
}

function ofClaim(entry: Claim): Known {
  const parts = entry.spans.map((span): [string, Bounds] => ["words", span]);
  return { kind: "claim", key: "claims", entry, marks: marksOf(entry.id, "claim", parts) };
}

const own = (kind: MarkKind, entry: { id: string; span: Stretch }): Mark[] =>
  marksOf(entry.id, kind, [["words", entry.span]]);

function* everyEntry(ledger: Ledger): Generator<Known> {
  for (const entry of ledger.segments)
    yield { kind: "segment", key: "segments", entry, marks: own("segment", entry) };
  for (const entry of ledger.attributions) yield ofAttribution(entry);
  for (const entry of ledger.claims) yield ofClaim(entry);
  for (const entry of ledger.forecasts)
    yield { kind: "forecast", key: "forecasts", entry, marks: own("forecast", entry) };
  for (const entry of ledger.gaps)
    yield { kind: "gap", key: "gaps", entry, marks: own("gap", entry) };
  for (const entry of ledger.events) {
    const marks = marksOf(entry.id, "event", [["words", entry.trigger]]);
    yield { kind: "event", key: "events", entry, marks };
  }
  for (const entry of ledger.times)
    yield { kind: "time", key: "times", entry, marks: own("time", entry) };
  for (const entry of ledger.places)
    yield { kind: "place", key: "places", entry, marks: own("place", entry) };
  for (const entry of ledger.quantities)
    yield { kind: "figure", key: "quantities", entry, marks: own("figure", entry) };
}

/** Take a ledger apart by the ids of its entries. */
export function entriesOf(ledger: Ledger): Entries {
  const known = new Map([...everyEntry(ledger)].map((each) => [each.entry.id, each]));
  return {
    ledger,
    known,
    sources: new Map(ledger.sources.map((source) => [source.id, source])),
    marks: [...known.values()].flatMap(({ kind, marks }) => (kind === "segment" ? [] : marks)),
  };
}

const spanOf = (entries: Entries, id: string): Bounds => {
  const found = entries.known.get(id);
  return found?.marks[0];
};

/**
 * What is filled in the text when an entry is chosen: its own words, and those that have a
 * part in it (who did it, to whom, with what, where, when, how many).
 */
export function fillsOf(entries: Entries, id: string | null): Mark[] {
  const found = id === null ? undefined : entries.known.get(id);
  if (!found) return [];
  const parts: [string, Bounds][] = [];
  if (found.kind === "event") {
    const { actor, target, weapons, places, times, figures } = found.entry;
    parts.push(["actor", actor], ["target", target]);
    for (const span of weapons) parts.push(["weapon", span]);
    for (const place of places) parts.push(["place", spanOf(entries, place)]);
    for (const time of times) parts.push(["time", spanOf(entries, time)]);
    for (const figure of figures) parts.push(["figure", spanOf(entries, figure)]);
  } else if (found.kind === "attribution") {
    for (const span of found.entry.hedges) parts.push(["hedge", span]);
  } else if (found.kind === "forecast") {
    parts.push(["phrase", found.entry.phrase], ["condition", found.entry.condition]);
  } else if (found.kind === "place") {
    parts.push(["shift", found.entry.shift]);
  } else if (found.kind === "figure") {
    parts.push(["counted", found.entry.of]);
  }
  return [...found.marks, ...marksOf(found.entry.id, found.kind, parts)];
}

/**
 * The name of a source; one without a name by the words for it, unless these are folded, or
 * else by its kind.
 */
export function nameOf(
  entries: Entries,
  id: string | null,
  isFolded: (words: Stretch) => boolean = () => false,
): string {
  const source = entries.sources.get(id ?? "");
  if (!source) return "nobody named";
  if (source.name) return source.name;
  const words = source.mentions[0];
  if (words && !source.is_author && !isFolded(words)) return words.text;
  if (source.is_author) return "the report’s author";
  return source.kind === "anonymous" ? "somebody unnamed" : `unnamed ${source.kind}`;
}
