"""Which events tell where a unit is, where that is put instead, and for how long it is kept.

A position of a unit is: every deployment; a fight, an advance, a retreat or a capture by or
against a named unit; anything done to a unit, an emplacement or a facility of armed forces.
A plan of a fight, a move or a strike is treated apart: it never has a place in an export.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from math import ceil
from typing import Final

import h3
import msgspec

from crossfix import lexicons
from crossfix.model import Event, EventType, Feature, Ledger, Place, Span, Status
from crossfix.views.exports.edtf import whole_day

RESOLUTION: Final = 4
"""The H3 resolution of the cells that positions are coarsened to (some 25 km in radius)."""

WITHHELD_PLACE: Final = "[place withheld]"
WITHHELD: Final = "[withheld]"
OF_A_PLAN: Final = "where something is planned is never exported"

_MOVES: Final = frozenset(
    {EventType.ADVANCE, EventType.RETREAT, EventType.CAPTURE, EventType.CLASH}
)
_ACTS: Final = _MOVES | {EventType.STRIKE, EventType.DEPLOYMENT, EventType.DAMAGE}
_WIDE: Final = frozenset({Feature.COUNTRY, Feature.REGION})
_NUMBER: Final = re.compile(r"\b\d{1,4}(?:st|nd|rd|th|-?[йяію])?\b|№|\bNo\.")
_WORDS: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def is_plan(event: Event) -> bool:
    """Whether an event is a fight, a move or a strike that has not happened."""
    return event.status in {Status.PLANNED, Status.HYPOTHETICAL} and event.type in _ACTS


def tells_position(event: Event, places: dict[str, Place]) -> bool:
    """Whether an event tells where a unit, an emplacement or a facility of forces is."""
    if event.type is EventType.DEPLOYMENT:
        return True
    by = event.actor.text if event.actor and event.type in _MOVES else ""
    to = event.target.text if event.target else ""
    named = (places[p].text for p in event.places if p in places)
    return names_unit(by) or names_unit(to) or is_of_forces(to) or any(map(is_of_forces, named))


def names_unit(words: str) -> bool:
    """Whether some words name one formation: a number or a name of its own beside the noun."""
    formations = lexicons.words("positions", "formations")
    found = [match.group() for match in _WORDS.finditer(words)]
    at = [n for n, word in enumerate(found) if _singular(word.lower()) in formations]
    return bool(at) and (
        _NUMBER.search(words) is not None
        or any(word[0].isupper() for n, word in enumerate(found) if n and n not in at)
    )


def is_of_forces(words: str) -> bool:
    """Whether some words mean a facility, an emplacement or a body of armed forces."""
    return _facilities().search(words) is not None


@cache
def _facilities() -> re.Pattern[str]:
    listed = sorted(lexicons.words("positions", "facilities"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?:s|es)?(?!\w)", re.I)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "corps")) else word


def is_young(event: Event, published: str | None, days: int, today: date | None) -> bool:
    """Whether an event, or the report that tells it, is not older than so many days.

    What has no known age counts as young.
    """
    known = [whole_day(day) for day in (event.latest or event.earliest, published) if day]
    if today is None or not known:
        return True
    return (today - date.fromisoformat(max(known))).days < days


def coarsen(place: Place) -> Place:
    """A place put at the middle of its cell, without its name; a wide region as it is."""
    if not is_fine(place):
        return place
    changed = hide(place, "its name was withheld, and it has no point")
    if place.lat is None or place.lon is None:
        return changed
    cell = h3.latlng_to_cell(place.lat, place.lon, RESOLUTION)
    lat, lon = h3.cell_to_latlng(cell)
    return msgspec.structs.replace(
        changed, lat=round(lat, 4), lon=round(lon, 4), radius_km=_reach(cell), reason=None
    )


def hide(place: Place, reason: str) -> Place:
    """A place without its name and its point."""
    return msgspec.structs.replace(
        place,
        name=WITHHELD_PLACE,
        gazetteer=None,
        gazetteer_id=None,
        lat=None,
        lon=None,
        radius_km=None,
        shift=None,
        named_lat=None,
        named_lon=None,
        reason=reason,
        reasons={},
    )


def is_fine(place: Place) -> bool:
    """Whether a place is told more finely than the cells that positions are coarsened to."""
    if place.feature in _WIDE:
        return False
    if place.lat is None or place.lon is None or place.radius_km is None:
        return True
    return place.radius_km < _reach(h3.latlng_to_cell(place.lat, place.lon, RESOLUTION))


@cache
def _reach(cell: str) -> float:
    """How far the corners of a cell lie from its middle, in kilometres."""
    middle = h3.cell_to_latlng(cell)
    corners = (h3.great_circle_distance(middle, at) for at in h3.cell_to_boundary(cell))
    return float(ceil(max(corners)))


def stretch_of(event: Event, ledger: Ledger) -> tuple[int, int]:
    """Where the sentences that tell an event begin and end."""
    spans = [event.trigger, event.actor, event.target, *event.weapons]
    places = {place.id: place.span for place in ledger.places}
    inside = _around(event.trigger, ledger)
    wide = [s for s in [*spans, *(places.get(p) for p in event.places)] if s is not None]
    near = [s for s in wide if inside[0] <= s.start and s.stop <= inside[1]] or [event.trigger]
    first, last = min(s.start for s in near), max(s.stop for s in near)
    return _sentences(ledger.document.text, first, last, inside)


def _around(span: Span, ledger: Ledger) -> tuple[int, int]:
    """The segment that holds a span, else its line."""
    for segment in ledger.segments:
        if segment.span.covers(span):
            return segment.start, segment.stop
    text = ledger.document.text
    end = text.find("\n", span.stop)
    return text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end


_END: Final = re.compile(r"(?:[.!?…]+[”’\"»)]*\s+|\n+)(?=[“‘\"«(]?[^\W_])")


def _sentences(text: str, first: int, last: int, inside: tuple[int, int]) -> tuple[int, int]:
    start, stop = inside
    for match in _END.finditer(text, *inside):
        if _ends_nothing(text, match):
            continue
        if match.end() <= first:
            start = match.end()
        elif match.start() >= last:
            stop = match.end()
            break
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return start, stop


def _ends_nothing(text: str, match: re.Match[str]) -> bool:
    """Whether a full stop belongs to an abbreviation or an initial, or no capital follows."""
    if "\n" in match.group():
        return False
    before = re.search(r"[\w.]+$", text[max(0, match.start() - 12) : match.start()])
    word = before.group().lower() if before else ""
    following = text[match.end() : match.end() + 2].lstrip('“‘"«(')[:1]
    short = len(word) == 1 or word in lexicons.words("positions", "abbreviations")
    return following.islower() or (match.group()[0] == "." and short)
