"""Adds the places of more gazetteers to a compiled one, and folds what is there twice.

Two records are one place when one gazetteer gives the other's id and the points agree, or
when they share a name, a country and a kind and lie so close that a reader would take
them for one.  Concordances are not taken on trust: one in a hundred of Who's On First's
GeoNames ids in Ukraine leads to another place of the same name, up to 900 km away.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from crossfix import lexicons
from crossfix.ground.gazetteer_coverage import Held
from crossfix.ground.gazetteer_entry import (
    AREAS,
    GEONAMES,
    LATIN,
    SETTLEMENTS,
    Entry,
    kilometres,
    script_of,
    settlement_of,
)
from crossfix.ground.gazetteer_file import (
    FIRST_OTHER,
    INSERT_NAME,
    INSERT_PLACE,
    INSERT_VARIANT,
    REPLACE_PLACE,
    cells_around,
    ids_of,
    join_ids,
    keys_of,
    row_of,
    split_ids,
)
from crossfix.ground.names import fold, skeleton, without_generic
from crossfix.model import Feature

CONCORDANT_KM: Final = 5.0
"""How far the points of two gazetteers may lie apart where an id says they are one place."""
SAME_NAME_KM: Final = 2.0
"""How far two places of one name may lie apart to be one, beside the width of the larger.

Measured on Who's On First in Ukraine: pairs of one name are ten times as dense below 2 km
as between 10 and 30 km, where they are different villages."""
AREA_KM: Final = 60.0

_TWIN: Final = (
    "SELECT p.id, p.lat, p.lon, p.radius_km, p.feature, p.country, p.ids"
    " FROM name n JOIN place p ON p.id = n.place WHERE n.folded = ?"
)
_BY_KEY: Final = "SELECT id, lat, lon, radius_km, feature, country, ids FROM place WHERE id = ?"
_WHOLE: Final = (
    "SELECT name, names, lat, lon, radius_km, feature, country, admin1, admin2, population, ids"
    " FROM place WHERE id = ?"
)
_IN_CELL: Final = (
    "SELECT lat, lon, country, admin1, admin2 FROM place"
    " WHERE cell = ? AND feature IN ('city', 'village')"
)


@dataclass(frozen=True, slots=True)
class _Known:
    """A place that is on record already, as far as it matters for being the same."""

    key: int
    lat: float
    lon: float
    radius_km: float
    feature: Feature
    country: str
    ids: tuple[tuple[str, str], ...]

    def away(self, entry: Entry) -> float:
        return kilometres(self.lat, self.lon, entry.lat, entry.lon)


class Merger:
    """Brings entries into an open gazetteer file, one gazetteer after the other."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        [last] = base.execute("SELECT max(id) FROM place").fetchone()
        self._next = max(FIRST_OTHER, (last or 0) + 1)
        self._various = set(lexicons.load("places")["spelling"]["various"])
        self._keys: dict[tuple[str, str], int] = {}
        self._areas: dict[tuple[str, Feature, str], str | None] = {}

    def add(self, entries: Iterable[Entry]) -> Held:
        """Bring in the places of one gazetteer; says what it holds in each country."""
        own: dict[str, int] = defaultdict(int)
        shared: dict[str, set[int]] = defaultdict(set)
        for entry in sorted(entries, key=_areas_first):
            settled = self._placed(entry)
            twin = self._twin(settled)
            key = self._insert(settled) if twin is None else self._merge(settled, twin)
            self._keys[settled.gazetteer, str(settled.id)] = key
            if settled.feature in SETTLEMENTS:
                own[settled.country] += twin is None or twin.key < FIRST_OTHER
                if twin is not None and (GEONAMES, str(twin.key)) in twin.ids:
                    shared[settled.country].add(twin.key)
        return {country: (count, len(shared[country])) for country, count in own.items()}

    def _placed(self, entry: Entry) -> Entry:
        """The entry with country and regions as the places around it call them."""
        country, first, second = entry.country, entry.admin1, entry.admin2
        if not country:
            country, first_near, second_near = self._home(entry.lat, entry.lon)
            first, second = first or first_near, second or second_near
        if first:
            first = self._area(country, Feature.REGION, first)
        if second:
            second = self._area(country, Feature.DISTRICT, second)
        return replace(entry, country=country, admin1=first, admin2=second,
                       variants=country in self._various)  # fmt: skip

    def _home(self, lat: float, lon: float) -> tuple[str, str | None, str | None]:
        """Country and regions of the settlement that lies nearest; empty if none is near."""
        cells = cells_around(lat, lon)
        rows = [row for cell in cells for row in self._base.execute(_IN_CELL, (cell,))]
        if not rows:
            return "", None, None
        nearest = min(rows, key=lambda row: kilometres(lat, lon, row[0], row[1]))
        return nearest[2], nearest[3], nearest[4]

    def _area(self, country: str, kind: Feature, name: str) -> str | None:
        """A region or district by the name that places on record give for it."""
        asked = (country, kind, name)
        if asked not in self._areas:
            column = "admin1" if kind is Feature.REGION else "admin2"
            found = None
            for form in (name, without_generic(name)):
                found = (
                    found
                    or self._base.execute(
                        f"SELECT p.{column} FROM name n JOIN place p ON p.id = n.place"
                        " WHERE n.folded = ? AND p.country = ? AND p.feature = ?"
                        " ORDER BY n.grade, p.id LIMIT 1",
                        (fold(form), country, kind.value),
                    ).fetchone()
                )
            self._areas[asked] = (found[0] if found else None) or name
        return self._areas[asked]

    def _twin(self, entry: Entry) -> _Known | None:
        """The place on record that this entry speaks of; the nearest if there are several."""
        known = self._keys.get((entry.gazetteer, str(entry.id)))
        if known is None and entry.gazetteer == GEONAMES:
            known = int(entry.id)
        if known is not None and (same := self._known(known)):
            return same
        for other in entry.also:
            key = int(other[1]) if other[0] == GEONAMES else self._keys.get(other)
            concordant = self._known(key) if key is not None else None
            if concordant and _is_alike(entry, concordant, CONCORDANT_KM):
                return concordant
        alike = {
            row[0]: place
            for folded, _ in keys_of(entry.names)
            for row in self._base.execute(_TWIN, (folded,))
            if _is_alike(entry, place := _known_from(row), _limit(entry, place))
        }
        return min(alike.values(), key=lambda place: place.away(entry), default=None)

    def _known(self, key: int) -> _Known | None:
        row = self._base.execute(_BY_KEY, (key,)).fetchone()
        return _known_from(row) if row else None

    def _insert(self, entry: Entry) -> int:
        key = int(entry.id) if entry.gazetteer == GEONAMES else self._next
        self._next += entry.gazetteer != GEONAMES
        # An id in another gazetteer that did not lead to the same place is not repeated.
        self._base.execute(INSERT_PLACE, row_of(key, entry, ids_of(replace(entry, also=()))))
        self._write_names(key, keys_of(entry.names), variants=entry.variants)
        return key

    def _merge(self, entry: Entry, twin: _Known) -> int:
        """Give the place on record what the entry knows besides; its point stays."""
        row = self._base.execute(_WHOLE, (twin.key,)).fetchone()
        name, names, lat, lon, radius, kind, country, first, second, people, _ = row
        people = max(people, entry.population)
        own = (entry.gazetteer, str(entry.id))
        main = entry.names[0] if _is_easier(entry.names[0], name) else name
        united = replace(
            entry,
            names=tuple(dict.fromkeys([main, *names.split("\n"), *entry.names])),
            lat=lat,
            lon=lon,
            # Where two gazetteers disagree about the point, the radius takes in both.
            radius_km=round(max(radius, 0.0 if Feature(kind) in AREAS else twin.away(entry)), 1),
            feature=settlement_of(people) if Feature(kind) in SETTLEMENTS else Feature(kind),
            country=country,
            admin1=first or entry.admin1,
            admin2=second or entry.admin2,
            population=people,
        )  # fmt: skip
        ids = join_ids([*twin.ids, own])
        text = ids if ids != f"{GEONAMES}:{twin.key}" else None
        self._base.execute(REPLACE_PLACE, row_of(twin.key, united, text))
        fresh = ((folded, int(folded != fold(main))) for folded, _ in keys_of(entry.names))
        self._write_names(twin.key, fresh, variants=entry.variants)
        return twin.key

    def _write_names(self, key: int, names: Iterable[tuple[str, int]], *, variants: bool) -> None:
        for folded, grade in names:
            self._base.execute(INSERT_NAME, (folded, key, grade))
            if variants and (bones := skeleton(folded)):
                self._base.execute(INSERT_VARIANT, (bones, folded, key))


