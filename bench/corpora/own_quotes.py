"""From words quoted in an annotation to where they stand in the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from bench.corpora.polnear import Spans

CUT: Final = "[...]"
"""Stands in a quoted piece for what was left out in its middle."""
_BLANK_LINES: Final = re.compile(r"\n[^\S\n]*\n\s*")


class QuoteError(ValueError):
    """Words that do not stand in the report as they are quoted; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and the offset in the report at which it begins."""

    number: int
    start: int
    text: str

    @property
    def stop(self) -> int:
        """The offset behind its last character."""
        return self.start + len(self.text)


def split_paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a report, parted by blank lines and counted from 1."""
    found: list[Paragraph] = []
    start = 0
    for edge in [*_BLANK_LINES.finditer(text), None]:
        piece = text[start : edge.start() if edge else len(text)]
        begin = start + len(piece) - len(piece.lstrip())
        if piece.strip():
            found.append(Paragraph(len(found) + 1, begin, piece.strip()))
        start = edge.end() if edge else len(text)
    return found


def find_pieces(paragraph: Paragraph, pieces: Sequence[str], nth: int | None = None) -> Spans:
    """Where the pieces stand, as offsets into the report; each behind the one before.

    ``nth`` is which occurrence of the first piece is meant, and may be left out when
    there is only one.  Raises :class:`QuoteError`.
    """
    found: list[tuple[int, int]] = []
    behind = 0
    for number, piece in enumerate(pieces):
        places = [place for place in occurrences(paragraph.text, piece) if place[0] >= behind]
        if not places:
            raise QuoteError(_not_there(paragraph, piece, behind))
        place = _chosen(places, piece, nth) if number == 0 else places[0]
        found.append((paragraph.start + place[0], paragraph.start + place[1]))
        behind = place[1]
    return tuple(found)


def find_near(paragraph: Paragraph, words: str, near: Spans) -> tuple[int, int]:
    """Where words stand that may stand there often: the occurrence nearest to these spans."""
    places = [
        (paragraph.start + start, paragraph.start + stop)
        for start, stop in occurrences(paragraph.text, words)
    ]
    if not places:
        raise QuoteError(_not_there(paragraph, words, 0))

    def distance(place: tuple[int, int]) -> int:
        return min(max(0, start - place[1], place[0] - stop) for start, stop in near)

    return min(places, key=distance) if near else places[0]


def occurrences(text: str, piece: str) -> list[tuple[int, int]]:
    """Every stretch of a text that a quoted piece can mean; "he" is not found in "the".

    A piece with ``[...]`` in it means from its beginning to the next place where its end
    stands.
    """
    head, cut, tail = (part.strip() for part in piece.partition(CUT))
    if not head or (cut and not tail):
        return []
    starts = re.finditer(_exactly(head), text)
    if not cut:
        return [match.span() for match in starts]
    found = []
    for match in starts:
        end = re.compile(_exactly(tail)).search(text, match.end())
        if end is not None:
            found.append((match.start(), end.end()))
    return found


def _exactly(words: str) -> str:
    """A pattern for these characters where no word goes on before or behind them."""
    before = r"(?<!\w)" if words[0].isalnum() else ""
    behind = r"(?!\w)" if words[-1].isalnum() else ""
    return before + re.escape(words) + behind


def _chosen(places: list[tuple[int, int]], piece: str, nth: int | None) -> tuple[int, int]:
    if nth is None and len(places) > 1:
        raise QuoteError(
            f"{piece!r} occurs {len(places)} times in the paragraph: say which with nth"
            f" (1 to {len(places)}), or quote more of it"
        )
    if nth is not None and not 1 <= nth <= len(places):
        raise QuoteError(f"nth is {nth}, but {piece!r} occurs {len(places)} times")
    return places[(nth or 1) - 1]


def _not_there(paragraph: Paragraph, piece: str, behind: int) -> str:
    if not piece.strip() or not all(part.strip() for part in piece.split(CUT)):
        return f"{piece!r} quotes nothing on one side: write words before and behind {CUT}"
    if behind and occurrences(paragraph.text, piece):
        return f"{piece!r} stands before the piece in front of it: put the pieces in text order"
    head = piece.partition(CUT)[0].strip()
    near = fuzz.partial_ratio_alignment(head, paragraph.text)
    nearest = paragraph.text[near.dest_start : near.dest_end] if near else ""
    where = f"in paragraph {paragraph.number}"
    return f"{piece!r} does not stand {where}: copy the exact words; the nearest are {nearest!r}"
