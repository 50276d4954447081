"""Stamps of messages: "Channel, [14.03.2025 09:12]", "[14/03/2025, 09:12] Name: ...".

Messengers set a line with name, day and hour over every message that is copied out of them,
each in a form of its own.  What follows such a line was written on that day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from crossfix.annotate.times.meanings import Found, Meaning, Sort

_SECONDS: Final = r"(?::\d\d)?(?: ?(?:utc|gmt)?[+-]\d\d?:?\d{0,2})?"
_NAME: Final = r"[^\n.!?\[\]]{0,60}"
_BRACKET_OPENS: Final = re.compile(rf"^\W{{0,3}}{_NAME}\[\s*$")
_BRACKET_CLOSES: Final = re.compile(rf"^{_SECONDS}\s*\]", re.IGNORECASE)
_BEFORE_NAME: Final = re.compile(rf"^{_SECONDS} ?(?:[-–—:] |[-–—] ?)[^\n:.!?]{{1,40}}:", re.I)
_FORWARDED: Final = re.compile(rf"^\W{{0,3}}forwarded (?:message |from ){_NAME}$", re.IGNORECASE)
_BYLINE: Final = re.compile(
    r"^\W{0,3}@?[A-Z\d][\w'’.-]*(?: (?:@?[A-Z\d(][\w'’.)-]*|of|the|and|de|al)){0,5} ?[·•|,–—-] ?$"
)
_LINE_ENDS: Final = re.compile(rf"^{_SECONDS}[)\s]*(?:\n|$)", re.IGNORECASE)


def stamp_readings(text: str, start: int, found: Sequence[Found]) -> list[Meaning]:
    """What the stamp with which a segment opens may mean; empty where it opens with none.

    "11/02/2025, 21:05" has two readings.  ``found`` holds the segment's expressions with
    offsets into the document, ``start`` is the segment's own.  A date beside a name is a stamp
    only with an hour, or in a forwarded message: "Kyiv, 14 March 2025" may be the place of a
    photograph.
    """
    for one in found[:1]:
        both = (one.meaning.since, one.meaning.until) if one.meaning.reason else (one.meaning,)
        days = [day for day in both if day and day.sort is Sort.CALENDAR and day.month and day.day]
        before, after = text[: one.start - start], text[one.stop - start :]
        if days and _is_stamp(before, after, hour=bool(days[0].clock)):
            return days
    return []


def _is_stamp(before: str, after: str, *, hour: bool) -> bool:
    if hour and _BRACKET_OPENS.match(before) and _BRACKET_CLOSES.match(after):
        return True
    if hour and not before.strip() and _BEFORE_NAME.match(after):
        return True
    if not _LINE_ENDS.match(after):
        return False
    if _FORWARDED.match(before):
        return True
    return hour and (not before.strip() or bool(_BYLINE.match(before)))
