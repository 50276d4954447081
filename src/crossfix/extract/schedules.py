"""What is fixed for a day to come, without any word of future.

Fixtures and agreements ("elections planned for autumn", "agreed a withdrawal by April"),
the present of timetables ("the ministers meet on 14 July"), headlines ("Assembly to vote"),
and phrases without a verb ("no survey before Friday").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from crossfix import lexicons
from crossfix.extract.outlooks import Future
from crossfix.model import ForecastKind
from crossfix.syntax import modal, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_TABLE: Final[dict[str, Any]] = lexicons.load("estimative")
_FIXED: Final = lexicons.words("estimative", "lists", "fixed")
_SETTLE: Final = lexicons.words("estimative", "lists", "settle")
_BRACE: Final = {w: ForecastKind(kind) for kind, ws in _TABLE["brace"].items() for w in ws}
_HELD: Final = (
    lexicons.words("attribution", "verbs", "speech")
    | lexicons.words("attribution", "verbs", "mental")
    | lexicons.words("attribution", "verbs", "showing")
    | {"be", "have", "do", "seem", "mark", "remain", "stand", "need", "want", "fall"}
)
_SAYING: Final = lexicons.words("attribution", "verbs", "speech")
_LEADS: Final = frozenset({"for", "on", "in", "by", "until", "from", "before", "at", "within"})
_DONE: Final = frozenset({"over", "gone", "finished", "out", "back", "done", "dead", "home"})
_NOW: Final = frozenset({"VBZ", "VBP"})
_FINITE: Final = frozenset({"VBZ", "VBP", "VBD", "MD"})


def of_schedule(token: Token, days_ahead: frozenset[int]) -> Future | None:
    """The clause about the future that a word makes by the day that stands with it."""
    if token.tag_ == "VB":
        return _of_headline(token)
    if token.lower_ in {"braces", "prepares"} or token.pos_ == "VERB":
        found = _of_bracing(token)
        if found is not None:
            return found
    if not days_ahead:
        return None
    if token.lower_ == "no" and token.dep_ == "det":
        return _of_absence(token, days_ahead)
    if token.pos_ in {"VERB", "AUX"} or token.lower_ == "due":
        return _of_fixture(token, days_ahead) or _of_timetable(token, days_ahead)
    if token.pos_ in {"NOUN", "PROPN"}:
        return _of_phrase(token, days_ahead)
    return None


def _is_dated(token: Token, days_ahead: frozenset[int]) -> bool:
    """Whether a day to come hangs on a word itself, and not on a clause below it."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in _LEADS:
            if any(t.i in days_ahead for t in child.subtree):
                return True
        elif child.dep_ in {"npadvmod", "advmod", "nmod"} and child.i in days_ahead:
            return True
    return False


def _of_fixture(token: Token, days_ahead: frozenset[int]) -> Future | None:
    """Something fixed for a day: "elections planned for autumn", "agreed a truce from May"."""
    lemma = token.lower_ if token.lower_ == "due" else token.lemma_.lower()
    fixed = lemma in _FIXED and token.tag_ in {"VBN", "VBD", "JJ", "IN"}
    due = token.dep_ == "acomp" and _is_dated(token.head, days_ahead)
    if lemma == "due" and token.dep_ == "acomp" and not due and token.head.tag_ in _NOW:
        due = any(t.i in days_ahead for t in token.subtree)  # "due to dock on Sunday"
    if fixed and (due or _is_dated(token, days_ahead)):
        return Future(token.head if due else token, token, ForecastKind.EXPECTATION)
    if lemma in _SETTLE and token.tag_ in {"VBN", "VBD", "VBZ", "VBP"}:
        settled = [c for c in token.children if c.dep_ in {"dobj", "nsubjpass"}]
        beside = any(
            c.dep_ == "prep"
            and c.lower_ in {"for", "by", "from"}
            and any(t.i in days_ahead for t in c.subtree)
            for c in token.children
        )
        if settled and (beside or any(_is_dated(c, days_ahead) for c in settled)):
            return Future(token, token, ForecastKind.PLAN)
    return None


def _of_timetable(token: Token, days_ahead: frozenset[int]) -> Future | None:
    """The present that tells of a day to come: "the ministers meet on 14 July"."""
    running = (token.tag_ == "VBG" or token.lower_ in _DONE) and any(
        c.dep_ in {"aux", "auxpass"} and c.lower_ in {"is", "are", "am", "'s", "'re", "’s", "’re"}
        for c in token.children
    )
    if _lasts_until(token, days_ahead) or _falls_on(token, days_ahead):
        return Future(token, token, ForecastKind.EXPECTATION)
    if not running and token.tag_ not in {"VBZ", "VBP"}:
        return None
    if token.lemma_.lower() in _HELD or modal(token) is not None or subject(token) is None:
        return None
    if any(c.dep_ == "xcomp" for c in token.children):
        return None
    return Future(token, token, ForecastKind.EXPECTATION) if _is_dated(token, days_ahead) else None


