"""Phrases that shift a place: "20 km north-west of X", "on the outskirts of X", "near X".

What happened there did not happen at X.  A phrase is read here; where it leads to is
reckoned in :mod:`crossfix.ground.place_offsets`.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from crossfix import lexicons
from crossfix.ground.place_distances import (
    WINDS,
    WINDS_OR_SHORT,
    Bearing,
    Distance,
    any_of,
    distance_pattern,
    plurals,
    read_bearing,
    read_distance,
)

AHEAD: Final = 110
"""How many characters before a mention may hold the phrase that shifts it."""

BEHIND: Final = 40
WITHIN: Final = 1000.0
"""More than any town is wide: from its middle on, where no distance inwards is told."""

_BACK: Final = re.compile(
    r"[\s,(–—-]*(?:(?:which|that)\s+)*(?:(?:is|are|was|were|lies|lie|lay|stands|sits)\s+)?"
    r"(?:(?:just|located|situated|lying|based|found|only|also|right|itself)\s+)*"
    r"(?:(?:a|an|the)\s+(?:[\w-]+\s+){0,2}(?:village|town|city|settlement|hamlet|community|port|"
    r"suburb|farm|place|municipality|stronghold|crossroads)s?\s*,?\s*)?"
    r"(?:(?:in|to|on|at)\s+)?(?:the\s+)?"
)
"""What may stand between a name and a phrase that says where that name lies."""

_ONWARDS: Final = re.compile(r",?\s+(?:to|into|towards?|as far as|via)\s")
_PARAGRAPH: Final = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Shift:
    """What a phrase says of where a thing lies, from a place that it names.

    ``start`` and ``stop`` are the stretch of text.  The thing lies ``low`` to ``high`` km
    off: from the middle of the place where ``measured``, else from its edge, outwards
    (a negative ``low`` is inwards).  ``bearing`` is None where none is told.
    """

    start: int
    stop: int
    low: float
    high: float
    bearing: Bearing | None = None
    measured: bool = False


def find_shift(text: str, start: int, stop: int, floor: int = 0) -> Shift | None:
    """The phrase that shifts the place that is mentioned from ``start`` to ``stop``.

    ``floor`` is where the mention before ends, 0 for none: a phrase that only says where
    that one lies ("Synkivka, 8 km northeast of X") shifts nothing.
    """
    shift = shift_before(text, start, stop, floor)
    if shift is not None:
        return None if floor and points_back(text, floor, shift) else shift
    return _shift_after(text, start, stop)


def points_back(text: str, floor: int, shift: Shift) -> bool:
    """Whether a phrase stands right behind the mention that ends at ``floor``."""
    apart = _PARAGRAPH.search(text, floor, shift.start)
    return apart is None and _BACK.fullmatch(text, floor, shift.start) is not None


def shift_before(text: str, start: int, stop: int, floor: int = 0) -> Shift | None:
    """The phrase right before a mention, whatever it speaks of."""
    first = max(floor, start - AHEAD)
    for apart in _PARAGRAPH.finditer(text, first, start):
        first = apart.end()
    before = text[first:start]
    measured = _measured_pattern().search(before)
    if measured is not None:
        if measured["by"].lower() == "from" and _ONWARDS.match(text, stop):
            return None  # a way, not a place: "it flew 300 km from X to Y"
        return _measured(measured, first, stop, before)
    for row in _named_patterns():
        found = row.pattern.search(before)
        if found is not None:
            return row.shift(found, first + found.start(), stop)
    return None


def _shift_after(text: str, start: int, stop: int) -> Shift | None:
    """A phrase that stands behind its name: "Kharkiv's northern outskirts"."""
    for row in _after_patterns():
        found = row.pattern.match(text, stop, stop + BEHIND)
        if found is not None:
            return row.shift(found, start, found.end())
    return None


@dataclass(frozen=True, slots=True)
class _Row:
    """Phrases without a measure, and how far outside and inside of a town they reach."""

    pattern: re.Pattern[str]
    outside: float
    inside: float | None

    def shift(self, found: re.Match[str], start: int, stop: int) -> Shift:
        bearing = read_bearing(found["winds"]) if found["winds"] else None
        inside = self.inside
        if inside is None:
            inside = WITHIN if bearing is not None else 0.0
        return Shift(start, stop, -inside, self.outside, bearing)


def _measured(found: re.Match[str], first: int, stop: int, before: str) -> Shift:
    distance = read_distance(found)
    bearing = read_bearing(found["winds"]) if found["winds"] else None
    start = found.start()
    leg = _leg_pattern().search(before, 0, start) if bearing else None
    if leg is not None and bearing is not None:
        other = read_bearing(leg["winds"])
        if other is not None:
            distance, bearing = _both((distance, bearing), (read_distance(leg), other))
            start = leg.start()
    edge = _table()["edge"]["outside"] if found["part"] else 0.0
    return Shift(first + start, stop, distance.low, distance.high + edge, bearing, measured=True)


def _both(
    one: tuple[Distance, Bearing], other: tuple[Distance, Bearing]
) -> tuple[Distance, Bearing]:
    """Two legs, one after the other: "10 km north and 5 km east of X"."""
    north = east = off = 0.0
    for distance, bearing in (one, other):
        middle = (distance.low + distance.high) / 2
        north += middle * math.cos(math.radians(bearing.degrees))
        east += middle * math.sin(math.radians(bearing.degrees))
        off = math.hypot(off, (distance.high - distance.low) / 2)
    far = math.hypot(north, east)
    degrees = math.degrees(math.atan2(east, north)) % 360
    return Distance(max(far - off, 0.0), far + off), Bearing(degrees, min(one[1].off, 11.25))


# --- patterns ---------------------------------------------------------------------------


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = lexicons.load("places")["shifts"]
    return table


@cache
def name_ahead() -> str:
    """A pattern for what may stand between a phrase and the name: "the occupied city of"."""
    features = lexicons.load("places")["features"]
    kinds = any_of(plurals({*features["city"], *features["village"]}))
    narrowing = any_of(_table()["narrowing"])
    return (
        rf"(?:the )?(?:(?:{narrowing}) )*"
        rf"(?:(?:[\w'’-]+ ){{0,2}}(?:{kinds})(?: of)? )?(?:the )?"
    )


@cache
def _measured_pattern() -> re.Pattern[str]:
    parts = any_of(_table()["parts"])
    return re.compile(
        rf"{distance_pattern()}(?:[ -](?:radius|zone|band|belt))?\s+"
        r"(?:or so |or more |or less |away |further |farther |deep |as the crow flies "
        r"|drive |walk |march |ride )*"
        r"(?:due |just |directly |(?:to|in) the |towards? the )*"
        rf"(?:(?P<winds>{WINDS_OR_SHORT})\s+)?"
        r"(?P<by>away from|of|from|outside|off|short of|beyond|before|around|behind|inland from)\s+"
        rf"(?P<part>(?:the )?(?:{WINDS} )?(?:{parts}) of )?{name_ahead()}$",
        re.I,
    )


@cache
def _leg_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"{distance_pattern()}\s+(?:to the )?(?P<winds>{WINDS_OR_SHORT}),?\s+and\s+$", re.I
    )


@cache
def _named_patterns() -> tuple[_Row, ...]:
    """Phrases that stand before a name."""
    ahead = name_ahead()
    rows = [
        _row(
            kind,
            rf"(?<!\w)(?:the )?(?:far |extreme )?(?:(?P<winds>{WINDS}) )?"
            rf"(?:{any_of(_table()[kind]['words'])})\s+{ahead}$",
        )
        for kind in ("edge", "near", "side")
    ]
    side = (
        rf"(?<!\bthe )(?<![\w-])(?:(?:to|on) the )?(?P<winds>{WINDS})"
        rf"(?: side| sides| bank)?\s+(?:of|from)\s+{ahead}$"
    )
    return (*rows, _row("side", side))


@cache
def _after_patterns() -> tuple[_Row, ...]:
    """Phrases that stand behind a name."""
    rows = []
    for kind in ("edge", "near"):
        words, owned = _table()[kind]["after"], _table()[kind]["owned"]
        winds = rf"\s+(?:(?P<winds>{WINDS}) )?"
        rows += [
            _row(kind, rf"{winds}(?:{any_of(words)})\b"),
            _row(kind, rf"['’]s?{winds}(?:{any_of([*words, *owned])})\b"),
        ]
    return tuple(rows)


def _row(kind: str, pattern: str) -> _Row:
    row = _table()[kind]
    inside = float(row["inside"]) if "inside" in row else None
    return _Row(re.compile(pattern, re.I), float(row["outside"]), inside)
