"""What each sense of a report means: the best candidate, and how wide the answer has to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from crossfix.ground.place_model import Decision
from crossfix.ground.place_slate import Floats, Ints, Slate, distances_km
from crossfix.plugins import Candidate

Bools = np.ndarray[tuple[int], np.dtype[np.bool_]]

SAME_PLACE_KM: Final = 15.0
"""Candidates closer than this to the best one count as the same answer."""

WIDEST_AREA_KM: Final = 120.0
"""A town and the area named after it are one answer while the area is no wider than this."""

ENOUGH_ALONE: Final = 0.5
"""An answer that is as likely as this by itself needs no area around it."""

LEAST_HELD: Final = 0.1
"""A candidate of the answer that is less probable than this does not widen it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one sense means: the best candidate, its score, how many were weighed.

    ``radius_km`` takes in every candidate that the score counts.  ``reasons`` are what
    spoke for and against the best one, by feature.
    """

    best: Candidate | None
    score: float
    weighed: int
    rivals: int
    radius_km: float = 0.0
    reasons: Mapping[str, float] = field(default_factory=dict)


def answers(slate: Slate, decision: Decision) -> list[Answer]:
    """The answer for each sense; candidates that lie together count as one answer."""
    bounds = np.searchsorted(slate.sense, np.arange(slate.size + 1))
    return [
        _answer(slate, decision, np.arange(first, last))
        for first, last in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)
    ]


def _answer(slate: Slate, decision: Decision, rows: Ints) -> Answer:
    if not len(rows):
        return Answer(None, 0.0, 0, 0)
    belief = decision.belief[rows]
    best = int(rows[np.argmax(belief)])
    away = distances_km(slate, best, rows)
    joined = away <= SAME_PLACE_KM
    if belief[joined].sum() < ENOUGH_ALONE:
        joined = joined | _one_in_the_other(slate, best, rows, away)
    chosen = slate.candidates[best]
    wide = [
        float(km)
        for km, likely, row in zip(away[joined], belief[joined], rows[joined], strict=True)
        if km > SAME_PLACE_KM and likely >= LEAST_HELD and row != best
    ]
    return Answer(
        best=chosen,
        score=min(float(belief[joined].sum()), 1.0),
        weighed=len(rows),
        rivals=int((belief >= 0.05).sum()),
        radius_km=round(max([chosen.radius_km, *wide]), 1),
        reasons=decision.reasons(best),
    )


def _one_in_the_other(slate: Slate, best: int, rows: Ints, away: Floats) -> Bools:
    """The rows that hold the best candidate, or are held by it: a town and its own district."""
    sizes = np.array([slate.candidates[row].radius_km for row in rows])
    area, own = slate.level[rows] < 3, slate.level[best] < 3
    width = np.where(area, sizes, slate.candidates[best].radius_km)
    same = slate.country[rows] == slate.country[best]
    found = (area != own) & (width <= WIDEST_AREA_KM) & (away <= width) & same
    return np.asarray(found, dtype=bool)
