"""GeoNames country files as gazetteer entries: 19 columns without a header.

See the readme at download.geonames.org/export/dump.  Of the 680 kinds of feature, those
are taken that reports name as places: settlements, administrative units, waters, and
facilities that are fought over.  Hotels, farms, springs and the like would only lend
their names to mistakes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from crossfix.ground.gazetteer_entry import (
    GEONAMES,
    VILLAGE_PEOPLE,
    Entry,
    extent_of,
    is_on_earth,
    kilometres,
    radius_of_settlement,
    settlement_of,
    usable_names,
)
from crossfix.model import Feature

COLUMNS: Final = 19
NAME_COLUMNS: Final = (8, 10)
LICENCE: Final = "GeoNames (geonames.org), CC BY 4.0"

_AREAS: Final = {
    "PCLI": Feature.COUNTRY,
    "PCLD": Feature.COUNTRY,
    "PCLS": Feature.COUNTRY,
    "PCLIX": Feature.COUNTRY,
    "TERR": Feature.COUNTRY,
    "ADM1": Feature.REGION,
    "ADM2": Feature.DISTRICT,
    "ADM3": Feature.DISTRICT,
}
_SEATS: Final = frozenset({"PPLC", "PPLA", "PPLA2"})
"""Settlements that are cities by their rank, however few people are written down."""

_WATER_KM: Final = {
    "STM": 50.0, "STMI": 30.0, "STMX": 30.0, "CNL": 30.0, "LK": 10.0, "LKI": 10.0, "LKS": 15.0,
    "RSV": 15.0, "BAY": 15.0, "GULF": 60.0, "STRT": 30.0, "SEA": 300.0, "LGN": 10.0,
    "ESTY": 15.0, "CHN": 10.0, "SD": 20.0, "DLTA": 25.0, "WAD": 30.0, "PND": 3.0, "FLLS": 2.0,
}  # fmt: skip
"""Waters by feature code, each with the half-width that its one point stands for."""

_FACILITIES: Final = frozenset({
    "AIRB", "AIRF", "AIRP", "AIRH", "PS", "PSH", "PSN", "DAM", "BDG", "MN", "MNC", "MNFE", "MNQ",
    "OILR", "OILT", "OILF", "GASF", "INSM", "MILB", "NVB", "RSTN", "RSTP", "RSTJN", "HBR", "PRT",
    "DCK", "DCKY", "MFG", "MFGN", "ML", "QUAR", "PRN", "LTHSE", "FT", "CTRA", "CSTM", "FY",
    "PMPO", "PMPW", "SUBS", "TNLRR", "TNLRD", "LOCK",
})  # fmt: skip
_NOT_NAMES: Final = frozenset({
    "link", "post", "iata", "icao", "faac", "tcid", "unlc", "abbr", "wkdt", "phon", "fr_1793",
})  # fmt: skip
"""Languages of the alternate names file that are codes, addresses or sounds."""

_RADIUS_KM: Final = {Feature.COUNTRY: 500.0, Feature.REGION: 100.0, Feature.DISTRICT: 25.0}
_FACILITY_KM: Final = 3.0


@dataclass(slots=True)
class _Row:
    id: str
    name: str
    plain: str
    others: str
    lat: float
    lon: float
    kind: str
    feature: Feature
    country: str
    first: str
    second: str
    people: int
    away: list[float] = field(default_factory=list)


def is_country_row(cells: list[str]) -> bool:
    """Whether this is a whole line of a country file, down to the date that ends it."""
    if len(cells) != COLUMNS or not cells[0].isdecimal() or len(cells[6]) > 1:
        return False
    return len(cells[-1]) == len("2024-01-01")


def is_name_row(cells: list[str]) -> bool:
    """Whether this is a line of an alternate names file."""
    return len(cells) in NAME_COLUMNS and cells[0].isdecimal() and cells[1].isdecimal()


def entries(
    lines: Iterable[list[str]], more_names: Mapping[int, tuple[str, ...]] | None = None
) -> Iterator[Entry]:
    """The places of a country file; ``more_names`` are alternate names by GeoNames id.

    Raises :class:`ValueError` for a line that is none of a country file.
    """
    rows = [row for row in map(_row, lines) if row is not None]
    regions: dict[tuple[str, str], _Row] = {}
    districts: dict[tuple[str, str, str], _Row] = {}
    for row in rows:
        if row.kind == "ADM1":
            regions[row.country, row.first] = row
        elif row.kind == "ADM2":
            districts[row.country, row.first, row.second] = row
    for row in rows:
        if row.feature in {Feature.CITY, Feature.VILLAGE}:
            region = regions.get((row.country, row.first))
            district = districts.get((row.country, row.first, row.second))
            for area in filter(None, (region, district)):
                area.away.append(kilometres(area.lat, area.lon, row.lat, row.lon))
    for row in rows:
        region = regions.get((row.country, row.first))
        district = districts.get((row.country, row.first, row.second))
        names = _names(row, more_names)
        if names:
            yield _entry(row, names, region, district)


def read_names(lines: Iterable[list[str]]) -> dict[int, tuple[str, ...]]:
    """The alternate names of a file by GeoNames id; preferred and short names come first."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for cells in lines:
        if not is_name_row(cells):
            raise ValueError(f"{len(cells)} columns where an alternate names file has 10 or 8")
        language, name = cells[2], cells[3]
        if language not in _NOT_NAMES and name:
            preferred, short = cells[4] == "1", cells[5] == "1"
            found[int(cells[1])].append((0 if preferred else 1 if short else 2, name))
    return {
        number: tuple(name for _, name in sorted(names, key=lambda pair: pair[0]))
        for number, names in found.items()
    }


