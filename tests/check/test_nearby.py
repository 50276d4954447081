"""Points near points: the same as comparing everything with everything."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from crossfix.check.nearby import Nearby, kilometres

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)
EDGES = st.sampled_from(
    [(89.9, 10.0), (-89.9, -170.0), (0.0, 179.95), (0.01, -179.95), (50.0, 30.0)]
)
POINTS = st.lists(st.one_of(EDGES, st.tuples(LATITUDES, LONGITUDES)), max_size=30)


@given(POINTS, POINTS, st.floats(0.1, 3000))
def test_all_that_is_near_and_nothing_else(
    points: list[tuple[float, float]], asked: list[tuple[float, float]], km: float
) -> None:
    lat, lon = (np.array([point[axis] for point in points]) for axis in (0, 1))
    asked_lat, asked_lon = (np.array([point[axis] for point in asked]) for axis in (0, 1))
    found = Nearby(lat, lon).within(asked_lat, asked_lon, np.full(len(asked), km))
    pairs = list(zip(found.asked.tolist(), found.point.tolist(), strict=True))
    away = kilometres(asked_lat[:, None], asked_lon[:, None], lat[None, :], lon[None, :])
    assert set(pairs) == {tuple(pair) for pair in np.argwhere(away <= km).tolist()}
    assert len(pairs) == len(set(pairs))
    assert found.asked.tolist() == sorted(found.asked.tolist())


def test_a_degree_of_latitude() -> None:
    one = np.array([50.0]), np.array([30.0])
    assert abs(kilometres(*one, np.array([51.0]), np.array([30.0]))[0] - 111.2) < 0.1
