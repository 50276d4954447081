"""What the measurement of places counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.place_corpora import Gold, Sighting, kilometres
from bench.place_curve import FEWEST, Scored, draw, points
from bench.place_recognition import Tally
from bench.place_towns import is_right, once_seen, tally

from crossfix.model import Place, make_id, slice_span


def place(lat: float | None, gazetteer_id: str | None = None) -> Place:
    span = slice_span("Izium", 0, 5)
    lon = None if lat is None else 37.3
    return Place(
        id=make_id("pla", span), span=span, name="Izium", lat=lat, lon=lon,
        gazetteer_id=gazetteer_id,
    )  # fmt: skip


def test_a_degree_of_latitude_is_a_hundred_and_eleven_kilometres() -> None:
    assert kilometres(50.0, 37.3, Gold(0, 5, 49.0, 37.3)) == pytest.approx(111.2, abs=0.1)


@pytest.mark.parametrize(
    ("found", "right"),
    [
        (place(49.05), True),
        (place(49.3), False),
        (place(None), False),
        (place(60.0, gazetteer_id="7"), True),
    ],
)
def test_right_is_the_same_place_or_one_close_by(found: Place, right: bool) -> None:
    assert is_right(found, Gold(0, 5, 49.0, 37.3, gazetteer_id="7"), 15.0) is right


def test_abstained_towns_count_as_missed_and_not_as_wrong() -> None:
    gold = Gold(0, 5, 49.0, 37.3)
    shares = tally([(place(49.0), gold), (place(None), gold), (place(51.0), gold)], 0.0)
    assert shares["right"] == shares["abstained"] == shares["wrong"] == pytest.approx(1 / 3)
    assert shares["wrong_of_resolved"] == 0.5
    assert tally([(place(49.0), gold)], 0.5)["abstained"] == 1.0


def test_a_town_of_two_rows_is_not_rare() -> None:
    rows = [Sighting(str(n), town, "", "", 0.0, 0.0) for n, town in enumerate("ABa")]
    assert once_seen(rows) == {"1"}


def test_more_abstention_never_answers_more() -> None:
    found = [Scored(n / 100, n % 3 > 0) for n in range(100)] + [Scored(None, False)] * 10
    abstained = [share for _, share, _ in points(found)]
    assert abstained == sorted(abstained)
    assert abstained[0] == pytest.approx(10 / 110)
    assert round((1 - abstained[-1]) * 110) >= FEWEST


def test_the_picture_is_drawn(tmp_path: Path) -> None:
    found = [Scored(0.5 + n / 200, True) for n in range(100)]
    draw({"lgl": found}, 0.5, tmp_path / "curve.svg")
    picture = (tmp_path / "curve.svg").read_text(encoding="utf-8")
    assert picture.startswith("<svg") and "LGL" in picture and "<circle" in picture


def test_mentions_meet_where_they_overlap() -> None:
    tally = Tally()
    tally.add([(0, 5), (9, 12)], [(3, 8), (20, 25)])
    assert tally.figures() == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "marked": 2}
