// What people said of an entry: who, when, why, and what was there before.
import { Stamp } from "../parts/stamp";
import { isWritable, type Writing } from "../parts/writing";
import type { Review } from "../types";
import type { Known } from "./entries";
import type { Report } from "./report";
import { reviewsOf, undo } from "./reviewing";
import { shownValue } from "./corrections";

/** How what was said is coloured. */
export const TONES: Record<Review["verdict"], string> = {
  accepted: "good",
  corrected: "doubt",
  rejected: "bad",
};

const NAMES: Record<string, string> = { private_person: "private person" };

/** What a correction changed, with the values before and after. */
export function Changes({ review }: { review: Review }) {
  const fields = Object.keys(review.changes);
  if (!fields.length) return null;
  return (
    <ul class="small plain">
      {fields.map((field) => (
        <li key={field}>
          {NAMES[field] ?? field}:{" "}
          <s>{shownValue((review.before as Record<string, unknown>)[field])}</s> →{" "}
          <b>{shownValue((review.changes as Record<string, unknown>)[field])}</b>
        </li>
      ))}
    </ul>
  );
}

interface Props {
  report: Report;
  known: Known;
  writing: Writing;
}

/** The reviews of one entry, the newest first. */
export function Reviews({ report, known, writing }: Props) {
  const reviews = reviewsOf(report, known);
  if (!reviews.length) return null;
  return (
    <section class="reviews" aria-label="Reviews">
      {reviews.map((review) => (
        <article key={review.seq}>
          <p>
            <span class={`tag ${TONES[review.verdict]}`}>{review.verdict}</span>{" "}
            <span class="small">
              by <bdi>{review.who}</bdi>, <Stamp at={review.at} />
            </span>
          </p>
          <Changes review={review} />
          <p class="small">
            <bdi>“{review.because}”</bdi>{" "}
            {isWritable() && (
              <button
                type="button"
                class="ref no-print"
                disabled={writing.busy.value}
                onClick={() => void undo(writing, review.seq)}
              >
                undo
              </button>
            )}
          </p>
        </article>
      ))}
    </section>
  );
}
