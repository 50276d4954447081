"""What is told without being told as a happening: purposes, habits, commands, questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossfix.extract.events.clauses import head_of_chain
from crossfix.extract.events.lexicon import LIGHT, STATUS, is_demonym
from crossfix.model import Status
from crossfix.syntax import is_passive, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_HABIT: Final = frozenset(
    {"always", "usually", "typically", "generally", "normally", "traditionally"}
)
_EFFORTS: Final = frozenset({"attempt", "effort", "bid"})
_OF_NOUNS: Final = frozenset({"acl", "relcl", "advcl"})
_PREDICATES: Final = frozenset({"VERB", "AUX"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})


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
    if is_headline_future(verb):
        return False
    if verb.dep_ == "xcomp":
        top = verb.head
        lemma = top.lemma_.lower()
        return not (happens(top) or governed(top) is not None or lemma in {"be", "go", "set"})
    if verb.dep_ in {"acl", "advcl", "relcl"}:
        if verb.head.lemma_.lower() in _EFFORTS and _is_phrase_of_purpose(verb.head):
            return True
        return verb.head.lemma_.lower() not in {
            *STATUS["planned"],
            *STATUS["denied"],
            *STATUS["hypothetical"],
            *_EFFORTS,
        }
    return verb.dep_ not in {"ROOT", "ccomp", "conj"}


def _is_phrase_of_purpose(noun: Token) -> bool:
    """Whether an effort is only what for ("in an effort to cut off the town")."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "in"


def is_headline_future(verb: Token) -> bool:
    """Whether "to" tells of what is coming: "Army to withdraw", "troops are to be sent"."""
    parts = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if (
        verb.tag_ not in {"VB", "VBN"}
        or "to" not in parts
        or (verb.tag_ == "VBN") != ("be" in parts)
    ):
        return False
    top = verb.head
    if verb.dep_ == "xcomp" and top.lemma_ == "be" and top.tag_ in {"VBZ", "VBP", "VBD"}:
        return not any(child.dep_ == "attr" for child in top.children)
    headed = top.dep_ == "ROOT" and top.pos_ in {"PROPN", "NOUN"} and verb.dep_ in _OF_NOUNS
    if not headed and verb.dep_ != "ROOT":
        return False
    doer = top if headed else subject(verb)
    return doer is not None and not any(t.tag_ in _FINITE for t in verb.sent)


def is_awaited(noun: Token) -> Status | None:
    """What is said of a noun that is awaited: "the talks are set to begin on Monday"."""
    verb = noun.head
    if noun.dep_ not in {"nsubj", "nsubjpass"} or verb.lemma_.lower() not in STATUS["planned"]:
        return None
    comes = any(
        child.dep_ == "xcomp" and child.lemma_.lower() in LIGHT["occur"] | {"hold"}
        for child in verb.children
    )
    return Status.PLANNED if comes else None


def is_feared(verb: Token) -> bool:
    """Whether what "will" come is only feared or supposed ("worries that it will attack")."""
    clause = head_of_chain(verb)
    while clause.dep_ == "conj" and clause.head.pos_ in _PREDICATES:
        clause = clause.head
    return clause.dep_ in {"ccomp", "acl"} and clause.head.lemma_.lower() in STATUS["feared"]


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
