"""From weighed candidates to templates: one for each type of incident that a report tells of.

Two incidents of one type in a report become one template: told apart by rules they lose more
than they gain, since with all fillers right one template a type still reaches F1 88.6 on the
tuning part.  How ready to speak, slot by slot and type by type, is chosen there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
import numpy as np
from bench.muc4 import SLOTS, TYPES, Report, Template, score_all, summed

from training.muc4_candidates import Candidate, log_odds
from training.muc4_examples import Floats

HEARD: Final = 0.15
"""The chance from which on a candidate counts as a sign of its types."""
_MOST: Final = 3.0
_FREQUENT: Final = 4
"""The first types of the list are frequent enough for a weight of their own."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A report with its candidates, the chance of each, and the chance of each type."""

    report: Report
    candidates: Sequence[Candidate]
    chances: Floats
    types: Floats


class Readiness(msgspec.Struct, frozen=True):
    """The chances from which on something is said.

    ``slots`` for candidates, ``types`` for the frequent types (the last one for the others
    too), ``least`` for the likeliest type when no other is said, ``shared`` how far a filler
    of one incident must belong to another type to fill a slot there too; ``prior`` is how
    much the chance of a type counts for where a filler goes.
    """

    slots: tuple[float, ...] = (0.3,) * len(SLOTS)
    types: tuple[float, ...] = (0.35,) * _FREQUENT
    least: float = 0.3
    shared: tuple[float, ...] = (0.6,) * len(SLOTS)
    prior: float = 0.5


TRIED: Final[Mapping[str, tuple[float, ...]]] = {
    "least": (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5),
    "prior": (0.0, 0.2, 0.5, 1.0),
    "slots": (0.12, 0.16, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5),
    "types": (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6),
    "shared": (0.3, 0.5, 0.7, 1.0),
}


def type_features(
    candidates: Sequence[Candidate], chances: Floats, by_words: Floats, by_states: Floats
) -> Floats:
    """A row for each type: what words, states and candidates say for it.

    ``by_words`` are the log-odds of the types and of any, ``by_states`` those of the types.
    """
    heard = [(c, one.types) for one, c in zip(candidates, chances, strict=True) if c > HEARD]
    weights = np.array([chance * types for chance, types in heard]).reshape(-1, len(TYPES))
    summed_up = np.minimum(weights.sum(0), _MOST)
    highest = weights.max(0, initial=0.0)
    rows = []
    for number in range(len(TYPES)):
        words, states = by_words[number], by_states[number]
        rival = np.delete(by_words[: len(TYPES)], number).max()
        own = [float(number == frequent) for frequent in range(_FREQUENT)]
        first, rare = float(number == 0), float(number >= _FREQUENT - 1)
        rows.append([
            words, states, by_words[-1], summed_up[number], highest[number], rival, *own,
            words * first, states * first, words * rare, states * rare,
        ])  # fmt: skip
    return np.array(rows, np.float32)


def build_templates(weighed: Weighed, ready: Readiness) -> list[Template]:
    """What is said of a report."""
    types = [
        number
        for number, chance in enumerate(weighed.types)
        if chance > ready.types[min(number, _FREQUENT - 1)]
    ]
    if not types and weighed.types.max() > ready.least:
        types = [int(weighed.types.argmax())]
    fillers: dict[int, dict[str, list[str]]] = {
        number: {slot: [] for slot in SLOTS} for number in types
    }
    for one in _kept(weighed, ready):
        for number in _incidents(one, types, weighed.types, ready):
            fillers[number][SLOTS[one.slot]].append(one.words)
    return [
        Template(
            TYPES[number],
            {slot: tuple(((words, 0),) for words in filled) for slot, filled in own.items()},
        )
        for number, own in fillers.items()
    ]


def _kept(weighed: Weighed, ready: Readiness) -> Iterator[Candidate]:
    """The candidates that are said, likeliest first, of several names for one the first."""
    said: list[tuple[int, str]] = []
    for number in np.argsort(-weighed.chances, kind="stable"):
        one = weighed.candidates[number]
        if weighed.chances[number] <= ready.slots[one.slot]:
            continue
        if not any(slot == one.slot and alike(words, one.words) for slot, words in said):
            said.append((one.slot, one.words))
            yield one


def _incidents(
    one: Candidate, types: Sequence[int], chances: Floats, ready: Readiness
) -> Iterator[int]:
    """The incidents that a filler goes to: the likeliest, and others that it belongs to."""
    if types:
        signs = [
            np.log(one.types[number] + 1e-3) + ready.prior * log_odds(chances[number])
            for number in types
        ]
        best = types[int(np.argmax(signs))]
        for number in types:
            if number == best or one.types[number] > ready.shared[one.slot]:
                yield number


def alike(one: str, other: str) -> bool:
    """Whether two names may be of one: the words of one in the other, or its initials."""
    words, others = one.split(), other.split()
    if set(words) <= set(others) or set(others) <= set(words):
        return True
    return (len(words) == 1 and _initials(others) == one) or (
        len(others) == 1 and _initials(words) == other
    )


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word not in {"of", "for", "and"})


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
