"""Links inside one report: the same happening told twice, contradictions, support.

Events are compared only within a block (a kind of event and a place, a day or a word
of what was acted on), and each block only with the few mentions before it, so the work
grows with the length of the report and no faster.  A link keeps the features that made
it, each with its weight; the score is the logistic of their sum.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from typing import Final

from crossfix.config import Config
from crossfix.extract.likeness import FEATURES, Told, same_place, same_time
from crossfix.findings.figures import ranges_meet
from crossfix.model import (
    Attribution,
    Claim,
    Event,
    EventType,
    Feature,
    Link,
    LinkKind,
    Place,
    Quantity,
    Segment,
    SegmentKind,
    Status,
    make_id,
)
from crossfix.reading import Reading

_WINDOW: Final = 8
_NEAR: Final = 250
_BIAS: Final = -2.5
_THRESHOLD: Final = 0.5
_WIDE: Final = frozenset({Feature.REGION, Feature.COUNTRY, Feature.FRONT, Feature.DISTRICT})
_RELATED: Final = (
    frozenset({EventType.STRIKE, EventType.DAMAGE}),
    frozenset({EventType.STRIKE, EventType.CASUALTIES}),
    frozenset({EventType.STRIKE, EventType.OUTAGE}),
    frozenset({EventType.DAMAGE, EventType.OUTAGE}),
    frozenset({EventType.CLASH, EventType.ADVANCE}),
    frozenset({EventType.CLASH, EventType.CAPTURE}),
    frozenset({EventType.ADVANCE, EventType.CAPTURE}),
)
_EMPTY_WORDS: Final = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "in",
        "on",
        "at",
        "to",
        "for",
        "its",
        "his",
        "their",
        "this",
        "that",
        "these",
        "those",
        "one",
        "some",
        "several",
        "other",
        "both",
    ]
)


class Links:
    """The stage that links what is told more than once, or told against each other."""

    name = "links"
    version = "2"

    def __init__(self, config: Config) -> None:
        self._config = config

    def run(self, reading: Reading) -> Iterable[Link]:
        """Every link of the report."""
        told = _gather(reading)
        seen: set[tuple[str, str]] = set()
        supported: set[str] = set()
        for left, right in _pairs(told):
            key = (left.event.id, right.event.id)
            if key in seen:
                continue
            seen.add(key)
            if left.event.type is right.event.type:
                yield from _same(reading, left, right)
            elif _is_related(left, right) and not supported & set(key):
                for link in _support(reading, left, right):
                    supported.update(key)
                    yield link


def _gather(reading: Reading) -> list[Told]:
    segments = sorted(reading.all(Segment), key=lambda segment: segment.start)
    led = {s.parent: s.id for s in reversed(segments) if s.kind is SegmentKind.QUOTED_REPORT}
    found = []
    position = 0
    for event in sorted(reading.all(Event), key=lambda event: event.trigger.start):
        while position + 1 < len(segments) and segments[position + 1].start <= event.trigger.start:
            position += 1
        places = [p for p in (reading.get(Place, i) for i in event.places) if p is not None]
        near = [p for p in places if abs(p.start - event.trigger.start) <= _NEAR]
        claims = (reading.get(Claim, claim) for claim in event.claim_ids)
        found.append(
            Told(
                event=event,
                places=frozenset(map(_place_key, places)),
                named=frozenset(map(_place_key, near)),
                target=_words(event.target.text if event.target else ""),
                actor=_words(event.actor.text if event.actor else ""),
                segment=segments[position].id if segments else "",
                source=next((claim.source_id for claim in claims if claim is not None), None)
                or _source_of(reading, event),
                figures=tuple(
                    figure
                    for entry_id in event.figures
                    if (figure := reading.get(Quantity, entry_id)) is not None
                ),
                towns=frozenset(_place_key(p) for p in places if p.feature not in _WIDE),
                unknown=frozenset(p.name.casefold() for p in places if p.lat is None),
                introduces=led.get(segments[position].id) if segments else None,
            )
        )
    return found


def _source_of(reading: Reading, event: Event) -> str | None:
    for entry_id in reversed(event.attributions):
        attribution = reading.get(Attribution, entry_id)
        if attribution is not None and attribution.source_id is not None:
            return attribution.source_id
    return None


def _place_key(place: Place) -> str:
    return place.gazetteer_id or place.name.casefold()


def _words(text: str) -> frozenset[str]:
    words = (word.strip(".,;:'’s\"“”()").casefold() for word in text.split())
    return frozenset(word for word in words if len(word) > 1 and word not in _EMPTY_WORDS)


def _pairs(told: Iterable[Told]) -> Iterator[tuple[Told, Told]]:
    """Mentions that share a block, each with the few before it there."""
    blocks: dict[tuple[str, str], deque[Told]] = defaultdict(lambda: deque(maxlen=_WINDOW))
    for mention in told:
        for key in _keys(mention):
            for earlier in blocks[key]:
                yield earlier, mention
            blocks[key].append(mention)


def _keys(mention: Told) -> Iterator[tuple[str, str]]:
    for place in sorted(mention.places):
        yield "place", place
    for word in sorted(mention.target):
        yield mention.event.type.value, word
    for segment in {mention.segment, mention.introduces} if mention.event.target else ():
        if segment is not None:
            yield f"led in {mention.event.type.value}", segment
    if mention.event.earliest is not None:
        yield mention.event.type.value, mention.event.earliest[:10]


def _is_related(left: Told, right: Told) -> bool:
    """Whether one may be the effect of the other, told elsewhere in the report."""
    kinds = frozenset({left.event.type, right.event.type})
    return kinds in _RELATED and left.segment != right.segment


def _same(reading: Reading, left: Told, right: Told) -> Iterator[Link]:
    reasons = _weigh(left, right)
    score = _logistic(_BIAS + sum(reasons.values()))
    if score < _THRESHOLD:
        return
    kind = LinkKind.SAME_EVENT
    if {left.event.status, right.event.status} == {Status.ASSERTED, Status.DENIED}:
        kind = LinkKind.CONTRADICTS
        reasons["asserted_and_denied"] = 1.0
    elif {left.event.status, right.event.status} & {Status.PLANNED, Status.HYPOTHETICAL}:
        return
    yield _link(reading, (left.event.id, right.event.id), kind, score, reasons)
    if kind is LinkKind.CONTRADICTS:
        return
    if left.source is not None and left.source == right.source and left.segment != right.segment:
        yield _link(reading, (left.event.id, right.event.id), LinkKind.REPEATS, score, reasons)
    yield from _figures_apart(reading, left, right, score)


def _figures_apart(reading: Reading, left: Told, right: Told, score: float) -> Iterator[Link]:
    """Figures of one happening that count the same thing and cannot both be right."""
    for a in left.figures:
        for b in right.figures:
            if a.id == b.id or a.of is None or b.of is None or a.unit != b.unit:
                continue
            if not _words(a.of.text) & _words(b.of.text):
                continue
            if not ranges_meet(a, b):
                reasons = {"same_happening": score, "figures_apart": 1.0}
                yield _link(reading, (a.id, b.id), LinkKind.CONTRADICTS, score, reasons)


def _support(reading: Reading, left: Told, right: Told) -> Iterator[Link]:
    """An effect told beside its cause, of one place and time and by different sources."""
    if left.event.status is not Status.ASSERTED or right.event.status is not Status.ASSERTED:
        return
    if left.source is None or right.source is None or left.source == right.source:
        return
    place, time = same_place(left, right), same_time(left, right)
    if left.named & right.named and time > 0:
        reasons = {"same_place": place, "same_time": time, "cause_and_effect": 0.5}
        score = _logistic(_BIAS + sum(reasons.values()))
        yield _link(reading, (left.event.id, right.event.id), LinkKind.SUPPORTS, score, reasons)


def _weigh(left: Told, right: Told) -> dict[str, float]:
    weights = {feature.__name__: feature(left, right) for feature in FEATURES}
    return {name: round(weight, 3) for name, weight in weights.items() if weight}


def _logistic(total: float) -> float:
    return round(1 / (1 + math.exp(-total)), 4)


def _link(
    reading: Reading,
    pair: tuple[str, str],
    kind: LinkKind,
    score: float,
    reasons: dict[str, float],
) -> Link:
    left, right = pair
    return Link(
        id=make_id("lnk", reading.document.id, left, right, kind.value),
        left=left,
        right=right,
        kind=kind,
        score=score,
        reasons=dict(reasons),
    )
