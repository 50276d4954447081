"""How likely two accounts tell of one happening: a sum of weighted features, in logits.

The weights are those of a logistic regression over :mod:`crossfix.link.features`, fitted by
``python -m training.linking`` and kept in ``lexicons/link_weights.toml``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

from crossfix import lexicons
from crossfix.errors import MissingResource
from crossfix.findings.happenings import Match
from crossfix.link.facts import Facts, beside
from crossfix.link.features import FEATURES, Feature

LEAST_TOLD: Final = 0.05
"""What a feature must add or take away to be told among the reasons."""
START: Final = "start"
"""The term that every pair has: most accounts tell of different things."""


@dataclass(frozen=True)
class Weights:
    """The weight of each feature, in their order, and the score from which two are linked."""

    start: float
    values: tuple[float, ...]
    threshold: float

    @cached_property
    def counting(self) -> tuple[tuple[Feature, float], ...]:
        """The features whose weight is not nought."""
        return tuple(pair for pair in zip(FEATURES, self.values, strict=True) if pair[1])


def compare(left: Facts, right: Facts, weights: Weights | None = None) -> Match:
    """Two accounts compared, with the shipped weights unless others are given.

    The same comes out whichever is left; a probability is ``1 / (1 + exp(-score))``.
    """
    weights = weights or load_weights()
    both = beside(left, right)
    parts = {START: weights.start}
    for feature, weight in zip(FEATURES, weights.values, strict=True):
        parts[feature.__name__] = weight * feature(both)
    return Match(
        left=both.left.account.id,
        right=both.right.account.id,
        score=round(sum(parts.values()), 4),
        reasons=told(parts),
    )


def score(left: Facts, right: Facts, weights: Weights) -> float:
    """The score of :func:`compare` alone."""
    both = beside(left, right)
    total = weights.start
    for feature, weight in weights.counting:
        total += weight * feature(both)
    return round(total, 4)


def told(parts: Mapping[str, float]) -> dict[str, float]:
    """What counted, the strongest first."""
    kept = [(name, round(part, 2)) for name, part in parts.items() if abs(part) >= LEAST_TOLD]
    return dict(sorted(kept, key=lambda pair: (-abs(pair[1]), pair[0])))


def chance(logit: float) -> float:
    """The probability that a score stands for."""
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, logit))))


@cache
def load_weights() -> Weights:
    """The shipped weights; raises :class:`~crossfix.errors.MissingResource`."""
    return read_weights(lexicons.load("link_weights"))


def read_weights(table: Mapping[str, Any]) -> Weights:
    """The weights in a table: one for every feature, and for none else.

    Raises :class:`~crossfix.errors.MissingResource` when the table is of other features.
    """
    held = {str(name): float(value) for name, value in table["weights"].items()}
    names = [START, *(feature.__name__ for feature in FEATURES)]
    if set(held) != set(names):
        wrong = ", ".join(sorted(set(held) ^ set(names)))
        raise MissingResource(
            "link_weights.toml", f"weights and features differ ({wrong})", "install crossfix anew"
        )
    return Weights(
        start=held[START],
        values=tuple(held[name] for name in names[1:]),
        threshold=float(table["threshold"]),
    )
