"""Tells states and capitals as places from states and capitals as actors.

"In Ukraine" is a place, "Ukraine said" is not; "strikes on Kiev" hit a place, "Kiev
refuses" is a government.  A state must be shown to be a place; a capital is one unless
it acts.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from crossfix import lexicons
from crossfix.annotate.toponym_kinds import kind_words
from crossfix.annotate.toponym_runs import Run, directions

if TYPE_CHECKING:
    from spacy.tokens import Token

INSIDE: Final = frozenset(
    {"in", "into", "within", "via", "throughout", "across", "inside", "near", "outside", "around"}
)
PARTY: Final = frozenset(
    {"with", "by", "against", "for", "about", "like", "as", "than", "between", "among", "without"}
)


@cache
def states() -> frozenset[str]:
    """Names of countries, continents and blocs, in small letters."""
    table = lexicons.load("places")
    names = {name.lower() for row in table["countries"].values() for name in row["names"]}
    names |= {f"the {name}" for name in names}
    return frozenset(names | {name.lower() for name in table["actors"]["blocs"]})


@cache
def state_codes() -> dict[str, str]:
    """Names of countries in small letters to their ISO codes."""
    rows = lexicons.load("places")["countries"].items()
    return {name.lower(): code for code, row in rows for name in row["names"]}


@cache
def capitals() -> frozenset[str]:
    """Names of capitals, in small letters."""
    rows = lexicons.load("places")["countries"].values()
    return frozenset(name.lower() for row in rows for name in row["capitals"])


def is_state(run: Run) -> bool:
    """Whether a run is the name of a country, a continent or a bloc."""
    return run.name.lower() in states()


def is_capital(run: Run) -> bool:
    """Whether a run is the name of a capital."""
    return run.name.lower() in capitals()


def state_is_place(run: Run) -> bool:
    """Whether the words around a state's name make it a place."""
    told = _told_by_position(run)
    return bool(told)


def capital_is_place(run: Run) -> bool:
    """Whether nothing around a capital's name makes it an actor."""
    told = _told_by_position(run)
    if told is not None:
        return told
    before = run.before
    if before is not None and before.lower_ in PARTY | {"of"}:
        return before.lower_ == "of"
    root = run.tokens.root
    if root.dep_ in {"nsubj", "csubj", "dobj", "pobj", "agent"}:
        return root.dep_ == "pobj"
    return True


def _told_by_position(run: Run) -> bool | None:
    """True a place, False an actor, None not told."""
    doc, start = run.tokens.doc, run.tokens.start
    if start and doc[start - 1].lower_ in directions():
        return True
    after = run.after
    if after is not None and after.tag_ == "POS":
        return _has_geography(run.tokens.root.head, after)
    if after is not None and after.text in "-–/" and not doc[run.tokens.end - 1].whitespace_:
        return False
    root = _first_conjunct(run.tokens.root)
    if root.dep_ in {"compound", "nmod", "amod"} and root.head.i >= run.tokens.end:
        return _is_geography(root.head.lower_)
    if root.i == run.tokens.root.i or root.i < start:
        before = run.before if root.i == run.tokens.root.i else _word_before(root)
        by_word = _told_by_preposition(before)
        if by_word is not None:
            return by_word
    return _told_by_verb(root)


def _first_conjunct(root: Token) -> Token:
    while root.dep_ == "conj" and root.head.pos_ in {"PROPN", "NOUN"}:
        root = root.head
    return root


def _word_before(token: Token) -> Token | None:
    at = token.left_edge.i - 1
    return token.doc[at] if at >= 0 else None


def _has_geography(head: Token, after: Token) -> bool:
    if _is_geography(head.lower_):
        return True
    following = after.doc[after.i + 1 : after.i + 4]
    return any(_is_geography(token.lower_) for token in following if token.pos_ == "NOUN")


def _is_geography(word: str) -> bool:
    return word in lexicons.words("places", "features", "geographic_possessions") or (
        word in kind_words()
    )


def _told_by_preposition(word: Token | None) -> bool | None:
    if word is None or word.pos_ not in {"ADP", "SCONJ", "PART", "ADV"}:
        return None
    lower = word.lower_
    if lower in INSIDE or lower in lexicons.words("places", "locative", "strong"):
        return lower not in {"toward", "towards"} or _governs(word, "motion")
    if lower in {"to", "from"} and _governs(word, "messages"):
        return False
    if lower in {"to", "from", "over", "off", "through", "onto"}:
        return True if _governs(word, "motion") or _governs(word, "attacks") else None
    if lower == "of":
        return True if word.head.lower_ in _of_heads() else None
    if lower in {"on", "at", "against"}:
        return True if _governs(word, "attacks") else None
    if lower == "between":
        return word.head.lower_ in {"border", "borders", "frontier"}
    return False if lower in PARTY else None


def _of_heads() -> frozenset[str]:
    return lexicons.words("places", "features", "of_heads")


def _governs(preposition: Token, kind: str) -> bool:
    words = lexicons.words("places", "locative", kind)
    head = preposition.head
    chain = [head, head.head] if head.pos_ in {"NOUN", "PROPN", "ADP", "ADV"} else [head]
    before = preposition.doc[max(0, preposition.i - 1)]
    return any(token.lemma_.lower() in words for token in [*chain, before])


def _told_by_verb(root: Token) -> bool | None:
    verb = root.head
    lemma = verb.lemma_.lower()
    takes = lexicons.words("places", "locative", "taking_places")
    if root.dep_ in {"dobj", "nsubjpass"}:
        return True if lemma in takes else None
    if root.dep_ == "nsubj" and verb.pos_ in {"VERB", "AUX"}:
        return lemma in lexicons.words("places", "locative", "being")
    return None
