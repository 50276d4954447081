"""Who speaks in each segment: the author, or somebody whose words were pasted in.

The stage goes through the blocks in order.  A lead-in that is answered makes what
follows it a quoted report; marks of the format, signatures and a side's own words do so
without one.  The speaker is told by the format, the signature, the lead-in or the
post's opening, in that order of trust; where nothing tells, the voice is nameless.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import msgspec

from crossfix.annotate.continuing import AHEAD, Post, is_signed_ahead, weigh_going_on
from crossfix.annotate.interview import find_answers
from crossfix.annotate.introduced import named_speaker, opening_speaker
from crossfix.annotate.leadins import (
    Block,
    ends_in_colon,
    is_heading,
    is_own_words,
    weigh_answer,
)
from crossfix.annotate.pasted import has_bullets, pasted_weight, signature, signature_line
from crossfix.annotate.roundup import find_sections
from crossfix.config import Config
from crossfix.model import (
    Entry,
    Notice,
    Segment,
    SegmentKind,
    Source,
    SourceKind,
    Span,
    make_id,
)
from crossfix.reading import Mark, MarkKind, Reading

ALONE: Final = 3.0
"""Signs of pasting that make a quoted report of a paragraph that no lead-in announces."""
GOES_ON: Final = 1.5
"""Signs that make a paragraph the continuation of the quoted report before it."""
HOUSE_STYLE: Final = 0.6
"""The share of paragraphs with signs of pasting above which they are the author's manner."""


LISTED: Final = 3
"""Paragraphs with bullets in a row that make a list."""


@dataclass(frozen=True)
class Voice:
    """A speaker as far as the text tells: name, where it stands, and how it was told.

    ``post`` is the id of the segment that the speaker's post begins with.
    """

    name: str | None
    span: Span | None
    basis: str
    post: str = ""


class Voices:
    """Stage: gives every segment its kind and its voice."""

    name = "voices"
    version = "1"

    def __init__(self, config: Config) -> None:
        """Take the configuration, as every stage does; none of it matters here."""

    def run(self, reading: Reading) -> Iterator[Entry | Notice]:
        """Segments with their kind, voice and parent, and the sources that speak."""
        blocks = list(gather_blocks(reading))
        author = next(source for source in reading.all(Source) if source.is_author)
        mentions: dict[str, list[Span]] = {}
        sources: dict[str, Source] = {}
        for segment, voice in classify(blocks):
            if voice is None:
                yield segment
                continue
            source = _source(reading, voice, author)
            sources[source.id] = source
            if voice.span is not None:
                mentions.setdefault(source.id, []).append(voice.span)
            yield msgspec.structs.replace(segment, voice=source.id, voice_basis=voice.basis)
        for source in sources.values():
            if not source.is_author:
                spans = tuple(dict.fromkeys(mentions.get(source.id, ())))
                yield msgspec.structs.replace(source, mentions=spans)


def gather_blocks(reading: Reading) -> Iterator[Block]:
    """The segments of a reading with their parse and the marks that lie on them."""
    parsed = reading.by_segment()
    segments = sorted(reading.all(Segment), key=lambda segment: segment.start)
    embeds = sorted(m.start for m in reading.marks if m.kind is MarkKind.EMBED)
    marked = sorted((m for m in reading.marks if m.stop > m.start), key=lambda m: m.start)
    begun, dropped = 0, 0
    over: list[Mark] = []
    for segment, after in pairwise([*segments, None]):
        assert segment is not None
        limit = after.start if after else len(reading.document.text) + 1
        while begun < len(marked) and marked[begun].start < segment.stop:
            over.append(marked[begun])
            begun += 1
        over = [mark for mark in over if mark.stop > segment.start]
        while dropped < len(embeds) and embeds[dropped] < segment.stop:
            dropped += 1
        yield Block(
            segment,
            tuple(parsed.get(segment.id, ())),
            frozenset(m.kind for m in over),
            next((m.label for m in over if m.label and m.kind is not MarkKind.HEADING), None),
            embed_follows=dropped < len(embeds) and embeds[dropped] < limit,
        )


def classify(blocks: Sequence[Block]) -> Iterator[tuple[Segment, Voice | None]]:
    """Each segment with its kind, and the voice that is not the author's, if it has one."""
    lead: Block | None = None
    run: list[Block] = []
    blocks = _without_house_style(blocks)
    said = {**find_answers(blocks), **find_sections(blocks)}
    for number, block in enumerate(blocks):
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        if block.segment.id in said and not run:
            lead = None
            name, basis, post = said[block.segment.id]
            told = msgspec.structs.replace(block.segment, kind=SegmentKind.QUOTED_REPORT)
            yield told, Voice(name.text if name else None, name, basis, post)
            continue
        kind, reasons = _kind(block, after, lead, run)
        segment = msgspec.structs.replace(block.segment, kind=kind, reasons=reasons)
        if kind is SegmentKind.QUOTED_REPORT:
            run.append(block)
            if not _continues(after, _post(run, lead), blocks[number + 2 : number + 2 + AHEAD]):
                yield from _finish(run, lead)
                run, lead = [], None
            continue
        answered = kind is SegmentKind.LEAD_IN and sum(reasons.values()) > 0
        own = answered and after is not None and is_own_words(block, after)
        lead = Block(segment, block.passages) if answered and not own else None
        yield segment, None


def _post(run: list[Block], lead: Block | None) -> Post:
    """What has been read of a quoted report, with the word that its speaker is called by."""
    speaker = named_speaker(lead) if lead is not None else None
    last = speaker.text.split()[-1].lower() if speaker is not None else ""
    return Post(run, lead, frozenset({last} - {""}))


