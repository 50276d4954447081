"""GeoJSON (RFC 7946): one feature an event, with a point, several points, or none and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from crossfix.config import Config
from crossfix.findings.disclosure import Preface
from crossfix.views.exports.edtf import edtf
from crossfix.views.exports.eventrows import EventRows
from crossfix.views.exports.rows import Row, Site

NO_PLACE: Final = "the report names no place for it"


class GeoJson:
    """Events as a feature collection for maps; what has no known point has no geometry."""

    name = "geojson"
    version = "1"
    standard = "GeoJSON, RFC 7946"
    suffix = ".geojson"

    def __init__(self, config: Config) -> None:
        self._config = config

    def begin(self, preface: Preface) -> FeatureCollection:
        """Begin a collection."""
        return FeatureCollection(preface)


class FeatureCollection(EventRows):
    """A collection that is being written, one feature a row."""

    def refuse(self, row: Row) -> str | None:
        """Nothing: an event without a place is a feature without a geometry."""
        return None

    def before(self) -> Iterator[str]:
        """The head, with what was held back as a member of our own (RFC 7946, section 6.1)."""
        about = {
            "title": self.preface.title,
            "head": self.preface.head,
            "newest": self.preface.newest,
            "merged": self.preface.merged,
            "safety": self.preface.policy.lines(),
        }
        yield f'{{"type":"FeatureCollection","crossfix":{_json(about)},"features":[\n'

    def write(self, row: Row) -> Iterator[str]:
        """One feature."""
        yield (",\n" if self.written else "") + _json(feature(row))

    def after(self) -> Iterator[str]:
        """The end of the collection."""
        yield "\n]}\n"


def feature(row: Row) -> dict[str, Any]:
    """A row as a feature: longitude before latitude, no digits that the place does not bear."""
    return {
        "type": "Feature",
        "id": row.id,
        "geometry": geometry([site for site in row.sites if site.point]),
        "properties": _properties(row),
    }


def geometry(sites: list[Site]) -> dict[str, Any] | None:
    """A point, several points, or ``None``."""
    points = list(dict.fromkeys(site.point for site in sites if site.point))
    if not points:
        return None
    if len(points) == 1:
        return {"type": "Point", "coordinates": points[0]}
    return {"type": "MultiPoint", "coordinates": points}


def _properties(row: Row) -> dict[str, Any]:
    unplaced = [f"{site.name}: {site.reason}" for site in row.sites if not site.point]
    plain = {
        "type": row.type,
        "status": row.status,
        "acled": row.acled,
        "plover": row.plover,
        "words": row.words,
        "actor": row.actor,
        "target": row.target,
        "weapons": row.weapons,
        "when": edtf(row.earliest, row.latest, row.time_precision),
        "earliest": row.earliest,
        "latest": row.latest,
        "time_precision": row.time_precision,
        "geo_precision": row.geo_precision,
        "places": [_place(site) for site in row.sites],
        "no_point_because": "; ".join(unplaced) or (None if row.sites else NO_PLACE),
        "dead": row.dead,
        "figures": row.figures,
        "sources": row.pointers,
        "differs": row.differs,
        "backing": row.backing,
    }
    return {key: value for key, value in plain.items() if value not in (None, (), [], {})}


def _place(site: Site) -> dict[str, Any]:
    held = {
        "name": site.name,
        "radius_km": site.radius_km,
        "feature": site.feature,
        "country": site.country,
        "gazetteer": site.gazetteer,
        "gazetteer_id": site.gazetteer_id,
        "coarsened": site.coarsened or None,
        "reason": site.reason,
    }
    return {key: value for key, value in held.items() if value is not None}


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