def _row(cells: list[str]) -> _Row | None:
    """A line as a row; None for a kind that is not taken or for no point."""
    if not is_country_row(cells):
        raise ValueError(f"no whole line of {COLUMNS} columns, as a GeoNames country file has")
    people = int(cells[14] or 0)
    feature = _feature(cells[6], cells[7], people)
    lat, lon = float(cells[4]), float(cells[5])
    if feature is None or not is_on_earth(lat, lon):
        return None
    return _Row(
        id=cells[0], name=cells[1], plain=cells[2], others=cells[3], lat=lat, lon=lon,
        kind=cells[7], feature=feature, country=cells[8], first=cells[10], second=cells[11],
        people=people,
    )  # fmt: skip


def _feature(group: str, kind: str, people: int) -> Feature | None:
    if group == "P":
        return Feature.CITY if kind in _SEATS else settlement_of(people)
    if group == "A" and kind in _AREAS:
        return _AREAS[kind]
    if group == "H" and kind in _WATER_KM:
        return Feature.WATER
    return Feature.FACILITY if kind in _FACILITIES else None


def _names(row: _Row, more: Mapping[int, tuple[str, ...]] | None) -> tuple[str, ...]:
    listed = more.get(int(row.id), ()) if more else ()
    others = usable_names([row.plain, *listed, *row.others.split(",")])
    return tuple(dict.fromkeys(name for name in (row.name, *others) if name))


def _entry(row: _Row, names: tuple[str, ...], region: _Row | None, district: _Row | None) -> Entry:
    return Entry(
        id=row.id,
        names=names,
        lat=row.lat,
        lon=row.lon,
        radius_km=_radius(row),
        feature=row.feature,
        country=row.country,
        admin1=region.name if region else None,
        admin2=district.name if district and row.feature is not Feature.REGION else None,
        population=row.people,
        gazetteer=GEONAMES,
    )


def _radius(row: _Row) -> float:
    if row.feature is Feature.WATER:
        return _WATER_KM[row.kind]
    if row.feature is Feature.FACILITY:
        return _FACILITY_KM
    if row.feature not in _RADIUS_KM:
        return radius_of_settlement(max(row.people, VILLAGE_PEOPLE * (row.kind in _SEATS)))
    if not row.away:
        return _RADIUS_KM[row.feature]
    return round(max(5.0, extent_of(row.away)), 1)
