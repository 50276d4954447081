"""Recorded events from files: tables and GeoJSON points into one form, and what was not taken."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import msgspec

from crossfix.check.event_layouts import EXPECTED, EventLayout, number_of, tell_layout
from crossfix.check.tables import SEPARATORS, Rejects
from crossfix.check.text_files import Text, read_texts
from crossfix.codes import EventType
from crossfix.errors import BadOption
from crossfix.findings.checks import Delivery

DATE_FORMS: Final = ("%Y-%m-%d", "%Y/%m/%d", "%d %B %Y", "%d %b %Y", "%d.%m.%Y", "%d-%b-%Y")
"""Forms of a date that cannot be read in two ways; ACLED writes ``31 March 2022``."""

Numbered = tuple[int, dict[str, str]]
"""A row under its line."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One recorded event: where and when it may have been, what it may be, and how many died."""

    file: str
    line: int
    layout: str
    lat: float
    lon: float
    radius_km: float
    earliest: date
    latest: date
    types: frozenset[EventType]
    what: str
    actors: str
    deaths: tuple[float, float] | None
    raw: dict[str, str]


@dataclass(frozen=True, slots=True)
class Records:
    """The recorded events of all files; ``deliveries`` tell what was taken."""

    rows: tuple[Recorded, ...]
    deliveries: tuple[Delivery, ...]


def read_records(paths: Sequence[Path]) -> Records:
    """The events in files of any layout.

    Raises :class:`~crossfix.errors.BadOption` for a file that is none of events, or of whose
    rows not one can be used.
    """
    rows: list[Recorded] = []
    deliveries = []
    for path in paths:
        for text in read_texts(path, EXPECTED):
            found, delivery = _read_file(text)
            rows += found
            deliveries.append(delivery)
    return Records(tuple(rows), tuple(deliveries))


def _read_file(text: Text) -> tuple[list[Recorded], Delivery]:
    rejects = Rejects(text.name)
    head = text.text[:200].lstrip()
    if not head:
        raise BadOption(text.name, "the file is empty", f"expected {EXPECTED}")
    if head.startswith(("<", "[")):
        raise BadOption(text.name, "a page or document, no table", f"expected {EXPECTED}")
    reading = _points if head.startswith("{") else _table
    names, rows = reading(text, rejects)
    layout = tell_layout(names, text.name)
    records = (_record(layout, row, line, rejects) for line, row in rows)
    kept = [record for record in records if record is not None]
    total = len(rows) + sum(
        count for why, count in rejects.reasons.items() if why.startswith("torn")
    )
    if total and not kept:
        reason, count = rejects.reasons.most_common(1)[0]
        problem = f"not one of {total} rows can be used ({count}: {reason})"
        raise BadOption(text.name, problem, f"expected {EXPECTED}")
    return kept, Delivery(
        file=text.name,
        layout=layout.name,
        rows=total,
        used=len(kept),
        first=min((record.earliest.isoformat() for record in kept), default=None),
        last=max((record.latest.isoformat() for record in kept), default=None),
        reasons=dict(rejects.reasons),
        rejected=tuple(rejects.named),
    )


def _table(text: Text, rejects: Rejects) -> tuple[list[str], list[Numbered]]:
    """The rows of a table; a value may run over lines, as the notes of ACLED do."""
    first = next(line for line in text.lines if line.strip())
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text.text, newline=""), delimiter=separator)
    names: list[str] = []
    rows: list[Numbered] = []
    begin = 1
    try:
        for values in reader:
            line, begin = begin, reader.line_num + 1
            if not any(value.strip() for value in values):
                continue
            if not names:
                names = [value.strip().lower() for value in values]
            elif len(values) != len(names):
                rejects.add([line], f"torn: {len(values)} values, not {len(names)}")
            else:
                rows.append((line, dict(zip(names, values, strict=True))))
    except csv.Error as error:
        rejects.add([begin], f"torn: {error}")
    return names, rows


