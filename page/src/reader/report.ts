// A report as it is being read: its text, its entries, and what is chosen in it.
import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { choose, here } from "../route";
import type { Quantity, ReportView } from "../types";
import { blocksOf, passagesOf, type Block, type Passage } from "./blocks";
import { offsetsOf, type Offsets } from "./codepoints";
import { entriesOf, fillsOf, nameOf, type Entries, type Known } from "./entries";
import { meets, order, shareOut, stepFrom, type Mark, type Stretch } from "./marks";
import { foldsGraphic, shownKinds } from "./settings";

/** A report that is open; its signals change as the reader chooses, folds and filters. */
export interface Report {
  view: ReportView;
  text: string;
  offsets: Offsets;
  entries: Entries;
  passages: Passage[];
  /** The marks that meet each paragraph. */
  marksIn: Map<Block, Mark[]>;
  /** The id of the entry that is chosen. */
  chosen: ReadonlySignal<string | null>;
  /** What is filled in the text. */
  fills: ReadonlySignal<Mark[]>;
  /** The graphic passages that are folded now. */
  folded: ReadonlySignal<Stretch[]>;
  /** The entries that next and previous go through. */
  sequence: ReadonlySignal<string[]>;
  /** The one entry of the text that the tab key reaches. */
  stop: ReadonlySignal<string | null>;
  open(start: number): void;
}

const AT = /^(\d+)-(\d+)$/;

/** Words that the address names by their offsets (`?at=12-20`), as a mark of no entry. */
function named(): Mark[] {
  const found = AT.exec(here.value.query.get("at") ?? "");
  if (!found) return [];
  const [start, stop] = [Number(found[1]), Number(found[2])];
  return [{ id: "at", kind: "segment", part: "words", start, stop }];
}

/** Open a report: everything that stays the same while it is read is made here, once. */
export function openReport(view: ReportView): Report {
  const { text } = view.ledger.document;
  const offsets = offsetsOf(text);
  const entries = entriesOf(view.ledger);
  const blocks = blocksOf(offsets, view.ledger.segments);
  const shares = shareOut(blocks, entries.marks);
  const opened = signal<ReadonlySet<number>>(new Set());
  const chosen = computed(() => here.value.query.get("mark"));
  const folded = computed(() =>
    foldsGraphic.value ? view.graphic.filter(({ start }) => !opened.value.has(start)) : [],
  );
  const sequence = computed(() => {
    const shown = entries.marks.filter(({ kind }) => shownKinds.value.has(kind));
    return order(shown.filter((mark) => !folded.value.some((fold) => meets(fold, mark))));
  });
  return {
    view,
    text,
    offsets,
    entries,
    passages: passagesOf(blocks),
    marksIn: new Map(blocks.map((block, at) => [block, shares[at]!])),
    chosen,
    fills: computed(() => [...named(), ...fillsOf(entries, chosen.value)]),
    folded,
    sequence,
    stop: computed(() => chosen.value ?? sequence.value[0] ?? null),
    open: (start) => (opened.value = new Set([...opened.peek(), start])),
  };
}

/** The entry that is chosen, if the report has it. */
export const chosenOf = (report: Report): Known | undefined =>
  report.entries.known.get(report.chosen.value ?? "");

/** Why words of the report are to be folded where they are quoted, as long as their passage is. */
export function whyFolded({ view, offsets, folded }: Report, at: Stretch): string | null {
  const why = view.graphic_words[offsets.slice(at.start, at.stop)];
  return why && folded.value.some((fold) => meets(fold, at)) ? why : null;
}

/** What a source is called here: not by words that are folded. */
export const sourceName = (report: Report, id: string | null): string =>
  nameOf(report.entries, id, (words) => whyFolded(report, words) !== null);

/** A figure without what it counts, where these words are folded. */
export const counted = (report: Report, figure: Quantity): Quantity =>
  figure.of && whyFolded(report, figure.of) ? { ...figure, of: null } : figure;

/** The stretches that an entry is quoted by: what is told where there is such, else all. */
export function quotedOf({ marks }: Known): Mark[] {
  const content = marks.filter(({ part }) => part === "content");
  return content.length ? content : marks;
}

/** What an entry says, in the words of the report; nothing while they are folded. */
export function wordsOf(report: Report, known: Known): string | null {
  const shown = quotedOf(known);
  if (shown.some((mark) => whyFolded(report, mark))) return null;
  return shown.map(({ start, stop }) => report.offsets.slice(start, stop)).join(" … ");
}

/** Where an entry begins in the text. */
export function beginning(report: Report, id: string | null): number | undefined {
  const marks = report.entries.known.get(id ?? "")?.marks;
  return marks?.length ? Math.min(...marks.map(({ start }) => start)) : undefined;
}

/** Which of how many marks is chosen: 0 where none is. */
export function positionOf(report: Report): { at: number; of: number } {
  const ids = report.sequence.value;
  return { at: ids.indexOf(report.chosen.value ?? "") + 1, of: ids.length };
}

/** Choose the next entry, or the one before; from nowhere, the first or the last. */
export function step(report: Report, by: 1 | -1): void {
  const ids = report.sequence.peek();
  const chosen = report.chosen.peek();
  const next = stepFrom(ids, chosen, (id) => beginning(report, id), by);
  if (next) choose({ mark: next, at: undefined });
}
