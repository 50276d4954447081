"""What is told without being told as a happening: purposes, habits, commands, questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossfix.extract.events.lexicon import STATUS, is_demonym
from crossfix.model import Status
from crossfix.syntax import is_passive, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_HABIT: Final = frozenset(
    {"always", "usually", "typically", "generally", "normally", "traditionally"}
)


def governed(verb: Token) -> Status | None:
    """What a governing verb makes of what it governs."""
    lemma = verb.lemma_.lower()
    for name, status in (
        ("denied", Status.DENIED),
        ("hypothetical", Status.HYPOTHETICAL),
        ("planned", Status.PLANNED),
    ):
        if lemma in STATUS[name]:
            return status
    if lemma == "go":
        return Status.PLANNED
    return None


def happens(verb: Token) -> bool:
    """Whether a governing verb lets what it governs really happen ("began to", "managed to")."""
    return verb.lemma_.lower() in STATUS["asserted"] and not (
        verb.lemma_ == "go" and verb.tag_ == "VBG"
    )


def is_purpose(verb: Token) -> bool:
    """Whether "to" makes the verb a purpose, an ability or a duty and no happening."""
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    if not infinitive or verb.tag_ != "VB":
        return False
    if any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
        return False
    if verb.dep_ == "xcomp":
        top = verb.head
        lemma = top.lemma_.lower()
        return not (happens(top) or governed(top) is not None or lemma in {"be", "go", "set"})
    if verb.dep_ in {"acl", "advcl", "relcl"}:
        return verb.head.lemma_.lower() not in {
            *STATUS["planned"],
            *STATUS["denied"],
            *STATUS["hypothetical"],
            "attempt",
            "effort",
            "bid",
        }
    return verb.dep_ not in {"ROOT", "ccomp", "conj"}


def is_generic(verb: Token) -> bool:
    """Whether a verb in the simple present tells of a kind of thing, or a habit."""
    if any(child.lower_ in _HABIT for child in verb.children):
        return True
    if verb.tag_ not in {"VBP", "VBZ"} or is_passive(verb):
        return False
    doer = subject(verb)
    if doer is None:
        return False
    if doer.tag_ in {"WDT", "WP"}:
        clause = verb
        while clause.dep_ == "conj":
            clause = clause.head
        doer = clause.head if clause.dep_ == "relcl" else doer
        return doer.tag_ in {"NNS", "NN"} and not _is_definite(doer)
    return doer.tag_ == "NNS" and not _is_definite(doer) and verb.dep_ != "ROOT"


def _is_definite(noun: Token) -> bool:
    return any(
        child.dep_ in {"det", "poss", "nummod"} or child.pos_ == "PROPN" or is_demonym(child)
        for child in noun.children
    ) and not any(child.lower_ in {"a", "an", "any"} for child in noun.children)


def is_command(verb: Token) -> bool:
    """Whether a verb is an imperative."""
    if verb.tag_ != "VB" or verb.dep_ != "ROOT":
        return False
    return subject(verb) is None and not any(c.dep_ in {"aux", "auxpass"} for c in verb.children)


def in_question(token: Token) -> bool:
    """Whether a word stands in a question."""
    sentence = token.sent
    end = sentence[-1]
    return end.text == "?" or (len(sentence) > 1 and sentence[-2].text == "?")
