"""The measures of clusterings, on the worked example of the reference scorer's paper."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from bench.coreference import best_pairing, score
from hypothesis import given
from hypothesis import strategies as st

GOLD = ["abc", "defg"]
OURS = ["ab", "cd", "fghi"]


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("muc recall", 0.40),
        ("muc precision", 0.40),
        ("muc f1", 0.40),
        ("b3 recall", 0.42),
        ("b3 precision", 0.50),
        ("b3 f1", 0.4545),  # the paper prints 0.46, reckoned from rounded parts
        ("ceafe recall", 0.65),
        ("ceafe precision", 0.43),
        ("ceafe f1", 0.52),
    ],
)
def test_the_worked_example_of_pradhan_2014(figure: str, expected: float) -> None:
    assert score(GOLD, OURS)[figure] == pytest.approx(expected, abs=0.0051)


def test_the_mean_of_the_three() -> None:
    assert score(GOLD, OURS)["conll"] == pytest.approx((0.4 + 5 / 11 + 0.52) / 3)


def test_a_perfect_clustering_scores_one_in_everything() -> None:
    found = score(["ab", "c", "def"], [{"c"}, {"f", "d", "e"}, {"b", "a"}])
    assert all(value == pytest.approx(1.0) for value in found.values())


def test_all_alone_has_no_links() -> None:
    found = score(["ab", "cd"], ["a", "b", "c", "d"])
    assert (found["muc recall"], found["muc precision"]) == (0.0, 0.0)
    assert (found["b3 precision"], found["b3 recall"]) == (1.0, 0.5)


@given(
    st.integers(1, 4).flatmap(
        lambda rows: st.lists(
            st.lists(st.integers(0, 9), min_size=rows, max_size=rows), min_size=1, max_size=5
        )
    )
)
def test_the_best_pairing_is_the_best_of_all_pairings(rows: list[list[int]]) -> None:
    matrix = np.array(rows, dtype=float)
    small = matrix if matrix.shape[0] <= matrix.shape[1] else matrix.T
    best = max(
        sum(small[row, column] for row, column in enumerate(columns))
        for columns in itertools.permutations(range(small.shape[1]), small.shape[0])
    )
    assert best_pairing(matrix) == pytest.approx(best)
