"""Happenings beyond the vocabulary: what the probe finds and what the rules keep out."""

from __future__ import annotations

import pytest

from crossfix import read
from crossfix.model import EventType, Status

FOUND = [
    ("Fishermen said the current had carried two of the boats down to the estuary.", "carried"),
    ("Residents said that soldiers had taken the goats and locked the school.", "locked"),
    ("Witnesses said a drone had circled over the market for an hour.", "circled"),
]
NOT_FOUND = [
    "The ministry said that it had answered every letter.",
    "The tension in the region grew.",
    "The mayor would leave the town if the bridge fell.",
    "They went on to praise the crews.",
    "The minister walked back his plans.",
    "The statement came from the ministry.",
    "The mayor spent a week in the town.",
]


def others(text: str) -> dict[str, Status]:
    """The words of the events without a type of their own, each with its status."""
    events = read(text, published="2025-05-06").events
    return {e.trigger.text: e.status for e in events if e.type is EventType.OTHER}


@pytest.mark.parametrize(("text", "trigger"), FOUND)
def test_a_happening_without_a_word_of_its_own_is_found(text: str, trigger: str) -> None:
    assert others(text).get(trigger) is Status.ASSERTED


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_is_said_shown_or_meant_is_none(text: str) -> None:
    assert others(text) == {}


def test_what_did_not_happen_is_denied() -> None:
    told = others("The harbour master said that the drone had not circled over Izmail.")
    assert told == {"circled": Status.DENIED}
