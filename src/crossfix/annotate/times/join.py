"""Neighbouring expressions that make one: a weekday and its date, a clock and its day."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from crossfix.annotate.times.meanings import Found, Frame, Meaning, Sort

_COMMA: Final = re.compile(r",? ?\(?(?:the )?")
_PART_OF: Final = re.compile(r",? (?:of |on |from |into |to )?(?:the )?(?:night of )?")
_IN_PART: Final = re.compile(r",? (?:in |at |during )?")
_CLOCK_ON: Final = re.compile(r",? (?:on |of )?(?:the )?")
_AT: Final = re.compile(r",? (?:at )?(?:about )?")
_OF: Final = re.compile(r",? (?:of )?(?:the )?")
_AND: Final = re.compile(
    r"(?:,? (?:and|to|or|until|through)| ?[-–—]|,) ?(?:(?:the|early|late|mid|of)[- ])*"
)
_BEHIND_TWIN: Final = re.compile(r"[)\]]?,? (?:on )?(?:the )?")
_TO: Final = re.compile(r"(?: ?[-–—/] ?| to | into )(?:the )?")


def join(atoms: list[Found], lower: str) -> list[Found]:
    """Join what belongs together, left to right; each pair is looked at once."""
    joined: list[Found] = []
    for atom in atoms:
        last = joined[-1] if joined else None
        if last is not None and atom.start - last.stop <= 16:
            gap = lower[last.stop : atom.start]
            meaning = _together(last.meaning, gap, atom.meaning)
            if meaning is not None:
                joined[-1] = Found(last.start, atom.stop, meaning)
                continue
        joined.append(atom)
    return _share_year(_share_day(joined, lower), lower)


def _share_day(found: list[Found], lower: str) -> list[Found]:
    """Give the day of "4 a.m. Kyiv time (02:00 UTC) on 11 February" to the clock time."""
    shared = list(found)
    for number in range(len(found) - 2):
        clock, twin, day = found[number : number + 3]
        clocks = clock.meaning.sort is Sort.MOMENT and clock.meaning.clock and twin.meaning.clock
        twins = clocks and is_twin(lower[clock.stop : twin.start])
        dated = names_day(day.meaning) and _BEHIND_TWIN.fullmatch(lower, twin.stop, day.start)
        if twins and dated:
            shared[number] = replace(clock, meaning=_dated(clock.meaning, day.meaning))
    return shared


def is_twin(gap: str) -> bool:
    """Whether what stands between two clock times makes them one moment: "4 a.m. (02:00 UTC)"."""
    return gap in {" (", "(", " / ", "/", " [", ", or "}


def _share_year(found: list[Found], lower: str) -> list[Found]:
    """Give the year of "March and April 1918" to both: the first borrows it."""
    shared = list(found)
    for number in range(len(shared) - 2, -1, -1):
        first, second = shared[number], shared[number + 1]
        if not _lacks_year(first.meaning) or second.meaning.sort is not Sort.CALENDAR:
            continue
        coordinated = _AND.fullmatch(lower, first.stop, second.start)
        if coordinated and first.meaning.day and coordinated.group().strip() == ",":
            continue  # a list of days: "Victory Day, 24 August 2024"
        if coordinated and second.meaning.year is not None and second.meaning.scale is None:
            both = replace(first.meaning, year=second.meaning.year)
            if second.meaning.month or second.meaning.season:
                shared[number] = replace(first, meaning=both)
    return shared


def _lacks_year(meaning: Meaning) -> bool:
    named = meaning.month or meaning.season
    return bool(meaning.sort is Sort.CALENDAR and named and not meaning.year) and (
        meaning.step is None
    )


def names_day(meaning: Meaning) -> bool:
    """Whether an expression means one day: a date, a weekday, "yesterday"."""
    if meaning.sort is Sort.CALENDAR:
        return meaning.day is not None or meaning.weekday is not None
    return meaning.sort is Sort.SHIFT and meaning.unit == "D" and meaning.mod != "bare"


def _is_year(meaning: Meaning) -> bool:
    parts = (meaning.month, meaning.season, meaning.quarter, meaning.half, meaning.scale)
    return meaning.sort is Sort.CALENDAR and bool(meaning.year) and not any(parts)


def _names_part_of_year(meaning: Meaning) -> bool:
    named = meaning.month or meaning.season or meaning.quarter
    lacks = meaning.sort is Sort.CALENDAR and meaning.year is None and not meaning.clock
    return bool(named) and lacks and meaning.step is None


def _is_part_of_whole(first: Meaning, second: Meaning) -> bool:
    """'The last week of August', "the last two weeks of February 1951"."""
    whole = second.sort is Sort.CALENDAR and second.day is None and second.weekday is None
    if first.sort is Sort.STRETCH:
        return whole and first.count is not None
    edge = first.sort is Sort.SHIFT and first.step == -1 and first.unit in {"D", "W", "M"}
    return whole and edge and first.frame is Frame.SPEECH and first.count is None


def _is_day_range(meaning: Meaning) -> bool:
    return meaning.since is not None and names_day(meaning.since) and not meaning.since.clock


def _is_night_open(meaning: Meaning) -> bool:
    """Whether a range of days may be told to be one night."""
    return _is_day_range(meaning) and not (meaning.part or meaning.reason)


def _is_clock(meaning: Meaning) -> bool:
    return bool((meaning.since or meaning).clock)


def _together(first: Meaning, gap: str, second: Meaning) -> Meaning | None:
    if (first.since or first).sort is Sort.MOMENT:
        return _moment_first(first, gap, second)
    if first.sort is Sort.SHIFT and first.frame is Frame.SPEECH and first.count is not None:
        return _to_the_day(first, gap, second)
    overnight = second.sort is Sort.MOMENT and second.part == "NI" and second.step == -1
    if overnight and gap in {" ", ", "} and _is_night_open(first):
        return replace(first, part="NI")  # "February 9-10, overnight"
    if first.reason and first.since and first.until:  # "11/02/2025, 21:05", whichever the month
        if second.sort is not Sort.MOMENT or not second.clock or not _AT.fullmatch(gap):
            return None
        return replace(first, since=_at_hour(first.since, second),
                       until=_at_hour(first.until, second))  # fmt: skip
    if _is_year(second) and _names_part_of_year(first) and _OF.fullmatch(gap):
        return replace(first, year=second.year)
    if _is_part_of_whole(first, second) and gap in {" of ", " of the ", " in "}:
        return Meaning(Sort.DURATION, unit=first.unit, count=first.count or 1)
    if first.unit == "W" and first.sort is Sort.SHIFT and first.step == 0 and names_day(second):
        week = second.sort is Sort.CALENDAR and second.month and gap in {" of ", " of the "}
        return replace(second, unit="W") if week else None
    return _day_first(first, gap, second) if names_day(first) and not first.clock else None


def _at_hour(day: Meaning, hour: Meaning) -> Meaning:
    return replace(day, clock=hour.clock, zone=hour.zone)


def _day_first(first: Meaning, gap: str, second: Meaning) -> Meaning | None:
    """What follows a day: its hour, its part, another day of one night, the date of a weekday."""
    if second.sort is Sort.MOMENT and second.clock and _AT.fullmatch(gap) and not first.part:
        return _at_hour(first, second)
    if second.sort is Sort.MOMENT and second.part and second.frame is None:
        if first.part == "MO:small" and second.part == "MO" and gap == " ":
            return first  # "the early hours of Tuesday morning"
        if not first.part:
            return replace(first, part=second.part) if _IN_PART.fullmatch(gap) else None
    if first.part == "NI" and names_day(second) and not second.part and _TO.fullmatch(gap):
        return _night_range(first, second)
    return _weekday_and_date(first, gap, second)


def _to_the_day(first: Meaning, gap: str, second: Meaning) -> Meaning | None:
    """'Three years ago today', "a week ago yesterday": the very day."""
    day = second.sort is Sort.SHIFT and second.unit == "D" and second.frame is Frame.SPEECH
    if not day or gap != " " or second.part or first.unit not in {"W", "M", "Y"}:
        return None
    return replace(first, mod="to the day", most=second.step) if first.step else None


def _weekday_and_date(first: Meaning, gap: str, second: Meaning) -> Meaning | None:
    """'Thursday, February 6, 2025': the date tells more, the weekday is dropped."""
    if first.sort is not Sort.CALENDAR or second.sort is not Sort.CALENDAR:
        return None
    if not _COMMA.fullmatch(gap) or not gap:
        return None
    if first.weekday and second.month and second.day and not (first.part and second.part):
        night = {"part": first.part, "loose": first.loose, "night_into": first.night_into}
        return replace(second, **night) if first.part else second  # type: ignore[arg-type]
    if second.weekday and first.month and first.day and second.step is None:
        return replace(first, part=second.part or first.part)
    return None


def _moment_first(first: Meaning, gap: str, second: Meaning) -> Meaning | None:
    if first.clock == "24:00" and second.sort is Sort.MOMENT and second.clock:
        # the midnight from which something lasts begins the day
        if gap in {" and ", " to ", " until ", " till "}:
            return Meaning(Sort.RANGE, since=replace(first, clock="00:00"), until=second)
        return None
    if _is_clock(first):
        return _clock_first(first, gap, second)
    if not _PART_OF.fullmatch(gap) or first.step not in {None, -1} or second.part:
        return None
    if _is_day_range(second):
        return replace(second, part=first.part)
    if not names_day(second):
        return None
    overnight = first.frame is Frame.SPEECH
    if first.frame is not None and not overnight:
        return None
    into = bool(re.search(r"\b(?:into|to)\b", gap))
    of = bool(re.search(r"\bof\b|\bon\b", gap)) or first.part != "NI"
    return replace(second, part=first.part, night_into=into, loose=of and not into)


def _clock_first(first: Meaning, gap: str, second: Meaning) -> Meaning | None:
    """What follows a clock time: the part of the day that it is in, or its day."""
    if first.clock and second.part and second.frame is Frame.SPEECH:
        return _clock_of_part(first, second) if _CLOCK_ON.fullmatch(gap) else None
    if first.clock and second.sort is Sort.MOMENT and second.part:
        return first if _IN_PART.fullmatch(gap) and second.frame is None else None
    if not names_day(second) or second.clock or not _CLOCK_ON.fullmatch(gap):
        return None
    return _dated(first, second)


def _clock_of_part(clock: Meaning, part: Meaning) -> Meaning | None:
    """'At eight o'clock yesterday evening': the hour is of that half of the day."""
    if clock.sort is not Sort.MOMENT or part.sort not in {Sort.MOMENT, Sort.SHIFT}:
        return None
    hour, step = int((clock.clock or "0")[:2]), part.step or 0
    if part.part in {"AF", "EV"} or (part.part == "NI" and hour >= 5):
        hour += 12 if hour < 12 else 0
    elif part.part == "NI" and step == -1 and hour < 12:
        step = 0  # two o'clock last night is of today
    reading = f"{hour:02d}{(clock.clock or '00:00')[2:]}"
    return replace(clock, sort=Sort.SHIFT, unit="D", step=step, frame=Frame.SPEECH, clock=reading)


def _dated(clock: Meaning, day: Meaning) -> Meaning:
    """A clock time, or a range of two, on a day."""
    if clock.since and clock.until:
        return replace(clock, since=_dated(clock.since, day), until=_dated(clock.until, day))
    return replace(day, clock=clock.clock, zone=clock.zone, part=None)


def _night_range(first: Meaning, second: Meaning) -> Meaning:
    """'The night of Monday to Tuesday'."""
    return Meaning(
        Sort.RANGE, since=replace(first, part=None, loose=False), until=second, part="NI"
    )
