"""One account with the words that may differ from another's: figures, actors, places, times."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from crossfix.link.arms import kinds_of_arms
from crossfix.link.counts import counts_of, parts_of
from crossfix.link.facts import Days, Point, ordinal
from crossfix.link.origins import tellings_of
from crossfix.link.parties import parties_in
from crossfix.link.worded import Worded
from crossfix.model import Event, Feature, Ledger, Place, Status

_EXACT: Final = 1
_TOWNS: Final = frozenset({Feature.CITY, Feature.VILLAGE})
_PLACES: Final = frozenset({Feature.CITY, Feature.VILLAGE, Feature.FACILITY})


@dataclass(frozen=True, slots=True)
class Side:
    """One account of a happening, as it may be told against another.

    ``origins`` are the keys of those on whose word it is told, ``order`` sorts accounts by
    when they were published.  ``actors`` and ``weapons`` hold only what is known to be a side
    of a war, or of a kind of weapons; ``places`` only towns of the account's own sentence,
    ``countries`` the codes of where it happened, ``days`` only days that the report's words tell.
    """

    document: str
    event: str
    published: str
    order: tuple[str, str, int]
    origins: frozenset[str]
    status: Status
    trigger: Worded
    figures: tuple[Worded, ...]
    actors: tuple[Worded, ...]
    weapons: tuple[Worded, ...]
    places: tuple[Worded, ...]
    countries: frozenset[str]
    when: Worded | None
    days: Days | None
    told_days: tuple[str, ...]


def side_of(ledger: Ledger, event_id: str) -> Side:
    """The account of an event of a report; raises ``KeyError`` where it has none of this id."""
    event = next((event for event in ledger.events if event.id == event_id), None)
    if event is None:
        raise KeyError(event_id)
    document = ledger.document
    published = (document.published or "")[:10]
    exact = event.time_precision == _EXACT and bool(event.times)
    first, last = ordinal(event.earliest), ordinal(event.latest)
    days = (first, last) if exact and first is not None and last is not None else None
    times = {time.id: time for time in ledger.times}
    when = next((times[key].span for key in event.times if key in times), None)
    return Side(
        document=document.id,
        event=event.id,
        published=published,
        order=(published, document.id, event.trigger.start),
        origins=frozenset(
            key for telling in tellings_of(ledger, event) for key in telling.origin.keys
        ),
        status=event.status,
        trigger=Worded(event.trigger),
        figures=tuple(parts_of(counts_of(ledger, event))),
        actors=tuple(_actors(event)),
        weapons=tuple(_weapons(event)),
        places=tuple(_places(ledger, event)),
        countries=frozenset(_countries(ledger, event)),
        when=None if when is None else Worded(when),
        days=days,
        told_days=tuple((iso or "")[:10] for iso in (event.earliest, event.latest)),
    )


def _actors(event: Event) -> Iterator[Worded]:
    """Whoever acts, where the words name a side: a state, a people, an armed group, an army."""
    if event.actor is not None and (found := parties_in(event.actor.text)):
        yield Worded(event.actor, parties=found)


def _weapons(event: Event) -> Iterator[Worded]:
    for span in event.weapons:
        if found := kinds_of_arms(span.text):
            yield Worded(span, words=tuple(sorted(found)))


def _places(ledger: Ledger, event: Event) -> Iterator[Worded]:
    """The towns of an event that is told to the town."""
    if event.geo_precision != _EXACT:
        return
    held: Mapping[str, Place] = {place.id: place for place in ledger.places}
    for place in (held[key] for key in event.places if key in held):
        if place.lat is None or place.lon is None or place.feature not in _PLACES:
            continue
        point = Point(math.radians(place.lat), math.radians(place.lon), place.radius_km or 1.0)
        yield Worded(place.span, point=point, name=place.name, town=place.feature in _TOWNS)


def _countries(ledger: Ledger, event: Event) -> Iterator[str]:
    held = {place.id: place for place in ledger.places}
    for key in event.places:
        if key in held and (country := held[key].country):
            yield country
