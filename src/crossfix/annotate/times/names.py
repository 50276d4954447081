"""Which Monday, which May, which winter: names of the calendar given their year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from crossfix.annotate.times.feasts import feast_day
from crossfix.annotate.times.meanings import Frame, Meaning
from crossfix.annotate.times.values import (
    SEASON_MONTHS,
    Point,
    at_day,
    is_day,
)

_TURN_OF_YEAR: Final = 6
_AHEAD_OF_PAST: Final = 75
_BEHIND_FUTURE: Final = 45
"""Days by which a date may lie on the wrong side of its verb: a verb nearby is often
not the verb of the date ("said that the offer expires on Nov. 21")."""

Base = tuple[Point, str | None]
"""A point to reckon from, and the id of the record that gives it."""

NO_BASE: Final = "no publication date: give --published"
NOTHING_TOLD: Final = "no date told before it to reckon from"


class UnanchoredError(Exception):
    """An expression has nothing to be reckoned from; ``reason`` says what is missing."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Bases:
    """What a calendar name can be reckoned from.

    ``now`` is the speaker's day; ``told`` and ``told_day`` the last date and the last
    exact day of the story.
    """

    now: Base | None
    told: Base | None
    told_day: Base | None
    narrative: bool
    tense: int
    year: int | None = None


def calendar_point(meaning: Meaning, bases: Bases) -> Base:
    """The point that a calendar name means, and the id of what it was reckoned from.

    Raises :class:`UnanchoredError`.
    """
    now, told, told_day, narrative = bases.now, bases.told, bases.told_day, bases.narrative
    tense = bases.tense
    if meaning.year is not None and meaning.scale != "short":
        return _whole(meaning, meaning.year), None
    if meaning.scale == "short":
        point, anchor = _base(told if narrative else now or told)
        return _short_year(meaning.year or 0, point.year), anchor
    follow = narrative or meaning.frame is Frame.STORY
    if meaning.weekday is not None:
        base = told_day if follow and told_day else now or told_day
        point, anchor = _base(base)
        return _weekday(meaning, point, tense, from_story=base is told_day), anchor
    base = (told if follow and told else now) or told
    if meaning.frame is Frame.SPEECH and not (narrative and meaning.step == 0):
        base = now or told
    if meaning.month is None and meaning.day is not None:
        point, anchor = _base(told_day or base)
        return _day_of_month(meaning.day, point), anchor
    point, anchor = _base(base)
    if meaning.unit == "Y":
        return _whole(meaning, point.year + int(meaning.step or 0)), anchor
    from_story = base is told
    if bases.year is not None:
        return _whole(meaning, bases.year), anchor
    return _whole(meaning, _year_of(meaning, point, tense, from_story=from_story)), anchor


def _base(base: Base | None) -> Base:
    if base is None:
        raise UnanchoredError(NO_BASE)
    return base


def _whole(meaning: Meaning, year: int) -> Point:
    """The point with its year; raises :class:`UnanchoredError` for 29 February of most years."""
    if meaning.feast:
        return at_day(feast_day(meaning.feast, year))
    if meaning.month and meaning.day and not is_day(year, meaning.month, meaning.day):
        raise UnanchoredError(f"{year} has no such day")
    return Point(year, meaning.month, meaning.day, meaning.season, meaning.quarter,
                 meaning.half, scale=meaning.scale)  # fmt: skip


def _short_year(digits: int, near: int) -> Point:
    """'44 as the year of that ending nearest to what is known, not far ahead of it."""
    centuries = [near // 100 * 100 + shift + digits for shift in (-100, 0, 100)]
    return Point(min(centuries, key=lambda year: (year > near + 10, abs(year - near))))


def _weekday(meaning: Meaning, base: Point, tense: int, *, from_story: bool) -> Point:
    day = base.exact_day
    if day is None:
        raise UnanchoredError(NOTHING_TOLD)
    ahead = ((meaning.weekday or 1) - day.isoweekday()) % 7
    step = meaning.step
    if step == -1:
        return at_day(day - timedelta(7 - ahead))
    if step == 1:
        return at_day(day + timedelta(ahead or 7))
    if from_story:
        return at_day(day + timedelta(ahead))
    if step == 0:  # "this Friday" of the same week
        return at_day(day + timedelta((meaning.weekday or 1) - day.isoweekday()))
    forward = tense > 0
    return at_day(day + timedelta(ahead if forward else ahead - 7 if ahead else 0))


def _day_of_month(day: int, base: Point) -> Point:
    if base.month is None or not is_day(base.year, base.month, day):
        raise UnanchoredError(NOTHING_TOLD)
    return Point(base.year, base.month, day)


def _year_of(meaning: Meaning, base: Point, tense: int, *, from_story: bool) -> int:
    """The year of a name that has none: of last, this or next; by tense; or the nearest."""
    month = _opening(meaning)
    here = base.month or _middle(base)
    if meaning.step == -1:
        return base.year - (month >= here)
    if meaning.step == 1:
        return base.year + (month <= here)
    if from_story and meaning.step is None:
        return _year_in_story(base, month)
    if meaning.step == 0 and (from_story or not meaning.season):
        return base.year
    return _nearest(meaning, base, tense)


def _opening(meaning: Meaning) -> int:
    """The month with which the named stretch begins."""
    if meaning.season:
        return SEASON_MONTHS[meaning.season]
    if meaning.quarter:
        return 3 * meaning.quarter - 2
    if meaning.half:
        return 6 * meaning.half - 5
    return meaning.month or 1


def _middle(base: Point) -> int:
    if base.season:
        return SEASON_MONTHS[base.season]
    if base.quarter:
        return 3 * base.quarter - 2
    return 7 if base.half == 2 else 1


def _nearest(meaning: Meaning, base: Point, tense: int) -> int:
    """The year that puts a date nearest to the speaker's day, on the side of the tense.

    Writers name the year of what lies far off, so the nearest is right unless the verb
    speaks against it: a past verb bars what is well ahead, a future one what is behind.
    """
    today = base.exact_day or date(base.year, base.month or 1, 1)
    distances: list[tuple[int, int]] = []
    for year in range(today.year - 4, today.year + 5):
        if meaning.day and not is_day(year, meaning.month or 1, meaning.day):
            continue
        first, last = _whole(meaning, year).days() or (today, today)
        ahead = (first - today).days if first > today else min(0, (last - today).days)
        far_ahead = ahead > (0 if tense < -1 else _AHEAD_OF_PAST)
        barred = (tense < 0 and far_ahead) or (tense > 0 and ahead < -_BEHIND_FUTURE)
        distances.append((abs(ahead) + 10_000 * barred, year))
    return min(distances)[1]


def _year_in_story(base: Point, month: int) -> int:
    """The year of a name that follows a date told: a story goes forward.

    After a date late in a year, an early month is one of the next year.
    """
    here = base.month or 0
    return base.year + (here - month >= _TURN_OF_YEAR)
