"""Rules for the time of day: clock times in the forms people type, and parts of a day."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from crossfix.annotate.times.dates import frame_of
from crossfix.annotate.times.meanings import Frame, Meaning, Sort
from crossfix.annotate.times.rules import DIGIT, Grammar, Groups
from crossfix.annotate.times.vocabulary import (
    CLOCK,
    MERIDIEM,
    NUMBERS,
    PART,
    PARTS,
    STEPS,
    WHICH,
    ZONE,
    number_of,
    one_of,
)
from crossfix.annotate.times.zones import zone_of

GRAMMAR: Final = Grammar()
_rule = GRAMMAR.rule

_AND: Final = r"(?P<and> ?[-–—‑] ?| and | to | till | until )"
_HOUR: Final = r"(?P<hour>1[0-2]|0?[1-9])(?::(?P<minute>[0-5]\d))?"
_HOUR2: Final = r"(?P<hour2>2[0-4]|[01]?\d)(?:[:.](?P<minute2>[0-5]\d))?"
_MERIDIEM2: Final = MERIDIEM.replace("meridiem", "meridiem2")
_HOURS_WORD: Final = r"(?P<hours> ?(?:hours|hrs|h))"
_OFFSET: Final = r"(?P<offset> ?[+-]\d\d:?\d\d)"
_IN_PART: Final = r"(?: (?:in the|at) (?P<part>morning|afternoon|evening|night))"
_IN_PART2: Final = _IN_PART.replace("part", "part2")
_HOUR_WORDS: Final = [word for word, number in NUMBERS.items() if number <= 12]
_WORD_HOURS: Final = rf"(?P<word>{one_of(_HOUR_WORDS)})"


def _clock(hour: int, minute: int, half: str | None) -> str | None:
    """``HH:MM`` of a clock reading; ``half`` is a, p, or a part of the day in words."""
    if half in {"a", "p", "morning", "afternoon", "evening", "night"} and hour <= 12:
        after_noon = half in {"p", "afternoon", "evening"} or (half == "night" and 6 <= hour < 12)
        hour = hour % 12 + (12 if after_noon else 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    return f"{hour:02d}:{minute:02d}"


def _zone(groups: Groups) -> str | None:
    if groups.get("z"):
        return "UTC"
    offset = (groups.get("offset") or "").strip().replace(":", "")
    return zone_of(f"utc{offset[:3]}:{offset[3:]}" if offset else groups.get("zone"))


def _moment(groups: Groups) -> Meaning | None:
    half = groups.get("meridiem") or groups.get("part")
    clock = _clock(int(groups["hour"] or 0), int(groups.get("minute") or 0), half)
    if clock is None:
        return None
    return Meaning(Sort.MOMENT, clock=clock, zone=_zone(groups))


_CLOCKS: Final = (
    # the colon form needs no cue; the dotted one is vetoed without "time", "at" or a unit
    rf"{CLOCK}(?: ?{MERIDIEM}|{_HOURS_WORD})?{_IN_PART}?{ZONE}?",
    rf"{_HOUR} ?{MERIDIEM}{ZONE}?",
    rf"{_HOUR} ?o'clock{_IN_PART}?{ZONE}?",
    rf"{_HOUR}{_IN_PART}",
    rf"(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)(?P<z> ?z\b| ?zulu)?{_HOURS_WORD}?{ZONE}?",
    # as headers of mail have it: "14:00:05 +0300"
    rf"(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d):[0-5]\d{_OFFSET}",
    r"(?P<hour>[01]?\d|2[0-3])h(?P<minute>[0-5]\d)",
)
for _pattern in _CLOCKS:
    _rule({DIGIT}, _pattern)(_moment)


@_rule(_HOUR_WORDS, rf"{_WORD_HOURS}(?: o'clock{_IN_PART}?|{_IN_PART2})")
def _word_hour(groups: Groups) -> Meaning | None:
    hour = number_of(groups["word"] or "")
    clock = _clock(int(hour or 0), 0, groups["part"] or groups["part2"])
    return Meaning(Sort.MOMENT, clock=clock)


_SOME_MINUTES: Final = {
    "half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25,
    "twenty five": 25,
}  # fmt: skip


@_rule({"half", "quarter", "a", "five", "ten", "twenty"},
       rf"(?P<at>(?<=\bat ))?(?:a )?(?P<how>{one_of(list(_SOME_MINUTES))}) (?:minutes )?"
       rf"(?P<side>past|to) {_WORD_HOURS}{_IN_PART}?")  # fmt: skip
def _half_past(groups: Groups) -> Meaning | None:
    """'Half past three', "at twenty to four"; a bare "five to ten" is a count."""
    hour = int(number_of(groups["word"] or "") or 0)
    minute = _SOME_MINUTES[groups["how"] or "half"]
    if groups["side"] == "to":
        hour, minute = (hour - 2) % 12 + 1, 60 - minute
        if groups["how"] != "quarter" and groups["part"] is None and groups["at"] is None:
            return None
    return Meaning(Sort.MOMENT, clock=_clock(hour, minute, groups["part"]))


_RANGE_END: Final = (
    rf"(?P<am> ?[ap]\.?m\.?)?{_AND}{_HOUR2}(?: ?{_MERIDIEM2}|{_HOURS_WORD})?{_IN_PART}?{ZONE}?"
)
_RANGE_STARTS: Final = (
    _HOUR.replace(":(?P", "[:.](?P"),
    r"(?P<hour>2[0-4]|[01]\d)[:.](?P<minute>[0-5]\d)",
)


def _clock_range(groups: Groups) -> Meaning | None:
    """'Between 03:00 and 04:00 in the morning', "3-4 a.m."; needs minutes or a.m./p.m."""
    half2 = groups["meridiem2"] or groups["part"]
    both_minutes = groups["minute"] and groups["minute2"]
    if not (both_minutes or half2):
        return None
    if groups["and"] == " and " and groups.get("between") is None:
        return None  # "at 02:35 and 04:50": two moments
    half1 = (groups["am"] or "").strip()[:1] or half2
    first = _clock(int(groups["hour"] or 0), int(groups["minute"] or 0), half1)
    last = _clock(int(groups["hour2"] or 0), int(groups["minute2"] or 0), half2)
    if first is None or last is None:
        return None
    end = Meaning(Sort.MOMENT, clock=last, zone=_zone(groups))
    return Meaning(Sort.RANGE, since=replace(end, clock=first), until=end)


for _start in _RANGE_STARTS:
    _rule({DIGIT, "between"}, rf"(?P<between>between )?{_start}{_RANGE_END}")(_clock_range)


@_rule({"noon", "midday", "midnight"},
       rf"(?P<after>(?<=\bafter )|(?<=\bpast ))?(?P<before>(?<=\bbefore ))?"
       rf"(?P<name>noon|midday|midnight){ZONE}?")  # fmt: skip
def _named_hour(groups: Groups) -> Meaning | None:
    """Midnight ends a day; "after midnight on Friday" Friday has begun."""
    clock = "24:00" if groups["name"] == "midnight" else "12:00"
    if clock == "24:00" and groups["after"] is not None:
        clock = "00:00"
    elif clock == "24:00" and groups["before"] is not None:
        clock = "23:59"
    return Meaning(Sort.MOMENT, clock=clock, zone=_zone(groups))


# --- parts of a day ----------------------------------------------------------------------

_PART_STARTS: Final = {name.split("-")[0].split()[0] for name in PARTS}


@_rule(_PART_STARTS | {"the"}, rf"(?P<the>the )?{PART}(?: hours)?")
def _part(groups: Groups) -> Meaning | None:
    """A part of a day by itself; kept only where its neighbours show that it is meant."""
    name = groups["part"] or ""
    if name == "overnight":
        return Meaning(Sort.MOMENT, part="NI", step=-1, frame=Frame.SPEECH)
    usual = None if groups["the"] else f"XXXX-XX-XXT{PARTS[name][:2]}"
    return Meaning(Sort.MOMENT, part=PARTS[name], value=usual)


@_rule({*STEPS, "the", "this", "that", "tonight", "very"}, rf"{WHICH} {PART}(?: hours)?")
def _which_part(groups: Groups) -> Meaning | None:
    step, frame = frame_of(groups["which"])
    part = PARTS[groups["part"] or ""]
    if step == 1:  # "next morning" without an article, too
        frame = Frame.STORY
    return Meaning(Sort.MOMENT, part=part, step=step, frame=frame)


_DAYS: Final = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}


@_rule(_DAYS, rf"(?P<name>{'|'.join(_DAYS)})(?: {PART})?")
@_rule({"the", "day"}, r"(?:the )?day (?P<name>before yesterday|after tomorrow)")
def _deictic_day(groups: Groups) -> Meaning | None:
    name = groups["name"] or ""
    step = _DAYS.get(name, -2 if name.startswith("before") else 2)
    part = PARTS[groups["part"] or ""] if groups.get("part") else None
    if name == "tonight":
        part = "NI"
    return Meaning(Sort.SHIFT, unit="D", step=step, frame=Frame.SPEECH, part=part)
