"""How probabilities are scored against what came out: the formulas.

Probabilities and outcomes are arrays of one length; an outcome is 1 where the forecast came
true and 0 where it did not.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from crossfix.model import Forecast
from crossfix.scoring.records import Bin, Measures, Share

CLIP: Final = 0.01
"""The log score takes no probability as nearer to 0 or 1: ICD 203's terms go no further."""

BANDS: Final = (
    ("almost no chance", 0.0, 0.05),
    ("very unlikely", 0.05, 0.20),
    ("unlikely", 0.20, 0.45),
    ("roughly even chance", 0.45, 0.55),
    ("likely", 0.55, 0.80),
    ("very likely", 0.80, 0.95),
    ("almost certain", 0.95, 1.0),
)
"""The terms of ICD 203 and their intervals, the outer ones widened to 0 and 1."""

LEAST: Final = 10
"""On fewer than this nothing is ranked, and no interval is drawn from resampling."""

_RESAMPLES: Final = 1_000
_Z: Final = 1.959963984540054  # 95 %

Floats = NDArray[np.float64]


def probability_of(forecast: Forecast) -> float | None:
    """The midpoint of the interval that the words carry; ``None`` when they carry none."""
    if forecast.prob_low is None or forecast.prob_high is None:
        return None
    return (forecast.prob_low + forecast.prob_high) / 2


def brier(said: Floats, came: Floats) -> float:
    """The mean squared difference, 0 (best) to 1.

    Brier, Verification of forecasts expressed in terms of probability (1950), in its form
    for one of two outcomes: half of the sum over both that he wrote down.
    """
    return float(np.mean((said - came) ** 2))


def log_score(said: Floats, came: Floats) -> float:
    """The mean of -ln of the probability that was given to what came out; 0 is best.

    Good, Rational decisions (1952), with the sign turned.  Probabilities are clipped to
    :data:`CLIP` and 1 - ``CLIP``: one "certainly" that fails would be infinitely bad.
    """
    clipped = np.clip(said, CLIP, 1 - CLIP)
    return float(np.mean(-np.log(np.where(came > 0, clipped, 1 - clipped))))


def decompose(said: Floats, came: Floats) -> tuple[float, float, float]:
    """Reliability, resolution and uncertainty, whose Brier score is first - second + third.

    Murphy, A new vector partition of the probability score (1973), over the distinct
    probabilities that were given, so that the sum is exact.
    """
    base = float(came.mean())
    _, which = np.unique(said, return_inverse=True)
    counts = np.bincount(which)
    means = np.bincount(which, weights=said) / counts
    shares = np.bincount(which, weights=came) / counts
    reliability = float(np.average((means - shares) ** 2, weights=counts))
    resolution = float(np.average((shares - base) ** 2, weights=counts))
    return reliability, resolution, base * (1 - base)


def measure(said: Floats, came: Floats) -> Measures:
    """Every measure of at least one forecast."""
    reliability, resolution, uncertainty = decompose(said, came)
    low, high = _resample((said - came) ** 2) if len(said) >= LEAST else (None, None)
    return Measures(
        n=len(said),
        brier=brier(said, came),
        brier_low=low,
        brier_high=high,
        log=log_score(said, came),
        reliability=reliability,
        resolution=resolution,
        uncertainty=uncertainty,
        said=float(said.mean()),
        came_true=float(came.mean()),
    )


def share(true: int, n: int) -> Share:
    """The share that came true, with its score interval.

    Wilson, Probable inference, the law of succession, and statistical inference (1927).
    """
    if n == 0:
        return Share(n=0)
    rate, spread = true / n, _Z * _Z / n
    middle = (rate + spread / 2) / (1 + spread)
    half = _Z * math.sqrt(rate * (1 - rate) / n + spread / (4 * n)) / (1 + spread)
    return Share(n=n, came_true=rate, low=max(0.0, middle - half), high=min(1.0, middle + half))


def calibrate(said: Floats, came: Floats) -> tuple[Bin, ...]:
    """The forecasts by the bands of ICD 203; on a bound, the band above."""
    uppers = np.array([high for _, _, high in BANDS[:-1]])
    which = np.searchsorted(uppers, said, side="right")
    bins = []
    for number, (words, low, high) in enumerate(BANDS):
        inside = which == number
        n = int(inside.sum())
        bins.append(
            Bin(
                words=words,
                low=low,
                high=high,
                said=float(said[inside].mean()) if n else None,
                share=share(int(came[inside].sum()), n),
            )
        )
    return tuple(bins)


def _resample(values: Floats) -> tuple[float, float]:
    """The bounds of the 95 % percentile bootstrap interval of a mean, the same every time.

    Efron, Bootstrap methods: another look at the jackknife (1979).
    """
    chance = np.random.default_rng(0)
    size = len(values)
    means = [values[chance.integers(0, size, size)].mean() for _ in range(_RESAMPLES)]
    low, high = np.quantile(means, (0.025, 0.975))
    return float(low), float(high)
