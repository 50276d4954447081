"""How well events are found: types against coded events, trigger recall, speed.

The mapping from the event groups of the CIR data to our types was written down before
anything was measured.  A group says why a line was filed, which its text need not
carry ("Shop", "00:13"), so coverage is reported beside agreement.
"""

from __future__ import annotations

import csv
import json
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from crossfix import plugins
from crossfix.config import Config
from crossfix.model import Document, Event, EventType, make_id
from crossfix.pipeline import prepare
from crossfix.reading import Reading, Received

_DAMAGE: Final = {EventType.DAMAGE, EventType.STRIKE}
_PRESENCE: Final = {EventType.DEPLOYMENT, EventType.ADVANCE}

IMPLIED: Final[dict[str, set[EventType]]] = {
    "Civilian Infrastructure Damage": _DAMAGE,
    "Military Infrastructure Damage": _DAMAGE,
    "Bombing or Explosion": _DAMAGE,
    "Munitions": {EventType.STRIKE},
    "Russian Firing Positions": {EventType.STRIKE},
    "Russian Military Losses": {EventType.DAMAGE, EventType.CASUALTIES, EventType.STRIKE},
    "Ukrainian Military Losses": {EventType.DAMAGE, EventType.CASUALTIES, EventType.STRIKE},
    "Civilian Casualty": {EventType.CASUALTIES, EventType.STRIKE},
    "Mass grave or Burial": {EventType.CASUALTIES},
    "Ground Battle": {EventType.CLASH, EventType.STRIKE, EventType.ADVANCE},
    "Detentions or Arrests": {EventType.ARREST},
    "Russian Military Presence": _PRESENCE,
}
"""CIR event group (without its months) → the types that agree with it."""

WIKIEVENTS: Final[dict[str, set[EventType]]] = {
    "Conflict.Attack": {EventType.STRIKE, EventType.CLASH, EventType.CASUALTIES, EventType.DAMAGE},
    "Life.Die": {EventType.CASUALTIES},
    "Life.Injure": {EventType.CASUALTIES},
    "Conflict.Demonstrate": {EventType.PROTEST},
    "Justice.ArrestJailDetain": {EventType.ARREST},
    "ArtifactExistence.DamageDestroyDisableDismantle": {EventType.DAMAGE, EventType.STRIKE},
}
"""WikiEvents type (its first two parts) → the types that agree with it."""

_STAGES: Final = ("quantities", "events")


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


def cir_rows(path: Path) -> list[tuple[str, str]]:
    """The lines of text with a group that implies a type, without doubles."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            (_group(row["event_group"]), row["brief description"].strip())
            for row in csv.DictReader(file)
        ]
    return [
        (group, text) for group, text in dict.fromkeys(rows) if group in IMPLIED and len(text) > 3
    ]


def _group(name: str) -> str:
    name = re.sub(
        r"\s+(?:January|February|March|April|May|June|July|August|Sep|Oct|Nov).*$", "", name
    )
    return re.sub(r"\s+(?:Feb - June|July - Now)$", "", name)


def _cir(path: Path) -> dict[str, float]:
    rows = cir_rows(path)
    found, agreed = 0, 0
    for (group, _), reading in zip(rows, readings(text for _, text in rows), strict=True):
        types = {event.type for event in reading.all(Event)}
        found += bool(types)
        agreed += bool(types & IMPLIED[group])
    return {
        "events.cir.lines": len(rows),
        "events.cir.coverage": found / len(rows),
        "events.cir.agreement": agreed / max(1, found),
    }


def _wikievents(path: Path) -> dict[str, float]:
    documents = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    wanted, hit, overlap = 0, 0, 0
    texts = [" ".join(document["tokens"]) for document in documents]
    for document, reading in zip(documents, readings(texts), strict=True):
        starts = _offsets(document["tokens"])
        events = sorted(reading.all(Event), key=lambda event: event.trigger.start)
        for mention in document["event_mentions"]:
            kind = ".".join(mention["event_type"].split(".")[:2])
            if kind not in WIKIEVENTS:
                continue
            start = starts[mention["trigger"]["start"]]
            stop = start + len(mention["trigger"]["text"])
            near = [e for e in events if e.trigger.start < stop and start < e.trigger.stop]
            wanted += 1
            overlap += bool(near)
            hit += any(event.type in WIKIEVENTS[kind] for event in near)
    return {
        "events.wikievents.triggers": wanted,
        "events.wikievents.recall": overlap / max(1, wanted),
        "events.wikievents.recall_typed": hit / max(1, wanted),
    }


def _offsets(tokens: list[str]) -> list[int]:
    starts, position = [], 0
    for token in tokens:
        starts.append(position)
        position += len(token) + 1
    return starts


def _speed(path: Path) -> dict[str, float]:
    """Words per CPU second of each stage, without the parse."""
    documents = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    prepared = prepare([_received(" ".join(document["tokens"])) for document in documents])
    words = sum(len(passage.doc) for reading in prepared for passage in reading.passages)
    spent: dict[str, float] = defaultdict(float)
    stages = ("quantities", "events", "forecasts", "claims", "links")
    made: list[plugins.Stage] = [plugins.make(plugins.STAGES, name, Config()) for name in stages]
    for reading in prepared:
        done = reading
        for stage in made:
            start = time.process_time()
            done = done.with_entries(list(stage.run(done)))
            spent[stage.name] += time.process_time() - start
    return {f"{name}.words_per_second": words / spent[name] for name in stages}


if __name__ == "__main__":
    for key, value in measure(Path(__file__).parents[2] / "shared").items():
        print(f"{key:40} {value:.3f}")
