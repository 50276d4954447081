"""What a fire beside an event weighs: the likelihood ratio, learned and computed.

With ``P`` the chance that the place shows a fire in this ring on such a day without the
event, and ``s`` the chance that the event itself makes one that is seen there, a fire has
the likelihood ratio ``(P + (1 - P) s) / P`` and its absence ``1 - s``.  ``s`` is learned by
kind of event, ring and delay, and grows with ``P`` to a learned power: where much burns, what
happens burns more often.  ``P`` is computed for every place, season, radius and number of
days, so that an uncertain place or date weighs less by itself.  Of the rings and days the
first that holds a fire counts, nearest and soonest first; those before it hold none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec
import numpy as np

from crossfix.check.fire_history import RINGS, Flags, Looks
from crossfix.check.nearby import Numbers, Rows

DATA: Final = "fire_ratios.json"
DELAYS: Final = 2
MOST: Final = 0.95
"""No event is taken to be seen more surely than this."""

CELLS: Final = len(RINGS) * DELAYS
"""Ring and delay in one number, in the order in which they count."""

NONE: Final = CELLS
"""In the place of a cell: no fire in any."""

LEAST: Final = 2.0
"""A ratio under this bears nothing out, whatever its bounds (Kass and Raftery 1995 call what
is under 3 "not worth more than a bare mention")."""

LIKELY: Final = (0.05, 0.95)
"""The quantiles of the replicates that bound a ratio."""


class Learned(msgspec.Struct, frozen=True, kw_only=True):
    """One fit.

    ``calibration`` of chances (offset, slope, and what the logarithm of one and the radius
    in km adds, in logits, a cell), ``floors`` that no chance goes under at a point, and the
    powers of one and the radius by which they rise (``widening``), ``usual`` chances,
    ``sensitivity`` (``s`` at a usual chance) by kind, a cell, and ``growth``, the power of
    the chance that it grows with.
    """

    calibration: tuple[tuple[float, float, float], ...]
    floors: tuple[float, ...]
    widening: tuple[float, ...]
    usual: tuple[float, ...]
    sensitivity: dict[str, tuple[float, ...]]
    growth: float


class FireTable(msgspec.Struct, frozen=True, kw_only=True):
    """What was learned: the fit, replicates of it on resampled days, and where it comes from.

    ``spread`` says how detections flock: the expected number of fires in an area counts by
    ``scale * area ** -fall``.  ``shares`` are the parts of the sensitivity that fewer
    satellites have; ``events`` and ``hits`` are what stood behind each kind.
    """

    version: str
    provenance: str
    licence: str
    basis: str
    spread: tuple[float, float]
    fit: Learned
    replicates: tuple[Learned, ...]
    shares: dict[str, float]
    events: dict[str, int]
    hits: dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Places:
    """Where and when matters may have been: daily chances by ring, radius in km, days.

    ``share`` is how much of the sensitivity the satellites in the files have.
    """

    chance: Numbers
    radius: Numbers
    days: Rows
    share: Numbers


@dataclass(frozen=True, slots=True)
class Weights:
    """Likelihood ratios of matters, one a row.

    ``cell`` is the cell that counts (:data:`NONE`: no fire), ``missed`` the logarithm of
    what the empty cells before it add, ``chance`` that of a fire there without the event.
    """

    cell: Rows
    best: Numbers
    low: Numbers
    high: Numbers
    missed: Numbers
    chance: Numbers

    @property
    def tells(self) -> Flags:
        """Whether what was seen bears the event out: a fire, and a ratio that is worth telling."""
        flags: Flags = (self.cell != NONE) & (self.low > 1) & (self.best >= LEAST)
        return flags


@cache
def load_table() -> FireTable:
    """The table in the package."""
    data = files("crossfix.check").joinpath(DATA).read_bytes()
    return msgspec.json.decode(data, type=FireTable)


def first_cells(looks: Looks) -> Rows:
    """The first ring and delay that holds a fire of each matter, or :data:`NONE`."""
    flat = looks.hits.reshape(len(looks.hits), CELLS)
    cells: Rows = np.where(flat.any(axis=1), flat.argmax(axis=1), NONE)
    return cells


def weigh(looks: Looks, kinds: list[str], share: Numbers, table: FireTable) -> Weights:
    """The likelihood ratio of what was seen of each matter, with its bounds."""
    cell = first_cells(looks)
    places = Places(looks.chance, looks.asked[2], looks.asked[4] - looks.asked[3] + 1, share)
    missed, chance, best = ratios(places, cell, kinds, table.fit)
    resampled = np.stack([ratios(places, cell, kinds, fit)[2] for fit in table.replicates])
    low, high = np.quantile(resampled, LIKELY, axis=0)
    return Weights(cell, best, np.minimum(low, best), np.maximum(high, best), missed, chance)


def ratios(
    places: Places, cell: Rows, kinds: list[str], fit: Learned
) -> tuple[Numbers, Numbers, Numbers]:
    """Log ratio of the empty cells, chance in the cell that counts, and the whole ratio."""
    rows = np.arange(len(cell))
    names = sorted(fit.sensitivity)
    table = np.array([fit.sensitivity[name] for name in names])
    base = table[np.array([names.index(kind) for kind in kinds], np.int64)]
    base = base * places.share[:, None]
    expected = chances(places, fit)
    seen = grown(base, expected, np.array(fit.usual), fit.growth)
    steps = np.log1p(-seen)
    before = np.concatenate([np.zeros((len(cell), 1)), np.cumsum(steps, axis=1)], axis=1)
    missed = before[rows, cell]
    at = np.minimum(cell, NONE - 1)
    without = expected[rows, at]
    hit = 1 + seen[rows, at] * (1 - without) / without
    whole = np.exp(missed) * np.where(cell == NONE, 1.0, hit)
    return missed, np.where(cell == NONE, np.nan, without), whole


def grown(base: Numbers, chance: Numbers, usual: Numbers, growth: float) -> Numbers:
    """Sensitivity at places of these chances."""
    found: Numbers = np.minimum(base * (chance / usual) ** growth, MOST)
    return found


def chances(places: Places, fit: Learned) -> Numbers:
    """The chance of a fire in each cell without the event: calibrated, over all its days."""
    daily = np.repeat(np.clip(places.chance, 1e-6, 1 - 1e-6), DELAYS, axis=1)
    offset, slope, wide = np.array(fit.calibration).T
    logit = offset + slope * np.log(daily / (1 - daily)) + wide * np.log1p(places.radius)[:, None]
    floors = np.array(fit.floors) * (1 + places.radius)[:, None] ** np.array(fit.widening)
    told = np.clip(1 / (1 + np.exp(-logit)), floors, 1 - 1e-9)
    lengths = np.ones(told.shape)
    lengths[:, ::DELAYS] = places.days[:, None]
    whole: Numbers = -np.expm1(lengths * np.log1p(-told))
    return whole
