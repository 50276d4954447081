"""Plain CSV and TSV lists of places, and GeoJSON points, as gazetteer entries.

A list needs a name and a point for each place; whatever else it knows is used.  Columns
are known by the names that such lists give them, in any case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from crossfix import lexicons
from crossfix.ground.gazetteer_entry import (
    Entry,
    is_on_earth,
    radius_of_settlement,
    settlement_of,
)
from crossfix.ground.names import fold
from crossfix.model import Feature

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("name", "place", "place_name", "placename", "toponym", "title", "city", "town",
             "settlement", "village", "label"),
    "lat": ("lat", "latitude", "y", "lat_dd", "latdd"),
    "lon": ("lon", "lng", "long", "longitude", "x", "lon_dd", "londd"),
    "id": ("id", "place_id", "geonameid", "geonames_id", "osm_id", "code", "ufi", "pcode"),
    "names": ("names", "alternatenames", "alternate_names", "alt_names", "alt_name", "aliases",
              "alias", "other_names", "asciiname", "name_en", "name_ru", "name_uk", "name_ua"),
    "country": ("country", "country_code", "countrycode", "iso", "iso2", "iso_a2", "cc",
                "iso_country"),
    "admin1": ("admin1", "region", "oblast", "province", "state", "governorate", "adm1",
               "admin1_name", "adm1_name"),
    "admin2": ("admin2", "district", "raion", "county", "adm2", "admin2_name", "adm2_name"),
    "population": ("population", "pop", "inhabitants", "people"),
    "feature": ("feature", "kind", "type", "placetype", "fclass", "category"),
    "radius_km": ("radius_km", "radius"),
}  # fmt: skip
"""What each field of a place may be called in a header."""

_KINDS: Final[Mapping[str, Feature]] = {
    "country": Feature.COUNTRY, "state": Feature.REGION, "region": Feature.REGION,
    "oblast": Feature.REGION, "province": Feature.REGION, "governorate": Feature.REGION,
    "district": Feature.DISTRICT, "raion": Feature.DISTRICT, "county": Feature.DISTRICT,
    "hromada": Feature.DISTRICT, "municipality": Feature.DISTRICT, "city": Feature.CITY,
    "town": Feature.CITY, "village": Feature.VILLAGE, "hamlet": Feature.VILLAGE,
    "settlement": Feature.VILLAGE, "suburb": Feature.VILLAGE, "neighbourhood": Feature.VILLAGE,
    "farm": Feature.VILLAGE, "isolated_dwelling": Feature.VILLAGE, "locality": Feature.VILLAGE,
    "water": Feature.WATER, "river": Feature.WATER, "lake": Feature.WATER, "sea": Feature.WATER,
    "reservoir": Feature.WATER, "stream": Feature.WATER, "bay": Feature.WATER,
    "facility": Feature.FACILITY, "airport": Feature.FACILITY, "airfield": Feature.FACILITY,
    "plant": Feature.FACILITY, "bridge": Feature.FACILITY, "base": Feature.FACILITY,
    "depot": Feature.FACILITY, "dam": Feature.FACILITY, "station": Feature.FACILITY,
}  # fmt: skip
_RADIUS_KM: Final[Mapping[Feature, float]] = {
    Feature.COUNTRY: 500.0, Feature.REGION: 100.0, Feature.DISTRICT: 25.0, Feature.WATER: 20.0,
    Feature.FACILITY: 3.0,
}  # fmt: skip
_BETWEEN_NAMES: Final = re.compile(r"\s*[|;\n]\s*")
_COMMAS: Final = re.compile(r"\s*,\s*")


def fields_of(header: Iterable[str]) -> dict[str, list[str]]:
    """Which columns of a header hold which field; raises :class:`ValueError` if one is missing."""
    columns = list(header)
    plain = {column: column.strip().lower().replace(" ", "_") for column in columns}
    found = {
        field: [column for form in forms for column in columns if plain[column] == form]
        for field, forms in COLUMNS.items()
    }
    missing = [field for field in ("name", "lat", "lon") if not found[field]]
    if missing:
        told = ", ".join(column or '""' for column in columns[:8])
        raise ValueError(f"no column for {' and '.join(missing)} (the columns are: {told})")
    return found


def entries(
    rows: Iterable[Mapping[str, str]], fields: Mapping[str, list[str]], gazetteer: str
) -> Iterator[Entry]:
    """The places of a list; lines without a name or a point are left out.

    Raises :class:`ValueError` for a cell that is not what its column says.
    """
    for number, row in enumerate(rows, start=1):
        cells = {
            field: next((row[c].strip() for c in columns if row[c].strip()), "")
            for field, columns in fields.items()
        }
        names = _names(cells["name"], (row[column] for column in fields["names"]))
        if not names or not cells["lat"] or not cells["lon"]:
            continue
        lat, lon = _number(cells["lat"]), _number(cells["lon"])
        if not is_on_earth(lat, lon):
            raise ValueError(f"({cells['lat']}, {cells['lon']}) is no point of the earth")
        yield _entry(cells, names, (lat, lon), (gazetteer, number))


def rows_of_points(features: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, str]]:
    """GeoJSON features as rows with the columns of their properties, ``lat`` and ``lon``."""
    for feature in features:
        geometry = feature.get("geometry") or {}
        if geometry.get("type") != "Point":
            raise ValueError(f"a geometry {geometry.get('type') or 'is missing'}, not a Point")
        lon, lat = geometry["coordinates"][:2]
        properties = feature.get("properties") or {}
        cells = {str(key): "" if v is None else _as_text(v) for key, v in properties.items()}
        yield cells | {"lat": str(lat), "lon": str(lon)}


def _as_text(value: object) -> str:
    return "|".join(map(str, value)) if isinstance(value, list) else str(value)


def _entry(
    cells: Mapping[str, str],
    names: tuple[str, ...],
    point: tuple[float, float],
    key: tuple[str, int],
) -> Entry:
    people = int(_number(cells["population"] or "0"))
    feature = _KINDS.get(cells["feature"].lower()) or settlement_of(people)
    radius = _number(cells["radius_km"]) if cells["radius_km"] else None
    gazetteer, number = key
    return Entry(
        id=re.sub(r"\s+", "_", cells["id"]) or str(number),
        names=names,
        lat=point[0],
        lon=point[1],
        radius_km=radius or _RADIUS_KM.get(feature) or radius_of_settlement(people),
        feature=feature,
        country=_country(cells["country"]),
        admin1=cells["admin1"] or None,
        admin2=cells["admin2"] or None,
        population=people,
        gazetteer=gazetteer,
    )


def _country(text: str) -> str:
    """The code of a country that a cell gives by its code or its name; empty where it is."""
    code = _countries().get(fold(text), "")
    if text and not code:
        raise ValueError(f"{text} is no country (two letters of ISO 3166, or its name)")
    return code


@cache
def _countries() -> dict[str, str]:
    rows = lexicons.load("places")["countries"].items()
    named = {fold(name): code for code, row in rows for name in row["names"]}
    return named | {code.lower(): code for code, _ in rows}


def _names(main: str, others: Iterable[str]) -> tuple[str, ...]:
    """All names of a row: lists of names are parted by |, ; or line ends, else by commas."""
    found = [main]
    for text in others:
        parted = _BETWEEN_NAMES.split(text)
        found += parted if len(parted) > 1 else _COMMAS.split(text)
    return tuple(dict.fromkeys(" ".join(name.split()) for name in found if name.strip()))


def _number(text: str) -> float:
    """A number that may have its thousands parted ("12 400", "12,400")."""
    plain = text.replace("\u00a0", "").replace(" ", "")
    try:
        return float(plain)
    except ValueError:
        return float(re.sub(r",(?=\d{3}\b)", "", plain))
