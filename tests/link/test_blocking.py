from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import h3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.codes import EventType, Feature
from crossfix.findings.accounts import Site
from crossfix.link.blocking import keys_of
from tests.link.told import KHARKIV, make_account

UNDATED = {"earliest": None, "latest": None, "dated": False}
UNPUBLISHED = UNDATED | {"published": None}
DAYS = st.dates(date(2022, 1, 1), date(2026, 1, 1))


def meet(mine: dict[str, Any], theirs: dict[str, Any]) -> bool:
    left, right = make_account(**mine), make_account("doc_b", **theirs)
    return not set(keys_of(left)).isdisjoint(keys_of(right))


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ({}, {}, True),
        ({}, {"target": ("hospital",), "words": ()}, True),  # the same cell and day
        ({}, {"sites": ()}, True),  # the same target and day
        ({}, {"sites": (KHARKIV,), "target": ("hospital",)}, False),
        ({}, UNDATED, True),  # taken to lie in the week before its report
        ({}, UNDATED | {"published": "2025-06-01"}, False),
        ({}, {"earliest": "2025-03-01", "latest": "2025-03-20"}, True),
        ({}, {"earliest": "2025-05-01", "latest": "2025-05-01"}, False),
        ({}, {"type": EventType.DAMAGE, "lemma": "burn", "target": ("port",)}, True),
        (UNPUBLISHED, UNPUBLISHED, True),
        (UNPUBLISHED, UNPUBLISHED | {"topic": ("opera", "singer")}, False),
        ({"sites": (Site(name="veselka"),)}, {"sites": (Site(name="veselka"),)}, True),
        # common words of the target, where they are all that the shorter has
        (
            {"target": ("tatar", "player"), "words": ()},
            {"target": ("player",), "words": (), "sites": (KHARKIV,)},
            True,
        ),
        # one matter in two words
        (
            {"type": EventType.CAPTURE, "lemma": "take", "word": "took"},
            {"type": EventType.CAPTURE, "lemma": "fall", "word": "fell", "sites": ()},
            True,
        ),
    ],
)
def test_who_is_compared(mine: dict[str, Any], theirs: dict[str, Any], expected: bool) -> None:
    assert meet(mine, theirs) is meet(theirs, mine) is expected


@given(DAYS, st.integers(0, 1))
def test_days_that_follow_on_each_other_meet(day: date, gap: int) -> None:
    later = (day + timedelta(days=gap)).isoformat()
    first, second = day.isoformat(), later
    assert meet({"earliest": first, "latest": first}, {"earliest": second, "latest": second})


@given(st.floats(44, 53), st.floats(22, 41), st.floats(-0.008, 0.008), st.floats(-0.01, 0.01))
def test_points_within_a_kilometre_meet(lat: float, lon: float, north: float, east: float) -> None:
    here = Site(name="one", lat=lat, lon=lon, radius_km=1.0, feature=Feature.VILLAGE)
    there = Site(
        name="two", lat=lat + north, lon=lon + east, radius_km=1.0, feature=Feature.VILLAGE
    )
    about = {"target": (), "actor": (), "words": ()}
    assert meet({"sites": (here,)} | about, {"sites": (there,)} | about)


def test_keys_are_few_signed_and_in_order() -> None:
    keys = keys_of(make_account())
    assert list(keys) == sorted(set(keys))
    assert all(-(2**63) <= key < 2**63 for key in keys)
    assert len(keys) < 40
    assert h3.average_hexagon_edge_length(5, unit="km") > 8


@given(DAYS, st.integers(30, 2_000))
def test_what_was_told_at_one_time_has_keys_close_together(day: date, later: int) -> None:
    def dated(when: date) -> list[int]:
        day = when.isoformat()
        return list(keys_of(make_account(earliest=day, latest=day)))

    assert max(dated(day)) < min(dated(day + timedelta(days=later)))
