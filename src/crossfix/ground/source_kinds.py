"""What sort of source the words of a mention tell, and whether it is a private person's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crossfix.ground.source_names import (
    BODIES,
    EVIDENTIAL,
    GENERIC,
    NAME_ONLY,
    PERSONS,
    PRIVATE,
    PRIVATE_CLAUSES,
    PUBLICITY,
    is_outlet,
    kind_listed,
    kind_of_name,
    kind_of_noun,
)
from crossfix.ground.source_phrases import PARTS
from crossfix.ground.source_runs import lemma_of
from crossfix.model import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_AGE: Final = re.compile(r"^(?:1[89]|[2-9]\d)$")
_SPEAKING_FOR: Final = frozenset(
    {"spokesman", "spokeswoman", "spokesperson", "representative", "commander", "speaker",
     "adviser", "advisor", "arm", "wing", "office", "centre", "center", "press", "service",
     "leader", "chief", "head", "source"}
)  # fmt: skip
_FOR: Final = frozenset({SourceKind.MILITARY, SourceKind.COMPANY})
_HEADS: Final = frozenset({"head", "chief", "leader", "boss"})
_COMMUNITIES: Final = frozenset(
    {"village", "town", "city", "district", "region", "province", "county", "municipality",
     "community", "council", "oblast", "settlement", "state", "tribe", "intelligence"}
)  # fmt: skip
_ANALYTIC: Final = frozenset(
    {"monitoring", "research", "investigative", "fact-checking", "open-source", "osint",
     "mapping", "analytical", "forensic", "verification", "policy"}
)  # fmt: skip
_COLLEGES: Final = frozenset(
    {"group", "lab", "laboratory", "centre", "center", "project", "initiative", "institute",
     "team", "collective", "organisation", "organization", "network", "outfit", "firm", "company",
     "house", "agency", "body"}
)  # fmt: skip
_GENERALS: Final = frozenset(
    {"director", "secretary", "attorney", "consul", "inspector", "solicitor", "governor",
     "surgeon", "auditor", "prosecutor", "comptroller", "-"}
)  # fmt: skip
"""Before "general" these make a civil office."""
_PUBLISHED: Final = frozenset(
    {"investigation", "report", "article", "story", "interview", "analysis", "count", "tally",
     "dispatch", "piece", "headline", "reporting", "editorial", "column"}
)  # fmt: skip
_CIVIL: Final = frozenset(
    {"customs", "duty", "police", "press", "border", "immigration", "prison", "consular",
     "election", "liaison", "information", "protocol"}
)  # fmt: skip
"""What makes an officer one of the authorities and not of the army."""


def kind_told(tokens: Tokens, head: Token, run: list[str]) -> SourceKind | None:
    """The kind that a mention's own words tell; None where they tell none.

    ``run`` are the words of its name, if it has one.
    """
    if any(t.lower_.startswith("satellite") or t.lower_ == "firms" for t in tokens):
        return SourceKind.SATELLITE
    name = " ".join(run)
    if run and not is_outlet(run):
        known = kind_of_name(name)
        if known is not None and lemma_of(head) not in BODIES | GENERIC:
            return known
    if any(t.lower_ in _ANALYTIC and t.nbor(1).lower_ in _COLLEGES for t in tokens[:-1]):
        return SourceKind.ANALYST
    if lemma_of(head) in _PUBLISHED and any(
        kind_listed(t.text) is SourceKind.MEDIA for t in head.lefts if t.pos_ == "PROPN"
    ):  # "a Reuters investigation"
        return SourceKind.MEDIA
    kind = _of_nouns(tokens, head, is_outlet(run))
    if kind is None and lemma_of(head) in _HEADS | PERSONS and _leads_community(tokens, head):
        return SourceKind.OFFICIAL
    told = {lemma_of(t) for t in _telling(tokens, head)[:1]} if lemma_of(head) not in PARTS else {
        lemma_of(t) for t in tokens
    }  # fmt: skip
    if kind is None and not run and told & PRIVATE:
        return SourceKind.EYEWITNESS
    return kind


def _of_nouns(tokens: Tokens, head: Token, outlet: bool) -> SourceKind | None:
    for token in _telling(tokens, head)[outlet:]:
        if token.lower_ in NAME_ONLY and not token.text[:1].isupper():
            continue
        if token.i != head.i and token.lower_ in PUBLICITY:
            continue
        if token.lower_ == "local" and head.pos_ == "PROPN":
            continue
        kind = _kind_of_word(token)
        if token.lower_ == "general" and token.i > 0 and token.nbor(-1).lower_ in _GENERALS:
            return SourceKind.OFFICIAL
        if lemma_of(token) == "officer" and any(t.lower_ in _CIVIL for t in token.lefts):
            return SourceKind.OFFICIAL
        if kind is not None:
            return kind
        if lemma_of(token) in EVIDENTIAL:
            return SourceKind.OTHER
    return None


def _kind_of_word(token: Token) -> SourceKind | None:
    found = kind_of_noun(lemma_of(token).rstrip(".")) or kind_of_noun(token.lower_)
    return found or (kind_listed(token.text) if token.pos_ == "PROPN" else None)


def _telling(tokens: Tokens, head: Token) -> list[Token]:
    """The nouns that may tell the kind, the one that decides first."""
    beside = {"compound", "appos", "amod", "nmod"}
    nouns = [head, *(t for t in reversed(list(tokens)) if t.dep_ in beside and t.head.i == head.i)]
    if lemma_of(head) in PERSONS:  # "the head of the administration"
        nouns += [t for t in tokens if t.dep_ == "pobj" and t.head.head.i == head.i]
    if lemma_of(head) in _SPEAKING_FOR:
        nouns = [t for t in _principals(head) if _kind_of_word(t) in _FOR] + nouns
    if lemma_of(head) in PARTS:  # "one of the drivers"
        nouns += [t for of in head.rights if of.lower_ == "of" for t in of.children]
    return nouns


def principal_of(tokens: Tokens) -> Tokens | None:
    """Whom somebody speaks for, as a phrase: "a spokesperson for Kestrel", "Kestrel's office".

    None where the head of the mention is nobody who speaks for others.
    """
    head = tokens.root
    if lemma_of(head) not in _SPEAKING_FOR:
        return None
    for noun in _principals(head):
        if noun.pos_ in {"PROPN", "NOUN"}:
            return tokens.doc[noun.left_edge.i : noun.i + 1]
    return None


def _principals(head: Token) -> Iterator[Token]:
    """The nouns for whom the head speaks: "of the army", "the army's", "army"."""
    for child in head.children:
        if child.lower_ in {"of", "for"}:
            yield from child.children
        elif child.dep_ in {"poss", "compound", "amod", "nmod"}:
            yield child


def _leads_community(tokens: Tokens, head: Token) -> bool:
    """As in "the village head", "the head of the town"."""
    beside = (t for t in tokens if t.i != head.i and t.pos_ in {"NOUN", "PROPN", "ADJ"})
    return lemma_of(head) in _HEADS and any(lemma_of(t) in _COMMUNITIES for t in beside)


def is_state(head: Token, titles: list[str]) -> bool:
    """Whether a name is that of a state or its capital, which speaks for its government."""
    return head.ent_type_ == "GPE" and not titles


def has_age(tokens: Tokens) -> bool:
    """As in "Olena, 43," : newspapers give the ages of private persons."""
    doc = tokens.doc
    around = doc[tokens.start : min(tokens.end + 3, len(doc))]
    return any(
        _AGE.match(token.text) and token.i > tokens.start and doc[token.i - 1].text == ","
        for token in around
    )


def is_private(tokens: Tokens) -> bool:
    """Whether the words tell a private person: an age, a trade, kin, "who lives here".

    ``tokens`` may hold the role before the name ("a driver named Vardan") or have it
    behind ("Awa Coulibaly, a teacher").
    """
    head = tokens.root
    nouns = [head, *(t for t in head.children if t.dep_ == "appos")]
    if head.dep_ == "appos":
        nouns.append(head.head)
    trade = any(noun.pos_ == "NOUN" and lemma_of(noun) in PRIVATE for noun in nouns)
    return trade or has_age(tokens) or any(map(_has_private_clause, nouns))


def _is_somebody(noun: Token) -> bool:
    return noun.ent_type_ == "PERSON" or lemma_of(noun) in PERSONS | PRIVATE


def _has_private_clause(noun: Token) -> bool:
    """As in "who lives on the third floor", "whose truck was ninth"."""
    return any(
        clause.dep_ == "relcl"
        and (
            (_is_somebody(noun) and any(t.lower_ == "whose" for t in clause.subtree))
            or (clause.lemma_ in PRIVATE_CLAUSES and any(t.tag_ == "WP" for t in clause.lefts))
        )
        for clause in noun.rights
    )
