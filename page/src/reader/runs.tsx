// The text of one paragraph, cut where marks begin and end: text nodes in spans, nothing else.
import { computed } from "@preact/signals";
import { Fragment } from "preact";
import { useMemo } from "preact/hooks";
import type { Block } from "./blocks";
import { cut, meets, type Mark, type Run, type Stretch } from "./marks";
import { beginning, type Report } from "./report";
import { shownKinds } from "./settings";
import { gapWords } from "./wording";

const NONE: Mark[] = [];
const among = <T extends Stretch>(all: T[], block: Stretch, none: T[]): T[] =>
  all.some((each) => meets(each, block)) ? all.filter((each) => meets(each, block)) : none;

/** What a paragraph is drawn from; each part changes only when it changes here. */
function drawingOf(report: Report, block: Block) {
  const marks = report.marksIn.get(block) ?? NONE;
  return {
    marks: computed(() => marks.filter(({ kind }) => shownKinds.value.has(kind))),
    fills: computed(() => among(report.fills.value, block, NONE)),
    folded: computed(() => among(report.folded.value, block, NONE as Stretch[])),
    stop: computed(() => {
      const at = beginning(report, report.stop.value);
      return at !== undefined && block.start <= at && at < block.stop ? at : null;
    }),
  };
}

function classesOf(marks: Mark[], fills: Mark[], rejected: readonly string[]): string {
  const names = new Set(["run"]);
  for (const { kind, part } of marks) {
    names.add(kind === "attribution" ? `on-${part}` : `on-${kind}`);
  }
  if (marks.filter(({ part }) => part === "content").length > 1) names.add("on-inner");
  for (const { part } of fills) names.add(`fill-${part}`);
  if (fills.length) names.add("fill");
  const struck = ({ id, part }: Mark): boolean => part !== "content" && rejected.includes(id);
  if ([...marks, ...fills].some(struck)) names.add("struck");
  return [...names].join(" ");
}

interface PieceProps {
  report: Report;
  run: Run;
  fills: Mark[];
  stops: boolean;
}

function Piece({ report, run, fills, stops }: PieceProps) {
  const words = report.offsets.slice(run.start, run.stop);
  if (!run.marks.length && !fills.length) return <>{words}</>;
  const parts = fills.filter(({ part }) => part !== "words" && part !== "content");
  const stop = stops
    ? { role: "button" as const, tabIndex: 0, "data-stop": "", "aria-pressed": fills.length > 0 }
    : {};
  return (
    <span
      class={classesOf(run.marks, fills, report.view.rejected)}
      data-marks={run.marks.map(({ id }) => id).join(" ") || undefined}
      title={parts.map(({ part }) => part).join(", ") || undefined}
      {...stop}
    >
      {words}
    </span>
  );
}

/** What was promised here and is not in the text, told where the promise ends. */
function GapNotes({ report, marks }: { report: Report; marks: Mark[] }) {
  return (
    <>
      {marks.map(({ id }) => {
        const found = report.entries.known.get(id);
        return found?.kind === "gap" ? (
          <small key={id} class="gap-note" role="note">
            {gapWords(found.entry)}
          </small>
        ) : null;
      })}
    </>
  );
}

/** The stretches of a paragraph between folded passages, and these. */
function* sheets(block: Stretch, folded: Stretch[]): Generator<[Stretch, Stretch | null]> {
  let start = block.start;
  for (const fold of [...folded].sort((a, b) => a.start - b.start)) {
    const from = Math.max(fold.start, start);
    const to = Math.min(fold.stop, block.stop);
    if (start < from) yield [{ start, stop: from }, null];
    if (from < to) yield [{ start: from, stop: to }, fold];
    start = Math.max(start, to);
  }
  if (start < block.stop) yield [{ start, stop: block.stop }, null];
}

function Folded({ report, fold }: { report: Report; fold: Stretch }) {
  const { why } = report.view.graphic.find(({ start }) => start === fold.start)!;
  return (
    <span class="folded">
      Graphic passage, folded: {why}.{" "}
      <button type="button" onClick={() => report.open(fold.start)}>
        Open
      </button>
    </span>
  );
}

/** One paragraph's words with their marks. */
export function Runs({ report, block }: { report: Report; block: Block }) {
  const drawing = useMemo(() => drawingOf(report, block), [report, block]);
  const [marks, fills] = [drawing.marks.value, drawing.fills.value];
  const shown = new Set(marks);
  const drawn = (stretch: Stretch) =>
    cut(stretch, [...new Set([...marks, ...fills])]).map((run) => {
      const real = run.marks.filter((mark) => shown.has(mark));
      const filled = fills.filter((fill) => meets(fill, run));
      const ended = real.filter(({ kind, stop }) => kind === "gap" && stop === run.stop);
      return (
        <Fragment key={run.start}>
          <Piece
            report={report}
            run={{ ...run, marks: real }}
            fills={filled}
            stops={drawing.stop.value === run.start}
          />
          {ended.length > 0 && <GapNotes report={report} marks={ended} />}
        </Fragment>
      );
    });
  return (
    <>
      {[...sheets(block, drawing.folded.value)].map(([stretch, fold]) =>
        fold ? <Folded key={fold.start} report={report} fold={fold} /> : drawn(stretch),
      )}
    </>
  );
}
