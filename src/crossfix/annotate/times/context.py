"""What an expression can be reckoned from, and what comes of reckoning it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from crossfix.annotate.times.names import NO_BASE, NOTHING_TOLD, UnanchoredError
from crossfix.annotate.times.values import Point, at_day
from crossfix.model import TimeType


class Beside(Enum):
    """How an expression stands to the one before it."""

    APART = "apart"
    SENTENCE = "sentence"  # in one sentence
    TWIN = "twin"  # the same moment in another zone, in brackets


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression can be reckoned from, and how.

    ``now`` is the dateline and ``now_id`` the record that gives it; ``told`` is the last
    date told and ``told_day`` the last exact day, with the ids of their records;
    ``local`` says whether ``told_day`` stands in the same segment.  ``tense`` is -1 for
    past, 1 for future, 0 where the verb does not tell.  ``narrative`` follows the story
    for whatever is not expressly reckoned from the speaker's day; ``year`` is the year that
    the whole of the story gives a name that lacks one.
    ``quarter`` is the quarter of a year that was told last; ``zone`` the time zone
    that the report says its clock times are in.  ``night`` is the day on which the night
    began that is being told of, ``beside`` how the expression stands to the one before it.
    """

    now: date | None = None
    now_id: str | None = None
    told: Point | None = None
    told_id: str | None = None
    told_day: Point | None = None
    told_day_id: str | None = None
    local: bool = False
    narrative: bool = False
    tense: int = 0
    day_first: bool | None = None
    year: int | None = None
    quarter: Point | None = None
    quarter_id: str | None = None
    zone: str | None = None
    night: date | None = None
    beside: Beside = Beside.APART


@dataclass(frozen=True, slots=True)
class Resolved:
    """An expression resolved, or the reason why it is not.

    ``point`` is what later expressions may be reckoned from.
    """

    type: TimeType
    value: str | None = None
    earliest: str | None = None
    latest: str | None = None
    anchor: str | None = None
    reason: str | None = None
    point: Point | None = None


def speech_day(context: Context) -> tuple[Point, str | None]:
    """The day of the one who speaks, and the id of the record that gives it."""
    if context.now is None:
        raise UnanchoredError(NO_BASE)
    return at_day(context.now), context.now_id


def story_point(context: Context, *, day: bool) -> tuple[Point, str | None]:
    """The date last told (the last exact day, if one is needed), else the speaker's."""
    if day and context.told_day and (context.local or context.narrative):
        return context.told_day, context.told_day_id
    if not day and context.told and (context.local or context.narrative):
        return context.told, context.told_id
    if context.narrative and context.told:
        raise UnanchoredError(NOTHING_TOLD)
    return speech_day(context)
