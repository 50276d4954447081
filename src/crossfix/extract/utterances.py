"""What somebody's words alone foretell.

Foresight ("expects a new offensive"), offers and threats of things ("pledged 20 tanks"),
warnings ("warns of a famine"), hopes and doubts about the present tense of what is to come ("I
doubt they get there"), ultimatums, refusals, and calls to the reader to expect something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossfix import lexicons
from crossfix.extract.outlooks import Future, is_unsaid
from crossfix.model import ForecastKind
from crossfix.syntax import modal, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_FORESEE: Final = lexicons.words("estimative", "lists", "foresee")
_LOOM: Final = lexicons.words("estimative", "lists", "loom")
_OFFERS: Final = _LOOM | {"promise", "pledge", "vow", "threaten"}
_MENACES: Final = lexicons.words("estimative", "lists", "menaces")
_WARN: Final = frozenset({"warn", "fear", "dread", "risk"})
_HOPE: Final = frozenset({"hope", "bet", "wager", "doubt", "fear", "dread", "pray", "guess"})
_PORTEND: Final = lexicons.words("estimative", "lists", "portend")
_REFUSE: Final = lexicons.words("estimative", "lists", "refuse")
_SIGNAL: Final = lexicons.words("estimative", "lists", "signal")
_STATES: Final = lexicons.words("estimative", "lists", "states")
_NEW: Final = frozenset(
    ["a", "an", "another", "more", "further", "new", "fresh", "renewed", "imminent", "possible",
     "potential", "wider", "looming", "coming"]
)  # fmt: skip
_KNOWN: Final = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their"})
_NOW: Final = frozenset({"VBZ", "VBP"})


def of_utterance(token: Token, days_ahead: frozenset[int]) -> Future | None:
    """The clause about the future that a word of warning, hope, refusal or summons makes."""
    mistaken = token.lower_ == "risk" and token.dep_ == "ROOT"  # tagged as a noun
    if token.pos_ not in {"VERB", "AUX"} and not mistaken:
        return None
    lemma = token.lemma_.lower()
    found = _of_foresight(token) or _of_offer(token) if token.pos_ == "VERB" else None
    if found is None and lemma in _WARN:
        found = _of_warning(token, lemma)
    if found is not None:
        return found
    if lemma in _HOPE:
        return _of_hope(token, days_ahead)
    if lemma in {"give", "have"}:
        return _of_ultimatum(token, days_ahead)
    if lemma in {"see", "await"}:
        return _of_sight(token, days_ahead)
    return _of_sign(token, lemma)


def _of_sign(token: Token, lemma: str) -> Future | None:
    """Portents, hints, refusals and calls: what asks for no day."""
    if lemma in _PORTEND:
        return _of_portent(token)
    if lemma in _SIGNAL:
        return _of_signal(token)
    if lemma in {"look", "watch"} and token.tag_ == "VB":
        return _of_call(token)
    return _of_refusal(token) if token.tag_ == "VBG" and lemma in _REFUSE else None


def _of_foresight(token: Token) -> Future | None:
    """A verb of foresight: "expects a new offensive", "predicts that ..."."""
    lemma = token.lemma_.lower()
    running = any(c.dep_ == "aux" for c in token.children)
    if lemma not in _FORESEE or (token.tag_ == "VBG" and not running):
        return None
    called = token.dep_ == "ROOT" and subject(token) is None
    does = any(c.dep_ == "aux" and c.lower_ in {"do", "does"} for c in token.children)
    if token.tag_ == "VB" and modal(token) is None and not (called or does):
        return None
    content = [c for c in token.children if c.dep_ in {"dobj", "ccomp"}]
    if any(c.dep_ == "aux" and c.lower_ == "did" for c in token.children):
        return None
    if not content or any(modal(c) is not None for c in content):
        return None
    may = modal(token)
    called = called or (may is not None and may.lower_ in {"should", "must", "can"})
    waits = lemma in {"expect", "anticipate"} and not called
    return Future(token, token, ForecastKind.EXPECTATION if waits else ForecastKind.PREDICTION)


def _of_offer(token: Token) -> Future | None:
    """What is promised or threatened by a noun: "pledged 20 tanks", "a famine looms"."""
    lemma = token.lemma_.lower()
    if lemma not in _OFFERS:
        return None
    doer = subject(token)
    if lemma in _LOOM:
        now = token.tag_ in {"VBZ", "VBP", "VBG"} and doer is not None
        return Future(token, token, ForecastKind.PREDICTION) if now else None
    if doer is None or token.tag_ == "VBG" or is_unsaid(token):
        return None
    things = [c for c in token.children if c.dep_ == "dobj" and c.pos_ == "NOUN"]
    # Told of the past, a promise of things is mostly of things that came or did not.
    again = any(c.lower_ in {"before", "already", "often", "always"} for c in token.children)
    open_ = token.tag_ != "VBD" and not again
    given = lemma in {"promise", "pledge", "vow"} and any(c.ent_type_ != "PERSON" for c in things)
    if given and open_:
        return Future(token, token, ForecastKind.PLAN)
    if lemma == "threaten" and any(c.lemma_.lower() in _MENACES for c in things):
        return Future(token, token, ForecastKind.THREAT)
    return None


def _of_warning(token: Token, lemma: str) -> Future | None:
    """What somebody warns of, fears or risks, where it is not there yet."""
    if lemma == "warn":
        things = [
            inner
            for child in token.children
            if child.dep_ == "prep" and child.lower_ == "of"
            for inner in child.children
            if inner.dep_ in {"pobj", "pcomp"}
        ]
        open_ = any(not any(c.lower_ in _KNOWN for c in t.children) for t in things)
        return Future(token, token, ForecastKind.PREDICTION) if open_ else None
    mistaken = token.pos_ == "NOUN"
    if token.tag_ not in _NOW and not mistaken and not _is_present_part(token):
        return None
    if lemma == "risk":
        acts = any(c.dep_ == "xcomp" and (c.tag_ == "VBG" or _passive(c)) for c in token.children)
        return Future(token, token, ForecastKind.PREDICTION) if acts else None
    things = [c for c in token.children if c.dep_ == "dobj" and c.pos_ == "NOUN"]
    new = any(any(c.lower_ in _NEW for c in t.children) for t in things)
    return Future(token, token, ForecastKind.PREDICTION) if new else None


def _passive(verb: Token) -> bool:
    return any(c.dep_ == "auxpass" and c.tag_ == "VBG" for c in verb.children)


def _is_present_part(verb: Token) -> bool:
    """Whether a participle or infinitive stands with a present: "is warning", "do expect"."""
    return any(c.dep_ == "aux" and c.tag_ in {*_NOW, "VB"} for c in verb.children) and not any(
        c.dep_ == "aux" and c.tag_ in {"VBD", "TO", "MD"} for c in verb.children
    )


def _of_hope(token: Token, days_ahead: frozenset[int]) -> Future | None:
    """A hope or doubt whose content is in the present: "I doubt the reserves get here"."""
    if token.tag_ not in _NOW and not (
        token.tag_ == "VB" and (_is_present_part(token) or modal(token) is not None)
    ):
        return None
    for child in token.children:
        if child.dep_ != "ccomp" or child.i < token.i or modal(child) is not None:
            continue
        doer = subject(child)
        if doer is None or doer.lower_ in {"this", "that", "you", "i"}:
            continue
        if any(c.dep_ in {"aux", "auxpass"} for c in child.children):
            continue
        dated = any(t.i in days_ahead for t in child.subtree)
        eventive = child.lemma_.lower() not in _STATES
        if child.tag_ in {*_NOW, "VB"} and (eventive or dated):
            return Future(token, token, ForecastKind.PREDICTION)
    return None


def _of_portent(token: Token) -> Future | None:
    """A sign of what is to come: "this heralds a new offensive"."""
    held = any(c.dep_ in {"dobj", "advmod", "acomp"} for c in token.children)
    now = token.tag_ in _NOW and subject(token) is not None
    return Future(token, token, ForecastKind.PREDICTION) if held and now else None


def _of_signal(token: Token) -> Future | None:
    """A deed of one's own that is let be known: "the bank signalled a further cut"."""
    finite = token.tag_ in {*_NOW, "VBD"} or _is_present_part(token)
    things = [c for c in token.children if c.dep_ == "dobj" and c.pos_ == "NOUN"]
    new = any(any(c.lower_ in _NEW - {"a", "an"} for c in t.children) for t in things)
    return Future(token, token, ForecastKind.PLAN) if finite and new else None


