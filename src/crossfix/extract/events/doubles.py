"""One trigger for one happening: words that tell the same thing over are left out."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from crossfix.extract.events.trigger import Trigger
from crossfix.model import EventType, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_MERGED: Final = frozenset({EventType.CASUALTIES, EventType.DAMAGE, EventType.OUTAGE})
_BACK: Final = frozenset({"the", "this", "that", "these", "those", "such", "same"})
_PHASES: Final = frozenset({"beginning", "start", "end", "course", "result", "aftermath"})


@dataclass(frozen=True, slots=True)
class Telling:
    """A trigger, how it is told, and the coordinated triggers that it stands for too."""

    trigger: Trigger
    status: Status
    merged: tuple[Trigger, ...] = ()


def without_doubles(triggers: list[tuple[Trigger, Status]]) -> list[Telling]:
    """The triggers with those left out that tell of the happening of another.

    "Killed and wounded" is one, "launched a strike" is the strike, "the strike hit" the
    hit, and "the beginning of the attack" the attack told just before.
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
        if not trigger.verbal and (_is_phase(trigger, by_token) or _is_inner(trigger, by_token)):
            dropped.add(token.i)
    return [
        Telling(trigger, status, tuple(merged.get(trigger.token.i, ())))
        for trigger, status in triggers
        if trigger.token.i not in dropped
    ]


def _is_one(left: Trigger, right: Trigger) -> bool:
    return left.rule.type is right.rule.type and left.rule.type in _MERGED


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


def tells_again(trigger: Trigger, told: Set[EventType]) -> bool:
    """Whether a bare definite noun ("the strike") points back at a kind told before."""
    if trigger.verbal or trigger.rule.type not in told:
        return False
    children = [c for c in trigger.token.children if c.dep_ not in {"punct", "case", "relcl"}]
    if not any(child.lower_ in _BACK for child in children):
        return False
    return all(child.lower_ in _BACK or _is_bare(child) for child in children)


def _is_bare(child: Token) -> bool:
    return child.dep_ in {"det", "prep"} and not list(child.children)
