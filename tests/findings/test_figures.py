from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.findings.accounts import Figure
from crossfix.findings.figures import ranges_meet

ENDS = st.none() | st.floats(-1e6, 1e6)


def figure(low: float | None, high: float | None) -> Figure:
    return Figure(id="qty_1", low=low, high=high)


@pytest.mark.parametrize(
    ("left", "right", "meet"),
    [
        ((3, 3), (3, 3), True),
        ((3, 3), (12, 12), False),
        ((3, None), (12, 12), True),
        ((3, None), (2, 2), False),
        ((None, 3), (2, 2), True),
        ((None, 3), (4, None), False),
        ((None, None), (4, 4), True),
        ((-5, -3), (None, -4), True),
        ((1, 5), (5, 9), True),
    ],
)
def test_ranges(
    left: tuple[float | None, float | None],
    right: tuple[float | None, float | None],
    meet: bool,
) -> None:
    assert ranges_meet(figure(*left), figure(*right)) is meet
    assert ranges_meet(figure(*right), figure(*left)) is meet


@given(ENDS, ENDS, st.floats(-1e6, 1e6))
def test_what_holds_a_value_meets_it(low: float | None, high: float | None, value: float) -> None:
    inside = (low is None or low <= value) and (high is None or value <= high)
    assert ranges_meet(figure(low, high), figure(value, value)) is inside
