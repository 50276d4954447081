"""Which sides words name, and which of them stand apart."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix import lexicons
from crossfix.link.parties import are_apart, parties_in

NAMES = st.sampled_from(
    ["the army", "rebels", "Hamas", "the IDF", "Russia", "Ukrainian drones", "gunmen", "the M23"]
)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Russian drones", {"RU"}),
        ("the Myanmar junta", {"MM"}),
        ("South Sudanese troops", {"SS"}),
        ("a drone of the Rapid Support Forces", {"rapid support forces"}),
        ("Houthi rebels", {"houthis"}),
        ("Turkish-backed Syrian National Army", {"syrian national army"}),
        ("Moscow", {"RU"}),
        ("gunmen", set()),
        ("unknown attackers", set()),
        ("drones", set()),
        ("us", set()),
        ("US jets", {"US"}),
        ("the army", {"army"}),
        ("rebels", {"irregular"}),
        ("the Benishangul Liberation Movement", {"benishangul liberation movement"}),
    ],
)
def test_who_is_named(phrase: str, expected: set[str]) -> None:
    assert {party.name for party in parties_in(phrase)} == expected


@pytest.mark.parametrize(
    ("mine", "theirs", "country", "expected"),
    [
        ("the Rapid Support Forces", "the Sudanese army", "SD", True),
        ("the RSF", "the army", "SD", True),
        ("the RSF", "the paramilitaries", "SD", False),
        ("the army", "the paramilitaries", "SD", True),
        ("the Arakan Army", "the military", "MM", True),
        ("the junta", "the Myanmar air force", "MM", False),
        ("Israeli forces", "the IDF", "PS", False),
        ("Israel", "Hamas", "PS", True),
        ("Palestinian militants", "Hamas", "PS", False),
        ("Boko Haram", "ISWAP", "NG", True),
        ("Kataib Hezbollah", "the Popular Mobilization Forces", "IQ", False),
        ("Wagner mercenaries", "Russian forces", "ML", False),
        ("M23 rebels", "the Congolese army", "CD", True),
        ("M23 rebels", "Rwandan troops", "CD", False),
        ("rebels", "the Congolese army", "CD", True),
        ("rebels", "the Rwandan army", "CD", False),
        ("pro-Russian separatists", "Russian forces", "UA", False),
        ("pro-Russian separatists", "Ukrainian forces", "UA", True),
        ("jihadists", "JNIM", "ML", False),
        ("Ukrainian militants", "the Ukrainian army", "UA", False),
        ("the Saudi-led coalition", "Saudi jets", "YE", False),
        ("Houthi rebels", "the Saudi-led coalition", "YE", True),
        ("pro-government militia", "the army", "SY", False),
        ("gunmen", "the army", "SD", False),
        ("Russian artillery", "Ukrainian artillery", "UA", True),
    ],
)
def test_who_stands_apart(mine: str, theirs: str, country: str, expected: bool) -> None:
    left, right = parties_in(mine), parties_in(theirs)
    where = frozenset({country})
    assert are_apart(left, right, where) is expected
    assert are_apart(right, left, where) is expected


@given(NAMES, NAMES)
def test_nobody_stands_apart_from_themselves(mine: str, theirs: str) -> None:
    where: frozenset[str] = frozenset()
    assert not are_apart(parties_in(mine), parties_in(mine), where)
    one, other = parties_in(mine), parties_in(theirs)
    assert are_apart(one, other, where) == are_apart(other, one, where)


def test_every_ally_of_the_list_is_in_it_or_a_state() -> None:
    table = lexicons.load("parties")
    states = lexicons.load("places")["countries"]
    for entry in table["groups"].values():
        for other in (*entry.get("of", ()), *entry.get("with", ())):
            assert other in table["groups"] or other in states, other
    assert all(re.fullmatch("[A-Z]{2}", code) and code in states for code in table["forces"])
