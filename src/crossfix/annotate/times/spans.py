"""Rules for lengths and distances: durations, "ago" and "later", "last week", sets."""

from __future__ import annotations

import re
from typing import Final

from crossfix.annotate.times.dates import frame_of
from crossfix.annotate.times.meanings import Frame, Meaning, Sort
from crossfix.annotate.times.rules import DIGIT, Grammar, Groups
from crossfix.annotate.times.vocabulary import (
    ADVERB_SETS,
    COUNT,
    FULL_MONTHS,
    MONTHS,
    NUMBERS,
    PARTS,
    SEASONS,
    SEVERAL,
    STEPS,
    UNIT,
    UNITS,
    VAGUE,
    WEEKDAYS,
    WHICH,
    number_of,
    one_of,
)

GRAMMAR: Final = Grammar()
_rule = GRAMMAR.rule

_COUNTS: Final = {
    *NUMBERS, DIGIT, "a", "an", "half", "hundred", "few", "several", "couple", "some", "many",
    "dozens", "numerous", "the", "these", "those", "last", "past",
}  # fmt: skip
_WHICH_WORDS: Final = {*STEPS, "the", "this", "that", "its", "their", "our", "his", "very"}
_PLURALS: Final = one_of([name for name in UNITS if name.endswith("s") and len(name) > 4])
_SINGULARS: Final = ("hour", "day", "week", "month", "year", "decade", "century", "night")
_FULL: Final = (
    r"(?:(?:full|more|consecutive|straight|long|additional|whole|further|entire|other|solid"
    r"|intense|short|calendar|working|business|extra|successive|brief)[ -])?"
)
_CLOCK_UNITS: Final = {"S": "S", "M_": "M", "H": "H"}


def length(count: float | None, unit: str) -> str:
    """The TIMEX3 value of a length: ``P2W``, ``PT72H``, ``PXD``, ``P1Y6M``."""
    if unit == "N":
        unit = "D"
    if unit == "FN":
        unit, count = "W", count and 2 * count
    if unit in {"DE", "CE"}:
        unit, count = "Y", count and count * (10 if unit == "DE" else 100)
    clock = unit in _CLOCK_UNITS
    head, name = ("PT", _CLOCK_UNITS[unit]) if clock else ("P", unit)
    if unit == "WE":
        head, name = "P", "WE"
    if count is None:
        return f"{head}X{name}"
    if count % 1 == 0.5:
        whole = f"{int(count)}{name}" if count > 1 else ""
        rest = {"Y": "6M", "H": "30M", "M_": "30S", "D": "T12H"}.get(unit)
        if rest:
            return f"{head}{whole}{rest}"
    return f"{head}{int(count) if count % 1 == 0 else count}{name}"


def _amount(groups: Groups) -> tuple[float | None, float | None]:
    """The least and the most that a count says; the least is ``None`` for "several"."""
    if groups.get("some"):
        words = (groups["some"] or "").split()
        bound = next((SEVERAL[word] for word in words if word in SEVERAL), SEVERAL["many"])
        if "couple" in words:
            return 2, bound[1]
        return None, bound[1]
    count = number_of(groups["count"] or "1")
    if count is not None and groups.get("halves"):
        count += 0.5
    most = number_of(groups["count2"] or "") if groups.get("count2") else None
    return count, most if most is not None else count


def _unit(groups: Groups) -> str:
    return UNITS[groups["unit"] or ""]


def _is_count_of(groups: Groups, unit: str) -> bool:
    """Whether "a quarter", "a second" and the like are lengths of time."""
    count = groups.get("count") or ""
    if count in {"a", "an", "half a", "half an"} and unit in {"Q", "S", "N"}:
        return False
    if re.fullmatch(r"1[5-9]\d\d|20[0-4]\d", count):  # a year: "the 1988 quarter"
        return False
    plural = (groups["unit"] or "").endswith("s")
    if plural and count in {"a", "an"}:
        return False
    return not (unit == "Q" and groups.get("some")) and not (unit == "S" and not plural)


# --- how long ----------------------------------------------------------------------------


@_rule(_COUNTS, rf"{COUNT}(?: |-){_FULL}{UNIT}(?P<and_half> and a half)?"
       r"(?P<long>[- ]long)?(?: or (?:so|more|two|less))?")  # fmt: skip
@_rule({DIGIT}, r"(?P<count>\d+)(?P<unit>h|hrs?|min|mins|sec|secs)(?P<and_half>)(?P<long>)")
def _duration(groups: Groups) -> Meaning | None:
    unit = UNITS.get(groups["unit"] or "", "H")
    if not _is_count_of(groups, unit):
        return None
    count, most = _amount(groups)
    if count is not None and groups["and_half"]:
        count += 0.5
    return Meaning(Sort.DURATION, count=count, most=most, unit=unit)


