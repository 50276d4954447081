"""Rules for names of the calendar: days, months, years, seasons, decades, centuries."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from crossfix.annotate.times.feasts import FEASTS, feast_month
from crossfix.annotate.times.meanings import Frame, Meaning, Sort
from crossfix.annotate.times.rules import DIGIT, Grammar, Groups
from crossfix.annotate.times.values import is_day
from crossfix.annotate.times.vocabulary import (
    ANY_MONTH,
    ANY_MONTH2,
    DASH,
    DAY,
    DAY2,
    FULL_WEEKDAYS,
    HOLIDAYS,
    MONTH,
    MONTH2,
    MONTH_NAME,
    MONTHS,
    OF_YEAR,
    ORDINALS,
    SEASON,
    SEASONS,
    STEPS,
    STORY_WORDS,
    TO,
    WEEKDAY,
    WEEKDAY_NAME,
    WEEKDAYS,
    WHICH,
    YEAR,
    YEAR2,
    YEAR_END,
    YEAR_REF,
    one_of,
    ordinal_of,
)

GRAMMAR: Final = Grammar()
_rule = GRAMMAR.rule

_WHICH_WORDS: Final = {*STEPS, "the", "this", "that", "its", "their", "our", "his", "very"}
ORDINAL: Final = rf"(?P<ordinal>{one_of(list(ORDINALS))}|\d{{1,2}}(?:st|nd|rd|th))"


def frame_of(which: str | None) -> tuple[float | None, Frame | None]:
    """Which of its name an expression picks, and from what day it is reckoned.

    "last May" is reckoned from the speaker's day; "the following May", "that May" and
    "the next May" from the day last told.
    """
    if not which:
        return None, None
    words = which.split()
    key = next((word for word in reversed(words) if word in STEPS), "this")
    if "this" in words and key in {"past", "coming", "current"}:
        return STEPS[key], Frame.SPEECH
    story = bool(STORY_WORDS & set(words)) or (key == "next" and words[0] != "next")
    return STEPS[key], Frame.STORY if story else Frame.SPEECH


def year_of(groups: Groups) -> int | None:
    """The year that a rule matched, if it did."""
    year = groups.get("year")
    return int(year) if year else None


def calendar(groups: Groups, **named: int | str | None) -> Meaning | None:
    """A calendar meaning with the year or "that year" of the match."""
    year = year_of(groups)
    step, frame = frame_of(groups.get("which"))
    day, month = named.get("day"), named.get("month")
    if isinstance(day, int) and isinstance(month, int) and not is_day(year or 4, month, day):
        return None
    # "March of that year": the year is a shift of its own, kept as step and unit
    unit = "Y" if step is not None and year is None else None
    return Meaning(Sort.CALENDAR, year=year, step=step, frame=frame, unit=unit, **named)  # type: ignore[arg-type]


def _day(text: str | None) -> int:
    return int(re.sub(r"\D", "", text or "0"))


# --- days ---------------------------------------------------------------------------------


@_rule({DIGIT, "the"}, rf"(?:the )?{DAY}(?: day)?(?: of|-)? ?{ANY_MONTH}"
       rf"(?:{OF_YEAR}|-{YEAR_END})?")  # fmt: skip
def _day_month(groups: Groups) -> Meaning | None:
    groups = {**groups, "year": groups["year"] or groups["year_end"]}
    return calendar(groups, day=_day(groups["day"]), month=MONTHS[groups["month"] or ""])


@_rule(MONTHS, rf"{MONTH}[ -](?:the )?{DAY}(?!,\d{{3}}\b){OF_YEAR}?")
def _month_day(groups: Groups) -> Meaning | None:
    return calendar(groups, day=_day(groups["day"]), month=MONTHS[groups["month"] or ""])


_DAY_RANGES: Final = (
    ({DIGIT, "the"}, rf"(?:the )?{DAY}(?: and |{TO})(?:the )?{DAY2}(?: of)? {ANY_MONTH}{OF_YEAR}?"),
    (MONTHS, rf"{MONTH} (?:the )?{DAY}(?: and |{TO})(?:the )?{DAY2}{OF_YEAR}?"),
    ({DIGIT}, rf"{DAY} {ANY_MONTH}{DASH}{DAY2} {ANY_MONTH2}{OF_YEAR}?"),
    (MONTHS, rf"{MONTH} {DAY}{DASH}{MONTH2} {DAY2}{OF_YEAR}?"),
)


def _day_range(groups: Groups) -> Meaning | None:
    """Two days of which one borrows its month or year: "Feb. 6-7", "28 May – 4 June"."""
    month = MONTHS[groups["month"] or ""]
    month2 = MONTHS[groups["month2"] or ""] if groups.get("month2") else month
    first = calendar(groups, day=_day(groups["day"]), month=month)
    last = calendar(groups, day=_day(groups["day2"]), month=month2)
    if first is None or last is None or (month == month2 and (first.day or 0) >= (last.day or 0)):
        return None
    return Meaning(Sort.RANGE, since=first, until=last)


for _starts, _pattern in _DAY_RANGES:
    _rule(_starts, _pattern)(_day_range)


@_rule(MONTHS, rf"{MONTH}{DASH}{MONTH2}{OF_YEAR}?")
def _months(groups: Groups) -> Meaning | None:
    first = calendar(groups, month=MONTHS[groups["month"] or ""])
    last = calendar(groups, month=MONTHS[groups["month2"] or ""])
    if first is None or last is None:
        return None
    return Meaning(Sort.RANGE, since=first, until=last)


@_rule({"the"}, r"the (?P<day>\d{1,2}(?:st|nd|rd|th))")
def _ordinal_day(groups: Groups) -> Meaning | None:
    """'On the 6th': a day of the month that was told last; vetoed before a noun."""
    day = _day(groups["day"])
    return Meaning(Sort.CALENDAR, day=day) if 1 <= day <= 31 else None


@_rule(WEEKDAYS, WEEKDAY)
@_rule(_WHICH_WORDS, rf"{WHICH} {WEEKDAY}")
def _weekday(groups: Groups) -> Meaning | None:
    step, frame = frame_of(groups.get("which"))
    return Meaning(Sort.CALENDAR, weekday=WEEKDAYS[groups["weekday"] or ""], step=step, frame=frame)


@_rule(WEEKDAYS, rf"{WEEKDAY_NAME}(?:{TO})(?P<weekday2>{one_of(FULL_WEEKDAYS)})")
def _weekdays(groups: Groups) -> Meaning | None:
    since, until = WEEKDAYS[groups["weekday"] or ""], WEEKDAYS[groups["weekday2"] or ""]
    return Meaning(Sort.RANGE, since=Meaning(Sort.CALENDAR, weekday=since),
                   until=Meaning(Sort.CALENDAR, weekday=until))  # fmt: skip


@_rule({name.split()[0].split("'")[0] for name in HOLIDAYS} | _WHICH_WORDS,
       rf"(?:{WHICH} )?(?P<name>{one_of(list(HOLIDAYS))})(?:,? (?:of )?{YEAR})?")  # fmt: skip
def _holiday(groups: Groups) -> Meaning | None:
    month, day = HOLIDAYS[groups["name"] or ""]
    step, frame = frame_of(groups["which"])
    return Meaning(
        Sort.CALENDAR, year=year_of(groups), month=month, day=day, step=step, frame=frame
    )


@_rule({name.split()[0].split("'")[0] for name in FEASTS} | _WHICH_WORDS,
       rf"(?:{WHICH} )?(?P<name>{one_of(list(FEASTS))})(?:,? (?:of )?{YEAR})?")  # fmt: skip
def _feast(groups: Groups) -> Meaning | None:
    """'Easter 2024', "last Thanksgiving": the day is known once the year is."""
    name = groups["name"] or ""
    step, frame = frame_of(groups["which"])
    return Meaning(Sort.CALENDAR, year=year_of(groups), month=feast_month(name), day=1,
                   step=step, frame=frame, feast=name)  # fmt: skip


# --- months, seasons, quarters -----------------------------------------------------------


@_rule(MONTHS, rf"{MONTH}{OF_YEAR}")
@_rule(MONTHS, MONTH_NAME)
def _month(groups: Groups) -> Meaning | None:
    return calendar(groups, month=MONTHS[groups["month"] or ""])


@_rule(_WHICH_WORDS, rf"{WHICH} {MONTH_NAME}(?! \d)")
def _which_month(groups: Groups) -> Meaning | None:
    step, frame = frame_of(groups["which"])
    return Meaning(
        Sort.CALENDAR, month=MONTHS[groups["month"] or ""], step=step, frame=frame, unit="M"
    )


@_rule({*SEASONS, "the"}, rf"(?:the )?{SEASON}(?: of|,| in)? (?:the year )?{YEAR}"
       rf"(?:{DASH}{YEAR2})?")  # fmt: skip
def _season_year(groups: Groups) -> Meaning | None:
    return calendar(groups, season=SEASONS[groups["season"] or ""])


@_rule({*SEASONS, "the"}, rf"(?:the )?{SEASON}")
@_rule({*SEASONS, "the"}, rf"(?:the )?{SEASON}(?: of|,) {YEAR_REF}")
def _season(groups: Groups) -> Meaning | None:
    return calendar(groups, season=SEASONS[groups["season"] or ""])


@_rule(_WHICH_WORDS, rf"{WHICH} {SEASON}")
def _which_season(groups: Groups) -> Meaning | None:
    step, frame = frame_of(groups["which"])
    code = SEASONS[groups["season"] or ""]
    return Meaning(Sort.CALENDAR, season=code, step=step, frame=frame, unit="season")


@_rule({*SEASONS, "the"}, rf"(?:the )?{SEASON}(?:{DASH}| and | to )(?:the )?"
       rf"(?P<season2>{one_of(list(SEASONS))})(?:(?: of|,)? {YEAR})?")  # fmt: skip
def _seasons(groups: Groups) -> Meaning | None:
    first, last = SEASONS[groups["season"] or ""], SEASONS[groups["season2"] or ""]
    if first == last:
        return None
    end = Meaning(Sort.CALENDAR, year=year_of(groups), season=last)
    return Meaning(Sort.RANGE, since=replace(end, season=first), until=end)


@_rule({*ORDINALS, "the", DIGIT, "last", "q", "this", "its", "latter"},
       rf"(?:the |this )?(?:fiscal )?{ORDINAL}[- ](?P<what>quarter|half)"
       rf"(?:(?:,| of| in)? (?:fiscal )?{YEAR}| of {YEAR_REF})?")  # fmt: skip
def _quarter(groups: Groups) -> Meaning | None:
    number = ordinal_of(groups["ordinal"] or "")
    if groups["what"] == "half":
        half = number in {1, 2} and (groups.get("year") or groups.get("which"))
        return calendar(groups, half=number) if half else None
    return calendar(groups, quarter=number) if number in {1, 2, 3, 4} else None


@_rule({"q", "h"}, rf"(?P<what>[qh])(?P<number>[1-4])(?: of|,)? ?{YEAR}")
@_rule({"q"}, r"(?P<what>q)(?P<number>[1-4])")
def _short_quarter(groups: Groups) -> Meaning | None:
    number = int(groups["number"] or 0)
    if groups["what"] == "h":
        return calendar(groups, half=number) if number < 3 else None
    return calendar(groups, quarter=number)
