"""Who did it, to whom or what, and with which weapons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossfix.extract.events.clauses import clause_of, phrase_of
from crossfix.extract.events.lexicon import classes_of, is_demonym, vocabulary
from crossfix.extract.events.scene import Scene, Weapon
from crossfix.extract.events.senses import kinds_of
from crossfix.extract.events.trigger import Trigger
from crossfix.model import EventType, Span
from crossfix.syntax import noun_phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACTED_ON: Final = ("on", "against", "at", "upon", "of", "towards", "toward", "into", "over")
_MOVES: Final = frozenset({EventType.ADVANCE, EventType.RETREAT, EventType.DEPLOYMENT})
_OWN_DOING: Final = _MOVES | {EventType.CLASH, EventType.CAPTURE, EventType.CONSULT}
_ARMED: Final = frozenset({
    EventType.STRIKE, EventType.CLASH, EventType.DAMAGE, EventType.CASUALTIES, EventType.OUTAGE,
    EventType.ADVANCE,
})  # fmt: skip
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
_SENDS: Final = frozenset({"launch", "fire", "drop", "hurl", "lob", "unleash"})
_INSTRUMENTS: Final = frozenset({"with", "using", "by", "from", "via", "of"})
_EMPTY: Final = frozenset({"it", "there", "this", "that", "which", "what", "who"})


def actor_of(scene: Scene, trigger: Trigger) -> Span | None:
    """Whoever acts; a weapon that strikes leads to the nation that it is said to be of."""
    if trigger.token.lemma_.lower() in _PATIENT_SUBJECT and not trigger.roles.objects:
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
    if not trigger.verbal:
        if trigger.rule.type is EventType.CONSULT:
            return None
        return _nation_of(scene, trigger.token) or _doer_by_of(scene, trigger)
    return None


def target_of(scene: Scene, trigger: Trigger, actor: Span | None) -> Span | None:
    """Whatever is acted on: hit, taken, damaged, met, moved."""
    lemma = trigger.token.lemma_.lower()
    for head in _patients(scene, trigger):
        if head.lower_ in _EMPTY or head.i in scene.time_tokens or head.lemma_.lower() == lemma:
            continue
        if head.pos_ not in {"NOUN", "PROPN", "NUM", "PRON", "ADJ"}:
            continue
        if lemma in _SENDS and _is_munition(scene, head):
            continue
        span = _phrase(scene, _controlled(head))
        if actor is None or not span.overlaps(actor):
            return span
    return None


def _patients(scene: Scene, trigger: Trigger) -> list[Token]:
    """What may be acted on, the likeliest first."""
    roles, kind = trigger.roles, trigger.rule.type
    heads = list(roles.obliques.get("with", ())) if kind is EventType.CONSULT else []
    heads += roles.objects
    if not heads and trigger.token.lemma_.lower() in _PATIENT_SUBJECT:
        heads += [h for h in roles.subjects if not _is_munition(scene, h)]
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
    """What "control of" is control of; any other head stands for itself."""
    if head.lemma_.lower() != "control":
        return head
    inner = (t for p in head.children if p.lower_ in {"of", "over"} for t in p.children)
    return next(inner, head)


def weapons_of(scene: Scene, trigger: Trigger, target: Span | None) -> tuple[Weapon, ...]:
    """The weapons used: in the trigger's phrase, as subject, or by "with" and "using"."""
    if trigger.rule.type not in _ARMED:
        return ()
    tokens = clause_of(trigger.token)
    if not trigger.verbal:
        tokens |= phrase_of(trigger.token)
    found = []
    for weapon in scene.weapons:
        if not all(i in tokens for i in range(weapon.first, weapon.last + 1)):
            continue
        if target is not None and target.covers(weapon.span):
            continue
        if _is_used(scene, trigger, weapon):
            found.append(weapon)
    return tuple(found)


def _is_used(scene: Scene, trigger: Trigger, weapon: Weapon) -> bool:
    """Whether a weapon is the means: a modifier, a doer, an instrument, or what is launched."""
    head = scene.passage.doc[weapon.last]
    for _ in range(8):
        if head == trigger.token:
            return True
        if head.dep_ in {
            "nsubj",
            "agent",
            "compound",
            "amod",
            "nmod",
            "conj",
            "appos",
            "npadvmod",
            "advcl",
        }:
            head = head.head
            continue
        if head.dep_ == "pobj":
            if head.head.lower_ not in _INSTRUMENTS:
                return False
            head = head.head.head
            continue
        if head.dep_ == "pcomp" or (
            head.dep_ == "dobj"
            and head.head.lemma_.lower()
            in {"use", "employ", "involve", "launch", "fire", "drop", "lob", "hurl", "unleash"}
        ):
            head = head.head
            continue
        if head.dep_ == "prep" or head.lower_ in _INSTRUMENTS:
            head = head.head
            continue
        return _carries_it(trigger, head)
    return False


def _carries_it(trigger: Trigger, head: Token) -> bool:
    return trigger.carrier is not None and head == trigger.carrier and trigger.light


def _is_munition(scene: Scene, head: Token) -> bool:
    kinds = kinds_of(scene, head)
    return "weapon" in kinds and "force" not in kinds


def _is_instrument(scene: Scene, head: Token) -> bool:
    """Whether a subject is a weapon or a strike, and so not who acts."""
    if _is_munition(scene, head):
        return True
    entries = vocabulary().nouns.get(head.lemma_.lower(), ())
    return bool(entries) and "force" not in classes_of(head)


def _may_act(scene: Scene, head: Token) -> bool:
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
            if child.i in scene.time_tokens or child.ent_type_ in {"DATE", "TIME"}:
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
    if first.lower_ == "both" and len(tokens) > 1:
        tokens = tokens[1:]
    if tokens[-1].tag_ == "POS" and len(tokens) > 1:
        tokens = tokens[:-1]
    for token in tokens:
        if token.i > head.i and token.text in {",", ";", ":", "(", "—", "–"}:
            tokens = tokens.doc[tokens.start : token.i]
            break
    return scene.passage.tokens(tokens)
