"""What will come if something else does, told without "will".

The present of a conclusion ("if the dam goes, the valley is lost"), and "would" where a noun
holds the condition ("a strike on the terminal would halve exports").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossfix import lexicons
from crossfix.extract.outlooks import Future
from crossfix.model import ForecastKind
from crossfix.syntax import is_conditional, modal, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPEECH: Final = (
    lexicons.words("attribution", "verbs", "speech")
    | lexicons.words("attribution", "verbs", "mental")
    | lexicons.words("attribution", "verbs", "showing")
)
_STATES: Final = lexicons.words("estimative", "lists", "states")
_ANYBODY: Final = frozenset({"you", "one", "someone", "somebody", "anyone", "anybody", "i"})
_DEFINITE: Final = frozenset(["the", "this", "these", "those", "that", "another", "its", "his",
                              "her", "their", "our", "both", "all"])  # fmt: skip
_OPEN: Final = frozenset({"a", "an", "any", "another", "such", "more", "no", "every", "either"})
_EMPTY: Final = frozenset({"reason", "way", "pity", "mistake", "shame", "place", "idea", "man"})
# With these the present of "to be" concludes ("it is game over", "the city is gone").
_DONE: Final = frozenset({"over", "lost", "gone", "finished", "doomed", "dead", "done"})
_NOW: Final = frozenset({"VBZ", "VBP"})


def of_supposition(token: Token) -> Future | None:
    """The clause about the future that a conclusion makes."""
    if token.tag_ in _NOW or (token.tag_ == "VBN" and token.dep_ == "ROOT"):
        return _of_conclusion(token)
    if token.lower_ in {"would", "'d", "’d"} and token.tag_ == "MD" and token.dep_ == "aux":
        return _of_outcome(token)
    return None


def _of_conclusion(verb: Token) -> Future | None:
    """The present behind an open condition: "unless help comes, the town faces a siege"."""
    if verb.dep_ not in {"ROOT", "conj", "ccomp"} or verb.lemma_.lower() in _SPEECH:
        return None
    parts = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if any(c.tag_ in {"MD", "VBD", "TO"} for c in parts):
        return None
    if verb.tag_ == "VBN" and not any(c.tag_ in _NOW for c in parts):
        return None
    doer = subject(verb)
    if doer is None or doer.lower_ in _ANYBODY:
        return None
    states = verb.tag_ in _NOW and verb.lemma_.lower() in _STATES
    if states and not any(c.lower_ in _DONE for c in verb.subtree if c.i > verb.i):
        return None
    for child in verb.children:
        if child.dep_ == "advcl" and is_conditional(child) and _is_open(child):
            return Future(verb, verb, ForecastKind.PREDICTION)
    return None


def _is_open(verb: Token) -> bool:
    """Whether an "if" waits for a deed of somebody known, and names no rule or doubt.

    "If the bank falls" waits; "if a man is hit", "if that is true" do not.
    """
    doer = subject(verb)
    parts = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if any(c.lower_ in {"only", "even"} and c.i < verb.i for c in verb.children):
        return False
    now = verb.tag_ in _NOW or any(c.tag_ in _NOW for c in parts)
    perfect = any(c.lemma_ == "have" for c in parts)
    if doer is None or not now or perfect or modal(verb) is not None:
        return False
    if verb.tag_ in _NOW and verb.lemma_.lower() in _STATES:
        return False
    if doer.pos_ == "PROPN" or doer.lower_ in {"they", "he", "she", "we", "it"}:
        return True
    return any(c.dep_ in {"det", "poss"} and c.lower_ in _DEFINITE for c in doer.children)


def _of_outcome(would: Token) -> Future | None:
    """What "would" follow on a deed not yet done: "an attack would cut the road"."""
    verb = would.head
    if any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
        return None
    if verb.dep_ == "relcl":
        first = subject(verb)
        noun, above = verb.head, verb.head.head
        open_ = first is not None and first.tag_ == "WDT" and _is_deed(noun)
        past = above.tag_ == "VBD" or (verb.head.dep_ == "ROOT")
        return Future(verb, would, ForecastKind.PREDICTION) if open_ and not past else None
    if verb.dep_ not in {"ROOT", "conj", "ccomp"} or _tells_a_past(verb):
        return None
    doer = subject(verb)
    if doer is None or doer.i > would.i:
        return None
    gerund = doer.tag_ == "VBG" and doer.dep_ == "csubj"
    return Future(verb, would, ForecastKind.PREDICTION) if gerund or _is_deed(doer) else None


def _is_deed(noun: Token) -> bool:
    """Whether a noun names a deed that may be done: "a strike on", "any further delay"."""
    if noun.pos_ != "NOUN" or noun.ent_type_ or noun.lemma_.lower() in _EMPTY:
        return False
    opened = any(
        c.dep_ in {"det", "amod", "predet"} and c.lower_ in _OPEN and c.i < noun.i
        for c in noun.children
    )
    onto = any(c.dep_ == "prep" and c.lower_ in {"of", "on", "in", "to", "against", "into", "by"}
               for c in noun.children)  # fmt: skip
    return opened and (onto or noun.lemma_.lower() in _deeds())


def _deeds() -> frozenset[str]:
    return lexicons.words("estimative", "lists", "deeds")


def _tells_a_past(verb: Token) -> bool:
    """Whether the sentence has a finite past beside it, so that "would" may be of the past."""
    return any(t.tag_ == "VBD" and t.dep_ in {"ROOT", "advcl", "conj"} for t in verb.sent)
