"""Whether what was foretold is over: told by somebody long ago, or of hopes that are past."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from crossfix import lexicons
from crossfix.extract.outlooks import Future
from crossfix.model import Span, Time

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPINION: Final = frozenset(
    ["hope", "expect", "think", "believe", "predict", "forecast", "promise", "assume", "plan",
     "intend", "fear", "vow", "pledge", "reckon", "imagine", "suppose", "bet", "project", "mean",
     "anticipate", "threaten", "schedule", "agree", "aim", "swear"]
)  # fmt: skip
_MEMORY: Final = frozenset({"remember", "recall", "forget", "remind", "recollect"})
_FORMER: Final = frozenset({"previous", "earlier", "former", "old", "past", "original", "initial"})
_OVER: Final = timedelta(days=60)
_JUDGED: Final = lexicons.words("estimative", "lists", "foresee") | frozenset(
    {"judge", "assess", "consider", "rate", "deem", "put"}
)


def find_long_past(times: Iterable[Time], today: str | None) -> Iterator[Span]:
    """The times that lie so far back that what was foretold then has had its day."""
    if today is None:
        return
    limit = (date.fromisoformat(today[:10]) - _OVER).isoformat()
    for time in times:
        if time.latest is None or (time.value or "").startswith(("FUTURE", "PRESENT")):
            continue
        year = len(time.value or "") == 4 and time.latest[:4] < today[:4]
        if year or time.latest[:10] < limit:
            yield time.span


def is_over(future: Future, long_past: frozenset[int]) -> bool:
    """Whether a clause tells what was to come then: hoped in vain, or foretold long ago."""
    told = future.cue.tag_ == "VBD" and future.cue.pos_ == "VERB"
    if told and any(t.i in long_past for t in future.head.sent):
        return True
    clause = future.head
    while clause.dep_ in {"conj", "xcomp"} and clause.head.pos_ in {"VERB", "AUX"}:
        clause = clause.head
    if clause.dep_ != "ccomp":
        return _is_former(future)
    teller = clause.head
    if any(above.lemma_.lower() in _MEMORY for above in clause.ancestors):
        return True
    perfect = any(c.dep_ == "aux" and c.lower_ in {"had", "'d", "’d"} for c in teller.children)
    # The lemmatizer takes "hoped" for a form of "hop".
    if perfect and {teller.lemma_.lower(), teller.lower_.removesuffix("d")} & _OPINION:
        return True
    return teller.tag_ in {"VBD", "VBN"} and any(
        t.i in long_past for t in _of_telling(teller, clause)
    )


def _of_telling(teller: Token, clause: Token) -> Iterator[Token]:
    """The words that hang on the telling, and not on what is told."""
    for child in teller.children:
        if child.i != clause.i and child.dep_ in {"prep", "npadvmod", "advmod", "advcl"}:
            yield from child.subtree


def _is_former(future: Future) -> bool:
    """Whether it is told of an earlier judgement: "our previous note judged it unlikely"."""
    head = future.head
    if head.tag_ != "VBD" or head.lemma_.lower() not in _JUDGED:
        return False
    doers = [c for c in head.children if c.dep_ in {"nsubj", "nsubjpass"}]
    return any(c.lower_ in _FORMER for doer in doers for c in doer.children)
