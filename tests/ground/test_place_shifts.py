"""Phrases that put things beside the place that they name: what they say."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.ground.place_shifts import Shift, find_shift

WHOLE = -1000.0
MEASURED = [
    # phrase, from, to (km), bearing, and how far it may be off
    ("20 km north-west of", 15.0, 25.0, 315.0, 22.5),
    ("20 km to the north-west of", 15.0, 25.0, 315.0, 22.5),
    ("20 kilometers northwest of the city of", 15.0, 25.0, 315.0, 22.5),
    ("20km NW of", 15.0, 25.0, 315.0, 22.5),
    ("20-km north of", 15.0, 25.0, 0.0, 22.5),
    ("12 km due south of the occupied town of", 10.8, 13.2, 180.0, 22.5),
    ("twenty-five kilometres north-north-east of", 22.5, 27.5, 22.5, 11.25),
    ("25 km WSW of", 22.5, 27.5, 247.5, 11.25),
    ("two to three kilometres west of the village of", 1.5, 3.5, 270.0, 22.5),
    ("4-5 km south-east of", 3.5, 6.25, 135.0, 22.5),
    ("a kilometre east of", 0.75, 1.25, 90.0, 22.5),
    ("10 km north and 5 km east of", 8.4, 14.0, 26.6, 11.25),
    ("several kilometres north and north-east of", 5.0, 8.0, 22.5, 45.0),
    ("within 30 km north of", 0.0, 30.0, 0.0, 22.5),
    ("about 12 kilometres from", 9.0, 15.0, None, 0.0),
    ("within 30 km of", 0.0, 30.0, None, 0.0),
    ("in a 30-km radius around", 0.0, 30.0, None, 0.0),
    ("up to 20 km from", 0.0, 20.0, None, 0.0),
    ("more than 20 km from", 20.0, 30.0, None, 0.0),
    ("almost 20 km from", 15.0, 20.0, None, 0.0),
    ("five miles outside", 6.03, 10.06, None, 0.0),
    ("12 nautical miles off", 20.0, 24.45, None, 0.0),
    ("10–12 km from", 7.5, 13.2, None, 0.0),
    ("800 metres from", 0.72, 0.88, None, 0.0),
    ("1,200 m from", 1.08, 1.32, None, 0.0),
    ("1,5 km from", 1.35, 1.65, None, 0.0),
    ("half a kilometre from", 0.45, 0.55, None, 0.0),
    ("one and a half kilometres from", 1.35, 1.65, None, 0.0),
    ("a few hundred metres from", 0.3, 0.4, None, 0.0),
    ("a dozen kilometres from", 10.8, 13.2, None, 0.0),
    ("dozens of kilometres from", 24.0, 99.0, None, 0.0),
    ("a couple of miles from", 2.4, 4.0, None, 0.0),
    ("5 km from the northern outskirts of", 3.75, 11.25, None, 0.0),
    ("2 miles off the coast of", 2.4, 9.02, None, 0.0),
    ("a 12-kilometre drive from", 10.8, 13.2, None, 0.0),
    ("20,000 km from", 15_000.0, 25_000.0, None, 0.0),
    ("1/2 mile from", 0.72, 0.89, None, 0.0),
    ("2½ km from", 2.25, 2.75, None, 0.0),
    ("1 1/2 km from", 1.35, 1.65, None, 0.0),
    ("99999999 km north of", 89_999_999.1, 109_999_998.9, 0.0, 22.5),
    ("0 km from", 0.0, 0.0, None, 0.0),
]
NAMED = [
    ("the outskirts of", -5.0, 5.0, None, 0.0),
    ("the northern outskirts of", -5.0, 5.0, 0.0, 22.5),
    ("just outside", -5.0, 5.0, None, 0.0),
    ("the suburbs of", -5.0, 5.0, None, 0.0),
    ("near the village of", 0.0, 10.0, None, 0.0),
    ("the western approaches to", WHOLE, 10.0, 270.0, 22.5),
    ("in the vicinity of the Russian border town of", 0.0, 10.0, None, 0.0),
    ("south of", WHOLE, 15.0, 180.0, 22.5),
    ("to the south of", WHOLE, 15.0, 180.0, 22.5),
    ("north and east of", WHOLE, 15.0, 45.0, 67.5),
    ("north, north-east and east of", WHOLE, 15.0, 45.0, 67.5),
    ("north and south of", 0.0, 15.0, None, 0.0),
]
PLAIN = [
    "They hold",
    "in the north of",  # inside of it
    "They drove 20 km and reached",
    "A 20 km column left",
    "The 59th brigade of",
    "A man of 20 from",
    "in",
]


def read(phrase: str) -> tuple[Shift | None, str]:
    text = f"A column burned there, {phrase} Kharkiv."
    start = text.index("Kharkiv")
    return find_shift(text, start, start + len("Kharkiv")), text


@pytest.mark.parametrize(("phrase", "low", "high", "degrees", "off"), MEASURED + NAMED)
def test_what_a_phrase_says(
    phrase: str, low: float, high: float, degrees: float | None, off: float
) -> None:
    shift, text = read(phrase)
    assert shift is not None
    assert (shift.low, shift.high) == pytest.approx((low, high), abs=0.06)
    assert (shift.bearing is None) == (degrees is None)
    if shift.bearing is not None:
        assert (shift.bearing.degrees, shift.bearing.off) == pytest.approx((degrees, off), abs=0.1)
    assert shift.measured == any(phrase == row[0] for row in MEASURED)
    quoted = text[shift.start : shift.stop]
    assert quoted.endswith("Kharkiv")
    assert phrase.removeprefix("in the ").removeprefix("in a ")[:4] in quoted


@pytest.mark.parametrize("phrase", PLAIN)
def test_a_name_without_such_a_phrase_is_where_it_is(phrase: str) -> None:
    assert read(phrase)[0] is None


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Kharkiv's northern outskirts burn.", "Kharkiv's northern outskirts"),
        ("Kharkiv’s suburbs burn.", "Kharkiv’s suburbs"),
        ("Kharkiv outskirts burn.", "Kharkiv outskirts"),
        ("Kharkiv burns.", None),
        ("Kharkiv’s western edge burns.", "Kharkiv’s western edge"),
        ("Kharkiv’s approaches are mined.", "Kharkiv’s approaches"),
        ("Kharkiv edges closer.", None),
        ("Kharkiv approaches its limits.", None),
    ],
)
def test_a_phrase_behind_the_name(text: str, quoted: str | None) -> None:
    shift = find_shift(text, 0, len("Kharkiv"))
    assert (text[shift.start : shift.stop] if shift else None) == quoted


@pytest.mark.parametrize(
    "between",
    [
        " (8 km northeast of ",
        ", 8 km northeast of ",
        ", a village about 8 km from ",
        ", which lies 8 km north of ",
        " is located some 8 km from ",
        " near ",
        ", south of ",
        " on the outskirts of ",
    ],
)
def test_a_phrase_behind_another_name_places_that_one(between: str) -> None:
    text = f"Fighting in Synkivka{between}Kupyansk) goes on."
    start, floor = text.index("Kupyansk"), text.index("Synkivka") + len("Synkivka")
    assert find_shift(text, start, start + len("Kupyansk"), floor) is None


@pytest.mark.parametrize("between", [" and near ", ". A truck burned 8 km from ", "\n\nNear "])
def test_a_phrase_of_its_own_shifts_the_second(between: str) -> None:
    text = f"Fighting in Synkivka{between}Kupyansk goes on."
    start, floor = text.index("Kupyansk"), text.index("Synkivka") + len("Synkivka")
    assert find_shift(text, start, start + len("Kupyansk"), floor) is not None


def test_a_way_from_one_place_to_another_is_no_distance() -> None:
    text = "The drone flew 300 km from Kharkiv to Kazan."
    start = text.index("Kharkiv")
    assert find_shift(text, start, start + len("Kharkiv")) is None


def test_a_phrase_does_not_reach_over_paragraphs() -> None:
    text = "It burned 8 km from\n\nKharkiv was quiet."
    start = text.index("Kharkiv")
    assert find_shift(text, start, start + len("Kharkiv")) is None


PIECES = (
    "20", "1,200", "1/2", "0/0", "½", "twenty-five", "a few hundred", "dozens of", "about", "km",
    "miles", "metres", "north", "NNE", "south-west", "and", ",", "of", "from", "the outskirts",
    "between", "within", "near", "the village of", "to the", "-", "\n\n", " ", "\u00a0", "'s",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=20), st.data())
def test_whatever_stands_before_a_name_the_phrase_is_quoted(
    pieces: list[str], data: st.DataObject
) -> None:
    before = " ".join(pieces)
    text = f"{before}Kharkiv's suburbs"
    floor = data.draw(st.integers(0, len(before)))
    shift = find_shift(text, len(before), len(before) + 7, floor)
    if shift is not None:
        assert 0 <= shift.start <= len(before) < shift.stop <= len(text)
        assert shift.low <= shift.high
        assert math.isfinite(shift.low)
        assert math.isfinite(shift.high)
