"""The slate: every candidate of every place name of a report, in flat arrays.

Flat, so that a feature is one vectorised step however many names a report holds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from crossfix.ground.place_frames import EARTH_KM, Floats, Frame, Ints, find_frames
from crossfix.ground.place_senses import Sense
from crossfix.ground.place_words import Surroundings
from crossfix.model import Feature
from crossfix.plugins import Candidate

__all__ = ["EARTH_KM", "Floats", "Ints", "Slate", "distances_km", "make_slate"]


@dataclass(frozen=True)
class Slate:
    """Every candidate of a report, in flat arrays of one length.

    ``sense`` is the number of the sense that a row is a candidate for; ``country``,
    ``admin1`` and ``admin2`` are numbers that are equal where the units are (-1: none);
    ``point`` are unit vectors; ``weight`` has an entry for each sense.
    """

    senses: Sequence[Sense]
    candidates: Sequence[Candidate]
    within: Sequence[Sequence[Candidate]]
    around: Surroundings
    sense: Ints
    country: Ints
    admin1: Ints
    admin2: Ints
    level: Ints
    point: Floats
    weight: Floats
    frames: Sequence[Sequence[Frame]]

    @property
    def size(self) -> int:
        """How many senses there are, with and without candidates."""
        return len(self.senses)

    def rows(self, sense: int) -> Ints:
        """The rows of one sense; they stand together."""
        first, last = np.searchsorted(self.sense, [sense, sense + 1])
        return np.arange(first, last)

    def pairs(self) -> list[tuple[int, Candidate]]:
        """The sense number and the candidate of each row."""
        return list(zip(self.sense.tolist(), self.candidates, strict=True))


def make_slate(
    senses: Sequence[Sense],
    found: Sequence[Sequence[Candidate]],
    within: Sequence[Sequence[Candidate]],
    around: Surroundings,
) -> Slate:
    """The slate of a report.

    ``found`` are the candidates of each sense, ``within`` those of the containers that
    have no mention of their own, ``around`` is what the report says beside its mentions.
    """
    rows = [candidate for candidates in found for candidate in candidates]
    lat = np.radians(np.array([c.lat for c in rows], dtype=float))
    lon = np.radians(np.array([c.lon for c in rows], dtype=float))
    point = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    sense = np.repeat(np.arange(len(senses)), [len(c) for c in found])
    units: dict[tuple[str | None, ...], int] = {}
    return Slate(
        senses=senses,
        candidates=rows,
        within=within,
        around=around,
        sense=sense,
        country=_numbers(units, [(c.country or None,) for c in rows]),
        admin1=_numbers(units, [(c.country, c.admin1) for c in rows]),
        admin2=_numbers(units, [(c.country, c.admin1, c.admin2) for c in rows]),
        level=np.array([_LEVELS.get(c.feature, 3) for c in rows], dtype=np.int64),
        point=point,
        weight=np.array([1.0 + math.log(max(1, len(s.mentions))) for s in senses]),
        frames=find_frames(senses, rows, sense, point),
    )


_LEVELS: Final = {Feature.COUNTRY: 0, Feature.REGION: 1, Feature.DISTRICT: 2}


def _numbers(
    units: dict[tuple[str | None, ...], int], keys: Sequence[tuple[str | None, ...]]
) -> Ints:
    return np.array(
        [-1 if key[-1] is None else units.setdefault(key, len(units)) for key in keys],
        dtype=np.int64,
    )


def distances_km(slate: Slate, row: int, rows: Ints) -> Floats:
    """Great-circle distances from one candidate to others, in km."""
    cosine = np.clip(slate.point[rows] @ slate.point[row], -1.0, 1.0)
    return np.asarray(EARTH_KM * np.arccos(cosine), dtype=float)
