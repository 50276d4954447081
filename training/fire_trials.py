"""Events and placebo days: what to learn the weight of a fire from.

An event is a line of cir_events with its day and its point; its placebo days are other days
at the same point, within the same season.  Both are looked at in the same way.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import msgspec
import numpy as np

from crossfix.check.fire_history import FireHistory, Flags
from crossfix.check.fire_kinds import tell_kind
from crossfix.check.fire_ratios import Places, first_cells
from crossfix.check.fire_rows import Detections, read_detections
from crossfix.check.nearby import Rows
from crossfix.codes import EventType
from crossfix.findings.checks import Matter

YEAR: Final = 2022
COUNTRIES: Final = frozenset({"Ukraine", "ukrain", "Crimea"})
"""How the table writes the country whose detections there are."""

PLACEBOS: Final = 10
NEAREST: Final = 6
FARTHEST: Final = 40
"""How many placebo days an event has, and how far from it they lie."""

WEEKS: Final = 4
"""Weeks to a block of days: blocks are resampled and left out whole."""

SEED: Final = 20220224


@dataclass(frozen=True, slots=True)
class Trials:
    """Looks at events or at placebo days, with the kind and the block of days of each."""

    places: Places
    cell: Rows
    kinds: list[str]
    block: Rows

    def __len__(self) -> int:
        return len(self.cell)

    def only(self, wanted: Flags) -> Trials:
        """Some of the trials."""
        places = Places(
            self.places.chance[wanted],
            self.places.radius[wanted],
            self.places.days[wanted],
            self.places.share[wanted],
        )
        kinds = [kind for kind, keep in zip(self.kinds, wanted, strict=True) if keep]
        return Trials(places, self.cell[wanted], kinds, self.block[wanted])


def together(parts: list[Trials]) -> Trials:
    """Trials of several radii as one."""
    places = Places(
        np.concatenate([part.places.chance for part in parts]),
        np.concatenate([part.places.radius for part in parts]),
        np.concatenate([part.places.days for part in parts]),
        np.concatenate([part.places.share for part in parts]),
    )
    kinds = [kind for part in parts for kind in part.kinds]
    cell = np.concatenate([part.cell for part in parts])
    return Trials(places, cell, kinds, np.concatenate([part.block for part in parts]))


def read_events(path: Path) -> list[Matter]:
    """The geolocated events, each place and day once."""
    matters: dict[tuple[str, str, str], Matter] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = (row["lat"], row["lon"], row["date"])
            if row["country"] not in COUNTRIES or key in matters or not all(key):
                continue
            day = date.fromisoformat(row["date"])
            if day.year == YEAR:
                matters[key] = Matter(
                    event_id=row["entry"],
                    document_id="",
                    place_id="",
                    place=row["town/city"],
                    lat=float(row["lat"]),
                    lon=float(row["lon"]),
                    radius_km=0.0,
                    earliest=day,
                    latest=day,
                    type=EventType.STRIKE,
                    words=row["brief description"],
                )
    return list(matters.values())


def placebos_of(
    matters: list[Matter], count: int, rng: np.random.Generator
) -> list[tuple[int, Matter]]:
    """Other days at the places of events, each with the number of its event."""
    steps = np.concatenate([np.arange(NEAREST, FARTHEST + 1), -np.arange(NEAREST, FARTHEST + 1)])
    found = []
    for number, matter in enumerate(matters):
        for step in rng.choice(steps, count, replace=False):
            day = matter.earliest + timedelta(days=int(step))
            if day.year == YEAR:
                moved = msgspec.structs.replace(matter, earliest=day, latest=day)
                found.append((number, moved))
    return found


def kind_of(matter: Matter) -> str:
    """The kind by the words alone: every line of the table is of something on the ground."""
    return tell_kind(matter.words, matter.type).value


def block_of(matter: Matter) -> int:
    """The block of days that an event lies in."""
    return (matter.earliest - date(YEAR, 1, 1)).days // (7 * WEEKS)


def read_year(folder: Path) -> Detections:
    """The detections of the year of the events."""
    return read_detections([folder / f"ukr_fire_data_{YEAR}.csv"])


def event_trials(history: FireHistory, matters: list[Matter]) -> Trials:
    """Trials of the events on their own days."""
    kinds = [kind_of(matter) for matter in matters]
    return _trials(history, matters, kinds, [block_of(matter) for matter in matters])


def placebo_trials(
    history: FireHistory, matters: list[Matter], count: int = PLACEBOS, radius_km: float = 0.0
) -> Trials:
    """Trials of other days, as if each place were known no better than to a radius."""
    rng = np.random.default_rng(SEED)
    widened = [msgspec.structs.replace(matter, radius_km=radius_km) for matter in matters]
    others = placebos_of(widened, count, rng)
    return _trials(
        history,
        [matter for _, matter in others],
        [kind_of(matter) for _, matter in others],
        [block_of(matters[number]) for number, _ in others],
    )


def _trials(
    history: FireHistory, matters: list[Matter], kinds: list[str], blocks: list[int]
) -> Trials:
    looks = history.look(matters)
    days = looks.asked[4] - looks.asked[3] + 1
    places = Places(looks.chance, looks.asked[2], days, np.ones(len(days)))
    return Trials(places, first_cells(looks), kinds, np.array(blocks, np.int64))
