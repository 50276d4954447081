"""Figures as ranges: whether two of them can both be right."""

from __future__ import annotations

import math
from typing import Protocol

__all__ = ["Ranged", "ranges_meet"]


class Ranged(Protocol):
    """A figure with a range; ``None`` is an end that is not told."""

    @property
    def low(self) -> float | None:
        """The least that it can be."""
        ...

    @property
    def high(self) -> float | None:
        """The most that it can be."""
        ...


def ranges_meet(left: Ranged, right: Ranged) -> bool:
    """Whether two ranges share a value; an end that is not told is open."""
    return _low(left) <= _high(right) and _low(right) <= _high(left)


def _low(figure: Ranged) -> float:
    return -math.inf if figure.low is None else figure.low


def _high(figure: Ranged) -> float:
    return math.inf if figure.high is None else figure.high
