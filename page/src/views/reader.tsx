// A report to be read: its text with quiet marks, and the card of what is chosen in it.
import { effect } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { Waiting } from "../parts/waiting";
import { isWritable, openWriting } from "../parts/writing";
import { Card } from "../reader/card";
import { asked, useKeys, type Acts } from "../reader/keys";
import { Legend } from "../reader/legend";
import { chosenOf, openReport } from "../reader/report";
import { accept, isReviewable, undoLast } from "../reader/reviewing";
import { Strip } from "../reader/strip-pane";
import { Text } from "../reader/text";
import { here, to } from "../route";
import type { ReportView } from "../types";
import "./reader.css";

/** Whether the text itself begins with its heading, which then need not be set twice. */
const headsItself = ({ row, ledger }: ReportView): boolean =>
  ledger.segments[0]?.kind === "heading" && ledger.segments[0].text.trim() === row.heading;

function Head({ view }: { view: ReportView }) {
  const { heading, published, author, publisher } = view.row;
  return (
    <header class="report-head">
      <a class="small no-print" href={to("reports")}>
        Reports
      </a>
      <h1 class={headsItself(view) ? "unseen" : undefined}>
        <bdi>{heading}</bdi>
      </h1>
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
  // A dialog on one entry is none on the next.
  useEffect(() => effect(() => void (report.chosen.value, (asked.value = null))), [report]);
  return (
    <article class="reader">
      <div class="page">
        <Head view={view} />
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
