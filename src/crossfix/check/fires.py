"""The feed of fires: detections by satellites, and what they say about events.

A fire beside an event bears it out as far as fires are rarer there without one; none refutes
it.  Standing sources are left out, and a feed that could not see says so.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, Final

import numpy as np

from crossfix.check.fire_coverage import Passes, cover
from crossfix.check.fire_fleet import Fleet
from crossfix.check.fire_history import RINGS, FireHistory, Flags, Looks
from crossfix.check.fire_kinds import FireKind, tell_kind
from crossfix.check.fire_layouts import EXPECTED
from crossfix.check.fire_ratios import DELAYS, NONE, Weights, load_table, weigh
from crossfix.check.fire_rows import Detections, read_detections
from crossfix.check.fire_times import EPOCH
from crossfix.check.nearby import Numbers
from crossfix.check.tables import LINE, RAW, values_of
from crossfix.config import Config
from crossfix.findings.checks import (
    MOST_SIGHTINGS,
    Coverage,
    Delivery,
    Finding,
    Matter,
    Ratio,
    Sighting,
)

NAME: Final = "fires"
VERSION: Final = "2"

KIND_WORDS: Final = {
    FireKind.FIRE: "events told of with fire or smoke",
    FireKind.FUEL: "events at fuel, oil, gas, depots or ammunition",
    FireKind.OTHER: "events told of without fire, fuel or ammunition",
}


class FireFeed:
    """Reads files of satellite fire detections (NASA FIRMS, every layout)."""

    name = NAME
    version = VERSION
    expects = EXPECTED

    def __init__(self, config: Config) -> None:
        self._config = config

    def read(self, paths: Sequence[Path]) -> Fires:
        """The detections of the files; raises :class:`~crossfix.errors.BadOption`."""
        return Fires(read_detections(paths))


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was seen of some matters, and what it weighs."""

    looks: Looks
    kinds: list[FireKind]
    share: Numbers
    weights: Weights


class Fires:
    """Fire detections that events can be held against."""

    name: ClassVar[str] = NAME
    version: ClassVar[str] = VERSION
    widest_km: ClassVar[float] = 25.0
    longest_days: ClassVar[int] = 10

    def __init__(self, detections: Detections) -> None:
        self.deliveries: Sequence[Delivery] = detections.deliveries
        self._detections = detections
        self._history = FireHistory(detections, load_table().spread)
        self._fleet = Fleet(detections.frame, load_table().shares)
        self._answered: tuple[tuple[Matter, ...], _Answer] | None = None

    @cached_property
    def static(self) -> int:
        """How many detections are those of standing sources."""
        return int(self._history.static.sum())

    def search(self, matters: Sequence[Matter]) -> Sequence[Finding]:
        """The fires near each matter on its days and the next, and what they weigh."""
        if not matters:
            return []
        answer = self._answer(matters)
        near = answer.looks.near
        ends = np.cumsum(np.bincount(near.asked, minlength=len(matters)))
        begins = np.concatenate([[0], ends[:-1]])
        return [
            self._finding(matters[at], answer, at, slice(int(begins[at]), int(ends[at])))
            for at in range(len(matters))
        ]

    def coverage(self, matters: Sequence[Matter]) -> Sequence[Coverage]:
        """Whether a fire could have been seen at each matter's place and days."""
        if not matters:
            return []
        answer = self._answer(matters)
        return cover(matters, answer.looks, answer.kinds, self._passes)

    @cached_property
    def _low(self) -> Flags:
        """Which detections are of low confidence."""
        low: Flags = (
            (self._detections.frame["confidence"] == "low").fill_null(value=False).to_numpy()
        )
        return low

    @cached_property
    def _passes(self) -> Passes:
        return Passes(self._detections.frame)

    def _answer(self, matters: Sequence[Matter]) -> _Answer:
        """What was seen and what it weighs; kept for the second of two questions about it."""
        key = tuple(matters)
        if self._answered is not None and self._answered[0] == key:
            return self._answered[1]
        looks = self._history.look(matters)
        kinds = [tell_kind(matter.words, matter.type) for matter in matters]
        # What leaves no fire is weighed like the rest and told as blind, without its ratio.
        weighed = [FireKind.OTHER if kind is FireKind.NONE else kind for kind in kinds]
        share = self._fleet.share(looks.asked[3], looks.asked[4])
        weights = weigh(looks, [kind.value for kind in weighed], share, load_table())
        self._answered = (key, _Answer(looks, kinds, share, weights))
        return self._answered[1]

    def _finding(self, matter: Matter, answer: _Answer, at: int, rows: slice) -> Finding:
        if answer.kinds[at] is FireKind.NONE:
            return Finding()
        weights, near = answer.weights, answer.looks.near
        order = np.lexsort((near.point[rows], near.km[rows], answer.looks.delay[rows] > 0))
        nearest = [
            self._sighting(int(near.point[rows][slot]), float(near.km[rows][slot]))
            for slot in order[:MOST_SIGHTINGS]
        ]
        notes = self._notes(matter, answer, at, rows)
        count = rows.stop - rows.start
        best, low, high = (float(part[at]) for part in (weights.best, weights.low, weights.high))
        return Finding(
            sightings=tuple(nearest),
            count=count,
            bears_out=bool(weights.tells[at]),
            ratio=Ratio(
                best=_round(best), low=_round(low), high=_round(high), basis=_basis(answer, at)
            ),
            reasons=_reasons(answer, at),
            notes=notes,
        )

    def _notes(self, matter: Matter, answer: _Answer, at: int, rows: slice) -> tuple[str, ...]:
        notes = []
        left_out = int((answer.looks.static.asked == at).sum())
        if left_out:
            notes.append(f"{left_out} detections of standing sources (flares, furnaces) left out")
        points = answer.looks.near.point[rows]
        if len(points) and self._low[points].all():
            notes.append("every detection is of low confidence")
        if answer.share[at] < 1:
            notes.append(
                "the files hold fewer satellites than were learned with: events are taken to be "
                f"seen {answer.share[at]:g} times as often"
            )
        if int(answer.weights.cell[at]) != NONE and not answer.weights.tells[at]:
            notes.append("the fires seen are hardly more than the place shows on such days anyway")
        if matter.since is not None and self._on_the_hour(matter.since, points.tolist()):
            notes.append(
                "the hour that the report gives may be that of the satellite's pass: a fire was "
                "seen within an hour of it"
            )
        return tuple(notes)

    def _on_the_hour(self, since: datetime, points: list[int]) -> bool:
        """Whether a pass fell on the hour told, on any clock that it may be of."""
        told = since.minute + since.hour * 60
        minutes = self._detections.frame["minute"].gather(points).drop_nulls().to_list()
        # ``since`` is the earliest moment that a clock without a zone can mean; the latest is
        # two hours later.
        return any(0 <= (minute - told) % 1440 <= 180 for minute in minutes)

    def _sighting(self, point: int, km: float) -> Sighting:
        row: dict[str, Any] = self._detections.frame.row(point, named=True)
        source = self._detections.sources[row["file"]]
        return Sighting(
            file=source.name,
            line=row[LINE],
            km=round(km, 2),
            when=_when(row["day"], row["minute"]),
            what=_what(row),
            raw=values_of(source.table, row[RAW]),
        )


