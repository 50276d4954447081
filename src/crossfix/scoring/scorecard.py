"""The whole score of the forecasts of a case: overall, by source, by topic and by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
import numpy as np

from crossfix.scoring.entries import CopyKey, copy_key
from crossfix.scoring.measures import (
    CLIP,
    LEAST,
    Floats,
    calibrate,
    measure,
    probability_of,
    share,
)
from crossfix.scoring.records import Group, Measures, Registered, Scorecard, Share, State

_CAME_OUT: Final = (State.TRUE, State.FALSE)
_RESOLVED: Final = (*_CAME_OUT, State.VOID)


def score(entries: Iterable[Registered], lost: int = 0) -> Scorecard:
    """The score of forecasts, each counted once however many copies of it there are.

    Of copies, the first that is resolved stands for all, else the first.  ``lost`` is how
    many resolutions belong to no forecast of the present readings.
    """
    registered = list(entries)
    kept, disputed = _without_copies(registered)
    states = Counter(entry.state for entry in kept)
    resolved = sum(states[state] for state in _RESOLVED)
    numbered = _Numbered.of(kept)
    return Scorecard(
        registered=len(registered),
        copies=len(registered) - len(kept) - sum(map(len, disputed)),
        open=states[State.OPEN],
        due=states[State.DUE],
        true=states[State.TRUE],
        false=states[State.FALSE],
        void=states[State.VOID],
        void_rate=states[State.VOID] / resolved if resolved else None,
        disputed=disputed,
        lost=lost,
        clip=CLIP,
        least=LEAST,
        measures=numbered.measures(least=1),
        unnumbered=_unnumbered(kept),
        bins=calibrate(numbered.said, numbered.came),
        sources=_groups(kept, lambda entry: (entry.source_key, entry.source)),
        topics=_groups(kept, lambda entry: (entry.topic.value, entry.topic.value)),
        kinds=_groups(kept, lambda entry: (entry.forecast.kind.value, entry.forecast.kind.value)),
    )


@dataclass(frozen=True, slots=True)
class _Numbered:
    """Probabilities and outcomes of those that came out and whose words carry a number."""

    said: Floats
    came: Floats

    @classmethod
    def of(cls, entries: Iterable[Registered]) -> _Numbered:
        pairs = [
            (probability, float(entry.state is State.TRUE))
            for entry in entries
            if entry.state in _CAME_OUT
            and (probability := probability_of(entry.forecast)) is not None
        ]
        both = np.array(pairs, dtype=np.float64).reshape(-1, 2)
        return cls(both[:, 0], both[:, 1])

    def measures(self, *, least: int) -> Measures | None:
        return measure(self.said, self.came) if len(self.said) >= least else None


def _without_copies(
    entries: Sequence[Registered],
) -> tuple[list[Registered], tuple[tuple[str, ...], ...]]:
    """One entry for each forecast, and the ids of copies that were resolved differently."""
    by_key: dict[CopyKey, list[Registered]] = {}
    for entry in entries:
        by_key.setdefault(copy_key(entry), []).append(entry)
    kept, disputed = [], []
    for copies in by_key.values():
        resolved = [entry for entry in copies if entry.resolution is not None]
        if len({entry.state for entry in resolved}) > 1:
            disputed.append(tuple(entry.forecast.id for entry in copies))
        else:
            kept.append((resolved or copies)[0])
    return kept, tuple(disputed)


def _unnumbered(entries: Iterable[Registered]) -> Share:
    """The share that came true of those whose words carry no probability."""
    came = [
        entry.state is State.TRUE
        for entry in entries
        if entry.state in _CAME_OUT and probability_of(entry.forecast) is None
    ]
    return share(sum(came), len(came))


def _groups(
    entries: Iterable[Registered], key_and_name: Callable[[Registered], tuple[str, str]]
) -> tuple[Group, ...]:
    """The groups that hold a resolved forecast: the ranked, then by how many they resolved."""
    members: dict[str, list[Registered]] = {}
    names: dict[str, str] = {}
    for entry in entries:
        key, name = key_and_name(entry)
        members.setdefault(key, []).append(entry)
        names.setdefault(key, name)
    groups = [_group(key, names[key], of_key) for key, of_key in members.items()]
    groups = [group for group in groups if group.true + group.false + group.void]
    ranked = sorted(
        (group for group in groups if group.measures is not None),
        key=lambda group: (group.measures.brier if group.measures else 0.0, group.name),
    )
    others = sorted(
        (group for group in groups if group.measures is None),
        key=lambda group: (-(group.true + group.false + group.void), group.name, group.key),
    )
    return (
        *(msgspec.structs.replace(group, rank=n) for n, group in enumerate(ranked, 1)),
        *others,
    )


def _group(key: str, name: str, entries: Sequence[Registered]) -> Group:
    states = Counter(entry.state for entry in entries)
    resolved = sum(states[state] for state in _RESOLVED)
    numbered = _Numbered.of(entries)
    unnumbered = _unnumbered(entries)
    return Group(
        key=key,
        name=name,
        registered=len(entries),
        true=states[State.TRUE],
        false=states[State.FALSE],
        void=states[State.VOID],
        void_rate=states[State.VOID] / resolved if resolved >= LEAST else None,
        scored=len(numbered.said),
        measures=numbered.measures(least=LEAST),
        without_probability=unnumbered.n,
        unnumbered=unnumbered if unnumbered.n >= LEAST else None,
        rank=None,
    )
