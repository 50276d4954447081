"""What burns whatever happens, told by the history of its place."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from crossfix.check import static_sources
from crossfix.check.static_sources import cells_of, known_static, learn_static, masked_cells

PLACES = [
    (50.230, 33.348, True),  # a gas field in Poltava oblast
    (47.099, 37.600, True),  # steel works in Mariupol
    (47.877, 35.190, True),  # steel works in Zaporizhzhia
    (49.000, 33.000, False),  # fields
    (50.450, 30.520, False),  # the centre of Kyiv
]


@pytest.mark.parametrize(("lat", "lon", "static"), PLACES)
def test_the_cells_on_record(lat: float, lon: float, static: bool) -> None:
    [cell] = cells_of(np.array([lat]), np.array([lon]))
    assert (int(cell) in known_static()) is static


def test_the_record_is_small_and_tells_where_it_comes_from() -> None:
    path = Path(static_sources.__file__).parent / static_sources.DATA
    assert path.stat().st_size < 200_000
    head = path.read_text(encoding="ascii")[:600]
    assert "provenance" in head
    assert "NASA" in head


def history(months: list[int], cell: int = 1) -> tuple[list[int], list[int]]:
    """A cell seen in these months, and fields elsewhere that burn in the summers of five years."""
    fields = [year * 12 + month for year in range(5) for month in (6, 7, 8) for _ in range(50)]
    record = [month for month in range(60) for _ in range(1)]
    cells = [cell] * len(months) + [1000 + at % 400 for at in range(len(fields))]
    cells += [9000 + at for at in range(len(record))]
    return cells, months + fields + record


@pytest.mark.parametrize(
    ("months", "static"),
    [
        (list(range(60)), True),
        ([0, 13, 26, 40, 53], True),
        ([6, 7, 18, 19, 30, 31], False),  # summers alone
        ([6, 6, 6, 6, 6], False),  # one month, many fires
        ([0, 13, 26], False),  # too few months
    ],
)
def test_months_and_quiet_ones_decide(months: list[int], static: bool) -> None:
    cells, told = history(months)
    found = learn_static(
        np.array(cells, np.uint64), np.array(told, np.int32), np.zeros(len(cells), np.uint64)
    )
    assert (1 in found["cell"].to_list()) is static


def test_a_short_record_asks_for_more() -> None:
    """A winter of war in one place is no flare."""
    months = np.array([0, 1, 2, 3] + [6] * 40 + list(range(12)), np.int32)
    cells = np.array([1] * 4 + list(range(10, 50)) + list(range(100, 112)), np.uint64)
    found = learn_static(cells, months, np.zeros(len(cells), np.uint64))
    assert found.is_empty()


def test_strong_sources_reach_into_the_cells_around() -> None:
    [cell] = cells_of(np.array([50.23]), np.array([33.348]))
    months = np.repeat(np.arange(60, dtype=np.int32), 1)
    cells = np.full(60, cell, np.uint64)
    fields = np.array([7, 8] * 200, np.int32)
    others = np.arange(400, dtype=np.uint64) + 5
    found = learn_static(
        np.concatenate([cells, others]),
        np.concatenate([months, fields]),
        np.zeros(460, np.uint64),
    )
    assert len(masked_cells(found)) == 7
