"""Clock times and parts of a day, laid on the day that they are of."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from crossfix.annotate.times.context import Beside, Context, speech_day, story_point
from crossfix.annotate.times.meanings import Frame, Meaning
from crossfix.annotate.times.names import NOTHING_TOLD, UnanchoredError
from crossfix.annotate.times.values import Point, at_day

_NOON: Final = "12:00"
_EVENING: Final = "18:00"


def moment_point(meaning: Meaning, context: Context) -> tuple[Point, str | None]:
    """A clock time or part of a day on the day told, or on the speaker's."""
    step = meaning.step or 0
    last_night = False
    if meaning.frame is Frame.SPEECH and not (step == 1 and context.local):
        told = meaning.step == -1 and context.narrative and context.told_day is not None
        base, anchor = (
            story_point(context, day=True) if told or context.narrative else speech_day(context)
        )
    else:
        base, anchor = story_point(context, day=True)
        today = base.exact_day is not None and base.exact_day == context.now
        last_night = (
            today
            and meaning.step is None
            and meaning.part == "NI"
            and not meaning.clock
            and context.tense < 1
        )
    day = base.exact_day
    if day is None:
        raise UnanchoredError(NOTHING_TOLD)
    if meaning.frame is None:
        step += _days_on(base, meaning, context)
    if last_night:
        step = -1
    point = at_day(day + timedelta(int(step)))
    return replace(point, part=meaning.part, clock=meaning.clock, zone=meaning.zone), anchor


def _days_on(base: Point, meaning: Meaning, context: Context) -> int:
    """Days by which a clock time or a morning lies from the day told before it.

    A morning hour that follows a night, or an evening hour of the same sentence, is of the
    next day; an evening hour told of a night is of the day on which the night began; and of
    two clock times that are one moment, "01:30 Moscow time (22:30 UTC)", the second may be of
    the day before.
    """
    clock, day = meaning.clock, base.exact_day
    if day is None or clock is None:
        morning = (meaning.part or "").startswith("MO")
        return int(morning and base.part == "NI" and not base.loose)
    if base.clock and context.beside is Beside.TWIN:
        hours = int(clock[:2]) - int(base.clock[:2])
        return -1 if hours > 12 else int(hours < -12)
    if base.clock and context.beside is Beside.SENTENCE and base.clock >= _EVENING:
        return int(clock < _NOON)
    if context.night and day - context.night in {timedelta(0), timedelta(1)}:
        if clock >= _EVENING:
            return (context.night - day).days
        return (context.night - day).days + 1 if clock < _NOON else 0
    return int(base.part == "NI" and not base.loose and clock < _NOON)
