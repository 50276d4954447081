"""Lines without a telling verb: what a caption or a headline shows is what happened.

"Aftermath of shelling", "Bodies in the street", "Russian tanks on the edge of the town":
nouns that tell of nothing in a sentence tell of their happening here.  The words are in
the ``caption`` tables of ``lexicons/events.toml``.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING, Any, Final

from crossfix import lexicons
from crossfix.extract.events.clauses import Roles, carrier_of, roles_of_noun, roles_of_verb
from crossfix.extract.events.lexicon import (
    classes_of,
    is_demonym,
    lemma_of,
    rule_named,
    vocabulary,
)
from crossfix.extract.events.scene import Scene
from crossfix.extract.events.senses import kinds_of
from crossfix.extract.events.trigger import Trigger
from crossfix.lexicons.openings import told_sentences
from crossfix.model import SegmentKind

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_TABLES: Final[list[dict[str, Any]]] = lexicons.load("events")["caption"]
_RULES: Final[dict[str, tuple[tuple[str, frozenset[str]], ...]]] = {
    noun: tuple(
        (table["rule"], frozenset(table.get("needs", ())))
        for table in _TABLES
        if noun in table["nouns"]
    )
    for table in _TABLES
    for noun in table["nouns"]
}
_WORDS: Final[dict[str, frozenset[str]]] = {
    key: frozenset(words) for key, words in lexicons.load("events")["showing"].items()
}
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBORDINATE: Final = frozenset({"relcl", "advcl", "ccomp", "acl", "appos"})
_LONGEST: Final = 40
_MOST_SENTENCES: Final = 3
_BEARERS: Final = frozenset({"air", "artillery", "armour"})
_LINKS: Final = frozenset(
    {"conj", "appos", "nmod", "dobj", "pobj", "prep", "acl", "advcl", "nsubj"}
)


def is_caption(sentence: Tokens) -> bool:
    """Whether a sentence has no finite verb outside clauses that hang on a noun."""
    if len(sentence) > _LONGEST:
        return False
    return not any(
        token.tag_ in _FINITE and token.pos_ in {"VERB", "AUX"} and not _is_below(token)
        for token in sentence
    )


def _is_below(token: Token) -> bool:
    """Whether a verb stands in a clause that only describes something."""
    while token.dep_ != "ROOT":
        if token.dep_ in _SUBORDINATE:
            return True
        token = token.head
    return False


def captions(scene: Scene) -> tuple[Tokens, ...]:
    """The sentences of a passage that caption something; none where it is prose or a heading."""
    if scene.segment.kind is SegmentKind.HEADING:
        return ()
    sentences = [s for s in told_sentences(scene.passage.doc) if any(t.is_alpha for t in s)]
    if len(sentences) > _MOST_SENTENCES:
        return ()
    return tuple(sentence for sentence in sentences if is_caption(sentence))


def find_shown(scene: Scene, taken: Container[int], captioned: tuple[Tokens, ...]) -> list[Trigger]:
    """The triggers that are told by what is shown; ``taken`` are the words that tell already.

    Where anything else in a line tells of an event, that there are forces in it does not.
    """
    found = list(_traces(scene, taken, {t.i for sentence in captioned for t in sentence}))
    told = {trigger.token.i for trigger in found}
    for sentence in captioned:
        if sentence[-1].text == ":" or any(t.i in taken or t.i in told for t in sentence):
            continue
        presence = _presence(scene, sentence)
        if presence is not None:
            found.append(presence)
    return found


# --- what was left behind ---------------------------------------------------------------


def _traces(scene: Scene, taken: Container[int], captioned: set[int]) -> Iterator[Trigger]:
    """What a happening left: ruins, smoke, bodies, the remains of a missile."""
    for token in scene.passage.doc:
        if token.i in taken:
            continue
        shown = token.i in captioned
        if token.lower_ in _WORDS["dead"] and (shown or _is_said(token)):
            victims = _victims(scene, token)
            if victims:
                yield Trigger(token, rule_named("casualties"), Roles((), victims), token.i, token.i)
            continue
        lemma = lemma_of(token)
        opens = token.is_sent_start and token.dep_ == "ROOT"  # "Smoke over ..." is read as a verb
        noun = opens or token.pos_ in {"NOUN", "PROPN"}
        if lemma in _RULES and noun and (shown or _is_found(token)):
            yield from _trace(scene, token, taken, shown=shown)


def _trace(scene: Scene, token: Token, taken: Container[int], *, shown: bool) -> Iterator[Trigger]:
    if token.dep_ in {"compound", "nmod"} and token.head.i > token.i and not _opens(token):
        return
    carrier = carrier_of(token)
    roles = roles_of_noun(token, carrier if not shown else None, is_target=False, seen=True)
    if any(t.i in taken for t in roles.obliques.get("of", ())):
        return  # "the aftermath of the strike" is told by the strike
    for name, needs in _RULES[lemma_of(token)]:
        if not needs or _has(scene, token, roles, needs):
            yield Trigger(token, rule_named(name), roles, token.i, token.i, carrier, verbal=False)
            return


def _opens(token: Token) -> bool:
    """Whether a phrase of its own hangs on a noun, so that it modifies nothing behind it."""
    return any(child.dep_ == "prep" and child.i > token.i for child in token.children)


def _has(scene: Scene, token: Token, roles: Roles, needs: frozenset[str]) -> bool:
    heads = [c for c in token.children if c.dep_ in {"compound", "amod", "nmod", "poss"}]
    heads += [*roles.obliques.get("of", ()), *roles.obliques.get("from", ())]
    return any(kinds_of(scene, head) & needs for head in heads)


def _is_found(token: Token) -> bool:
    """Whether prose shows something: "fragments were found", "bodies lie in the street"."""
    top = token
    while top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.pos_ == "NOUN":
        top = top.head.head
    verb = top.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return False
    if top.dep_ == "nsubj":
        return verb.lemma_.lower() in _WORDS["lies"]
    if top.dep_ == "attr":
        return any(child.dep_ == "expl" for child in verb.children)
    return top.dep_ in {"nsubjpass", "dobj"} and verb.lemma_.lower() in _WORDS["found"]


def _is_said(token: Token) -> bool:
    """Whether somebody is said to be dead ("nine people were dead")."""
    return token.dep_ == "acomp" and token.head.lemma_ in {"be", "lie", "lay"}


def _victims(scene: Scene, token: Token) -> tuple[Token, ...]:
    if token.dep_ == "acomp":
        heads = [c for c in token.head.children if c.dep_ == "nsubj"]
    else:
        heads = [token.head] if token.dep_ in {"amod", "compound", "nmod"} else []
    wanted = {"people", "force", "number", "person"}
    return tuple(head for head in heads if kinds_of(scene, head) & wanted)


# --- who is there -----------------------------------------------------------------------


def _presence(scene: Scene, sentence: Tokens) -> Trigger | None:
    """Forces that a caption shows somewhere ("Russian tanks in the yard of a school")."""
    for token in sentence:
        if token.pos_ not in {"NOUN", "PROPN"} or not _is_topic(token):
            continue
        if token.lemma_.lower() in _WORDS["presence"]:
            force = _is_armed(scene, token)
        else:
            force = _is_armed(scene, token) and "force" in _military(scene, token)
        if token.lemma_.lower() in _WORDS["munitions"] and _is_somewhere(scene, token, sentence):
            return Trigger(token, rule_named("strike"), Roles(), token.i, token.i, verbal=False)
        there = token.lemma_.lower() in _WORDS["under_way"]
        there = there or _is_somewhere(scene, token, sentence) or _is_moving(token)
        if force and there and not _is_left(token):
            carrier = _mover(token)
            roles = (
                roles_of_verb(carrier)
                if carrier is not None
                else roles_of_noun(token, None, is_target=False)
            )
            roles = Roles((), (token,), {"with": roles.obliques.get("with", ())})
            return Trigger(
                token, rule_named("deployment"), roles, token.i, token.i, None, verbal=False
            )
    return None


def _is_topic(token: Token) -> bool:
    """Whether a noun is what a caption shows, and no part of where or how."""
    while token.dep_ != "ROOT":
        head = token.head
        if token.dep_ == "pobj" and not _shows(head.head):
            return False
        if token.dep_ not in _LINKS:
            return False
        if token.dep_ in {"dobj", "acl", "advcl", "prep"} and not (
            _shows(head) or _shows(token) or head.pos_ in {"VERB", "ADP"}
        ):
            return False
        token = head
    return True


def _shows(token: Token) -> bool:
    return token.lemma_.lower() in _WORDS["media"] or token.lemma_.lower() in _WORDS["shows"]


def _military(scene: Scene, token: Token) -> frozenset[str]:
    """``force`` where a noun names forces or what only forces have, or is said to be theirs."""
    kinds = classes_of(token)
    arms = next((w.kind for w in scene.weapons if w.last == token.i), None)
    own = kinds & {"force"} or arms in _BEARERS or _is_people_in_arms(token)
    lent = kinds & {"equipment"} or token.lemma_.lower() in _WORDS["transport"]
    owned = any(
        is_demonym(c) or c.lower_ in _WORDS["military"] or classes_of(c) & {"force"}
        for c in token.children
        if c.i < token.i
    )
    return frozenset({"force"}) if own or (lent and owned) else frozenset()


def _is_people_in_arms(token: Token) -> bool:
    """Whether a side itself is named ("Russians in the town")."""
    plural = token.tag_ in {"NNS", "NNPS"}
    return plural and (is_demonym(token) or token.ent_type_ == "NORP")


def _is_armed(scene: Scene, token: Token) -> bool:
    """Whether forces are named: by the word itself or by what stands before it or after "of"."""
    if token.lower_ in _WORDS["civil"]:
        return False
    if token.lemma_.lower() not in _WORDS["presence"]:
        return True
    parts = [c for c in token.children if c.dep_ in {"amod", "compound", "poss", "nmod"}]
    parts += [t for c in token.children if c.lower_ in {"of", "by"} for t in c.children]
    return any(
        is_demonym(part) or part.lower_ in _WORDS["military"] or "force" in kinds_of(scene, part)
        for part in parts
    )


def _is_somewhere(scene: Scene, token: Token, sentence: Tokens) -> bool:
    """Whether the caption says where: a phrase of place, or a place known by name."""
    if any(sentence.start <= place.first < sentence.end for place in scene.places):
        return True
    return any(
        child.tag_ == "IN" and child.lower_ in _WORDS["where"] and child.i > token.i
        for child in sentence
    )


def _is_left(token: Token) -> bool:
    """Whether nobody is there any more ("abandoned positions")."""
    return any(child.lower_ in _WORDS["left"] for child in token.children)


def _mover(token: Token) -> Token | None:
    verbs = [token.head] if token.dep_ == "nsubj" else []
    verbs += [child for child in token.children if child.dep_ == "acl"]
    return next((v for v in verbs if v.tag_ in {"VBG", "VBN"}), None)


def _is_moving(token: Token) -> bool:
    mover = _mover(token)
    return mover is not None and mover.lemma_.lower() in (
        vocabulary().verbs.keys() | _WORDS["stands"]
    )
