"""Feasts that move: Easter and the days that hang on it, and the n-th weekday of a month.

Easter by the Gregorian and the Julian computus (Meeus, Astronomical Algorithms, chapter 8).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from crossfix.lexicons import load

FEASTS: Final[dict[str, list[Any]]] = load("times")["moving_feasts"]
"""Name to days after ``easter`` or ``orthodox`` Easter, or to month, ISO weekday, which one
of the month (5: the last) and days after it."""


def feast_month(name: str) -> int:
    """A month in which a feast often falls, for what needs to know it before the year."""
    first = FEASTS[name][0]
    return first if isinstance(first, int) else 4


def feast_day(name: str, year: int) -> date:
    """The day of a feast in a year from 1583 on; raises ``ValueError`` before."""
    if year < 1583:
        raise ValueError(f"feasts of {year} are of the Julian calendar")
    rule = FEASTS[name]
    if rule[0] == "easter":
        return easter(year) + timedelta(rule[1])
    if rule[0] == "orthodox":
        return orthodox_easter(year) + timedelta(rule[1])
    month, weekday, which, after = rule
    first = date(year, month, 1)
    day = first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (which - 1))
    if which == 5 and day.month != month:  # the last one of the month
        day -= timedelta(7)
    return day + timedelta(after)


def easter(year: int) -> date:
    """Easter Sunday of the Western churches."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    epact = 19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    epact %= 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Eastern churches, as a day of the Gregorian calendar."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    behind = year // 100 - year // 400 - 2
    return date(year, month, day + 1) + timedelta(behind)