def _without_house_style(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks, told not to be judged by signs of pasting where the author writes so.

    In a channel's own post every paragraph has the bullets and the "our troops" that give
    a pasted post away in somebody else's article; and a list of points that no lead-in
    announces is the author's.
    """
    prose = [b for b in blocks if b.segment.kind is SegmentKind.PARAGRAPH]
    signed = sum(pasted_weight(block.text) >= GOES_ON for block in prose)
    if signed >= HOUSE_STYLE * len(prose):
        return [replace(block, own_style=True) for block in blocks]
    listed = _own_lists(prose)
    return [replace(b, own_style=True) if b.segment.id in listed else b for b in blocks]


def _own_lists(prose: Sequence[Block]) -> set[str]:
    """The paragraphs of lists with bullets that nothing announces and nobody signs."""
    found: set[str] = set()
    run: list[Block] = []
    led = False
    for before, block in pairwise([None, *prose, None]):
        if block is not None and has_bullets(block.text) and not signature(block.text):
            if not run:
                led = before is None or ends_in_colon(before.text)
            run.append(block)
            continue
        if len(run) >= LISTED and not led:
            found |= {one.segment.id for one in run}
        run = []
    return found


def _kind(
    block: Block, after: Block | None, lead: Block | None, run: list[Block]
) -> tuple[SegmentKind, dict[str, float]]:
    given = block.segment.kind
    if given is not SegmentKind.PARAGRAPH:
        return given, {}
    if lead is not None or run:
        return SegmentKind.QUOTED_REPORT, {}
    if block.marks & {MarkKind.QUOTE, MarkKind.FORWARD}:
        return SegmentKind.QUOTED_REPORT, {}
    if is_heading(block, after):
        return SegmentKind.HEADING, {}
    if ends_in_colon(block.text) and pasted_weight(block.text) < ALONE:
        return SegmentKind.LEAD_IN, weigh_answer(block, after)
    if pasted_weight(block.text) >= ALONE and not block.own_style:
        return SegmentKind.QUOTED_REPORT, {}
    return SegmentKind.PARAGRAPH, {}


def _continues(after: Block | None, post: Post, following: Iterable[Block]) -> bool:
    """Whether the next block still belongs to the quoted report that is being read."""
    if after is None or after.segment.kind is not SegmentKind.PARAGRAPH:
        return False
    last = post.blocks[-1]
    marked = last.marks & {MarkKind.QUOTE, MarkKind.FORWARD}
    if marked or after.marks & {MarkKind.QUOTE, MarkKind.FORWARD}:
        return bool(marked & after.marks) and after.label == last.label
    if signature(last.text) or ends_in_colon(after.text):
        return False
    if signature_line(after.text):
        return True
    alone = post.lead is None
    if alone and (pasted_weight(last.text) < ALONE or pasted_weight(after.text) < GOES_ON):
        return False
    if after.own_style and has_bullets(after.text) and not has_bullets(last.text):
        return False
    if is_signed_ahead(post, _reachable(after, following)):
        return True
    return sum(weigh_going_on(post, after).values()) > 0


def _reachable(after: Block, following: Iterable[Block]) -> Iterator[Block]:
    """The paragraphs on from one, up to where another lead-in or a heading stands."""
    yield after
    for block in following:
        if block.segment.kind is not SegmentKind.PARAGRAPH or ends_in_colon(block.text):
            return
        yield block


def _finish(run: list[Block], lead: Block | None) -> Iterator[tuple[Segment, Voice]]:
    """The segments of one quoted report, all in the voice of whoever it is told to be by."""
    first = run[0].segment
    voice = replace(_voice(run, lead), post=first.id)
    for block in run:
        parent = first.id if block is not run[0] else (lead.segment.id if lead else None)
        kind = SegmentKind.QUOTED_REPORT
        yield msgspec.structs.replace(block.segment, kind=kind, parent=parent), voice


def _voice(run: list[Block], lead: Block | None) -> Voice:
    """The speaker of a quoted report, by the best sign there is."""
    first, last = run[0], run[-1]
    for block in run:
        if block.label and not block.label.startswith(("http:", "https:")):
            basis = "forward" if MarkKind.FORWARD in block.marks else "quote"
            return Voice(block.label, None, basis)
    signed = signature(last.text) or signature_line(last.text)
    if signed:
        at = last.segment.start + last.text.rindex(signed)
        return Voice(signed, Span(at, at + len(signed), signed), "signature")
    return _led_in(first, lead) or _opened(first) or Voice(None, None, "unnamed")


def _led_in(first: Block, lead: Block | None) -> Voice | None:
    span = named_speaker(lead) if lead else None
    if span is None:
        return None
    # A text that speaks of its supposed speaker as a third person is somebody else's.
    if _speaks_of(first, span.text.split()[-1].lower()) and not _opened(first):
        return None
    return Voice(span.text, span, "lead_in")


def _opened(first: Block) -> Voice | None:
    span = opening_speaker(first)
    return Voice(span.text, span, "opening") if span else None


def _speaks_of(block: Block, name: str) -> bool:
    """Whether somebody of this name or title says something in a block, in third person."""
    for passage in block.passages:
        for token in passage.doc:
            if token.lower_ == name and token.dep_ in {"nsubj", "nsubjpass"}:
                return True
    return False


def _source(reading: Reading, voice: Voice, author: Source) -> Source:
    """The source record of a voice; a nameless one is a source of its own."""
    if voice.name is None:
        nameless = make_id("src", reading.document.id, voice.post)
        return Source(id=nameless, name=None, kind=SourceKind.ANONYMOUS)
    source_id = make_id("src", voice.name.casefold())
    if source_id == author.id:
        return author
    return Source(id=source_id, name=voice.name, kind=SourceKind.OTHER)
