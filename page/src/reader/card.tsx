// The card beside the text: what is chosen, and everything that is known of it.
import { Fragment } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Quoting } from "../parts/folded";
import { isWritable, Outcome, type Writing } from "../parts/writing";
import { choose } from "../route";
import { plain } from "../words";
import { Actions } from "./actions";
import { EventCard } from "./event-card";
import type { Known } from "./entries";
import { Fact, Ref, Words } from "./facts";
import { Steps } from "./legend";
import { meets } from "./marks";
import {
  AttributionCard,
  ClaimCard,
  FigureCard,
  ForecastCard,
  GapCard,
  PlaceCard,
  SegmentCard,
  TimeCard,
} from "./other-cards";
import { chosenOf, quotedOf, sourceName, type Report } from "./report";
import { isReviewable } from "./reviewing";
import { Reviews } from "./reviews";
import { shownKinds } from "./settings";
import { Summary } from "./summary";
import { KIND_NAMES } from "./wording";
import "./card.css";

interface Props {
  report: Report;
  known: Known;
}

function Inside({ report, known }: Props) {
  switch (known.kind) {
    case "event":
      return <EventCard report={report} entry={known.entry} />;
    case "attribution":
      return <AttributionCard report={report} entry={known.entry} />;
    case "place":
      return <PlaceCard report={report} entry={known.entry} />;
    case "time":
      return <TimeCard report={report} entry={known.entry} />;
    case "forecast":
      return <ForecastCard report={report} entry={known.entry} />;
    case "gap":
      return <GapCard report={report} entry={known.entry} />;
    case "claim":
      return <ClaimCard report={report} entry={known.entry} />;
    case "figure":
      return <FigureCard report={report} entry={known.entry} />;
    case "segment":
      return <SegmentCard report={report} entry={known.entry} />;
  }
}

/** Other entries of the report that are tied to this one, and what crossfix has to say of it. */
function Tied({ report, known }: Props) {
  const { id } = known.entry;
  const { links, notices } = report.entries.ledger;
  const tied = links.filter(({ left, right }) => left === id || right === id);
  return (
    <>
      {tied.length > 0 && (
        <dl class="facts">
          {tied.map((link) => (
            <Fact key={link.id} name={plain(link.kind)}>
              <Ref report={report} id={link.left === id ? link.right : link.left} />
            </Fact>
          ))}
        </dl>
      )}
      {notices
        .filter(({ about }) => about === id)
        .map(({ message }) => (
          <p key={message} class="notice small">
            {message}
          </p>
        ))}
    </>
  );
}

/** What tells one attribution from another over the same words: whose it is. */
function tells(report: Report, id: string): string | null {
  const known = report.entries.known.get(id);
  if (known?.kind !== "attribution") return null;
  return `attribution to ${sourceName(report, known.entry.source_id)}`;
}

/** What else lies over these words, and whose they are. */
function Around({ report, known }: Props) {
  const first = known.marks[0];
  if (!first) return null;
  const { marks, ledger } = report.entries;
  const here = marks.filter(
    (mark) => mark.id !== known.entry.id && shownKinds.value.has(mark.kind) && meets(mark, first),
  );
  const others = [...new Map(here.map((mark) => [mark.id, mark])).values()];
  const segment = ledger.segments.find((each) => meets(each, first));
  return (
    <p class="around small no-print">
      {others.length > 0 && "Also on these words: "}
      {others.map(({ id, kind }) => (
        <Ref key={id} report={report} id={id}>
          {tells(report, id) ?? KIND_NAMES[kind][0].toLowerCase()}
        </Ref>
      ))}
      {segment && known.kind !== "segment" && (
        <Ref report={report} id={segment.id}>
          whose words
        </Ref>
      )}
    </p>
  );
}

/** The words that an entry is quoted by, those that are graphic folded. */
function Quoted({ report, known }: Props) {
  const struck = report.view.rejected.includes(known.entry.id);
  return (
    <>
      {quotedOf(known).map(({ start, stop }, at) => (
        <Fragment key={start}>
          {at > 0 && " … "}
          <Words report={report} span={{ start, stop }} struck={struck} />
        </Fragment>
      ))}
    </>
  );
}

function Heading({ report, known }: Props) {
  const struck = report.view.rejected.includes(known.entry.id);
  return (
    <header>
      <p class="kind small">
        <span class={`sample on-${known.kind}`}>{KIND_NAMES[known.kind][0]}</span>
        {struck && <span class="tag bad">rejected</span>}
        <Steps report={report} />
      </p>
      <h2 tabIndex={-1}>
        <span class="unseen">{KIND_NAMES[known.kind][0]}: </span>
        <Quoted report={report} known={known} />
      </h2>
      <button
        type="button"
        class="bare close no-print"
        aria-label="Close the card"
        onClick={() => choose({ mark: undefined, at: undefined })}
      >
        ✕
      </button>
    </header>
  );
}

/** The card of what is chosen in a report, or what the report is when nothing is. */
export function Card({ report, writing }: { report: Report; writing: Writing }) {
  const known = chosenOf(report);
  const ref = useRef<HTMLElement>(null);
  useEffect(() => ref.current?.scrollTo({ top: 0 }), [known]);
  if (!known) {
    return (
      <aside class="card none" aria-label="The report" ref={ref}>
        {report.chosen.value && (
          <p class="notice small">
            What the address names is not in this report any more: it may have been read anew.
          </p>
        )}
        <Summary report={report} />
      </aside>
    );
  }
  return (
    <aside class="card" aria-label="What is chosen" ref={ref}>
      <Heading report={report} known={known} />
      <Quoting graphic={report.view.graphic_words}>
        <Inside report={report} known={known} />
      </Quoting>
      <Tied report={report} known={known} />
      <Around report={report} known={known} />
      {isReviewable(known) && <Reviews report={report} known={known} writing={writing} />}
      {isWritable() && isReviewable(known) && (
        <Actions report={report} known={known} writing={writing} />
      )}
      <Outcome writing={writing} />
    </aside>
  );
}
