"""PLOVER events, one JSON object a line: what has an actor, a date and a category."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import msgspec

from crossfix import lexicons
from crossfix.codes import Status
from crossfix.config import Config
from crossfix.findings.disclosure import Preface
from crossfix.views.exports.edtf import edtf
from crossfix.views.exports.eventrows import EventRows
from crossfix.views.exports.rows import Row, Site
from crossfix.views.exports.tables import notes, traces

CATEGORIES: Final = frozenset(
    [
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
        "RETREAT",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
    ]
)
MODES: Final = (
    "abduct",
    "beat",
    "torture",
    "sexual",
    "targeted",
    "destroy",
    "primitive",
    "firearms",
    "explosives",
    "suicide-attack",
    "aerial",
    "drone",
    "heavy-weapons",
    "crowd-control",
    "unconventional",
)
"""The modes of ASSAULT."""


class PloverLines:
    """Events in the categories of PLOVER, a line of JSON each."""

    name = "plover"
    version = "1"
    standard = "JSON lines after the PLOVER manual 0.6"
    suffix = ".jsonl"

    def __init__(self, config: Config) -> None:
        self._config = config

    def begin(self, preface: Preface) -> PloverFile:
        """Begin a file."""
        return PloverFile(preface)


class PloverFile(EventRows):
    """A file that is being written, one line a row."""

    def refuse(self, row: Row) -> str | None:
        """PLOVER asks for a date, an actor and a category of what happened."""
        if row.status is not Status.ASSERTED:
            return f"{row.status.value}: PLOVER records what happened"
        if row.plover not in CATEGORIES:
            return f"{row.type.value}: no category of PLOVER fits"
        if row.actor is None:
            return "PLOVER asks for an actor, and the report names none"
        if not row.earliest and not row.latest:
            return "PLOVER asks for a date, and none can be told"
        return None

    def write(self, row: Row) -> Iterator[str]:
        """One line."""
        yield msgspec.json.encode(event(row)).decode() + "\n"


def event(row: Row) -> dict[str, Any]:
    """A row as an event object: the fields of the manual's tables, absent where unknown."""
    first = row.pointers[0]
    found = {
        "id": row.id,
        "date": (row.earliest or row.latest or "")[:10],
        "dateEDTF": edtf(row.earliest, row.latest, row.time_precision),
        "actor": [{"actorText": row.actor}],
        "target": [{"actorText": row.target}] if row.target else None,
        "event": row.plover,
        "mode": modes(row) if row.plover == "ASSAULT" else None,
        "eventLoc": _location(row.sites[0]) if len(row.sites) == 1 else None,
        "eventLocs": [_location(site) for site in row.sites] if len(row.sites) > 1 else None,
        "eventText": row.words,
        "dead": row.dead and (row.dead.best if row.dead.best is not None else row.dead.low),
        "text": notes(row),
        "textInfo": {"start": first.start, "end": first.stop},
        "citation": "; ".join(traces(row)),
        "attribution": [pointer.chain for pointer in row.pointers],
        "url": first.url,
        "language": first.language,
        "publication": first.publisher,
        "codebook": "PLOVER 0.6",
    }
    return {key: value for key, value in found.items() if value is not None}


def modes(row: Row) -> list[str] | None:
    """How an assault was done, by its weapons and its own words; ``None`` when neither tells."""
    words = " ".join([row.words, *row.weapons])
    return [mode for mode in MODES if _pattern(mode).search(words)] or None


@cache
def _pattern(mode: str) -> re.Pattern[str]:
    """What the words of a mode look like: stems, and whole words that end in ``$``."""
    listed = lexicons.words("plover", "modes", mode)
    each = (re.escape(word.rstrip("$")) + (r"\b" if word.endswith("$") else "") for word in listed)
    return re.compile(rf"\b(?:{'|'.join(sorted(each))})", re.I)


def _location(site: Site) -> dict[str, Any]:
    """A location object in GeoNames' field names."""
    point = site.point
    geonames = site.gazetteer == "geonames" and (site.gazetteer_id or "").isdigit()
    found = {
        "geonameid": int(site.gazetteer_id or 0) if geonames else None,
        "name": None if site.coarsened else site.name,
        "latitude": point and point[1],
        "longitude": point and point[0],
        "radius_km": site.radius_km,
        "country code": site.country,
        "coarsened": site.coarsened or None,
        "reason": site.reason,
    }
    return {key: value for key, value in found.items() if value is not None}
