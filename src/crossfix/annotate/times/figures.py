"""Rules for dates in figures: 2025-02-12, 12.02.2025, 2/12/25, 12FEB2025, 120300ZFEB25."""

from __future__ import annotations

from typing import Final

from crossfix.annotate.times.meanings import Meaning, Sort
from crossfix.annotate.times.rules import DIGIT, Grammar, Groups
from crossfix.annotate.times.values import is_day
from crossfix.annotate.times.vocabulary import MONTHS, one_of
from crossfix.annotate.times.zones import zone_of

GRAMMAR: Final = Grammar()
_rule = GRAMMAR.rule


_ISO_CLOCK: Final = (
    r"(?P<clock>(?:[01]\d|2[0-3]):[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?"
    r"(?:(?P<z>z)|(?P<off>[+-]\d\d:\d\d))?"
)


@_rule({DIGIT}, rf"(?P<year>\d{{4}})([-/.])(?P<m>\d\d)\2(?P<d>\d\d)(?:[t ]{_ISO_CLOCK})?")
def _iso(groups: Groups) -> Meaning | None:
    year, month, day = int(groups["year"] or 0), int(groups["m"] or 0), int(groups["d"] or 0)
    if not 1000 <= year <= 2199 or not is_day(year, month, day):
        return None
    zone = "UTC" if groups["z"] else zone_of(f"utc{groups['off']}") if groups["off"] else None
    return Meaning(Sort.CALENDAR, year=year, month=month, day=day, clock=groups["clock"], zone=zone)


@_rule({DIGIT}, r"(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)")
def _figures(groups: Groups) -> Meaning | None:
    """Figures alone: dots mean day first; with slashes either may be first."""
    first, second, separator = int(groups["a"] or 0), int(groups["b"] or 0), groups["sep"]
    digits = groups["year"] or ""
    if len(digits) == 2 and (separator == "-" or (separator == "." and len(groups["b"] or "") < 2)):
        return None
    year = int(digits) if len(digits) == 4 else 2000 + int(digits) - (100 if digits > "69" else 0)
    readings = [
        Meaning(Sort.CALENDAR, year=year, month=month, day=day)
        for day, month in ((first, second), (second, first))
        if is_day(year, month, day)
    ]
    if not readings:
        return None
    if len(readings) == 1 or separator == "." or first == second:
        return readings[0]
    # day-first and month-first are both dates: kept as a choice for the context
    return Meaning(Sort.RANGE, reason="day or month first", since=readings[0], until=readings[1])


@_rule({DIGIT}, r"(?:(?<=\bon )|(?<=\bof )|(?<=\bdated ))"
       r"(?P<day>0[1-9]|[12]\d|3[01])\.(?P<m>0[1-9]|1[0-2])")  # fmt: skip
def _day_dot_month(groups: Groups) -> Meaning | None:
    """'On 05.06': the day and the month, behind words that ask for a date; no percentage."""
    day, month = int(groups["day"] or 0), int(groups["m"] or 0)
    if not is_day(4, month, day):
        return None
    return Meaning(Sort.CALENDAR, month=month, day=day, mod="dotted")


_MONTH_CODE: Final = rf"(?P<month>{one_of([name for name in MONTHS if len(name) == 3])})"


@_rule({DIGIT}, rf"(?P<day>\d\d)(?:(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d) ?(?P<z>z)?) ?"
       rf"{_MONTH_CODE} ?(?P<year>(?:20)?\d\d)")  # fmt: skip
@_rule({DIGIT}, rf"(?P<day>\d{{1,2}}){_MONTH_CODE}(?P<year>(?:19|20)\d\d|\d\d)")
def _military_date(groups: Groups) -> Meaning | None:
    """'12FEB2025', and the date-time group "120300ZFEB25"."""
    day, month = int(groups["day"] or 0), MONTHS[groups["month"] or ""]
    year = int(groups["year"] or 0)
    year += 2000 if year < 100 else 0
    if not is_day(year, month, day):
        return None
    clock = f"{groups['hour']}:{groups['minute']}" if groups.get("hour") else None
    return Meaning(Sort.CALENDAR, year=year, month=month, day=day, clock=clock,
                   zone="UTC" if groups.get("z") else None)  # fmt: skip
