// A person's word on an entry, sent to the case.
import { lastWritten, type Writing } from "../parts/writing";
import type { Review, ReviewBody } from "../types";
import type { Known } from "./entries";
import { chosenOf, type Report } from "./report";

type Verdict = ReviewBody["verdict"];

const DONE: Record<Verdict, string> = {
  accepted: "Accepted.",
  corrected: "Corrected.",
  rejected: "Rejected: it stays in the ledger, struck.",
};

/** Passages are how the text was taken apart and cannot be reviewed; every other entry can. */
export const isReviewable = (known: Known | undefined): known is Known =>
  known !== undefined && known.kind !== "segment";

/** Say of an entry that it is right, right with other values, or not what the text says. */
export function review(
  writing: Writing,
  report: Report,
  known: Known,
  verdict: Verdict,
  because: string,
  changes: Record<string, unknown> = {},
) {
  const body = { document: report.view.row.id, entry: known.entry.id, verdict, because, changes };
  return writing.send("/api/reviews", body, DONE[verdict]);
}

/** Accept what is chosen. */
export function accept(writing: Writing, report: Report): void {
  const known = chosenOf(report);
  if (isReviewable(known)) {
    void review(writing, report, known, "accepted", "read in the report: the text says so");
  }
}

/** Take an audit entry back. */
export const undo = (writing: Writing, seq: number) =>
  writing.send(`/api/undo/${seq}`, { because: "taken back in the reader" }, "Undone.");

/** Take back what was written last from this page. */
export function undoLast(writing: Writing): void {
  const seq = lastWritten();
  if (seq === undefined) {
    const words = "Nothing was written from this page yet.";
    writing.outcome.value = { words, failed: true };
  } else void undo(writing, seq);
}

/** What was said of an entry, the newest first. */
export const reviewsOf = (report: Report, known: Known): Review[] =>
  report.view.reviews.filter(({ entry }) => entry === known.entry.id).sort((a, b) => b.seq - a.seq);
