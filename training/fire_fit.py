"""Fits the weight of a fire to trials: chances on placebo days, sensitivity on events.

Chances are calibrated by a logistic regression on placebo days; sensitivities are the most
likely ones given the chances, drawn towards those of all events together where a kind has
few.  Every step looks only at trials whose nearer and sooner cells were empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import msgspec
import numpy as np

from crossfix.check.fire_history import Flags
from crossfix.check.fire_kinds import LEARNED
from crossfix.check.fire_ratios import CELLS, DELAYS, MOST, Learned, chances
from crossfix.check.nearby import Numbers
from training.fire_trials import Trials

ALL: Final = "all"
DRAWN: Final = 20.0
"""How many events of all kinds a kind's sensitivity is drawn by."""

GROWTHS: Final = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
STEPS: Final = 40
RIDGE: Final = 1.0
"""How strongly the calibration is held to no change (offset 0, slope 1)."""

Weight = Numbers
"""How often each trial counts: whole numbers where blocks of days were drawn anew."""


def fit(
    events: Trials, placebos: Trials, weight: Weight | None = None, other: Weight | None = None
) -> Learned:
    """One fit; the weights say how often each event and each placebo day counts."""
    weight = np.ones(len(events)) if weight is None else weight
    other = np.ones(len(placebos)) if other is None else other
    calibration, floors, widening = [], [], []
    radius = placebos.places.radius
    widest = radius.max()
    for cell in range(CELLS):
        open_, hit = placebos.cell >= cell, placebos.cell == cell
        raw = np.clip(placebos.places.chance[:, cell // DELAYS], 1e-6, 1 - 1e-6)
        calibration.append(_logistic(raw[open_], radius[open_], hit[open_], other[open_]))
        point = open_ & (radius == 0)
        floors.append(_floor(raw[point], hit[point], other[point], 0.5))
        wide = open_ & (radius == widest)
        rise = _floor(raw[wide], hit[wide], other[wide], 0.1) / floors[-1]
        widening.append(float(np.clip(np.log(rise) / np.log1p(widest), 0, 1)) if widest else 0.0)
    told = Learned(
        calibration=tuple((round(a, 4), round(b, 4), round(c, 4)) for a, b, c in calibration),
        floors=tuple(round(value, 6) for value in floors),
        widening=tuple(round(value, 3) for value in widening),
        usual=(1.0,) * CELLS,
        sensitivity={},
        growth=0.0,
    )
    without = chances(events.places, told)
    usual = np.average(without, axis=0, weights=weight)
    fits = [_sensitivities(events, without, weight, usual, growth) for growth in GROWTHS]
    best = int(np.argmax([likely for likely, _ in fits]))
    return msgspec.structs.replace(
        told,
        usual=tuple(round(float(value), 6) for value in usual),
        sensitivity=fits[best][1],
        growth=GROWTHS[best],
    )


def _sensitivities(
    events: Trials, without: Numbers, weight: Weight, usual: Numbers, growth: float
) -> tuple[float, dict[str, tuple[float, ...]]]:
    """The likeliest sensitivities for one growth, by kind and cell, and how likely they are."""
    found: dict[str, list[float]] = {name: [] for name in (ALL, *(kind.value for kind in LEARNED))}
    kinds, likely = np.array(events.kinds), 0.0
    for cell in range(CELLS):
        rows, hit = events.cell >= cell, events.cell == cell
        scale = (without[:, cell] / usual[cell]) ** growth
        whole = _Seen(without[rows, cell], scale[rows], hit[rows], weight[rows])
        everything = whole.likeliest(0.0, 0.0)
        found[ALL].append(everything)
        for kind in LEARNED:
            own = rows & (kinds == kind.value)
            some = _Seen(without[own, cell], scale[own], hit[own], weight[own])
            found[kind.value].append(some.likeliest(everything, DRAWN))
            likely += some.likelihood(found[kind.value][-1])
    return likely, {name: tuple(round(value, 5) for value in row) for name, row in found.items()}


def replicates(
    events: Trials, placebos: Trials, count: int, rng: np.random.Generator
) -> list[Learned]:
    """Fits to blocks of days drawn anew with replacement."""
    blocks = np.unique(events.block)
    found = []
    for _ in range(count):
        drawn = np.bincount(rng.choice(blocks, len(blocks)), minlength=int(blocks.max()) + 1)
        counts = drawn.astype(float)
        found.append(fit(events, placebos, counts[events.block], counts[placebos.block]))
    return found


def fit_spread(expected: Numbers, area: Numbers, hit: Flags) -> tuple[float, float]:
    """How detections flock: the scale and fall that make what placebo days show likeliest.

    ``expected`` is the number of fires that the density of the region gives an ``area`` (km²).
    """
    best = (np.inf, 0.0, 0.0)
    for scale in np.geomspace(0.25, 16, 25):
        for fall in np.arange(0.0, 0.81, 0.05):
            chance = -np.expm1(-scale * area**-fall * expected)
            chance = np.clip(chance, 1e-5, 1 - 1e-5)
            loss = -np.mean(np.where(hit, np.log(chance), np.log1p(-chance)))
            best = min(best, (float(loss), round(float(scale), 2), round(float(fall), 2)))
    return best[1], best[2]


def _logistic(
    raw: Numbers, radius: Numbers, hit: Flags, weight: Weight
) -> tuple[float, float, float]:
    """Offset, slope and share of the radius that turn raw chances into observed shares."""
    x = np.stack([np.ones(len(raw)), np.log(raw / (1 - raw)), np.log1p(radius)])
    prior = np.array([0.0, 1.0, 0.0])
    found = prior.copy()
    for _ in range(STEPS):
        told = 1 / (1 + np.exp(-found @ x))
        slope = x @ (weight * (hit - told)) - RIDGE * (found - prior)
        bend = (x * (weight * told * (1 - told))) @ x.T + RIDGE * np.eye(len(prior))
        step = np.linalg.solve(bend, slope)
        found = found + step
        if np.abs(step).max() < 1e-9:
            break
    return float(found[0]), float(found[1]), float(found[2])


def _floor(raw: Numbers, hit: Flags, weight: Weight, part: float) -> float:
    """The share of hits among the placebo days of the lowest chances, one more added."""
    low = raw <= np.quantile(raw, part)
    return float((hit[low] @ weight[low] + 1) / (weight[low].sum() + 1))


@dataclass(frozen=True, slots=True)
class _Seen:
    """Events that were looked at in one cell: chance without, scale, hit, weight."""

    without: Numbers
    scale: Numbers
    hit: Flags
    weight: Weight

    def likeliest(self, towards: float, drawn: float) -> float:
        """The likeliest sensitivity (bisection of the slope, which falls everywhere).

        ``drawn`` pseudo-events of sensitivity ``towards`` pull it there.
        """
        low, high = 0.0, MOST
        if self._slope(1e-6, towards, drawn) <= 0:
            return 0.0
        for _ in range(STEPS):
            middle = (low + high) / 2
            low, high = (middle, high) if self._slope(middle, towards, drawn) > 0 else (low, middle)
        return (low + high) / 2

    def likelihood(self, value: float) -> float:
        """Log likelihood of what was seen."""
        seen = np.minimum(value * self.scale, MOST)
        whole = self.without + (1 - self.without) * seen
        return float((self.weight * np.log(np.where(self.hit, whole, 1 - whole))).sum())

    def _slope(self, value: float, towards: float, drawn: float) -> float:
        free = value * self.scale < MOST
        seen = np.minimum(value * self.scale, MOST)
        whole = self.without + (1 - self.without) * seen
        gain = np.where(self.hit, (1 - self.without) / whole, -1 / (1 - seen)) * self.scale * free
        pull = drawn * (towards / max(value, 1e-9) - (1 - towards) / (1 - value))
        return float((self.weight * gain).sum() + pull)
