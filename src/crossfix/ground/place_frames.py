"""How the candidates of a name lie to the candidates of what frames it, once a report.

The geometry does not change while the beliefs do; see :mod:`crossfix.ground.place_settings`
for what a frame is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from crossfix.ground.names import fold, similarity
from crossfix.ground.place_senses import Sense
from crossfix.plugins import Candidate

EARTH_KM: Final = 6371.0088
REGION_REACH: Final = 1.2
"""How far from the centre of a region its settlements lie, in its radii."""

ONCE_CALLED: Final = 0.8
EXACT: Final = 0.97

Floats = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Frame:
    """One name (its rows of the slate) and one setting of it (its rows).

    ``held`` says how surely each candidate lies in each of the setting's (1 within reach,
    0 from twice the reach), ``close`` how near the middle, ``burden`` how much it counts
    against each candidate to lie outside.
    """

    rows: Ints
    setting: Ints
    held: Floats
    close: Floats
    burden: Floats


def find_frames(
    senses: Sequence[Sense], candidates: Sequence[Candidate], sense: Ints, point: Floats
) -> list[list[Frame]]:
    """The frames of every sense that has candidates and a setting with candidates."""
    bounds = np.searchsorted(sense, np.arange(len(senses) + 1))
    found: list[list[Frame]] = []
    for number, own in enumerate(senses):
        rows = np.arange(bounds[number], bounds[number + 1])
        frames = []
        for other, reach, sure in sorted(own.settings, key=str) if len(rows) else ():
            setting = np.arange(bounds[other], bounds[other + 1])
            if not len(setting):
                continue
            away = EARTH_KM * np.arccos(np.clip(point[rows] @ point[setting].T, -1.0, 1.0))
            sizes = np.array([candidates[row].radius_km for row in setting])
            far = sizes * REGION_REACH if reach is None else np.maximum(reach, sizes)
            held = np.clip(2.0 - away / far, 0.0, 1.0)
            close = 0.5 * held if reach is None else np.clip(1.0 - away / (1.6 * far), 0.0, 1.0)
            burden = (
                np.full(len(rows), 3.0)
                if sure
                else np.array([smallness(own.name, candidates[row]) for row in rows])
            )
            frames.append(Frame(rows, setting, held, close, burden))
        found.append(frames)
    return [frames for frames in found if frames]


def smallness(name: str, candidate: Candidate) -> float:
    """1 for up to eight thousand people, 0 from fifty thousand.

    A town that merely was called so once is no town that is spoken of anywhere.
    """
    other_name = candidate.match <= EXACT and candidate.population > 0
    if other_name and similarity(fold(name), fold(candidate.name)) < ONCE_CALLED:
        return 1.0
    return float(np.clip((4.7 - np.log10(1 + candidate.population)) / 0.8, 0.0, 1.0))
