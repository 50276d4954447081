"""Whether a clause about the future tells a plan, a threat or a prediction.

Who tells it decides: what somebody will do himself, or has done by those under him, is a
plan; harm that he announces to another is a threat; all else is a prediction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from crossfix import lexicons
from crossfix.extract.outlooks import Future
from crossfix.model import ForecastKind, Source, SourceKind, Span
from crossfix.syntax import agent, is_passive, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORDS: Final = lexicons.load("estimative")["intent"]
_COMMIT: Final = frozenset(_WORDS["commit"])
_MENACE: Final = frozenset(_WORDS["menace"])
_JUDGE: Final = frozenset(_WORDS["judge"])
_UNWILLED: Final = frozenset(_WORDS["unwilled"])
_SUFFERED: Final = frozenset(_WORDS["suffered"])
_ORDERED: Final = frozenset(_WORDS["ordered"])
_BEYOND: Final = frozenset(_WORDS["beyond"])
_HARM: Final = frozenset(_WORDS["harm"])
_DOOM: Final = frozenset(_WORDS["doom"])
_BODIES: Final = frozenset(_WORDS["bodies"])
_OWNERS: Final = frozenset(
    {SourceKind.OFFICIAL, SourceKind.MILITARY, SourceKind.COMPANY, SourceKind.DOCUMENT}
)
_FIRST: Final = frozenset({"we", "i"})
_PRONOUNS: Final = frozenset({"he", "she", "it", "they"})
_POSSESSIVES: Final = frozenset({"his", "her", "its", "their", "our", "my"})
_WILL: Final = frozenset({"will", "'ll", "’ll", "shall", "wo", "would", "going", "'d", "’d"})
_ADDRESSED: Final = frozenset({"you", "they", "those", "anyone", "whoever", "everyone", "he"})
_FOES: Final = frozenset(_WORDS["foes"])


@dataclass(frozen=True, slots=True)
class Telling:
    """Who tells of a future, and how.

    ``cue`` holds the lemmas of the attribution's cue, ``teller`` the words of its source;
    ``numbered`` says that the clause carries a probability (nobody gives his own plan
    one), ``dated`` that it names a day,
    ``warned`` that it follows on a deed warned of ("one more step, and ..."), ``depends``
    that it stands under a condition, ``serves`` that the report itself speaks for those who
    act ("our defenders").
    """

    cue: frozenset[str]
    teller: Span | None
    source: Source | None
    numbered: bool
    dated: bool
    warned: bool = False
    depends: bool = False
    serves: bool = False


def kind_of(future: Future, telling: Telling) -> ForecastKind:
    """The kind of a forecast, by who tells it and with which words."""
    told, teller, source = telling.cue, telling.teller, telling.source
    if future.kind is not ForecastKind.PREDICTION:
        return _sharpened(future, telling)
    if future.cue.lower_ not in _WILL or telling.numbered:
        return ForecastKind.PREDICTION
    verb = future.head
    doer = subject(verb)
    own = doer is not None and _is_own(doer, teller, source)
    addressed = doer is not None and doer.lower_ == "you"
    if (
        _is_reckoning(verb, doer)
        or (telling.depends and _is_ominous(verb))
        or (addressed and (told & _MENACE or telling.warned))
        or "threaten" in told
        or (_is_harmful(verb) and (own or told & (_MENACE | _COMMIT)))
    ):
        return ForecastKind.THREAT
    if own and _is_willed(verb):
        return ForecastKind.THREAT if telling.warned else ForecastKind.PLAN
    if told & _COMMIT and verb.lemma_.lower() not in _UNWILLED:
        return ForecastKind.PLAN
    if told & _JUDGE:
        return ForecastKind.PREDICTION
    owner = source is not None and (source.kind in _OWNERS or (source.is_author and telling.serves))
    if _is_arranged(verb, doer, owner=owner, dated=telling.dated):
        return ForecastKind.THREAT if telling.warned else ForecastKind.PLAN
    return ForecastKind.PREDICTION


def _sharpened(future: Future, telling: Telling) -> ForecastKind:
    """A vow to do harm is a threat; a day that the speakers set themselves is their plan."""
    told = telling.cue
    if future.kind is ForecastKind.EXPECTATION and future.cue.tag_ in {"VBP", "VBZ", "VBG"}:
        doer = subject(future.cue)
        judged = future.cue.lemma_.lower() in _JUDGE
        own = doer is not None and _is_own(doer, telling.teller, telling.source)
        return ForecastKind.PLAN if own and not judged and _is_willed(future.cue) else future.kind
    if future.kind is not ForecastKind.PLAN:
        return future.kind
    vows = future.cue.lemma_.lower() in {"vow", "swear", "pledge", "promise"} or told & _MENACE
    deed = next((c for c in future.cue.children if c.dep_ == "xcomp"), None)
    return ForecastKind.THREAT if vows and deed is not None and _is_harmful(deed) else future.kind


def _is_reckoning(verb: Token, doer: Token | None) -> bool:
    """Whether an enemy is told that he will pay: "the invader will pay for every house"."""
    if doer is None or not (doer.lower_ in _ADDRESSED or doer.lemma_.lower() in _FOES):
        return False
    lemma = verb.lemma_.lower()
    after = {c.lower_ for c in verb.children if c.i > verb.i}
    return lemma in {"regret", "rue"} or (
        lemma in {"pay", "answer"} and bool(after & {"for", "dearly", "price"})
    )


def _is_ominous(verb: Token) -> bool:
    """Whether the harm is left open: "if they block the port, there will be consequences"."""
    return verb.lemma_ == "be" and any(
        c.lemma_.lower() in _DOOM and not any(p.lower_ in {"for", "of", "on"} for p in c.children)
        for c in verb.children
        if c.dep_ == "attr"
    )


def _is_own(doer: Token, teller: Span | None, source: Source | None) -> bool:
    """Whether the subject of a clause is whoever tells it, or a body of theirs."""
    word = doer.lower_
    possessed = any(c.dep_ == "poss" and c.lower_ in _POSSESSIVES for c in doer.children)
    bodies = doer.lemma_.lower() in _BODIES
    if word in _FIRST or (possessed and bodies):
        return True
    if source is not None and source.is_author:
        return False
    if teller is None:
        return False
    if word in _PRONOUNS:
        return _agrees(word, teller) and not _is_taken(doer, teller)
    if bodies and source is not None and source.kind in _OWNERS:
        return True
    return doer.pos_ in {"NOUN", "PROPN"} and word in teller.text.lower().split()


def _agrees(pronoun: str, teller: Span) -> bool:
    """Whether a pronoun can stand for the words of a source, by number."""
    last = teller.text.split()[-1]
    several = last.islower() and last.endswith("s") and not last.endswith("ss")
    return pronoun == "they" or not several


def _is_taken(pronoun: Token, teller: Span) -> bool:
    """Whether somebody nearer than the one who tells is the pronoun's: "if X wins, she will"."""
    before = pronoun.doc[pronoun.sent.start : pronoun.i]
    nearest = next((t for t in reversed(before) if t.dep_ in {"nsubj", "nsubjpass"}), None)
    if nearest is None or nearest.pos_ == "PRON":
        return False
    return nearest.lower_ not in teller.text.lower()


