"""Records of the same happening told in several reports, and of what a person judged of it."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from crossfix.model import Record, Span


class Judgement(StrEnum):
    """What a person says of two accounts; unsure is shown and changes nothing."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class Quoted(Record, frozen=True, kw_only=True):
    """Words of a report, as they are named from outside of it: what a judgement holds on to.

    An event's id may change when the report is read anew; these words do not.
    """

    document: str
    words: Span


class Judged(Record, frozen=True, kw_only=True):
    """A person's word on whether two accounts tell of one happening.

    ``seq`` orders judgements: of two that cannot both stand the later one holds.
    """

    left: Quoted
    right: Quoted
    judgement: Judgement
    because: str
    who: str
    at: str
    seq: int


class Match(Record, frozen=True, kw_only=True):
    """Two accounts compared: ``score`` in logits, and what each named feature added to it.

    ``left`` is the smaller id.  ``judged`` is a person's word on the two, if there is one.
    """

    left: str
    right: str
    score: float
    reasons: dict[str, float] = msgspec.field(default_factory=dict)
    judged: Judgement | None = None


class Happening(Record, frozen=True, kw_only=True):
    """One happening: the accounts of it, the earliest first, which gives it its id."""

    id: str
    accounts: tuple[str, ...]
