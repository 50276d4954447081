// What became of what a source claimed: a bar of three counts, and the counts in words.
import type { SourceRow } from "../types";
import "./track.css";

const KINDS = [
  ["borne_out", "borne out", "good"],
  ["contradicted", "contradicted", "bad"],
  ["unresolved", "unresolved", ""],
] as const;

/** The record of a source in counts; never one score. */
export function Track({ track }: { track: SourceRow["track"] }) {
  const unresolved = track.claims - track.borne_out - track.contradicted;
  const counts = { ...track, unresolved };
  let from = 0;
  return (
    <div class="track">
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        {KINDS.map(([key, , tone]) => {
          const width = (100 * counts[key]) / Math.max(track.claims, 1);
          const x = from;
          from += width;
          return <rect key={key} class={tone} x={x} width={width} height="6" />;
        })}
      </svg>
      <span class="small">
        {KINDS.map(([key, words]) => `${counts[key].toLocaleString("en-GB")} ${words}`).join(", ")}
      </span>
    </div>
  );
}
