// The text of a report: voices by the margin, pasted posts set apart, paragraphs with marks.
import type { ComponentChildren } from "preact";
import { memo } from "preact/compat";
import { useEffect, useRef } from "preact/hooks";
import { choose } from "../route";
import { plain } from "../words";
import type { Block, Passage } from "./blocks";
import { pick } from "./marks";
import { sourceName, type Report } from "./report";
import { Runs } from "./runs";
import { VOICE_BASES } from "./wording";
import "./marks.css";
import "./text.css";

/** Who speaks from here on, and on which day, where that is not the day of the report. */
function Voice({ report, passage }: { report: Report; passage: Passage }) {
  const { voice, basis, dateline, quoted } = passage;
  const source = report.entries.sources.get(voice ?? "");
  const { author, publisher, published } = report.view.ledger.document;
  const name = source?.is_author && !source.name ? (author ?? publisher) : null;
  const elsewhere = dateline !== (published?.slice(0, 10) ?? null);
  return (
    <div class="voice">
      <b>
        <bdi>{name ?? sourceName(report, voice)}</bdi>
      </b>
      {source && (
        <span>{source.is_author ? name && "the author" : source.name && plain(source.kind)}</span>
      )}
      {quoted && <span>{VOICE_BASES[basis] ?? plain(basis)}</span>}
      {dateline && elsewhere && (
        <span>
          “today” is <time dateTime={dateline}>{dateline}</time>
        </span>
      )}
    </div>
  );
}

function Paragraph({ report, block }: { report: Report; block: Block }) {
  const { segment, lines } = block;
  const words = <Runs report={report} block={block} />;
  if (segment?.kind === "separator") return <p class="separator">{words}</p>;
  if (segment?.kind === "heading") {
    return (
      <h2 dir="auto" class="words">
        {words}
      </h2>
    );
  }
  return (
    <p dir="auto" class={`words ${lines ? "lines" : ""} ${segment?.kind ?? "between"}`}>
      {words}
    </p>
  );
}

interface PassageProps {
  report: Report;
  passage: Passage;
  voiced: boolean;
}

function Said({ report, passage, voiced }: PassageProps) {
  const inside: ComponentChildren = passage.blocks.map((block) => (
    <Paragraph key={block.start} report={report} block={block} />
  ));
  return (
    <div class={`passage ${passage.quoted ? "quoted" : ""}`}>
      {voiced && <Voice report={report} passage={passage} />}
      {passage.quoted ? <blockquote>{inside}</blockquote> : <div class="own">{inside}</div>}
    </div>
  );
}

/** Choose what was clicked on: the narrowest mark there, then the next wider one. */
function chooseAt(report: Report, event: MouseEvent): void {
  if (!getSelection()?.isCollapsed) return; // words are being selected
  const run = (event.target as Element).closest<HTMLElement>("[data-marks]");
  if (!run) return;
  const ids = run.dataset.marks!.split(" ");
  const marks = ids.flatMap((id) => report.entries.known.get(id)?.marks ?? []);
  choose({ mark: pick(marks, report.chosen.peek()) ?? undefined, at: undefined });
}

/** Bring what is chosen into view, and the focus to it where it was in the text before. */
function follow(room: HTMLElement | null): void {
  const stop = room?.querySelector<HTMLElement>("[data-stop].fill, .fill");
  if (!room || !stop) return;
  if (room.contains(document.activeElement) || document.activeElement === document.body) {
    room.querySelector<HTMLElement>("[data-stop]")?.focus({ preventScroll: true });
  }
  const { top, bottom } = stop.getBoundingClientRect();
  if (top < 80 || bottom > innerHeight * 0.55) stop.scrollIntoView({ block: "center" });
}

/**
 * The report's text; one stop of the tab key, from which the keys lead through the marks.  It is
 * drawn once: what is chosen changes the paragraphs that it is in, and no others.
 */
export const Text = memo(({ report }: { report: Report }) => {
  const room = useRef<HTMLDivElement>(null);
  useEffect(
    () => report.fills.subscribe(() => requestAnimationFrame(() => follow(room.current))),
    [report],
  );
  const { passages } = report;
  const isVoiced = (at: number): boolean => {
    const [now, before] = [passages[at]!, passages[at - 1]];
    return now.quoted || before?.voice !== now.voice || before.dateline !== now.dateline;
  };
  return (
    // The keys of the view do the same as the pointer; runs are reached by them.
    <div class="text" ref={room} onClick={(event) => chooseAt(report, event)}>
      {passages.map((passage, at) => (
        <Said
          key={passage.blocks[0]!.start}
          report={report}
          passage={passage}
          voiced={isVoiced(at)}
        />
      ))}
    </div>
  );
});
