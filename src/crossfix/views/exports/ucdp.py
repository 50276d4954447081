"""CSV in the columns of UCDP GED: events with a death, what is not known left empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from crossfix.codes import EventType, Feature, Status
from crossfix.config import Config
from crossfix.findings.disclosure import Preface
from crossfix.views.exports.eventrows import EventRows
from crossfix.views.exports.rows import Figure, Row, Site, digits_for
from crossfix.views.exports.tables import (
    check_columns,
    country_name,
    csv_line,
    days_between,
    prio_grid,
    traces,
)

COLUMNS: Final = (
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
)

EXACT_KM: Final = 10.0
NEAR_KM: Final = 30.0
_WHERE: Final = {
    Feature.DISTRICT: 3,
    Feature.REGION: 4,
    Feature.FRONT: 5,
    Feature.COUNTRY: 6,
    Feature.WATER: 7,
}
_DAYS: Final = ((1, 1), (6, 2), (7, 3), (31, 4))
_OPPOSED: Final = frozenset({EventType.CLASH, EventType.CAPTURE, EventType.ADVANCE})
_VIOLENT: Final = (EventType.STRIKE, EventType.CLASH, EventType.CASUALTIES)


class UcdpCsv:
    """Deadly events in the columns of UCDP's Georeferenced Event Dataset."""

    name = "ucdp"
    version = "1"
    standard = "CSV in the columns of UCDP GED"
    suffix = ".csv"

    def __init__(self, config: Config) -> None:
        self._config = config

    def begin(self, preface: Preface) -> UcdpTable:
        """Begin a table."""
        return UcdpTable(preface)


class UcdpTable(EventRows):
    """A table that is being written."""

    def choose(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows of a report; of those that share one figure of dead, the violence first.

        "A strike killed nine" is two events in a ledger and one in UCDP: the nine would be
        counted twice.
        """
        taken = set[str | None]()
        for row in sorted(rows, key=_rank):
            figure = row.dead.id if row.dead else None
            if figure is not None and figure in taken:
                self.left_out["its deaths are counted with another event of the report"] += 1
                continue
            if row.status is Status.ASSERTED:
                taken.add(figure)
            yield row

    def refuse(self, row: Row) -> str | None:
        """UCDP records what happened, and only where somebody died."""
        if row.status is not Status.ASSERTED:
            return f"{row.status.value}: UCDP records what happened"
        return None if _deaths(row.dead)["best"] else "UCDP asks for a death, and none is counted"

    def before(self) -> Iterator[str]:
        """The line of columns."""
        yield csv_line(COLUMNS)

    def write(self, row: Row) -> Iterator[str]:
        """One line."""
        yield csv_line(check_columns(COLUMNS, cells(row)))


def where_prec(sites: tuple[Site, ...]) -> int | None:
    """UCDP's code of how exactly an event is placed; ``None`` without a point.

    1 within 10 km, 2 within 30 km (and everything coarsened), 3 a district, 4 a region, 5
    wider than that, on a front, or at several places, 6 a country, 7 on water.
    """
    placed = [site for site in sites if site.point]
    if not placed:
        return None
    if len({site.point for site in placed}) > 1:
        return 5
    site = placed[0]
    if site.coarsened:
        return 2
    radius = site.radius_km or 0.0
    by_size = 1 if radius <= EXACT_KM else 2 if radius <= NEAR_KM else 5
    return _WHERE.get(site.feature, by_size) if site.feature else by_size


def date_prec(earliest: str | None, latest: str | None) -> int | None:
    """UCDP's code of how exactly an event is dated, by the days that its bounds take in."""
    days = days_between(earliest, latest)
    if days is None:
        return None
    return next((code for most, code in _DAYS if days <= most), 5)


def cells(row: Row) -> dict[str, object]:
    """A row by column."""
    placed = [site for site in row.sites if site.point]
    lat, lon = _middle(placed)
    countries = {site.country for site in placed}
    country = countries.pop() if len(countries) == 1 else None
    start, end = row.earliest or row.latest, row.latest or row.earliest
    named = [site.name for site in row.sites if not site.coarsened]
    single = len(placed) == 1 and days_between(row.earliest, row.latest) == 1
    return {
        "id": row.id,
        "relid": row.pointers[0].event,
        "year": start and int(start[:4]),
        "side_a": row.actor,
        "side_b": row.target if row.type in _OPPOSED and not row.target_is_place else None,
        **_origin(row),
        "where_prec": where_prec(row.sites),
        "where_coordinates": "; ".join(named) or None,
        "where_description": "; ".join(_described(site) for site in row.sites) or None,
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": None if lat is None else f"POINT ({lon:g} {lat:g})",
        "priogrid_gid": None if lat is None or lon is None else prio_grid(lat, lon),
        "country": country_name(country),
        "event_clarity": 1 if single else 2,
        "date_prec": date_prec(row.earliest, row.latest),
        "date_start": start and start[:10],
        "date_end": end and end[:10],
        **_deaths(row.dead),
    }


def _origin(row: Row) -> dict[str, object]:
    """The columns that tell of sources; in ``source_article`` each can be traced."""
    pointers = row.pointers
    return {
        "number_of_sources": len({pointer.report for pointer in pointers}),
        "source_article": "; ".join(f'"{p.quote}" {p.source}' for p in pointers)
        + f" ({'; '.join(traces(row))})",
        "source_office": _each(pointer.publisher for pointer in pointers),
        "source_date": _each(p.published and p.published[:10] for p in pointers),
        "source_headline": _each(pointer.title for pointer in pointers),
        "source_original": _each(p.chain[-1] if p.chain else None for p in pointers),
    }


def _deaths(dead: Figure | None) -> dict[str, int | None]:
    """The columns of deaths: whose they were is not told, so all are of unknown side."""
    given = [] if dead is None else [dead.low, dead.best, dead.high]
    known = [round(value) for value in given if value is not None]
    if dead is None or not known:
        return {"deaths_unknown": None, "best": None, "high": None, "low": None}
    best = round(dead.best) if dead.best is not None else min(known)
    return {"deaths_unknown": best, "best": best, "high": max(known), "low": min(known)}


def _middle(placed: list[Site]) -> tuple[float | None, float | None]:
    """The point of a place, or the middle of several."""
    points = list(dict.fromkeys(site.point for site in placed if site.point))
    if not points:
        return None, None
    digits = digits_for(max(site.radius_km or 0.0 for site in placed))
    lon = sum(point[0] for point in points) / len(points)
    lat = sum(point[1] for point in points) / len(points)
    return round(lat, digits), round(lon, digits)


def _described(site: Site) -> str:
    if site.coarsened:
        return f"a position, coarsened to {site.radius_km:g} km"
    if not site.point:
        return f"{site.name}: {site.reason}"
    return f"{site.name}, ±{site.radius_km or 0:g} km"


def _each(values: Iterable[str | None]) -> str | None:
    """Several values in one cell, each once; empty when there is none."""
    return "; ".join(dict.fromkeys(v for v in values if v)) or None


def _rank(row: Row) -> int:
    return _VIOLENT.index(row.type) if row.type in _VIOLENT else len(_VIOLENT)
