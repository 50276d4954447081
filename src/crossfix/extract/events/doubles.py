"""One trigger for one happening: words that tell the same thing over are left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from crossfix.extract.events.trigger import Trigger
from crossfix.model import EventType, Status
from crossfix.syntax import SUBJECTS

_MERGED: Final = frozenset({EventType.CASUALTIES, EventType.DAMAGE, EventType.OUTAGE})
_PHASES: Final = frozenset({"beginning", "start", "end", "course", "result", "aftermath"})


@dataclass(frozen=True, slots=True)
class Telling:
    """A trigger, how it is told, and the coordinated triggers that it stands for too."""

    trigger: Trigger
    status: Status
    merged: tuple[Trigger, ...] = ()


def without_doubles(triggers: list[tuple[Trigger, Status]]) -> list[Telling]:
    """The triggers with those left out that tell of the happening of another.

    "Killed and wounded" is one, but not "ten were killed and 20 wounded"; "launched a
    strike" is the strike, "the strike hit" the hit, and "the beginning of the attack" the
    attack told just before.
    """
    by_token = {trigger.token.i: trigger for trigger, _ in triggers}
    dropped: set[int] = set()
    merged: dict[int, list[Trigger]] = {}
    for trigger, _ in triggers:
        token = trigger.token
        above = by_token.get(token.head.i) if token.dep_ == "conj" else None
        if above is not None and _is_one(above, trigger) and above.token.i not in dropped:
            dropped.add(token.i)
            merged.setdefault(above.token.i, []).append(trigger)
        carrier = by_token.get(trigger.carrier.i) if trigger.carrier is not None else None
        if carrier is not None and not trigger.verbal and carrier.verbal:
            if trigger.light:
                dropped.add(carrier.token.i)
            elif carrier.rule.type is trigger.rule.type:
                dropped.add(token.i)
        if trigger.rule.type is EventType.CASUALTIES:
            first = _counted_with(trigger, triggers)
            if first is not None and first.token.i not in dropped:
                dropped.add(token.i)
                merged.setdefault(first.token.i, []).append(trigger)
        if not trigger.verbal and (_is_phase(trigger, by_token) or _is_inner(trigger, by_token)):
            dropped.add(token.i)
    return [
        Telling(trigger, status, tuple(merged.get(trigger.token.i, ())))
        for trigger, status in triggers
        if trigger.token.i not in dropped
    ]


def _counted_with(trigger: Trigger, triggers: list[tuple[Trigger, Status]]) -> Trigger | None:
    """The casualties of which a trigger only counts more ("and another 121 wounded")."""
    token = trigger.token
    if not trigger.verbal or token.tag_ not in {"VBN", "VBD"} or token.i < 2:
        return None
    before = token.nbor(-1)
    if any(child.dep_ in SUBJECTS and child.i >= token.i - 2 for child in token.children):
        return None
    counts = before.pos_ == "NUM" or before.lemma_.lower() in {"dozen", "score", "hundred", "more"}
    near = (
        other
        for other, _ in triggers
        if other.rule.type is EventType.CASUALTIES
        and other.token.i < token.i
        and other.token.sent == token.sent
    )
    return next(near, None) if counts else None


def _is_one(left: Trigger, right: Trigger) -> bool:
    """Whether coordinated triggers tell one happening: not where each tells of others."""
    if left.rule.type is not right.rule.type or left.rule.type not in _MERGED:
        return False
    if any(child.dep_ in SUBJECTS for child in right.token.children):
        return False
    told_apart = left.rule.type is EventType.CASUALTIES and left.verbal and right.verbal
    return not (told_apart and _takes(left) and _takes(right))


def _takes(trigger: Trigger) -> bool:
    """Whether a verb has an object of its own ("killing ten and wounding 20")."""
    return any(child.dep_ in {"dobj", "oprd"} for child in trigger.token.children)


def _is_inner(trigger: Trigger, by_token: dict[int, Trigger]) -> bool:
    """Whether a noun hangs by "of" on one of its own kind ("wave of attacks")."""
    token = trigger.token
    if token.dep_ != "pobj" or token.head.lower_ != "of":
        return False
    above = by_token.get(token.head.head.i)
    return above is not None and above.rule.type is trigger.rule.type


def _is_phase(trigger: Trigger, by_token: dict[int, Trigger]) -> bool:
    """Whether a noun names the start or end of what its sentence has told already."""
    token = trigger.token
    if token.dep_ != "pobj" or token.head.lower_ != "of":
        return False
    phase = token.head.head
    if phase.lemma_ not in _PHASES or phase.dep_ != "appos":
        return False
    earlier = (by_token.get(i) for i in range(token.sent.start, token.i))
    return any(t is not None and t.rule.type is trigger.rule.type for t in earlier)
