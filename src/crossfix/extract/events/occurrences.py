"""Happenings that the vocabulary has no word for, by a probe on the encoder's states.

"The current took two boats", "the escort turned back": concrete, and no strike or capture.
The probe says how likely a verb tells of an occurrence, and not of saying, perceiving, a state
or an act upon another event.  It has learned from news, where every occurrence is marked, so
rules add what a ledger asks for: a finite verb of the past or going on, told by somebody in the
report or as news of the report itself, and no act of saying, writing or counting.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import numpy as np

from crossfix import lexicons
from crossfix.extract.events.clauses import roles_of_verb
from crossfix.extract.events.lexicon import Rule, lemma_of, vocabulary
from crossfix.extract.events.scene import Scene
from crossfix.extract.events.senses import kinds_of
from crossfix.extract.events.trigger import Trigger
from crossfix.model import EventType
from crossfix.models import Encoded

if TYPE_CHECKING:
    from spacy.tokens import Token

PROBE: Final = "happenings"
"""The name of the probe among the encoder's."""
CLASSES: Final = ("outside", "occurrence", "saying", "state", "action")
"""What a word may tell of."""

LIKELY: Final = 0.6
"""The chance from which a verb is taken where somebody is said to tell of it."""
SURE: Final = 0.85
"""The chance from which it is taken in the report's own words, or where it is still to come."""
KNOWN: Final = 0.9
"""The chance from which a verb of the vocabulary is taken that its own rules have declined."""
_WORDS: Final = ("speech", "media", "mind", "course")
_CORE: Final = frozenset({"nsubj", "nsubjpass", "dobj"})
_FIXED: Final = frozenset({"place", "part", "care", "note", "turns", "shape"})
"""What "take" says nothing with."""
_MOVES: Final = frozenset({"come", "go", "get", "take", "turn"})
"""Verbs that tell of a movement, or of nothing by themselves ("went on to say")."""
_NOBODY: Final = frozenset(
    {"i", "you", "who", "what", "nobody", "it", "this", "that", "all", "nothing", "everything",
     "something", "anything", "which", "things"}
)  # fmt: skip
"""Subjects with whom nothing concrete is told, or only of the writer."""
RULE: Final = Rule("happening", EventType.OTHER, None, None, frozenset(), frozenset())
_BODIES: Final = frozenset({
    "force", "people", "person", "demonym", "equipment", "weapon", "statesman", "vessel",
    "aircraft",
})  # fmt: skip
_FINITE: Final = frozenset({"ROOT", "ccomp", "conj", "relcl"})


def find_occurrences(scene: Scene, encoded: Encoded, taken: set[int]) -> Iterator[Trigger]:
    """The verbs that tell of a happening, other triggers being ``taken``.

    What happens to a happening ("the clash took place", "the shelling stopped") is no other one.
    """
    chances = np.exp(encoded.outputs[PROBE][:, CLASSES.index("occurrence")])
    for token in scene.passage.doc:
        if token.i in taken or token.pos_ != "VERB" or token.dep_ not in _FINITE:
            continue
        least = _least(token)
        if least is None or _is_none(token):
            continue
        if any(child.i in taken and child.dep_ in _CORE for child in token.children):
            continue
        if least == KNOWN and not any(_is_somebody(scene, c) for c in token.children):
            continue
        words = encoded.within(token.idx, token.idx + len(token))
        if chances[words].max(initial=0.0) >= least:
            yield Trigger(token, RULE, roles_of_verb(token), token.i, token.i)


def _least(token: Token) -> float | None:
    """The chance that a verb needs to be taken; ``None`` where it tells of no happening."""
    told = _first_of(token).dep_ == "ccomp"
    if not _happens(token):
        return SURE if told and _may_come(token) else None
    if lemma_of(token) not in vocabulary().verbs:
        return LIKELY if told else SURE
    if told:
        return LIKELY
    return KNOWN if _first_of(token).dep_ == "ROOT" and token.sent[-1].text != "?" else None


def _is_somebody(scene: Scene, child: Token) -> bool:
    """Whether people, forces or what they ride act or are acted on."""
    if child.dep_ not in _CORE:
        return False
    return child.pos_ in {"PROPN", "PRON"} or bool(kinds_of(scene, child) & _BODIES)


def _may_come(token: Token) -> bool:
    """Whether somebody says that something will or may happen ("it can be rebuilt")."""
    return any(child.tag_ == "MD" for child in token.children)


def _first_of(token: Token) -> Token:
    """The verb that begins a coordination."""
    while token.dep_ == "conj":
        token = token.head
    return token


def _happens(token: Token) -> bool:
    """Whether a verb is told as done or going on: past, perfect, passive, progressive."""
    parts = [child for child in token.children if child.dep_ in {"aux", "auxpass"}]
    if any(part.tag_ in {"MD", "TO"} for part in parts):
        return False
    if any(part.lower_ == "did" for part in parts):
        return True
    if token.tag_ == "VBD":
        return True
    if token.tag_ == "VBN":
        return any(part.lemma_ in {"have", "be", "get"} for part in parts)
    return token.tag_ == "VBG" and any(part.lemma_ == "be" for part in parts)


def _is_none(token: Token) -> bool:
    """Whether it is an act of saying, showing or counting, of the writer, or a turn of phrase."""
    lemma = lemma_of(token)
    if any(lemma in lexicons.words("happenings", "words", kind) for kind in _WORDS):
        return True
    idle = any(child.dep_ == "xcomp" or child.lower_ in _FIXED for child in token.children)
    if lemma in _MOVES and idle:
        return True
    if any(child.dep_ in _CORE and _is_said(child) for child in token.children):
        return True
    doer = next((c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    return doer is not None and doer.lower_ in _NOBODY and _first_of(token).dep_ != "ccomp"


def _is_said(head: Token) -> bool:
    """Whether what acts or is acted on is words or thoughts ("walked back his plans")."""
    return head.lemma_.lower() in lexicons.words("happenings", "words", "matters")
