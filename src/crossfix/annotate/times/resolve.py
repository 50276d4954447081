"""From meaning to value: a time expression laid on the calendar.

What an expression leaves unsaid is taken from the day of the speaker or, in a story,
from the day last told (the two modes of HeidelTime, Strötgen & Gertz 2013).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from crossfix.annotate.times.context import Context, Resolved, speech_day, story_point
from crossfix.annotate.times.counted import UNTOLD, counted_day
from crossfix.annotate.times.meanings import Frame, Meaning, Sort
from crossfix.annotate.times.moments import moment_point
from crossfix.annotate.times.names import (
    NO_BASE,
    NOTHING_TOLD,
    Bases,
    UnanchoredError,
    calendar_point,
)
from crossfix.annotate.times.spans import length
from crossfix.annotate.times.stretches import day_away, stretch, vague, vague_distance
from crossfix.annotate.times.values import Point, at_day, shift, week_of
from crossfix.model import TimeType

AMBIGUOUS: Final = "day first or month first: nothing decides"


def resolve(meaning: Meaning, context: Context) -> Resolved:
    """The value, bounds and anchor of an expression."""
    if context.zone:
        meaning = _in_zone(meaning, context.zone)
    if meaning.sort is Sort.VAGUE:
        return vague(meaning, context)
    if meaning.sort is Sort.STRETCH:
        return stretch(meaning, context)
    kind, usual = _type_of(meaning), _usual_value(meaning, narrative=context.narrative)
    if usual:
        return Resolved(kind, usual)
    try:
        if meaning.sort is Sort.RANGE:
            return _range(meaning, context, kind)
        if meaning.sort is Sort.SHIFT and meaning.step is None:
            return vague_distance(meaning, context)
        point, anchor = locate(meaning, context)
    except UnanchoredError as missing:
        return Resolved(kind, reason=missing.reason)
    except (OverflowError, ValueError):
        return Resolved(kind, reason="outside the calendar")
    earliest, latest = _clipped(point.bounds(), meaning, context)
    return Resolved(kind, point.value, earliest, latest, anchor, None, point)


def _in_zone(meaning: Meaning, zone: str) -> Meaning:
    """A clock time that names no zone, in that of the report."""
    if meaning.since and meaning.until and not meaning.reason:
        since, until = _in_zone(meaning.since, zone), _in_zone(meaning.until, zone)
        return replace(meaning, since=since, until=until)
    return replace(meaning, zone=zone) if meaning.clock and not meaning.zone else meaning


def _usual_value(meaning: Meaning, *, narrative: bool) -> str | None:
    """The value of what needs no day: a set, a length, "at night" in a history."""
    if meaning.sort is Sort.DURATION:
        return length(meaning.count, meaning.unit or "D")
    needs_none = meaning.sort is Sort.SET or (meaning.sort is Sort.MOMENT and narrative)
    return meaning.value if needs_none else None


def _clipped(
    bounds: tuple[str | None, str | None], meaning: Meaning, context: Context
) -> tuple[str | None, str | None]:
    """The bounds; "earlier this week" ends today, "later this week" begins today."""
    earliest, latest = bounds
    if context.now is None or meaning.frame is not Frame.SPEECH:
        return bounds
    today = context.now.isoformat()
    if meaning.mod == "LATER" and meaning.part is None:
        return max(earliest or today, today), latest
    if meaning.mod == "EARLIER" and meaning.part is None:
        return earliest, min(latest or today, today)
    return bounds


def _type_of(meaning: Meaning) -> TimeType:
    if meaning.sort is Sort.SET:
        return TimeType.SET
    if meaning.sort in {Sort.DURATION, Sort.STRETCH}:
        return TimeType.DURATION
    first = meaning.since or meaning
    if meaning.part or first.part or first.clock:
        return TimeType.TIME
    return TimeType.TIME if meaning.unit in {"H", "M_", "S"} else TimeType.DATE


def locate(meaning: Meaning, context: Context) -> tuple[Point, str | None]:
    """The point that an expression means, and the id of what it was reckoned from."""
    if meaning.sort is Sort.SHIFT:
        point, anchor = _shifted(meaning, context)
    elif meaning.sort is Sort.MOMENT:
        point, anchor = moment_point(meaning, context)
    elif meaning.mod == "counted":
        point, anchor = _counted(meaning, context)
    else:
        point, anchor = calendar_point(meaning, _bases(context))
        if meaning.part or meaning.clock:
            point = replace(point, part=meaning.part, clock=meaning.clock, zone=meaning.zone)
        if meaning.mod == "compared" and context.quarter and not context.narrative:
            point = replace(context.quarter, year=point.year)
    if meaning.unit == "W" and meaning.sort is Sort.CALENDAR and point.exact_day:
        point = week_of(point.exact_day)
    if meaning.night_into and point.exact_day:
        point = replace(at_day(point.exact_day - timedelta(1)), part=meaning.part)
    mod = meaning.mod if meaning.mod in {"START", "MID", "END", "FIRST", "SECOND"} else None
    if meaning.frame is not Frame.SPEECH:
        mod = {"EARLIER": "START", "LATER": "END"}.get(meaning.mod or "", mod)
    return replace(point, mod=mod,
                   loose=meaning.loose and meaning.part == "NI"), anchor  # fmt: skip


def _counted(meaning: Meaning, context: Context) -> tuple[Point, str | None]:
    """'Day 1,085 of the war': the war is the known one whose count comes to the speaker's day."""
    if context.now is None:
        raise UnanchoredError(NO_BASE)
    day = counted_day(int(meaning.count or 0), meaning.unit or "D", context.now)
    if day is None:
        raise UnanchoredError(UNTOLD)
    return at_day(day), context.now_id


