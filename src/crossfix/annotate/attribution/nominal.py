"""Nouns of saying: "his claim that ...", "Ankara's announcement of ...", "the answer was"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from crossfix.annotate.attribution import words
from crossfix.annotate.attribution.finding import Finding, Page, Range, subtree
from crossfix.annotate.attribution.phrases import has_proposition, source_phrase, tidy_content
from crossfix.annotate.attribution.speakers import speaker_of

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_nominal(page: Page) -> Iterator[Finding]:
    """An attribution for every noun of saying that has content."""
    for noun, lemma in zip(page.tokens, page.lemmas, strict=True):
        if lemma not in words.SAYING or noun.pos_ not in {"NOUN", "PROPN"}:
            continue
        owner, cue = _owner(noun)
        if owner is not None and owner.lower_ in words.OWN_VOICE:
            continue
        if owner is None and lemma in words.OWNED_ONLY:
            continue
        if owner is not None and not (words.is_animate(owner) or owner.lower_ == "its"):
            continue
        preposition, pieces = _content(noun, owner)
        source = source_phrase(owner) if owner is not None else None
        if preposition is not None and preposition.i == cue[1]:
            cue = cue[0], cue[1] + 1
        content = tidy_content(page, pieces, [cue, *_own_place(owner, source)], cue)
        if content and has_proposition(page, content) and not _points_back(page, content):
            yield Finding(source, cue, content, "noun", open=False)


def _points_back(page: Page, content: tuple[Range, ...]) -> bool:
    """Whether content only names what was said before: "confirmation of this claim"."""
    tokens = page.doc[content[0][0] : content[0][1]]
    return len(tokens) <= 3 and tokens[0].lower_ in {"this", "that", "these", "those", "such"}


def _own_place(owner: Token | None, source: Range | None) -> list[Range]:
    """Where the source stands, with the "by" or "from" before it."""
    if owner is None or source is None:
        return []
    led = owner.dep_ == "pobj" and owner.head.lower_ in {"by", "from"}
    return [(min(owner.head.i, source[0]) if led else source[0], source[1])]


def _owner(noun: Token) -> tuple[Token | None, Range]:
    """Whose saying it is, and the words that carry it.

    The possessor, the "by" or "from" behind it, or the subject of a verb that only
    lends the noun its tense ("the army made a statement that ...").
    """
    alone = noun.i, noun.i + 1
    for child in noun.children:
        if child.dep_ == "poss":
            return child, alone
    behind = _author(noun)
    if behind is not None:
        return behind, alone
    verb = noun.head
    if noun.dep_ == "dobj" and words.lemma(verb) in words.SUPPORT:
        speaker = speaker_of(verb)
        near = noun.i - verb.i <= 5
        return speaker, (verb.i, noun.i + 1) if near and speaker is not None else alone
    return None, alone


def _author(noun: Token) -> Token | None:
    """The "by" or "from" behind a noun: "a report by X", "the announcement of a truce by X"."""
    for child in noun.rights:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from"}:
            return next((inner for inner in child.children if inner.dep_ == "pobj"), None)
    said = [t for child in noun.rights if child.lower_ == "of" for t in child.children]
    led = [by for thing in said for by in thing.rights if by.lower_ == "by"]
    owners = (inner for by in led for inner in by.children if inner.dep_ == "pobj")
    return next((owner for owner in owners if words.is_animate(owner)), None)


def _content(noun: Token, owner: Token | None) -> tuple[Token | None, list[Range]]:
    clause = _clause(noun)
    if clause is not None:
        return None, [clause]
    if words.lemma(noun) in words.CLAUSE_ONLY:
        return None, []
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in {"of", "about"}:
            for inner in child.children:
                if inner.dep_ == "pcomp":
                    return child, [subtree(inner)]
                if inner.dep_ == "pobj" and not _is_owner(inner, owner):
                    return child, [subtree(inner)]
    return None, []


def _is_owner(inner: Token, owner: Token | None) -> bool:
    """Whether "the claim of X" names who claims and not what is claimed."""
    if inner.pos_ in {"PRON", "NUM"} or inner.ent_type_ in {"PERSON", "DATE", "TIME"}:
        return True
    return owner is None and words.is_animate(inner)


def _clause(noun: Token) -> Range | None:
    """The clause or infinitive that says what was said."""
    for child in noun.rights:
        marked = any(
            c.lower_ in {"that", "to"} and c.dep_ in {"mark", "aux"} for c in child.children
        )
        if child.dep_ in {"acl", "ccomp", "xcomp"} and marked:
            return subtree(child)
        if child.dep_ == "relcl" and marked and not _relative(child):
            return subtree(child)
    verb = noun.head
    if noun.dep_ == "nsubj" and words.lemma(verb) == "be":
        for child in verb.rights:
            if child.dep_ == "ccomp" and child.pos_ in {"VERB", "AUX"}:
                return subtree(child)
    following = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    if following.lower_ == "that" and following.dep_ == "mark" and following.head.i > noun.i:
        return following.i, subtree(following.head)[1]
    return None


def _relative(clause: Token) -> bool:
    return any(c.tag_ in {"WDT", "WP"} and c.dep_ != "mark" for c in clause.children)
