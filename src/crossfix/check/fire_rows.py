"""Fire detections from files: every layout into one form, and what was not taken told.

A record is a point with the size of the pixel it was seen in, a day and a time in UTC, the
satellite as far as the file tells it apart, and what was measured.  What a file does not
tell is null, never a guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from crossfix import lexicons
from crossfix.check.fire_layouts import AMBIGUOUS, EXPECTED, Layout, refuse_answers, tell_layout
from crossfix.check.fire_times import EPOCH, add_times
from crossfix.check.tables import LINE, RAW, Rejects, Table, read_table
from crossfix.check.text_files import Text, read_texts
from crossfix.errors import BadOption
from crossfix.findings.checks import Delivery

SATURATED_K: Final = 367.0
"""The brightness at which the 4 µm channel of VIIRS is full: the fire was hotter."""

LOW_BELOW: Final = 30.0
HIGH_FROM: Final = 80.0
"""Confidence of MODIS (0 to 100) in the words of VIIRS, by the MODIS active fire user's guide."""

SCHEMA: Final = {
    "file": pl.Int32,
    LINE: pl.Int64,
    RAW: pl.String,
    "lat": pl.Float64,
    "lon": pl.Float64,
    "day": pl.Int32,
    "minute": pl.Int32,
    "scan": pl.Float64,
    "track": pl.Float64,
    "satellite": pl.String,
    "instrument": pl.String,
    "confidence": pl.String,
    "confidence_given": pl.String,
    "frp": pl.Float64,
    "brightness": pl.Float64,
    "saturated": pl.Boolean,
    "daynight": pl.String,
    "type": pl.Int32,
}
"""The columns of a detection: degrees, days since 1970 and minutes in UTC, km, MW, kelvin."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that rows came from, with what is needed to show a row's values as given."""

    name: str
    table: Table


@dataclass(frozen=True, slots=True)
class Detections:
    """The detections of all files, without repeats; ``deliveries`` tell what was taken."""

    frame: pl.DataFrame
    sources: tuple[Source, ...]
    deliveries: tuple[Delivery, ...]


def read_detections(paths: Sequence[Path], today: date | None = None) -> Detections:
    """The detections in files of any layout.

    Raises :class:`~crossfix.errors.BadOption` for a file that is none of fire detections,
    or of whose rows not one can be used.
    """
    today = today or datetime.now(UTC).date()
    frames = [pl.DataFrame(schema=SCHEMA)]
    sources: list[Source] = []
    deliveries: list[Delivery] = []
    for path in paths:
        for text in read_texts(path, EXPECTED):
            refuse_answers(text)
            frame, table, delivery = _read_file(text, today, len(sources))
            frames.append(frame)
            bare = Table(table.names, table.frame.clear(), table.rows, table.separator)
            sources.append(Source(text.name, bare))
            deliveries.append(delivery)
    whole = _without_repeats(pl.concat(frames))
    kept = dict(whole.group_by("file").len().iter_rows())
    counted = (
        msgspec.structs.replace(
            delivery, used=kept.get(at, 0), repeated=delivery.used - kept.get(at, 0)
        )
        for at, delivery in enumerate(deliveries)
    )
    return Detections(whole, tuple(sources), tuple(counted))


def _read_file(text: Text, today: date, number: int) -> tuple[pl.DataFrame, Table, Delivery]:
    rejects = Rejects(text.name)
    table = read_table(text, rejects, EXPECTED)
    layout = tell_layout(table, text)
    frame = _rows(table, layout, rejects, today, number)
    if not frame.height and table.rows:
        reason, count = rejects.reasons.most_common(1)[0]
        problem = f"not one of {table.rows} rows can be used ({count}: {reason})"
        raise BadOption(text.name, problem, f"expected {EXPECTED}")
    return frame, table, _delivery(table, layout, rejects, frame)


def _rows(table: Table, layout: Layout, rejects: Rejects, today: date, file: int) -> pl.DataFrame:
    frame = table.frame
    lat, lon = _number(table, layout, "latitude"), _number(table, layout, "longitude")
    frame = frame.with_columns(lat.alias("lat"), lon.alias("lon"))
    frame = rejects.drop(
        frame, pl.col("lat").is_null() | pl.col("lon").is_null(), "no number for a position"
    )
    away = (pl.col("lat").abs() > 90) | (pl.col("lon").abs() > 180)
    frame = rejects.drop(frame, away | pl.col("lat").is_nan(), "a position that is not on Earth")
    nowhere = (pl.col("lat") == 0) & (pl.col("lon") == 0)
    frame = rejects.drop(frame, nowhere, "0, 0 in the place of a position")
    frame = add_times(frame, layout, rejects, today)
    frame = frame.with_columns(_satellite(layout).alias("satellite"))
    frame = frame.with_columns(_instrument(layout).alias("instrument"))
    return frame.select(
        pl.lit(file, dtype=pl.Int32).alias("file"),
        pl.col(LINE), pl.col(RAW), pl.col("lat"), pl.col("lon"), pl.col("day"),
        pl.col("minute"),
        _number(table, layout, "scan").alias("scan"),
        _number(table, layout, "track").alias("track"),
        pl.col("satellite"), pl.col("instrument"),
        _confidence(table, layout).alias("confidence"),
        _text(layout, "confidence").alias("confidence_given"),
        _number(table, layout, "frp").alias("frp"),
        _number(table, layout, "brightness").alias("brightness"),
        _saturated(table, layout).alias("saturated"),
        _text(layout, "daynight").str.to_uppercase().str.extract("^([DN])", 1).alias("daynight"),
        _number(table, layout, "type").cast(pl.Int32, strict=False).alias("type"),
    )  # fmt: skip


