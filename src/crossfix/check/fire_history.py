"""What burned near an event's place: in its days, and in the season around them.

The chance that a place shows a fire on a day when nothing happened is read off the place
itself: its own days within 45 of the event (near ones count more, the event's own days and
those around them not at all), drawn towards what the number of detections in the region
leads to expect.  Peaceful years and other seasons predict it worse (docs/checks.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import numpy as np
import numpy.typing as npt

from crossfix.check.fire_rows import Detections
from crossfix.check.fire_times import EPOCH
from crossfix.check.nearby import Nearby, Numbers, Pairs, Rows
from crossfix.check.regions import DailyCounts, Regions
from crossfix.check.static_sources import mask_static
from crossfix.findings.checks import Matter

Flags = npt.NDArray[np.bool_]

RINGS: Final = (1.0, 2.0, 5.0)
"""Outer edges in km of the rings in which a fire may lie, counted from the edge of where the
event may have been."""

SEASON: Final = 45
"""Days on either side of the event that tell what its place shows without it."""

BEFORE: Final = 0
AFTER: Final = 3
"""Days next to the event that are left out: reports come late, and fires burn on."""

FADE: Final = 15.0
"""Days after which a day's weight has fallen to a third (1/e)."""

TRUST: Final = 6.0
"""Weight, in days, of what the region leads to expect against the place's own days."""

NEXT_DAY: Final = 1
"""A fire is looked for until this many days after the event."""

Asked = tuple[Numbers, Numbers, Numbers, Rows, Rows]
"""Latitudes, longitudes, radii, first and last days of the matters."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What was seen of matters, one a row.

    ``chance``: the place's daily chance of a fire in each ring, before calibration.
    ``hits``: whether a fire lay in each ring, on the event's days and on the next.
    ``near``: the fires of these days (with ``delay`` in days after the last), ``static``
    those of standing sources among what was left out; ``counts`` the region's days.
    """

    chance: Numbers
    hits: Flags
    near: Pairs
    delay: Rows
    static: Pairs
    counts: DailyCounts
    asked: Asked


