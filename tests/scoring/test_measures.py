from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.scoring.measures import (
    BANDS,
    CLIP,
    LEAST,
    Floats,
    brier,
    calibrate,
    decompose,
    log_score,
    measure,
    probability_of,
    share,
)
from tests.scoring.foretold import make_forecast

PAIRS = st.lists(
    st.tuples(st.floats(0, 1, width=32), st.sampled_from([0.0, 1.0])), min_size=1, max_size=40
)
WORDED = st.lists(  # as few different probabilities as words give
    st.tuples(st.sampled_from([0.03, 0.125, 0.325, 0.5, 0.675]), st.sampled_from([0.0, 1.0])),
    min_size=1,
    max_size=40,
)


def arrays(pairs: list[tuple[float, float]]) -> tuple[Floats, Floats]:
    both = np.array(pairs, dtype=np.float64)
    return both[:, 0], both[:, 1]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0.55, 0.80, 0.675), (0.3, 0.3, 0.3), (0.0, 0.0, 0.0), (None, None, None)],
)
def test_the_midpoint(low: float | None, high: float | None, expected: float | None) -> None:
    found = probability_of(make_forecast(prob_low=low, prob_high=high))
    assert found == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([(1.0, 1.0), (0.0, 0.0)], 0.0),
        ([(0.0, 1.0), (1.0, 0.0)], 1.0),
        ([(0.5, 1.0), (0.5, 0.0)], 0.25),
        ([(0.7, 1.0), (0.7, 1.0), (0.7, 0.0), (0.2, 0.0)], (0.09 + 0.09 + 0.49 + 0.04) / 4),
    ],
)
def test_brier(pairs: list[tuple[float, float]], expected: float) -> None:
    assert brier(*arrays(pairs)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([(0.5, 1.0)], math.log(2)),
        ([(0.8, 1.0)], -math.log(0.8)),
        ([(0.8, 0.0)], -math.log(0.2)),
        ([(1.0, 0.0)], -math.log(CLIP)),
        ([(0.0, 1.0)], -math.log(CLIP)),
        ([(1.0, 1.0)], -math.log(1 - CLIP)),
        ([(0.8, 1.0), (0.8, 0.0)], -(math.log(0.8) + math.log(0.2)) / 2),
    ],
)
def test_log_score(pairs: list[tuple[float, float]], expected: float) -> None:
    assert log_score(*arrays(pairs)) == pytest.approx(expected)


def test_decomposition_of_a_known_table() -> None:
    # Ten times 0.8, six true; ten times 0.2, four true: half of all.
    pairs = [(0.8, 1.0)] * 6 + [(0.8, 0.0)] * 4 + [(0.2, 1.0)] * 4 + [(0.2, 0.0)] * 6
    assert decompose(*arrays(pairs)) == pytest.approx((0.04, 0.01, 0.25))


@given(PAIRS | WORDED)
def test_the_decomposition_sums_up(pairs: list[tuple[float, float]]) -> None:
    said, came = arrays(pairs)
    reliability, resolution, uncertainty = decompose(said, came)
    assert reliability - resolution + uncertainty == pytest.approx(brier(said, came), abs=1e-9)
    assert min(reliability, resolution, uncertainty) >= 0
    assert uncertainty <= 0.25


@given(PAIRS | WORDED)
def test_bounds(pairs: list[tuple[float, float]]) -> None:
    said, came = arrays(pairs)
    found = measure(said, came)
    if found.n < LEAST:
        assert (found.brier_low, found.brier_high) == (None, None)
    else:
        assert 0 <= (found.brier_low or 0) <= (found.brier_high or 0) <= 1
    assert 0 <= found.brier <= 1
    assert -math.log(1 - CLIP) - 1e-9 <= found.log <= -math.log(CLIP) + 1e-9
    assert found == measure(said, came)


@given(st.lists(st.sampled_from([0.0, 1.0]), min_size=1, max_size=30))
def test_who_knows_all_has_zero(came: list[float]) -> None:
    found = measure(np.array(came), np.array(came))
    assert (found.brier, found.reliability) == (0, 0)
    assert (found.brier_low or 0, found.brier_high or 0) == (0, 0)
    assert found.resolution == pytest.approx(found.uncertainty)


def test_the_interval_holds_the_score_and_narrows() -> None:
    few = measure(*arrays([(0.7, 1.0), (0.7, 0.0)] * 10))
    many = measure(*arrays([(0.7, 1.0), (0.7, 0.0)] * 200))
    widths = []
    for found in (few, many):
        assert found.brier_low is not None
        assert found.brier_high is not None
        assert found.brier_low < found.brier < found.brier_high
        widths.append(found.brier_high - found.brier_low)
    assert widths[1] < widths[0] / 3


@given(PAIRS, st.randoms(use_true_random=False))
def test_order_does_not_count(pairs: list[tuple[float, float]], chance: object) -> None:
    shuffled = list(pairs)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert brier(*arrays(pairs)) == pytest.approx(brier(*arrays(shuffled)))
    assert log_score(*arrays(pairs)) == pytest.approx(log_score(*arrays(shuffled)))
    assert [b.share for b in calibrate(*arrays(pairs))] == [
        b.share for b in calibrate(*arrays(shuffled))
    ]


@pytest.mark.parametrize(
    ("true", "n", "low", "high"),
    [  # the score interval as Newcombe (1998) and R's prop.test (correct=FALSE) give it
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson(true: int, n: int, low: float, high: float) -> None:
    found = share(true, n)
    assert found.low == pytest.approx(low, abs=5e-5)
    assert found.high == pytest.approx(high, abs=5e-5)


def test_a_share_of_nothing_is_no_number() -> None:
    found = share(0, 0)
    assert (found.n, found.came_true, found.low, found.high) == (0, None, None, None)


@pytest.mark.parametrize(
    ("said", "band"),
    [
        (0.0, "almost no chance"),
        (0.03, "almost no chance"),
        (0.05, "very unlikely"),
        (0.325, "unlikely"),
        (0.5, "roughly even chance"),
        (0.675, "likely"),
        (0.875, "very likely"),
        (0.97, "almost certain"),
        (1.0, "almost certain"),
    ],
)
def test_bands(said: float, band: str) -> None:
    bins = calibrate(np.array([said]), np.array([1.0]))
    assert [b.words for b in bins if b.share.n] == [band]


@given(PAIRS)
def test_every_forecast_is_in_one_band(pairs: list[tuple[float, float]]) -> None:
    bins = calibrate(*arrays(pairs))
    assert sum(b.share.n for b in bins) == len(pairs)
    assert [(b.low, b.high) for b in bins] == [(low, high) for _, low, high in BANDS]
    for b in bins:
        assert (b.said is None) == (b.share.n == 0)
        assert b.said is None or b.low - 1e-9 <= b.said <= b.high + 1e-9
