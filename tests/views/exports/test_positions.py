"""What tells the position of a unit, how it is coarsened, and for how long it is held back."""

from __future__ import annotations

from datetime import date

import h3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.codes import EventType, Feature, Status
from crossfix.model import Event, Place, Span
from crossfix.views.exports.positions import (
    RESOLUTION,
    WITHHELD_PLACE,
    coarsen,
    is_fine,
    is_of_forces,
    is_plan,
    is_young,
    names_unit,
    stretch_of,
    tells_position,
)
from tests.views.exports.made import Maker


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("The 5th Mechanized Brigade", True),
        ("the 414th Battalion of UAV systems", True),
        ("the Azov Brigade", True),
        ("93rd and 110th brigades", True),
        ("Brigade 47", True),
        ("units", False),
        ("the army", False),
        ("Russian forces", False),
        ("the 5 villages", False),
    ],
)
def test_a_unit_is_named(words: str, named: bool) -> None:
    assert names_unit(words) is named


@pytest.mark.parametrize(
    ("words", "military"),
    [
        ("an ammunition depot", True),
        ("two command posts", True),
        ("S-300 launchers", True),
        ("the Engels air base", True),
        ("a temporary deployment area", True),
        ("a fuel depot", False),
        ("a hospital", False),
        ("the tankers’ wages", False),
    ],
)
def test_facilities_of_forces(words: str, military: bool) -> None:
    assert is_of_forces(words) is military


def event(type: EventType, actor: str | None = None, target: str | None = None) -> Event:
    return Event(
        id="evt_1",
        trigger=Span(0, 1, "x"),
        type=type,
        actor=Span(0, len(actor), actor) if actor else None,
        target=Span(0, len(target), target) if target else None,
    )


UNIT, ARMY = "the 5th Mechanized Brigade", "Ukrainian forces"
TABLE = [
    (event(EventType.DEPLOYMENT), True),
    (event(EventType.DEPLOYMENT, ARMY), True),
    (event(EventType.ADVANCE, UNIT), True),
    (event(EventType.ADVANCE, ARMY), False),
    (event(EventType.CLASH, ARMY, UNIT), True),
    (event(EventType.STRIKE, UNIT, "a hospital"), False),
    (event(EventType.STRIKE, ARMY, "an air base"), True),
    (event(EventType.STRIKE, ARMY, "a market"), False),
    (event(EventType.CONSULT, "ministers"), False),
]


@pytest.mark.parametrize(("told", "position"), TABLE)
def test_what_tells_a_position(told: Event, position: bool) -> None:
    assert tells_position(told, {}) is position


@pytest.mark.parametrize("status", list(Status))
def test_plans_are_of_fights_and_moves_that_were_not(status: Status) -> None:
    ahead = status in {Status.PLANNED, Status.HYPOTHETICAL}
    strike = Event(id="evt_1", trigger=Span(0, 1, "x"), type=EventType.STRIKE, status=status)
    talks = Event(id="evt_1", trigger=Span(0, 1, "x"), type=EventType.CONSULT, status=status)
    assert is_plan(strike) is ahead
    assert not is_plan(talks)


@pytest.mark.parametrize(
    ("latest", "published", "today", "young"),
    [
        ("2025-03-01", "2025-03-01", date(2025, 3, 10), True),
        ("2025-02-24", "2025-02-24", date(2025, 3, 10), False),
        ("2025-02-25", "2025-02-25", date(2025, 3, 10), True),
        ("2024-02-24", "2025-03-09", date(2025, 3, 10), True),
        ("2025-03-09T10:00", None, date(2025, 3, 10), True),
        (None, "2025-01", date(2025, 3, 10), False),
        (None, None, date(2025, 3, 10), True),
        ("2020-01-01", "2020-01-01", None, True),
    ],
)
def test_age(latest: str | None, published: str | None, today: date | None, young: bool) -> None:
    told = Event(
        id="evt_1",
        trigger=Span(0, 1, "x"),
        type=EventType.DEPLOYMENT,
        earliest=latest,
        latest=latest,
    )
    assert is_young(told, published, 14, today) is young


def place(lat: float, lon: float, radius: float = 2.0, **fields: object) -> Place:
    given = {"feature": Feature.VILLAGE, "country": "UA", "gazetteer_id": "1", **fields}
    return Place(
        id="plc_1",
        span=Span(0, 7, "Chuhuiv"),
        name="Chuhuiv",
        lat=lat,
        lon=lon,
        radius_km=radius,
        shift=Span(0, 1, "x"),
        named_lat=1.0,
        named_lon=2.0,
        **given,  # type: ignore[arg-type]
    )


@given(st.floats(-85, 85), st.floats(-179.9, 179.9))
def test_a_coarsened_point_is_that_of_its_cell(lat: float, lon: float) -> None:
    fine = place(lat, lon)
    coarse = coarsen(fine)
    assert coarse.lat is not None
    assert coarse.lon is not None
    assert coarse.radius_km is not None
    off = h3.great_circle_distance((lat, lon), (coarse.lat, coarse.lon))
    assert off <= coarse.radius_km, "the true point lies within what is told"
    again = coarsen(place(coarse.lat, coarse.lon))
    cell = h3.latlng_to_cell(lat, lon, RESOLUTION)
    assert h3.latlng_to_cell(coarse.lat, coarse.lon, RESOLUTION) == cell
    assert (again.lat, again.lon) == (coarse.lat, coarse.lon), "all points of a cell give one"
    left = (coarse.name, coarse.gazetteer_id, coarse.shift, coarse.named_lat, coarse.named_lon)
    assert left == (WITHHELD_PLACE, None, None, None, None)


@pytest.mark.parametrize(
    ("fields", "fine"),
    [
        ({}, True),
        ({"radius": 80.0}, False),
        ({"feature": Feature.REGION}, False),
        ({"feature": Feature.COUNTRY, "radius": 1.0}, False),
    ],
)
def test_what_is_rough_already_stays(fields: dict[str, object], fine: bool) -> None:
    told = place(49.8, 36.7, **fields)  # type: ignore[arg-type]
    assert is_fine(told) is fine
    assert (coarsen(told) == told) is not fine


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("One. The unit moved to Izium. Three.", "The unit moved to Izium."),
        ("One. Gen. Franko moved to Izium. Three.", "Gen. Franko moved to Izium."),
        ("One? “It moved to Izium!” he said. Three.", "“It moved to Izium!” he said."),
        ("Then 5.7 km to Izium they moved. Three.", "Then 5.7 km to Izium they moved."),
        ("it moved", "it moved"),
        ("A list\nIt moved\nto Izium", "It moved"),
    ],
)
def test_the_sentence_around_an_event(text: str, stretch: str) -> None:
    make = Maker(text)
    make.event("moved", EventType.DEPLOYMENT)
    ledger = make.ledger()
    start, stop = stretch_of(ledger.events[0], ledger)
    assert ledger.document.text[start:stop] == stretch
