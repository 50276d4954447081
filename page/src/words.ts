// Words for codes, days and numbers: the same as on the terminal.

/** A code list's word as it is shown: `official_statement` is "official statement". */
export const plain = (code: string): string => code.replaceAll("_", " ");

/** "1 report", "2 reports", "no reports". */
export function count(n: number, one: string, many = `${one}s`): string {
  return n === 0 ? `no ${many}` : n === 1 ? `1 ${one}` : `${n.toLocaleString("en-GB")} ${many}`;
}

export const CREDIBILITY: Record<string, string> = {
  "1": "confirmed by other sources",
  "2": "probably true",
  "3": "possibly true",
  "4": "doubtful",
  "5": "improbable",
  "6": "truth cannot be judged",
};

export const RELIABILITY: Record<string, string> = {
  A: "completely reliable",
  B: "usually reliable",
  C: "fairly reliable",
  D: "not usually reliable",
  E: "unreliable",
  F: "reliability cannot be judged",
};

/** A day or minute as the ledger holds it (ISO 8601), for a reader. */
export const moment = (iso: string): string =>
  iso.replace("T", " ").replace(/(:\d\d):\d\d(?=Z?$)/, "$1");

/** The interval of an event: one day, or from when to when; undated is told. */
export function interval(earliest: string | null, latest: string | null): string {
  if (!earliest && !latest) return "undated";
  if (earliest === latest || !latest) return moment(earliest ?? "");
  if (!earliest) return `until ${moment(latest)}`;
  const [day, hour] = earliest.split("T");
  const [lastDay, lastHour] = latest.split("T");
  if (day === lastDay && hour && lastHour) return `${day} ${hour}–${lastHour}`;
  return `${moment(earliest)} – ${moment(latest)}`;
}

/** A probability as a share, "55–80%". */
export function probability(low: number | null, high: number | null): string {
  if (low === null || high === null) return "no probability given";
  const [a, b] = [Math.round(low * 100), Math.round(high * 100)];
  return a === b ? `${a}%` : `${a}–${b}%`;
}
