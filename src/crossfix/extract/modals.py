"""Modal verbs that speak of the future: "will", "may", and "would" that reports or supposes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossfix import lexicons
from crossfix.extract.outlooks import TO, Future
from crossfix.model import ForecastKind
from crossfix.syntax import OBJECTS, is_conditional, is_passive, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_CUES: Final = lexicons.words("estimative", "lists", "cues")
# Behind these the outcome is known ("nobody knew that it would last for years"), or unreal.
_HINDSIGHT: Final = frozenset(
    ["wish", "be", "know", "realize", "realise", "understand", "remember", "forget", "see", "find",
     "discover", "notice", "imagine", "dream"]
)  # fmt: skip
# Behind these in the past "could" is what was possible then.
_FINDING: Final = frozenset(
    ["decide", "find", "realize", "realise", "discover", "see", "know", "learn", "show", "prove",
     "ensure", "make"]
)  # fmt: skip
# What "would" behind these only fancies ("the idea that they would leave is absurd").
_FANCIES: Final = frozenset({"idea", "notion", "myth", "illusion", "fantasy", "thought", "risk"})
# "Would like" is a wish for now.
_HAVE: Final = frozenset({"have", "has", "had", "'ve", "’ve"})
_WISHES: Final = frozenset({"like", "love", "prefer", "rather", "say", "note", "appreciate"})
_RECURRING: Final = frozenset(
    ["mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays",
     "weekends", "weekdays", "daily", "weekly"]
)  # fmt: skip
_RESULTS: Final = lexicons.words("estimative", "lists", "results")
_PERSONS: Final = lexicons.words("counted", "lists", "persons")
_HAPPEN: Final = lexicons.words("estimative", "lists", "happen")
WILL: Final = frozenset({"will", "'ll", "’ll", "shall", "wo", "won"})
_MAY: Final = frozenset({"may", "might", "could"})
_STATIVE: Final = frozenset(
    ["be", "have", "know", "seem", "mean", "contain", "belong", "care", "want", "like", "feel",
     "need", "think", "believe", "understand", "own", "resemble", "depend", "exist", "live", "lie"]
)  # fmt: skip


def of_modal(auxiliary: Token, verb: Token, days_ahead: frozenset[int]) -> Future | None:
    """The clause that a modal verb puts into the future, or leaves open."""
    word = auxiliary.lower_
    perfect = any(c.dep_ == "aux" and c.lower_ in _HAVE for c in verb.children)
    if word in WILL:
        return Future(verb, auxiliary, ForecastKind.PREDICTION)
    if perfect:
        return None
    if word in _MAY:
        return (
            Future(verb, auxiliary, ForecastKind.PREDICTION)
            if _may(verb, word, days_ahead)
            else None
        )
    if (
        word == "would"
        and verb.lemma_ not in _WISHES
        and (_is_reported(verb) or has_condition(verb))
    ):
        return Future(verb, auxiliary, ForecastKind.PREDICTION)
    first = subject(verb)
    inverted = first is not None and auxiliary.i < first.i
    dated = any(t.i in days_ahead for t in verb.subtree)
    if word == "should" and not inverted and _is_hoped_of(verb, first):
        return Future(verb, auxiliary, ForecastKind.PREDICTION)
    if word in {"must", "should", "can", "ought"} and dated and not inverted:
        kind = ForecastKind.PREDICTION if word == "can" else ForecastKind.EXPECTATION
        return Future(verb, auxiliary, kind)
    return None


def _is_hoped_of(verb: Token, doer: Token | None) -> bool:
    """Whether "should" tells what to expect of a thing: "the dam should ease the shortage"."""
    if is_passive(verb):
        return verb.lemma_ in {"expect", "anticipate"}
    thing = doer is not None and doer.pos_ == "NOUN" and doer.lemma_.lower() not in _PERSONS
    return thing and verb.lemma_.lower() in _RESULTS


def _may(verb: Token, word: str, days_ahead: frozenset[int]) -> bool:
    """Whether "may", "might" or "could" looks ahead, and does not guess at what is."""
    if any(t.lower_ in _RECURRING for t in verb.subtree):
        return False
    if word == "could" and _is_ability(verb):
        return False
    if _looks_ahead(verb, days_ahead) or (word != "could" and not _is_state(verb)):
        return True
    happens = any(part.lemma_.lower() in _HAPPEN for part in (verb, *_open(verb)))
    return happens and not any(child.dep_ == "neg" for child in verb.children)


def _is_ability(verb: Token) -> bool:
    """Whether "could" tells what was possible then: "the gap in which they could hide"."""
    above = verb.head.head if verb.dep_ == "relcl" else verb.head
    doer = subject(verb)
    if verb.dep_ == "relcl":
        return above.tag_ == "VBD" or (doer is not None and doer.lower_ in {"you", "one"})
    found = verb.dep_ == "ccomp" and above.tag_ == "VBD" and above.lemma_ in _FINDING
    return found or (verb.dep_ == "advcl" and above.tag_ == "VBD")


def _is_state(verb: Token) -> bool:
    return verb.lemma_.lower() in _STATIVE


def _open(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in {"xcomp", "prt", "pcomp"}]


def _looks_ahead(verb: Token, days_ahead: frozenset[int]) -> bool:
    subtree = [t for t in verb.subtree if t.sent == verb.sent]
    return any(t.i in days_ahead or t.lower_ in _CUES for t in subtree)


def _is_reported(verb: Token) -> bool:
    """Whether "would" is the "will" of what somebody said, by the tense of the saying.

    "He said they would leave" foretells; "I think they would lie" supposes.
    """
    clause = verb
    while clause.dep_ in {"conj", "xcomp"} and clause.head.pos_ in {"VERB", "AUX"}:
        clause = clause.head
    if any(c.dep_ == "prep" and c.lower_ == "according" for c in clause.children):
        return True
    head = clause.head
    if clause.dep_ == "acl":
        return head.pos_ == "NOUN" and head.lemma_.lower() not in _FANCIES
    if clause.dep_ not in {"ccomp", "relcl"} or head.lemma_ in _HINDSIGHT:
        return False
    if clause.dep_ == "relcl":
        return head.dep_ in OBJECTS and head.head.tag_ == "VBD" and head.head.lemma_ in TO
    if head.tag_ in {"VBD", "VBN", "VBG"} or head.pos_ == "NOUN":
        return True
    return any(c.dep_ == "aux" and c.tag_ == "VBD" for c in head.children)


def has_condition(verb: Token) -> bool:
    """Whether a verb stands under a condition that may come true."""
    return any(
        child.dep_ == "advcl" and is_conditional(child) and not _is_unreal(child)
        for child in verb.children
    )


def _is_unreal(verb: Token) -> bool:
    """Whether an "if" tells of what was or is not: "had attacked", "if it had a navy"."""
    perfect = any(c.lemma_ == "have" and c.tag_ == "VBD" for c in verb.children)
    to_be = any(c.dep_ == "xcomp" for c in verb.children)
    return perfect or (verb.tag_ == "VBD" and verb.lemma_ in _STATIVE and not to_be)