def _lasts_until(verb: Token, days_ahead: frozenset[int]) -> bool:
    """Whether something is so until a day to come: "flights are cancelled until Sunday"."""
    helped = any(c.tag_ in _NOW for c in verb.children if c.dep_ in {"aux", "auxpass"})
    now = verb.tag_ in _NOW or (verb.tag_ == "VBN" and helped)
    if not now or subject(verb) is None or verb.lemma_.lower() in _SAYING:
        return False
    parts = (verb, *(c for c in verb.children if c.dep_ in {"acomp", "attr", "oprd"}))
    ends = (c for part in parts for c in part.children if c.lower_ in {"until", "till"})
    return any(t.i in days_ahead for end in ends if end.dep_ == "prep" for t in end.subtree)


def _falls_on(verb: Token, days_ahead: frozenset[int]) -> bool:
    """Whether a happening is said to be on a day to come: "the vote is on Friday"."""
    doer = subject(verb)
    if verb.lemma_ != "be" or verb.tag_ not in _NOW or doer is None or doer.pos_ != "NOUN":
        return False
    if doer.i in days_ahead or verb.dep_ not in {"ROOT", "conj", "ccomp", "relcl"}:
        return False
    others = [
        c
        for c in verb.children
        if c.dep_ in {"acomp", "attr", "oprd"} and c.i not in days_ahead and c.lower_ not in _DONE
    ]
    return not others and _is_dated(verb, days_ahead)


def _of_headline(verb: Token) -> Future | None:
    """The infinitive of headlines: "Assembly to vote on martial law"."""
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    leads = verb.dep_ == "ROOT" and any(c.dep_ == "nsubj" for c in verb.children)
    hangs = verb.dep_ in {"relcl", "acl"} and verb.head.dep_ == "ROOT" and verb.head.i < verb.i
    if not to or not (leads or hangs) or verb.sent[0].text[:1].islower():
        return None
    if any(t.tag_ in _FINITE for t in verb.sent) or verb.sent[-1].text in "?!":
        return None
    head = verb if leads else verb.head
    return Future(head, verb, ForecastKind.PLAN)


def _of_bracing(token: Token) -> Future | None:
    """Who makes ready for something: "the capital braces for winter"."""
    lemma = token.lemma_.lower().removesuffix("s")
    kind = _BRACE.get(lemma)
    if kind is None:
        return None
    if any(c.dep_ == "aux" and c.tag_ == "VBD" for c in token.children):
        return None
    now = token.tag_ in {"VBZ", "VBP", "VBG", "NNS"}
    if not now or (token.tag_ == "NNS" and token.dep_ != "ROOT"):
        return None
    leads = any(c.dep_ == "prep" and c.lower_ == "for" for c in token.children)
    return Future(token, token, kind) if leads else None


def _of_absence(word: Token, days_ahead: frozenset[int]) -> Future | None:
    """What will not be before a day: "the agent says no survey before Friday"."""
    noun = word.head
    told = noun.dep_ == "ROOT" or (noun.dep_ == "dobj" and noun.head.lemma_ in _SAYING)
    limits = any(
        c.dep_ == "prep"
        and c.lower_ in {"before", "until", "till"}
        and any(t.i in days_ahead for t in c.subtree)
        for c in noun.children
    )
    return Future(noun, word, ForecastKind.PREDICTION) if told and limits else None


def _of_phrase(noun: Token, days_ahead: frozenset[int]) -> Future | None:
    """A phrase without a verb: "More strikes tonight", "Talks in Ankara tomorrow"."""
    verbless = (
        noun.dep_ == "ROOT"
        and noun.i not in days_ahead
        and not any(t.tag_ in {*_FINITE, "VBN"} for t in noun.sent)
    )
    if verbless and _is_dated(noun, days_ahead):
        return Future(noun, noun, ForecastKind.EXPECTATION)
    following = noun.doc[noun.i + 1 : noun.i + 3]
    beside = noun.dep_ == "nsubj" and noun.head.lemma_ in _SAYING
    if beside and len(following) == 2 and following[0].i in days_ahead:
        # "More strikes tonight, the channel warns": two subjects for one verb of saying.
        other = [c for c in noun.head.children if c.dep_ == "nsubj" and c.i > noun.i]
        if following[1].text == "," and other:
            return Future(noun, noun, ForecastKind.PREDICTION)
    return None
