"""Whether an expression stands by a verb of the past or of the future."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossfix.lexicons import words

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_FUTURE_AUX: Final = frozenset({"will", "'ll", "’ll", "wo", "shall", "would"})
_PLANNING: Final = words("times", "verbs", "planning")
_APPOINTING: Final = words("times", "verbs", "appointing")
_SCHEDULED: Final = words("times", "verbs", "scheduled")
_PRESENT: Final = frozenset({"VBZ", "VBP"})
_MAX_CLIMB: Final = 12


def tense_of(tokens: Tokens | None) -> int:
    """-1 by a past verb, 1 by a future one, 0 where the parse does not tell.

    -2 where the date hangs on the past verb itself ("struck on March 3") and not on
    something beside it ("extended the offer of March 3"), and after "since".
    """
    if tokens is None:
        return 0
    if tokens.start and tokens.doc[tokens.start - 1].lower_ == "since":
        return -2
    token = tokens.root
    direct = token.dep_ in {"pobj", "npadvmod", "advmod"}
    for _ in range(_MAX_CLIMB):
        if token.pos_ in {"VERB", "AUX"}:
            told = _tense(token)
            if told:
                return 2 * told if direct and told < 0 else told
        if token.head is token:
            return 0
        token = token.head
        direct = direct and (token.lower_ in {"on", "in"} or token.pos_ in {"VERB", "AUX"})
    return 0


def _is_scheduled(verb: Token, auxiliaries: list[Token]) -> bool:
    """Whether a present verb tells what is appointed: "is to meet", "is due", "is leaving"."""
    if any(child.lower_ == "to" for child in auxiliaries):
        return verb.head.lemma_ == "be" and verb.head.tag_ in _PRESENT
    if verb.lemma_ == "be" and verb.tag_ in _PRESENT:
        return any(
            child.dep_ == "acomp" and child.lemma_ in _PLANNING for child in verb.children
        ) or any(
            child.dep_ == "xcomp" and child.tag_ == "VB"
            and any(part.lower_ == "to" for part in child.children)
            for child in verb.children
        )  # fmt: skip
    if verb.lemma_ not in _SCHEDULED:
        return False
    going = verb.tag_ == "VBG" and any(child.tag_ in _PRESENT for child in auxiliaries)
    return going or (verb.tag_ in _PRESENT and not auxiliaries)


def _tense(verb: Token) -> int:
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    helping = {child.lower_ for child in auxiliaries}
    if helping & _FUTURE_AUX or verb.lower_ in _FUTURE_AUX:
        return 1
    if verb.lemma_ in _APPOINTING:
        return 1
    if verb.tag_ == "VBD" or any(child.tag_ == "VBD" for child in auxiliaries):
        return -1
    if "to" in helping and verb.head.lemma_ in _PLANNING | {"go"}:
        return 1
    if _is_scheduled(verb, auxiliaries):
        return 1
    if helping & {"has", "have", "having"}:
        return -1
    if verb.tag_ == "VBN" and not auxiliaries:
        return 1 if verb.lemma_ in _PLANNING else -1
    return 0
