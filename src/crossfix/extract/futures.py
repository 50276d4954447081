"""Finding the clauses that speak of the future, and in which manner.

Futures and modals here; other words of what is to come in :mod:`crossfix.extract.outlooks`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from crossfix import lexicons
from crossfix.extract.outlooks import TO, Future, of_word
from crossfix.extract.schedules import of_schedule
from crossfix.model import ForecastKind
from crossfix.syntax import OBJECTS, SUBJECTS, is_conditional, noun_phrase, quotations, subject

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_DISCOURSE: Final = lexicons.words("estimative", "lists", "discourse")
_CUES: Final = lexicons.words("estimative", "lists", "cues")
# Behind these the outcome is known ("nobody knew that it would last for years"), or unreal.
_HINDSIGHT: Final = frozenset(
    ["wish", "be", "know", "realize", "realise", "understand", "remember", "forget", "see", "find",
     "discover", "notice", "imagine", "dream"]
)  # fmt: skip
# "Would like" is a wish for now.
_HAVE: Final = frozenset({"have", "has", "had", "'ve", "’ve"})
_WISHES: Final = frozenset({"like", "love", "prefer", "rather", "say", "note", "appreciate"})
_RECURRING: Final = frozenset(
    ["mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays",
     "weekends", "weekdays", "daily", "weekly"]
)  # fmt: skip
_EACH: Final = frozenset({"everyone", "everybody", "anyone", "anybody", "everything", "anything"})
_HAPPEN: Final = lexicons.words("estimative", "lists", "happen")
_WILL: Final = frozenset({"will", "'ll", "’ll", "shall", "wo", "won"})
_MAY: Final = frozenset({"may", "might", "could"})
_PREDICATES: Final = frozenset({"VERB", "AUX"})
_HABIT: Final = frozenset({"always", "usually", "often", "typically", "normally"})
_STATIVE: Final = frozenset(
    ["be", "have", "know", "seem", "mean", "contain", "belong", "care", "want", "like", "feel",
     "need", "think", "believe", "understand", "own", "resemble", "depend"]
)  # fmt: skip


def find_futures(doc: Doc, days_ahead: frozenset[int]) -> Iterator[Future]:
    """The clauses about the future, in text order, at most one to each head.

    ``days_ahead`` holds the tokens of time expressions that lie in the future.
    """
    seen: set[int] = set()
    quoted: list[tuple[int, int]] | None = None
    for token in doc:
        future = _future_of(token, days_ahead)
        if future is None or future.head.i in seen or _is_ruled_out(future):
            continue
        if future.cue.lower_ == "would":
            quoted = list(quotations(doc)) if quoted is None else quoted
            if not _has_condition(future.head) and _is_spoken(future, quoted):
                continue
        seen.add(future.head.i)
        yield future


def _future_of(token: Token, days_ahead: frozenset[int]) -> Future | None:
    if token.tag_ == "MD" and token.dep_ == "aux" and token.text != "May":
        return _of_modal(token, token.head, days_ahead)
    return of_word(token, days_ahead) or of_schedule(token, days_ahead)


def _of_modal(auxiliary: Token, verb: Token, days_ahead: frozenset[int]) -> Future | None:
    word = auxiliary.lower_
    perfect = any(c.dep_ == "aux" and c.lower_ in _HAVE for c in verb.children)
    if word in _WILL:
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
        and (_is_reported(verb) or _has_condition(verb))
    ):
        return Future(verb, auxiliary, ForecastKind.PREDICTION)
    first = subject(verb)
    inverted = first is not None and auxiliary.i < first.i
    dated = any(t.i in days_ahead for t in verb.subtree)
    if word in {"must", "should", "can", "ought"} and dated and not inverted:
        kind = ForecastKind.PREDICTION if word == "can" else ForecastKind.EXPECTATION
        return Future(verb, auxiliary, kind)
    return None


def _may(verb: Token, word: str, days_ahead: frozenset[int]) -> bool:
    """Whether "may", "might" or "could" looks ahead, and does not guess at what is."""
    if any(t.lower_ in _RECURRING for t in verb.subtree):
        return False
    if _looks_ahead(verb, days_ahead) or (word != "could" and not _is_state(verb)):
        return True
    happens = any(part.lemma_.lower() in _HAPPEN for part in (verb, *_open(verb)))
    return happens and not any(child.dep_ == "neg" for child in verb.children)


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
    while clause.dep_ in {"conj", "xcomp"} and clause.head.pos_ in _PREDICATES:
        clause = clause.head
    if any(c.dep_ == "prep" and c.lower_ == "according" for c in clause.children):
        return True
    head = clause.head
    if clause.dep_ == "acl":
        return head.pos_ == "NOUN"
    if clause.dep_ not in {"ccomp", "relcl"} or head.lemma_ in _HINDSIGHT:
        return False
    if clause.dep_ == "relcl":
        return head.dep_ in OBJECTS and head.head.tag_ == "VBD" and head.head.lemma_ in TO
    if head.tag_ in {"VBD", "VBN", "VBG"} or head.pos_ == "NOUN":
        return True
    return any(c.dep_ == "aux" and c.tag_ == "VBD" for c in head.children)


def _is_spoken(future: Future, quoted: Iterable[tuple[int, int]]) -> bool:
    """Whether the whole clause is quoted: "would" is then no "will" turned by reporting."""
    doer = subject(future.head)
    first = (doer or future.cue).left_edge.idx
    return any(start < first and future.cue.idx < stop for start, stop in quoted)


def _has_condition(verb: Token) -> bool:
    return any(
        child.dep_ == "advcl" and is_conditional(child) and not _is_unreal(child)
        for child in verb.children
    )


def _is_unreal(verb: Token) -> bool:
    """Whether an "if" tells of what was or is not: "had attacked", "if it had a navy"."""
    perfect = any(c.lemma_ == "have" and c.tag_ == "VBD" for c in verb.children)
    to_be = any(c.dep_ == "xcomp" for c in verb.children)
    return perfect or (verb.tag_ == "VBD" and verb.lemma_ in _STATIVE and not to_be)


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
    if head.dep_ == "relcl" and head.head.lower_ in _EACH:
        return True
    if _is_guess(head) or _is_asked(head):
        return True
    perfect = any(c.lemma_ == "have" and c.tag_ == "VBD" and c.dep_ == "aux" for c in head.children)
    return perfect and future.cue is head


def _is_asked(head: Token) -> bool:
    """Whether the clause is an indirect question: "asked whether he would go"."""
    if head.dep_ not in {"ccomp", "pcomp", "csubj"}:
        return False
    return any(
        (t.dep_ == "mark" and t.lower_ in {"whether", "if"}) or t.tag_ in {"WP", "WRB"}
        for child in head.children
        if child.i < head.i
        for t in (child, *child.children)
    )


def _is_guess(head: Token) -> bool:
    """Whether "will" guesses at what is: "that will be the relief column"."""
    doer = subject(head)
    named = any(
        child.dep_ == "attr" and any(c.dep_ == "det" and c.lower_ == "the" for c in child.children)
        for child in head.children
    )
    return head.lemma_ == "be" and named and doer is not None and doer.lower_ == "that"


def _is_discourse(head: Token) -> bool:
    """Whether the writer speaks to the reader of the text itself ("you will note")."""
    doer = subject(head)
    return (
        doer is not None and doer.lower_ in {"you", "i", "we"} and head.lemma_.lower() in _DISCOURSE
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
    elif doer is None and future.head.dep_ == "acl" and future.head.head.pos_ == "NOUN":
        kept += list(noun_phrase(future.head.head))
    return sorted(set(kept), key=lambda token: token.i)


def _is_other_clause(child: Token) -> bool:
    if child.dep_ != "conj" or child.pos_ not in _PREDICATES:
        return False
    own = any(inner.dep_ in SUBJECTS for inner in child.children)
    return own or any(inner.tag_ == "MD" for inner in child.children)
