"""The years that a history leaves unsaid, told by the whole of its story.

A history goes forward, mostly; where it goes back or glances at another age, the dates
around say so.  "In January" between "1941" and "April 1942" is the January on the way from
the one to the other.  The cheapest way through all dates of a text (Viterbi's algorithm over
the few years that each could be of) gives every name of a month or season its year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from crossfix.annotate.times.meanings import Frame, Meaning, Sort
from crossfix.annotate.times.values import SEASON_MONTHS

_AHEAD: Final = 1.0
"""What a month forward costs."""

_BACK: Final = 1.5
"""What a month back costs, besides the turn itself."""

_TURN: Final = 3.0
_FAR: Final = 12
"""Months beyond which a leap costs no more."""

_ASIDE: Final = 12.0
"""What it costs to take a year for an aside, after which the story goes on where it was."""

_DATED_ASIDE: Final = 24.0
"""The same for a month or a day with its year, which a glance at another age seldom names."""

_THIRDS: Final = {"START": 0, "MID": 4, "END": 8}
"""Months by which "early", "mid" and "late" in a year lie behind its beginning."""

_WAYS: Final = 8
"""How many ways through the story are kept at each date."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Months in a row, counted from the year 0, both inclusive."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Way:
    """A way through the story so far: where it stands, its cost, the years it gave."""

    here: _Stretch | None
    cost: float = 0.0
    number: int = -1
    year: int | None = None
    before: _Way | None = None


def tell_years(meanings: Sequence[Meaning]) -> dict[int, int | None]:
    """Index of a meaning to the year that the story gives it, where it names none.

    ``None`` stands at a date that is an aside, which the story does not follow.
    """
    ways = [_Way(None)]
    opening = _opening_year(meanings)
    if opening is None:
        return {}
    for number, meaning in enumerate(meanings):
        first = meaning.since or meaning
        if first.sort not in {Sort.CALENDAR, Sort.SHIFT}:
            continue  # a length or a clock time takes the story nowhere
        stepped = [step for way in ways for step in _steps(way, number, first, opening)]
        best: dict[_Stretch | None, _Way] = {}
        for way in sorted(stepped, key=lambda way: way.cost):
            best.setdefault(way.here, way)
        ways = list(best.values())[:_WAYS]
    return dict(_given(ways[0]))


def _opening_year(meanings: Iterable[Meaning]) -> int | None:
    for meaning in meanings:
        first = meaning.since or meaning
        if _is_dated(first):
            return first.year
    return None


def _given(way: _Way | None) -> Iterator[tuple[int, int | None]]:
    while way is not None:
        if way.number >= 0:
            yield way.number, way.year
        way = way.before


def _is_dated(meaning: Meaning) -> bool:
    return meaning.sort is Sort.CALENDAR and meaning.year is not None and meaning.scale is None


def is_open(meaning: Meaning) -> bool:
    """Whether an expression names a part of the year and leaves the year to the story."""
    named = meaning.month or meaning.season or meaning.quarter or meaning.half
    lacks = meaning.sort is Sort.CALENDAR and meaning.year is None and meaning.unit != "Y"
    return bool(named) and lacks and meaning.step is None


def _stretch(meaning: Meaning, year: int) -> _Stretch:
    """The months of a calendar name in a year."""
    first, months = 1, 12
    if meaning.month:
        first, months = meaning.month, 1
    elif meaning.season:
        first, months = SEASON_MONTHS[meaning.season], 3
    elif meaning.quarter:
        first, months = 3 * meaning.quarter - 2, 3
    elif meaning.half:
        first, months = 6 * meaning.half - 5, 6
    begin = 12 * year + first - 1
    if meaning.mod in _THIRDS and months == 12:
        return _Stretch(begin + _THIRDS[meaning.mod], begin + _THIRDS[meaning.mod] + 3)
    return _Stretch(begin, begin + months - 1)


def _steps(way: _Way, number: int, meaning: Meaning, opening: int) -> Iterator[_Way]:
    """Where a way can go on with the next expression."""
    if _is_dated(meaning):
        there = _stretch(meaning, meaning.year or 0)
        yield replace(way, here=_meet(way.here, there), cost=way.cost + _leap(way.here, there))
        if way.here is not None:
            aside = _DATED_ASIDE if meaning.month or meaning.season else _ASIDE
            yield _Way(way.here, way.cost + aside, number, None, way)
    elif is_open(meaning):
        for year in _years_near(way.here, opening):
            there = _stretch(meaning, year)
            cost = way.cost + _leap(way.here, there)
            yield _Way(_meet(way.here, there), cost, number, year, way)
    else:
        yield replace(way, here=_moved(way.here, meaning))


def _years_near(here: _Stretch | None, opening: int) -> range:
    if here is None:
        return range(opening - 1, opening + 1)
    return range(here.first // 12 - 1, here.last // 12 + 2)


def _meet(here: _Stretch | None, there: _Stretch) -> _Stretch:
    """Where the story stands: "1941" after "December 1941" moves it no further."""
    if here is not None and there.first <= here.first and here.last <= there.last:
        return here
    return there


def _leap(here: _Stretch | None, there: _Stretch) -> float:
    """What it costs to go from one stretch to the other."""
    if here is None:
        return 0.0
    if there.first > here.last:
        return _AHEAD * min(there.first - here.last, _FAR)
    if there.last < here.first:
        return _TURN + _BACK * min(here.first - there.last, _FAR)
    return 0.0


def _moved(here: _Stretch | None, meaning: Meaning) -> _Stretch | None:
    """Where "the following year" or "two months later" takes the story."""
    if here is None or meaning.frame is not Frame.STORY or not meaning.step:
        return here
    if meaning.unit == "Y" and meaning.sort in {Sort.SHIFT, Sort.CALENDAR}:
        year = here.first // 12 + round(meaning.step)
        return _stretch(meaning, year)
    if meaning.unit == "M" and meaning.sort is Sort.SHIFT:
        month = here.first + round(meaning.step)
        return _Stretch(month, month)
    return here
