"""Rows of one happening put together, with all that was given up told."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.codes import EventType, Status
from crossfix.findings.corroboration import Backing
from crossfix.views.exports.merging import Gathering, merge
from crossfix.views.exports.rows import Figure, Pointer, Row, Site, digits_for
from crossfix.views.exports.spool import Spool


def row(number: int = 1, **fields: object) -> Row:
    pointer = Pointer(
        event=f"evt_{number}",
        report=f"doc_{number}",
        sha256="ab",
        start=0,
        stop=3,
        quote="hit",
        chain=(f"source {number}",),
        published=f"2025-03-{number:02d}",
    )
    given = {
        "type": EventType.STRIKE,
        "status": Status.ASSERTED,
        "words": "hit",
        "pointers": (pointer,),
        "backing": Backing(event_id=f"evt_{number}", happening="hap_1"),
        **fields,
    }
    return Row(id=f"evt_{number}", **given)  # type: ignore[arg-type]


def figure(low: float | None, best: float | None, high: float | None) -> Figure:
    return Figure(low=low, best=best, high=high)


def days(earliest: str | None, latest: str | None) -> dict[str, object]:
    return {"earliest": earliest, "latest": latest}


@pytest.mark.parametrize(
    ("told", "merged", "others"),
    [
        ([days("2025-03-01", "2025-03-01")] * 2, ("2025-03-01", "2025-03-01"), None),
        (
            [days("2025-03-01", "2025-03-07"), days("2025-03-05", "2025-03-09")],
            ("2025-03-05", "2025-03-07"),
            None,
        ),
        (
            [days("2025-03-01", "2025-03-02"), days("2025-03-02T18:00", "2025-03-02T19:00")],
            ("2025-03-02T18:00", "2025-03-02T19:00"),
            None,
        ),
        (
            [days("2025-03-01", "2025-03-01"), days("2025-03-04", "2025-03-04")],
            ("2025-03-01", "2025-03-01"),
            ("2025-03-04/2025-03-04",),
        ),
        (
            [days("2025-03-01", "2025-03-01"), *[days("2025-03-04", "2025-03-04")] * 2],
            ("2025-03-04", "2025-03-04"),
            ("2025-03-01/2025-03-01",),
        ),
        ([days(None, None), days("2025-03-04", "2025-03-04")], ("2025-03-04", "2025-03-04"), None),
        ([days(None, "2025-03-04")] * 2, (None, "2025-03-04"), None),
        ([days(None, None)] * 2, (None, None), None),
    ],
)
def test_days(
    told: list[dict[str, object]],
    merged: tuple[str | None, str | None],
    others: tuple[str, ...] | None,
) -> None:
    one = merge([row(number, **fields) for number, fields in enumerate(told, start=1)])
    assert (one.earliest, one.latest) == merged
    assert one.differs.get("days") == others


def test_most_reports_win_and_the_others_are_told() -> None:
    one = merge([row(1, actor="drones"), row(2, actor="Missiles"), row(3, actor="missiles")])
    assert one.actor == "Missiles"
    assert one.differs["actor"] == ("drones",)


def test_a_denial_does_not_outvote_but_is_told() -> None:
    one = merge([row(1), *(row(n, status=Status.DENIED, actor="no one") for n in (2, 3))])
    assert one.status is Status.ASSERTED
    assert one.actor is None
    assert one.differs == {"status": ("denied",)}
    assert len(one.pointers) == 3, "whoever denies it is a source as well"


def test_the_surest_place_and_the_newest_dead() -> None:
    wide = Site(name="the region", lat=49.0, lon=36.0, radius_km=90.0)
    fine = Site(name="Izium", lat=49.2, lon=37.2, radius_km=3.0)
    one = merge(
        [
            row(1, sites=(wide,), dead=figure(2, 2, 2), geo_precision=3),
            row(2, sites=(fine,), geo_precision=1),
            row(3, dead=figure(5, 5, 5)),
        ]
    )
    assert one.sites == (fine,)
    assert one.differs["places"] == ("the region",)
    assert one.geo_precision == 1
    assert one.dead == figure(2, 5, 5)


def test_one_row_is_its_own_happening() -> None:
    assert merge([row(1)]).id == "hap_1"
    assert merge([row(1, backing=None)]).id == "evt_1"


@given(st.permutations(range(1, 6)))
def test_rows_may_come_in_any_order(order: list[int]) -> None:
    rows = {n: row(n, actor=f"actor {n % 3}", dead=figure(n, n, n)) for n in order}
    alone = row(7, backing=None)
    gathering = Gathering()
    for number in order:
        gathering.add(rows[number])
    gathering.add(alone)
    found = list(gathering.happenings())
    assert found == [merge([alone]), merge([rows[n] for n in sorted(order)])]


def test_a_spool_gives_back_in_order_what_it_was_given() -> None:
    spool = Spool()
    for number in range(5000):
        spool.add((str(number % 7), f"{number:05d}"), str(number).encode())
    found = [int(body) for body in spool.sorted()]
    assert sorted(found) == list(range(5000))
    assert [n % 7 for n in found] == sorted(n % 7 for n in range(5000))


@given(st.floats(0.01, 2000))
def test_rounding_moves_a_point_less_than_its_radius_bears(radius: float) -> None:
    digits = digits_for(radius)
    assert 0.5 * 10.0**-digits * 111.32 <= max(radius / 5, 0.001)
    assert digits == 0 or 10.0 ** -(digits - 1) * 111.32 > radius / 5, "no digit more than needed"


def test_a_row_is_packed_whole() -> None:
    told = row(1, dead=figure(1, None, 3), differs={"actor": ("x",)})
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(told), type=Row) == told
