"""Killed and wounded, set on fire, hit with shells, and ground that is only held."""

from __future__ import annotations

import pytest

from crossfix.model import Event, Quantity
from tests.readings import reading_of


def told(text: str) -> list[tuple[str, list[str]]]:
    """Each event's words and its figures."""
    reading = reading_of(text, "2025-06-06", stages=["quantities", "events"])
    figures = {one.id: one.text for one in reading.all(Quantity)}
    return [(e.trigger.text, [figures[one] for one in e.figures]) for e in reading.all(Event)]


HARM = [
    ("18 traders were killed and 60 people were wounded.",
     [("killed", ["18"]), ("wounded", ["60"])]),
    ("At least 15 people were killed, and 40 others were injured.",
     [("killed", ["At least 15"]), ("injured", ["40"])]),
    ("Fourteen people were killed and 20 wounded.",
     [("killed", ["Fourteen"]), ("wounded", ["20"])]),
    ("Shells hit the market, killing fourteen people and wounding 20.",
     [("hit", []), ("killing", ["fourteen"]), ("wounding", ["20"])]),
    ("The gunmen killed 14 people and injured 20 others.",
     [("killed", ["14"]), ("injured", ["20"])]),
    ("The gunmen left 14 dead and 20 injured.",
     [("left 14 dead", ["14"]), ("injured", ["20"])]),
    ("The gunmen left 14 soldiers dead and 30 others wounded.",
     [("left 14 soldiers dead", ["14"]), ("wounded", ["30"])]),
    ("Forty people were killed and wounded.", [("killed", ["Forty"])]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), HARM)
def test_each_clause_has_its_own_figure(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert told(text) == expected


def test_nobody_killed_and_three_wounded() -> None:
    reading = reading_of("Nobody was killed and three people were wounded.", stages=["events"])
    found = [(event.trigger.text, event.status.value) for event in reading.all(Event)]
    assert found == [("killed", "denied"), ("wounded", "asserted")]


def parts(text: str) -> list[tuple[str, str | None, str | None, list[str]]]:
    """Each event's words, actor, target and weapons."""
    return [
        (
            event.trigger.text,
            event.actor.text if event.actor else None,
            event.target.text if event.target else None,
            [weapon.text for weapon in event.weapons],
        )
        for event in reading_of(text, "2025-06-06", stages=["events"]).all(Event)
    ]


FIRES = [
    ("Rebels set fire to a barracks.", [("set fire", "Rebels", "a barracks", [])]),
    ("A barracks was set on fire by rebels.", [("set on fire", "rebels", "A barracks", [])]),
    ("Two lorries were set ablaze by drones.", [("set ablaze", None, "Two lorries", ["drones"])]),
    ("Ukrainian drones set a fuel train with 40 tank wagons on fire.",
     [("on fire", "Ukrainian", "a fuel train", ["drones"])]),
    ("The fuel train with 40 tank wagons that Ukrainian drones set on fire on Monday stood still.",
     [("set on fire", "Ukrainian", "The fuel train", ["drones"])]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FIRES)
def test_set_on_fire(
    text: str, expected: list[tuple[str, str | None, str | None, list[str]]]
) -> None:
    assert [one for one in parts(text) if "fire" in one[0] or "ablaze" in one[0]] == expected


WEAPONS = [
    ("Soldiers struck the stairway of the clinic with tank shells.", ["tank shells"]),
    ("The army hit the village with mortar rounds.", ["mortar rounds"]),
    ("The school was hit by tank fire.", ["tank fire"]),
    ("A house was struck by an artillery shell.", ["artillery shell"]),
    ("Artillery fire hit the market.", ["Artillery fire"]),
    ("Rebels struck a depot with shells.", []),
    ("Rebels struck a fuel tank.", []),
]


@pytest.mark.parametrize(("text", "weapons"), WEAPONS)
def test_weapons(text: str, weapons: list[str]) -> None:
    assert parts(text)[0][3] == weapons


HELD = [
    ("Shells fell in the occupied part of the region.", ["fell"]),
    ("Two people died in the captured town.", ["died"]),
    ("Nobody can leave the besieged city.", []),
    ("Rebels shelled the newly captured village.", ["shelled", "captured"]),
    ("Rebels occupied the village on Monday.", ["occupied"]),
    ("The army entered the village captured by rebels on Monday.", ["entered", "captured"]),
    ("A captured officer spoke of the raid.", ["captured"]),
]


@pytest.mark.parametrize(("text", "words"), HELD)
def test_ground_that_is_held_is_not_taken(text: str, words: list[str]) -> None:
    assert [one[0] for one in parts(text)] == words
