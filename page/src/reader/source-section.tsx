// The source behind an attribution or a voice: what it is taken for, and what people say to that.
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { isWritable, openWriting, Outcome, type Writing } from "../parts/writing";
import { Signed } from "../parts/stamp";
import { TakeBack } from "../parts/take-back";
import type { Review, Source } from "../types";
import { count, plain } from "../words";
import { Fact, List, Ref } from "./facts";
import { sourceName, whyFolded, type Report } from "./report";
import { Changes, TONES } from "./reviews";
import { SourceActions } from "./source-actions";
import "./source.css";

/** What somebody said of the source, with the values before and after. */
function Said({ review, writing }: { review: Review; writing: Writing }) {
  return (
    <div class="small">
      <span class={`tag ${TONES[review.verdict]}`}>{review.verdict}</span> <Signed by={review} />
      <Changes review={review} />
      {isWritable() && (
        <TakeBack
          seq={review.seq}
          what="what was said of the source"
          then="What was said of it before stands again, else what crossfix read."
          writing={writing}
        />
      )}
    </div>
  );
}

/** Where the report names the source: what rests on it is rejected there, as it cannot be. */
function Rests({ report, source }: { report: Report; source: Source }) {
  const told = report.entries.ledger.attributions.filter(({ chain, source_id }) =>
    [...chain, source_id].includes(source.id),
  );
  if (!told.length) return null;
  return (
    <details class="small">
      <summary>{count(told.length, "attribution")} to it</summary>
      {isWritable() && (
        <p class="soft">
          A source is not rejected itself, as entries rest on it: reject or correct those
          attributions that are not its word.
        </p>
      )}
      <ul class="plain">
        {told.map(({ id, cue, source: named }) => (
          <li key={id}>
            <Ref report={report} id={id}>
              <bdi class="quote">
                {[named, cue]
                  .filter((span) => span !== null)
                  .map((span) => (whyFolded(report, span) ? "graphic words, folded" : span.text))
                  .join(" … ")}
              </bdi>
            </Ref>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** A source as the report has it, with its reviews and the ways to accept and correct it. */
export function SourceSection({ report, id }: { report: Report; id: string | null }) {
  const writing = useMemo(openWriting, []);
  const source = report.entries.sources.get(id ?? "");
  const reviews = report.view.reviews.filter(({ entry }) => entry === id);
  const open = useSignal(reviews.length > 0);
  if (!source) return null;
  const words = [...new Map(source.mentions.map((span) => [span.text, span])).values()];
  return (
    <section class="source" aria-label="The source">
      <details open={open.value} onToggle={(event) => (open.value = event.currentTarget.open)}>
        <summary>
          <h3>The source</h3> <bdi>{sourceName(report, source.id)}</bdi>{" "}
          <span class="small soft">{plain(source.kind)}</span>
        </summary>
        <div class="inside">
          <dl class="facts">
            <Fact name="In the text">
              {words.length ? (
                <List report={report} spans={words.slice(0, 6)} />
              ) : (
                "it is not named"
              )}
            </Fact>
            <Fact name="In exports">
              {source.private_person ? "under a pseudonym: a private person" : "under its name"}
            </Fact>
          </dl>
          {reviews.map((review) => (
            <Said key={review.seq} review={review} writing={writing} />
          ))}
          {isWritable() && words.length > 0 && (
            <SourceActions report={report} source={source} writing={writing} />
          )}
          {isWritable() && !words.length && (
            <p class="small soft">Without words of its own it cannot be accepted or corrected.</p>
          )}
          <Rests report={report} source={source} />
        </div>
      </details>
      <Outcome writing={writing} />
    </section>
  );
}
