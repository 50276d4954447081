"""Spans of a report where they stand in it as it is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.findings.disclosure import Origins
from crossfix.web.moved import moved_offset

EDITS = Origins(((10, 20, 4), (30, 32, 10)))


@pytest.mark.parametrize(
    ("offset", "end", "moved"),
    [(0, False, 0), (10, False, 10), (15, False, 10), (15, True, 14), (20, False, 14),
     (25, True, 19), (31, False, 24), (31, True, 34), (40, False, 42)],
)  # fmt: skip
def test_offsets(offset: int, end: bool, moved: int) -> None:
    assert moved_offset(EDITS, offset, end=end) == moved


@given(st.integers(0, 60), st.integers(0, 60))
def test_order_is_kept(one: int, other: int) -> None:
    first, last = sorted((one, other))
    assert moved_offset(EDITS, first, end=False) <= moved_offset(EDITS, last, end=True)
