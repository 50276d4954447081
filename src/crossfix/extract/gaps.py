"""Evidence that the text promises and does not hold.

Three kinds: a lead-in that nothing answers (decided where voices are told, by named
features), an embed that the format shows was dropped, and a quotation that nobody is
named for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Final

from crossfix.config import Config
from crossfix.lexicons import words
from crossfix.model import (
    Attribution,
    Entry,
    Gap,
    GapKind,
    Notice,
    Promise,
    Segment,
    SegmentKind,
    Span,
    make_id,
)
from crossfix.reading import Mark, MarkKind, Passage, Reading
from crossfix.syntax import quotations

QUOTE_WORDS: Final = 8
"""Shorter quotations may be scare quotes, titles or single terms."""

_WORD: Final = re.compile(r"[\w’'-]+")
_PROMISES: Final = (
    ("map", Promise.MAP),
    ("video", Promise.VIDEO),
    ("photo", Promise.PHOTO),
    ("post", Promise.POST),
    ("statement", Promise.STATEMENT),
)


class Gaps:
    """Stage: what a reader of the report is told to look at and cannot."""

    name = "gaps"
    version = "1"

    def __init__(self, config: Config) -> None:
        """Take the configuration, as every stage does; none of it matters here."""

    def run(self, reading: Reading) -> Iterator[Entry | Notice]:
        """Gaps in text order: one for each broken promise."""
        parsed = reading.by_segment()
        found: dict[int, Gap] = {}
        for gap in [
            *_unanswered(reading, parsed),
            *_dropped(reading, parsed),
            *_unsourced(reading, parsed),
        ]:
            found.setdefault(gap.start, gap)
        yield from sorted(found.values(), key=lambda gap: gap.start)


def promise_of(text: str) -> Promise:
    """What a lead-in promises, by the last word in it that names such a thing."""
    last = (-1, Promise.UNKNOWN)
    spoken = [word.lower() for word in _WORD.findall(text)]
    for subject, promise in _PROMISES:
        for position, word in enumerate(spoken):
            if word in words("voices", "promises", subject) and position > last[0]:
                last = (position, promise)
    if last[1] is Promise.UNKNOWN and _speaks(spoken):
        return Promise.STATEMENT
    return last[1]


def _speaks(spoken: list[str]) -> bool:
    """Whether somebody is said to say something: "he emphasised this again:"."""
    verbs = words("voices", "speaking", "verbs")
    stems = {word.removesuffix(end) for word in spoken for end in ("", "s", "d", "ed", "es")}
    stems |= {word.removesuffix("ied") + "y" for word in spoken if word.endswith("ied")}
    return bool((stems | {"say"} if "said" in spoken else stems) & verbs)


def _unanswered(reading: Reading, parsed: dict[str, list[Passage]]) -> Iterator[Gap]:
    for segment in reading.all(Segment):
        if segment.kind is SegmentKind.LEAD_IN and sum(segment.reasons.values()) <= 0:
            span = _last_sentence(segment, parsed)
            promises = promise_of(span.text)
            kind = GapKind.MISSING_QUOTE if promises is Promise.STATEMENT else GapKind.MISSING_EMBED
            if promises is Promise.UNKNOWN and _names_link(span.text):
                kind = GapKind.MISSING_LINK
            yield _gap(reading, span, kind, promises, segment.reasons)


def _names_link(text: str) -> bool:
    return any(word.lower() in words("voices", "promises", "link") for word in _WORD.findall(text))


def _dropped(reading: Reading, parsed: dict[str, list[Passage]]) -> Iterator[Gap]:
    """A gap for each embed that stood in the format, told at the text before it."""
    embeds = [mark for mark in reading.marks if mark.kind is MarkKind.EMBED]
    segments = [s for s in reading.all(Segment) if s.kind is not SegmentKind.SEPARATOR]
    segments.sort(key=lambda segment: segment.start)
    position = 0
    for mark in sorted(embeds, key=lambda mark: mark.start):
        while position < len(segments) and segments[position].start < mark.start:
            position += 1
        if segments:
            near = segments[max(position - 1, 0)]
            yield _gap(
                reading,
                _last_sentence(near, parsed),
                GapKind.MISSING_EMBED,
                mark.promises,
                {_where(mark): 1.0},
            )


def _where(mark: Mark) -> str:
    return f"embed dropped: {mark.label}" if mark.label else "embed dropped"


def _unsourced(reading: Reading, parsed: dict[str, list[Passage]]) -> Iterator[Gap]:
    """Quotations of a sentence's length that no attribution and no voice accounts for."""
    segments = sorted(reading.all(Segment), key=lambda segment: segment.start)
    sourced = _sourced(reading, parsed)
    for number, segment in enumerate(segments):
        before = segments[number - 1] if number else None
        if segment.kind is not SegmentKind.PARAGRAPH or _is_announced(before):
            continue
        for passage in parsed.get(segment.id, ()):
            for start, stop in quotations(passage.doc):
                span = passage.chars(start, stop)
                if len(_WORD.findall(span.text)) < QUOTE_WORDS or _is_sourced(span, sourced):
                    continue
                yield _gap(
                    reading,
                    span,
                    GapKind.UNSOURCED_QUOTE,
                    Promise.UNKNOWN,
                    {"nobody is named for these words": 1.0},
                )


def _is_announced(before: Segment | None) -> bool:
    """Whether an answered lead-in stands before: it says whose words follow."""
    return (
        before is not None
        and before.kind is SegmentKind.LEAD_IN
        and sum(before.reasons.values()) > 0
    )


def _merged(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order, with those that touch made one, so that none overlap."""
    merged: list[tuple[int, int]] = []
    for start, stop in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(stop, merged[-1][1])
        else:
            merged.append((start, stop))
    return merged


def _sourced(reading: Reading, parsed: dict[str, list[Passage]]) -> list[tuple[int, int]]:
    """What is attributed, each stretch with the rest of the sentence that it ends in.

    Whoever is named for the beginning of a sentence is named for a quotation at its end.
    """
    ends = sorted(
        passage.tokens(sentence).stop
        for passages in parsed.values()
        for passage in passages
        for sentence in passage.doc.sents
        if sentence.text.strip()
    )
    spans = (span for said in reading.all(Attribution) for span in said.content)
    return _merged(
        (span.start, ends[at] if (at := bisect_left(ends, span.stop)) < len(ends) else span.stop)
        for span in spans
    )


def _is_sourced(span: Span, sourced: list[tuple[int, int]]) -> bool:
    """Whether a span shares a character with one of the stretches, which are disjoint."""
    before = bisect_left(sourced, (span.stop, 0))
    return before > 0 and sourced[before - 1][1] > span.start


def _last_sentence(segment: Segment, parsed: dict[str, list[Passage]]) -> Span:
    passages = parsed.get(segment.id)
    if not passages:
        return segment.span
    *_, last = passages[-1].doc.sents
    return passages[-1].tokens(last)


def _gap(
    reading: Reading, span: Span, kind: GapKind, promises: Promise, reasons: dict[str, float]
) -> Gap:
    return Gap(
        span=span,
        id=make_id("gap", reading.document.id, span),
        kind=kind,
        promises=promises,
        reasons=reasons,
    )
