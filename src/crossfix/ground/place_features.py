"""What speaks for a candidate by itself: a table of small functions over a slate.

Each gives one number for every candidate; its docstring says what it means.  The weights
are fitted (see :mod:`crossfix.ground.place_model`).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from typing import Final

import numpy as np

from crossfix import lexicons
from crossfix.ground.names import fold, similarity
from crossfix.ground.place_senses import AREAS, Sense
from crossfix.ground.place_slate import EARTH_KM, Floats, Slate
from crossfix.model import Feature
from crossfix.plugins import Candidate

TOGETHER_KM: Final = 60.0
LARGEST_VILLAGE: Final = 30_000
LEAST_FRONT: Final = 2_000


def main_name(slate: Slate) -> Floats:
    """The name is the one that the gazetteer puts first, where that means something.

    It means nothing in countries whose names are spelled in several ways: a Russian
    namesake would beat the Ukrainian town that a Russian writes about.
    """
    various = lexicons.load("places")["spelling"]["various"]
    return np.array(
        [c.match == 1.0 and c.country not in various for c in slate.candidates], dtype=float
    )


def spelling(slate: Slate) -> Floats:
    """How far the spelling is from any name on record (0 to about 0.3)."""
    return np.array([min(0.3, max(0.0, 0.97 - c.match)) * 10 for c in slate.candidates])


def quite_other_name(slate: Slate) -> Floats:
    """The name is on record, but is no spelling of the main name (Engels, once Pokrovsk)."""
    return np.array(
        [
            c.match >= 0.97
            and c.feature not in AREAS
            and similarity(fold(slate.senses[sense].name), fold(c.name)) < 0.8
            for sense, c in slate.pairs()
        ],
        dtype=float,
    )


def people(slate: Slate) -> Floats:
    """How many people live there, as a logarithm; 1 is ten million."""
    return np.array([math.log10(1 + c.population) / 7 for c in slate.candidates])


def outshone(slate: Slate) -> Floats:
    """How much smaller it is than the largest candidate of the name, in powers of ten."""
    size = np.array([math.log10(1 + c.population) for c in slate.candidates])
    largest = np.zeros(slate.size)
    np.maximum.at(largest, slate.sense, size)
    return np.asarray(largest[slate.sense] - size, dtype=float)


def is_country(slate: Slate) -> Floats:
    """It is a country."""
    return np.asarray(slate.level == 0, dtype=float)


def is_region(slate: Slate) -> Floats:
    """It is a first-order region or a continent."""
    return np.asarray(slate.level == 1, dtype=float)


def is_district(slate: Slate) -> Floats:
    """It is a second-order district."""
    return np.asarray(slate.level == 2, dtype=float)


def area_by_name(slate: Slate) -> Floats:
    """It is a region, district or country, and the name is its main name."""
    return np.array([c.match == 1.0 and c.feature in AREAS for c in slate.candidates], dtype=float)


def famous(slate: Slate) -> Floats:
    """How far its people exceed three hundred thousand, in powers of ten."""
    return np.array([max(0.0, math.log10(1 + c.population) - 5.5) for c in slate.candidates])


def dominates(slate: Slate) -> Floats:
    """It is the largest of its name by far: ten times the second (up to 1, a hundred times).

    A city and the areas named after it do not compete: only what lies elsewhere counts.
    """
    size = np.array([math.log10(1 + c.population) for c in slate.candidates])
    lead = np.zeros(len(size))
    order = np.lexsort((-size, slate.sense))
    starts = np.flatnonzero(np.diff(slate.sense[order], prepend=-1))
    for rows in np.split(order, starts[1:]) if len(order) else ():
        first = int(rows[0])
        together = slate.point[rows] @ slate.point[first] > math.cos(TOGETHER_KM / EARTH_KM)
        others = size[rows[~together]]
        ahead = size[first] - (others.max() if len(others) else 0.0)
        lead[rows[together]] = min(1.0, max(0.0, ahead / 2))
    return lead


def unknown_people(slate: Slate) -> Floats:
    """Nobody has written down how many people live there."""
    return np.array([c.population == 0 for c in slate.candidates], dtype=float)


def is_capital(slate: Slate) -> Floats:
    """It is the capital of a country: of those called so there, the largest."""
    capitals = _capitals()
    found = np.zeros(len(slate.candidates))
    largest: dict[tuple[int, str], int] = {}
    for row, (sense, c) in enumerate(slate.pairs()):
        if c.feature is Feature.CITY and (fold(c.name.split(",")[0]), c.country) in capitals:
            best = largest.setdefault((sense, c.country), row)
            if c.population > slate.candidates[best].population:
                largest[sense, c.country] = row
    found[list(largest.values())] = 1.0
    return found


@cache
def _capitals() -> frozenset[tuple[str, str]]:
    rows = lexicons.load("places")["countries"].items()
    return frozenset((fold(name), code) for code, row in rows for name in row["capitals"])


def area_said(slate: Slate) -> Floats:
    """The text calls it a region or a district, and it is one (half: it is the other)."""
    return np.array([_area_said(slate.senses[s], c) for s, c in slate.pairs()], dtype=float)


def town_said(slate: Slate) -> Floats:
    """The text calls it a town or a village, and it is one (-1: it is a region)."""
    towns = {Feature.CITY, Feature.VILLAGE, Feature.FRONT, Feature.FACILITY}
    return np.array(
        [
            0.0 if slate.senses[s].hint not in towns else -1.0 if c.feature in AREAS else 1.0
            for s, c in slate.pairs()
        ],
        dtype=float,
    )


def too_large(slate: Slate) -> Floats:
    """The text calls it a village, and it is a town of more than thirty thousand people."""
    return np.array(
        [
            slate.senses[s].hint is Feature.VILLAGE and c.population > LARGEST_VILLAGE
            for s, c in slate.pairs()
        ],
        dtype=float,
    )


def small_front(slate: Slate) -> Floats:
    """The text calls it a front, and fewer than two thousand people live there."""
    return np.array(
        [
            slate.senses[s].hint is Feature.FRONT and c.population < LEAST_FRONT
            for s, c in slate.pairs()
        ],
        dtype=float,
    )


def variant_beside_name(slate: Slate) -> Floats:
    """Its name is only spelled alike, and another place in its country is called so."""
    called = {(s, c.country) for s, c in slate.pairs() if c.match >= 0.97 and c.population > 0}
    return np.array(
        [c.match < 0.965 and (s, c.country) in called for s, c in slate.pairs()], dtype=float
    )


def _area_said(sense: Sense, candidate: Candidate) -> float:
    if sense.hint not in AREAS or candidate.feature not in AREAS:
        return 0.0
    return 1.0 if sense.hint is candidate.feature else 0.5


def country_named(slate: Slate) -> Floats:
    """The share of its country among the countries and peoples that the report names."""
    total = sum(slate.around.countries.values()) + 2
    return np.array([slate.around.countries[c.country] / total for c in slate.candidates])


def country_told(slate: Slate) -> Floats:
    """How much the report says of the money, police, courts and offices of its country."""
    signs = slate.around.signs
    told = np.array([signs.get(c.country, 0) for c in slate.candidates], dtype=float)
    return np.asarray(np.log1p(told), dtype=float)


def country_unheard(slate: Slate) -> Floats:
    """Nothing in the report is of its country, no name and no office, and something is of another.

    A report about Paris in France speaks of the French sooner or later.
    """
    around = slate.around
    told = {*around.signs, *around.countries, *(country for country, _ in around.regions)}
    return np.array([bool(told) and c.country not in told for c in slate.candidates], dtype=float)


def country_as_town(slate: Slate) -> Floats:
    """It is a country, and the name stands like a town's ("Lebanon police", "City of Jordan")."""
    return np.array(
        [slate.senses[s].civic and c.feature is Feature.COUNTRY for s, c in slate.pairs()],
        dtype=float,
    )