def load_fires(paths: Sequence[Path]) -> Fires:
    """The fires in files of any layout; raises :class:`~crossfix.errors.BadOption`."""
    return Fires(read_detections(paths))


def _when(day: int, minute: int | None) -> str:
    date = EPOCH + timedelta(days=day)
    if minute is None:
        return date.isoformat()
    return f"{date.isoformat()}T{minute // 60:02d}:{minute % 60:02d}Z"


def _what(row: dict[str, Any]) -> str:
    """A detection in words: what saw it, how sure, how hot, how large its pixel is."""
    parts = [row["satellite"] or row["instrument"] or "a satellite not told"]
    if row["confidence"]:
        given = row["confidence_given"]
        plain = given.lower() == row["confidence"]
        parts.append(f"confidence {row['confidence']}" + ("" if plain else f" ({given})"))
    if row["frp"] is not None:
        parts.append(f"{row['frp']:g} MW")
    if row["saturated"]:
        parts.append("brightness full (367 K or more)")
    if row["scan"] is not None and row["track"] is not None:
        parts.append(f"pixel {row['scan']:g} by {row['track']:g} km")
    if row["daynight"]:
        parts.append("by day" if row["daynight"] == "D" else "by night")
    return ", ".join(parts)


def _cell_words(cell: int) -> str:
    """A ring and a delay in words."""
    ring, delay = divmod(cell, DELAYS)
    where = (
        f"within {RINGS[0]:g} km" if not ring else f"{RINGS[ring - 1]:g} to {RINGS[ring]:g} km off"
    )
    return f"{where} {'on the next day' if delay else 'on the day'}"


def _reasons(answer: _Answer, at: int) -> dict[str, float]:
    """What each part of the ratio adds, in logits."""
    weights = answer.weights
    cell, missed = int(weights.cell[at]), float(weights.missed[at])
    reasons = {}
    if missed:
        nearer = "no fire seen" if cell == NONE else "no fire seen nearer or sooner"
        reasons[nearer] = round(missed, 3)
    if cell != NONE:
        added = math.log(float(weights.best[at])) - missed
        reasons[f"fire {_cell_words(cell)}"] = round(added, 3)
    return reasons


def _basis(answer: _Answer, at: int) -> str:
    table, weights = load_table(), answer.weights
    kind, cell = answer.kinds[at], int(weights.cell[at])
    behind = f"{table.events[kind.value]:,} {KIND_WORDS[kind]}"
    words = f"{table.basis}; of these, {behind}"
    if cell == NONE:
        return words
    hits = table.hits[kind.value][cell]
    chance = float(weights.chance[at])
    return (
        f"{words}, {hits} of them with the nearest fire {_cell_words(cell)}; without the event "
        f"this place would show one there with a chance of {chance:.1%}, by its own season and "
        "region"
    )


def _round(value: float) -> float:
    return float(f"{value:.3g}")
