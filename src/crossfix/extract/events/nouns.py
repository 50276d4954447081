"""Nouns that tell of an event: what carries them, and whether they tell of one happening."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crossfix.extract.events.clauses import Roles, carrier_of, phrase_of, roles_of_noun
from crossfix.extract.events.lexicon import LIGHT, Entry, classes_of, is_demonym, lemma_of
from crossfix.extract.events.scene import Scene, between
from crossfix.extract.events.senses import LOCATIVE, ground_or_standoff, has_need, kinds_of
from crossfix.extract.events.trigger import Trigger
from crossfix.model import EventType
from crossfix.syntax import is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

_REPEL: Final = frozenset({"repel", "repulse", "rebuff", "thwart", "foil", "beat"})
_SENSED: Final = frozenset({"hear", "see", "record", "observe", "notice", "report", "register"})
_SEEN: Final = LIGHT["report"]
_COUNTS: Final = frozenset({
    "total", "number", "series", "couple", "dozen", "hundred", "wave", "string", "spate",
    "campaign", "round", "succession", "sequence", "multitude", "barrage", "flurry", "score",
})  # fmt: skip
_ORDINAL: Final = re.compile(
    r"\d+(?:st|nd|rd|th)|(?:fir|seco|thi|four|fif|six|seven|eigh|nin|ten)\w*|another|next|new|last",
    re.I,
)


def read_noun(
    scene: Scene, token: Token, entries: tuple[Entry, ...], *, again: bool, shown: bool
) -> Trigger | None:
    """The trigger that a noun makes, if it tells of a happening.

    ``again`` says that the same word has told of one before in this passage, ``shown``
    that it stands in a line without a verb.
    """
    if only_modifies(token):
        return None
    carrier = carrier_of(token)
    light, is_target = carries(token, carrier)
    meets = any(entry.rule.type is EventType.CONSULT for entry in entries)
    carried = carrier if light or _is_seen(token, carrier) else None
    roles = roles_of_noun(token, carried, is_target and not meets, seen=not light)
    for entry in entries:
        if entry.governed:
            if (
                carrier is None
                or carrier.lemma_.lower() not in entry.rule.governors
                or token.dep_ == "pobj"
            ):
                continue
        elif entry.weak and not (
            _noun_has_need(scene, token, roles, entry.rule.needs, light=light)
            or (again and _is_one_more(token))
            or (_is_counted(token) and (light or carried is not None))
            or _is_made(token)
            or _is_missing(token, carrier)
        ):
            continue
        if _is_loss_of_men(token, entry, roles):
            continue
        repelled = carrier is not None and carrier.lemma_.lower() in _REPEL
        rule = ground_or_standoff(scene, token, entries, repelled=repelled) or entry.rule
        anchored = (
            light
            or again
            or shown
            or _is_missing(token, carrier)
            or _is_made(token)
            or _is_anchored(scene, token, roles)
        )
        if entry.governed or anchored:
            return Trigger(token, rule, roles, *_extent(token), carrier, light, verbal=False)
    return None


def _is_loss_of_men(noun: Token, entry: Entry, roles: Roles) -> bool:
    """Whether "losses" that are not "of" a place are read as ground lost."""
    return (
        noun.lemma_.lower() == "loss"
        and entry.rule.type is EventType.CAPTURE
        and not roles.obliques.get("of")
    )


def _is_one_more(noun: Token) -> bool:
    """Whether a noun counts on in a series ("the 2nd wave of ...", "another")."""
    above = noun.head.head if noun.dep_ in {"pobj", "pcomp"} and noun.head.lower_ == "of" else noun
    children = [*noun.children, *above.children]
    return any(_ORDINAL.fullmatch(child.text) for child in children)


def _is_counted(noun: Token) -> bool:
    return any(child.dep_ == "nummod" and child.pos_ == "NUM" for child in noun.children)


def _is_made(noun: Token) -> bool:
    """Whether a participle carries the noun ("advances made today", "an attack launched")."""
    return any(
        child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_.lower() in LIGHT["active"]
        for child in noun.children
    )


def _is_missing(noun: Token, carrier: Token | None) -> bool:
    """Whether the text says that there was none of it ("there has been no movement")."""
    if carrier is None or noun.lemma_.lower() == "progress":
        return False
    if carrier.lemma_.lower() in _SENSED and any(c.lower_ == "no" for c in noun.children):
        return True
    if carrier.lemma_ != "be":
        return False
    existential = any(child.dep_ == "expl" for child in carrier.children)
    return existential and any(child.lower_ == "no" for child in noun.children)


def _is_seen(noun: Token, carrier: Token | None) -> bool:
    """Whether a verb of reporting has the noun as its object: "a hit was recorded in X"."""
    if carrier is None:
        return False
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in _COUNTS:
        noun = noun.head.head
    if noun.dep_ == "nsubj":
        return carrier.lemma_.lower() in LIGHT["occur"]
    return carrier.lemma_.lower() in _SEEN and noun.dep_ in {"dobj", "nsubjpass"}


def only_modifies(token: Token) -> bool:
    """Whether a noun merely names a kind of thing ("attack helicopter", "assault brigade")."""
    if token.dep_ in {"compound", "amod", "nmod"} and token.head.i > token.i:
        if any(child.dep_ == "prep" and child.i > token.i for child in token.children):
            return False
        return not (token.i + 1 < len(token.doc) and token.doc[token.i + 1].text in {",", ":", "-"})
    return token.ent_type_ in {"ORG", "PRODUCT", "LAW"} and token.pos_ == "PROPN"


def carries(noun: Token, carrier: Token | None) -> tuple[bool, bool]:
    """Whether a verb only carries the noun, and whether its subject is then the target."""
    if carrier is None:
        return False, False
    lemma = carrier.lemma_.lower()
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in _COUNTS:
        noun = noun.head.head
    if lemma in LIGHT["passive"]:
        led = noun.dep_ == "pobj" and noun.head.lower_ in {"to", "under"}
        return noun.dep_ in {"dobj", "attr"} or (led and noun.head.head == carrier), True
    if lemma in LIGHT["active"]:
        own = noun.dep_ in {"dobj", "nsubjpass", "conj", "attr"} or (
            noun.dep_ == "nsubj" and is_passive(carrier)
        )
        return own, False
    return False, False


def _noun_has_need(
    scene: Scene, token: Token, roles: Roles, needs: frozenset[str], *, light: bool
) -> bool:
    modifiers = [c for c in token.children if c.dep_ in {"compound", "amod", "poss", "nmod"}]
    kinds: set[str] = set()
    for child in modifiers:
        kinds |= kinds_of(scene, child)
        if is_demonym(child):
            kinds |= {"force", "demonym", "polity", "statesman"}
    phrase = phrase_of(token)
    if any(w.last in phrase and w.last < token.i for w in scene.weapons):
        kinds.add("weapon")
    if "weapon" in kinds and needs & {"weapon", "arms"}:
        return True
    if kinds & needs:
        return True
    if has_need(scene, roles, needs):
        return True
    heads = [
        h
        for p in (*LOCATIVE, "with", "between", "to", "into", "from", "towards")
        for h in roles.obliques.get(p, ())
    ]
    if any(kinds_of(scene, head) & needs for head in heads):
        return True
    return (
        light
        and bool(needs & {"force"})
        and any("force" in kinds_of(scene, h) for h in roles.subjects)
    )


def _is_anchored(scene: Scene, token: Token, roles: Roles) -> bool:
    """Whether a noun tells of one happening: somebody's, at a place or time, or counted."""
    if list(roles.heads()):
        return True
    if token.lemma_.lower() == "loss":
        return _is_counted_after(scene, token)
    phrase = phrase_of(token)
    first, last = min(phrase), max(phrase)
    inside_times = between(scene.times, first, last)
    if between(scene.places, first, last) or inside_times:
        return True
    if any(first <= w.first <= last for w in scene.weapons):
        return True
    sentence = token.sent
    if between(scene.places, sentence.start, sentence.end - 1) or any(
        t.ent_type_ in {"GPE", "LOC", "FAC"} for t in sentence
    ):
        return True
    return any(
        c.dep_ in {"poss", "nummod"}
        or is_demonym(c)
        or c.ent_type_ in {"GPE", "NORP", "DATE"}
        or (c.dep_ == "compound" and c.pos_ == "PROPN")
        for c in token.children
    )


def _is_counted_after(scene: Scene, noun: Token) -> bool:
    """Whether figures of a loss stand with it or behind it ("Enemy losses: up to 190 people")."""
    if any(child.dep_ == "nummod" for child in noun.children):
        return True
    limit = min(noun.sent.end, noun.i + 20) - 1
    return any(item.entry.of is not None for item in between(scene.figures, noun.i, limit))


def _extent(noun: Token) -> tuple[int, int]:
    """The noun with the nouns compounded before it ("missile strike")."""
    first = noun.i
    if "-" in lemma_of(noun) and "-" not in noun.text:
        first -= 2
    while first > 0 and noun.doc[first - 1].dep_ == "compound" and noun.doc[first - 1].head == noun:
        if noun.doc[first - 1].ent_type_ in {"GPE", "NORP", "ORG", "PERSON", "DATE"}:
            break
        if not classes_of(noun.doc[first - 1]):
            break
        first -= 1
    return first, noun.i
