"""Where the words around a name put things: phrase by phrase, to point and radius."""

from __future__ import annotations

import pytest

from crossfix.config import load_config
from crossfix.ground.gazetteer_entry import kilometres
from crossfix.model import Document, Feature, Place, make_id, slice_span
from crossfix.plugins import STAGES, make
from crossfix.reading import Reading

KHARKIV = (49.982, 36.255)
TORETSK = (48.395, 37.848)
KUPYANSK = (49.710, 37.616)
SUDZHA = (51.191, 35.271)


def resolve(text: str, *marked: str | tuple[str, Feature]) -> list[Place]:
    """The stage on mentions given by hand, in the order of the text."""
    places, at = [], 0
    for mark in marked:
        phrase, feature = mark if isinstance(mark, tuple) else (mark, None)
        at = text.index(phrase, at)
        span = slice_span(text, at, at + len(phrase))
        name = phrase.split(" ")[0]
        places.append(Place(id=make_id("pla", span), span=span, name=name, feature=feature))
        at += len(phrase)
    document = Document(id="doc_0", path="t", sha256="0" * 64, text=text)
    reading = Reading(document).with_entries(places)
    stage = make(STAGES, "places", load_config())
    return sorted(reading.with_entries(stage.run(reading)).all(Place), key=lambda p: p.start)


SHIFTED = [
    # phrase before the name, the name, where it leads to, at most how far off, radius
    ("20 km north-west of", "Kharkiv", (50.109, 36.056), 17.6),
    ("5 km south of the town of", "Toretsk", (48.350, 37.848), 4.4),
    ("10 km north and 5 km east of", "Toretsk", (48.485, 37.916), 5.0),
    ("on the northern outskirts of", "Toretsk", (48.432, 37.848), 4.4),
    ("in the fields south of", "Toretsk", (48.314, 37.848), 9.8),
    ("about 12 kilometres from", "Kharkiv", KHARKIV, 30.0),
    ("within 30 km of", "Kharkiv", KHARKIV, 45.0),
    ("on the outskirts of", "Kharkiv", KHARKIV, 20.0),
    ("near", "Toretsk", TORETSK, 13.2),
    ("five miles outside", "Toretsk", TORETSK, 13.3),
    ("north and south of", "Toretsk", TORETSK, 18.2),
]


@pytest.mark.parametrize(("phrase", "name", "point", "radius"), SHIFTED)
def test_a_phrase_leads_to_a_point(
    phrase: str, name: str, point: tuple[float, float], radius: float
) -> None:
    text = f"A column burned {phrase} {name}, in Ukraine."
    plain = resolve(f"A column burned in {name}, in Ukraine.", name, "Ukraine")[0]
    place, country = resolve(text, name, "Ukraine")
    assert place.lat is not None
    assert place.lon is not None
    assert kilometres(place.lat, place.lon, *point) < 1.5
    assert place.radius_km == pytest.approx(radius, abs=0.6)
    assert place.shift is not None
    assert place.shift.text.endswith(name)
    assert (place.named_lat, place.named_lon) == (plain.lat, plain.lon)
    assert (place.name, place.gazetteer_id) == (name, plain.gazetteer_id)
    assert place.reason is None
    assert country.shift is None


@pytest.mark.parametrize("text", ["A column burned in Kharkiv.", "Kharkiv region is on fire."])
def test_a_place_without_a_phrase_is_its_own(text: str) -> None:
    feature = Feature.REGION if "region" in text else None
    mark = "Kharkiv region" if feature else "Kharkiv"
    [place] = resolve(text, (mark, feature) if feature else mark)
    assert (place.shift, place.named_lat, place.named_lon) == (None, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "A column burned 20,000 km from Kharkiv.",
        "A column burned 900 km north of Kharkiv.",
        "A column burned thousands of miles from Kharkiv.",
    ],
)
def test_what_lies_too_far_has_no_point(text: str) -> None:
    [place] = resolve(text, "Kharkiv")
    assert (place.lat, place.lon, place.radius_km, place.gazetteer_id) == (None,) * 4
    assert place.reason is not None
    assert "too far" in place.reason
    assert "Kharkiv" in place.reason


def test_a_shift_from_nowhere_is_nowhere() -> None:
    [place] = resolve("A column burned 20 km north of Qwxzykivka.", "Qwxzykivka")
    assert (place.lat, place.shift) == (None, None)
    assert place.reason is not None
    assert "not in geonames" in place.reason


BETWEEN = [
    ("Fighting goes on between Kreminna and Lyman.", 15.2),
    ("A truck was hit on the road from Kreminna to Lyman.", 15.2),
    ("A truck was hit on the road between the towns of Kreminna and Lyman.", 15.2),
    ("A truck was hit between the cities of Kreminna and Lyman.", 15.2),
    ("The Kreminna to Lyman highway is under fire.", 15.2),
    ("A truck was hit halfway between Kreminna and Lyman.", 7.6),
]


