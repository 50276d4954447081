"""Places by name: the default gazetteer and those that were added, searched as one.

All are compiled into one file (see :mod:`crossfix.ground.compile`), which is then only
read.  The default holds settlements from about 500 people, regions, districts and
countries; what was added may hold every village, waters and facilities.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import msgspec
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from crossfix.config import Config
from crossfix.ground import compile as compiled
from crossfix.ground.gazetteer_added import list_added
from crossfix.ground.gazetteer_coverage import Reach, read_reach, tell_coverage
from crossfix.ground.gazetteer_entry import GEONAMES, kilometres
from crossfix.ground.gazetteer_file import cells_around, open_to_read, split_ids
from crossfix.ground.names import adjective_bases, fold, similarity, skeleton
from crossfix.model import Feature, Producer
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
ASKED_FOR: Final = frozenset({Feature.WATER, Feature.FACILITY})
"""Kinds that are candidates only where they are asked for: a river is not its namesake town."""

_COLUMNS: Final = (
    "p.id, p.name, p.lat, p.lon, p.radius_km, p.feature, p.country, p.population,"
    " p.admin1, p.admin2, p.ids"
)
_BY_NAME: Final = (
    f"SELECT {_COLUMNS}, n.grade FROM name n JOIN place p ON p.id = n.place WHERE n.folded = ?"
)
_BY_SKELETON: Final = "SELECT folded, place FROM variant WHERE skeleton = ?"
_BY_ID: Final = f"SELECT {_COLUMNS} FROM place p WHERE p.id = ?"
_BY_IDS: Final = f"SELECT {_COLUMNS} FROM json_each(?) j CROSS JOIN place p ON p.id = j.value"
_BY_CELL: Final = (
    "SELECT n.folded, p.id FROM place p JOIN name n ON n.place = p.id WHERE p.cell = ?"
)
_BY_WORDS: Final = (
    f"SELECT {_COLUMNS} FROM fulltext f JOIN place p ON p.id = f.rowid"
    " WHERE fulltext MATCH ? ORDER BY p.population DESC LIMIT ?"
)


_FEATURES: Final = {feature.value: feature for feature in Feature}


@dataclass(frozen=True, slots=True)
class Held(Candidate):
    """A candidate from the compiled gazetteers.

    ``key`` is its row in the file, ``linked`` all its ids as they stand there.
    """

    key: int = 0
    linked: str | None = None

    @property
    def ids(self) -> tuple[tuple[str, str], ...]:
        """All its ids (gazetteer, id), the one that gave the point first.

        A place that several gazetteers have is one candidate.
        """
        return split_ids(self.linked, self.key)


class Geonames:
    """Places by name, from GeoNames data and whatever gazetteers were added.

    Safe to use from several threads: each has a connection of its own to a file that
    nobody writes.  ``version`` changes with the gazetteers that were added; ``producers``
    names each of them, the default by the versions of its data and the others by the
    SHA-256 of what they hold (``crossfix gazetteer info`` tells the same).
    """

    name = "geonames"

    def __init__(self, config: Config) -> None:
        self._folder = config.cache_folder
        self._added = tuple(list_added(config.data_folder))
        self._path = compiled.gazetteer_file(self._folder, self._added)
        self._local = threading.local()
        self._repair = threading.Lock()
        self._reach = self._read_reach()
        self.version = f"2+{compiled.fingerprint(self._added)}" if self._added else "2"
        self.coverage = tell_coverage(self._reach.values())
        self.producers = (
            Producer(name=f"gazetteer {self.name}", version=compiled.data_told()),
            *(
                Producer(name=f"gazetteer {part.name}", version=f"sha256:{part.sha256}")
                for part in self._added
            ),
        )
        self._named = lru_cache(maxsize=20_000)(self._look_up)
        self._cell = lru_cache(maxsize=2_000)(self._names_in_cell)
        self._place = lru_cache(maxsize=20_000)(self._place_by_key)

    def reach(self, country: str) -> Reach:
        """How far the country with this ISO code is known: what an unknown name means there."""
        return self._reach.get(country) or Reach(country)

    def names_of(self, candidate: Candidate) -> tuple[str, ...]:
        """All names of a place on record, as they are written, the main one first."""
        if not isinstance(candidate, Held):
            return (candidate.name,)
        [(names,)] = self._rows("SELECT names FROM place WHERE id = ?", candidate.key)
        return tuple(names.split("\n"))

    def find(self, words: str, limit: int = 20) -> Sequence[Held]:
        """Places whose names hold all these words, the most populous first.

        Words are taken whole, in any script on record, without accents and case: "yar"
        finds Chasiv Yar.  ``match`` is 1.0 for the very name and less for a part of one.
        """
        asked = re.findall(r"\w+", words)
        if not asked:
            return []
        query = " AND ".join(f'"{word}"' for word in asked)
        found = []
        for row in self._rows(_BY_WORDS, query, 10 * limit):
            candidate = self._candidate(row, 0.0)
            alike = max(similarity(fold(words), fold(name)) for name in self.names_of(candidate))
            found.append(self._candidate(row, round(alike, 4)))
        return sorted(found, key=lambda c: (-c.match, -c.population))[:limit]

    def candidates(
        self,
        name: str,
        near: Sequence[tuple[float, float]] = (),
        features: frozenset[Feature] = frozenset(),
    ) -> Sequence[Held]:
        """The places that a name may mean, best match first; at most :data:`MOST`.

        Takes the name itself, regular spelling variants and the bases of place
        adjectives.  Typing errors are looked for only close to ``near``: elsewhere some
        village is always one letter away.  Where more places bear the name than are
        given, those close to ``near`` stay.  Waters and facilities are given only where
        ``features`` names them, and then nothing else.
        """
        folded = fold(name)
        if not folded:
            return ()
        found = self._named(folded, name, features)
        if near and len(folded) >= SHORTEST_TYPED and not any(c.match > 0.9 for c in found):
            known = {candidate.key for candidate in found}
            typed = [c for c in self._mistyped(folded, near, features) if c.key not in known]
            found = (*found, *typed)
        if len(found) > MOST and near:
            return sorted(sorted(found, key=lambda c: _away(c, near))[:MOST], key=_by_match)
        return found[:MOST]

    def _look_up(self, folded: str, name: str, features: frozenset[Feature]) -> tuple[Held, ...]:
        best: dict[int, Held] = {}
        for candidate in self._exact(folded):
            best.setdefault(candidate.key, candidate)
        for candidate in self._variants(folded, known=best.keys()):
            best[candidate.key] = candidate
        if not best:
            for base in adjective_bases(name):
                for candidate in self._exact(base, ADJECTIVE):
                    best.setdefault(candidate.key, candidate)
        return tuple(sorted((c for c in best.values() if _is_asked(c, features)), key=_by_match))

    def _exact(self, folded: str, weight: float = 1.0) -> Iterator[Held]:
        for *row, grade in self._rows(_BY_NAME, folded):
            yield self._candidate(row, weight * (OTHER_NAME if grade else MAIN_NAME))

    def _variants(self, folded: str, known: Collection[int]) -> Iterator[Held]:
        """The places that bear another spelling of the name, without those that are known."""
        key = skeleton(folded)
        if not key:
            return
        spelt: dict[str, list[int]] = {}
        for other, place in self._rows(_BY_SKELETON, key):
            if place not in known:
                spelt.setdefault(other, []).append(place)
        scores: dict[int, float] = {}
        for other, places in spelt.items():
            score = similarity(folded, other)
            if score >= LEAST_VARIANT:
                for place in places:
                    scores[place] = max(score, scores.get(place, 0.0))
        if scores:
            for row in self._rows(_BY_IDS, msgspec.json.encode(list(scores)).decode()):
                yield self._candidate(row, round(VARIANT_WEIGHT * scores[row[0]], 4))

    def _mistyped(
        self, folded: str, near: Sequence[tuple[float, float]], features: frozenset[Feature]
    ) -> Iterator[Held]:
        names: dict[str, set[int]] = {}
        for cell in sorted({c for point in near[:MOST_NEAR] for c in cells_around(*point)}):
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
                candidate = self._place(place, round(TYPING_WEIGHT * score, 4))
                if _is_asked(candidate, features):
                    yield candidate

    def _names_in_cell(self, cell: int) -> tuple[tuple[str, int], ...]:
        return tuple((folded, place) for folded, place in self._rows(_BY_CELL, cell))

    def _place_by_key(self, place: int, match: float) -> Held:
        [row] = self._rows(_BY_ID, place)
        return self._candidate(row, match)

    def _candidate(self, row: Sequence[Any], match: float) -> Held:
        key, name, lat, lon, radius, feature, country, people, admin1, admin2, linked = row
        if linked is None:
            source, number = GEONAMES, str(key)
        else:
            source, _, number = linked.partition(" ")[0].partition(":")
        return Held(
            gazetteer=source,
            gazetteer_id=number,
            name=name,
            lat=lat,
            lon=lon,
            radius_km=radius,
            feature=_FEATURES[feature],
            country=country,
            population=people,
            match=match,
            admin1=admin1,
            admin2=admin2,
            key=key,
            linked=linked,
        )

    def _read_reach(self) -> dict[str, Reach]:
        with closing(open_to_read(self._path)) as base:
            return read_reach(base)

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a query; a file that turns out to be damaged is built anew, once."""
        try:
            return self._connection().execute(query, values).fetchall()
        except sqlite3.DatabaseError:
            with self._repair:
                self._path = compiled.gazetteer_file(self._folder, self._added, rebuild=True)
                self._local = threading.local()
            return self._connection().execute(query, values).fetchall()

    def _connection(self) -> sqlite3.Connection:
        base: sqlite3.Connection | None = getattr(self._local, "base", None)
        if base is None:
            base = open_to_read(self._path, immutable=True)
            base.execute("PRAGMA mmap_size = 268435456")
            self._local.base = base
        return base


def _by_match(candidate: Candidate) -> tuple[float, int]:
    return -candidate.match, -candidate.population


def _is_asked(candidate: Candidate, features: frozenset[Feature]) -> bool:
    return candidate.feature in features if features else candidate.feature not in ASKED_FOR


def _away(candidate: Candidate, near: Sequence[tuple[float, float]]) -> float:
    """How far a candidate lies from the nearest of some points, in km."""
    return min(kilometres(candidate.lat, candidate.lon, lat, lon) for lat, lon in near)
