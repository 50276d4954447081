"""Whether an event is told as fact, as not so, as intended or as supposed, or not as an event.

Looks at the words above a trigger: negation, modals, verbs and nouns of planning,
fearing, denying and failing, "if", purpose clauses, and habits.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from crossfix.extract.events.clauses import head_of_chain
from crossfix.extract.events.lexicon import LIGHT, STATUS
from crossfix.extract.events.nonevents import (
    governed,
    happens,
    in_question,
    is_command,
    is_generic,
    is_purpose,
)
from crossfix.extract.events.trigger import Trigger
from crossfix.model import Status
from crossfix.syntax import is_conditional, is_negated, modal, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_WILL: Final = frozenset({"will", "'ll", "’ll", "shall", "wo", "won"})
_MAY: Final = frozenset({"could", "would", "may", "might", "should", "can", "must", "ca", "ought"})
_OCCUR: Final = frozenset(
    [
        "take",
        "occur",
        "happen",
        "be",
        "begin",
        "start",
        "continue",
        "follow",
        "resume",
        "last",
        "unfold",
        "break",
        "erupt",
    ]
)
_PREDICATES: Final = frozenset({"VERB", "AUX"})
_CLAUSE_LINKS: Final = frozenset({"ccomp", "xcomp", "acl", "pcomp", "csubj", "csubjpass"})


def status_of(trigger: Trigger) -> Status | None:
    """The status of an event, or ``None`` when the words tell of no event at all.

    No events are purposes ("to strike"), habits ("always attack"), definitions
    ("missiles that strike ships"), commands and rhetorical questions.
    """
    verb = trigger.token if trigger.verbal else trigger.carrier
    if trigger.verbal and verb is not None and (is_generic(verb) or is_command(verb)):
        return None
    if in_question(trigger.token):
        return None
    if not trigger.verbal:
        own = _status_of_noun(trigger.token)
        if own is not None:
            return own
    if verb is None:
        return Status.ASSERTED
    if trigger.verbal and is_purpose(verb):
        return None
    if verb.dep_ in {"csubj", "csubjpass"} and verb.tag_ == "VBG":
        return None
    if _is_any(trigger):
        return Status.HYPOTHETICAL
    direct = trigger.verbal or trigger.light or _is_subject_or_existential(trigger)
    found = _status_of_clause(verb) if direct else None
    if found is None and not trigger.verbal:
        found = _status_under(verb, trigger.token)
    return found or _status_above(verb) or Status.ASSERTED


def _is_subject_or_existential(trigger: Trigger) -> bool:
    """Whether the noun is what the clause says happens ("strikes occurred", "there was no ...")."""
    carrier = trigger.carrier
    if carrier is None:
        return False
    if trigger.token.dep_ in {"nsubj", "nsubjpass"}:
        auxiliary = modal(carrier)
        coming = auxiliary is not None and auxiliary.lower_ in {
            *_WILL,
            "would",
            "could",
            "may",
            "might",
        }
        return coming or carrier.lemma_ in _OCCUR
    if trigger.token.i < carrier.i and subject(carrier) is None:
        auxiliary = modal(carrier)
        return auxiliary is not None and auxiliary.lower_ in _WILL
    return trigger.token.dep_ == "attr" and carrier.lemma_ == "be"


def _is_any(trigger: Trigger) -> bool:
    """Whether what acts or is acted on is "any": told of none in particular."""
    heads = (*trigger.roles.subjects, *trigger.roles.objects)
    if any(child.lower_ == "any" for head in heads for child in head.children):
        return True
    return trigger.verbal and any(child.lower_ == "ever" for child in trigger.token.children)


def _status_of_noun(noun: Token) -> Status | None:
    """What the words around a noun alone say of it ("possible", "planned", "threat of", "no")."""
    words = {child.lower_ for child in noun.children}
    words |= {t.lower_ for t in _modifiers_before(noun)}
    if noun.dep_ == "pobj" and noun.head.lower_ == "without":
        return Status.DENIED
    if "no" in words and noun.lower_ not in {"matter"}:
        return Status.DENIED
    if words & STATUS["hypothetical_adjectives"]:
        return Status.HYPOTHETICAL
    if words & STATUS["planned_adjectives"]:
        return Status.PLANNED
    for above in _nouns_above(noun):
        lemma = above.lemma_.lower()
        if lemma in STATUS["denied"]:
            return Status.DENIED
        if lemma in STATUS["hypothetical"]:
            return Status.HYPOTHETICAL
        if lemma in STATUS["planned"] and above.pos_ == "NOUN":
            return Status.PLANNED
    return None


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


def _status_of_clause(verb: Token) -> Status | None:
    """What the auxiliaries and negations of the clause say."""
    top = head_of_chain(verb)
    if verb is not top and not happens(top):
        return governed(top) or (Status.DENIED if is_negated(top) else _by_modal(top))
    if is_negated(verb) or (verb is not top and is_negated(top)):
        if _denies_end(top):
            return None
        return _by_modal(verb) or _by_modal(top) or Status.DENIED
    for part in (verb, top):
        found = _by_modal(part)
        if found is not None:
            return found
    return Status.HYPOTHETICAL if is_conditional(verb) or is_conditional(top) else None


def _denies_end(verb: Token) -> bool:
    """Whether a negated verb is one of ending: "did not stop shelling"."""
    return verb.lemma_ in {"stop", "cease", "halt"}


def _by_modal(verb: Token) -> Status | None:
    auxiliary = modal(verb)
    if auxiliary is None:
        if (
            verb.tag_ == "VB"
            and verb.head.lemma_ == "go"
            and verb.head.tag_ == "VBG"
            and verb.dep_ == "xcomp"
        ):
            return Status.PLANNED
        return None
    if auxiliary.lower_ in _WILL:
        return Status.PLANNED
    if auxiliary.lower_ == "would" and _is_reported(verb):
        return Status.PLANNED
    return Status.HYPOTHETICAL if auxiliary.lower_ in _MAY else None


def _is_reported(verb: Token) -> bool:
    """Whether "would" is the "will" of reported speech: what somebody said would come."""
    clause = head_of_chain(verb)
    while clause.dep_ == "conj" and clause.head.pos_ in _PREDICATES:
        clause = clause.head
    return clause.dep_ in {"ccomp", "acl"}


def _status_under(verb: Token, noun: Token) -> Status | None:
    """What a verb says of a noun that is its object: planned, feared, denied, prevented."""
    lemma = verb.lemma_.lower()
    if noun.dep_ in {"dobj", "nsubjpass", "pobj", "conj"} and verb.pos_ == "VERB":
        if noun.dep_ == "pobj" and noun.head.lower_ not in {
            "for",
            "of",
            "against",
            "about",
            "on",
            "to",
        }:
            return None
        if (
            lemma in STATUS["planned"]
            and lemma not in LIGHT["active"]
            and lemma not in {"order", "set", "call", "offer"}
        ):
            return Status.PLANNED
        if lemma in STATUS["hypothetical"]:
            return Status.HYPOTHETICAL
        if lemma in STATUS["denied"] and lemma not in {"fail", "decline"}:
            return Status.DENIED
    return None


def _status_above(verb: Token) -> Status | None:
    """What the clauses above say, as long as they take this one as their content."""
    token = verb
    for _ in range(6):
        if token.dep_ == "conj" and token.head.pos_ in _PREDICATES:
            token = token.head
            continue
        if token.dep_ == "advcl":
            ahead = modal(token.head)
            coming = ahead is not None and ahead.lower_ in _WILL and token.tag_ in {"VBZ", "VBP"}
            return Status.HYPOTHETICAL if coming or is_conditional(token) else None
        if token.pos_ == "NOUN" and token.dep_ in {"dobj", "nsubjpass"}:
            found = governed(token.head)
            return found if found is not Status.PLANNED else None
        if token.dep_ not in _CLAUSE_LINKS:
            return None
        above = token.head
        if above.dep_ == "prep" or above.pos_ == "ADP":
            above = above.head
        found = governed(above)
        if found is not None and not happens(above):
            told = token.dep_ == "ccomp" and found is Status.PLANNED
            past = told and not _is_future(token)
            return None if past else found
        if token.dep_ == "xcomp":
            found = _by_modal(above) or (Status.DENIED if is_negated(above) else None)
            if found is not None:
                return found
        token = above
    return None


def _is_future(verb: Token) -> bool:
    return modal(verb) is not None or verb.tag_ == "VB"
