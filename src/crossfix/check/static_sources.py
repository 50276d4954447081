"""Places that burn whatever happens: gas flares, furnaces, mines, told by their own history.

A field burns in its season; a flare burns in quiet months too, year after year.  A cell of
about a square kilometre (H3, resolution 8) is a standing source when detections fall into
many separate months, some of them months in which the region hardly burns.  Detections
inside such a cell, or beside one that burns most months, say nothing about an event.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

import h3.api.numpy_int as h3
import numpy as np
import numpy.typing as npt
import polars as pl

Cells = npt.NDArray[np.uint64]

RESOLUTION: Final = 8
"""H3 cells of 0.74 km²: about the error of where a detection of VIIRS or MODIS is put."""

LEAST_MONTHS: Final = 4
LEAST_QUIET: Final = 2
LEAST_SHARE: Final = 0.05
"""Of the months on record, those in which a standing source was seen: at least this many,
at least so many of them quiet, and at least this share."""

STRONG_SHARE: Final = 0.2
"""From this share of months on, detections in the cells around count as the source's too."""

SHORT_SHARE: Final = 0.5
SHORT_MONTHS: Final = 24
"""A record shorter than this must show the source in half of its months, at least six: a
winter of war at one place is no flare."""

LEAST_RECORD: Final = 8
"""With fewer months on record nothing is learned."""

STATIC_TYPES: Final = (1, 2, 3)
"""What FIRMS itself calls a volcano, a static land source and an offshore one (``type``)."""

DATA: Final = "static_cells.csv"


def cells_of(lat: npt.NDArray[np.float64], lon: npt.NDArray[np.float64]) -> Cells:
    """The cell of each point."""
    pairs = zip(lat.tolist(), lon.tolist(), strict=True)
    return np.fromiter(
        (h3.latlng_to_cell(*pair, RESOLUTION) for pair in pairs), np.uint64, len(lat)
    )


def learn_static(cells: Cells, months: npt.NDArray[np.int32], blocks: Cells) -> pl.DataFrame:
    """The cells of standing sources in a record of detections.

    ``months`` counts months from any one on; ``blocks`` says which wide region a detection
    lies in, whose own quiet months are taken.  Columns: ``cell``, ``months``, ``quiet``
    (months in which it was seen, and quiet ones among them), ``share`` (of the record).
    """
    seen = pl.DataFrame({"cell": cells, "month": months, "block": blocks})
    record = seen.group_by("block").agg(pl.col("month").n_unique().alias("record"))
    by_month = seen.group_by("block", (pl.col("month") % 12).alias("name")).len()
    even = by_month.group_by("block").agg(pl.col("len").sum() / 12)
    quiet = (
        by_month.join(even, on="block", suffix="_even")
        .filter(pl.col("len") < pl.col("len_even") / 2)
        .select("block", "name", pl.lit(value=True).alias("quiet"))
    )
    found = (
        seen.unique(["cell", "month"])
        .with_columns((pl.col("month") % 12).alias("name"))
        .join(quiet, on=["block", "name"], how="left")
        .group_by("cell")
        .agg(
            pl.len().alias("months"),
            pl.col("quiet").count().alias("quiet"),
            pl.col("block").first(),
        )
        .join(record, on="block")
        .with_columns((pl.col("months") / pl.col("record")).alias("share"))
    )
    short = pl.col("record") < SHORT_MONTHS
    standing = (
        (pl.col("record") >= LEAST_RECORD)
        & (pl.col("months") >= pl.when(short).then(6).otherwise(LEAST_MONTHS))
        & (pl.col("quiet") >= LEAST_QUIET)
        & (pl.col("share") >= pl.when(short).then(SHORT_SHARE).otherwise(LEAST_SHARE))
    )
    return found.filter(standing).select("cell", "months", "quiet", "share").sort("cell")


def masked_cells(static: pl.DataFrame) -> frozenset[int]:
    """The cells in which detections are a standing source's: its own, and around strong ones."""
    own = static["cell"].to_list()
    strong = static.filter(pl.col("share") >= STRONG_SHARE)["cell"].to_list()
    around = (int(near) for cell in strong for near in h3.grid_disk(cell, 1))
    return frozenset([*(int(cell) for cell in own), *around])


def recorded_cells() -> list[int]:
    """The cells of standing sources on record."""
    return [int(cell) for cell in _recorded()["cell"]]


@cache
def known_static() -> frozenset[int]:
    """The masked cells on record: Ukraine and around, of the detections of 2016 to 2021."""
    return masked_cells(_recorded())


def _recorded() -> pl.DataFrame:
    text = files("crossfix.check").joinpath(DATA).read_text(encoding="ascii")
    table = pl.read_csv(text.encode(), comment_prefix="#", schema_overrides={"cell": pl.String})
    cells = [h3.str_to_int(cell) for cell in table["cell"]]
    return table.with_columns(pl.Series("cell", cells, dtype=pl.UInt64))


def wide_blocks(lat: npt.NDArray[np.float64], lon: npt.NDArray[np.float64]) -> Cells:
    """The wide region of each point, ten degrees by ten: it has one season of fires."""
    rows, columns = np.floor(lat / 10) + 9, np.floor(lon / 10) + 18
    blocks: Cells = (rows * 36 + columns).astype(np.uint64)
    return blocks


def mask_static(frame: pl.DataFrame) -> pl.Series:
    """Which detections are those of a standing source.

    By the cells on record, by what the files themselves show over their months, and by the
    ``type`` that FIRMS gives.
    """
    lat, lon = frame["lat"].to_numpy(), frame["lon"].to_numpy()
    cells = cells_of(lat, lon)
    days = frame["day"].to_numpy().astype("datetime64[D]")
    months = days.astype("datetime64[M]").astype(np.int32)
    standing = known_static() | masked_cells(learn_static(cells, months, wide_blocks(lat, lon)))
    inside = pl.Series(np.isin(cells, np.array(sorted(standing), np.uint64)))
    return inside | frame["type"].is_in(STATIC_TYPES).fill_null(value=False)
