"""How well the weight of a fire is told, on days that were not learned from.

Blocks of four weeks are left out in turn.  A likelihood ratio of ``r`` means that what was
seen comes ``r`` times as often where the event was as on another day of the same place and
season: so verdicts are put in bins by the ratio told, and the shares of events and of
placebo days in a bin are compared.  Placebo days are weighted to lie in places and seasons
that burn as often as those of the events: how often a place burns is no part of the ratio.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from training.fire_fit import fit, replicates
from training.fire_trials import SEED, Trials

from crossfix.check.fire_history import Flags
from crossfix.check.fire_ratios import LEAST, LIKELY, NONE, chances, ratios
from crossfix.check.nearby import Numbers, Rows

FOLDS: Final = 5
REPLICATES: Final = 30
STRATA: Final = 10
BINS: Final = (0.0, 0.8, 0.95, 1.05, 1.5, 2.5, 5.0, 12.0, 30.0, np.inf)
DRAWS: Final = 200


@dataclass(frozen=True, slots=True)
class Told:
    """What was told of trials, none of which was learned from: ratios and the cell that counts."""

    trials: Trials
    best: Numbers
    low: Numbers
    weight: Numbers

    @property
    def supports(self) -> Flags:
        """Whether the verdict is that the event is borne out."""
        flags: Flags = (self.trials.cell != NONE) & (self.low > 1) & (self.best >= LEAST)
        return flags


@dataclass(frozen=True, slots=True)
class Bin:
    """Verdicts whose ratio lies between two bounds: how many, told, and found (90 %)."""

    low: float
    high: float
    events: int
    placebos: int
    told: float
    found: float
    found_low: float
    found_high: float


def cross_validate(events: Trials, placebos: Trials) -> tuple[Told, Told]:
    """Ratios of events and of placebo days at points, each told by a fit without its block."""
    point = placebos.places.radius == 0
    tested = placebos.only(point)
    results = (np.ones((2, len(events))), np.ones((2, len(tested))))
    expected = (np.zeros(len(events)), np.zeros(len(tested)))
    rng = np.random.default_rng(SEED)
    for fold in range(FOLDS):
        own, other = events.block % FOLDS == fold, placebos.block % FOLDS == fold
        learned = (events.only(~own), placebos.only(~other))
        whole = fit(*learned)
        drawn = replicates(*learned, REPLICATES, rng)
        for trials, out, chance in zip((events, tested), results, expected, strict=True):
            rows = trials.block % FOLDS == fold
            part = trials.only(rows)
            out[0, rows] = ratios(part.places, part.cell, part.kinds, whole)[2]
            several = [ratios(part.places, part.cell, part.kinds, one)[2] for one in drawn]
            out[1, rows] = np.quantile(np.stack(several), LIKELY[0], axis=0)
            chance[rows] = -np.expm1(np.log1p(-chances(part.places, whole)[:, :4]).sum(axis=1))
    weight = _stratified(events, expected[0], tested, expected[1])
    ones = np.ones(len(events))
    (best, low), (other_best, other_low) = results
    return Told(events, best, low, ones), Told(tested, other_best, other_low, weight)


def bins(events: Told, placebos: Told) -> Iterator[Bin]:
    """The verdicts in bins by the ratio told."""
    rng = np.random.default_rng(SEED)
    for low, high in pairwise(BINS):
        own = (events.best >= low) & (events.best < high)
        other = (placebos.best >= low) & (placebos.best < high)
        if own.any():
            found, below, above = share_ratio(events, own, placebos, other, rng)
            yield Bin(
                low,
                high,
                int(own.sum()),
                int(other.sum()),
                told(events.best[own]),
                found,
                below,
                above,
            )


def told(best: Numbers) -> float:
    """What ratios told one by one come to together: their harmonic mean.

    Each event of a ratio ``r`` stands for ``1 / r`` placebo days that show the same.
    """
    return float(1 / np.mean(1 / best))


def share_ratio(
    events: Told, own: Flags, placebos: Told, other: Flags, rng: np.random.Generator
) -> tuple[float, float, float]:
    """The ratio of two shares, with its bounds (90 %) by drawing blocks of days anew.

    Half a placebo day is added to those found, so that none does not mean never.
    """
    found = [_shares(events, own, placebos, other, None)]
    blocks = np.unique(events.trials.block)
    size = int(blocks.max()) + 1
    for _ in range(DRAWS):
        counts = np.bincount(rng.choice(blocks, len(blocks)), minlength=size).astype(float)
        found.append(_shares(events, own, placebos, other, counts))
    low, high = np.quantile(found[1:], LIKELY)
    return found[0], float(low), float(high)


def _shares(
    events: Told, own: Flags, placebos: Told, other: Flags, counts: Numbers | None
) -> float:
    left, right = np.ones(len(own)), placebos.weight
    if counts is not None:
        left = left * counts[events.trials.block]
        right = right * counts[np.minimum(placebos.trials.block, len(counts) - 1)]
    half = 0.5 * right.sum() / max(len(other), 1)
    return float((left[own].sum() / left.sum()) / ((right[other].sum() + half) / right.sum()))


def shown(events: Told, placebos: Told, kind: str | None, cell: int) -> tuple[Flags, Flags]:
    """Events and placebo days of a kind whose first fire lies in a cell."""
    return _of(events, kind, cell), _of(placebos, kind, cell)


def only_kind(told: Told, kind: str | None) -> Told:
    """What was told of trials of one kind; all of them for ``None``."""
    if kind is None:
        return told
    rows = np.array(told.trials.kinds) == kind
    return Told(told.trials.only(rows), told.best[rows], told.low[rows], told.weight[rows])


def _of(told: Told, kind: str | None, cell: int) -> Flags:
    rows: Flags = told.trials.cell == cell
    return rows if kind is None else rows & (np.array(told.trials.kinds) == kind)


def _stratified(events: Trials, own: Numbers, placebos: Trials, other: Numbers) -> Numbers:
    """Weights that give placebo days the events' chances of a fire, kind by kind."""
    edges = np.quantile(own, np.linspace(0, 1, STRATA + 1)[1:-1])
    names = sorted(set(events.kinds))

    def strata(trials: Trials, chance: Numbers) -> Rows:
        kinds = np.array([names.index(kind) for kind in trials.kinds])
        found: Rows = kinds * STRATA + np.searchsorted(edges, chance)
        return found

    left, right = strata(events, own), strata(placebos, other)
    size = len(names) * STRATA
    events_in, placebos_in = np.bincount(left, minlength=size), np.bincount(right, minlength=size)
    weights: Numbers = (events_in / np.maximum(placebos_in, 1))[right]
    return weights