def _of_ultimatum(token: Token, days_ahead: frozenset[int]) -> Future | None:
    """A term that is set: "gives the garrison until Friday to lay down its arms"."""
    if token.lemma_ == "have" and token.tag_ not in _NOW:
        return None
    terms = [c for c in token.children if c.dep_ in {"prep", "dobj", "npadvmod"}]
    words = {t.lower_ for term in terms for t in term.subtree if t.i < token.i + 14}
    last = any(t.i in days_ahead for term in terms for t in term.subtree)
    ends = last and bool(words & {"until", "till", "hours", "days", "hour", "day"})
    deed = any(
        verb.dep_ in {"advcl", "xcomp", "acl", "relcl"} and _is_infinitive(verb)
        for verb in token.subtree
    )
    return Future(token, token, ForecastKind.THREAT) if ends and deed else None


def _is_infinitive(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _of_call(token: Token) -> Future | None:
    """A call to the reader: "look for the marines to come in by Thursday"."""
    if subject(token) is not None or token.dep_ not in {"ROOT", "conj", "ccomp"}:
        return None
    if any(c.dep_ == "aux" for c in token.children):
        return None
    deed = next(
        (c for c in token.children if c.dep_ in {"advcl", "xcomp", "ccomp"} and c.tag_ == "VB"),
        None,
    )
    doer = next((c for c in deed.children if c.dep_ == "nsubj"), None) if deed is not None else None
    return Future(token, token, ForecastKind.PREDICTION) if doer is not None else None


def _of_sight(token: Token, days_ahead: frozenset[int]) -> Future | None:
    """What is seen, or awaited, for a day to come: "analysts see oil at 90 by May"."""
    if token.tag_ not in _NOW and not _is_present_part(token):
        return None
    dated = any(t.i in days_ahead for t in token.subtree)
    held = any(c.dep_ in {"dobj", "ccomp"} for c in token.children)
    rated = any(c.dep_ == "prep" and c.lower_ == "as" for c in token.children)
    if not (dated and held) or rated:
        return None
    waits = token.lemma_.lower() == "await"
    return Future(token, token, ForecastKind.EXPECTATION if waits else ForecastKind.PREDICTION)


def _of_refusal(token: Token) -> Future | None:
    """What the speakers say that they are not about to do: "we are not leaving"."""
    doer = next((c for c in token.children if c.dep_ == "nsubj"), None)
    denied = any(c.dep_ == "neg" for c in token.children)
    now = any(c.dep_ == "aux" and c.lower_ in {"are", "am", "'re", "’re", "'m", "’m"}
              for c in token.children)  # fmt: skip
    own = doer is not None and doer.lower_ in {"we", "i"}
    return Future(token, token, ForecastKind.PLAN) if own and denied and now else None
