// Rows for tests: one happening with everything plain, and many that differ.
import type { HappeningRow, Spot } from "../types";

export const spot = (changes: Partial<Spot> = {}): Spot => ({
  ...{ name: "Izium", lat: 49.2, lon: 37.3, radius_km: 5, precision: 1 },
  ...{ country: "UA", reason: null },
  ...changes,
});

export const row = (changes: Partial<HappeningRow> = {}): HappeningRow => ({
  ...{ id: "hap_1", event: "evt_1", heading: "A bridge was struck", words: "struck" },
  ...{ type: "strike", status: "asserted", actor: null, target: null },
  ...{ earliest: "2025-02-12", latest: "2025-02-12" },
  ...{ published: ["2025-02-12", "2025-02-12"], spots: [spot()] },
  ...{ reports: 1, origins: 1, against: 0, grade: "3", grade_words: "", by_person: false },
  ...{ conflicts: 0, verdicts: {}, sources: ["Ada Lovelace"], documents: ["doc_1"] },
  ...{ rejected: false, graphic: null },
  ...changes,
});

const TYPES = ["strike", "clash", "damage", "casualties", "advance"] as const;

/** Rows that differ in everything that can be filtered. */
export const many = (n: number): HappeningRow[] =>
  Array.from({ length: n }, (_, i) => {
    const day = new Date(Date.UTC(2024, 0, 1 + (i % 600))).toISOString().slice(0, 10);
    const at = { lat: 47 + ((i * 7) % 400) / 100, lon: 33 + ((i * 13) % 600) / 100 };
    return row({
      ...{ id: `hap_${i}`, event: `evt_${i}`, heading: `Happening ${i} at place ${i % 97}` },
      ...{ type: TYPES[i % 5]!, earliest: i % 19 ? day : null, latest: i % 19 ? day : null },
      ...{ origins: i % 6, grade: String(1 + (i % 6)), conflicts: i % 3 },
      verdicts: i % 4 ? {} : { supports: 1 },
      sources: [`Source ${i % 211}`, `Agency ${i % 13}`],
      spots: i % 5 ? [spot(at)] : [spot({ lat: null, lon: null, reason: "no such place" })],
    });
  });