def _is_easier(name: str, other: str) -> bool:
    """Whether a name is in Latin letters and the other is not."""
    return script_of(name[0]) == LATIN != script_of(other[0])


def _areas_first(entry: Entry) -> int:
    """Regions, then districts, then what lies in them."""
    order = (Feature.COUNTRY, Feature.REGION, Feature.DISTRICT)
    return order.index(entry.feature) if entry.feature in order else len(order)


def _known_from(row: tuple[int, float, float, float, str, str, str | None]) -> _Known:
    key, lat, lon, radius, feature, country, ids = row
    return _Known(key, lat, lon, radius, Feature(feature), country, split_ids(ids, key))


def _limit(entry: Entry, place: _Known) -> float:
    """How far apart, in km, a place of this name may lie and still be this one."""
    if entry.feature in AREAS:
        return max(AREA_KM, place.radius_km)
    if any(gazetteer == entry.gazetteer for gazetteer, _ in place.ids):
        # One gazetteer knows its own villages apart, its duplicates lie closer.
        return 0.0 if entry.gazetteer == GEONAMES else SAME_NAME_KM
    return SAME_NAME_KM + max(place.radius_km, entry.radius_km)


def _is_alike(entry: Entry, place: _Known, km: float) -> bool:
    if entry.country and place.country and entry.country != place.country:
        return False
    kinds = {entry.feature, place.feature}
    return (len(kinds) == 1 or kinds <= SETTLEMENTS) and place.away(entry) <= km