class FireHistory:
    """Detections, ordered to be asked by place and day.

    ``spread`` says how they flock (:class:`~crossfix.check.fire_ratios.FireTable`), ``trust``
    how many days of a place's own the expectation of its region counts for.
    """

    def __init__(
        self, detections: Detections, spread: tuple[float, float], trust: float = TRUST
    ) -> None:
        frame = detections.frame
        self.day = frame["day"].to_numpy().astype(np.int64)
        self._minute = frame["minute"].fill_null(-1).to_numpy().astype(np.int64)
        self.static = mask_static(frame).to_numpy().astype(bool)
        lat, lon = frame["lat"].to_numpy(), frame["lon"].to_numpy()
        self._nearby = Nearby(lat, lon)
        moving = ~self.static
        self.regions = Regions(lat[moving], lon[moving], self.day[moving])
        self._spread, self._trust = spread, trust

    def look(self, matters: Sequence[Matter]) -> Looks:
        """What burned near each matter, and how often its place burns."""
        asked = asked_of(matters)
        lat, lon, radius, first, last = asked
        counts = self.regions.around(lat, lon)
        pairs = self._nearby.within(lat, lon, radius + RINGS[-1])
        still = self.static[pairs.point]
        moving = _some(pairs, ~still)
        day = self.day[moving.point]
        chance = self._chances(moving, day, counts, asked)
        told = _in_days(day, moving, first, last) & self._not_before(moving, matters)
        near = _some(moving, told)
        delay = self.day[near.point] - last[near.asked]
        hits = np.zeros((len(lat), len(RINGS), 2), bool)
        ring = _rings(near, radius)
        hits[near.asked, ring, (delay > 0).astype(int)] = True
        static = _some(pairs, still)
        static = _some(static, _in_days(self.day[static.point], static, first, last))
        return Looks(chance, hits, near, delay, static, counts, asked)

    def _chances(self, pairs: Pairs, day: Rows, counts: DailyCounts, asked: Asked) -> Numbers:
        """The daily chance of a fire in each ring of each matter's place."""
        _, _, radius, first, last = asked
        before, after = first[pairs.asked] - day, day - last[pairs.asked]
        away = np.maximum(before, after)
        season = (away <= SEASON) & ((before > BEFORE) | (after > AFTER))
        place = pairs.asked * len(RINGS) + _rings(pairs, radius)
        # Several fires of one ring and day are one: distance from the event stands for the day
        # on one side of it, a number below nought for it on the other.
        side = np.where(before > after, -away, away) + SEASON
        spans = 2 * SEASON + 1
        found = np.unique((place * spans + side)[season])
        weight = np.exp(-np.abs(found % spans - SEASON) / FADE)
        burned = np.bincount(found // spans, weight, len(radius) * len(RINGS))
        burned = burned.reshape(len(radius), len(RINGS))
        watched, density = _season_of(counts, first, last)
        edges = radius[:, None] + np.array([0.0, *RINGS])
        edges[:, 0] = 0.0
        area = np.pi * (edges[:, 1:] ** 2 - edges[:, :-1] ** 2)
        scale, fall = self._spread
        expected = -np.expm1(-scale * area**-fall * density[:, None] * area)
        chance: Numbers = (burned + self._trust * expected) / (watched[:, None] + self._trust)
        return chance

    def _not_before(self, pairs: Pairs, matters: Sequence[Matter]) -> Flags:
        """Whether each fire was seen no earlier than the event began, where both hours are told."""
        since = np.array([_minutes(matter.since) for matter in matters], np.int64)[pairs.asked]
        minute = self._minute[pairs.point]
        at = self.day[pairs.point] * 1440 + minute
        return (minute < 0) | (since < 0) | (at >= since)


def asked_of(matters: Sequence[Matter]) -> Asked:
    """Places and days of matters as columns."""
    return (
        np.array([matter.lat for matter in matters], float),
        np.array([matter.lon for matter in matters], float),
        np.array([matter.radius_km for matter in matters], float),
        np.array([(matter.earliest - EPOCH).days for matter in matters], np.int64),
        np.array([(matter.latest - EPOCH).days for matter in matters], np.int64),
    )


def _season_of(counts: DailyCounts, first: Rows, last: Rows) -> tuple[Numbers, Numbers]:
    """Weight of the days on which a place was watched, and detections a day and km² around it."""
    watched, weights, seen = (np.zeros(len(first)) for _ in range(3))
    days = counts.wide.shape[1]
    rows = np.arange(len(first))
    longest = int((last - first).max()) if len(first) else 0
    for step in range(-SEASON, SEASON + longest + 1):
        day = first + step
        after = day - last
        away = np.maximum(np.maximum(-step, after), 0)
        column = day - counts.first
        there = (column >= 0) & (column < days) & (after <= SEASON)
        column = np.clip(column, 0, max(days - 1, 0))
        if not days or not there.any():
            continue
        there &= counts.wide[rows, column] > 0
        weight = np.where(there, np.exp(-away / FADE), 0.0)
        weights += weight
        seen += weight * counts.block[rows, column]
        watched += np.where((-step > BEFORE) | (after > AFTER), weight, 0.0)
    return watched, seen / np.maximum(weights, 1e-9) / counts.area


def _rings(pairs: Pairs, radius: Numbers) -> Rows:
    beyond = pairs.km - radius[pairs.asked]
    return np.minimum(np.searchsorted(np.array(RINGS), beyond), len(RINGS) - 1)


def _in_days(day: Rows, pairs: Pairs, first: Rows, last: Rows) -> Flags:
    flags: Flags = (day >= first[pairs.asked]) & (day <= last[pairs.asked] + NEXT_DAY)
    return flags


def _some(pairs: Pairs, wanted: Flags) -> Pairs:
    return Pairs(pairs.asked[wanted], pairs.point[wanted], pairs.km[wanted])


def _minutes(moment: datetime | None) -> int:
    if moment is None:
        return -1
    return int((moment.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() // 60)
