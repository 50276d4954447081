"""Days counted from the beginning of a war: anniversaries, and "day 1,085 of the war".

Beginnings that reports count from are in the lexicon.  "The third anniversary of the
full-scale invasion" names one of them; "day 1,085 of the war" names none, and is the day
that one of the wars known gives beside the speaker's own, or has no value.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from crossfix.annotate.times.dates import ORDINAL
from crossfix.annotate.times.meanings import Meaning, Sort
from crossfix.annotate.times.rules import DIGIT, Grammar, Groups
from crossfix.annotate.times.vocabulary import ORDINALS, one_of, ordinal_of
from crossfix.lexicons import load

GRAMMAR: Final = Grammar()
_rule = GRAMMAR.rule

_BEGINNINGS: Final[dict[str, date]] = {
    name: date.fromisoformat(day)
    for day, names in load("times")["beginnings"].items()
    for name in names
}
_WARS: Final = sorted({date.fromisoformat(day) for day in load("times")["wars"]["began"]})
UNTOLD: Final = "the day from which it is counted is not told"

_START: Final = r"(?:the )?(?:(?:start|beginning|outbreak|onset|launch) of (?:the )?)?"
_WHOSE: Final = r"(?:(?:russia|russia's|moscow's|putin's|russian|ukraine's|germany's|nazi) )?"
_NAMED: Final = rf"{_START}{_WHOSE}(?P<named>{one_of(list(_BEGINNINGS))})"
_WAR: Final = rf"{_START}(?P<war>war|invasion|operation|campaign|conflict|aggression|offensive)"
_OF: Final = rf" of (?:{_NAMED}|{_WAR})"
_NUMBER: Final = r"(?P<number>\d{1,2},\d{3}|\d{1,4})"
_NTH: Final = rf"(?:{ORDINAL}|(?P<nth>\d{{1,2}},\d{{3}}|\d{{3,4}})(?:st|nd|rd|th))"


def _count(groups: Groups) -> int:
    told = groups.get("number") or groups.get("nth")
    if told:
        return int(told.replace(",", ""))
    return ordinal_of(groups.get("ordinal") or "") or 0


@_rule({"the", "a", *ORDINALS, DIGIT, "anniversary"},
       rf"(?:the )?(?:{_NTH} )?(?:year )?anniversary{_OF}")  # fmt: skip
def _anniversary(groups: Groups) -> Meaning | None:
    """'The third anniversary of the full-scale invasion', "the anniversary of D-Day"."""
    years, named = _count(groups), groups["named"]
    if named is None:
        return Meaning(Sort.CALENDAR, mod="counted", unit="Y", count=years, month=1, day=1)
    began = _BEGINNINGS[named]
    year = began.year + years if years else None
    return Meaning(Sort.CALENDAR, year=year, month=began.month, day=began.day)


@_rule({"day"}, rf"day {_NUMBER}{_OF}")
@_rule({"the", *ORDINALS, DIGIT}, rf"(?:the )?{_NTH} day{_OF}")
def _day_of_war(groups: Groups) -> Meaning | None:
    """'Day 1,085 of the war', "the 100th day of the full-scale invasion"."""
    days, named = _count(groups), groups["named"]
    if not days:
        return None
    if named is None:
        return Meaning(Sort.CALENDAR, mod="counted", unit="D", count=days, month=1, day=1)
    day = _BEGINNINGS[named] + timedelta(days - 1)
    return Meaning(Sort.CALENDAR, year=day.year, month=day.month, day=day.day)


def counted_day(count: int, unit: str, now: date) -> date | None:
    """The day that a count from the beginning of some known war gives beside ``now``.

    Days are counted from 1, and reports are a few days late; an anniversary is spoken of some
    weeks before and, where it is said which one, for a year after.  ``None`` where no known
    war fits, or more than one.
    """
    ahead = timedelta(3 if unit == "D" else 60 if count else 21)
    behind = timedelta(366) if unit == "Y" and count else ahead
    days: set[date] = set()
    for began in _WARS:
        if unit == "D":
            days.add(began + timedelta(count - 1))
        else:
            years = count or now.year - began.year
            days.add(date(began.year + years, began.month, began.day))
    near = {day for day in days if -behind <= day - now <= ahead}
    return near.pop() if len(near) == 1 else None
