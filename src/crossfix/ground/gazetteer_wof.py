"""Who's On First as gazetteer entries: its CSV and TSV listings and its GeoJSON.

Listings name a row's id ``id`` or ``wof_id``, its point ``lat``/``lon`` or
``geom_latitude``/``geom_longitude`` (the label's point is preferred where it is given) and
its kind ``placetype``.  Data under CC BY and compatible terms, see whosonfirst.org.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from crossfix.ground.gazetteer_entry import (
    GEONAMES,
    LATIN,
    SETTLEMENTS,
    Entry,
    extent_of,
    is_on_earth,
    kilometres,
    radius_of_settlement,
    script_of,
    settlement_of,
    usable_names,
)
from crossfix.model import Feature

WOF: Final = "wof"
LICENCE: Final = "Who's On First, CC BY 4.0 and compatible; see whosonfirst.org/docs/licenses"

_KINDS: Final = {
    "country": Feature.COUNTRY,
    "dependency": Feature.COUNTRY,
    "macroregion": Feature.REGION,
    "region": Feature.REGION,
    "macrocounty": Feature.DISTRICT,
    "county": Feature.DISTRICT,
    "localadmin": Feature.DISTRICT,
    "locality": Feature.CITY,
    "borough": Feature.VILLAGE,
    "macrohood": Feature.VILLAGE,
    "neighbourhood": Feature.VILLAGE,
    "microhood": Feature.VILLAGE,
    "campus": Feature.FACILITY,
}
_RADIUS_KM: Final = {
    Feature.COUNTRY: 500.0,
    Feature.REGION: 100.0,
    Feature.DISTRICT: 25.0,
    Feature.FACILITY: 3.0,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One Who's On First record, whatever form it came in."""

    id: str
    name: str
    placetype: str
    lat: float
    lon: float
    people: int
    country: str
    geonames_id: str
    region_id: str
    county_id: str
    names: Mapping[str, tuple[str, ...]]


def is_listing(header: Iterable[str]) -> bool:
    """Whether these are columns of a Who's On First listing."""
    columns = set(header)
    return "placetype" in columns and bool({"wof_id", "geom_latitude", "lbl_latitude"} & columns)


def row_of_listing(cells: Mapping[str, str]) -> Row | None:
    """A line of a listing; None for a record that is withdrawn or that has no point.

    Raises :class:`ValueError` for cells that are not what their column says.
    """
    if _is_gone(cells.get("deprecated"), cells.get("superseded_by"), cells.get("is_current")):
        return None
    lat = _first(cells, "lbl_latitude", "lat", "geom_latitude", "latitude")
    lon = _first(cells, "lbl_longitude", "lon", "geom_longitude", "longitude")
    if not lat or not lon:
        return None
    names = msgspec.json.decode(cells.get("names") or "{}", type=dict[str, tuple[str, ...]])
    return Row(
        id=_first(cells, "wof_id", "id"),
        name=cells.get("name", ""),
        placetype=cells.get("placetype", ""),
        lat=float(lat),
        lon=float(lon),
        people=int(float(_first(cells, "population", "gn_population") or 0)),
        country=_first(cells, "iso", "iso_country", "wof_country").upper(),
        geonames_id=_first(cells, "geonames_id", "gn_id"),
        region_id=cells.get("region_id", ""),
        county_id=cells.get("county_id", ""),
        names=names,
    )


def row_of_feature(properties: Mapping[str, Any]) -> Row | None:
    """A GeoJSON feature's properties; None for a record that is withdrawn or has no point."""
    if _is_gone(
        str(properties.get("edtf:deprecated") or "").strip("u"),
        "".join(map(str, properties.get("wof:superseded_by") or ())),
        str(properties.get("mz:is_current", "")),
    ):
        return None
    lat = properties.get("lbl:latitude") or properties.get("geom:latitude")
    lon = properties.get("lbl:longitude") or properties.get("geom:longitude")
    if lat is None or lon is None:
        return None
    hierarchy = (properties.get("wof:hierarchy") or [{}])[0]
    return Row(
        id=str(properties["wof:id"]),
        name=str(properties.get("wof:name") or ""),
        placetype=str(properties.get("wof:placetype") or ""),
        lat=float(lat),
        lon=float(lon),
        people=int(properties.get("wof:population") or properties.get("gn:population") or 0),
        country=str(properties.get("iso:country") or properties.get("wof:country") or "").upper(),
        geonames_id=str((properties.get("wof:concordances") or {}).get("gn:id") or ""),
        region_id=str(hierarchy.get("region_id", "")),
        county_id=str(hierarchy.get("county_id", "")),
        names={
            key.removeprefix("name:").split("_")[0]: tuple(map(str, value))
            for key, value in properties.items()
            if key.startswith("name:") and isinstance(value, list)
        },
    )


def entries(rows: Iterable[Row]) -> Iterator[Entry]:
    """The places of these records; areas reach as far as the settlements in them."""
    kept = [row for row in rows if row.placetype in _KINDS and is_on_earth(row.lat, row.lon)]
    areas = {row.id: row for row in kept if _KINDS[row.placetype] not in SETTLEMENTS}
    inside: dict[str, list[Row]] = defaultdict(list)
    for row in kept:
        if row.id not in areas:
            for area in {row.region_id, row.county_id}:
                inside[area].append(row)
    for row in kept:
        feature = _feature(row)
        names = _names(row)
        if not names:
            continue
        region, county = areas.get(row.region_id), areas.get(row.county_id)
        yield Entry(
            id=row.id,
            names=names,
            lat=row.lat,
            lon=row.lon,
            radius_km=_radius(row, feature, inside.get(row.id, [])),
            feature=feature,
            country=row.country,
            admin1=region.name if region else None,
            admin2=county.name if county and feature is not Feature.REGION else None,
            population=row.people,
            gazetteer=WOF,
            also=((GEONAMES, row.geonames_id),) if row.geonames_id.isdecimal() else (),
        )


def _feature(row: Row) -> Feature:
    kind = _KINDS[row.placetype]
    return settlement_of(row.people) if kind is Feature.CITY else kind


def _names(row: Row) -> tuple[str, ...]:
    """All its names; the first is in English, or else in Latin letters if there is one."""
    listed = [row.name, *(name for names in row.names.values() for name in names)]
    usable = list(dict.fromkeys(usable_names(" ".join(name.split()) for name in listed)))
    english = [*row.names.get("eng", ()), *usable]
    latin = (name for name in english if name in usable and script_of(name[0]) == LATIN)
    return tuple(dict.fromkeys([*([first] if (first := next(latin, "")) else []), *usable]))


def _radius(row: Row, feature: Feature, inside: list[Row]) -> float:
    if feature in SETTLEMENTS:
        return radius_of_settlement(row.people)
    if not inside:
        return _RADIUS_KM[feature]
    away = (kilometres(row.lat, row.lon, other.lat, other.lon) for other in inside)
    return round(max(5.0, extent_of(away)), 1)


def _is_gone(deprecated: str | None, superseded: str | None, current: str | None) -> bool:
    return bool(deprecated or superseded or current == "0")


def _first(cells: Mapping[str, str], *columns: str) -> str:
    return next((cells[column] for column in columns if cells.get(column)), "").strip()