def _points(text: Text, rejects: Rejects) -> tuple[list[str], list[Numbered]]:
    """The points of a GeoJSON document, numbered from 1, with their properties as text."""
    try:
        document: Any = msgspec.json.decode(text.text.encode())
    except msgspec.DecodeError as error:
        problem = f"no whole JSON document ({error})"
        raise BadOption(text.name, problem, f"expected {EXPECTED}") from None
    features = document.get("features") if document.get("type") == "FeatureCollection" else None
    if not isinstance(features, list):
        raise BadOption(text.name, "JSON, but no FeatureCollection", f"expected {EXPECTED}")
    rows: list[Numbered] = []
    for number, feature in enumerate(features, start=1):
        row = _feature(feature)
        if row is None:
            rejects.add([number], "torn: no point with properties")
        else:
            rows.append((number, row))
    if not rows and features:
        problem = f"not one of {len(features)} features is a point"
        raise BadOption(text.name, problem, f"expected {EXPECTED}")
    names = list(dict.fromkeys(name for _, row in rows for name in row))
    return names or ["latitude", "longitude", "date"], rows


def _feature(feature: Any) -> dict[str, str] | None:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        return None
    at, properties = geometry.get("coordinates"), feature.get("properties") or {}
    if not isinstance(at, list) or len(at) < 2 or not isinstance(properties, dict):
        return None
    row = {
        str(name).lower(): value if isinstance(value, str) else msgspec.json.encode(value).decode()
        for name, value in properties.items()
        if value is not None
    }
    return row | {"longitude": str(at[0]), "latitude": str(at[1])}


def _record(
    layout: EventLayout, row: Mapping[str, str], line: int, rejects: Rejects
) -> Recorded | None:
    """A row as a record; ``None``, with the reason counted, where it cannot be used."""
    lat, lon = (number_of(layout.value(row, field)) for field in ("latitude", "longitude"))
    if lat is None or lon is None:
        rejects.add([line], "no number for a position")
        return None
    if abs(lat) > 90 or abs(lon) > 180 or (lat == 0 and lon == 0):
        rejects.add([line], "a position that is not on Earth, or 0, 0")
        return None
    days = _days(layout, row)
    if days is None:
        rejects.add([line], "no date that can be read in one way only")
        return None
    radius = layout.radius_km(row)
    if radius is None or radius < 0:
        rejects.add([line], "a place known no better than to a region or a country")
        return None
    actors = ", ".join(filter(None, (layout.value(row, name) for name in ("actor", "other_actor"))))
    kinds = (layout.value(row, "type"), layout.value(row, "place"))
    return Recorded(
        file=rejects.file,
        line=line,
        layout=layout.name,
        lat=lat,
        lon=lon,
        radius_km=radius,
        earliest=days[0],
        latest=days[1],
        types=layout.types(row),
        what=", ".join(filter(None, (*kinds, actors, layout.value(row, "source")))),
        actors=actors,
        deaths=_deaths(layout, row),
        raw={name: value for name, value in row.items() if value},
    )


def _days(layout: EventLayout, row: Mapping[str, str]) -> tuple[date, date] | None:
    first = _date(layout.value(row, "date"))
    last = _date(layout.value(row, "end")) if layout.value(row, "end") else first
    if first is None or last is None or last < first:
        return None
    spread = timedelta(days=layout.spread_days(row))
    return first - spread, last + spread


def _date(text: str) -> date | None:
    head = text[:10] if text[4:5] in {"-", "/"} else text
    for form in DATE_FORMS:
        try:
            return datetime.strptime(head, form).date()
        except ValueError:
            continue
    return None


def _deaths(layout: EventLayout, row: Mapping[str, str]) -> tuple[float, float] | None:
    best = number_of(layout.value(row, "deaths"))
    if best is None:
        return None
    low = number_of(layout.value(row, "deaths_low"))
    high = number_of(layout.value(row, "deaths_high"))
    return (best if low is None else low, best if high is None else high)
