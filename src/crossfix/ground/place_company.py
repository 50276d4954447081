"""What the other names of a report say for a candidate before any of them is decided.

In a report whose names are all ambiguous, the candidates that lie together still stand
out: a town and the district that is named with it, or five villages of one region.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Final

import numpy as np

from crossfix import lexicons
from crossfix.ground.place_features import people
from crossfix.ground.place_slate import EARTH_KM, Floats, Ints, Slate
from crossfix.model import Feature

CUBE_KM: Final = 60.0
"""Candidates in the same or in touching cubes of this width lie together."""

RARE: Final = 3.0

DISTRICTS: Final = 3000.0
"""How many districts a country has, roughly: a chance fit is one in so many."""


def together(slate: Slate) -> Floats:
    """How many other names have a place close by; a name with few places counts most."""
    cubes = np.floor(slate.point * EARTH_KM / CUBE_KM).astype(np.int64)
    if not len(cubes):
        return np.zeros(0)
    steps = (-1, 0, 1)
    shifts = [np.array((x, y, z)) for x in steps for y in steps for z in steps]
    reach = np.concatenate([_packed(cubes + shift) for shift in shifts])
    return _company(slate, _packed(cubes), reach, np.tile(slate.sense, len(shifts)))


def together_in_region(slate: Slate) -> Floats:
    """How many other names have a place in its region; a name with few places counts most."""
    return _company(slate, slate.admin1, slate.admin1, slate.sense)


def together_in_district(slate: Slate) -> Floats:
    """How many other names have a place in its district, or are the district's own."""
    return _company(slate, slate.admin2, slate.admin2, slate.sense)


def in_named_district(slate: Slate) -> Floats:
    """It lies in a district that the report names, or is one that holds a town named.

    The fewer places two names have, the less such a fit is chance: one of ten Huntsvilles
    lies in one of three Walker Counties, and America has three thousand counties.
    """
    held: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for row in np.flatnonzero((slate.admin2 >= 0) & (slate.level >= 2)).tolist():
        if slate.level[row] == 3:
            held[int(slate.admin2[row])][1].append(row)
        elif slate.senses[int(slate.sense[row])].hint is Feature.DISTRICT:
            held[int(slate.admin2[row])][0].append(row)
    many = np.bincount(slate.sense, minlength=slate.size)
    total = np.zeros(len(slate.candidates))
    for districts, towns in held.values():
        for district in districts:
            for town in towns:
                one, other = int(slate.sense[district]), int(slate.sense[town])
                if one != other:
                    total[[district, town]] += DISTRICTS / (many[one] * many[other])
    return np.asarray(np.log1p(total), dtype=float)


def _company(slate: Slate, unit: Ints, reach: Ints, sense: Ints) -> Floats:
    """The weight of the other senses that reach each row's unit (-1: no unit)."""
    own = np.unique(np.stack([unit, slate.sense], axis=1)[unit >= 0], axis=0)
    spread = np.bincount(own[:, 1], minlength=slate.size)
    rarity = 1.0 / np.maximum(spread, 1)
    pairs = np.unique(np.stack([reach, sense], axis=1)[reach >= 0], axis=0)
    units, at = np.unique(pairs[:, 0], return_inverse=True)
    if not len(units):
        return np.zeros(len(unit))
    total = np.bincount(at, rarity[pairs[:, 1]], minlength=len(units))
    held = np.where(unit >= 0, total[np.searchsorted(units, np.maximum(unit, units[0]))], 0.0)
    others = np.where(unit >= 0, held - rarity[slate.sense], 0.0)
    return np.asarray(np.log1p(RARE * np.maximum(others, 0.0)), dtype=float)


def region_in_words(slate: Slate) -> Floats:
    """The share of its region among the regions that the report names in any role."""
    regions = slate.around.regions
    total = sum(regions.values()) + 1
    return np.array([regions[c.country, c.admin1 or ""] / total for c in slate.candidates])


def echoed_in_region(slate: Slate) -> Floats:
    """How many other words of the report, persons' names among them, are of its region too."""
    weight: dict[tuple[str, str], float] = defaultdict(float)
    for echo in slate.around.echoes:
        regions = {(c.country, c.admin1) for c in echo if c.admin1}
        for country, region in regions:
            weight[country, region or ""] += 1.0 / len(regions)
    return _log(weight[c.country, c.admin1 or ""] for c in slate.candidates)


def echoed_in_district(slate: Slate) -> Floats:
    """How many other words of the report are of its district too."""
    weight: dict[tuple[str, ...], float] = defaultdict(float)
    for echo in slate.around.echoes:
        districts = {(c.country, c.admin1 or "", c.admin2) for c in echo if c.admin2}
        for country, region, district in districts:
            weight[country, region, district or ""] += 1.0 / len(districts)
    return _log(
        weight[c.country, c.admin1 or "", c.admin2 or ""] if c.admin2 else 0.0
        for c in slate.candidates
    )


def _log(values: Iterable[float]) -> Floats:
    return np.log1p(RARE * np.array(list(values), dtype=float))


def _packed(cubes: Ints) -> Ints:
    side = 4 * int(EARTH_KM / CUBE_KM)
    shifted = cubes + side // 2
    return np.asarray((shifted[:, 0] * side + shifted[:, 1]) * side + shifted[:, 2])


def people_of_various(slate: Slate) -> Floats:
    """How many people live there, where names reach English by several spellings."""
    return np.where(_various(slate), people(slate), 0.0)


def area_of_various(slate: Slate) -> Floats:
    """It is a region, district or country there."""
    return np.asarray(_various(slate) & (slate.level < 3), dtype=float)


def unknown_in_whole(slate: Slate) -> Floats:
    """Nobody has written down how many people live there, where every hamlet is on record."""
    whole = slate.around.whole
    return np.array(
        [c.population == 0 and c.country in whole for c in slate.candidates], dtype=float
    )


def _various(slate: Slate) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    various = lexicons.load("places")["spelling"]["various"]
    return np.array([c.country in various for c in slate.candidates], dtype=bool)


COMPANY: Final[tuple[Callable[[Slate], Floats], ...]] = (
    together,
    together_in_region,
    together_in_district,
    in_named_district,
    region_in_words,
    echoed_in_region,
    echoed_in_district,
    people_of_various,
    area_of_various,
    unknown_in_whole,
)
