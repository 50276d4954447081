"""A person's word on an entry of a ledger: accepted, corrected, rejected.

A review is about words: the stretch of the report that an entry is.  When the report is read
anew, the entry of the same kind that has these words, or most of them, is the one that was
reviewed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

import msgspec

from crossfix.errors import BadOption
from crossfix.findings.amending import amend, leave_out
from crossfix.findings.corrections import CORRECTIONS
from crossfix.model import (
    KEY_OF,
    Anchored,
    Attribution,
    Claim,
    Document,
    Entry,
    Event,
    Ledger,
    Link,
    Record,
    Source,
    Span,
)

__all__ = [
    "Matched",
    "Review",
    "ReviewVerdict",
    "Reviewed",
    "matched",
    "own_words",
    "reviewable",
    "reviewed",
]

SAME_WORDS: Final = 0.5
"""A review goes over to an entry of other bounds that shares more than this with its words."""


class ReviewVerdict(StrEnum):
    """What a person says of an entry.

    ``accepted``: it is as the text says.  ``corrected``: it is, with other values.
    ``rejected``: the text does not say so.
    """

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


class Review(Record, frozen=True, kw_only=True):
    """What somebody said of an entry, as the audit log of the case tells it.

    ``kind`` is the ledger's key (``events``), ``words`` the entry's own span: by these a
    later reading's entry is found again, and ``entry`` is its id now, or ``None`` when the
    words are no entry of that kind any more.  ``changes`` are the corrected fields and
    their values; ``before`` what those fields held when the review was made.
    """

    kind: str
    document: str
    words: Span
    verdict: ReviewVerdict
    changes: dict[str, Any]
    before: dict[str, Any]
    because: str
    who: str
    at: str
    seq: int
    entry: str | None = None


class Matched(Record, frozen=True, kw_only=True):
    """The review of each entry (by id) of a ledger, and those whose words are no entry now."""

    found: dict[str, Review]
    lost: tuple[Review, ...]


class Reviewed(Record, frozen=True, kw_only=True):
    """A ledger as people reviewed it.

    ``ledger`` has corrections applied and still holds what was rejected (``rejected``, by
    id).  ``unreviewed`` are the entries that a review changed or rejected, as they were
    read, by id.  ``reviews`` are those that hold, in the order in which they were made;
    ``lost`` those whose words are no entry of their kind in this reading.
    """

    ledger: Ledger
    reviews: tuple[Review, ...] = ()
    rejected: frozenset[str] = frozenset()
    unreviewed: dict[str, Entry] = msgspec.field(default_factory=dict)
    lost: tuple[Review, ...] = ()

    @property
    def standing(self) -> Ledger:
        """The ledger without what was rejected: what is shown to others."""
        return leave_out(self.ledger, self.rejected)


def own_words(entry: Entry, document: Document) -> Span | None:
    """The words that an entry is, by which it is found again; None where it has none."""
    match entry:
        case Anchored():
            return entry.span
        case Event():
            return entry.trigger
        case Attribution():
            return entry.cue or entry.source or next(iter(entry.content), None)
        case Claim():
            start, stop = entry.spans[0].start, max(span.stop for span in entry.spans)
            return Span(start, stop, document.text[start:stop])
        case Source():
            return min(entry.mentions, default=None)
        case Link():
            return None


def reviewable(ledger: Ledger, entry: Entry) -> Span:
    """The own words of an entry, which must be one that can be reviewed.

    Raises :class:`~crossfix.errors.BadOption` for others: a link, a source without mention.
    """
    kind = KEY_OF[type(entry)]
    if kind not in CORRECTIONS:
        problem = f"cannot be reviewed (it is one of {kind})"
        raise BadOption(entry.id, problem, f"review one of {', '.join(CORRECTIONS)}")
    words = own_words(entry, ledger.document)
    if words is None:
        problem = "has no words of its own in the report"
        raise BadOption(entry.id, problem, "review what it says instead")
    return words


def matched(ledger: Ledger, reviews: Iterable[Review]) -> Matched:
    """Which entry of a ledger each review is of.

    An id changes with the bounds of an entry.  So a review whose id is gone goes over to the
    entry of its kind that shares more than half of the stretch that both cover together, if
    that one has none of its own; the newest review chooses first.
    """
    newest_first = sorted(reviews, key=lambda review: -review.seq)
    entries = {kind: {e.id: e for e in getattr(ledger, kind)} for kind in CORRECTIONS}
    found: dict[str, Review] = {}
    homeless, lost = [], []
    for review in newest_first:
        if review.entry in entries.get(review.kind, {}):
            found.setdefault(review.entry or "", review)
        else:
            homeless.append(review)
    for review in homeless:
        free = (e for e in entries.get(review.kind, {}).values() if e.id not in found)
        likeness = {e.id: _shared(own_words(e, ledger.document), review.words) for e in free}
        best = max(likeness, key=likeness.__getitem__, default=None)
        if best is not None and likeness[best] > SAME_WORDS:
            found[best] = review
        else:
            lost.append(msgspec.structs.replace(review, entry=None))
    now = {name: msgspec.structs.replace(review, entry=name) for name, review in found.items()}
    return Matched(found=now, lost=tuple(sorted(lost, key=lambda review: review.seq)))


def reviewed(ledger: Ledger, reviews: Iterable[Review]) -> Reviewed:
    """A ledger with what people said of its entries."""
    found = matched(ledger, reviews)
    rejecting = (n for n, r in found.found.items() if r.verdict is ReviewVerdict.REJECTED)
    rejected = frozenset(rejecting)
    corrected: Mapping[str, Mapping[str, Any]] = {
        name: review.changes for name, review in found.found.items() if review.changes
    }
    amended = amend(ledger, corrected) if corrected else ledger
    return Reviewed(
        ledger=amended,
        reviews=tuple(sorted(found.found.values(), key=lambda review: review.seq)),
        rejected=rejected,
        unreviewed=_changed(ledger, amended, rejected),
        lost=found.lost,
    )


def _changed(before: Ledger, after: Ledger, rejected: frozenset[str]) -> dict[str, Entry]:
    return {
        old.id: old
        for kind in CORRECTIONS
        for old, new in zip(getattr(before, kind), getattr(after, kind), strict=False)
        if (old is not new and old != new) or old.id in rejected
    }


def _shared(left: Span | None, right: Span) -> float:
    """The part of the stretch covered by either span that both cover."""
    if left is None:
        return 0.0
    common = min(left.stop, right.stop) - max(left.start, right.start)
    return max(0, common) / (max(left.stop, right.stop) - min(left.start, right.start))
