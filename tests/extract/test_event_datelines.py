"""Datelines and speakers' titles: neither actor nor target, and places only for want of others."""

from __future__ import annotations

import pytest

from crossfix.model import Event, Place
from tests.readings import ledger_of

SAID = "2025-06-06"

ACTORS = [
    ("KRYVYI RIH, Ukraine, 4 June — Two missiles hit a bakery on Tuesday.", "bakery", None),
    ("GAO - Rebels burned nine lorries on Tuesday.", "lorries", "Rebels"),
    ("GAO (AFP) — Rebels killed nine guards on Tuesday.", "guards", "Rebels"),
    ("GAO, 5 June - 17 guards were killed by rebels.", "guards", "rebels"),
    ("Gao, Mali – Rebels killed nine guards on the road to the ferry on Tuesday.", "guards",
     "Rebels"),
    ("QUETTA: Gunmen attacked a police post on Tuesday.", "post", "Gunmen"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "target", "actor"), ACTORS)
def test_a_dateline_neither_acts_nor_suffers(text: str, target: str, actor: str | None) -> None:
    [event] = ledger_of(text, SAID).events
    assert event.target is not None
    assert event.target.text.endswith(target)
    assert "GAO" not in event.target.text
    assert (event.actor.text if event.actor else None) == actor


def places_of(text: str, word: str) -> list[str]:
    """The names of the places of the event that a word tells."""
    ledger = ledger_of(text, SAID)
    known: dict[str, Place] = {place.id: place for place in ledger.places}
    [event] = [event for event in ledger.events if event.trigger.text == word]
    assert isinstance(event, Event)
    return [known[one].name for one in event.places]


PLACES = [
    ("KYIV, Ukraine - Shells hit a bakery in Nikopol on Monday.", "hit", ["Nikopol"]),
    ("KYIV, Ukraine - Shells hit a bakery in the Sumy region on Monday.", "hit", ["Sumy"]),
    ("NIKOPOL, Ukraine - Shells hit a bakery on Monday.", "hit", ["NIKOPOL"]),
    ("Shells hit a bakery in Nikopol on Monday. According to the governor of Dnipropetrovsk "
     "region, two people were killed.", "killed", ["Nikopol"]),
    ("Shells hit a bakery in Nikopol, killing two, the governor of Dnipropetrovsk region, "
     "Grigory Potemkin, said.", "killing", ["Nikopol"]),
    ("Shells hit a bakery in Nikopol on Monday. According to the governor of Kherson region, two "
     "people were killed.", "killed", ["Kherson"]),
    ("According to the mayor of Nikopol, two people were killed.", "killed", ["Nikopol"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "places"), PLACES)
def test_where_it_happened(text: str, word: str, places: list[str]) -> None:
    assert places_of(text, word) == places
