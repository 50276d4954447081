"""Phrases that stand for somebody: their head, their antecedent, parts of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_FIRST: Final = frozenset({"i", "we", "me", "us", "my", "our"})
PARTS: Final = frozenset(
    {"one", "two", "three", "four", "five", "some", "several", "many", "most", "both", "another",
     "others", "each", "all", "few", "half", "number", "group", "dozens", "couple"}
)  # fmt: skip
"""What leads a part of several: "one of the drivers"."""
_ANYBODY: Final = frozenset({"some", "many", "most", "few"})
"""What opens a paragraph about people at large: "Some have asked for footage"."""
_OF_WHOM: Final = frozenset({"them", "those", "these", "us", "whom"})


def phrase_of(tokens: Tokens) -> Tokens:
    """A source's words without what the parse has wrongly made their head.

    Of "insurers in Dakar" and "fishermen interviewed by AFP in Mokha" the first noun.
    """
    root = tokens.root
    named = named_beside(root)
    if named is not None and named.i < tokens.end:  # "the former colonel and pundit X"
        return tokens.doc[named.left_edge.i : tokens.end]
    led = (t for t in tokens if t.pos_ == "ADP" and tokens.start < t.i < root.i)
    adposition = next(led, None)
    if adposition is None or any(t.text == "," for t in tokens.doc[adposition.i : root.i]):
        return tokens
    before = tokens.doc[tokens.start : adposition.i]
    return before if any(t.pos_ in {"NOUN", "PROPN"} for t in before) else tokens


def named_beside(head: Token) -> Token | None:
    """The name that one of two titles stands before: "the former colonel and pundit X"."""
    if head.pos_ != "NOUN" or not any(t.dep_ == "det" for t in head.lefts):
        return None
    for name in head.conjuncts:
        titled = any(t.pos_ == "NOUN" and t.dep_ == "compound" for t in name.lefts)
        if name.pos_ == "PROPN" and titled and not any(t.dep_ == "det" for t in name.lefts):
            return name
    return None


def is_first_person(tokens: Tokens) -> bool:
    """As in "I" or "we", alone."""
    return len(tokens) == 1 and tokens.root.lower_ in _FIRST


def is_part(tokens: Tokens) -> bool:
    """As in "one of them", "two of the residents": some of several told of before."""
    words = [token.lower_ for token in tokens[:3]]
    if words[0] not in PARTS:
        return False
    if len(words) == 1 and tokens.start == 0 and words[0] in _ANYBODY:
        return False
    of_them = words[1:2] == ["of"] and words[2:] and words[2] in _OF_WHOM
    return len(words) == 1 or words[1] == "," or bool(of_them)  # "One, Salem Hadi, said"


def part_of(tokens: Tokens) -> Tokens | None:
    """The noun phrase of several of whom somebody is one: "one of the officials"."""
    if tokens[0].lower_ not in PARTS or len(tokens) < 4 or tokens[1].lower_ != "of":
        return None
    if tokens[2].lower_ not in {"the", "these", "those"}:
        return None
    noun = next((t for t in tokens[3:] if t.pos_ == "NOUN"), None)
    return tokens.doc[tokens[2].i : noun.i + 1] if noun is not None else None


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
