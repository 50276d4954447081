"""How much is seen around a place day by day: what tells a quiet place from a blind feed.

Detections are counted in cells; a place's *block* is its own cell and the eight around it.
Cells of half a degree make blocks of about 110 by 170 km in Ukraine; cells three times as
wide make the *wide blocks*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from crossfix.check.nearby import EARTH_KM, Numbers, Rows

CELL: Final = 0.5
WIDE_CELL: Final = 1.5
"""Sides of cells in degrees; both go into 360 a whole number of times."""

SIDE: Final = 3
"""Cells along the side of a block."""

Counts = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class DailyCounts:
    """Detections by day around places: ``block`` and ``wide`` have a row a place.

    Column 0 is ``first`` (days since 1970); ``area`` is that of each block in km².
    """

    first: int
    block: Counts
    wide: Counts
    area: Numbers


class Regions:
    """Daily counts of detections, to be asked for by place."""

    def __init__(self, lat: Numbers, lon: Numbers, day: Rows) -> None:
        self.first = int(day.min()) if len(day) else 0
        self.days = int(day.max()) - self.first + 1 if len(day) else 0
        self._narrow = _Grid(CELL, self.days, lat, lon, day - self.first)
        self._wide = _Grid(WIDE_CELL, self.days, lat, lon, day - self.first)

    def around(self, lat: Numbers, lon: Numbers) -> DailyCounts:
        """The counts around each place, on every day from the first to the last of the files."""
        side = np.radians(SIDE * CELL) * EARTH_KM
        area = side * side * np.cos(np.radians(lat))
        return DailyCounts(
            self.first, self._narrow.blocks(lat, lon), self._wide.blocks(lat, lon), area
        )


class _Grid:
    """Counts by cell and day, kept where there are any."""

    def __init__(self, cell: float, days: int, lat: Numbers, lon: Numbers, day: Rows) -> None:
        self._cell = cell
        self._round = round(360 / cell)
        self._days = days
        row, column = self._cells(lat, lon)
        keys = (row * self._round + column) * max(days, 1) + day
        self._at, self._count = np.unique(keys, return_counts=True)

    def blocks(self, lat: Numbers, lon: Numbers) -> Counts:
        """The counts of each place's block, a column a day."""
        row, column = self._cells(lat, lon)
        cells, which = np.unique(row * self._round + column, return_inverse=True)
        counts = np.zeros((len(cells), self._days), np.int32)
        if not self._days:
            return counts[which]
        reach = range(-(SIDE // 2), SIDE // 2 + 1)
        for up, across in ((up, across) for up in reach for across in reach):
            near = (cells // self._round + up) * self._round + (cells + across) % self._round
            begin = np.searchsorted(self._at, near * self._days)
            sizes = np.searchsorted(self._at, (near + 1) * self._days) - begin
            rows = np.repeat(np.arange(len(cells)), sizes)
            ends = np.cumsum(sizes)
            slots = np.arange(len(rows)) - np.repeat(ends - sizes - begin, sizes)
            days = self._at[slots] - np.repeat(near * self._days, sizes)
            # No slot is met twice: one row's slots are of one cell, each of another day.
            counts[rows, days] += self._count[slots].astype(np.int32)
        return counts[which]

    def _cells(self, lat: Numbers, lon: Numbers) -> tuple[Rows, Rows]:
        """Row and column of each cell, from the south pole and the 180th meridian."""
        row = np.floor((lat + 90) / self._cell).astype(np.int64)
        column = np.floor((lon + 180) / self._cell).astype(np.int64)
        return row, column % self._round
