"""How the words around a noun alone tell its happening: possible, planned, untrue, called off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from crossfix.extract.events.lexicon import STATUS
from crossfix.extract.events.trigger import Trigger
from crossfix.model import EventType, Status
from crossfix.syntax import is_negated

if TYPE_CHECKING:
    from spacy.tokens import Token

_AGREED: Final = frozenset({EventType.CONSULT, EventType.AGREEMENT, EventType.EXCHANGE})
_GRANTED: Final = frozenset({"after", "following", "since", "amid", "despite", "behind"})
_PREDICATES: Final = frozenset({"VERB", "AUX"})


def status_of_noun(noun: Token) -> Status | None:
    """What the words around a noun alone say of it ("possible", "planned", "threat of", "no")."""
    words = {child.lower_ for child in noun.children}
    words |= {t.lower_ for t in _modifiers_before(noun)}
    if noun.dep_ == "pobj" and noun.head.lower_ == "without":
        return Status.DENIED
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        words |= {child.lower_ for child in noun.head.children if child.dep_ == "acomp"}
    if "no" in words and noun.lower_ not in {"matter"}:
        return Status.DENIED
    if words & STATUS["denied_adjectives"]:
        return Status.DENIED
    if words & STATUS["hypothetical_adjectives"]:
        return Status.HYPOTHETICAL
    if words & STATUS["planned_adjectives"]:
        return Status.PLANNED
    return _status_by_nouns(noun)


def _status_by_nouns(noun: Token) -> Status | None:
    """What the nouns that it hangs on say of it ("threat of attack", "failure of")."""
    for above in _nouns_above(noun):
        lemma = above.lemma_.lower()
        if lemma in STATUS["denied"] or is_untrue(above):
            return Status.DENIED
        if lemma in STATUS["hypothetical"]:
            return Status.HYPOTHETICAL
        if lemma in STATUS["planned"] and above.pos_ == "NOUN":
            return Status.PLANNED
    return None


def is_untrue(report: Token) -> bool:
    """Whether a report of something is said to be false.

    "Reports of X were premature", "the claim that X does not correspond to the facts".
    """
    verb = report.head
    if report.dep_ not in {"nsubj", "nsubjpass"} or verb.pos_ not in _PREDICATES:
        return False
    if verb.lemma_.lower() in STATUS["agreeing"] and is_negated(verb):
        return any(
            word.lemma_.lower() in STATUS["facts"]
            for link in verb.children
            for word in (link, *link.children)
        )
    said = {child.lemma_.lower() for child in verb.children if child.dep_ in {"acomp", "attr"}}
    return bool(said & STATUS["untrue"])


def _modifiers_before(noun: Token) -> Iterator[Token]:
    """The adjectives and nouns that run up to a noun, whatever the parse hangs them on."""
    for position in range(noun.i - 1, max(-1, noun.i - 6), -1):
        token = noun.doc[position]
        if token.pos_ not in {"ADJ", "NOUN", "PROPN"} and token.text != "-":
            return
        yield token


def _nouns_above(noun: Token) -> Iterator[Token]:
    """The nouns that a noun hangs on through "of", "for", "against" ("threat of attack")."""
    token = noun
    for _ in range(4):
        if token.dep_ == "conj":
            token = token.head
            continue
        if token.dep_ != "pobj" or token.head.lower_ not in {"of", "for", "against", "from"}:
            return
        token = token.head.head
        if token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            return
        yield token


def lacks_supply(trigger: Trigger) -> bool:
    """Whether the words of an outage are themselves a negation ("no power", "without light")."""
    first = trigger.token.doc[trigger.first].lower_
    return trigger.rule.type is EventType.OUTAGE and first in {"no", "without", "lack", "absence"}


def is_taken_for_granted(trigger: Trigger) -> bool:
    """Whether a noun only says after what, or in spite of what, something else comes."""
    noun = trigger.token
    return (
        noun.dep_ == "pobj"
        and noun.head.lower_ in _GRANTED
        and not trigger.light
        and trigger.rule.type not in _AGREED
    )


def is_called_off(trigger: Trigger) -> bool:
    """Whether a meeting, a truce or an exchange is said to have been put off."""
    verb, noun = trigger.carrier, trigger.token
    if trigger.verbal or verb is None or trigger.rule.type not in _AGREED:
        return False
    words = [verb, *(c for c in verb.children if c.dep_ in {"acomp", "oprd"})]
    patient = noun.dep_ in {"nsubjpass", "dobj"} or words[1:] != []
    return patient and any(w.lemma_.lower() in STATUS["called_off"] for w in words)