@_rule(set(UNITS), rf"(?P<unit>{_PLURALS})(?P<long>-long)?")
@_rule(_SINGULARS, rf"(?P<unit>{'|'.join(_SINGULARS)})(?P<long>[- ]?long)")
def _bare_length(groups: Groups) -> Meaning | None:
    """'Years', "months-long"; a bare plural is vetoed without "for", "within" ..."""
    unit = _unit(groups)
    plural = (groups["unit"] or "").endswith("s")
    count = None if plural else 1
    return Meaning(Sort.DURATION, count=count, most=99, unit=unit, mod="long" if groups["long"]
                   else "bare")  # fmt: skip


@_rule(_WHICH_WORDS | {"recent"},
       rf"(?:{WHICH}|(?:the )?(?P<recent>recent)) (?:{COUNT} )?{_FULL}{UNIT}")  # fmt: skip
def _stretch(groups: Groups) -> Meaning | None:
    """'The past few days', "the next two weeks", "recent months", "the past week"."""
    unit = _unit(groups)
    named = groups["unit"] or ""
    counted = groups.get("some") or groups.get("count")
    which = groups["which"] or ""
    plural = named.endswith("s") or named == "centuries"
    past_one = which in {"the past", "past"} and not plural
    if not (counted or plural or past_one):
        return None
    step, frame = frame_of(which or "last")
    if step == 0:
        return None
    if groups["recent"]:
        return Meaning(Sort.SHIFT, unit=unit, count=-1, most=7, frame=Frame.SPEECH, mod="recent")
    count, most = _amount(groups) if counted else ((None, 7) if plural else (1, 1))
    return Meaning(Sort.STRETCH, count=count, most=most, unit=unit, step=step, frame=frame)


@_rule({"the", *STEPS, "first", "final", "opening", "early", "initial"},
       rf"(?:the )?(?:first|final|opening|initial|entire|whole) {COUNT} {UNIT}")  # fmt: skip
def _first_length(groups: Groups) -> Meaning | None:
    count, most = _amount(groups)
    return Meaning(Sort.DURATION, count=count, most=most, unit=_unit(groups))


# --- how far from a day that is understood ---------------------------------------------

_SIDES: Final = {"ago": -1, "earlier": -1, "before": -1, "previously": -1, "prior": -1,
                 "later": 1, "after": 1, "afterwards": 1, "afterward": 1, "from now": 1,
                 "hence": 1, "on": 1, "thereafter": 1}  # fmt: skip


@_rule(_COUNTS | set(UNITS), rf"(?:{COUNT}(?: |-){_FULL})?{UNIT}(?P<and_half> and a half)?"
       r"(?: or (?:so|more|two))?"
       r" (?P<side>ago|earlier|previously|later|afterwards?|thereafter|from now|hence"
       r"|(?:before|after|prior)(?= ?[.,;:)\n]| ?$))(?P<exact> to the day)?")  # fmt: skip
def _distance(groups: Groups) -> Meaning | None:
    unit = _unit(groups)
    if not _is_count_of(groups, unit):
        return None
    count: float | None = None
    most: float | None = 99
    if groups["some"] or groups["count"]:
        count, most = _amount(groups)
    elif not (groups["unit"] or "").endswith("s"):
        return None
    if count is not None and groups["and_half"]:
        count += 0.5
    side = groups["side"] or ""
    frame = Frame.SPEECH if side in {"ago", "from now", "hence"} else Frame.STORY
    sign = _SIDES[side]
    step = None if count is None else sign * count
    if groups["exact"]:
        return Meaning(Sort.SHIFT, unit=unit, step=step, count=float(sign), most=0, frame=frame,
                       mod="to the day")  # fmt: skip
    return Meaning(Sort.SHIFT, unit=unit, step=step, count=float(sign), most=most, frame=frame)


@_rule(_WHICH_WORDS, rf"{WHICH} {UNIT}")
def _which_unit(groups: Groups) -> Meaning | None:
    """'Last week', "this year", "the next day", "that month"."""
    name, unit = groups["unit"] or "", _unit(groups)
    which = groups["which"] or ""
    if name.endswith("s") or unit in {"S", "M_", "H"} or which in {"the past", "past"}:
        return None
    step, frame = frame_of(which)
    if unit == "D" and step == 1:  # "next day" without an article, too
        frame = Frame.STORY
    return Meaning(Sort.SHIFT, unit=unit, step=step, frame=frame)


@_rule({"the", *_SINGULARS}, r"(?:the )?(?P<unit>weekend|night|week|month|year|decade|century) "
       r"(?P<side>before last|after next)")  # fmt: skip
def _before_last(groups: Groups) -> Meaning:
    """'The week before last', "the month after next"."""
    step = -2 if groups["side"] == "before last" else 2
    return Meaning(Sort.SHIFT, unit=_unit(groups), step=step, frame=Frame.SPEECH)


@_rule({"the"}, r"the (?P<unit>day|night|week|month|year|decade) (?P<side>before|after)"
       r"(?= ?[.,;:)\n]| ?$)")  # fmt: skip
