"""What somebody says, set apart from the saying: whose day and place are not the event's.

"The paper reported on Friday that mines had been laid": Friday is the day of the report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossfix import lexicons
from crossfix.extract.events.lexicon import LIGHT
from crossfix.extract.events.scene import Laid, Scene
from crossfix.model import Place, Time
from crossfix.syntax import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

_PREDICATES: Final = frozenset({"VERB", "AUX"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
TELLING: Final = LIGHT["report"].union(
    *(lexicons.words("happenings", "words", kind) for kind in ("speech", "media", "mind"))
)
"""Verbs of saying, writing, showing and thinking."""
_SPEECH: Final = lexicons.words("happenings", "words", "speech")
_ON_THE_SPOT: Final = lexicons.words("actors", "on_the_spot")


def complement_of(token: Token) -> Token | None:
    """The verb at the head of what is said, where a word stands in what somebody says."""
    while token.dep_ != "ROOT":
        above = token.head
        if token.dep_ == "ccomp" and _takes_content(above, token):
            return token
        if token.dep_ == "acl" and any(c.lower_ == "that" for c in token.children):
            return token
        token = above
    return None


def _takes_content(verb: Token, content: Token) -> bool:
    """Whether a clause is what somebody says, and no sentence that only runs on."""
    if verb.lemma_.lower() in TELLING:
        return True
    return any(c.dep_ == "mark" and c.lower_ in {"that", "whether"} for c in content.children)


def is_outside(token: Token, complement: Token | None) -> bool:
    """Whether a word stands outside of what is said."""
    return complement is not None and token != complement and not complement.is_ancestor(token)


def is_of_telling(scene: Scene, item: Laid[Time] | Laid[Place]) -> bool:
    """Whether a time or place is that of the saying, and of nothing that is said."""
    verb = governor(scene.passage.doc[item.last])
    if verb is None:
        return False
    lemma = verb.lemma_.lower()
    if any(child.dep_ == "ccomp" for child in verb.children):
        return lemma not in LIGHT["occur"]
    return lemma in _SPEECH and any(child.dep_ in SUBJECTS for child in verb.children)


def is_stamp(scene: Scene, item: Laid[Time]) -> bool:
    """Whether a time stands in a line without a verb, as the head of an entry ("UN, 16:00.")."""
    sentence = scene.passage.doc[item.last].sent
    return not any(token.tag_ in _FINITE for token in sentence)


def governor(token: Token) -> Token | None:
    """The verb of the clause that a word stands in, or the word itself."""
    while token.pos_ not in _PREDICATES:
        if token.dep_ == "ROOT":
            return None
        token = token.head
    return token


def is_of_witness(scene: Scene, item: Laid[Place]) -> bool:
    """Whether a place is where those who tell are from ("residents of X say that ...")."""
    token = scene.passage.doc[item.last]
    for _ in range(6):
        if token.dep_ in SUBJECTS:
            return token.lemma_.lower() in _ON_THE_SPOT
        if token.pos_ in _PREDICATES or token.dep_ == "ROOT":
            return False
        token = token.head
    return False
