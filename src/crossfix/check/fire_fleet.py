"""Which satellites stand behind files of fires, and how much of what burns they see together.

What was learned was learned with MODIS, Suomi NPP and NOAA-20; files of one satellite show
fewer of the fires that events make.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from crossfix.check.nearby import Numbers, Rows

VIIRS: Final = ("S-NPP", "NOAA-20", "NOAA-21", "S-NPP or NOAA-20")
MODIS: Final = ("Terra", "Aqua")
ONE_VIIRS: Final = "one VIIRS"
MODIS_ALONE: Final = "MODIS alone"
WEEK: Final = 7
"""A satellite that left rows within a week of an event was there for it."""


class Fleet:
    """The satellites in files, by day."""

    def __init__(self, frame: pl.DataFrame, shares: dict[str, float]) -> None:
        self._shares = shares
        named = frame.select("day", "satellite").unique()
        self._days = {
            str(name[0]): np.sort(part["day"].to_numpy().astype(np.int64))
            for name, part in named.drop_nulls().group_by("satellite")
        }
        unnamed = named.filter(pl.col("satellite").is_null())["day"]
        self._unnamed = np.sort(unnamed.to_numpy().astype(np.int64))

    def share(self, first: Rows, last: Rows) -> Numbers:
        """The part of the learned sensitivity that the files of these days have.

        Rows that do not name their satellite are taken to be of all, as those that were
        learned from.
        """
        viirs = np.zeros(len(first), np.int64)
        modis = np.zeros(len(first), bool)
        for name, days in self._days.items():
            there = _there(days, first, last)
            if name in VIIRS:
                viirs += there
            elif name in MODIS:
                modis |= there
        few = (viirs < 2) & ~_there(self._unnamed, first, last)
        shares = np.ones(len(first))
        shares[few & (viirs == 1)] = self._shares[ONE_VIIRS]
        shares[few & (viirs == 0) & modis] = self._shares[MODIS_ALONE]
        return shares


def _there(days: Rows, first: Rows, last: Rows) -> npt.NDArray[np.bool_]:
    begin = np.searchsorted(days, first - WEEK)
    return np.asarray(begin < np.searchsorted(days, last + WEEK, side="right"))
