"""When a fire was seen: days and minutes in UTC, from every way in which files write them.

``acq_time`` comes as ``3`` (three past midnight), ``0030``, ``1015``, ``00:39`` and
``00:45:00``.  FIRMS gives UTC; a file that says its times are local is put right by the
offset that it gives, and its rows are rejected where it gives none.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import polars as pl

from crossfix.check.fire_layouts import Layout
from crossfix.check.tables import Rejects

EPOCH: Final = date(1970, 1, 1)
FIRST_DAY: Final = date(2000, 2, 24)
"""The first light of MODIS on Terra: no detection is older."""

_DIGITS: Final = r"^\d{1,4}(?:\.0+)?$"
_CLOCK: Final = r"^(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2}|[+-]\d{1,2})?$"
_DAY: Final = r"^(\d{4})[-/]?(\d{2})[-/]?(\d{2})"
_OFFSET: Final = r"(?:UTC|GMT)?\s*([+-]?)(\d{1,2})(?::?([0-5]\d))?(?:\.0+)?"


def add_times(frame: pl.DataFrame, layout: Layout, rejects: Rejects, today: date) -> pl.DataFrame:
    """The rows with ``day`` (days since 1970) and ``minute`` (of the day; null: not told), UTC."""
    frame, local = _as_written(frame, layout)
    frame = frame.with_columns(
        pl.col("_day").str.extract(_DAY, 0).str.replace_all("[-/]", "").alias("_ymd")
    ).with_columns(pl.col("_ymd").str.to_date("%Y%m%d", strict=False).alias("_date"))
    frame = rejects.drop(frame, pl.col("_date").is_null(), "no day in the form 2022-03-31")
    late = (today - EPOCH).days + 1
    day = pl.col("_date").cast(pl.Int32)
    frame = rejects.drop(
        frame, day < (FIRST_DAY - EPOCH).days, "a day before any satellite saw fires"
    )
    frame = rejects.drop(frame, day > late, "a day that is still to come")
    frame = frame.with_columns(day.alias("day"), _minutes(pl.col("_clock")).alias("minute"))
    told = pl.col("_clock").fill_null("") != ""
    wrong = told & (pl.col("minute").is_null() | (pl.col("minute") >= 1440))
    frame = rejects.drop(frame, wrong, "no such time of day")
    frame = _to_utc(frame, layout, rejects, local=local)
    return frame.drop("_day", "_clock", "_ymd", "_date")


def _as_written(frame: pl.DataFrame, layout: Layout) -> tuple[pl.DataFrame, bool]:
    """The day and the clock time as text, and whether the columns say that they are local."""
    stamp, day, clock = layout.column("stamp"), layout.column("date"), layout.column("time")
    local = False
    if day is None and stamp is None:
        day, clock, local = layout.column("local_date"), layout.column("local_time"), True
    elif clock is None and stamp is None and layout.column("local_time"):
        clock, local = layout.column("local_time"), True
    if day is not None:
        written = pl.lit("") if clock is None else pl.col(clock)
        return frame.with_columns(pl.col(day).alias("_day"), written.alias("_clock")), local
    assert stamp is not None
    rest = pl.col(stamp).str.replace(r"^\d{4}[-/]?\d{2}[-/]?\d{2}[T ]?", "").str.strip_chars()
    return frame.with_columns(pl.col(stamp).alias("_day"), rest.alias("_clock")), False


def _minutes(clock: pl.Expr) -> pl.Expr:
    """Minutes after midnight of a clock time as written; null for what is none."""
    digits = clock.str.extract(_DIGITS, 0).str.replace(r"\.0+$", "").cast(pl.Int32, strict=False)
    hours = clock.str.extract(_CLOCK, 1).cast(pl.Int32, strict=False)
    minutes = clock.str.extract(_CLOCK, 2).cast(pl.Int32, strict=False)
    hours = pl.coalesce(digits // 100, hours)
    minutes = pl.coalesce(digits % 100, minutes)
    return pl.when(minutes < 60).then(hours * 60 + minutes)


def _to_utc(frame: pl.DataFrame, layout: Layout, rejects: Rejects, *, local: bool) -> pl.DataFrame:
    """Rows whose times are not in UTC, put right by their offset or rejected without one."""
    zone = layout.column("offset")
    if zone is None and not local:
        if not frame["_clock"].str.contains(r"[+-]\d|Z|UTC").any():
            return frame
        written = pl.col("_clock").str.extract(_CLOCK, 3)
    else:
        written = pl.lit(None, dtype=pl.String) if zone is None else pl.col(zone)
    frame = frame.with_columns(written.fill_null("").alias("_zone"))
    zones = frame.select("_zone", "day").unique()
    shifts = [_offset(name, day) for name, day in zones.iter_rows()]
    frame = frame.join(
        zones.with_columns(pl.Series("_shift", shifts, dtype=pl.Int32)),
        on=["_zone", "day"], how="left", maintain_order="left",
    )  # fmt: skip
    if not local and zone is None:
        frame = frame.with_columns(pl.col("_shift").fill_null(0))
    frame = rejects.drop(
        frame, pl.col("_shift").is_null(), "a local time, and nothing says how far from UTC"
    )
    moved = pl.col("_shift") != 0
    frame = rejects.drop(frame, moved & pl.col("minute").is_null(), "a local day without an hour")
    minute = pl.col("minute") - pl.col("_shift")
    return frame.with_columns(
        (pl.col("day") + pl.when(moved).then(minute.floordiv(1440)).otherwise(0))
        .cast(pl.Int32)
        .alias("day"),
        pl.when(moved).then(minute % 1440).otherwise(pl.col("minute")).alias("minute"),
    ).drop("_zone", "_shift")


def _offset(name: str, day: int) -> int | None:
    """Minutes that a zone is ahead of UTC: ``Z``, ``+03:00``, ``UTC+3``, ``Europe/Kyiv``."""
    if name.upper() in {"Z", "UTC", "GMT"}:
        return 0
    if found := re.fullmatch(_OFFSET, name.strip(), re.IGNORECASE):
        minutes = int(found[2]) * 60 + int(found[3] or 0)
        return (-minutes if found[1] == "-" else minutes) if minutes <= 14 * 60 else None
    try:
        noon = datetime.combine(EPOCH + timedelta(days=day), datetime.min.time(), UTC)
        ahead = (noon + timedelta(hours=12)).astimezone(ZoneInfo(name)).utcoffset()
    except (KeyError, ValueError, OSError):
        return None
    return None if ahead is None else int(ahead.total_seconds() // 60)
