"""Times that were reckoned from the day of publication, put on the day that they mean.

A pasted post has the day that its lead-in gives it ("wrote on Sunday:"), a report the day in its
heading ("Notes from Thursday night"), and "the next morning" of a story is that of the story.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from crossfix.extract.events.circumstances import When, day_of
from crossfix.model import Segment, SegmentKind, Time, TimeType
from crossfix.reading import Reading

_PART: Final = (
    r"dawn|daybreak|first light|sunrise|sunset|dusk|noon|midday|midnight|morning|afternoon|evening"
    r"|night|nightfall"
)
_BARE: Final = re.compile(
    r"(?:(?:at|around|about|by|before|after|just|shortly|the|early|late|in|from|until|between|and"
    r"|to|-|–|local|time|utc|gmt|hours?|a\.?m\.?|p\.?m\.?|o.clock|half|past|quarter|one|two|three"
    rf"|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{{1,2}}(?:[:.h]\d\d)?z?|\d{{4}}z?|{_PART})"
    r"[\s,]*)+",
    re.IGNORECASE,
)
"""A clock time or a part of the day, and no day."""
_OF_STORY: Final = re.compile(
    rf"\b(?:(?:next|following|same) (?:day|{_PART})|that (?:day|{_PART})|later|afterwards?|earlier"
    r"|the day (?:before|after))\b",
    re.IGNORECASE,
)
"""What is reckoned from the day that a story has reached."""
_STEPS: Final = {"next": 1, "following": 1, "same": 0, "that": 0}
"""How many days on from that of the story."""
_OF_SPEAKER: Final = re.compile(
    r"\b(?:today|tonight|yesterday|overnight|last night|now|this (?:morning|afternoon|evening))\b",
    re.IGNORECASE,
)
"""What is reckoned from the day of whoever speaks."""
_PAST: Final = re.compile(
    r"\b(?:past|last|previous) (?:day|night|\d+ hours|twenty-four hours)", re.I
)
_WEEKDAY: Final = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_LENGTH: Final = re.compile(r"P(?:(\d+)D)?(?:T(\d+)H)?")


def day_above(reading: Reading, segment: Segment) -> str | None:
    """The day that a lead-in gives the post that it leads in, where no stamp has given one."""
    parent = reading.get(Segment, segment.parent)
    while parent is not None and parent.kind is SegmentKind.QUOTED_REPORT:
        parent = reading.get(Segment, parent.parent)
    if segment.kind is not SegmentKind.QUOTED_REPORT or parent is None:
        return None
    if segment.dateline != parent.dateline or segment.dateline is None:
        return None
    return sole_day(tuple(reading.within(Time, parent.span)), segment.dateline)


def sole_day(times: Sequence[Time], today: str) -> str | None:
    """The one day that times name, if it is past and one only."""
    days = {
        time.earliest[:10]
        for time in times
        if time.earliest
        and time.latest
        and time.type in {TimeType.DATE, TimeType.TIME}
        and (day_of(time.latest) - day_of(time.earliest)).days <= 1
        and time.value != "PRESENT_REF"
    }
    return days.pop() if len(days) == 1 and min(days) < today[:10] else None


def is_of_speaker(time: Time) -> bool:
    """Whether a time is reckoned from the day of whoever speaks ("yesterday")."""
    return _OF_SPEAKER.search(time.span.text) is not None


def is_span(when: When) -> bool:
    """Whether a time is a day that ends with the telling ("over the past day")."""
    return bool(when.times) and all(_PAST.search(words) for words in _words(when))


def from_speaker(when: When, reckoned: str | None, today: str | None) -> When:
    """A time of the speaker's ("yesterday", "at dawn"), reckoned again from ``today``."""
    if reckoned is None or today is None or reckoned[:10] == today[:10]:
        return when
    if not all(_OF_SPEAKER.search(words) or _BARE.fullmatch(words) for words in _words(when)):
        return when
    return shifted(when, (day_of(today) - day_of(reckoned)).days)


def from_story(when: When, reckoned: str, story: When, *, before: bool) -> When:
    """A time of the story ("the next day", "at noon"), reckoned from the day it has reached.

    ``before`` says that what is told lies before the rest of it.
    """
    if story.earliest is None or story.latest is None or when.earliest is None:
        return when
    first, last = day_of(story.earliest), day_of(story.latest)
    if (last - first).days > 1:
        return when
    found = [_OF_STORY.search(words) for words in _words(when)]
    if all(found):
        steps = [_STEPS.get(match[0].lower().split()[0]) for match in found if match]
        if len(steps) == 1 and steps[0] is not None:
            first += timedelta(days=steps[0])
            return shifted(when, (first - day_of(when.earliest)).days)
        return shifted(when, min(0, (first - day_of(reckoned)).days))
    if any(time.type is not TimeType.TIME for time in when.times):
        return when
    if when.earliest[:10] != reckoned[:10] or not all(map(_BARE.fullmatch, _words(when))):
        return when
    early = when.earliest[11:16] < (story.earliest[11:16] or "00:00") and not before
    return shifted(
        when, min(0, ((last if early else first) - day_of(reckoned)).days + _next(early, story))
    )


def _next(early: bool, story: When) -> int:
    """A day more where a clock time is earlier than that of a story of one day."""
    assert story.earliest is not None
    assert story.latest is not None
    return int(early and story.earliest[:10] == story.latest[:10])


def last_of_name(when: When) -> When:
    """The weekday before, for what has happened and cannot be still to come."""
    return shifted(when, -7) if all(map(_WEEKDAY.search, _words(when))) else when


def lasting(time: Time, today: str) -> When:
    """The days up to ``today`` that a length of time covers ("for 36 hours")."""
    found = _LENGTH.fullmatch(time.value or "")
    if found is None or time.type is not TimeType.DURATION or not any(found.groups()):
        return When()
    hours = 24 * int(found[1] or 0) + int(found[2] or 0)
    start = day_of(today) - timedelta(days=hours // 24)
    return When((time,), start.isoformat(), today[:10])


def shifted(when: When, days: int) -> When:
    """A time some days later, or earlier where ``days`` is below 0."""
    if when.earliest is None or when.latest is None or not days:
        return when
    return When(when.times, _moved(when.earliest, days), _moved(when.latest, days))


def _moved(iso: str, days: int) -> str:
    return (day_of(iso) + timedelta(days=days)).isoformat() + iso[10:]


def _words(when: When) -> list[str]:
    return [time.span.text.strip() for time in when.times] or [""]
