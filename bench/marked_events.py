"""Ledgers of texts whose event words somebody else has marked.

The stages read a text as any report; then the events that they found are set aside, and every
marked word becomes an event, with what the stages' own rules say of its actor, target, places,
times and figures.  So links are measured on what a real ledger holds, and not on what an
annotator knew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from crossfix.config import Config
from crossfix.extract.events import circumstances as told
from crossfix.extract.events.arguments import actor_of, target_of
from crossfix.extract.events.armament import weapons_of
from crossfix.extract.events.lexicon import rule_named
from crossfix.extract.events.scene import Scene, lay_out
from crossfix.extract.events.status import status_of
from crossfix.extract.events.trigger import Trigger
from crossfix.extract.events.triggers import find_triggers, trigger_at
from crossfix.extract.events.whereabouts import geo_precision, nearest_places, places_of
from crossfix.model import KINDS, Document, Event, EventType, Ledger, Span, Status, make_id
from crossfix.models import encode
from crossfix.pipeline import load_stages, prepare, run_stages
from crossfix.reading import Reading, Received

STAGES: Final = ("voices", "times", "quantities", "toponyms", "attribution", "sources", "places",
                 "events")  # fmt: skip
_RULE: Final = "upheaval"
_TOGETHER: Final = 40

Words = tuple[int, int]
"""Where a marked event word stands in the text."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, and the event words that are marked in it."""

    name: str
    text: str
    published: str | None
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """The ledger with our own events, and the one with an event for each marked word.

    ``given`` holds the events of the second ledger in the order of the marked words, None
    for a word that lies in no parsed passage.
    """

    own: Ledger
    marked: Ledger
    given: tuple[Event | None, ...]


def read_marked(texts: Iterable[Marked]) -> Iterator[Read]:
    """Both ledgers of every text, in the order given."""
    stages = load_stages(Config(stages=STAGES))
    batch: list[Marked] = []
    for text in texts:
        batch.append(text)
        if len(batch) == _TOGETHER:
            yield from _read(batch, stages)
            batch = []
    yield from _read(batch, stages)


def _read(batch: Sequence[Marked], stages: Sequence[Any]) -> Iterator[Read]:
    for text, prepared in zip(batch, prepare([_received(text) for text in batch]), strict=True):
        reading = run_stages(prepared, stages)
        given = tuple(_events(reading, text.words))
        own = _ledger(reading, reading.all(Event))
        once = {event.id: event for event in given if event is not None}
        yield Read(own, _ledger(reading, tuple(once.values())), given)


def _received(text: Marked) -> Received:
    digest = make_id("doc", text.name, text.text)
    document = Document(
        id=digest, path=text.name, sha256=digest, text=text.text, published=text.published
    )
    return Received(document, text.text.encode())


def _ledger(reading: Reading, events: Sequence[Event]) -> Ledger:
    entries: dict[str, Any] = {key: tuple(reading.all(kind)) for key, kind in KINDS.items()}
    return Ledger(document=reading.document, **entries | {"events": tuple(events)})


def _events(reading: Reading, words: Iterable[Words]) -> Iterator[Event | None]:
    scenes = [lay_out(reading, passage) for passage in reading.passages]
    encoded = encode(reading)
    triggers = [
        list(find_triggers(scene, read)) for scene, read in zip(scenes, encoded, strict=True)
    ]
    for start, stop in words:
        span = Span(start, stop, reading.document.text[start:stop])
        yield next(
            (
                event
                for scene, ours in zip(scenes, triggers, strict=True)
                if (event := _event(reading, scene, ours, span)) is not None
            ),
            None,
        )


def _event(reading: Reading, scene: Scene, ours: Sequence[Trigger], span: Span) -> Event | None:
    passage = scene.passage
    tokens = passage.find(span)
    if tokens is None or not len(tokens):
        return None
    mine = (t for t in ours if tokens.start <= t.token.i < tokens.end)
    found = next(mine, None)
    trigger = found or trigger_at(tokens.root, rule_named(_RULE))
    scope: set[int] = told.scope_of(trigger)
    actor = actor_of(scene, trigger)
    target = target_of(scene, trigger, actor)
    places = places_of(scene, trigger, scope, set(), actor)
    placed = places or nearest_places(scene, trigger, set(), actor)
    when = told.when_of(scene, trigger, scope, set())
    when = when if when.times else told.when_near(scene, trigger, set())
    return Event(
        id=make_id("evt", reading.document.id, span),
        trigger=span,
        type=found.rule.type if found else EventType.OTHER,
        actor=actor,
        target=target,
        weapons=tuple(weapon.span for weapon in weapons_of(scene, trigger, target)),
        places=tuple(dict.fromkeys(item.entry.id for item in placed)),
        times=tuple(time.id for time in when.times),
        earliest=when.earliest,
        latest=when.latest,
        time_precision=when.precision,
        geo_precision=geo_precision(scene, placed) if placed else None,
        figures=told.figures_of(scene, trigger, scope, set()),
        status=status_of(trigger) or Status.ASSERTED,
    )