@pytest.mark.parametrize(("text", "radius"), BETWEEN)
def test_between_two_towns(text: str, radius: float) -> None:
    text = f"{text} Power is out in Sievierodonetsk, in Ukraine."
    one, other, *_ = resolve(text, "Kreminna", "Lyman", "Sievierodonetsk", "Ukraine")
    assert (one.lat, one.lon, one.radius_km) == (other.lat, other.lon, other.radius_km)
    assert one.lat is not None
    assert one.lon is not None
    assert kilometres(one.lat, one.lon, 49.019, 38.012) < 1.5
    assert one.radius_km == pytest.approx(radius, abs=0.5)
    assert one.gazetteer_id != other.gazetteer_id
    assert one.shift == other.shift
    assert one.shift is not None
    assert {"Kreminna", "Lyman"} <= set(one.shift.text.split())


@pytest.mark.parametrize(
    "text",
    [
        "Talks between Kyiv and Moscow went on.",
        "Kyiv and Moscow were quiet.",
        "They flew from Kyiv to Moscow.",
        "She split her time between Kyiv and Moscow.",
        "A truck drove between Kyiv and Moscow.",  # too far apart to mean the middle
    ],
)
def test_not_between(text: str) -> None:
    for place in resolve(text, "Kyiv", "Moscow"):
        assert place.shift is None


@pytest.mark.parametrize(
    "text",
    [
        "Talks between Kreminna and Lyman went on.",
        "The distance between Kreminna and Lyman is small.",
        "They went from Kreminna to Lyman.",
        "The highway extends from Kreminna to Lyman.",
        "Fighting between Kreminna to Lyman.",
        "Between them, Kreminna and Lyman lost a third.",
    ],
)
def test_two_towns_close_to_each_other_that_nothing_lies_between(text: str) -> None:
    text = f"{text} Power is out in Sievierodonetsk, in Ukraine."
    for place in resolve(text, "Kreminna", "Lyman", "Sievierodonetsk", "Ukraine"):
        assert place.shift is None


def test_between_a_town_and_nowhere() -> None:
    text = "They advanced between Kreminna and Qwxzykivka, towards Lyman, in Ukraine."
    one, nowhere, *_ = resolve(text, "Kreminna", "Qwxzykivka", "Lyman", "Ukraine")
    assert one.lat is not None
    assert one.lat == one.named_lat
    assert one.radius_km is not None
    assert one.radius_km > 15
    assert nowhere.lat is None
    assert nowhere.reason is not None


@pytest.mark.parametrize(
    ("text", "mark", "beside", "point", "radius"),
    [
        ("They took Qwxzykivka (8 km north of Kupyansk) in Ukraine.", "Qwxzykivka", "Kupyansk",
         (49.782, 37.616), 4.4),
        ("They took Qwxzykivka, a village near Kupyansk, in Ukraine.", "Qwxzykivka", "Kupyansk",
         KUPYANSK, 13.0),
        ("They hold the Smerditsa river near Sudzha in Kursk region.",
         ("Smerditsa river", Feature.WATER), "Sudzha", SUDZHA, 20.0),
    ],
)  # fmt: skip
def test_a_name_off_the_map_lies_where_the_text_says(
    text: str,
    mark: str | tuple[str, Feature],
    beside: str,
    point: tuple[float, float],
    radius: float,
) -> None:
    last = "Kursk region" if "Kursk region" in text else "Ukraine"
    feature = Feature.REGION if last == "Kursk region" else Feature.COUNTRY
    place, known, _ = resolve(text, mark, beside, (last, feature))
    assert place.lat is not None
    assert place.lon is not None
    assert kilometres(place.lat, place.lon, *point) < 1.5
    assert place.radius_km == pytest.approx(radius, abs=0.6)
    assert (place.named_lat, place.named_lon) == (known.lat, known.lon)
    assert (place.gazetteer_id, place.reason) == (None, None)
    assert 0 < place.score < known.score
    assert known.shift is None


def test_a_town_on_a_river_says_where_the_river_is() -> None:
    text = "Sudzha, on the Smerditsa river, in Kursk region."
    town, river, _ = resolve(
        text, "Sudzha", ("Smerditsa river", Feature.WATER), ("Kursk region", Feature.REGION)
    )
    assert river.lat == town.lat
    assert river.radius_km == 20.0
    assert town.shift is None


@pytest.mark.parametrize(
    "text",
    [
        "They crossed the Smerditsa river. Near Sudzha, in Kursk region, it was quiet.",
        "They crossed the Smerditsa river while Sudzha, in Kursk region, was quiet.",
    ],
)
def test_a_river_that_no_words_tie_to_a_town_stays_unresolved(text: str) -> None:
    river, *_ = resolve(
        text, ("Smerditsa river", Feature.WATER), "Sudzha", ("Kursk region", Feature.REGION)
    )
    assert river.lat is None
    assert river.reason is not None
    assert "rivers, lakes and seas" in river.reason


@pytest.mark.parametrize(
    ("text", "radius"),
    [
        ("Drones hit the refinery in Ust-Luga, in Russia.", 8.0),
        ("Drones hit the fuel terminals at Ust-Luga, in Russia.", 8.0),
        ("Drones hit Ust-Luga, in Russia.", 2.0),
    ],
)
def test_what_stands_in_a_town_need_not_stand_in_its_middle(text: str, radius: float) -> None:
    town, _ = resolve(text, "Ust-Luga", "Russia")
    assert town.radius_km == radius
    assert town.shift is None
