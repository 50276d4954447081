"""Offsets into a video that look like clock times: "02:24 2nd wave of rolling".

A post that describes footage sets a column of mm:ss stamps before its sentences.  They
rise, start at or near 00:00, and are often accompanied by what gives them away: real clock
times behind "time" or "at", or talk of footage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_STAMP: Final = re.compile(
    r"(?:^|(?<=[.!?;:…▪▫•●\n\r(\[])|(?<=[^\d\s],)|(?<=[—–-]))[ \t(\[]*"
    r"(?P<at>(?:\d{1,2}:)?[0-5]?\d:[0-5]\d)"
    r"(?=[)\]]?\s*[-–—:]?\s*[^\W\d_]|[)\]]?\s*[-–—:]?\s*\d{1,2}(?:st|nd|rd|th)\b)"
    r"(?!\s*(?:[ap]\.?m\b|hrs|hours|utc|gmt|msk|kyiv|moscow|local))",
    re.MULTILINE | re.IGNORECASE,
)
_CLOCK_BESIDE: Final = re.compile(r"\b(?:time|at)\s+\d{1,2}[.:]\d\d\b", re.IGNORECASE)
_FOOTAGE: Final = re.compile(
    r"\b(?:footage|video|videos|clip|frames?|timecodes?|timestamps?|time codes?|recording|watch"
    r"|filmed|seconds?|chronology)\b",
    re.IGNORECASE,
)
_MARK: Final = re.compile(
    r"(?<![\d:])(?P<at>\d{1,2}:[0-5]\d)(?= (?:mark\b|(?:into|of|in) the (?:video|clip|footage)\b))",
    re.IGNORECASE,
)
_STRETCH: Final = re.compile(
    r"(?<![\d:])(?P<at>\d{1,2}:[0-5]\d) ?[-–—] ?(?P<to>\d{1,2}:[0-5]\d)(?![\d:])"
)
_NEAR: Final = 40
"""Characters within which talk of footage bears on a stretch of it."""

_REACH: Final = 1_500
"""Characters between two stamps of one column, at most."""


@dataclass(frozen=True, slots=True)
class _Stamp:
    start: int
    stop: int
    seconds: int


def footage_stamps(text: str) -> frozenset[int]:
    """Offsets in ``text`` at which an offset into a video begins."""
    found: set[int] = set()
    for column in _columns(text):
        if _is_footage(column, text):
            found.update(stamp.start for stamp in column)
    found.update(_lone_offsets(text))
    return frozenset(found)


def _lone_offsets(text: str) -> Iterator[int]:
    """Offsets that stand alone: "0:58-1:07 Drone footage", "at the 1:32 mark"."""
    for match in _MARK.finditer(text):
        yield match.start("at")
    for match in _STRETCH.finditer(text):
        length = _seconds(match["to"]) - _seconds(match["at"])
        around = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        if 0 < length < 120 and _FOOTAGE.search(around):
            yield match.start("at")
            yield match.start("to")


def _columns(text: str) -> Iterator[list[_Stamp]]:
    """Runs of stamps that never fall and stand near each other."""
    stamps = [
        _Stamp(match.start("at"), match.end("at"), _seconds(match["at"]))
        for match in _STAMP.finditer(text)
    ]
    column = stamps[:1]
    for before, stamp in pairwise(stamps):
        if stamp.seconds < before.seconds or stamp.start - before.stop > _REACH:
            yield column
            column = []
        column.append(stamp)
    if column:
        yield column


def _seconds(stamp: str) -> int:
    """mm:ss, or h:mm:ss, in seconds."""
    total = 0
    for part in stamp.split(":"):
        total = 60 * total + int(part)
    return total


def _is_footage(column: list[_Stamp], text: str) -> bool:
    """Weigh several weak signs; a log of real clock times at midnight has too few."""
    if len(column) < 2 or column[0].seconds >= 120:
        return False
    opening = max(0, column[0].start - 300)
    around = text[opening : column[-1].stop + 300]
    steps = [later.seconds - sooner.seconds for sooner, later in pairwise(column)]
    signs = (
        2 * (column[0].seconds == 0)
        + 2 * bool(_CLOCK_BESIDE.search(around))
        + 2 * bool(_FOOTAGE.search(around))
        + (len(column) >= 3)
        + any(step % 5 for step in steps)  # logs of events are often rounded
        - 2 * bool(re.search(r"\b(?:air raid|alert|alarm|explosions? (?:in|heard))", around, re.I))
    )
    return signs >= 4
