"""Where one paragraph ends and the next begins, and what is a heading or a separator.

Works on characters alone, before anything is parsed.  What a block *says* (a lead-in, a
pasted post, whose words) is decided later, by :mod:`crossfix.annotate.voices`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from math import inf
from typing import Final

from crossfix.model import Document, Segment, SegmentKind, Source, SourceKind, make_id, slice_span
from crossfix.reading import Mark, MarkKind

_BLANK_LINE: Final = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)\s*")
_LINE: Final = re.compile(r"[^\r\n]+")
_BULLETS: Final = "▪▫■□●○•◦◾◽◼◻▶►➤➡✔✅❗‼⚡🔴🔵🔹🔸🔻🔺⭕⚠❌"
# Emoji serve as bullets too; the parser would take them for words of the sentence.
_BULLET: Final = re.compile(f"[{_BULLETS}\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?")
_LIST_START: Final = re.compile(rf"\s*(?:[-*–]\s|[{_BULLETS}]|\(?\d{{1,2}}[.)]\s)")
_SENTENCE_END: Final = re.compile(r"[.!?…][\"”’»)]*\s")

MAX_PASSAGE: Final = 5_000
"""Characters parsed in one piece; longer paragraphs are parsed in slices.

Far more than a paragraph of prose has, and little enough that a batch stays small.
"""


def author_of(document: Document) -> Source:
    """The source that speaks wherever nobody else does: the report's author.

    Falls back to the publisher's name; nameless when the report carries neither.
    """
    name = document.author or document.publisher
    return Source(
        id=make_id("src", name.casefold()) if name else make_id("src", document.id, "author"),
        name=name,
        kind=SourceKind.MEDIA if name and not document.author else SourceKind.OTHER,
        is_author=True,
    )


def split_blocks(document: Document, marks: Sequence[Mark] = ()) -> list[Segment]:
    """The report cut into paragraphs, headings and separators, in the author's voice.

    Paragraphs end at blank lines; where lines are not hard-wrapped, every line is a
    paragraph of its own.  Marks of the format (headings, quotes, list items) cut too.
    """
    voice = author_of(document).id
    headings = sorted((m.start, m.stop) for m in marks if m.kind is MarkKind.HEADING)
    reach = list(accumulate((stop for _, stop in headings), max))
    cuts = sorted({edge for mark in marks for edge in (mark.start, mark.stop)})
    segments = []
    for start, stop in _stretches(document.text, cuts):
        try:
            span = slice_span(document.text, start, stop)
        except ValueError:
            continue
        kind = SegmentKind.PARAGRAPH
        if is_separator(span.text):
            kind = SegmentKind.SEPARATOR
        elif _lies_in(headings, reach, span.start):
            kind = SegmentKind.HEADING
        segments.append(
            Segment(
                span=span,
                id=make_id("seg", document.id, span),
                kind=kind,
                voice=voice,
                voice_basis="author",
            )
        )
    return segments


def _lies_in(ranges: Sequence[tuple[int, int]], reach: Sequence[int], position: int) -> bool:
    """Whether one of some sorted ranges holds a position; ``reach`` is how far those before go."""
    before = bisect_right(ranges, (position, inf))
    return before > 0 and position < reach[before - 1]


def is_separator(text: str) -> bool:
    """Whether a line only divides: dashes, stars, dots, no letter or figure."""
    return len(text) <= 80 and not any(char.isalnum() for char in text)


def slices(text: str) -> Iterator[tuple[int, int]]:
    """Pieces of one paragraph to parse apart, as offsets into it.

    Posts set points apart by bullets in place of full stops, so a bullet ends a piece;
    a piece longer than ``MAX_PASSAGE`` is cut at a sentence end, else at a blank.
    """
    edges = [0, *(match.start() for match in _BULLET.finditer(text)), len(text)]
    for start, stop in pairwise(edges):
        bullet = _BULLET.match(text, start, stop)
        begin = bullet.end() if bullet else start
        while stop - begin > MAX_PASSAGE:
            cut = _cut(text, begin, begin + MAX_PASSAGE)
            yield begin, cut
            begin = cut
        if any(char.isalnum() for char in text[begin:stop]):
            yield begin, stop


def _cut(text: str, start: int, limit: int) -> int:
    window = text[start + MAX_PASSAGE // 2 : limit]
    ends = [match.end() for match in _SENTENCE_END.finditer(window)]
    if ends:
        return start + MAX_PASSAGE // 2 + ends[-1]
    blank = window.rfind(" ")
    return start + MAX_PASSAGE // 2 + blank + 1 if blank >= 0 else limit


def _stretches(text: str, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    edges = {0, len(text), *cuts}
    for match in _BLANK_LINE.finditer(text):
        edges.add(match.end())
    for start, stop in pairwise(sorted(edges)):
        yield from _lines(text, start, stop)


def _lines(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """A block as one stretch if its lines are hard-wrapped, else line by line."""
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text, start, stop)]
    if len(lines) > 1 and _is_wrapped([text[a:b] for a, b in lines]):
        yield from _wrapped(text, lines)
    else:
        yield from lines


def _wrapped(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    first = lines[0][0]
    for (_, end), (begin, _) in pairwise(lines):
        if _LIST_START.match(text, begin):
            yield first, end
            first = begin
    yield first, lines[-1][1]


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines break where the width ran out and not where a thought ended.

    All lines but the last are then about equally long and few of them end a sentence.
    """
    body = [len(line.rstrip()) for line in lines[:-1]]
    widest = max(body)
    if not 40 <= widest <= 130:
        return False
    full = sum(length >= 0.7 * widest for length in body) / len(body)
    unfinished = sum(line.rstrip()[-1:] not in '.!?:…”"' for line in lines[:-1]) / len(body)
    return full >= 0.7 and unfinished >= 0.5