def famous_as_local(slate: Slate) -> Floats:
    """It is a capital or a great city, and the name stands like any town's ("Paris police")."""
    fame = famous(slate) + is_capital(slate)
    civic = np.array([slate.senses[s].civic for s in slate.sense], dtype=float)
    return np.asarray(fame * civic, dtype=float)


def inside_short_form(slate: Slate) -> Floats:
    """It lies in the state or region whose short form follows the name ("Tex.")."""
    return _short_form(slate, wanted=True)


def outside_short_form(slate: Slate) -> Floats:
    """It lies outside the state or region whose short form follows the name."""
    return _short_form(slate, wanted=False)


def _short_form(slate: Slate, *, wanted: bool) -> Floats:
    return np.array(
        [
            bool(slate.within[sense])
            and any(_lies_in(c, region) for region in slate.within[sense]) is wanted
            for sense, c in slate.pairs()
        ],
        dtype=float,
    )


def _lies_in(candidate: Candidate, region: Candidate) -> bool:
    if region.feature is Feature.COUNTRY:
        return candidate.country == region.country
    return (
        region.feature is Feature.REGION
        and candidate.feature is not Feature.REGION
        and (candidate.country, candidate.admin1) == (region.country, region.admin1)
    )


PLAIN: Final[tuple[Callable[[Slate], Floats], ...]] = (
    main_name,
    spelling,
    quite_other_name,
    people,
    outshone,
    is_country,
    is_region,
    is_district,
    area_by_name,
    famous,
    dominates,
    unknown_people,
    is_capital,
    area_said,
    town_said,
    country_named,
    country_told,
    country_unheard,
    country_as_town,
    famous_as_local,
    inside_short_form,
    outside_short_form,
    too_large,
    small_front,
    variant_beside_name,
)
