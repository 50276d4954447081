"""Who did it, and to whom or what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crossfix.extract.events.lexicon import (
    classes_of,
    classes_of_phrase,
    is_demonym,
    vocabulary,
)
from crossfix.extract.events.scene import Scene
from crossfix.extract.events.senses import kinds_of
from crossfix.extract.events.trigger import Trigger
from crossfix.model import EventType, Span
from crossfix.syntax import noun_phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACTED_ON: Final = ("on", "against", "at", "upon", "of", "towards", "toward", "into", "over")
_MOVES: Final = frozenset({EventType.ADVANCE, EventType.RETREAT, EventType.DEPLOYMENT})
_OWN_DOING: Final = _MOVES | {EventType.CLASH, EventType.CAPTURE, EventType.CONSULT}
_PATIENT_SUBJECT: Final = frozenset(
    {
        "burn",
        "collapse",
        "explode",
        "sink",
        "die",
        "perish",
        "fall",
        "derail",
        "smolder",
        "smoulder",
        "melt",
    }
)
_UNDERGONE: Final = frozenset({"fire", "attack", "bombardment", "shelling", "strike"})
SENDS: Final = frozenset({
    "launch", "fire", "drop", "hurl", "lob", "unleash", "detonate", "explode", "throw", "toss",
})  # fmt: skip
_SIDED: Final = frozenset({EventType.CLASH, EventType.CONSULT})
_HARMED: Final = frozenset({EventType.CASUALTIES, EventType.DAMAGE, EventType.OUTAGE})
_TOLLS: Final = frozenset({"loss", "casualty", "toll", "fatality"})
_NUMBERING: Final = re.compile(r"\d+/\d*|\d+[.)]")
REPEL: Final = frozenset({"repel", "repulse", "rebuff", "thwart", "foil"})
_EMPTY: Final = frozenset({
    "it", "there", "this", "that", "which", "what", "who", "nobody", "none",
    "north", "south", "east", "west", "forward", "home", "back",
})  # fmt: skip


def actor_of(scene: Scene, trigger: Trigger) -> Span | None:
    """Whoever acts; a weapon that strikes leads to the nation that it is said to be of."""
    if trigger.token.lemma_.lower() in _PATIENT_SUBJECT and not trigger.roles.objects:
        return None
    if is_toll(trigger) or _has_only_victims(scene, trigger):
        return None
    outage = trigger.rule.type is EventType.OUTAGE
    for head in trigger.roles.subjects:
        if head.lower_ in _EMPTY or (
            outage and (scene.is_place(head) or not trigger.roles.objects)
        ):
            continue
        if _is_instrument(scene, head):
            found = _nation_of(scene, head)
            if found is not None:
                return found
            continue
        if _may_act(scene, head):
            return _phrase(scene, head)
    return _shooter(scene, trigger) or _named_with(scene, trigger) or _attacker(scene, trigger)


def _attacker(scene: Scene, trigger: Trigger) -> Span | None:
    """Whose strike it was that people were killed or things damaged in."""
    if trigger.rule.type not in _HARMED or not trigger.verbal or trigger.roles.subjects:
        return None
    heads = (h for word in ("in", "by", "during") for h in trigger.roles.obliques.get(word, ()))
    whose = (_nation_of(scene, h) for h in heads if _is_strike(h))
    return next(filter(None, whose), None)


def _is_strike(head: Token) -> bool:
    entries = vocabulary().nouns.get(head.lemma_.lower(), ())
    return any(entry.rule.type is EventType.STRIKE for entry in entries)


def _named_with(scene: Scene, trigger: Trigger) -> Span | None:
    """Who is named with a noun of an event as its doer, or reports what was shot down."""
    if trigger.verbal:
        return _reporting_force(scene, trigger) if trigger.rule.name == "interception" else None
    sides = trigger.roles.obliques.get("between", ())
    if trigger.rule.type in _SIDED and len(sides) > 1 and _may_act(scene, sides[0]):
        return _phrase(scene, sides[0])
    if trigger.rule.type is EventType.CONSULT:
        return None
    return (
        _nation_of(scene, trigger.token) or _doer_by_of(scene, trigger) or _repeller(scene, trigger)
    )


def _shooter(scene: Scene, trigger: Trigger) -> Span | None:
    """From whom the fire comes that something is under ("under fire from Russian drones")."""
    if trigger.rule.type is not EventType.STRIKE:
        return None
    under = [trigger.token, *(c for c in trigger.token.children if c.lower_ == "under")]
    fires = [t for u in under for t in (u, *u.children) if t.lemma_.lower() in _UNDERGONE]
    for head in (t for fire in fires for p in fire.children if p.lower_ == "from"
                 for t in p.children):  # fmt: skip
        if _is_munition(scene, head):
            return _nation_of(scene, head)
        if _may_act(scene, head):
            return _phrase(scene, head)
    return None


def _has_only_victims(scene: Scene, trigger: Trigger) -> bool:
    """Whether the subject of a verb of harm without an object is who was harmed."""
    if trigger.rule.type is not EventType.CASUALTIES or trigger.roles.objects:
        return False
    return trigger.verbal and all(
        kinds_of(scene, head) & {"people", "number"} or head.pos_ == "NUM"
        for head in trigger.roles.subjects
    )


def _repeller(scene: Scene, trigger: Trigger) -> Span | None:
    """Who beat an attack back, where nobody says whose attack it was."""
    carrier = trigger.carrier
    if carrier is None or carrier.lemma_.lower() not in REPEL or not trigger.roles.objects:
        return None
    head = trigger.roles.objects[0]
    return _phrase(scene, head) if _may_act(scene, head) else None


def _reporting_force(scene: Scene, trigger: Trigger) -> Span | None:
    """The force that reports what was shot down, which is its own doing."""
    token = trigger.token
    if token.dep_ != "ccomp":
        return None
    for head in token.head.children:
        if head.dep_ == "nsubj" and "force" in kinds_of(scene, head) | classes_of_phrase(
            " ".join(child.lower_ for child in (*head.lefts, head) if child.dep_ != "det")
        ):
            return _phrase(scene, head)
    return None


def target_of(scene: Scene, trigger: Trigger, actor: Span | None) -> Span | None:
    """Whatever is acted on: hit, taken, damaged, met, moved."""
    lemma = trigger.token.lemma_.lower()
    heads = _patients(scene, trigger)
    if is_toll(trigger) and not trigger.roles.obliques.get("of"):
        return _nation_of(scene, trigger.token)
    if trigger.rule.name == "interception" and not trigger.roles.objects:
        heads = _munition_before(scene, trigger)
    for head in heads:
        if head.lower_ in _EMPTY or head.i in scene.time_tokens or head.lemma_.lower() == lemma:
            continue
        if head.pos_ not in {"NOUN", "PROPN", "NUM", "PRON", "ADJ"}:
            continue
        if lemma in SENDS and _is_munition(scene, head):
            continue
        span = _phrase(scene, _controlled(head))
        if actor is None or not span.overlaps(actor):
            return span
    return None


def is_toll(trigger: Trigger) -> bool:
    """Whether a noun counts losses, whose owner is who suffered them."""
    return not trigger.verbal and trigger.token.lemma_.lower() in _TOLLS


def _munition_before(scene: Scene, trigger: Trigger) -> list[Token]:
    """The munition named last before a verb whose subject the parse has lost."""
    token = trigger.token
    before = reversed(token.doc[token.sent.start : token.i])
    return [t for t in before if t.pos_ in {"NOUN", "PROPN"} and _is_munition(scene, t)][:1]


def _patients(scene: Scene, trigger: Trigger) -> list[Token]:
    """What may be acted on, the likeliest first."""
    roles, kind = trigger.roles, trigger.rule.type
    heads = list(roles.obliques.get("with", ())) if kind is EventType.CONSULT else []
    if kind is EventType.CONSULT and not heads and not roles.objects:
        heads += roles.subjects[1:]
    heads += roles.objects
    if not trigger.verbal and kind in _SIDED:
        heads += roles.obliques.get("between", ())[1:]
    if not trigger.verbal and kind is EventType.DAMAGE:
        heads += roles.obliques.get("to", ())
    if kind in _MOVES and trigger.verbal:
        return heads
    if _has_only_victims(scene, trigger):
        heads += roles.subjects
    if not heads and trigger.token.lemma_.lower() in _PATIENT_SUBJECT:
        heads += [h for h in roles.subjects if not _is_munition(scene, h) and not _is_fragment(h)]
    for word in ("against",) if kind is EventType.PROTEST else _ACTED_ON:
        found = roles.obliques.get(word, ())
        if word == "of" and (trigger.verbal or kind in _MOVES):
            found = tuple(h for h in found if not trigger.verbal and scene.is_place(h))
        heads += found
    if kind is EventType.OUTAGE:
        heads += [h for h in roles.subjects if not _is_instrument(scene, h)]
        heads += roles.obliques.get("in", ())
    return heads


def _controlled(head: Token) -> Token:
    """What "control of" is control of, and who makes "the advance of" what is hit.

    Any other head stands for itself.
    """
    inner = [t for p in head.children if p.lower_ in {"of", "over"} for t in p.children]
    if head.lemma_.lower() == "control":
        return inner[0] if inner else head
    if head.lemma_.lower() in vocabulary().nouns:
        return next((t for t in inner if classes_of(t) & {"force", "equipment"}), head)
    return head


def _is_munition(scene: Scene, head: Token) -> bool:
    kinds = kinds_of(scene, head)
    return "weapon" in kinds and "force" not in kinds


def _is_fragment(head: Token) -> bool:
    return "fragment" in classes_of(head)


def _is_instrument(scene: Scene, head: Token) -> bool:
    """Whether a subject is a weapon or a strike, and so not who acts."""
    if _is_munition(scene, head):
        return True
    entries = vocabulary().nouns.get(head.lemma_.lower(), ())
    return bool(entries) and "force" not in classes_of(head)


def _may_act(scene: Scene, head: Token) -> bool:
    if head.lower_ == "major" and any(child.lower_ == "another" for child in head.children):
        return False
    if head.pos_ in {"PROPN", "PRON"}:
        return head.i not in scene.time_tokens
    if head.pos_ not in {"NOUN", "NUM"} and not is_demonym(head):
        return False
    kinds = kinds_of(scene, head)
    return bool(
        kinds & {"force", "people", "polity", "statesman", "person", "demonym", "number"}
    ) or ("equipment" in kinds)


def _nation_of(scene: Scene, head: Token) -> Span | None:
    """The force that modifies a noun: "Russian missiles", "AFU attack", "Iran's strike"."""
    for child in head.children:
        named = child.ent_type_ in {"NORP", "GPE", "ORG"} or is_demonym(child)
        if child.dep_ in {"amod", "compound", "poss", "nmod"} and (
            named
            or "force" in classes_of(child)
            or (child.dep_ == "poss" and child.pos_ == "PROPN")
        ):
            if scene.is_place(child) and child.i in scene.place_tokens and child.dep_ != "poss":
                continue
            if (
                "weapon" in classes_of(child)
                or child.i in scene.time_tokens
                or child.ent_type_ in {"DATE", "TIME"}
            ):
                continue
            return _phrase(scene, child)
    return None


def _doer_by_of(scene: Scene, trigger: Trigger) -> Span | None:
    """The doer that "of" names where the noun is one's own doing ("offensive of the army")."""
    if trigger.rule.type not in _OWN_DOING or trigger.rule.type is EventType.CAPTURE:
        return None
    for head in trigger.roles.obliques.get("of", ()):
        if kinds_of(scene, head) & {"force", "demonym"} and not scene.is_place(head):
            return _phrase(scene, head)
    return None


def _phrase(scene: Scene, head: Token) -> Span:
    tokens = noun_phrase(head)
    first = tokens[0]
    if (first.lower_ == "both" or _NUMBERING.fullmatch(first.text)) and len(tokens) > 1:
        tokens = tokens[1:]
    if tokens[-1].tag_ == "POS" and len(tokens) > 1:
        tokens = tokens[:-1]
    for token in tokens:
        if token.i > head.i and token.text in {",", ";", ":", "(", "—", "–"}:
            tokens = tokens.doc[tokens.start : token.i]
            break
    return scene.passage.tokens(tokens)
