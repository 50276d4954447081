// The reader's own words for what a ledger holds.
import type { Event, Forecast, Gap, Place, Quantity, Time } from "../types";
import { plain, probability } from "../words";
import type { MarkKind } from "./marks";

export const KIND_NAMES: Record<MarkKind, [one: string, many: string]> = {
  attribution: ["Attribution", "Attributions"],
  event: ["Event", "Events"],
  place: ["Place", "Places"],
  time: ["Time", "Times"],
  forecast: ["Forecast", "Forecasts"],
  gap: ["Missing", "Missing"],
  claim: ["Claim", "Claims"],
  figure: ["Figure", "Figures"],
  segment: ["Passage", "Passages"],
};

export const SEGMENT_NAMES: Record<string, string> = {
  heading: "a heading",
  lead_in: "a lead-in to somebody’s words",
  paragraph: "a paragraph",
  quoted_report: "a pasted post or report",
  separator: "a separator",
};

export const VOICE_BASES: Record<string, string> = {
  author: "nobody else speaks here",
  lead_in: "told by the lead-in before it",
  signature: "told by a signature",
  opening: "told by its opening words",
  forward: "a forwarded message",
  quote: "a quotation",
  unnamed: "nothing tells whose words these are",
};

const PROMISED: Record<string, string> = {
  unknown: "something",
  photo: "a photo",
  video: "a video",
  map: "a map",
  post: "a post",
  statement: "a statement",
};

/** What is missing at a place of the text, in words that stand there. */
export function gapWords({ kind, promises }: Pick<Gap, "kind" | "promises">): string {
  const what = PROMISED[promises] ?? `a ${plain(promises)}`;
  switch (kind) {
    case "missing_embed":
      return `${what} was promised here and is not in the text`;
    case "missing_link":
      return `a link to ${what} was promised here and is not in the text`;
    case "missing_quote":
      return `${promises === "unknown" ? "a statement" : what} was announced here and does not follow`;
    case "unsourced_quote":
      return "nobody is named for these words";
  }
}

/** A figure with what it counts, in the report's words: 47 “the 61 drones”, at least 12 km. */
export function figureWords({ low, best, high, unit, of }: Quantity): string {
  const n = (value: number): string => value.toLocaleString("en-GB");
  const counted = [unit && plain(unit), of && `“${of.text}”`].filter(Boolean).join(" ");
  let number = "an unknown number";
  if (low !== null && high !== null) number = low === high ? n(low) : `${n(low)}–${n(high)}`;
  else if (low !== null) number = `at least ${n(low)}`;
  else if (high !== null) number = `at most ${n(high)}`;
  else if (best !== null) number = `about ${n(best)}`;
  return counted ? `${number} ${counted}` : number;
}

/** Kilometres as far as they mean something. */
export const kilometres = (km: number): string =>
  km < 1 ? `${Math.round(km * 1000)} m` : `${km < 10 ? km.toFixed(1) : Math.round(km)} km`;

/** A point with no more digits than its radius bears. */
export function pointWords(lat: number, lon: number, radius: number | null): string {
  const digits = Math.max(0, Math.min(4, Math.ceil(2 - Math.log10(Math.max(radius ?? 100, 0.01)))));
  const ns = `${Math.abs(lat).toFixed(digits)}° ${lat < 0 ? "S" : "N"}`;
  return `${ns}, ${Math.abs(lon).toFixed(digits)}° ${lon < 0 ? "W" : "E"}`;
}

/** Where a place is and how surely, in one line; what is not known is told as that. */
export function placeWords({ lat, lon, radius_km, reason }: Place): string {
  if (lat === null || lon === null) return `not placed: ${reason ?? "no reason was kept"}`;
  const within = radius_km === null ? "" : `, within ${kilometres(radius_km)}`;
  return `${pointWords(lat, lon, radius_km)}${within}`;
}

const TIME_PRECISION = ["", "to the day", "to about a week", "to the month"];
const GEO_PRECISION = ["", "to the town", "near the town", "only to a region"];

/** How exact an event's time and place are, by ACLED's codes. */
export function precisionWords(event: Event): { time: string | null; place: string | null } {
  return {
    time: TIME_PRECISION[event.time_precision ?? 0] || null,
    place: GEO_PRECISION[event.geo_precision ?? 0] || null,
  };
}

/** Why a time has no bounds, for one that has none. */
export function timeReason({ earliest, latest, reason, type }: Time): string | null {
  if (earliest || latest) return null;
  if (reason) return reason;
  return type === "DURATION" ? "a length of time, not a day" : "no day is told by these words";
}

/** The probability of a forecast and where the number comes from. */
export function chanceWords({ prob_low, prob_high, scale }: Forecast): string {
  const names: Record<string, string> = {
    icd203: "the scale of ICD 203",
    kent: "Kent’s scale",
    lexicon: "our lexicon",
  };
  if (prob_low === null || prob_high === null) return "no probability: the words carry none";
  return `${probability(prob_low, prob_high)} by ${names[scale ?? ""] ?? "a scale not named"}`;
}
