"""Questions to the parse, and quotation marks as people type them."""

from __future__ import annotations

import pytest

from crossfix.annotate.parse import load_parser
from crossfix.syntax import is_negated, noun_phrase, quotations

QUOTED = [
    ("He said “we hold” and left.", ["“we hold”"]),
    ('He said "we hold" and "we stay".', ['"we hold"', '"we stay"']),
    ("«Мы держим», he said.", ["«Мы держим»"]),
    ("The ‘special’ unit’s car.", ["‘special’"]),
    ("In ‘08 he said “we hold”.", ["“we hold”"]),
    ("The soldiers' car didn't start.", []),
    ("He said “we hold. And stay.", ["“we hold. And stay."]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), QUOTED)
def test_quotations(text: str, expected: list[str]) -> None:
    doc = load_parser()(text)
    assert [text[start:stop] for start, stop in quotations(doc)] == expected


NEGATED = [
    ("The army did not advance.", True),
    ("No troops advanced.", True),
    ("The army advanced, not to mention the massive strikes.", False),
    ("The army not only advanced but dug in.", False),
    ("The army never advanced.", True),
    ("The army advanced.", False),
]


@pytest.mark.parametrize(("text", "expected"), NEGATED)
def test_negation(text: str, expected: bool) -> None:
    verb = next(token for token in load_parser()(text) if token.text.startswith("advance"))
    assert is_negated(verb) is expected


PHRASES = [
    ("The minister of defence, who spoke on Monday, left.", "minister", "The minister of defence"),
    ("Two European officials left.", "officials", "Two European officials"),
]


@pytest.mark.parametrize(("text", "head", "phrase"), PHRASES)
def test_noun_phrase(text: str, head: str, phrase: str) -> None:
    token = next(token for token in load_parser()(text) if token.text == head)
    assert noun_phrase(token).text == phrase
