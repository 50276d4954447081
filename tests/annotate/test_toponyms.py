"""Mentions of places: what is one, and what only bears a place's name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfix.model import Feature, Place
from tests.readings import reading_of


def mentions(text: str) -> list[str]:
    found = reading_of(text, "2024-05-01", stages=["toponyms"]).all(Place)
    return [place.text for place in sorted(found, key=lambda place: place.start)]


FOUND = [
    ("Troops advanced near Novomykhailivka on Monday.", ["Novomykhailivka"]),
    ("Shelling was heard in Toretsk and Niu-York.", ["Toretsk", "Niu-York"]),
    ("Power failed in Kramatorsk, Sloviansk and Druzhkivka.",
     ["Kramatorsk", "Sloviansk", "Druzhkivka"]),
    ("Fighting goes on in the Kursk region.", ["Kursk region"]),
    ("Two drones fell in Belgorod Oblast.", ["Belgorod Oblast"]),
    ("The enemy is active on the Kupyansk direction.", ["Kupyansk direction"]),
    ("Infantry crossed the Oskil River at night.", ["Oskil River"]),
    ("The village of Robotyne was shelled.", ["Robotyne"]),
    ("They occupied the outskirts of Vuhledar.", ["Vuhledar"]),
    ("A fire broke out at the Tuapse oil refinery.", ["Tuapse oil refinery"]),
    ("Russian missiles hit eastern Ukraine.", ["Ukraine"]),
    ("Germany will send troops to Poland.", ["Poland"]),
    ("He fled from Syria across the border.", ["Syria"]),
    ("The invasion of Georgia began in August.", ["Georgia"]),
    ("Strikes on Kiev continued.", ["Kiev"]),
    ("Kiev's outskirts were shelled.", ["Kiev"]),
    ("Refugees arrived in Saudi Arabia.", ["Saudi Arabia"]),
    ("BEIRUT (Reuters) - Two shells landed.", ["BEIRUT"]),
    ("Lozova and Blyzniuky were left without electricity.", ["Lozova", "Blyzniuky"]),
    ("Kyslivka, Tabaivka and Berestove came under artillery fire.",
     ["Kyslivka", "Tabaivka", "Berestove"]),
    ("Zolota Nyva was shelled in the morning.", ["Zolota Nyva"]),
    ("Control of Basivka and Novenke has been lost.", ["Basivka", "Novenke"]),
    ("They attacked near Synkivka (8km northeast of Kupyansk).", ["Synkivka", "Kupyansk"]),
    ("Tanks entered Deir al-Balah and Deir ez-Zor.", ["Deir al-Balah", "Deir ez-Zor"]),
    ("A ship was hit in the Gulf of Aden.", ["Gulf of Aden"]),
    ("Judges met in The Hague.", ["The Hague"]),
    ("Fighting goes on along the Svatove-Kreminna line.", ["Svatove-Kreminna line"]),
    ("They attacked on the Krasny Liman direction.", ["Krasny Liman direction"]),
    ("The T0511 Tokmak-Polohy highway is cut.", ["Tokmak-Polohy highway"]),
    ("In Borysivskyi urban district drones fell.", ["Borysivskyi urban district"]),
    ("Footage from destroyed Popasna and Izium.", ["Popasna", "Izium"]),
    ("Drones hit Sumy. A Kharkiv tram depot burned in Ukraine.",
     ["Sumy", "Kharkiv tram depot", "Ukraine"]),
    ("Residents of Zvannoye were evacuated.", ["Zvannoye"]),
    ("Fierce battles rage between Zvirove to Kotlyne.", ["Zvirove", "Kotlyne"]),
]  # fmt: skip

NOT_FOUND = [
    "Russia said that it had no plans.",
    "Ukraine struck back within hours.",
    "Kiev refuses to negotiate.",
    "Moscow announced a new round of sanctions.",
    "The Kremlin said nothing.",
    "The Minsk agreements were never kept.",
    "The Munich conference begins on Friday.",
    "Talks between Russia and Ukraine broke down.",
    "The Ukrainian army held on.",
    "An Iskander missile was fired.",
    "The Trump-Putin phone chat went on for an hour.",
    "The Kharkiv brigade was praised.",
    "President Washington was a general.",
    "US troops left in January.",
    "Russia's demands were clear.",
    "There was no comment from Moscow.",
    "The White House said nothing.",
    "Eight drones were shot down.",
    "Motion was made by Jones, seconded by Smith.",
    "Brent and Lynnette Hain believe it.",
    "Damage to the roof was slight.",
    "The candidate for Secretary of State spoke.",
    "Grad rockets and an Orlan drone were seen.",
    "A railway bridge. Railway bridge destroyed.",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_finds(text: str, expected: list[str]) -> None:
    assert mentions(text) == expected


@pytest.mark.parametrize("text", NOT_FOUND)
def test_leaves_out(text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize(
    ("text", "name", "feature"),
    [
        ("Fighting goes on in the Kursk region.", "Kursk", Feature.REGION),
        ("Two drones fell in Belgorod Oblast.", "Belgorod", Feature.REGION),
        ("The enemy is active on the Pokrovskyi direction.", "Pokrovskyi", Feature.FRONT),
        ("Infantry crossed the Oskil River at night.", "Oskil", Feature.WATER),
        ("The village of Robotyne was shelled.", "Robotyne", Feature.VILLAGE),
        ("They hit the Lysychansk oil refinery.", "Lysychansk", Feature.FACILITY),
        ("Shells fell in Toretsk.", "Toretsk", None),
    ],
)
def test_says_what_kind(text: str, name: str, feature: Feature | None) -> None:
    [place] = reading_of(text, stages=["toponyms"]).all(Place)
    assert (place.name, place.feature) == (name, feature)


def test_regions_in_a_list_are_all_regions() -> None:
    found = reading_of("Drones hit Sumy, Poltava and Kharkiv regions.", stages=["toponyms"])
    assert {(p.name, p.feature) for p in found.all(Place)} == {
        ("Sumy", Feature.REGION),
        ("Poltava", Feature.REGION),
        ("Kharkiv", Feature.REGION),
    }


def test_a_name_once_told_is_known_again() -> None:
    text = "Fighting goes on near Zalizne.\n\nZalizne was cut off from supplies on Sunday."
    assert mentions(text) == ["Zalizne", "Zalizne"]


def test_pasted_names_are_taken_apart() -> None:
    text = "They rolled towards Lozova.\n\nChronology of the attack on Zelena Dolyna Lozova."
    assert mentions(text) == ["Lozova", "Zelena Dolyna", "Lozova"]


def test_nothing_is_resolved_yet() -> None:
    [place] = reading_of("Shells fell in Toretsk.", stages=["toponyms"]).all(Place)
    assert place.lat is None
    assert place.reason == "not looked up yet"


WORDS = [
    "in",
    "near",
    "the",
    "of",
    "Kyiv",
    "Sumy",
    "region",
    ",",
    ".",
    "-",
    "Oblast",
    "Trump",
    "River",
    "“",
    "”",
    "said",
    "79th",
    "U.S.",
    "—",
    "\n",
    "and",
]


@settings(max_examples=40)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
def test_spans_quote_the_document_and_do_not_overlap(words: list[str]) -> None:
    text = "Reports: " + " ".join(words) + " end"
    reading = reading_of(text, stages=["toponyms"])
    places = sorted(reading.all(Place), key=lambda place: place.start)
    for place in places:
        assert place.text == reading.document.text[place.start : place.stop]
    for left, right in pairwise(places):
        assert left.stop <= right.start