def _bases(context: Context) -> Bases:
    """What a calendar name can follow: the story counts only where it is being told."""
    usable = context.narrative or context.local or context.now is None
    return Bases(
        now=(at_day(context.now), context.now_id) if context.now else None,
        told=(context.told, context.told_id) if context.told and usable else None,
        told_day=(context.told_day, context.told_day_id) if context.told_day and usable else None,
        narrative=context.narrative,
        tense=context.tense,
        year=context.year,
    )


def _shifted(meaning: Meaning, context: Context) -> tuple[Point, str | None]:
    unit, step = meaning.unit or "D", meaning.step or 0
    fine = unit in {"D", "N", "W", "WE", "H", "M_", "S"}
    compared = _compared(meaning, context)
    if compared is not None:
        return compared, context.quarter_id
    told = context.told_day if fine else context.told
    of_story = context.narrative and told is not None and step == 0 and unit != "D"
    in_story = (meaning.frame is Frame.STORY and unit != "Q") or of_story
    base, anchor = story_point(context, day=fine) if in_story else speech_day(context)
    if unit == "SAME":
        return replace(base, part=None, clock=None), anchor
    if meaning.mod == "nearest" and base.exact_day:
        # "over the weekend": the one behind, unless it is here or a future verb stands by
        step = 0 if context.tense > 0 or base.exact_day.isoweekday() >= 6 else -1
    if unit == "Q" and meaning.mod == "bare" and context.tense < 1:
        step = -1  # "in the quarter": results are told of one that has ended
    point = _containing(base, unit) if step == 0 else shift(base, step, unit)
    if meaning.mod == "to the day" and base.exact_day:
        away = day_away(base.exact_day, step, unit)
        point = at_day(away + timedelta(int(meaning.most or 0))) if away else point
    if step and unit in {"DE", "CE"} and meaning.count is None and point is not None:
        point = _containing(point, unit)
    if point is None:
        raise UnanchoredError(NOTHING_TOLD)
    if meaning.part or meaning.clock:
        point = replace(point, part=meaning.part, clock=meaning.clock, zone=meaning.zone)
    return point, anchor


