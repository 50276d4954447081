"""What lies beside, between or at a place that a report names, and not in it.

The places of a report come in decided, each at the place that its name means, and go out
where the words around the name put them: "20 km north-west of X" is led away from X,
"between X and Y" lies halfway, "the refinery in X" need not stand in the middle of X.  A
name that no gazetteer knows is laid where the text itself says that it lies ("Lisne, 8 km
north of X", "the Smerditsa river near X").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

import msgspec

from crossfix import lexicons
from crossfix.ground.place_distances import WINDS, any_of, plurals
from crossfix.ground.place_offsets import Spot, lead, middle_of
from crossfix.ground.place_shifts import (
    AHEAD,
    Shift,
    find_shift,
    name_ahead,
    points_back,
    shift_before,
)
from crossfix.model import Feature, Place, slice_span

TOWNS: Final = frozenset({Feature.CITY, Feature.VILLAGE})
MOVED: Final = TOWNS | {Feature.FACILITY}
"""Kinds of places that phrases lead away from; an area is wide enough for what is near it."""

LAID: Final = TOWNS | {Feature.FACILITY, Feature.WATER}
WATER_KM: Final = 20.0
"""A river that is told to pass a town lies within this of it, as far as the text goes."""

LESS_SURE: Final = 0.8
"""A place that is laid beside another is surer than neither of the two."""

TOO_FAR: Final = "what is meant lies too far from there for a point: "

_SENTENCE: Final = re.compile(r"[.;!?]\s|\n[ \t]*\n")
_AND: Final = re.compile(r",?\s+(?P<word>and|to|towards?|with)\s+|\s*[–—-]\s*")
_HALFWAY: Final = re.compile(r"(?:half-?\s?way|midway|in the middle|equidistant)\s+$", re.I)
_AT: Final = re.compile(
    r",?\s+(?:right\s+|just\s+)?(?:in|at|by|through|past|into|outside|above|below|between)\s+", re.I
)
_ALONG: Final = re.compile(
    r"[,\s(–—-]*(?:(?:which|that)\s+)?(?:(?:lies|stands|sits|is|are)\s+)?"
    r"(?:situated\s+|located\s+|lying\s+|right\s+)?"
    rf"(?:(?:on|along|by|over|across|beside|upon|at)\s+)(?:the\s+)?"
    rf"(?:(?:(?:left|right|far|near|opposite|{WINDS})\s+)?(?:banks?|shores?|side|bend)\s+of\s+)?"
    r"(?:the\s+)?(?:river\s+|lake\s+)?",
    re.I,
)


def lay_out(text: str, places: Sequence[Place]) -> Iterator[Place]:
    """The places of a report, in text order, where the words around their names put them."""
    gaps = dict(_gaps(text, places))
    floor = 0
    for number, place in enumerate(places):
        following = places[number + 1] if number + 1 < len(places) else None
        if _spot(place) is None:
            before = places[number - 1] if number else None
            yield _beside(text, place, before, following)
        elif place.feature not in MOVED:
            yield place
        elif number in gaps:
            yield gaps[number]
        else:
            yield _shifted(text, place, floor)
        floor = place.stop


def _shifted(text: str, place: Place, floor: int) -> Place:
    shift = find_shift(text, place.start, place.stop, floor)
    spot = _spot(place)
    if spot is None:
        return place
    if shift is None:
        return _with_site(text, place, floor)
    led = lead(shift, spot)
    phrase = slice_span(text, shift.start, shift.stop)
    if led is None:
        return msgspec.structs.replace(
            place, lat=None, lon=None, radius_km=None, gazetteer_id=None, country=None,
            reasons={}, reason=f"{TOO_FAR}{phrase.text}",
        )  # fmt: skip
    return _moved(text, place, led, shift.start, shift.stop)


def _moved(text: str, place: Place, spot: Spot, start: int, stop: int) -> Place:
    return msgspec.structs.replace(
        place,
        lat=spot.lat,
        lon=spot.lon,
        radius_km=spot.radius_km,
        shift=slice_span(text, start, stop),
        named_lat=place.lat,
        named_lon=place.lon,
    )


def _with_site(text: str, place: Place, floor: int) -> Place:
    """A town with the radius that "the refinery in X" deserves."""
    if place.feature not in TOWNS or not _site().search(
        text[max(floor, place.start - 60) : place.start]
    ):
        return place
    outside = float(lexicons.load("places")["shifts"]["site"]["outside"])
    return msgspec.structs.replace(place, radius_km=max(place.radius_km or 0.0, outside))


# --- between two ------------------------------------------------------------------------


def _gaps(text: str, places: Sequence[Place]) -> Iterator[tuple[int, Place]]:
    """The places that stand for what is between them, by number."""
    for number in range(len(places) - 1):
        one, other = places[number], places[number + 1]
        found = _between(text, one, other)
        if found is None:
            continue
        start, stop, share = found
        pair = [(number, one, _spot(one)), (number + 1, other, _spot(other))]
        known = [spot for _, place, spot in pair if spot is not None and place.feature in MOVED]
        if len(known) == 2:
            middle = middle_of(known[0], known[1], share)
            if middle is not None:
                for at, place, _ in pair:
                    yield at, _moved(text, place, middle, start, stop)
        elif len(known) == 1 and {_spot(one), _spot(other)} & {None}:
            side = float(lexicons.load("places")["shifts"]["side"]["outside"])
            wide = lead(Shift(start, stop, 0.0, side), known[0])
            for at, place, spot in pair:
                if spot is not None and wide is not None:
                    yield at, _moved(text, place, wide, start, stop)


def _between(text: str, one: Place, other: Place) -> tuple[int, int, float] | None:
    """Where a phrase that means what is between two mentions starts and stops, and its share."""
    join = _AND.match(text, one.stop, other.start)
    if join is None or not re.fullmatch(name_ahead(), text[join.end() : other.start], re.I):
        return None
    first = max(0, one.start - AHEAD)
    before = text[first : one.start]
    opening = _opening().search(before)
    word = (join["word"] or "").lower()
    if opening is not None:
        between = opening["between"] is not None
        if between != (word == "and") or _apart().search(before, 0, opening.start()):
            return None
        half = _HALFWAY.search(before, 0, opening.start()) if between else None
        start = half.start() if half else opening.start()
        return first + start, other.stop, 0.5 if half else 1.0
    if word in {"", "to"}:
        closing = _way_after().match(text, other.stop, other.stop + 30)
        if closing is not None or _way_after().search(other.text):
            return one.start, closing.end() if closing else other.stop, 1.0
    return None


@cache
def _opening() -> re.Pattern[str]:
    table = lexicons.load("places")["shifts"]["between"]
    return re.compile(
        rf"(?:(?<!\w)(?P<between>between)"
        rf"|(?<!\w)(?:the |a )?(?:{any_of(table['ways'])})(?:,? (?:{any_of(table['leading'])}))?"
        rf" from|en route from)\s+{name_ahead()}$",
        re.I,
    )


@cache
def _apart() -> re.Pattern[str]:
    table = lexicons.load("places")["shifts"]["between"]
    return re.compile(
        rf"(?<!\w)(?:(?:{any_of(table['apart'])})(?!\w)[^.;!?\n]*"
        rf"|(?:{any_of(table['apart_beside'])})\s+)$",
        re.I,
    )


@cache
def _way_after() -> re.Pattern[str]:
    ways = any_of(lexicons.load("places")["shifts"]["between"]["after"])
    return re.compile(rf"\s+(?:\w+ )?(?:{ways})(?!\w)", re.I)


@cache
def _site() -> re.Pattern[str]:
    words = lexicons.load("places")["shifts"]["site"]["words"]
    kinds = any_of(plurals(words))
    return re.compile(
        rf"(?<!\w)(?:{kinds}),?\s+(?:located |based |situated )?(?:in|at|of)\s+{name_ahead()}$",
        re.I,
    )


# --- names that no gazetteer knows --------------------------------------------------------


def _beside(text: str, place: Place, before: Place | None, following: Place | None) -> Place:
    """A name without a place, laid where the text says it lies, if it says so."""
    if place.feature is not None and place.feature not in LAID:
        return place
    if following is not None and _spot(following) is not None and following.feature in MOVED:
        shift = shift_before(text, following.start, following.stop, place.stop)
        if shift is not None and points_back(text, place.stop, shift):
            return _laid(text, place, following, shift)
        if place.feature is Feature.WATER and _is_at(text, place.stop, following.start):
            return _laid(text, place, following, Shift(place.start, following.stop, 0.0, 0.0))
    if before is not None and _spot(before) is not None and place.feature is Feature.WATER:
        along = _ALONG.fullmatch(text, before.stop, place.start)
        if along is not None and before.feature in MOVED:
            return _laid(text, place, before, Shift(before.start, place.stop, 0.0, 0.0))
    return place


def _is_at(text: str, start: int, stop: int) -> bool:
    found = _AT.match(text, start, stop)
    return bool(found and re.fullmatch(name_ahead(), text[found.end() : stop], re.I))


def _laid(text: str, place: Place, by: Place, shift: Shift) -> Place:
    """A place without one of its own, where the words lead to from another."""
    known = _spot(by)
    spot = lead(shift, known) if known is not None else None
    if spot is None or _SENTENCE.search(text, min(place.stop, by.stop), max(place.start, by.start)):
        return place
    least = WATER_KM if place.feature is Feature.WATER else 0.0
    return msgspec.structs.replace(
        place,
        score=round(LESS_SURE * by.score, 3),
        gazetteer=by.gazetteer,
        lat=spot.lat,
        lon=spot.lon,
        radius_km=max(spot.radius_km, least),
        feature=place.feature or Feature.VILLAGE,
        country=by.country,
        shift=slice_span(text, shift.start, shift.stop),
        named_lat=by.lat,
        named_lon=by.lon,
        reason=None,
    )


def _spot(place: Place) -> Spot | None:
    if place.lat is None or place.lon is None or place.radius_km is None:
        return None
    return Spot(place.lat, place.lon, place.radius_km)
