"""Calendar arithmetic: points in time, their TIMEX3 values, and the days they cover."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta
from typing import Final

from crossfix.annotate.times.zones import in_utc
from crossfix.lexicons import load

SEASON_MONTHS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each season of three (northern, meteorological)."""

_HOURS: Final[dict[str, list[str]]] = load("times")["part_hours"]


@dataclass(frozen=True, slots=True)
class Point:
    """A stretch of the calendar that has a name: a day, a month, a season, a century.

    ``year`` is negative before Christ (-490 is 490 BC); for a week it is the ISO year.
    ``part`` is a TIMEX3 part of the day, ``clock`` a time ``HH:MM``.  ``loose`` marks
    "the night of" a date, which writers use for the night before as for the night after.
    """

    year: int
    month: int | None = None
    day: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    week: int | None = None
    weekend: bool = False
    scale: str | None = None
    part: str | None = None
    clock: str | None = None
    zone: str | None = None
    mod: str | None = None
    loose: bool = False

    @property
    def exact_day(self) -> date | None:
        """The day, if the point is one or lies in one, and the year has ISO days."""
        if self.month is None or self.day is None or self.year < 1:
            return None
        return date(self.year, self.month, self.day)

    @property
    def value(self) -> str:
        """The TIMEX3 value: ``2025-02-06T10:08``, ``2025-W06``, ``2025-FA``, ``BC0490``."""
        return self._calendar_value() + self._hour_value()

    def _calendar_value(self) -> str:
        year = f"{self.year:04d}" if self.year > 0 else f"BC{-self.year:04d}"
        if self.scale:
            return year[:-1] if self.scale == "decade" else year[:-2]
        if self.week is not None:
            return f"{year}-W{self.week:02d}" + ("-WE" if self.weekend else "")
        if self.season:
            return f"{year}-{self.season}"
        if self.quarter:
            return f"{year}-Q{self.quarter}"
        if self.half:
            return f"{year}-H{self.half}"
        if self.month is None:
            return year
        return f"{year}-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")

    def _hour_value(self) -> str:
        if self.clock:
            return f"T{self.clock}" + ("Z" if self.zone == "UTC" else "")
        return f"T{self.part[:2]}" if self.part else ""

    def days(self) -> tuple[date, date] | None:
        """First and last day, inclusive; ``None`` before year 1, where ISO has no days."""
        if not 1 <= self.year < MAXYEAR - 100:
            return None
        first, last = self._whole()
        length = (last - first).days + 1
        if self.mod in {"FIRST", "SECOND"}:
            middle = first + timedelta(length // 2)
            if 360 <= length <= 366:
                middle = date(self.year, 7, 1)
            return (first, middle - timedelta(1)) if self.mod == "FIRST" else (middle, last)
        if self.mod and 360 <= length <= 366:
            opens = {"START": 1, "MID": 5, "END": 9}[self.mod]
            return date(self.year, opens, 1), _month_end(self.year, opens + 3)
        if self.mod and 28 <= length <= 31:
            opens = {"START": 0, "MID": 10, "END": 20}[self.mod]
            closes = {"START": 9, "MID": 19, "END": length - 1}[self.mod]
            return first + timedelta(opens), first + timedelta(closes)
        if self.mod and length >= 7:
            third = length // 3
            if self.mod == "START":
                last = first + timedelta(third - 1)
            elif self.mod == "END":
                first = last - timedelta(third - 1)
            else:
                first, last = first + timedelta(third), last - timedelta(third)
        return first, last

    def _whole(self) -> tuple[date, date]:
        day = self.exact_day
        if day:
            return day, day
        if self.week is not None:
            monday = date.fromisocalendar(self.year, self.week, 1)
            return monday + timedelta(5 if self.weekend else 0), monday + timedelta(6)
        if self.scale:
            years = 10 if self.scale == "decade" else 100
            return date(self.year, 1, 1), date(self.year + years - 1, 12, 31)
        month, months = self._months()
        return date(self.year, month, 1), _month_end(self.year, month + months - 1)

    def _months(self) -> tuple[int, int]:
        if self.season:
            return SEASON_MONTHS[self.season], 3
        if self.quarter:
            return 3 * self.quarter - 2, 3
        if self.half:
            return 6 * self.half - 5, 6
        return (self.month, 1) if self.month else (1, 12)

    def bounds(self) -> tuple[str | None, str | None]:
        """ISO bounds, inclusive: minutes where the point has a clock or a part of a day.

        A clock time whose zone is known is told in UTC and ends in ``Z``.
        """
        days = self.days()
        if days is None:
            return None, None
        first, last = days
        if self.clock:
            known = in_utc(first, self.clock, self.zone) if self.zone else None
            if known:
                return known, known
            if self.clock == "24:00":
                midnight = f"{first + timedelta(1)}T00:00"
                return midnight, midnight
            moment = f"{first}T{self.clock[:5]}"
            return moment, moment
        if self.part is None:
            return first.isoformat(), last.isoformat()
        if self.part not in _HOURS or self.loose:
            return f"{first}T00:00", f"{last}T23:59"
        opens, closes, later = _HOURS[self.part]
        return f"{first}T{opens}", f"{last + timedelta(int(later))}T{closes}"


def _month_end(year: int, month: int) -> date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has this day; years before Christ count as leap years."""
    if not 1 <= month <= 12 or day < 1:
        return False
    return day <= calendar.monthrange(year if 1 <= year <= MAXYEAR else 4, month)[1]


def at_day(day: date) -> Point:
    """The point that is this day."""
    return Point(day.year, day.month, day.day)


def week_of(day: date, *, weekend: bool = False) -> Point:
    """The ISO week of a day."""
    year, week, _ = day.isocalendar()
    return Point(year, week=week, weekend=weekend)


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """The month so many months away; there is no year 0."""
    years, index = divmod(month - 1 + count, 12)
    return add_years(year, years), index + 1


def add_years(year: int, count: int) -> int:
    """The year so many years away; 1 BC (-1) is followed by AD 1."""
    astronomical = (year if year > 0 else year + 1) + count
    return astronomical if astronomical > 0 else astronomical - 1


def shift(point: Point, count: float, unit: str) -> Point | None:
    """The point so many units away, as exact as the unit; ``None`` if it cannot be told.

    ``unit`` is a key of the lexicon's ``units``.  A shift by weeks from a point that is
    no day, or by days from a month, tells nothing and gives ``None``.
    """
    whole = round(count)
    if unit == "Y" and count % 1 == 0.5:
        return _shift_months(point, round(12 * count), "M")
    if unit == "FN":
        unit, whole = "W", round(2 * count)
    if unit in {"Y", "DE", "CE"}:
        years = round(count * {"Y": 1, "DE": 10, "CE": 100}[unit])
        year = add_years(point.year, years)
        return Point(year) if abs(year) < MAXYEAR - 100 else None
    if unit in {"M", "Q"}:
        return _shift_months(point, whole, unit)
    day = point.exact_day
    if day is None:
        return _shift_week(point, whole) if unit in {"W", "WE"} else None
    return _shift_day(day, point, whole, unit)


def _shift_months(point: Point, count: int, unit: str) -> Point | None:
    month = point.month or (3 * point.quarter if point.quarter else None)
    if month is None:
        return None
    year, month = add_months(point.year, month, count * (3 if unit == "Q" else 1))
    if abs(year) >= MAXYEAR - 100:
        return None
    return Point(year, quarter=(month + 2) // 3) if unit == "Q" else Point(year, month)


def _shift_week(point: Point, count: int) -> Point | None:
    if point.week is None or point.year < 1:
        return None
    monday = date.fromisocalendar(point.year, point.week, 1)
    return _moved(monday, 7 * count, "W", weekend=point.weekend)


def _shift_day(day: date, point: Point, count: int, unit: str) -> Point | None:
    if unit in {"S", "M_", "H"}:
        return _shift_clock(day, point, count, unit)
    if unit in {"W", "WE"}:
        return _moved(day, 7 * count, "W", weekend=unit == "WE")
    moved = _moved(day, count, "D")
    return replace(moved, part="NI") if moved and unit == "N" else moved


def _shift_clock(day: date, point: Point, count: int, unit: str) -> Point | None:
    if not point.clock:
        return replace(at_day(day), part="XX")
    hours, minutes = int(point.clock[:2]), int(point.clock[3:5])
    total = 60 * hours + minutes + (count if unit == "M_" else 60 * count if unit == "H" else 0)
    moved = _moved(day, total // 1440, "D")
    clock = f"{total % 1440 // 60:02d}:{total % 60:02d}"
    return replace(moved, clock=clock, zone=point.zone) if moved else None


def _moved(day: date, count: int, unit: str, *, weekend: bool = False) -> Point | None:
    if not 1 <= day.toordinal() + count < date(MAXYEAR - 100, 1, 1).toordinal():
        return None
    moved = day + timedelta(count)
    return at_day(moved) if unit == "D" else week_of(moved, weekend=weekend)