def _text(layout: Layout, field: str) -> pl.Expr:
    column = layout.column(field)
    if column is None:
        return pl.lit(None, dtype=pl.String)
    return pl.when(pl.col(column) != "").then(pl.col(column))


def _number(table: Table, layout: Layout, field: str) -> pl.Expr:
    text = _text(layout, field)
    if table.separator != ",":
        text = text.str.replace(",", ".", literal=True)
    number = text.cast(pl.Float64, strict=False)
    return pl.when(number.is_finite()).then(number)


def _satellite(layout: Layout) -> pl.Expr:
    given = _text(layout, "satellite").str.to_lowercase()
    codes: dict[str, list[str]] = lexicons.load("fires")["satellites"]
    known = {code: name for name, listed in codes.items() for code in listed}
    if layout.doubtful_n:
        known["n"] = AMBIGUOUS
    named = given.replace_strict(known, default=None, return_dtype=pl.String)
    return pl.coalesce(named, _text(layout, "satellite"), pl.lit(layout.satellite, dtype=pl.String))


def _instrument(layout: Layout) -> pl.Expr:
    carries: dict[str, list[str]] = lexicons.load("fires")["instruments"]
    by_satellite = {name: instrument for instrument, names in carries.items() for name in names}
    return pl.coalesce(
        _text(layout, "instrument").str.to_uppercase(),
        pl.col("satellite").replace_strict(by_satellite, default=None, return_dtype=pl.String),
        pl.lit(layout.instrument, dtype=pl.String),
    )


def _confidence(table: Table, layout: Layout) -> pl.Expr:
    """One scale of three words, from words, letters and numbers."""
    words: dict[str, list[str]] = lexicons.load("fires")["confidence"]
    known = {code: word for word, codes in words.items() for code in codes}
    given = _text(layout, "confidence").str.to_lowercase()
    number = _number(table, layout, "confidence")
    return pl.coalesce(
        given.replace_strict(known, default=None, return_dtype=pl.String),
        pl.when(number.is_between(0, LOW_BELOW, closed="left"))
        .then(pl.lit("low"))
        .when(number.is_between(LOW_BELOW, HIGH_FROM, closed="left"))
        .then(pl.lit("nominal"))
        .when(number.is_between(HIGH_FROM, 100))
        .then(pl.lit("high")),
    )


def _saturated(table: Table, layout: Layout) -> pl.Expr:
    full = _number(table, layout, "brightness") >= SATURATED_K
    return pl.when(pl.col("instrument") != "MODIS").then(full)


def _without_repeats(frame: pl.DataFrame) -> pl.DataFrame:
    """One row for each detection: that of the first file where several hold it.

    Files of overlapping days repeat rows, and a file of positions and days repeats what
    another tells in full.  Four decimals of a degree (11 m) tell detections apart.
    """
    if frame.height < 2:
        return frame
    frame = frame.with_columns(
        (pl.col("lat") * 1e4).round().cast(pl.Int32).alias("_lat"),
        (pl.col("lon") * 1e4).round().cast(pl.Int32).alias("_lon"),
    )
    place = ["_lat", "_lon", "day"]
    if frame["minute"].null_count() not in {0, frame.height}:
        timed = frame.filter(pl.col("minute").is_not_null()).select(place).unique()
        bare = frame.filter(pl.col("minute").is_null()).join(timed, on=place, how="anti")
        frame = pl.concat([frame.filter(pl.col("minute").is_not_null()), bare])
    frame = frame.unique([*place, "minute"], keep="first", maintain_order=False)
    return frame.drop("_lat", "_lon").sort("file", LINE)


def _delivery(table: Table, layout: Layout, rejects: Rejects, frame: pl.DataFrame) -> Delivery:
    first, last = frame["day"].min(), frame["day"].max()
    notes = [] if table.rows else ["the file has a header and no rows"]
    for field in ("frp", "brightness"):
        column = layout.column(field)
        if column and (bad := _unread(table, column, frame, field)):
            notes.append(f"{bad} values of {column.split(':', 1)[1]} are no numbers")
    if layout.column("confidence"):
        bad = frame.filter(
            pl.col("confidence").is_null() & pl.col("confidence_given").is_not_null()
        ).height
        if bad:
            notes.append(f"{bad} values of confidence are of no scale that is known")
    return Delivery(
        file=rejects.file,
        layout=layout.words,
        rows=table.rows,
        used=frame.height,
        first=_iso(first),
        last=_iso(last),
        reasons=dict(rejects.reasons),
        rejected=tuple(rejects.named),
        notes=tuple(notes),
    )


def _unread(table: Table, column: str, frame: pl.DataFrame, field: str) -> int:
    given = table.frame.filter(pl.col(column) != "").select(LINE)
    return frame.filter(pl.col(field).is_null()).join(given, on=LINE, how="semi").height


def _iso(day: object) -> str | None:
    return (EPOCH + timedelta(days=day)).isoformat() if isinstance(day, int) else None
