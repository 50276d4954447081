"""From chances to templates: what is worth saying.

F1 over all reports rises with each thing said whose chance to be right is above half of the
F1 that is reached.  So everything has its chance, and bounds near there; a template is
said for its type and its fillers together.  The bounds are chosen on reports that the models
have not learned from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

import msgspec
from bench.muc4 import SLOTS, TYPES, Template, score_all, summed

from training.muc4_candidates import Candidate, alike
from training.muc4_weigh import Weighed


class Readiness(msgspec.Struct, frozen=True):
    """The chances from which on something is said.

    ``slots`` for fillers; ``incident`` for a type, to whose chance goes ``carried`` times what
    its fillers have above their bounds; ``further`` for a second incident of the type, of
    which nothing else is said: who and what belong to which of two is too uncertain.
    """

    slots: tuple[float, ...] = (0.25,) * len(SLOTS)
    incident: float = 0.22
    carried: float = 0.5
    further: float = 0.22


TRIED: Final[Mapping[str, tuple[float, ...]]] = {
    "incident": (0.15, 0.18, 0.22, 0.26, 0.3, 0.35, 0.4),
    "carried": (0.0, 0.25, 0.5, 1.0),
    "further": (0.15, 0.18, 0.22, 0.26, 0.3, 0.35, 0.4, 1.0),
    "slots": (0.14, 0.17, 0.2, 0.23, 0.26, 0.3, 0.35, 0.4),
}


def build_templates(weighed: Weighed, ready: Readiness) -> list[Template]:
    """What is said of a report."""
    chances: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for number, kind, chance in weighed.fillers:
        chances[kind].append((chance, number))
    made = []
    for kind, name in enumerate(TYPES):
        worth, fillers = float(weighed.types[kind]), {slot: list[str]() for slot in SLOTS}
        for one, chance in _kept(weighed.candidates, chances[kind], ready):
            fillers[SLOTS[one.slot]].append(one.words)
            worth += ready.carried * (chance - ready.slots[one.slot])
        if worth > ready.incident:
            found = {slot: tuple(((one, 0),) for one in own) for slot, own in fillers.items()}
            made.append(Template(name, found))
            if weighed.further[kind] > ready.further:
                made.append(Template(name, dict.fromkeys(SLOTS, ())))
    return made


def _kept(
    candidates: Sequence[Candidate], chances: Sequence[tuple[float, int]], ready: Readiness
) -> Iterator[tuple[Candidate, float]]:
    """The candidates that are said, likeliest first, of several names for one the first."""
    said: list[Candidate] = []
    for chance, number in sorted(chances, reverse=True):
        one = candidates[number]
        if chance > ready.slots[one.slot] and not any(
            one.slot == other.slot and alike(one.words, other.words) for other in said
        ):
            said.append(one)
            yield one, chance


def make_ready(reports: Sequence[Weighed]) -> Readiness:
    """The readiness at which the F1 over some reports is highest, a number at a time."""
    best, ready = f1_of(reports, Readiness()), Readiness()
    for name, values in TRIED.items():
        for change in _changes(ready, name):
            for value in values:
                tried = msgspec.structs.replace(ready, **{name: change(ready, value)})
                said = f1_of(reports, tried)
                if said > best:
                    best, ready = said, tried
    return ready


Change = Callable[[Readiness, float], "float | tuple[float, ...]"]


def _changes(ready: Readiness, name: str) -> Iterator[Change]:
    held = getattr(ready, name)
    if isinstance(held, float):
        yield lambda _, value: value
        return
    for number in range(len(held)):

        def change(now: Readiness, value: float, at: int = number) -> tuple[float, ...]:
            own: tuple[float, ...] = getattr(now, name)
            return (*own[:at], value, *own[at + 1 :])

        yield change


def f1_of(reports: Sequence[Weighed], ready: Readiness) -> float:
    """The F1 over all slots that templates of this readiness reach."""
    pairs = ((build_templates(one, ready), one.report.templates) for one in reports)
    return summed(score_all(pairs).values()).f1
