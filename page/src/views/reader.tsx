// A report to be read: its text with quiet marks, and the card of what is chosen in it.
import { effect } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { Title, titleWords } from "../parts/report-title";
import { Waiting } from "../parts/waiting";
import { isWritable, openWriting } from "../parts/writing";
import { Card } from "../reader/card";
import { asked, useKeys, type Acts } from "../reader/keys";
import { Legend } from "../reader/legend";
import { meets } from "../reader/marks";
import { chosenOf, openReport, type Report } from "../reader/report";
import { accept, isReviewable, undoLast } from "../reader/reviewing";
import { Strip } from "../reader/strip-pane";
import { Text } from "../reader/text";
import { here, to } from "../route";
import { subject } from "../store";
import type { ReportView } from "../types";
import "./reader.css";

/** Whether the text itself begins with its heading, which then need not be set twice. */
const headsItself = ({ row, ledger }: ReportView): boolean =>
  ledger.segments[0]?.kind === "heading" && ledger.segments[0].text.trim() === row.heading;

/** The title of the report, which its text may have once more. */
function Heading({ report }: { report: Report }) {
  const { heading, heading_graphic } = report.view.row;
  if (!headsItself(report.view)) {
    return (
      <h1>
        <Title heading={heading} why={heading_graphic} />
      </h1>
    );
  }
  const first = report.view.ledger.segments[0]!;
  const folds = report.folded.value.some((fold) => meets(fold, first));
  return <h1 class="unseen">{folds ? titleWords(heading, heading_graphic) : heading}</h1>;
}

function Head({ report }: { report: Report }) {
  const { published, author, publisher } = report.view.row;
  return (
    <header class="report-head">
      <a class="small no-print" href={to("reports")}>
        Reports
      </a>
      <Heading report={report} />
      <p class="soft">
        <bdi>{[author, publisher].filter(Boolean).join(", ")}</bdi>{" "}
        {published ? <time dateTime={published}>{published}</time> : "without a day of publication"}
      </p>
    </header>
  );
}

function Reading({ view }: { view: ReportView }) {
  const report = useMemo(() => openReport(view), [view]);
  const writing = useMemo(openWriting, []);
  const acts = useMemo<Acts>(
    () =>
      isWritable()
        ? {
            accept: () => accept(writing, report),
            undo: () => undoLast(writing),
            canReview: () => isReviewable(chosenOf(report)),
          }
        : { canReview: () => false },
    [report, writing, isWritable()],
  );
  useKeys(report, acts);
  const title = titleWords(view.row.heading, view.row.heading_graphic);
  useEffect(() => {
    subject.value = title;
    return () => (subject.value = null);
  }, [title]);
  // A dialog on one entry is none on the next.
  useEffect(() => effect(() => void (report.chosen.value, (asked.value = null))), [report]);
  return (
    <article class="reader">
      <div class="page">
        <Head report={report} />
        <Legend report={report} />
        <Text report={report} />
      </div>
      <Strip report={report} />
      <Card report={report} writing={writing} />
    </article>
  );
}

export function Reader() {
  const { id } = here.peek();
  if (!id) {
    return (
      <p class="view">
        The address names no report. <a href={to("reports")}>All reports</a>
      </p>
    );
  }
  return (
    <Waiting<ReportView> path={`/api/reports/${encodeURIComponent(id)}`}>
      {(view) => <Reading view={view} />}
    </Waiting>
  );
}
