// The rows of the happenings, for lists that know them by their ids.
import { value } from "../store";
import type { HappeningRow, HappeningRows } from "../types";

/** All happenings by id; none while they are on their way. */
export function happeningRows(): Map<string, HappeningRow> {
  const rows = value<HappeningRows>("/api/happenings")?.rows ?? [];
  return new Map(rows.map((row) => [row.id, row]));
}
