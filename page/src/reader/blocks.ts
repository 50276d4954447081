// A report's text as paragraphs under voices: nothing of the text is left out.
import type { Segment } from "../types";
import type { Offsets } from "./codepoints";
import type { Stretch } from "./marks";

/** A stretch of text that is set as one paragraph; `segment` is none between segments. */
export interface Block extends Stretch {
  segment: Segment | null;
  /** Whether its lines stand for themselves, as in a list; otherwise they were only wrapped. */
  lines: boolean;
}

/** Paragraphs that follow each other in one voice on one day. */
export interface Passage {
  voice: string | null;
  basis: string;
  dateline: string | null;
  /** A pasted post or report, set apart from the report's own text. */
  quoted: boolean;
  blocks: Block[];
}

const WRAPPED = 50;

/** Whether the lines of a paragraph are a list or verse, and not text that was wrapped. */
export function hasLines(words: string): boolean {
  const lines = words.split("\n").filter((line) => line.trim());
  if (lines.length < 2) return false;
  return lines.slice(0, -1).some((line) => line.length < WRAPPED);
}

function blockOf(offsets: Offsets, stretch: Stretch, segment: Segment | null): Block {
  const { start, stop } = stretch;
  return { start, stop, segment, lines: hasLines(offsets.slice(start, stop)) };
}

/** Words between segments, without the white space around them. */
function* between(offsets: Offsets, start: number, stop: number): Generator<Block> {
  const words = offsets.slice(start, stop);
  if (!words.trim()) return;
  const first = offsets.unit(start) + words.length - words.trimStart().length;
  const last = offsets.unit(start) + words.trimEnd().length;
  const trimmed = { start: offsets.codePoint(first), stop: offsets.codePoint(last) };
  yield blockOf(offsets, trimmed, null);
}

/** The paragraphs of a report in order; words that no segment holds are paragraphs as well. */
export function blocksOf(offsets: Offsets, segments: readonly Segment[]): Block[] {
  const blocks: Block[] = [];
  let end = 0;
  for (const segment of [...segments].sort((a, b) => a.start - b.start)) {
    blocks.push(...between(offsets, end, segment.start));
    const start = Math.max(segment.start, end);
    if (start < segment.stop) blocks.push(blockOf(offsets, { ...segment, start }, segment));
    end = Math.max(end, segment.stop);
  }
  blocks.push(...between(offsets, end, offsets.length));
  return blocks;
}

function goesOn(passage: Passage, { segment }: Block): boolean {
  if (!segment) return !passage.quoted;
  const quoted = segment.kind === "quoted_report";
  if (passage.quoted !== quoted) return false;
  if (passage.voice !== segment.voice || passage.dateline !== segment.dateline) return false;
  if (!quoted) return true;
  const first = passage.blocks[0]?.segment;
  return segment.parent !== null && segment.parent === first?.id;
}

/** Paragraphs put together as long as one voice goes on. */
export function passagesOf(blocks: readonly Block[]): Passage[] {
  const passages: Passage[] = [];
  for (const block of blocks) {
    const last = passages.at(-1);
    if (last && goesOn(last, block)) {
      last.blocks.push(block);
      continue;
    }
    const { segment } = block;
    passages.push({
      voice: segment?.voice ?? null,
      basis: segment?.voice_basis ?? "",
      dateline: segment?.dateline ?? null,
      quoted: segment?.kind === "quoted_report",
      blocks: [block],
    });
  }
  return passages;
}
