"""One town at one hour, and what was struck there."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from crossfix.codes import EventType, Feature, Status
from crossfix.findings.accounts import Site
from crossfix.link import spots
from crossfix.link.facts import beside, facts_of
from crossfix.link.kinds import kinds_befallen, kinds_told
from tests.link.told import KHARKIV, SUMY, make_account

SCHOOL, MARKET, BAZAAR = ({"target": (word,)} for word in ("school", "market", "bazaar"))
MORNING = {"earliest": "2025-03-03T06:00", "latest": "2025-03-03T08:00"}
EVENING = {"earliest": "2025-03-03T18:00", "latest": "2025-03-03T23:59"}
NIGHT = {"earliest": "2025-03-03T22:00", "latest": "2025-03-04T04:00"}
SUBURB = replace(SUMY, name="bytytsia", lat=SUMY.lat + 0.09, radius_km=4.0)  # type: ignore[operator]
AGAIN = replace(SUMY, name="sumi", lat=SUMY.lat + 0.01)  # type: ignore[operator]
UNPLACED = Site(name="sumy")


@pytest.mark.parametrize(
    ("feature", "mine", "theirs", "expected"),
    [
        ("one_spot", {}, {}, 1.0),
        ("one_spot", {}, {"type": EventType.CLASH}, 1.0),
        ("one_spot", {}, {"type": EventType.CASUALTIES}, 0.0),
        ("one_spot", {"type": EventType.OTHER}, {"type": EventType.OTHER}, 0.0),
        ("one_spot", {}, {"document": "doc_a", "start": 90}, 0.0),
        ("one_spot", MORNING, EVENING, 0.0),
        ("one_spot", EVENING, NIGHT, 1.0),
        ("one_spot", MORNING, {}, 1.0),
        ("one_spot", {}, {"time_precision": 2}, 0.0),
        ("one_spot", {}, {"earliest": None, "latest": None}, 0.0),
        ("one_spot", {}, {"sites": (KHARKIV,)}, 0.0),
        ("one_spot", {}, {"sites": (SUBURB,)}, 0.0),
        ("one_spot", {}, {"sites": (AGAIN,)}, 1.0),
        ("one_spot", {}, {"sites": (UNPLACED,)}, 1.0),
        ("one_spot_and_kind", MARKET, BAZAAR, 1.0),
        ("one_spot_and_kind", MARKET, BAZAAR | {"sites": (KHARKIV,)}, 0.0),
        ("one_spot_and_kind", MARKET, SCHOOL, 0.0),
        ("one_spot_and_kind", MARKET, {"target": (), "words": ("bazaar",)}, 1.0),
        ("other_kind", MARKET, SCHOOL, 1.0),
        ("other_kind", MARKET, BAZAAR, 0.0),
        ("other_kind", MARKET, {"target": ("thing",)}, 0.0),
        ("other_kind", MARKET, {"target": (), "words": ("school",)}, 0.0),
        ("other_kind", MARKET, SCHOOL | {"type": EventType.CASUALTIES}, 0.0),
        ("told_before", {"published": "2025-03-01"}, {}, 1.0),
        ("told_before", {"published": "2025-03-02"}, {}, 0.0),
        ("told_before", {"published": "2025-03-01", "status": Status.PLANNED}, {}, 0.0),
        ("told_before", {"published": None}, {}, 0.0),
        ("told_before", {"published": "2025-03-01"}, {"earliest": None, "latest": None}, 0.0),
    ],
)
def test_spots(feature: str, mine: dict[str, Any], theirs: dict[str, Any], expected: float) -> None:
    accounts = make_account(**mine), make_account(**{"document": "doc_b"} | theirs)
    facts = [facts_of(account) for account in accounts]
    assert getattr(spots, feature)(beside(*facts)) == expected
    assert getattr(spots, feature)(beside(*reversed(facts))) == expected


def test_a_small_district_is_a_town_and_a_region_is_none() -> None:
    district = replace(SUMY, name="deir", feature=Feature.REGION, radius_km=5.0)
    region = replace(district, radius_km=90.0)
    small, large = (facts_of(make_account(sites=(site,))) for site in (district, region))
    assert len(small.points) == 1
    assert set(small.names) == {"deir"}
    assert not large.points
    assert not large.names


def test_kinds_are_told_by_the_target_before_the_sentence() -> None:
    told = make_account(target=("bus", "stop"), words=("hospital", "bus"))
    assert kinds_befallen(told) == kinds_told(told) == {"transit"}
    untold = make_account(target=(), words=("hospital", "lyceum"), sources=("Hospital No. 2",))
    assert kinds_befallen(untold) == frozenset()
    assert kinds_told(untold) == {"education"}
