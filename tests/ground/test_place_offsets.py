"""Points and radii beside a place: geometry that must hold wherever it is."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.ground.gazetteer_entry import kilometres
from crossfix.ground.place_distances import Bearing
from crossfix.ground.place_offsets import (
    FARTHEST_KM,
    Spot,
    course,
    destination,
    lead,
    middle_of,
)
from crossfix.ground.place_shifts import Shift

TOWN = Spot(50.0, 36.0, 5.0)
latitudes = st.floats(-89, 89)
longitudes = st.floats(-180, 180)
bearings = st.floats(0, 360, exclude_max=True)


@given(latitudes, longitudes, bearings, st.floats(0.5, 2000))
def test_what_is_led_to_is_as_far_and_on_that_bearing(
    lat: float, lon: float, bearing: float, km: float
) -> None:
    there = destination(lat, lon, bearing, km)
    assert -90 <= there[0] <= 90
    assert -180 <= there[1] <= 180
    away, back = course(lat, lon, *there)
    assert away == pytest.approx(km, abs=0.01)
    if abs(lat) < 85 and km > 5:
        assert abs((back - bearing + 180) % 360 - 180) < 0.5


@given(st.floats(0, 450), st.floats(0, 450), bearings, st.floats(1, 15))
def test_a_point_led_to_lies_between_the_two_distances(
    low: float, high: float, degrees: float, wide: float
) -> None:
    low, high = sorted((low, high))
    shift = Shift(0, 1, low, high, Bearing(degrees, 22.5), measured=True)
    spot = lead(shift, Spot(50.0, 36.0, wide))
    assert spot is not None
    away, _ = course(50.0, 36.0, spot.lat, spot.lon)
    assert low - 0.01 <= away <= high + 0.01
    assert spot.radius_km >= (high - low) / 2 - 0.06
    assert spot.radius_km >= wide - 0.06
    assert math.isfinite(spot.radius_km)


@given(st.floats(-1000, 1000), st.floats(0, 25_000), st.none() | bearings, st.booleans())
def test_no_phrase_leads_off_the_earth(
    low: float, high: float, degrees: float | None, measured: bool
) -> None:
    bearing = None if degrees is None else Bearing(degrees, 22.5)
    spot = lead(Shift(0, 1, min(low, high), high, bearing, measured), TOWN)
    assert (spot is None) == (high > FARTHEST_KM)
    if spot is not None:
        assert -90 <= spot.lat <= 90
        assert spot.radius_km >= 1.0


@pytest.mark.parametrize(
    ("shift", "north_km", "radius"),
    [
        (Shift(0, 1, 15, 25, Bearing(0, 22.5), measured=True), 20.0, 10.4),
        (Shift(0, 1, 15, 25, None, measured=True), 0.0, 30.0),
        (Shift(0, 1, -5, 5, Bearing(0, 22.5)), 5.0, 5.4),
        (Shift(0, 1, -1000, 15, Bearing(0, 22.5)), 10.0, 10.7),
        (Shift(0, 1, 0, 10), 0.0, 15.0),
    ],
)
def test_points_and_radii(shift: Shift, north_km: float, radius: float) -> None:
    spot = lead(shift, TOWN)
    assert spot is not None
    assert kilometres(50.0, 36.0, spot.lat, 36.0) == pytest.approx(north_km, abs=0.1)
    assert spot.radius_km == pytest.approx(radius, abs=0.1)


def test_the_middle_lies_on_both_sides_of_the_date_line() -> None:
    spot = middle_of(Spot(10.0, 179.5, 2.0), Spot(10.0, -179.5, 2.0))
    assert spot is not None
    assert abs(abs(spot.lon) - 180) < 0.01
    assert spot.radius_km == pytest.approx(54.7, abs=0.3)


def test_nothing_lies_between_towns_far_apart() -> None:
    assert middle_of(Spot(50.45, 30.52, 15.0), Spot(55.75, 37.62, 15.0)) is None
