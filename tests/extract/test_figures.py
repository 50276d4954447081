"""Figures said twice, figures that cannot both be right, and what is one claim by them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.model import Claim, Link, LinkKind, Quantity
from crossfix.reading import Reading
from tests.readings import reading_of

STAGES = (
    "voices", "times", "quantities", "attribution", "sources", "events", "forecasts", "claims",
)  # fmt: skip


def read(text: str) -> Reading:
    return reading_of(text, "2025-02-12", stages=STAGES)


def found(text: str) -> list[tuple[str, str, str]]:
    """The links between figures: kind, and the words of both."""
    reading = read(text)
    told = []
    for link in reading.all(Link):
        left, right = reading.get(Quantity, link.left), reading.get(Quantity, link.right)
        assert left is not None and right is not None
        assert link.reasons and link.score >= 0.5
        told.append((link.kind.value, left.text, right.text))
    return told


TOLD_AGAIN = [
    (
        "The ministry said 120 soldiers were captured. "
        "The 120 soldiers captured are held in Rostov, the ministry said.",
        ("120", "120"),
    ),
    (
        "Twelve people were killed in the market on Tuesday. "
        "Rescuers worked through the night. The 12 dead were named on Wednesday.",
        ("Twelve", "12"),
    ),
    (
        "Russia launched 104 drones overnight, the air force said. "
        "About 100 drones were launched at the capital overnight, a spokesman said.",
        ("104", "About 100"),
    ),
    (
        "More than 100 drones were shot down, the air force said. "
        "The air force said later that 104 drones had been shot down.",
        ("More than 100", "104"),
    ),
    (
        "The deal is worth $400 million. The $400 million deal was signed on Monday.",
        ("$400 million", "$400 million"),
    ),
]


@pytest.mark.parametrize(("text", "pair"), TOLD_AGAIN)
def test_a_figure_told_again_repeats_the_first(text: str, pair: tuple[str, str]) -> None:
    assert found(text) == [("repeats", *pair)]


APART = [
    "Ukraine lost 40 tanks. Russia lost 40 tanks.",  # other sides
    "Five people were killed in Odesa. Five people were wounded in Sumy.",  # another fate
    "The army received 20 howitzers in May. Another 20 howitzers were given in June.",
    "Two missiles hit the port. Two missiles hit the station.",  # two by chance
    "Prices rose by 20 percent. Exports fell by 20 percent.",
    "The strike killed 30 soldiers. The flood killed 30 civilians.",  # other people
    "Of the 40 tanks 12 of them were lost. The ship carried 12 tanks.",
]


@pytest.mark.parametrize("text", APART)
def test_figures_of_other_things_are_not_tied(text: str) -> None:
    assert found(text) == []


def test_two_sources_with_figures_apart_contradict_each_other() -> None:
    text = (
        "Officials in Tripoli said the clashes in Tripoli killed 9 fighters. "
        "A doctor in Tripoli said the clashes in Tripoli killed 23 fighters."
    )
    reading = reading_of(text, "2025-02-12", through="claims")
    [link] = [one for one in reading.all(Link) if one.kind is LinkKind.CONTRADICTS]
    left, right = reading.get(Quantity, link.left), reading.get(Quantity, link.right)
    assert left is not None and right is not None
    assert (left.best, right.best) == (9, 23)
    assert link.reasons["figures_apart"]


def test_one_source_that_corrects_itself_contradicts_nobody() -> None:
    text = "The mayor said that 14 people were killed. The mayor said that 17 people were killed."
    assert [kind for kind, _, _ in found(text)] == []


def test_a_figure_that_a_source_tells_again_is_one_claim() -> None:
    text = (
        "The ministry said that the list holds 4,512 names of refugees. "
        "The 4,512 names of refugees on the list are secret, the ministry said."
    )
    reading = read(text)
    figures = [q.id for q in reading.all(Quantity)]
    assert len(figures) == 2
    holders = [c for c in reading.all(Claim) if set(figures) & set(c.refers_to)]
    assert [set(figures) <= set(claim.refers_to) for claim in holders] == [True]
    assert len(holders[0].spans) == 2


@given(st.lists(st.sampled_from(["12", "about 12", "40", "more than 10"]), max_size=7))
def test_links_join_an_earlier_figure_to_a_later_one(numbers: list[str]) -> None:
    text = " ".join(f"The enemy lost {number} tanks there." for number in ["3", *numbers])
    reading = reading_of(text, "2025-02-12", stages=("quantities", "claims"))
    for link in reading.all(Link):
        left, right = reading.get(Quantity, link.left), reading.get(Quantity, link.right)
        assert left is not None and right is not None and left.start < right.start
