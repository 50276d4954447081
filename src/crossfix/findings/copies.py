"""Copied text: which stretch of one report stands in another, and who took it from whom.

A copy is told between two reports, passage by passage, with the words that both have.
Which came first is told only where something tells it; a quotation that both reports
bring, and a standing formula, are no copies and are named as what they are.
"""

from __future__ import annotations

from enum import StrEnum

from crossfix.model import Record, Span


class CopyKind(StrEnum):
    """How one report's text stands in another.

    ``whole``: nearly all of both.  ``part``: a part of either.  ``reordered``: in another
    order.  ``rewritten``: in other words here and there.  ``merged``: the later report is
    put together from several.
    """

    WHOLE = "whole"
    PART = "part"
    REORDERED = "reordered"
    REWRITTEN = "rewritten"
    MERGED = "merged"


class PassageKind(StrEnum):
    """What a stretch that two reports share is.

    ``copied``: text of one in the other.  ``shared_quotation``: both quote the same words
    of somebody.  ``formula``: the same wording told of other figures, days and places.
    ``standing_text``: what is printed under or over many reports of other days.
    """

    COPIED = "copied"
    SHARED_QUOTATION = "shared_quotation"
    FORMULA = "formula"
    STANDING_TEXT = "standing_text"


class DirectionBasis(StrEnum):
    """What tells who copied whom; ``unknown`` where nothing does or two signs disagree."""

    FORWARD = "forward"
    CREDIT = "credit"
    PUBLISHED = "published"
    UNKNOWN = "unknown"


class Fingerprint(Record, frozen=True, kw_only=True):
    """A window of a report's text as it is looked up: reports that share a key may share it.

    ``start`` and ``stop`` are offsets into the document; ``keys`` are 63-bit numbers, one
    a band of the window's MinHash.
    """

    document_id: str
    start: int
    stop: int
    keys: tuple[int, ...]


class MatchingWords(Record, frozen=True, kw_only=True):
    """A run of words that stands in both reports, quoted from each."""

    left: Span
    right: Span


class Passage(Record, frozen=True, kw_only=True):
    """A stretch that two reports share, with the runs of words that match.

    ``words`` counts the words of the matching runs.  ``reasons`` names the features that
    decided, with what each added (in logits) for calling it text of one in the other.
    """

    kind: PassageKind
    left: Span
    right: Span
    matching: tuple[MatchingWords, ...]
    words: int
    score: float
    reasons: dict[str, float]


class Copy(Record, frozen=True, kw_only=True):
    """Text that two reports have in common.

    ``left`` is the report that was copied and ``right`` the copy where ``direction`` tells
    so; where it is ``unknown`` they stand in the order of day and id and nothing is said of
    who took it from whom.  ``kind`` is ``None`` where none of the passages is copied
    (:class:`PassageKind`).  ``coverage_left`` and ``coverage_right`` are the shares (0 to 1)
    of the words of each report that lie in copied passages.  ``score`` is the probability of
    the surest passage; ``reasons`` are its reasons and what told the direction.
    """

    id: str
    left: str
    right: str
    kind: CopyKind | None
    direction: DirectionBasis
    passages: tuple[Passage, ...]
    coverage_left: float
    coverage_right: float
    score: float
    reasons: dict[str, float]

    @property
    def copied(self) -> tuple[Passage, ...]:
        """The passages that are text of one in the other."""
        return tuple(p for p in self.passages if p.kind is PassageKind.COPIED)
