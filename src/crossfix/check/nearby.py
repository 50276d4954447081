"""Points that lie near other points, many at a time: the neighbourhood of an event in a feed.

Points are put in bands of latitude and, inside a band, in order of longitude; a question
then reads one slice of each band that its circle touches.  Work and memory grow with the
answers, not with the product of both sides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]

EARTH_KM: Final = 6371.0088
"""Mean radius of the Earth (IUGG)."""

BAND: Final = 0.02
"""Height of a band in degrees of latitude, about 2.2 km."""

TURN: Final = 1000.0
"""What parts two bands in the one number that orders the points: more than any longitude."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Which question met which point, and how far apart they are, in km."""

    asked: Rows
    point: Rows
    km: Numbers


class Nearby:
    """Points on the Earth, ordered so that those near another point are found at once."""

    def __init__(self, lat: Numbers, lon: Numbers) -> None:
        self._lat = lat
        self._lon = lon
        keys = _bands(lat) * TURN + lon
        self._order = np.argsort(keys, kind="stable")
        self._keys = keys[self._order]

    def within(self, lat: Numbers, lon: Numbers, km: Numbers) -> Pairs:
        """The points within ``km`` of each place asked for, place by place.

        Circles that reach over the 180th meridian are asked for on both sides of it.
        """
        asked = np.arange(len(lat))
        halves = [self._slices(asked, lat, lon, km)]
        width = _widths(lat, km)
        part = width < 180  # a circle that holds a pole asks all round at once
        west, east = part & (lon - width < -180), part & (lon + width > 180)
        for over, turned in ((west, 360.0), (east, -360.0)):
            if over.any():
                halves.append(self._slices(asked[over], lat[over], lon[over] + turned, km[over]))
        who = np.concatenate([half[0] for half in halves])
        point = self._order[np.concatenate([half[1] for half in halves])]
        away = kilometres(lat[who], lon[who], self._lat[point], self._lon[point])
        near = away <= km[who]
        who, point, away = who[near], point[near], away[near]
        if len(halves) == 1:
            return Pairs(who, point, away)
        order = np.argsort(who, kind="stable")
        return Pairs(who[order], point[order], away[order])

    def _slices(self, asked: Rows, lat: Numbers, lon: Numbers, km: Numbers) -> tuple[Rows, Rows]:
        """Each question with the points in the slices of the bands that its circle touches."""
        reach = np.degrees(km / EARTH_KM)
        first, last = _bands(lat - reach), _bands(lat + reach)
        counts = (last - first).astype(np.int64) + 1
        which = np.repeat(np.arange(len(asked)), counts)
        band = first[which] + _ranks(counts)
        width = _widths(lat, km)
        begin = np.searchsorted(self._keys, band * TURN + np.maximum(lon - width, -180)[which])
        end = np.searchsorted(
            self._keys, band * TURN + np.minimum(lon + width, 180)[which], side="right"
        )
        sizes = np.maximum(end - begin, 0)
        return np.repeat(asked[which], sizes), np.repeat(begin, sizes) + _ranks(sizes)


def kilometres(lat: Numbers, lon: Numbers, other_lat: Numbers, other_lon: Numbers) -> Numbers:
    """Great-circle distances (haversine), element by element, in km."""
    top, bottom = np.radians(lat), np.radians(other_lat)
    half = np.sin((bottom - top) / 2) ** 2
    half += np.cos(top) * np.cos(bottom) * np.sin(np.radians(other_lon - lon) / 2) ** 2
    found: Numbers = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    return found


def _bands(lat: Numbers) -> Numbers:
    bands: Numbers = np.floor(lat / BAND)
    return bands


def _widths(lat: Numbers, km: Numbers) -> Numbers:
    """Half the width of each circle in degrees of longitude: all round where it holds a pole."""
    reach = km / EARTH_KM
    edge = np.sin(np.minimum(reach, np.pi / 2)) / np.maximum(np.cos(np.radians(lat)), 1e-9)
    width: Numbers = np.where(edge < 1, np.degrees(np.arcsin(np.minimum(edge, 1))), 360.0)
    return width


def _ranks(counts: Rows) -> Rows:
    """0, 1, 2, ... within each group of the given sizes."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    ranks: Rows = np.arange(total) - np.repeat(ends - counts, counts)
    return ranks
