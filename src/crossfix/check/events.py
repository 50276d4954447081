"""The feed of recorded events: what ACLED, UCDP GED or a table of one's own says of an event.

A record that fits in place, days and type bears an event out where such a record is not to
be expected there anyway.  How much it weighs is not known and is told as such: these data
sets are made from reports, and may rest on the very report that is checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import ClassVar, Final

import numpy as np

from crossfix.check.event_layouts import EXPECTED, records
from crossfix.check.event_notes import OTHER_DAYS, OTHER_KM, beside, contradiction, near_miss
from crossfix.check.event_rows import Recorded, Records, read_records
from crossfix.check.fire_times import EPOCH
from crossfix.check.nearby import Nearby, Pairs
from crossfix.codes import EventType
from crossfix.config import Config
from crossfix.findings.checks import (
    MOST_SIGHTINGS,
    Coverage,
    Delivery,
    Finding,
    Matter,
    Sighting,
)

NAME: Final = "events"
VERSION: Final = "2"

REGION_KM: Final = 100.0
"""A file that holds nothing this near a place does not cover it."""

SEASON: Final = 30
"""Days before and after an event that tell how often its place has such a record anyway."""

USUAL: Final = 1 / 3
"""From this chance of such a record without the event on, one tells nothing."""

UNKNOWN: Final = (
    "how much a record weighs is not known: the data set is made from reports, perhaps of this one"
)


class EventFeed:
    """Reads files of recorded events (ACLED, UCDP GED, plain CSV, GeoJSON points)."""

    name = NAME
    version = VERSION
    expects = EXPECTED

    def __init__(self, config: Config) -> None:
        self._config = config

    def read(self, paths: Sequence[Path]) -> RecordedEvents:
        """The events of the files; raises :class:`~crossfix.errors.BadOption`."""
        return RecordedEvents(read_records(paths))


class RecordedEvents:
    """Recorded events that the events of reports can be held against."""

    name: ClassVar[str] = NAME
    version: ClassVar[str] = VERSION
    widest_km: ClassVar[float] = 50.0
    longest_days: ClassVar[int] = 31

    def __init__(self, found: Records) -> None:
        self.deliveries: Sequence[Delivery] = found.deliveries
        self._rows = found.rows
        self._lat = np.array([row.lat for row in found.rows], float)
        self._lon = np.array([row.lon for row in found.rows], float)
        self._radius = np.array([row.radius_km for row in found.rows], float)
        self._first = np.array([_number(row.earliest) for row in found.rows], np.int64)
        self._last = np.array([_number(row.latest) for row in found.rows], np.int64)
        self._nearby = Nearby(self._lat, self._lon)
        self._widest = float(self._radius.max()) if len(self._radius) else 0.0
        self._layouts = sorted({row.layout for row in found.rows})

    def search(self, matters: Sequence[Matter]) -> Sequence[Finding]:
        """The records that fit each matter, nearest first.

        Where none does, a note tells the one that would but for its day or its place.
        """
        pairs = self._pairs(matters, self._widest)
        reach = np.array([matter.radius_km for matter in matters], float)
        fits = pairs.km <= reach[pairs.asked] + self._radius[pairs.point]
        by_matter = np.searchsorted(pairs.asked[fits], np.arange(len(matters) + 1))
        points, kilometres = pairs.point[fits], pairs.km[fits]
        found = [
            self._finding(
                matter,
                points[by_matter[at] : by_matter[at + 1]].tolist(),
                kilometres[by_matter[at] : by_matter[at + 1]].tolist(),
            )
            for at, matter in enumerate(matters)
        ]
        empty = [at for at, finding in enumerate(found) if not finding.count]
        missed = self._near_misses([matters[at] for at in empty])
        for at, note in zip(empty, missed, strict=True):
            if note is not None:
                found[at] = Finding(notes=(note,))
        return found

    def _near_misses(self, matters: Sequence[Matter]) -> Iterator[str | None]:
        """For each matter the record that misses it narrowly, if one does and few are around."""
        pairs = self._pairs(matters, self._widest + OTHER_KM)
        begins = np.searchsorted(pairs.asked, np.arange(len(matters) + 1))
        for matter, begin, end in zip(matters, begins[:-1], begins[1:], strict=True):
            points, kilometres = pairs.point[begin:end], pairs.km[begin:end]
            gaps = (kilometres - matter.radius_km - self._radius[points]).tolist()
            around = [
                (point, gap)
                for point, gap in zip(points.tolist(), gaps, strict=True)
                if gap <= OTHER_KM and self._may_be(matter, point)
            ]
            first, last = _number(matter.earliest), _number(matter.latest)
            note = near_miss(matter, [(self._rows[point], gap) for point, gap in around])
            alike = [point for point, _ in around]
            if note and self._chance(alike, first - OTHER_DAYS, last + OTHER_DAYS) >= USUAL:
                note = None
            yield note

    def _may_be(self, matter: Matter, point: int) -> bool:
        types = self._rows[point].types
        return not types or matter.type in types

    def coverage(self, matters: Sequence[Matter]) -> Sequence[Coverage]:
        """Whether the files hold the region, the days and the type of each matter."""
        pairs = self._pairs(matters, REGION_KM)
        around = np.bincount(pairs.asked, minlength=len(matters))
        return [self._cover(matter, int(around[at])) for at, matter in enumerate(matters)]

    def _pairs(self, matters: Sequence[Matter], more_km: float) -> Pairs:
        lat, lon, radius = (
            np.array([getattr(matter, name) for matter in matters], float)
            for name in ("lat", "lon", "radius_km")
        )
        return self._nearby.within(lat, lon, radius + more_km)

    def _cover(self, matter: Matter, around: int) -> Coverage:
        if not any(records(layout, matter.type) for layout in self._layouts):
            words = f"{_words(self._layouts)} does not record events of type {matter.type.value}"
            return Coverage(seen=False, words=words)
        if not around:
            words = f"the files hold nothing within {REGION_KM:g} km of the place"
            return Coverage(seen=False, words=words)
        first, last = int(self._first.min()), int(self._last.max())
        if _number(matter.latest) < first or _number(matter.earliest) > last:
            words = f"the files hold {_iso(first)} to {_iso(last)}, and not the days of the event"
            return Coverage(seen=False, words=words)
        if self._layouts == ["ucdp"] and matter.type is not EventType.CASUALTIES:
            words = "UCDP GED records events with a death, and the report tells of none in this one"
            return Coverage(seen=False, words=words)
        held = f"{around} records within {REGION_KM:g} km"
        words = f"the files hold {held}, {_iso(first)} to {_iso(last)}"
        return Coverage(seen=True, words=words)

    def _finding(self, matter: Matter, points: list[int], kilometres: list[float]) -> Finding:
        typed = [
            (point, km)
            for point, km in zip(points, kilometres, strict=True)
            if self._may_be(matter, point)
        ]
        first, last = _number(matter.earliest), _number(matter.latest)
        fitting = sorted(
            (
                (km, point)
                for point, km in typed
                if self._first[point] <= last and self._last[point] >= first
            )
        )
        if not fitting:
            return Finding()
        chance = self._chance([point for point, _ in typed], first, last)
        rows = [self._rows[point] for _, point in fitting]
        notes = [
            f"by chance such a record stands here on such days with {chance:.0%}",
            UNKNOWN,
        ]
        against = contradiction(matter, rows)
        notes += beside(matter, rows) if against is None else [against]
        if chance >= USUAL:
            notes.append("such records are so frequent here that one more tells nothing")
        sightings = (
            Sighting(
                file=row.file,
                line=row.line,
                km=round(km, 2),
                when=_when(row),
                what=row.what,
                raw=row.raw,
            )
            for (km, _), row in zip(fitting[:MOST_SIGHTINGS], rows[:MOST_SIGHTINGS], strict=True)
        )
        return Finding(
            sightings=tuple(sightings),
            count=len(fitting),
            bears_out=against is None and chance < USUAL,
            contradicts=against is not None,
            notes=tuple(notes),
        )

    def _chance(self, points: list[int], first: int, last: int) -> float:
        """The chance of a fitting record on days when nothing happened, by the days around.

        A record of several days fits from any of them; one more than was found is reckoned
        with, so that no chance is nil.
        """
        begin, end = first - SEASON, last + SEASON
        others = [
            point
            for point in points
            if begin <= self._last[point]
            and self._first[point] <= end
            and (self._last[point] < first or self._first[point] > last)
        ]
        held = min(end, int(self._last.max())) - max(begin, int(self._first.min())) + 1
        days = max(held - (last - first + 1), 1)
        lengths = sum(int(self._last[point] - self._first[point]) for point in others)
        rate = (len(others) + 1) / days
        window = (last - first + 1) + (lengths / len(others) if others else 0)
        return float(-np.expm1(-rate * window))


def load_events(paths: Sequence[Path]) -> RecordedEvents:
    """The recorded events of files; raises :class:`~crossfix.errors.BadOption`."""
    return RecordedEvents(read_records(paths))


def _when(row: Recorded) -> str:
    first, last = row.earliest.isoformat(), row.latest.isoformat()
    return first if first == last else f"{first}/{last}"


def _words(layouts: Sequence[str]) -> str:
    known = {"acled": "ACLED", "ucdp": "UCDP GED", "plain": "the table"}
    return " and ".join(known[layout] for layout in layouts) or "an empty file"


def _number(day: date) -> int:
    return (day - EPOCH).days


def _iso(day: int) -> str:
    return date.fromordinal(EPOCH.toordinal() + day).isoformat()
