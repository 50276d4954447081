"""Days in EDTF, as a table; and that a parser of the format takes every one of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfix.views.exports.edtf import edtf, whole_day

TABLE = [
    (None, None, None, None),
    ("2025-02-11", "2025-02-11", None, "2025-02-11"),
    ("2025-02-11", "2025-02-11", 1, "2025-02-11"),
    ("2025-02-11", "2025-02-11", 2, "2025-02-11~"),
    ("2025-02-11T18:00", "2025-02-11T18:00", 1, "2025-02-11T18:00:00"),
    ("2025-02-11T18:00Z", "2025-02-11T18:00Z", 1, "2025-02-11T18:00:00Z"),
    ("2025-02-11T18:00", "2025-02-11T23:59", 1, "2025-02-11"),
    ("2025-02-11T18:00", "2025-02-12T06:00", 1, "2025-02-11/2025-02-12"),
    ("2025-02-11", "2025-02-12", None, "2025-02-11/2025-02-12"),
    ("2025-02-01", "2025-02-28", 3, "2025-02"),
    ("2024-02-01", "2024-02-29", 3, "2024-02"),
    ("2024-02-01", "2024-02-28", 3, "2024-02-01/2024-02-28"),
    ("2024-01-01", "2024-12-31", None, "2024"),
    (None, "2025-02-12", None, "../2025-02-12"),
    ("2025-02-12", None, None, "2025-02-12/.."),
]


@pytest.mark.parametrize(("earliest", "latest", "precision", "expected"), TABLE)
def test_table(
    earliest: str | None, latest: str | None, precision: int | None, expected: str | None
) -> None:
    assert edtf(earliest, latest, precision) == expected


@pytest.mark.parametrize(
    ("iso", "day"),
    [("2025", "2025-01-01"), ("2025-03", "2025-03-01"), ("2025-03-09T10:00+02:00", "2025-03-09")],
)
def test_whole_day(iso: str, day: str) -> None:
    assert whole_day(iso) == day


DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
CLOCKS = st.sampled_from(["", "T00:00", "T18:30", "T18:30Z", "T23:59"])


@given(DAYS, st.integers(0, 800), CLOCKS, CLOCKS, st.sampled_from([None, 1, 2, 3]))
@settings(max_examples=60)
def test_every_interval_is_edtf(
    first: date, days: int, clock: str, other: str, precision: int | None
) -> None:
    parser = pytest.importorskip("edtf", reason="the dev extra is not installed")
    last = (first + timedelta(days=days)).isoformat()
    written = edtf(first.isoformat() + clock, last + other, precision)
    assert written is not None
    parser.parse_edtf(written)
    if len(written) == 21:
        assert written == f"{first}/{last}"


@pytest.mark.parametrize("bounds", [("2025-02-12", None), (None, "2025-02-12")])
def test_open_intervals_are_edtf(bounds: tuple[str | None, str | None]) -> None:
    parser = pytest.importorskip("edtf", reason="the dev extra is not installed")
    parser.parse_edtf(edtf(*bounds))