def _is_willed(verb: Token) -> bool:
    return not is_passive(verb) and verb.lemma_.lower() not in _UNWILLED


def _is_harmful(verb: Token) -> bool:
    """Whether a clause announces harm: "will strike", "a grave for", "legitimate targets"."""
    if verb.lemma_.lower() in _HARM and not any(c.dep_ == "neg" for c in verb.children):
        return True
    within = (t for t in verb.subtree if t.i > verb.i and t.i - verb.i <= 14)
    return any(t.lemma_.lower() in _DOOM for t in within)


def _is_arranged(verb: Token, doer: Token | None, *, owner: bool, dated: bool) -> bool:
    """Whether a clause tells what is arranged by those who have it in their gift.

    "The bridge will reopen on Monday" of its owner; "the map will be published" of
    anybody who names the day.
    """
    if not (owner or dated) or doer is None or doer.lemma_.lower() in _BEYOND:
        return False
    if any(c.dep_ == "det" and c.lower_ == "no" for c in doer.children):
        return False
    lemma = verb.lemma_.lower()
    if is_passive(verb):
        return agent(verb) is None and lemma not in _SUFFERED
    foreign = doer.pos_ in {"PROPN", "PRON"} or doer.ent_type_ in {"GPE", "NORP"}
    if not owner or foreign:
        return False
    if lemma == "be":
        return any(c.lemma_ in {"open", "closed", "available", "free"} for c in verb.children)
    return lemma in _ORDERED
