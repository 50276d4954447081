"""Who has said it, behind what is said: role and name in either order, before any hearer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfix.annotate.parse import parse
from crossfix.model import Attribution
from tests.ground.test_sources import names
from tests.readings import reading_of

HEAD = "17 lorries were burned in the raid by rebels on the depot at Segou"
TAILS = [
    ("the head of press of the Malian customs, Captain Toussaint Louverture", "said on Thursday",
     "Toussaint Louverture"),
    ("the head of public relations of the army, Colonel Charles Gordon",
     "said on Thursday in a message in French", "Charles Gordon"),
    ("the Russian-installed governor of the Kherson region, Grigory Potemkin", "said",
     "Grigory Potemkin"),
    ("Grigory Potemkin, the Russian-installed governor of the Kherson region", "said",
     "Grigory Potemkin"),
    ("the acting mayor, Horatio Nelson", "wrote on Telegram", "Horatio Nelson"),
    ("his former coach, Frederick Douglass", "told the English service of a broadcaster",
     "Frederick Douglass"),
    ("the army's chief of public relations, General Toussaint Louverture", "told state radio",
     "Toussaint Louverture"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "saying", "name"), TAILS)
def test_role_and_name_before_the_verb(source: str, saying: str, name: str) -> None:
    text = f"{HEAD}, {source}, {saying}."
    [found] = reading_of(text, "2024-03-05", stages=["attribution"]).all(Attribution)
    assert found.source is not None
    assert found.source.text == source
    assert [piece.text for piece in found.content] == [HEAD]
    assert names(text) == [name]


FIRST = [
    "The head of the army's public relations, Colonel Charles Gordon, said that nine had died.",
    "The head of public relations of the army, Colonel Charles Gordon, said on Friday that nine "
    "had died.",
    "Nine had died, said the head of the army's public relations, Colonel Charles Gordon.",
]


@pytest.mark.parametrize("text", FIRST)
def test_role_and_name_elsewhere(text: str) -> None:
    assert names(text) == ["Charles Gordon"]


UNTOUCHED = [
    "The mayor, Horatio Nelson, said that the bridge was closed.",
    "On Monday, the mayor, Horatio Nelson, said the bridge was closed.",
    "When the bridge fell, the mayor, Horatio Nelson, said that ferries would run.",
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_follows_the_verb_is_said_too(text: str) -> None:
    assert names(text) == ["Horatio Nelson"]


WORDS = [
    "the",
    "mayor",
    "Ada",
    "Nelson",
    "said",
    "told",
    "of",
    "Gao",
    "fell",
    "was",
    ",",
    ".",
    "that",
]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
@settings(max_examples=60)
def test_every_mended_parse_is_a_tree(words: list[str]) -> None:
    text = " ".join(words)
    [(doc, _)] = parse([(text, None)])
    assert doc.text == text
    for sentence in doc.sents:
        roots = [token for token in sentence if token.head.i == token.i]
        assert roots == [sentence.root]
        assert all(sentence.start <= token.head.i < sentence.end for token in sentence)
        assert all(len(list(token.ancestors)) < len(doc) for token in sentence)
