"""What sort of source the words of a mention tell, and whether it is a private person's."""

from __future__ import annotations

import re
from itertools import pairwise
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
_EMPLOYERS: Final = frozenset({SourceKind.MEDIA, SourceKind.ANALYST})
WHERE: Final = frozenset({"in", "from", "at", "near", "on"})
_ANYBODY: Final = frozenset({"people", "person", "man", "woman", "boy", "girl", "family", "couple"})
_PAGES: Final = frozenset(
    {"channel", "page", "account", "feed", "website", "site", "blog", "portal"}
)
_INSTITUTIONS: Final = frozenset(
    {SourceKind.MILITARY, SourceKind.OFFICIAL, SourceKind.COMPANY, SourceKind.ANALYST}
)
_TEAMS: Final = frozenset({"group", "team", "party", "crew", "squad", "detachment", "element"})
_OF_WAR: Final = frozenset(
    {"assault", "storm", "reconnaissance", "recon", "scout", "sabotage", "combat", "fire", "strike",
     "drone", "uav", "fpv", "mortar", "artillery", "tank", "gun", "sniper", "sapper", "landing",
     "raiding", "raid", "infantry", "mobile", "anti-tank", "air-defence", "air-defense",
     "boarding", "tactical", "howitzer", "rocket", "missile", "evacuation", "demining"}
)  # fmt: skip
_MAKERS: Final = frozenset(
    {"author", "owner", "editor", "admin", "administrator", "correspondent", "reporter", "founder",
     "columnist", "writer", "presenter", "publisher", "director", "analyst", "deputy", "officer"}
)  # fmt: skip
"""Who belongs to "its" owner so closely as to be of the same kind."""
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
    lower = [t.lower_ for t in tokens]
    if any(word.startswith("satellite") or word == "firms" for word in lower) or (
        _is_of_satellite(head)
    ):
        return SourceKind.SATELLITE
    name = " ".join(run)
    if run and not is_outlet(run):
        known = kind_of_name(name)
        if known is not None and lemma_of(head) not in BODIES | GENERIC:
            return known
    affiliation = _of_outlet(head) or _of_owner(tokens, head, run)
    if affiliation is not None:
        return affiliation
    if any(word in _ANALYTIC and after in _COLLEGES for word, after in pairwise(lower)):
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
    if kind is None and not run and (told & PRIVATE or _is_resident(tokens, head)):
        return SourceKind.EYEWITNESS
    return kind or (None if run else _kind_beside(head))


def _kind_beside(head: Token) -> SourceKind | None:
    """What an apposition tells: "a prisoner, a sergeant born here"."""
    beside = (t for t in head.rights if t.dep_ == "appos" and t.pos_ == "NOUN")
    return next(filter(None, map(_kind_of_word, beside)), None)


def _is_of_satellite(head: Token) -> bool:
    """As in "a Planet image", "Maxar's pictures": a maker of such imagery is named."""
    makers = (
        t for t in head.lefts if t.dep_ in {"compound", "poss", "nmod"} and t.text[0].isupper()
    )
    return any(kind_listed(maker.text) is SourceKind.SATELLITE for maker in makers)


def _of_outlet(head: Token) -> SourceKind | None:
    """As in "the brigade's Telegram channel": what an institution puts out speaks for it."""
    if lemma_of(head) not in _PAGES:
        return None
    owners = (t for t in head.lefts if t.dep_ == "poss")
    kinds = (kind_listed(t.text) or kind_of_noun(lemma_of(t)) for t in owners)
    return next((kind for kind in kinds if kind in _INSTITUTIONS), None)


def _of_owner(tokens: Tokens, head: Token, run: list[str]) -> SourceKind | None:
    """What whose somebody named is tells: "the RSF's adviser X", "Bellingcat's Y"."""
    owner = next((t for t in head.lefts if t.dep_ == "poss" and t.i >= tokens.start), None)
    if owner is None or not run or head.pos_ != "PROPN" or lemma_of(head) in BODIES | GENERIC:
        return None
    if run[-1].lower() in BODIES or head.ent_type_ in {"GPE", "NORP"}:
        return None
    whose = kind_listed(owner.text) or kind_of_noun(lemma_of(owner))
    if whose is SourceKind.MILITARY:
        roles = {lemma_of(t) for t in head.lefts if t.i > owner.i}
        return whose if roles & _SPEAKING_FOR else None
    bare = all(t.i <= owner.i or t.tag_ == "POS" or t.pos_ == "PROPN" for t in head.lefts)
    return whose if bare and whose in _EMPLOYERS else None


def _is_resident(tokens: Tokens, head: Token) -> bool:
    """As in "two people in Tulcea", "a woman from the village": somebody told by where they are."""
    if lemma_of(head) not in _ANYBODY:
        return False
    led = (t for t in head.rights if t.lower_ in WHERE and t.i < tokens.end)
    return any(
        t.pos_ == "PROPN" or lemma_of(t) in _COMMUNITIES | {"ground", "spot", "scene"}
        for of in led for t in of.children if t.dep_ == "pobj"
    )  # fmt: skip


def _of_nouns(tokens: Tokens, head: Token, outlet: bool) -> SourceKind | None:
    for token in _telling(tokens, head)[outlet:]:
        if token.lower_ in NAME_ONLY and not token.text[:1].isupper():
            continue
        if token.i != head.i and token.lower_ in PUBLICITY:
            continue
        if token.lower_ == "local" and head.pos_ == "PROPN":
            continue
        kind = _kind_of_word(token)
        if lemma_of(token) in _TEAMS and any(t.lower_ in _OF_WAR for t in token.lefts):
            return SourceKind.MILITARY
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
    if lemma_of(head) in _SPEAKING_FOR and lemma_of(head) != "commander":
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


def owned_by_pronoun(tokens: Tokens) -> Token | None:
    """The head of "its spokeswoman", "their author": who speaks for, or makes, what "it" is."""
    head = tokens.root
    heads = [head, *(t for t in (head.head,) if head.dep_ == "appos" and tokens.start <= t.i)]
    for noun in heads:
        if lemma_of(noun) in _SPEAKING_FOR | _MAKERS and any(
            t.lower_ in {"its", "their"} for t in noun.lefts
        ):
            return noun
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
