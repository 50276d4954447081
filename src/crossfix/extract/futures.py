"""Finding the clauses that speak of the future, and in which manner.

What makes them so stands in the modules that are asked here in turn: modals, words and phrases,
utterances, schedules, suppositions.  What looks like a future and is none is left out here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

import numpy as np

from crossfix import lexicons
from crossfix.extract.modals import WILL, has_condition, of_modal
from crossfix.extract.outlooks import Future, of_word
from crossfix.extract.phrases import find_phrases
from crossfix.extract.schedules import of_schedule
from crossfix.extract.suppositions import of_supposition
from crossfix.extract.utterances import of_utterance
from crossfix.model import ForecastKind
from crossfix.reading import Passage
from crossfix.syntax import (
    SUBJECTS,
    is_conditional,
    noun_phrase,
    quotations,
    subject,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TELLING: Final = ("VERB", "AUX", "ADJ", "ADV", "ADP", "SCONJ", "NOUN", "PROPN", "DET")
_DISCOURSE: Final = lexicons.words("estimative", "lists", "discourse")
_ASIDES: Final = lexicons.words("estimative", "lists", "asides")
_SAYING: Final = lexicons.words("attribution", "verbs", "speech")
_TURNS: Final = frozenset({"take", "give", "come", "turn", "return", "get", "be", "leave", "move"})
_EACH: Final = frozenset({"everyone", "everybody", "anyone", "anybody", "everything", "anything"})
_EXEMPLARY: Final = frozenset(
    ["good", "true", "real", "serious", "wise", "smart", "decent", "proper", "sensible", "sane",
     "skilled", "clever", "bad", "poor"]
)  # fmt: skip
_PREDICATES: Final = frozenset({"VERB", "AUX"})
_HABIT: Final = frozenset({"always", "usually", "often", "typically", "normally"})


def find_futures(passage: Passage, days_ahead: frozenset[int]) -> Iterator[Future]:
    """The clauses about the future, in text order, at most one to each head.

    ``days_ahead`` holds the tokens of time expressions that lie in the future.
    """
    seen: set[int] = set()
    phrases = find_phrases(passage)
    quoted: list[tuple[int, int]] | None = None
    for token in _telling(passage.doc, phrases):
        future = phrases.get(token.i) or _future_of(token, days_ahead)
        if future is None or future.head.i in seen or _is_ruled_out(future):
            continue
        if future.cue.lower_ == "would":
            quoted = list(quotations(passage.doc)) if quoted is None else quoted
            supposed = has_condition(future.head) or of_supposition(future.cue) is not None
            if not supposed and _is_spoken(future, quoted):
                continue
        seen.add(future.head.i)
        yield future


def _telling(doc: Doc, phrases: Mapping[int, Future]) -> Iterator[Token]:
    """The tokens at which a future may hang: by far not all, and asking each takes long."""
    wanted = [doc.vocab.strings[kind] for kind in _TELLING]
    likely = np.flatnonzero(np.isin(doc.to_array("POS"), wanted)).tolist()
    for i in sorted({*likely, *phrases}):
        yield doc[i]


def _future_of(token: Token, days_ahead: frozenset[int]) -> Future | None:
    if token.tag_ == "MD" and token.text != "May":
        if token.dep_ == "aux":
            return of_modal(token, token.head, days_ahead) or of_supposition(token)
        left_out = token.lower_ in WILL and token.dep_ in {"ROOT", "ccomp", "conj"}
        whole = left_out and subject(token) is not None  # "we won't, not this month"
        return Future(token, token, ForecastKind.PREDICTION) if whole else None
    return (
        of_word(token, days_ahead)
        or of_utterance(token, days_ahead)
        or of_schedule(token, days_ahead)
        or of_supposition(token)
    )


def _is_spoken(future: Future, quoted: Iterable[tuple[int, int]]) -> bool:
    """Whether the whole clause is quoted: "would" is then no "will" turned by reporting."""
    doer = subject(future.head)
    first = (doer or future.cue).left_edge.idx
    return any(start < first and future.cue.idx < stop for start, stop in quoted)


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
    if _is_guess(head) or _is_asked(head) or _is_rule(head):
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


def _is_rule(head: Token) -> bool:
    """Whether it is said of all of a kind: "a good captain will stay with his ship"."""
    doer = subject(head)
    if doer is None or doer.pos_ != "NOUN":
        return False
    words = {c.lower_ for c in doer.children}
    return bool(words & {"a", "an", "any", "every"}) and bool(words & _EXEMPLARY)


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
    if doer is None or doer.lower_ not in {"you", "i", "we"}:
        return False
    if head.lemma_.lower() in _DISCOURSE:
        seen = head.lemma_ == "see" and doer.lower_ == "we"
        return not (seen and any(c.dep_ == "dobj" for c in head.children))
    named = {t.lemma_.lower() for t in head.subtree if t.i > head.i and t.i - head.i < 6}
    return doer.lower_ in {"i", "we"} and head.lemma_.lower() in _TURNS and bool(named & _ASIDES)


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
    kept = _without_lead(future, kept)
    doer = subject(future.head)
    if doer is not None and doer.dep_ in SUBJECTS and doer.i < future.head.i:
        kept += [t for t in doer.subtree if t.i <= future.head.i]
    elif doer is None and future.head.dep_ == "acl" and future.head.head.pos_ == "NOUN":
        kept += list(noun_phrase(future.head.head))
    return sorted(set(kept), key=lambda token: token.i)


def _without_lead(future: Future, tokens: list[Token]) -> list[Token]:
    """The tokens of a clause without the day of the saying: "said [on Monday] it would"."""
    for child in future.head.children:
        first = child.left_edge
        if child.dep_ not in {"prep", "npadvmod"} or child.i > future.cue.i or not first.i:
            continue
        before = first.nbor(-1)
        if before == future.head.head and before.lemma_.lower() in _SAYING:
            led = set(child.subtree)
            return [token for token in tokens if token not in led]
    return tokens


def _is_other_clause(child: Token) -> bool:
    if child.dep_ != "conj" or child.pos_ not in _PREDICATES:
        return False
    own = any(inner.dep_ in SUBJECTS for inner in child.children)
    return own or any(inner.tag_ == "MD" for inner in child.children)
