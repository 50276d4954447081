// Which fields of an entry may be corrected, and how what is given becomes a change.
import type {
  Attribution,
  Claim,
  EventType,
  Forecast,
  Gap,
  Place,
  Source,
  Span,
  Status,
} from "../types";
import { plain } from "../words";
import type { Entries, Known } from "./entries";
import type { MarkKind } from "./marks";

/** A code list in full: the compiler says when one is missing here. */
const listed = <T extends string>(codes: Record<T, true>): T[] => Object.keys(codes) as T[];

const EVENT_TYPES = listed<EventType>({
  strike: true,
  clash: true,
  advance: true,
  capture: true,
  retreat: true,
  casualties: true,
  damage: true,
  outage: true,
  protest: true,
  arrest: true,
  consult: true,
  agreement: true,
  statement: true,
  deployment: true,
  exchange: true,
  sanction: true,
  aid: true,
  production: true,
  other: true,
});
const STATUSES = listed<Status>({
  asserted: true,
  denied: true,
  planned: true,
  hypothetical: true,
});
const FEATURES = listed<NonNullable<Place["feature"]>>({
  country: true,
  region: true,
  district: true,
  city: true,
  village: true,
  water: true,
  facility: true,
  front: true,
});
const EVIDENCE = listed<NonNullable<Attribution["evidence"]>>({
  satellite: true,
  video: true,
  photo: true,
  geolocated_footage: true,
  eyewitness: true,
  official_statement: true,
  intercept: true,
  document: true,
  media_report: true,
  anonymous: true,
});
const POLARITIES = listed<Attribution["polarity"]>({ affirmed: true, denied: true });
const CLAIM_KINDS = listed<Claim["kind"]>({
  event: true,
  quantity: true,
  forecast: true,
  state: true,
  assessment: true,
});
const FORECAST_KINDS = listed<Forecast["kind"]>({
  prediction: true,
  plan: true,
  threat: true,
  expectation: true,
});
const GAP_KINDS = listed<Gap["kind"]>({
  missing_embed: true,
  missing_quote: true,
  missing_link: true,
  unsourced_quote: true,
});
const PROMISES = listed<Gap["promises"]>({
  video: true,
  photo: true,
  post: true,
  statement: true,
  map: true,
  unknown: true,
});

const SOURCE_KINDS = listed<Source["kind"]>({
  official: true,
  military: true,
  media: true,
  analyst: true,
  milblogger: true,
  company: true,
  eyewitness: true,
  satellite: true,
  document: true,
  anonymous: true,
  other: true,
});

/** A field of a form: what it is called, and what may be given. */
export interface Field {
  name: string;
  label: string;
  /** `words` are words of the report; `share` is given in per cent and kept as 0 to 1. */
  form: "choice" | "words" | "line" | "moment" | "number" | "share";
  choices?: string[];
  /** Whether it may be left empty, for unknown. */
  optional?: boolean;
}

const choice = (name: string, label: string, choices: string[], optional = false): Field => ({
  name,
  label,
  form: "choice",
  choices,
  optional,
});
const other = (form: Field["form"], name: string, label: string, optional = true): Field => ({
  name,
  label,
  form,
  optional,
});
const BOUNDS = [
  other("moment", "earliest", "Earliest day or minute"),
  other("moment", "latest", "Latest day or minute"),
];

/** What may be corrected of each kind of entry; a passage cannot be. */
export const FIELDS: Record<MarkKind, Field[]> = {
  event: [
    choice("type", "What", EVENT_TYPES),
    choice("status", "Told as", STATUSES),
    other("words", "actor", "Who: words of the report"),
    other("words", "target", "To whom: words of the report"),
    ...BOUNDS,
  ],
  place: [
    other("line", "name", "Name", false),
    other("number", "lat", "Latitude"),
    other("number", "lon", "Longitude"),
    other("number", "radius_km", "Within (km)"),
    choice("feature", "Kind of place", FEATURES, true),
    other("line", "country", "Country (two letters)"),
    other("line", "reason", "Or why it cannot be placed"),
  ],
  time: BOUNDS,
  figure: [
    other("number", "low", "At least"),
    other("number", "best", "Best"),
    other("number", "high", "At most"),
    other("line", "unit", "Unit"),
  ],
  attribution: [
    other("line", "source", "Who says it", false),
    choice("polarity", "Says that it is", POLARITIES),
    choice("evidence", "Evidence", EVIDENCE, true),
  ],
  claim: [choice("kind", "Kind of claim", CLAIM_KINDS)],
  forecast: [
    choice("kind", "Kind of forecast", FORECAST_KINDS),
    other("share", "prob_low", "Probability from (%)"),
    other("share", "prob_high", "to (%)"),
    other("moment", "deadline", "Due on"),
  ],
  gap: [
    choice("kind", "What is missing", GAP_KINDS),
    choice("promises", "What was promised", PROMISES),
  ],
  segment: [],
};

/** What may be corrected of a source, wherever the report names it. */
export const SOURCE_FIELDS: Field[] = [
  other("line", "name", "Name", false),
  choice("kind", "Kind of source", SOURCE_KINDS),
  choice("private_person", "A private person (a pseudonym in exports)", ["yes", "no"]),
];

/** The present value of a field of a source as a form shows it. */
export function sourceValue(source: Source, { name }: Field): string {
  const value = (source as unknown as Record<string, unknown>)[name];
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value ?? "");
}

/** The changes of a source as they are sent: whether it is a private person is no word. */
export function sourceChanges(changes: Record<string, unknown>): Record<string, unknown> {
  const { private_person: told, ...others } = changes;
  return told === undefined ? others : { ...others, private_person: told === "yes" };
}

/** A field's present value as a form shows it. */
export function formValue(entries: Entries, known: Known, field: Field): string {
  if (known.kind === "attribution" && field.name === "source") {
    const { source_id } = known.entry;
    return entries.sources.get(source_id ?? "")?.name ?? "";
  }
  const value = (known.entry as unknown as Record<string, unknown>)[field.name];
  if (value === null || value === undefined) return "";
  if (field.form === "words") return (value as Span).text;
  if (field.form === "share") return String(Math.round((value as number) * 1e4) / 100);
  return String(value);
}

function given(field: Field, value: string): unknown {
  const words = value.trim();
  if (!words) return null;
  if (field.form === "number") return Number(words);
  if (field.form === "share") return Number(words) / 100;
  return words;
}

/** What differs from before, as it is sent; numbers that are none are refused by their name. */
export function changesOf(
  fields: Field[],
  before: Record<string, string>,
  after: Record<string, string>,
): { changes: Record<string, unknown>; wrong: string[] } {
  const changes: Record<string, unknown> = {};
  const wrong: string[] = [];
  for (const field of fields) {
    const now = after[field.name] ?? "";
    if (now.trim() === (before[field.name] ?? "").trim()) continue;
    const value = given(field, now);
    if (value === null && !field.optional) wrong.push(`${field.label} cannot be empty`);
    else if (Number.isNaN(value)) wrong.push(`${field.label}: “${now}” is no number`);
    else changes[field.name] = value;
  }
  return { changes, wrong };
}

/** A value of a change as a line of words. */
export function shownValue(value: unknown): string {
  if (value === null || value === undefined) return "unknown";
  if (Array.isArray(value)) return value.join(", ") || "none";
  if (typeof value === "object") return (value as Span).text;
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "string" ? plain(value) : String(value);
}
