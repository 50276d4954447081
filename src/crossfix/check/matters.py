"""From a ledger's events to what feeds are asked: or why an event cannot be asked about."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from crossfix.codes import EventType, Status
from crossfix.findings.checks import Matter
from crossfix.model import Event, Ledger, Place, Span

ZONES: Final = 2
"""How many hours a clock may run ahead of the sun's: summer time and wide zones."""

DEAD: Final = re.compile(
    r"\b(?:kill|die|dead|death|fatal|slain|slay|perish|murder)\w*", re.IGNORECASE
)
BREAK: Final = re.compile(r"(?<=[.!?…])[\"”’»)]*\s+(?=[\"“‘«(]*[A-Z0-9А-ЯІЇЄҐ])|\n+")


@dataclass(frozen=True, slots=True)
class Unasked:
    """An event, or an event at one place, that no feed can be asked about, and why."""

    event: Event
    place_id: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Asked:
    """An event at one of its places, and the matter it is asked as."""

    event: Event
    matter: Matter


def matters_of(ledger: Ledger) -> Iterator[Asked | Unasked]:
    """Every event of a ledger, once for each of its places: asked, or why not."""
    places = {place.id: place for place in ledger.places}
    for event in ledger.events:
        reason = _no_day(event, ledger)
        if reason is not None:
            yield Unasked(event, None, reason)
        elif not event.places:
            yield Unasked(event, None, "the report names no place for it")
        else:
            yield from _at_places(
                ledger, event, [places[name] for name in event.places if name in places]
            )


def _at_places(ledger: Ledger, event: Event, places: list[Place]) -> Iterator[Asked | Unasked]:
    asked: set[tuple[float, float]] = set()
    for place in places:
        if place.lat is None or place.lon is None:
            why = place.reason or "no point"
            yield Unasked(event, place.id, f"the place {place.name} is not resolved: {why}")
        elif (place.lat, place.lon) not in asked:
            asked.add((place.lat, place.lon))
            yield Asked(event, _matter(ledger, event, place, place.lat, place.lon))


def _no_day(event: Event, ledger: Ledger) -> str | None:
    """Why an event has no days in the past to look at, or ``None``."""
    if event.status is not Status.ASSERTED:
        return f"the report tells it as {event.status.value}, not as something that happened"
    if _day(event.earliest) is None:
        return "the report gives no date for it"
    published = _day(ledger.document.published)
    if published is not None and str(event.earliest)[:10] > published.isoformat():
        return "it lies after the day of the report"
    return None


def _matter(ledger: Ledger, event: Event, place: Place, lat: float, lon: float) -> Matter:
    earliest = _day(event.earliest)
    assert earliest is not None
    latest = _day(event.latest) or earliest
    return Matter(
        event_id=event.id,
        document_id=ledger.document.id,
        place_id=place.id,
        place=place.name,
        lat=lat,
        lon=lon,
        radius_km=place.radius_km or 0.0,
        earliest=earliest,
        latest=max(earliest, latest),
        since=_moment(event.earliest, lon),
        type=event.type,
        words=_words(ledger, event),
        actor=None if event.actor is None else event.actor.text,
        target=None if event.target is None else event.target.text,
        killed=_killed(ledger, event),
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _moment(text: str | None, lon: float) -> datetime | None:
    """The earliest moment in UTC that a clock time can mean at a longitude.

    A time without a zone may be on any clock that is used there.  Midnight is how a whole
    day begins, and tells no hour.
    """
    if text is None or "T" not in text or text.endswith("T00:00"):
        return None
    try:
        if text.endswith("Z"):
            return datetime.fromisoformat(text[:-1]).replace(tzinfo=UTC)
        local = datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        return None
    return local - timedelta(hours=round(lon / 15) + ZONES)


def _words(ledger: Ledger, event: Event) -> str:
    """The sentence around the trigger, and the target and weapons where they stand outside it."""
    start, stop = _sentence(ledger, event.trigger)
    others = [span for span in (event.target, *event.weapons) if span is not None]
    outside = [span.text for span in others if span.start < start or span.stop > stop]
    return " ".join([ledger.document.text[start:stop], *outside])


def _sentence(ledger: Ledger, trigger: Span) -> tuple[int, int]:
    start, stop = 0, len(ledger.document.text)
    for segment in ledger.segments:
        if segment.span.covers(trigger):
            start, stop = max(start, segment.start), min(stop, segment.stop)
    text = ledger.document.text[start:stop]
    breaks = [found.end() for found in BREAK.finditer(text)]
    at = trigger.start - start
    begin = max((place for place in breaks if place <= at), default=0)
    end = min((place for place in breaks if place > at), default=len(text))
    return start + begin, start + end


def _killed(ledger: Ledger, event: Event) -> tuple[float, float] | None:
    """The number of dead that an event tells of: the range of its figures of them."""
    if event.type is not EventType.CASUALTIES or not DEAD.search(event.trigger.text):
        return None
    figures = [figure for figure in ledger.quantities if figure.id in event.figures]
    known = [figure for figure in figures if (figure.low, figure.high) != (None, None)]
    if not known:
        return None
    low = min(figure.low if figure.low is not None else 0.0 for figure in known)
    high = max(figure.high if figure.high is not None else math.inf for figure in known)
    return low, high
