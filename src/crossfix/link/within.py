"""What one report tells against itself: of its events, of its figures, of its evidence.

Evidence is told against itself where a report says that there is some and that there is none,
of one matter: videos show the fire at a plant, and there are no videos of it.  The matter is
what happened in the same sentence, or in the one before where that tells of nothing.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from crossfix.findings.conflicts import Conflict, ConflictKind
from crossfix.findings.happenings import Quoted
from crossfix.link.conflicts import conflicts
from crossfix.link.facts import Point, distance_km, ordinal
from crossfix.link.recordings import Recording, denies, recordings_in, sentences
from crossfix.link.sides import side_of
from crossfix.link.words import kinship, rarity, words_in
from crossfix.model import Event, EventType, Feature, Ledger, LinkKind, Place, Span, make_id

_NEAR: Final = 1_500
"""Characters within which two tellings without a place may be of one matter."""
_KIN: Final = 0.5
_LOOSELY: Final = 0.15
"""How near "the fire" must come to "burned" to mean it."""
_TELLING: Final = 0.3
"""How rare a word is at least that ties two tellings."""
_AREAS: Final = frozenset({Feature.REGION, Feature.DISTRICT, Feature.FRONT})
_RELATED: Final = (
    frozenset({EventType.STRIKE, EventType.DAMAGE, EventType.OUTAGE, EventType.CASUALTIES}),
    frozenset({EventType.CLASH, EventType.ADVANCE, EventType.CAPTURE, EventType.RETREAT}),
)
_ONE: Final = frozenset({LinkKind.SAME_EVENT, LinkKind.REPEATS, LinkKind.CONTRADICTS})
_SAID: Final = frozenset({EventType.STATEMENT, EventType.OTHER})


def conflicts_within(ledger: Ledger) -> list[Conflict]:
    """The conflicts inside one report, in the order of what its text has first, each once."""
    found = list(_between_events(ledger))
    told = {_ends(conflict) for conflict in found if conflict.kind is ConflictKind.FIGURE}
    for conflict in _between_figures(ledger):
        if _ends(conflict) not in told:  # of the same two tellings one is enough
            told.add(_ends(conflict))
            found.append(conflict)
    once = {conflict.id: conflict for conflict in [*found, *_of_evidence(ledger)]}
    return sorted(once.values(), key=lambda c: (c.left.words, c.right.words, c.kind))


def _ends(conflict: Conflict) -> frozenset[str]:
    return frozenset((conflict.left_event, conflict.right_event))


def _between_events(ledger: Ledger) -> Iterator[Conflict]:
    """Between what the report links as told over again, or told against each other."""
    events = {event.id for event in ledger.events}
    for link in ledger.links:
        if link.kind in _ONE and link.left in events and link.right in events:
            yield from conflicts(side_of(ledger, link.left), side_of(ledger, link.right))


def _between_figures(ledger: Ledger) -> Iterator[Conflict]:
    """Figures that the report links as told against each other, each of an event."""
    holders = {figure: event.id for event in ledger.events for figure in event.figures}
    figures = {quantity.id: quantity for quantity in ledger.quantities}
    for link in ledger.links:
        if link.kind is not LinkKind.CONTRADICTS:
            continue
        if not {link.left, link.right} <= holders.keys() & figures.keys():
            continue
        left, right = sorted((figures[link.left], figures[link.right]), key=lambda q: q.span)
        counted = left.of or right.of
        what = counted.text if counted else left.unit or right.unit or "count"
        differs = f"{what}: {left.text} against {right.text}"
        told = (holders[left.id], left.span), (holders[right.id], right.span)
        yield _conflict(ledger, ConflictKind.FIGURE, told, differs)


def _of_evidence(ledger: Ledger) -> Iterator[Conflict]:
    """Evidence said not to be there, against the nearest that is said to be, of one matter."""
    recordings = recordings_in(ledger.document.text)
    absent = [recording for recording in recordings if recording.denied]
    present = [recording for recording in recordings if not recording.denied]
    if not absent or not present:
        return
    report = _Report(ledger)
    for none in absent:
        at = none.words.start
        for some in sorted(present, key=lambda one: abs(one.words.start - at)):
            matter = report.matter(some, none) if denies(none, some) else None
            if matter is not None:
                told = ((matter[0].id, some.words), (matter[1].id, none.words))
                left, right = sorted(told, key=lambda each: each[1])
                differs = f"“{left[1].text}” against “{right[1].text}”"
                yield _conflict(ledger, ConflictKind.EVIDENCE, (left, right), differs)
                break


def _conflict(
    ledger: Ledger, kind: ConflictKind, told: Sequence[tuple[str, Span]], differs: str
) -> Conflict:
    document = ledger.document.id
    (left_event, left), (right_event, right) = told
    return Conflict(
        id=make_id("cnf", kind, document, left, document, right),
        kind=kind,
        left_event=left_event,
        right_event=right_event,
        left=Quoted(document=document, words=left),
        right=Quoted(document=document, words=right),
        differs=differs,
    )


@dataclass(frozen=True)
class _Report:
    """A ledger as matters are sought in it."""

    ledger: Ledger

    @cached_property
    def sentences(self) -> list[Span]:
        return sentences(self.ledger.document.text)

    @cached_property
    def starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def events(self) -> Mapping[int, list[Event]]:
        """The events by the number of their sentence; what is merely said is none here."""
        found: dict[int, list[Event]] = {}
        for event in self.ledger.events:
            if event.type not in _SAID:
                found.setdefault(self.number(event.trigger), []).append(event)
        return found

    @cached_property
    def places(self) -> Mapping[str, Place]:
        return {place.id: place for place in self.ledger.places}

    @cached_property
    def linked(self) -> frozenset[frozenset[str]]:
        """Pairs of events that the report itself tells of as one."""
        links = self.ledger.links
        return frozenset(frozenset((x.left, x.right)) for x in links if x.kind in _ONE)

    def number(self, span: Span) -> int:
        """The number of the sentence in which a span begins."""
        return max(0, bisect_right(self.starts, span.start) - 1)

    def about(self, recording: Recording) -> list[Event]:
        """What a recording is of: events of its sentence, else of the one before it."""
        number = self.number(recording.words)
        return self.events.get(number) or self.events.get(number - 1, [])

    def matter(self, some: Recording, none: Recording) -> tuple[Event, Event] | None:
        """The events of which there is some evidence and none; None where it is not one matter."""
        pairs = ((one, other) for other in self.about(none) for one in self.about(some))
        return next(
            (
                (one, other)
                for one, other in pairs
                if self.is_one(one, other) and self.is_meant(none, one, other)
            ),
            None,
        )

    def is_meant(self, none: Recording, other: Event, event: Event) -> bool:
        """Whether what is not shown is the event, and not something beside it.

        "There are no videos" are of anything, "no videos of the interception" of that alone.
        """
        named = _telling(none.content, 0)
        deeds = _telling([*words_in(event.trigger.text), *words_in(other.trigger.text)], 0)
        if not named or _are_kin(named, deeds, _LOOSELY):
            return True
        return _are_kin(named, self.words(event) | self.words(other), _KIN)

    def is_one(self, one: Event, other: Event) -> bool:
        """Whether two events may be one matter: linked, or of one place, day and thing."""
        if one.id == other.id or frozenset((one.id, other.id)) in self.linked:
            return True
        if not _are_related(one.type, other.type) or not _days_meet(one, other):
            return False
        near = self.nearness(one, other)
        if near is False:
            return False
        if near is True:
            return True
        close = abs(one.trigger.start - other.trigger.start) <= _NEAR
        mine, theirs = _telling(_thing(one)), _telling(_thing(other))
        return close and _are_kin(mine, theirs, _KIN)

    def nearness(self, one: Event, other: Event) -> bool | None:
        """Whether two events share a town; None where only a region does, or places are unknown."""
        mine, theirs = (
            [self.places[key] for key in event.places if key in self.places]
            for event in (one, other)
        )
        pairs = [(a, b) for a in mine for b in theirs]
        if any(a.name.casefold() == b.name.casefold() and _is_town(a) for a, b in pairs):
            return True
        gaps = [(gap, a, b) for a, b in pairs if (gap := _gap_km(a, b)) is not None]
        if any(gap <= 0 and _is_town(a) and _is_town(b) for gap, a, b in gaps):
            return True
        if gaps and all(gap > 0 for gap, _, _ in gaps):
            return False
        return None

    def words(self, event: Event) -> frozenset[str]:
        """The telling words of the sentence of an event."""
        return _telling(words_in(self.sentences[self.number(event.trigger)].text))


def _are_related(one: EventType, other: EventType) -> bool:
    return one is other or any({one, other} <= kinds for kinds in _RELATED)


def _days_meet(one: Event, other: Event) -> bool:
    """Whether the days of two events have one in common, as far as both are known."""
    bounds = [ordinal(day) for e in (one, other) for day in (e.earliest, e.latest)]
    first, last, start, stop = bounds
    if first is None or last is None or start is None or stop is None:
        return True
    return first <= stop and start <= last


def _thing(event: Event) -> Iterator[str]:
    """The words of what an event befell, and of who did it."""
    for span in (event.target, event.actor):
        if span is not None:
            yield from words_in(span.text)


def _telling(words: Iterable[str], least: float = _TELLING) -> frozenset[str]:
    return frozenset(word for word in words if rarity(word) > least)


def _are_kin(left: Iterable[str], right: Iterable[str], least: float) -> bool:
    """Whether a word of each may mean the same thing."""
    others = list(right)
    return any(kinship(mine, theirs) >= least for mine in left for theirs in others)


def _is_town(place: Place) -> bool:
    return place.feature is not Feature.COUNTRY and place.feature not in _AREAS


def _gap_km(one: Place, other: Place) -> float | None:
    """What lies between two places beyond their uncertainty; None for countries and unknown."""
    if Feature.COUNTRY in {one.feature, other.feature}:
        return None
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    left = Point(math.radians(one.lat), math.radians(one.lon), one.radius_km or 1.0)
    right = Point(math.radians(other.lat), math.radians(other.lon), other.radius_km or 1.0)
    return distance_km(left, right) - left.radius_km - right.radius_km
