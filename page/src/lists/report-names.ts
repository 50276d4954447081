// What the reports are called, for lists that know them by their ids.
import { value } from "../store";
import type { ReportRow, ReportRows } from "../types";

const MOST = 500; // the newest: a list of more is no help to choose from

/** The newest reports by id; none while they are on their way. */
export function newestReports(): Map<string, ReportRow> {
  const rows = value<ReportRows>(`/api/reports?limit=${MOST}`)?.rows ?? [];
  return new Map(rows.map((row) => [row.id, row]));
}
