"""Lines without a verb: what a caption or a headline shows, and what it only names."""

from __future__ import annotations

import pytest

from crossfix.model import Event
from tests.readings import reading_of


def found(text: str) -> list[tuple[str, str]]:
    events = reading_of(text, "2025-03-12", stages=["quantities", "events"]).all(Event)
    return [(event.type.value, event.trigger.text) for event in events]


SHOWN = [
    ("Destroyed school in the village", [("damage", "Destroyed")]),
    ("Shelled School", [("strike", "Shelled")]),
    ("Aftermath of shelling", [("strike", "shelling")]),
    ("Aftermath at the bakery", [("damage", "Aftermath")]),
    ("Damage to a bakery near the station", [("damage", "Damage")]),
    ("School hit by a shell", [("strike", "hit")]),
    ("Smoke over the refinery", [("damage", "Smoke")]),
    ("Large plume of smoke above the port", [("damage", "plume of smoke")]),
    ("Crater in front of the town hall", [("damage", "Crater")]),
    ("Two bodies in the street", [("casualties", "bodies")]),
    ("Dead civilians on the highway", [("casualties", "Dead")]),
    ("Fragments of a rocket in a playground", [("strike", "Fragments")]),
    ("Unexploded shell in a garden", [("strike", "shell")]),
    ("Russian tanks on the edge of the town", [("deployment", "tanks")]),
    ("Video showing Russian trucks in a yard", [("deployment", "trucks")]),
    ("Russian firing positions in a field", [("deployment", "positions")]),
    ("Soldiers patrolling the market square", [("deployment", "patrolling")]),
    ("Military convoy", [("deployment", "convoy")]),
    ("Helicopters flying over the reservoir", [("deployment", "flying")]),
    # Prose, where what is left behind was found or lies there.
    ("Fragments of a missile were found in a yard.", [("strike", "Fragments")]),
    ("Nine people were dead.", [("casualties", "dead")]),
]


@pytest.mark.parametrize(("text", "expected"), SHOWN)
def test_what_a_line_shows(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


NAMED = [
    "Image 2",
    "00:13 - 00:20",
    "A video of a tank",
    "Abandoned Russian positions in a forest",
    "Police in the square",
    "The aftermath of the vote surprised nobody.",
    "Russian forces are in a difficult position.",
    "Ukrainian trucks for sale",
    "The debris of a broken treaty surprised him.",
    "Russian troops near Lubny:",
]


@pytest.mark.parametrize("text", NAMED)
def test_what_a_line_only_names(text: str) -> None:
    assert found(text) == []


def test_who_is_there_is_not_told_where_something_happened_to_them() -> None:
    assert found("Russian tanks destroyed in a field") == [("damage", "destroyed")]
