// What accounts of one happening tell against each other.
import type { Conflict, HappeningView } from "../../types";
import { plain } from "../../words";
import { Folded } from "../folded";
import { More } from "./more";
import { ReportName } from "./names";

interface SideProps {
  view: HappeningView;
  quoted: Conflict["left"];
  event: string;
}

function Side({ view, quoted, event }: SideProps) {
  return (
    <li>
      <Folded brief words={quoted.words.text}>
        <bdi class="quote">
          <mark>{quoted.words.text}</mark>
        </bdi>
      </Folded>{" "}
      <ReportName view={view} document={quoted.document} event={event} />
    </li>
  );
}

function One({ view, conflict }: { view: HappeningView; conflict: Conflict }) {
  const { kind, update, differs, left, right, left_event, right_event } = conflict;
  return (
    <>
      <p>
        <span class={`tag ${update ? "" : "bad"}`}>
          {update ? `${plain(kind)}, told anew` : plain(kind)}
        </span>{" "}
        <Folded words={differs}>
          <bdi class="small">{differs}</bdi>
        </Folded>
      </p>
      <ul class="inner small">
        <Side view={view} quoted={left} event={left_event} />
        <Side view={view} quoted={right} event={right_event} />
      </ul>
    </>
  );
}

/** Conflicts, and what one source told otherwise later; nothing where there are none. */
export function Conflicts({ view }: { view: HappeningView }) {
  const { conflicts } = view.whole;
  if (!conflicts.length) return null;
  return (
    <section aria-label="Conflicts">
      <h3>Where they differ</h3>
      <More of={conflicts} first={4} what="differences">
        {(conflict) => <One view={view} conflict={conflict} />}
      </More>
    </section>
  );
}
