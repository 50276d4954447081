from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.link.words import base_form, kinship, rarity, telling, words_in


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("struck", "strike"),
        ("bombing", "bomb"),
        ("shelled", "shell"),
        ("hitting", "hit"),
        ("refineries", "refinery"),
        ("buses", "bus"),
        ("missiles", "missile"),
        ("seized", "seize"),
        ("died", "die"),
        ("troops", "troop"),
        ("gas", "gas"),
        ("crossing", "cross"),
        ("odesa", "odesa"),
        ("kharkiv", "kharkiv"),
    ],
)
def test_forms_lead_back_to_their_word(form: str, base: str) -> None:
    assert base_form(form) == base


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kharkiv’s refineries", ["kharkiv", "refinery"]),
        ("“Drones” struck T-72s", ["drone", "strike", "t-72"]),
        ("12 killed, 3 hurt", ["12", "kill", "3", "hurt"]),
        ("", []),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert list(words_in(text)) == words


@pytest.mark.parametrize(
    ("left", "right", "least", "most"),
    [
        ("strike", "strike", 1.0, 1.0),
        ("die", "death", 0.5, 1.0),
        ("buy", "purchase", 0.5, 1.0),
        ("bomb", "bombing", 0.5, 1.0),
        ("quake", "earthquake", 0.3, 1.0),
        ("strike", "negotiate", 0.0, 0.2),
        ("zzyx", "negotiate", 0.0, 0.0),
    ],
)
def test_kinship(left: str, right: str, least: float, most: float) -> None:
    assert least <= kinship(left, right) <= most
    assert kinship(left, right) == kinship(right, left)


def test_rare_words_tell_more() -> None:
    assert rarity("the") == rarity("of") == 0.0
    assert rarity("company") < rarity("artillery") < rarity("chunyshyne") == 1.0


@given(st.lists(st.sampled_from(["the", "depot", "fuel", "chunyshyne", "of", "drone"])))
def test_the_order_of_words_does_not_matter(words: list[str]) -> None:
    assert telling(words, 3) == telling(reversed(words), 3)
    assert not {"the", "of"} & set(telling(words, 9))
