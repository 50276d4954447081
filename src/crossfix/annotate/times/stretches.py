"""Lengths that reach from a day, and vague distances: bounds without a point."""

from __future__ import annotations

from datetime import date, timedelta

from crossfix.annotate.times.context import Context, Resolved, speech_day, story_point
from crossfix.annotate.times.meanings import Frame, Meaning
from crossfix.annotate.times.names import UnanchoredError
from crossfix.annotate.times.spans import length
from crossfix.annotate.times.values import Point, at_day, shift
from crossfix.model import TimeType


def vague(meaning: Meaning, context: Context) -> Resolved:
    """Now, recently, in future: only the present has bounds, the speaker's day."""
    if meaning.value != "PRESENT_REF" or context.now is None:
        return Resolved(TimeType.DATE, meaning.value)
    today = context.now.isoformat()
    return Resolved(TimeType.DATE, meaning.value, today, today, context.now_id)


def stretch(meaning: Meaning, context: Context) -> Resolved:
    """A length that ends or begins at the speaker's day, or at the day told."""
    value = length(meaning.count, meaning.unit or "D")
    try:
        story = meaning.frame is Frame.STORY or context.narrative
        base, anchor = story_point(context, day=True) if story else speech_day(context)
    except UnanchoredError:
        return Resolved(TimeType.DURATION, value)
    edges = _reach(base, meaning.step or -1, meaning)
    return Resolved(TimeType.DURATION, value, *edges, anchor if edges[0] else None)


def _reach(base: Point, sign: float, meaning: Meaning) -> tuple[str | None, str | None]:
    """Bounds of a stretch that reaches from a day backwards or forwards."""
    count = meaning.most if meaning.most is not None else meaning.count
    day = base.exact_day
    if day is None or count is None or count > 90:
        return None, None
    far = day_away(day, sign * count, meaning.unit or "D")
    if far is None:
        return None, None
    return min(day, far).isoformat(), max(day, far).isoformat()


def day_away(day: date, count: float, unit: str) -> date | None:
    """The very day so many units away, months and years by the calendar."""
    days = {"H": 1 / 24, "M_": 0, "S": 0, "D": 1, "N": 1, "W": 7, "WE": 7, "FN": 14}.get(unit)
    if days is not None:
        away = round(count * days + (0.499 if count > 0 else -0.499) * (unit == "H"))
        return day + timedelta(away)
    months = round(count * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}[unit])
    moved = shift(at_day(day), months, "M")
    edges = moved.days() if moved else None
    return min(edges[1], edges[0] + timedelta(day.day - 1)) if edges else None


def vague_distance(meaning: Meaning, context: Context) -> Resolved:
    """'A few days ago': a reference to the past, with bounds as wide as the words."""
    value = "PAST_REF" if (meaning.count or 0) < 0 else "FUTURE_REF"
    kind = TimeType.DATE
    story = meaning.frame is Frame.STORY
    try:
        base, anchor = story_point(context, day=True) if story else speech_day(context)
    except UnanchoredError:
        return Resolved(kind, value)
    sign = meaning.count or -1
    far = _reach(base, sign, meaning)
    least = 0 if meaning.mod == "recent" else 2  # "recent days" reach up to today
    near = day_away(base.exact_day, sign * least, meaning.unit or "D") if base.exact_day else None
    if far[0] is None or near is None:
        return Resolved(kind, value)
    edges = (far[0], near.isoformat()) if sign < 0 else (near.isoformat(), far[1])
    return Resolved(kind, value, *edges, anchor)
