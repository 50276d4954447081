"""Phrases that stand for somebody: their head, their antecedent, parts of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

_FIRST: Final = frozenset({"i", "we", "me", "us", "my", "our"})
PARTS: Final = frozenset(
    {"one", "two", "three", "four", "five", "some", "several", "many", "most", "both", "another",
     "others", "each", "all", "few", "half", "number", "group", "dozens", "couple"}
)  # fmt: skip
"""What leads a part of several: "one of the drivers"."""
_OF_WHOM: Final = frozenset({"them", "those", "these", "us", "whom"})


def phrase_of(tokens: Tokens) -> Tokens:
    """A source's words without what the parse has wrongly made their head.

    Of "insurers in Dakar" and "fishermen interviewed by AFP in Mokha" the first noun.
    """
    root = tokens.root
    led = (t for t in tokens if t.pos_ == "ADP" and tokens.start < t.i < root.i)
    adposition = next(led, None)
    if adposition is None or any(t.text == "," for t in tokens.doc[adposition.i : root.i]):
        return tokens
    before = tokens.doc[tokens.start : adposition.i]
    return before if any(t.pos_ in {"NOUN", "PROPN"} for t in before) else tokens


def is_first_person(tokens: Tokens) -> bool:
    """As in "I" or "we", alone."""
    return len(tokens) == 1 and tokens.root.lower_ in _FIRST


def is_part(tokens: Tokens) -> bool:
    """As in "one of them", "two of the residents": some of several told of before."""
    words = [token.lower_ for token in tokens[:3]]
    if words[0] not in PARTS:
        return False
    of_them = words[1:2] == ["of"] and words[2:] and words[2] in _OF_WHOM
    return len(words) == 1 or words[1] == "," or bool(of_them)  # "One, Salem Hadi, said"


def antecedent_of(tokens: Tokens) -> Tokens | None:
    """The noun phrase that a relative pronoun stands for."""
    clause = tokens.root
    for _ in range(6):
        if clause.dep_ in {"relcl", "acl"}:
            head = clause.head
            left = min([head.i, *(t.left_edge.i for t in head.lefts if t.dep_ != "relcl")])
            return tokens.doc[left : head.i + 1]
        if clause.head.i == clause.i:
            break
        clause = clause.head
    before = tokens.doc[: tokens.start]
    nouns = (t for t in reversed(list(before[-6:])) if t.pos_ in {"NOUN", "PROPN"})
    noun = next(nouns, None)
    if noun is None:
        return None
    return tokens.doc[min([noun.i, *(t.left_edge.i for t in noun.lefts)]) : noun.i + 1]
