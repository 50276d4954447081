"""One account with the words that may differ from another's: figures, actors, places, times."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from crossfix import lexicons
from crossfix.link.facts import Days, Point, ordinal
from crossfix.link.origins import tellings_of
from crossfix.link.words import words_in
from crossfix.model import Event, Feature, Ledger, Place, Quantity, Span, Status

_EXACT: Final = 1
_TOWNS: Final = frozenset({Feature.CITY, Feature.VILLAGE, Feature.FACILITY})
_PEOPLE: Final = "person"
_NEAR: Final = 80
_SENTENCE_END: Final = re.compile(r"[.!?;]\s|\n")
_CLASS: Final = {"air": "aircraft and bombs", "small_arms": "small arms"}


@dataclass(frozen=True, slots=True)
class Worded:
    """Words of a report with what they mean: a range, classes of things, a point.

    ``counted`` are the words for what a figure counts, ``fate`` is what became of those who are
    counted (dead, hurt, ...), None if nothing tells.
    """

    span: Span
    counted: str | None = None
    words: tuple[str, ...] = ()
    unit: str | None = None
    fate: str | None = None
    low: float = -math.inf
    high: float = math.inf
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One account of a happening, as it may be told against another.

    ``origins`` are the keys of those on whose word it is told, ``order`` sorts accounts by
    when they were published.  ``actors`` and ``weapons`` hold only what is known to be of a
    state, or of a class of weapons; ``places`` only towns of the account's own sentence,
    ``days`` only days that the report's words tell.
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
        figures=tuple(_figures(ledger, event)),
        actors=tuple(_actors(event)),
        weapons=tuple(_weapons(event)),
        places=tuple(_places(ledger, event)),
        when=None if when is None else Worded(when),
        days=days,
        told_days=tuple((iso or "")[:10] for iso in (event.earliest, event.latest)),
    )


def _figures(ledger: Ledger, event: Event) -> Iterator[Worded]:
    held: Mapping[str, Quantity] = {quantity.id: quantity for quantity in ledger.quantities}
    for quantity in (held[key] for key in event.figures if key in held):
        counted = tuple(words_in(quantity.of.text)) if quantity.of is not None else ()
        if counted and counted[-1] in lexicons.words("wordnet", "people"):
            counted = (_PEOPLE,)
        low = quantity.best if quantity.low is None and quantity.high is None else quantity.low
        high = quantity.best if quantity.low is None and quantity.high is None else quantity.high
        if low is None and high is None:
            continue
        yield Worded(
            quantity.span,
            counted=" ".join(quantity.of.text.split()) if quantity.of is not None else None,
            words=counted,
            unit=quantity.unit,
            fate=_fate(ledger.document.text, quantity.span),
            low=-math.inf if low is None else low,
            high=math.inf if high is None else high,
        )


def _fate(text: str, span: Span) -> str | None:
    """What the nearest words say became of those who are counted."""
    before = _SENTENCE_END.split(text[max(0, span.start - _NEAR) : span.start])[-1]
    behind = _SENTENCE_END.split(text[span.stop : span.stop + _NEAR])[0]
    near: list[tuple[int, str]] = []
    for side, words in ((0, reversed(list(words_in(before)))), (1, words_in(behind))):
        near += ((2 * steps + side, word) for steps, word in enumerate(words))
    return next((_fates()[word] for _, word in sorted(near) if word in _fates()), None)


@cache
def _fates() -> dict[str, str]:
    """Words, in base form, with what they say became of somebody."""
    return {
        word: fate
        for fate, words in lexicons.load("fates").items()
        if isinstance(words, list)
        for word in words
    }


def _actors(event: Event) -> Iterator[Worded]:
    """Whoever acts, where the words name a state or its people."""
    if event.actor is None:
        return
    found = tuple(dict.fromkeys(_known(event.actor.text, _states())))
    if found:
        yield Worded(event.actor, words=found)


def _weapons(event: Event) -> Iterator[Worded]:
    for span in event.weapons:
        found = tuple(dict.fromkeys(_known(span.text, _arms())))
        if found:
            yield Worded(span, words=found)


def _known(text: str, table: Mapping[str, str]) -> Iterable[str]:
    """The classes of the words and of the pairs of words of a phrase."""
    words = list(words_in(text))
    pairs = [f"{first} {second}" for first, second in pairwise(words)]
    return (table[word] for word in (*pairs, *words) if word in table)


def _places(ledger: Ledger, event: Event) -> Iterator[Worded]:
    """The towns of an event that is told to the town."""
    if event.geo_precision != _EXACT:
        return
    held: Mapping[str, Place] = {place.id: place for place in ledger.places}
    for place in (held[key] for key in event.places if key in held):
        if place.lat is None or place.lon is None or place.feature not in _TOWNS:
            continue
        point = Point(math.radians(place.lat), math.radians(place.lon), place.radius_km or 1.0)
        yield Worded(place.span, point=point)


@cache
def _states() -> dict[str, str]:
    """Names of states and peoples, in base form, with the state."""
    return {
        " ".join(words_in(name)): entry["names"][0]
        for entry in lexicons.load("places")["countries"].values()
        for name in (*entry["names"], *entry["demonyms"])
    }


@cache
def _arms() -> dict[str, str]:
    """Names of weapons, in base form, with their class."""
    return {
        " ".join(words_in(word)): _CLASS.get(name, name)
        for name, entry in lexicons.load("weapons").items()
        if isinstance(entry, dict) and "words" in entry
        for word in entry["words"]
    }
