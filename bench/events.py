"""How well events are found: types of coded lines, triggers and arguments, speed.

The mappings from other people's types to ours were written down before anything was
measured; they stand with the readers in ``bench/corpora``.
"""

from __future__ import annotations

import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from bench.corpora.cir import IMPLIED, Line, read_cir
from bench.corpora.wikievents import ROLES, TYPES, Annotated, Happening, read_wikievents
from crossfix import plugins
from crossfix.config import Config
from crossfix.model import Document, Event, EventType, Place, make_id
from crossfix.models import encode
from crossfix.pipeline import prepare
from crossfix.reading import Reading, Received

_STAGES: Final = ("times", "quantities", "toponyms", "places", "events")
_CONFLICT: Final = frozenset().union(*TYPES.values())


def measure(shared: Path) -> dict[str, float]:
    """Every figure of this bench; ``shared`` is the folder that holds ``data``."""
    return {
        **_cir(shared / "data" / "cir_events" / "events_dev.csv"),
        **_wikievents(shared / "data" / "wikievents" / "dev.jsonl"),
        **_speed(shared / "data" / "wikievents" / "dev.jsonl"),
    }


def readings(texts: Iterable[str], stages: Iterable[str] = _STAGES) -> Iterator[Reading]:
    """Texts carried through some stages."""
    made: list[plugins.Stage] = [plugins.make(plugins.STAGES, name, Config()) for name in stages]
    for reading in prepare([_received(text) for text in texts]):
        done = reading
        for stage in made:
            done = done.with_entries(stage.run(done))
        yield done


def _received(text: str) -> Received:
    raw = text.encode()
    digest = make_id("bench", text)
    document = Document(id=digest, path="bench", sha256=digest, text=text, published="2022-06-01")
    return Received(document, raw)


# --- lines of Ukraine in 2022 -----------------------------------------------------------


def _cir(path: Path) -> dict[str, float]:
    lines = read_cir(path)
    told = [
        (line, {event.type for event in reading.all(Event)})
        for line, reading in zip(lines, readings(line.text for line in lines), strict=True)
    ]
    held = [item for item in told if item[0].held_out]
    carried = [item for item in held if item[0].carries]
    silent = [item for item in held if item[0].carries is False]
    return {
        "events.cir.lines": len(lines),
        "events.cir.coverage": _share(bool(types) for _, types in told),
        "events.cir.agreement": _share(_fits(*item) for item in told if item[1]),
        "events.cir.held.lines": len(held),
        "events.cir.held.fitting, of all lines": _share(_fits(*item) for item in held),
        "events.cir.held.read": len(carried) + len(silent),
        "events.cir.held.carried": len(carried),
        "events.cir.held.fitting, of lines that carry the type": _share(
            _fits(*item) for item in carried
        ),
        "events.cir.held.fitting, of lines that do not": _share(_fits(*item) for item in silent),
    }


def _fits(line: Line, types: set[EventType]) -> bool:
    return bool(types & IMPLIED[line.group])


def _share(truths: Iterable[bool]) -> float:
    counted = Counter(truths)
    return counted[True] / max(1, counted.total())


# --- news reports with triggers and arguments -------------------------------------------


def _wikievents(path: Path) -> dict[str, float]:
    documents = list(read_wikievents(path))
    counts: Counter[str] = Counter()
    found = readings((document.text for document in documents), (*_STAGES,))
    for document, reading in zip(documents, found, strict=True):
        events = sorted(reading.all(Event), key=lambda event: event.trigger.start)
        _count_happenings(counts, document, reading, events)
        for event in events:
            if event.type in _CONFLICT:
                counts["ours"] += 1
                counts["ours_marked"] += any(_meets(event, *span) for span in document.triggers)
    return {
        "events.wikievents.triggers": counts["wanted"],
        "events.wikievents.recall": counts["overlap"] / max(1, counts["wanted"]),
        "events.wikievents.recall_typed": counts["hit"] / max(1, counts["wanted"]),
        "events.wikievents.first told": counts["first"],
        "events.wikievents.recall_typed, first told": counts["first_hit"] / max(1, counts["first"]),
        "events.wikievents.ours of conflict types": counts["ours"],
        "events.wikievents.precision, at least": counts["ours_marked"] / max(1, counts["ours"]),
        **{
            f"events.wikievents.{field}.{name}": counts[f"{field} right"]
            / max(1, counts[f"{field} {over}"])
            for field in sorted(set(ROLES.values()))
            for name, over in (("recall", "wanted"), ("precision", "given"))
        },
    }


def _count_happenings(
    counts: Counter[str], document: Annotated, reading: Reading, events: list[Event]
) -> None:
    for happening in document.happenings:
        near = [event for event in events if _meets(event, happening.start, happening.stop)]
        hits = [event for event in near if event.type in TYPES[happening.type]]
        counts["wanted"] += 1
        counts["overlap"] += bool(near)
        counts["hit"] += bool(hits)
        if not (happening.again or happening.joined):
            counts["first"] += 1
            counts["first_hit"] += bool(hits)
        if hits:
            _count_arguments(counts, happening, reading, hits[0])


def _count_arguments(
    counts: Counter[str], happening: Happening, reading: Reading, event: Event
) -> None:
    """Fields that gold fills: how often ours is there, and touches one of gold's stretches."""
    for field in sorted({field for field, _ in happening.arguments}):
        gold = [span for name, span in happening.arguments if name == field]
        ours = _stretches(reading, event, field)
        right = any(start < b and a < stop for start, stop in ours for a, b in gold)
        counts[f"{field} wanted"] += 1
        counts[f"{field} given"] += bool(ours)
        counts[f"{field} right"] += right


def _stretches(reading: Reading, event: Event, field: str) -> list[tuple[int, int]]:
    if field == "places":
        places = (reading.get(Place, place) for place in event.places)
        return [(place.start, place.stop) for place in places if place is not None]
    spans = {
        "actor": (event.actor,),
        "target": (event.target,),
        "weapons": event.weapons,
    }[field]
    return [(span.start, span.stop) for span in spans if span is not None]


def _meets(event: Event, start: int, stop: int) -> bool:
    return event.trigger.start < stop and start < event.trigger.stop


# --- speed ------------------------------------------------------------------------------


def _speed(path: Path) -> dict[str, float]:
    """Words per CPU second of each stage, without the parse and the encoder's pass."""
    documents = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    prepared = prepare([_received(" ".join(document["tokens"])) for document in documents])
    words = sum(len(passage.doc) for reading in prepared for passage in reading.passages)
    spent: dict[str, float] = defaultdict(float)
    stages = ("quantities", "events", "forecasts", "claims", "links")
    made: list[plugins.Stage] = [plugins.make(plugins.STAGES, name, Config()) for name in stages]
    for reading in prepared:
        done = reading
        encode(reading)
        for stage in made:
            start = time.process_time()
            done = done.with_entries(list(stage.run(done)))
            spent[stage.name] += time.process_time() - start
    return {f"{name}.words_per_second": words / spent[name] for name in stages}


if __name__ == "__main__":
    for key, value in measure(Path(__file__).parents[2] / "shared").items():
        print(f"{key:64} {value:.3f}")
