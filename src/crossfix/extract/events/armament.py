"""With which weapons it was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crossfix.extract.events.arguments import SENDS, is_toll
from crossfix.extract.events.clauses import clause_of, phrase_of
from crossfix.extract.events.lexicon import ACLED_OF_WEAPON, classes_of
from crossfix.extract.events.scene import Scene, Weapon
from crossfix.extract.events.trigger import Trigger
from crossfix.model import EventType, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

_ARMED: Final = frozenset({
    EventType.STRIKE, EventType.CLASH, EventType.DAMAGE, EventType.CASUALTIES, EventType.OUTAGE,
    EventType.ADVANCE,
})  # fmt: skip
_INSTRUMENTS: Final = frozenset({"with", "using", "by", "from", "via", "of"})
_RAIDS: Final = frozenset({"airstrike", "air strike", "air raid", "air-strike"})
_BY_WEAPON: Final = frozenset({EventType.STRIKE, EventType.DAMAGE, EventType.CASUALTIES})
_MUNITIONS: Final = frozenset({"drone", "missile", "artillery", "air", "explosive", "small_arms"})
_STORES: Final = frozenset({
    "depot", "warehouse", "store", "storehouse", "arsenal", "dump", "magazine", "hangar", "cache",
    "factory", "workshop", "plant", "launcher", "position", "base", "airfield", "stockpile",
})  # fmt: skip
_RETAKING: Final = frozenset({
    "liberate", "retake", "recapture", "regain", "reclaim", "liberation",
})  # fmt: skip


def weapons_of(scene: Scene, trigger: Trigger, target: Span | None) -> tuple[Weapon, ...]:
    """The weapons used: in the trigger's phrase, as subject, or by "with" and "using"."""
    if trigger.rule.type not in _ARMED or is_toll(trigger):
        return ()
    tokens = clause_of(trigger.token)
    if not trigger.verbal:
        tokens |= phrase_of(trigger.token)
    found = []
    sent = _sent(trigger)
    for weapon in scene.weapons:
        if weapon.last in sent:
            found.append(weapon)
            continue
        if not all(i in tokens for i in range(weapon.first, weapon.last + 1)):
            continue
        if target is not None and target.covers(weapon.span):
            continue
        if weapon.last == trigger.token.i and weapon.span.text.lower().rstrip("s") in _RAIDS:
            continue
        if _is_used(scene, trigger, weapon):
            found.append(weapon)
    return tuple(found)


def _sent(trigger: Trigger) -> set[int]:
    """What is launched or goes off: the weapons that a verb of sending has for an argument."""
    if not trigger.verbal or trigger.token.lemma_.lower() not in SENDS:
        return set()
    return {head.i for head in (*trigger.roles.subjects, *trigger.roles.objects)}


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
            # "under fire from drones"
            if head.head.lower_ == "under" and trigger.rule.type is EventType.STRIKE:
                head = head.head
                continue
            if head.head.lower_ not in _INSTRUMENTS:
                return False
            head = head.head.head
            continue
        if head.dep_ == "pcomp" or (
            head.dep_ == "dobj" and head.head.lemma_.lower() in {"use", "employ", "involve", *SENDS}
        ):
            head = head.head
            continue
        if head.dep_ == "prep" or head.lower_ in _INSTRUMENTS:
            head = head.head
            continue
        return _carries_it(trigger, head) or _is_hit_with(trigger, weapon, head)
    return False


def _is_hit_with(trigger: Trigger, weapon: Weapon, head: Token) -> bool:
    """Whether munitions that the parse hangs on what is hit are what it is hit with.

    "Struck the stairway of the clinic with shells"; but a depot with shells holds them.
    """
    led = head.doc[weapon.last].head
    munition = weapon.kind in _MUNITIONS and trigger.rule.type is EventType.STRIKE
    own = head in trigger.roles.objects and led.lower_ == "with" and led.i > head.i
    return munition and own and not classes_of(head) & {"equipment"} and (
        head.lemma_.lower() not in _STORES
    )  # fmt: skip


def _carries_it(trigger: Trigger, head: Token) -> bool:
    return trigger.carrier is not None and head == trigger.carrier and trigger.light


def _is_weapon(scene: Scene, target: Span | None) -> bool:
    """Whether what was destroyed was itself on its way as a weapon: a drone or a missile."""
    if target is None:
        return False
    words = target.text.split(" of ")[0]
    return any(
        target.covers(weapon.span)
        and weapon.kind in {"drone", "missile"}
        and words.lower().endswith(weapon.span.text.lower())
        for weapon in scene.weapons
    )


def acled_of(
    scene: Scene, trigger: Trigger, weapons: Sequence[Weapon], target: Span | None
) -> str | None:
    """The ACLED sub-event, for a strike by the weapon that it was made with."""
    if trigger.rule.type is EventType.DAMAGE and _is_weapon(scene, target):
        return "Disrupted weapons use"
    if trigger.rule.type in _BY_WEAPON:
        for weapon in weapons:
            if weapon.kind in ACLED_OF_WEAPON:
                return ACLED_OF_WEAPON[weapon.kind]
    if trigger.rule.name == "strike":
        words = scene.passage.doc[trigger.first : trigger.last + 1].text.lower()
        return (
            "Air/drone strike"
            if words.startswith("air") or "airstrike" in words
            else trigger.rule.acled
        )
    if trigger.rule.name == "capture" and trigger.token.lemma_.lower() in _RETAKING:
        return "Government regains territory"
    return trigger.rule.acled