def _day_before(groups: Groups) -> Meaning:
    """'The day before' the one told last; "the day before the vote" is another matter."""
    step = -1 if groups["side"] == "before" else 1
    return Meaning(Sort.SHIFT, unit=_unit(groups), step=step, frame=Frame.STORY)


@_rule({"the"}, r"the (?P<unit>day|weekend|week|month|decade|century)")
def _the_unit(groups: Groups) -> Meaning | None:
    """'The year': the one last told; kept only behind "the end of", "later in" ..."""
    if groups["unit"] == "weekend":
        return Meaning(Sort.SHIFT, unit="WE", step=0, frame=Frame.SPEECH, mod="nearest")
    # "the day" is the one last told; "the year" is the speaker's, outside a history
    frame = Frame.STORY if groups["unit"] == "day" else Frame.SPEECH
    return Meaning(Sort.SHIFT, unit=_unit(groups), step=0, frame=frame, mod="bare")


@_rule({"this", "that", "the"}, r"(?:this|that|the same) (?:very )?(?:period|time|point in time)")
def _same_time(_groups: Groups) -> Meaning:
    """'During that period', "by this time": what was told last, where a story is told."""
    return Meaning(Sort.SHIFT, unit="SAME", step=0, frame=Frame.STORY)


@_rule({"month", "year", "week", "day"}, r"(?P<unit>month|year|week|day)(?:'s end|[- ]end(?!s))")
def _unit_end(groups: Groups) -> Meaning | None:
    return Meaning(Sort.SHIFT, unit=_unit(groups), step=0, frame=Frame.SPEECH, mod="END")


# --- how often ----------------------------------------------------------------------------

_EACH: Final = {"other": 2, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_NAMES: Final = one_of([*UNITS, *WEEKDAYS, *PARTS, *SEASONS, *FULL_MONTHS])


@_rule({"each", "every"}, rf"(?:each|every)(?: and every)?(?: single)?"
       rf"(?: (?P<other>{one_of(list(_EACH))})(?= ))? (?:{COUNT} )?(?P<name>{_NAMES})")  # fmt: skip
def _set(groups: Groups) -> Meaning | None:
    name = groups["name"] or ""
    if name == "second":
        return None  # "every second house"
    if name in WEEKDAYS:
        value = f"XXXX-WXX-{WEEKDAYS[name]}"
    elif name in PARTS:
        value = f"XXXX-XX-XXT{PARTS[name][:2]}"
    elif name in SEASONS:
        value = f"XXXX-{SEASONS[name]}"
    elif name in FULL_MONTHS:
        value = f"XXXX-{MONTHS[name]:02d}"
    else:
        counted = groups.get("count") or groups.get("some")
        count = _amount(groups)[0] if counted else _EACH.get(groups["other"] or "", 1)
        value = length(count, UNITS[name])
    return Meaning(Sort.SET, value=value)


@_rule({"once", "twice", "thrice", *_COUNTS},
       rf"(?:once|twice|thrice|{COUNT} times) (?:an?|each|every|per) (?P<name>hour|day|night|week"
       r"|month|year)")  # fmt: skip
def _so_often(groups: Groups) -> Meaning | None:
    return Meaning(Sort.SET, value=length(1, UNITS[groups["name"] or ""]))


@_rule({f"{name}s" for name in WEEKDAYS if len(name) > 5} | {"weekends"},
       rf"(?P<name>{one_of([name for name in WEEKDAYS if len(name) > 5])}|weekend)s")  # fmt: skip
def _plural_weekday(groups: Groups) -> Meaning | None:
    number = WEEKDAYS.get(groups["name"] or "", "WE")
    return Meaning(Sort.SET, value=f"XXXX-WXX-{number}")


@_rule({name for name in WEEKDAYS if len(name) > 5},
       rf"(?P<name>{one_of([name for name in WEEKDAYS if len(name) > 5])}) "
       r"(?P<part>mornings|afternoons|evenings|nights)")  # fmt: skip
def _weekday_parts(groups: Groups) -> Meaning | None:
    """'Tuesday nights'."""
    part = PARTS[groups["part"] or ""]
    return Meaning(Sort.SET, value=f"XXXX-WXX-{WEEKDAYS[groups['name'] or '']}T{part}")


@_rule({word.split()[0] for word in ADVERB_SETS}, rf"(?P<name>{one_of(list(ADVERB_SETS))})")
def _adverb_set(groups: Groups) -> Meaning | None:
    return Meaning(Sort.SET, value=ADVERB_SETS[groups["name"] or ""])


@_rule({word.split()[0].split("-")[0] for word in VAGUE}, rf"(?P<name>{one_of(list(VAGUE))})")
def _vague(groups: Groups) -> Meaning | None:
    return Meaning(Sort.VAGUE, value=VAGUE[groups["name"] or ""])
