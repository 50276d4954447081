"""WikiEvents: news reports with events, their triggers and arguments, by type."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from crossfix.model import EventType

TYPES: Final[dict[str, frozenset[EventType]]] = {
    "Conflict.Attack": frozenset(
        {EventType.STRIKE, EventType.CLASH, EventType.CASUALTIES, EventType.DAMAGE}
    ),
    "Life.Die": frozenset({EventType.CASUALTIES}),
    "Life.Injure": frozenset({EventType.CASUALTIES}),
    "Conflict.Demonstrate": frozenset({EventType.PROTEST}),
    "Justice.ArrestJailDetain": frozenset({EventType.ARREST}),
    "ArtifactExistence.DamageDestroyDisableDismantle": frozenset(
        {EventType.DAMAGE, EventType.STRIKE}
    ),
}
"""WikiEvents type (its first two parts) → the types that agree with it."""

ROLES: Final[dict[str, str]] = {
    **dict.fromkeys(("Attacker", "Killer", "Injurer", "Demonstrator", "Jailer"), "actor"),
    **dict.fromkeys(("Target", "Victim", "Detainee", "Artifact"), "target"),
    **dict.fromkeys(("Instrument", "ExplosiveDevice"), "weapons"),
    "Place": "places",
}
"""WikiEvents role → our field."""

_DETERMINERS: Final = frozenset({"the", "this", "that", "these", "those", "each", "such"})

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Happening:
    """A gold mention: its trigger, its type, and the stretches of its arguments by our field.

    ``again`` says that a definite noun takes up a type told of before in the report
    ("the explosion"); our ledger ties such mentions to the first and does not repeat them.
    ``joined`` says that another of casualties stands before it in the sentence ("killing
    three and injuring five"), which is one event to us.
    """

    start: int
    stop: int
    type: str
    arguments: tuple[tuple[str, Stretch], ...]
    again: bool
    joined: bool


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report, all of its triggers, and those of the types that we have."""

    text: str
    triggers: tuple[Stretch, ...]
    happenings: tuple[Happening, ...]


def read_wikievents(path: Path) -> Iterator[Annotated]:
    """The reports of a file of JSON lines; the text is the tokens joined by blanks."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield _annotated(json.loads(line))


def _annotated(document: dict[str, Any]) -> Annotated:
    tokens = document["tokens"]
    starts = _offsets(tokens)
    entities = {
        entity["id"]: (starts[entity["start"]], starts[entity["end"]] - 1)
        for entity in document["entity_mentions"]
    }
    triggers, found, told = [], [], set()
    sentences = set()
    for mention in sorted(document["event_mentions"], key=lambda m: m["trigger"]["start"]):
        trigger = mention["trigger"]
        span = (starts[trigger["start"]], starts[trigger["end"]] - 1)
        triggers.append(span)
        kind = ".".join(mention["event_type"].split(".")[:2])
        if kind not in TYPES:
            continue
        harm = kind.startswith("Life.")
        found.append(
            Happening(
                *span,
                kind,
                tuple(
                    (ROLES[argument["role"]], entities[argument["entity_id"]])
                    for argument in mention["arguments"]
                    if argument["role"] in ROLES and argument["entity_id"] in entities
                ),
                again=kind in told and _is_definite(tokens, trigger["start"]),
                joined=harm and trigger["sent_idx"] in sentences,
            )
        )
        told.add(kind)
        if harm:
            sentences.add(trigger["sent_idx"])
    return Annotated(" ".join(tokens), tuple(triggers), tuple(found))


def _is_definite(tokens: list[str], position: int) -> bool:
    """Whether a determiner stands up to three words before, with none that ends a phrase."""
    before = [token.lower() for token in tokens[max(0, position - 3) : position]]
    return bool(_DETERMINERS & set(before))


def _offsets(tokens: list[str]) -> list[int]:
    """Where each token starts in the text, and where one after the last would."""
    starts, position = [], 0
    for token in tokens:
        starts.append(position)
        position += len(token) + 1
    return [*starts, position]
