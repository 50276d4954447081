"""What a time expression says by its words alone, before it is laid on the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """What kind of thing an expression tells."""

    CALENDAR = "calendar"  # named parts of the calendar, some of them perhaps unsaid
    SHIFT = "shift"  # so many units away from a day that is understood
    MOMENT = "moment"  # a clock time or a part of a day, the day understood
    DURATION = "duration"  # how long
    STRETCH = "stretch"  # how long, ending or beginning at a day that is understood
    SET = "set"  # how often
    VAGUE = "vague"  # now, recently, in future
    RANGE = "range"  # from one point to another


class Frame(StrEnum):
    """The day from which an expression is reckoned."""

    SPEECH = "speech"  # the day of the one who speaks: today, last week, ago
    STORY = "story"  # the day last told: the next day, later, that year


@dataclass(frozen=True, slots=True)
class Meaning:
    """The parts of an expression; whatever it leaves unsaid is ``None``.

    ``year`` is negative before Christ.  ``scale`` is ``decade`` or ``century`` when
    ``year`` is only the first of ten or a hundred.  ``step`` counts units from the frame
    (``-1`` last, ``0`` this, ``1`` next) for a :attr:`Sort.SHIFT`, and picks the last,
    this or next of that name for a calendar name.  ``count`` and ``unit`` (a TIMEX3
    designator) give lengths; ``value`` is a value that needs no day (of a set, of "at night"
    told of no night in particular); ``feast`` names one that moves; a ``count`` of ``None``
    is "several", ``most`` the largest it may be.  ``night_into`` is the night that ends on a
    day, ``loose`` "the night of" it.
    A :attr:`Sort.RANGE` runs from ``since`` to ``until``; with a ``reason`` the two are
    readings of one date between which the words do not decide.
    """

    sort: Sort
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    scale: str | None = None
    part: str | None = None
    clock: str | None = None
    zone: str | None = None
    feast: str | None = None
    mod: str | None = None
    step: float | None = None
    frame: Frame | None = None
    unit: str | None = None
    count: float | None = None
    most: float | None = None
    value: str | None = None
    reason: str | None = None
    night_into: bool = False
    loose: bool = False
    since: Meaning | None = None
    until: Meaning | None = None

    @property
    def is_full_date(self) -> bool:
        """Whether year, month and day are all said."""
        return self.sort is Sort.CALENDAR and None not in (self.year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Found:
    """An expression in a passage: character offsets into its text, and its meaning."""

    start: int
    stop: int
    meaning: Meaning
