"""The matters that many words tell of alike."""

from __future__ import annotations

from typing import Any

import pytest

from crossfix.codes import EventType
from crossfix.link.facts import beside, facts_of
from crossfix.link.matters import KIN, concepts_of, matter_of
from tests.link.told import make_account

DEAD: dict[str, Any] = {"type": EventType.CASUALTIES, "lemma": "kill", "word": "killed"}
LEFT: dict[str, Any] = {"type": EventType.CASUALTIES, "lemma": "leave", "word": "left 23 dead"}


@pytest.mark.parametrize(
    ("word", "lemma", "kind", "target", "expected"),
    [
        ("killed", "kill", "casualties", (), "dead"),
        ("left 23 civilians dead", "leave", "casualties", (), "dead"),
        ("death toll", "toll", "casualties", (), "dead"),
        ("lost their lives", "live", "casualties", (), "dead"),
        ("fatalities", "fatality", "other", (), "dead"),
        ("injured", "injure", "casualties", (), "hurt"),
        ("took", "take", "capture", ("village",), "taken"),
        ("took", "take", "other", ("photograph",), None),
        ("fell", "fall", "capture", ("town",), "taken"),
        ("fell", "fall", "other", ("price",), None),
        ("shot down", "shoot_down", "strike", ("drone",), "downed"),
        ("destroyed", "destroy", "damage", ("drone",), "downed"),
        ("destroyed", "destroy", "damage", ("house",), "destroyed"),
        ("slammed", "slam", "strike", ("house",), "struck"),
        ("slammed", "slam", "other", ("door",), None),
        ("set on fire", "set_on", "damage", ("train",), "burning"),
        ("signed", "sign", "agreement", (), None),
    ],
)
def test_of_what_matter_it_tells(
    word: str, lemma: str, kind: str, target: tuple[str, ...], expected: str | None
) -> None:
    account = make_account(word=word, lemma=lemma, type=EventType(kind), target=target)
    assert matter_of(account) == expected


def test_words_of_one_matter_are_kin_and_share_a_concept() -> None:
    one, other = make_account(**DEAD), make_account("doc_b", **LEFT)
    assert beside(facts_of(one), facts_of(other)).kinship == KIN
    assert set(concepts_of(one)) & set(concepts_of(other)) == {"matter dead"}


def test_the_same_word_is_nearer_than_its_matter() -> None:
    one, other = make_account(**DEAD), make_account("doc_b", **DEAD)
    assert beside(facts_of(one), facts_of(other)).kinship == 1.0