def _compared(meaning: Meaning, context: Context) -> Point | None:
    """'The quarter' as it was told last, and "a year earlier" as the quarter of that year."""
    quarter = context.quarter
    if quarter is None or context.narrative:
        return None
    if meaning.unit == "Q" and meaning.mod == "bare":
        return quarter
    a_year_before = meaning.unit == "Y" and meaning.step == -1 and meaning.count == -1
    return replace(quarter, year=quarter.year - 1) if a_year_before else None


def _containing(point: Point, unit: str) -> Point | None:
    """The day, week, month ... in which a point lies."""
    day = point.exact_day
    if unit == "Y":
        return Point(point.year)
    if unit in {"DE", "CE"}:
        years = 10 if unit == "DE" else 100
        return Point(point.year // years * years, scale="decade" if unit == "DE" else "century")
    if unit in {"M", "Q"}:
        if point.month is None:
            return None
        return Point(point.year, point.month) if unit == "M" else Point(
            point.year, quarter=(point.month + 2) // 3)  # fmt: skip
    if day is None:
        return point if unit == "W" and point.week else None
    if unit in {"W", "WE"}:
        return week_of(day, weekend=unit == "WE")
    return at_day(day)


def _range(meaning: Meaning, context: Context, kind: TimeType) -> Resolved:
    if meaning.since is None or meaning.until is None:
        return Resolved(kind, reason="half a range")
    if meaning.reason:
        return _decide(meaning.since, meaning.until, context, kind)
    last, anchor = locate(meaning.until, context)
    since = meaning.since
    if since.sort is Sort.CALENDAR and since.year is None and not since.weekday:
        since = replace(since, year=last.year, step=None, frame=None, unit=None)
    first, first_anchor = locate(since, context)
    if _key(first) > _key(last) and meaning.since.year is None:
        if first.clock and first.exact_day:
            first = _on_day(first, first.exact_day - timedelta(1))
        elif since.weekday and first.exact_day:
            first = _on_day(first, first.exact_day - timedelta(7))
        else:
            first = replace(first, year=first.year - 1)
    earliest, latest = first.bounds()[0], last.bounds()[1]
    if meaning.part == "NI" and first.exact_day and last.exact_day:
        earliest, latest = f"{first.exact_day}T18:00", f"{last.exact_day}T06:00"
    own = meaning.until.year is not None
    return Resolved(kind, f"{first.value}/{last.value}", earliest, latest,
                    None if own else anchor or first_anchor, None, last)  # fmt: skip


def _on_day(point: Point, day: date) -> Point:
    return replace(point, year=day.year, month=day.month, day=day.day)


def _key(point: Point) -> tuple[date, str]:
    days = point.days()
    return (days[0] if days else date.min, point.clock or "")


def _is_recent(point: Point, now: date) -> bool:
    day = point.exact_day
    return day is not None and timedelta(0) <= now - day <= timedelta(366)


def _decide(day_first: Meaning, month_first: Meaning, context: Context, kind: TimeType) -> Resolved:
    """Which part of "6/2/25" is the month: by the report's other dates, or by the dateline.

    A date that would lie after the dateline, or a year and more before it, gives way to
    a reading that does not.
    """
    readings = {True: locate(day_first, context)[0], False: locate(month_first, context)[0]}
    choice = context.day_first
    if choice is None and context.now is not None:
        near = [key for key, point in readings.items() if _is_recent(point, context.now)]
        other = [key for key in readings if key not in near]
        after = [key for key in other if (readings[key].exact_day or date.min) > context.now]
        choice = near[0] if len(near) == 1 and after == other else None
    if choice is None:
        return Resolved(kind, reason=AMBIGUOUS)
    point = readings[choice]
    earliest, latest = point.bounds()
    return Resolved(kind, point.value, earliest, latest, context.now_id, None, point)
