"""The weight of a fire is found again where it is known: trials drawn by a model of our own."""

from __future__ import annotations

import numpy as np
import pytest
from training.fire_fit import fit, fit_spread, replicates
from training.fire_trials import Trials

from crossfix.check.fire_ratios import CELLS, NONE, Places, ratios
from crossfix.check.nearby import Numbers, Rows

SEEN = {"fire": 0.3, "fuel": 0.2, "other": 0.02}


def drawn(count: int, kinds: list[str], seed: int, *, events: bool) -> Trials:
    """Trials at places whose daily chance is known; events are seen within a kilometre at once."""
    rng = np.random.default_rng(seed)
    chance = np.exp(rng.normal(-4, 1, (count, 1))) * np.array([1.0, 1.5, 3.0])
    chance = np.minimum(chance, 0.6)
    names = [kinds[at % len(kinds)] for at in range(count)]
    hits = rng.random((count, CELLS)) < np.repeat(chance, 2, axis=1)
    if events:
        hits[:, 0] |= rng.random(count) < np.array([SEEN[name] for name in names])
    cell: Rows = np.where(hits.any(axis=1), hits.argmax(axis=1), NONE)
    ones = np.ones(count)
    places = Places(chance, np.zeros(count), ones.astype(np.int64), ones)
    return Trials(places, cell, names, rng.integers(0, 12, count))


@pytest.fixture(scope="module")
def trials() -> tuple[Trials, Trials]:
    kinds = ["fire", "fuel", "other", "other"]
    return drawn(6000, kinds, 1, events=True), drawn(20000, kinds, 2, events=False)


def test_what_was_put_in_comes_out(trials: tuple[Trials, Trials]) -> None:
    found = fit(*trials)
    for kind, seen in SEEN.items():
        assert found.sensitivity[kind][0] == pytest.approx(seen, abs=0.04)
        assert max(found.sensitivity[kind][1:]) < 0.03
    for offset, slope, _ in found.calibration:
        assert offset == pytest.approx(0, abs=0.4)
        assert slope == pytest.approx(1, abs=0.12)


def test_replicates_lie_around_the_fit(trials: tuple[Trials, Trials]) -> None:
    several = replicates(*trials, 8, np.random.default_rng(3))
    values = [one.sensitivity["fire"][0] for one in several]
    assert len(set(values)) > 1
    assert min(values) - 0.05 < SEEN["fire"] < max(values) + 0.05


def test_no_sensitivity_is_learned_from_placebo_days(trials: tuple[Trials, Trials]) -> None:
    kinds = ["fire", "fuel", "other", "other"]
    found = fit(drawn(6000, kinds, 5, events=False), trials[1])
    assert max(value for row in found.sensitivity.values() for value in row) < 0.03


def test_ratios_told_are_the_ratios_of_shares(trials: tuple[Trials, Trials]) -> None:
    events, placebos = trials
    found = fit(events, placebos)
    best = ratios(events.places, events.cell, events.kinds, found)[2]
    hit = np.array(events.kinds) == "fire"
    hit &= events.cell == 0
    other = (np.array(placebos.kinds) == "fire") & (placebos.cell == 0)
    told = 1 / np.mean(1 / best[hit])
    shares = (hit.sum() / (len(events) / 4)) / (other.sum() / (len(placebos) / 4))
    assert told == pytest.approx(shares, rel=0.25)


def test_the_same_trials_give_the_same_fit(trials: tuple[Trials, Trials]) -> None:
    assert fit(*trials) == fit(*trials)


def test_how_detections_flock() -> None:
    rng = np.random.default_rng(4)
    area: Numbers = rng.choice([3.0, 30.0, 300.0], 20000)
    expected = area * rng.choice([1e-4, 1e-3], 20000)
    hit = rng.random(20000) < -np.expm1(-2.0 * area**-0.25 * expected)
    scale, fall = fit_spread(expected, area, hit)
    assert fall == pytest.approx(0.25, abs=0.15)
    assert scale * 30**-fall == pytest.approx(2.0 * 30**-0.25, rel=0.2)
