"""Finding the clauses that speak of the future, and in which manner.

Futures and modals, adjectives and verbs with "to", plans and threats, chances, and
what is fixed for a day to come.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from crossfix import lexicons
from crossfix.model import ForecastKind
from crossfix.syntax import SUBJECTS, is_conditional, modal, subject

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TABLE: Final[dict[str, Any]] = lexicons.load("estimative")
_TO: Final = {word: ForecastKind(kind) for kind, words in _TABLE["to"].items() for word in words}
_PLANS: Final = lexicons.words("estimative", "nouns", "plan")
_THREATS: Final = lexicons.words("estimative", "nouns", "threat")
_CHANCES: Final = lexicons.words("estimative", "nouns", "chance")
_FORESEE: Final = lexicons.words("estimative", "lists", "foresee")
_FIXED: Final = lexicons.words("estimative", "lists", "fixed")
_STAND: Final = lexicons.words("estimative", "lists", "stand")
_DISCOURSE: Final = lexicons.words("estimative", "lists", "discourse")
_CUES: Final = lexicons.words("estimative", "lists", "cues")
_HAPPEN: Final = lexicons.words("estimative", "lists", "happen")
_WILL: Final = frozenset({"will", "'ll", "’ll", "shall", "wo", "won"})
_MAY: Final = frozenset({"may", "might", "could"})
_PREDICATES: Final = frozenset({"VERB", "AUX"})
_HABIT: Final = frozenset({"always", "usually", "often", "typically", "normally"})
_SAYING: Final = frozenset(
    [
        "say",
        "announce",
        "declare",
        "state",
        "claim",
        "promise",
        "vow",
        "pledge",
        "warn",
        "tell",
        "report",
        "add",
        "note",
        "confirm",
        "insist",
        "argue",
        "predict",
        "expect",
        "think",
        "believe",
        "fear",
        "hope",
        "suggest",
        "indicate",
        "threaten",
        "write",
    ]
)
_STATIVE: Final = frozenset({"be", "have", "know", "seem", "mean", "contain", "belong"})


@dataclass(frozen=True, slots=True)
class Future:
    """A clause about the future: its head, the word that makes it so, its kind."""

    head: Token
    cue: Token
    kind: ForecastKind


def find_futures(doc: Doc, days_ahead: frozenset[int]) -> Iterator[Future]:
    """The clauses about the future, in text order, at most one to each head.

    ``days_ahead`` holds the tokens of time expressions that lie in the future.
    """
    seen: set[int] = set()
    for token in doc:
        future = _future_of(token, days_ahead)
        if future is None or future.head.i in seen or _is_ruled_out(future):
            continue
        seen.add(future.head.i)
        yield future


def _future_of(token: Token, days_ahead: frozenset[int]) -> Future | None:
    if token.tag_ == "MD" and token.dep_ == "aux":
        return _of_modal(token, token.head, days_ahead)
    if token.pos_ in {"VERB", "ADJ", "AUX", "ADV", "ADP"} or token.tag_.startswith("VB"):
        found = _of_infinitive(token)
        if found is not None:
            return found
    if token.pos_ == "VERB":
        return _of_foresight(token) or _of_fixture(token, days_ahead)
    if token.pos_ == "NOUN":
        return _of_noun(token)
    return None


def _of_modal(auxiliary: Token, verb: Token, days_ahead: frozenset[int]) -> Future | None:
    word = auxiliary.lower_
    perfect = any(child.lemma_ == "have" and child.dep_ == "aux" for child in verb.children)
    if word in _WILL:
        return Future(verb, auxiliary, _kind_of_will(verb))
    if perfect:
        return None
    if word in _MAY:
        if _looks_ahead(verb, days_ahead) or (word != "could" and not _is_state(verb)):
            return Future(verb, auxiliary, ForecastKind.PREDICTION)
        happens = any(part.lemma_.lower() in _HAPPEN for part in (verb, *_open(verb)))
        negated = any(child.dep_ == "neg" for child in verb.children)
        if happens and not negated:
            return Future(verb, auxiliary, ForecastKind.PREDICTION)
        return None
    if word == "would" and (_is_reported(verb) or _has_condition(verb)):
        return Future(verb, auxiliary, _kind_of_will(verb))
    return None


def _kind_of_will(verb: Token) -> ForecastKind:
    """A plan where somebody speaks of what they will do themselves, else a prediction."""
    doer = subject(verb)
    if doer is not None and doer.lower_ in {"we", "i"} and verb.lemma_ not in _STATIVE:
        return ForecastKind.PLAN
    return ForecastKind.PREDICTION


def _is_state(verb: Token) -> bool:
    return verb.lemma_.lower() in _STATIVE


def _open(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in {"xcomp", "prt", "pcomp"}]


def _looks_ahead(verb: Token, days_ahead: frozenset[int]) -> bool:
    subtree = [t for t in verb.subtree if t.sent == verb.sent]
    return any(t.i in days_ahead or t.lower_ in _CUES for t in subtree)


def _is_reported(verb: Token) -> bool:
    clause = verb
    while clause.dep_ in {"conj", "xcomp"} and clause.head.pos_ in _PREDICATES:
        clause = clause.head
    head = clause.head
    return clause.dep_ in {"ccomp", "acl"} and (
        head.lemma_.lower() in _SAYING or head.pos_ == "NOUN"
    )


def _has_condition(verb: Token) -> bool:
    return any(
        child.dep_ == "advcl" and is_conditional(child) and not _is_past_perfect(child)
        for child in verb.children
    )


def _is_past_perfect(verb: Token) -> bool:
    return any(c.lemma_ == "have" and c.tag_ == "VBD" for c in verb.children)


def _of_infinitive(token: Token) -> Future | None:
    """A word before an infinitive: "set to fall", "expected to", "is going to", "plans to"."""
    lemma = token.lemma_.lower()
    going = token.lower_ == "going" and token.tag_ == "VBG"
    kind = ForecastKind.PREDICTION if going else _TO.get(lemma) or _TO.get(token.lower_)
    if kind is None:
        return None
    verb = next((c for c in token.children if c.dep_ == "xcomp" and _is_infinitive(c)), None)
    if verb is None:
        return None
    if kind is ForecastKind.EXPECTATION or token.lower_ in {"set", "poised", "planned"}:
        return Future(token, token, ForecastKind.EXPECTATION)
    if (
        token.pos_ == "VERB"
        and kind is ForecastKind.PLAN
        and token.lemma_ in {"seek", "look", "hope"}
    ):
        return Future(token, token, kind) if token.tag_ != "VBD" else None
    return Future(token, token, kind)


def _is_infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _of_foresight(token: Token) -> Future | None:
    """A verb of foresight: "expects a new offensive", "predicts that ..."."""
    if token.lemma_.lower() not in _FORESEE or (token.tag_ == "VBG" and token.dep_ == "amod"):
        return None
    content = [c for c in token.children if c.dep_ in {"dobj", "ccomp"}]
    if not content or any(modal(c) is not None for c in content):
        return None
    return Future(token, token, ForecastKind.PREDICTION)


def _of_fixture(token: Token, days_ahead: frozenset[int]) -> Future | None:
    """Something fixed to a day that is still to come: "elections planned for autumn"."""
    if token.lemma_.lower() not in _FIXED or token.tag_ not in {"VBN", "VBD"}:
        return None
    for child in token.children:
        leads = child.dep_ == "prep" and child.lower_ in {"for", "on", "in", "by"}
        if leads and any(t.i in days_ahead for t in child.subtree):
            return Future(token, token, ForecastKind.EXPECTATION)
    return None


def _of_noun(token: Token) -> Future | None:
    lemma = token.lemma_.lower()
    if lemma in _CHANCES:
        about = any(
            c.lower_ in {"of", "for", "that"} or c.dep_ in {"acl", "ccomp"} for c in token.children
        )
        told = token.dep_ in {"nsubj", "nsubjpass", "attr", "dobj"} and token.head.lemma_ in _STAND
        return Future(token.head, token, ForecastKind.PREDICTION) if about and told else None
    kind = (
        ForecastKind.PLAN if lemma in _PLANS else ForecastKind.THREAT if lemma in _THREATS else None
    )
    if kind is None:
        return None
    infinitive = any(
        c.dep_ in {"acl", "relcl", "xcomp"} and _is_infinitive(c) for c in token.children
    )
    return Future(token, token, kind) if infinitive else None


def _is_ruled_out(future: Future) -> bool:
    """Questions, habits, conditions of something else, and what is told of a past."""
    head = future.head
    sentence = head.sent
    if any(t.text == "?" for t in sentence[-2:]):
        return True
    if any(child.lower_ in _HABIT for child in head.children) or _is_discourse(head):
        return True
    if is_conditional(head) and head.dep_ == "advcl":
        return True
    perfect = any(c.lemma_ == "have" and c.tag_ == "VBD" and c.dep_ == "aux" for c in head.children)
    return perfect and future.cue is head


def _is_discourse(head: Token) -> bool:
    """Whether the writer speaks to the reader of the text itself ("you will note")."""
    doer = subject(head)
    return doer is not None and (
        doer.lower_ == "you" or (doer.lower_ in {"i", "we"} and head.lemma_.lower() in _DISCOURSE)
    )


def clause_tokens(future: Future) -> list[Token]:
    """The tokens of the clause, in order: its subject, verb and what hangs on it.

    Coordinated clauses with a subject of their own are left out: each is its own.
    """
    kept: list[Token] = []
    stack = [future.head]
    while stack:
        token = stack.pop()
        kept.append(token)
        for child in token.children:
            if child.dep_ in {"parataxis"} or (token is future.head and _is_other_clause(child)):
                continue
            if child.dep_ == "ccomp" and child.i < future.head.i:
                continue
            stack.append(child)
    doer = subject(future.head)
    if doer is not None and doer.dep_ in SUBJECTS and doer.i < future.head.i:
        kept += [t for t in doer.subtree if t.i <= future.head.i]
    return sorted(set(kept), key=lambda token: token.i)


def _is_other_clause(child: Token) -> bool:
    if child.dep_ != "conj" or child.pos_ not in _PREDICATES:
        return False
    own = any(inner.dep_ in SUBJECTS for inner in child.children)
    return own or any(inner.tag_ == "MD" for inner in child.children)
