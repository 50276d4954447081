"""Where places are: by their names, by what is named beside them, or not at all."""

from __future__ import annotations

import pytest

from crossfix.config import load_config
from crossfix.model import Document, Feature, Place, make_id, slice_span
from crossfix.plugins import STAGES, make
from crossfix.reading import Reading
from tests.readings import ledger_of, reading_of


def resolve(text: str, *marked: str | tuple[str, Feature]) -> dict[str, Place]:
    """The stage on mentions given by hand, found in order; the last of a name wins."""
    places, at = [], 0
    for mark in marked:
        phrase, feature = mark if isinstance(mark, tuple) else (mark, None)
        at = text.index(phrase, at)
        span = slice_span(text, at, at + len(phrase))
        name = phrase.split(" ")[0] if feature else phrase
        places.append(Place(id=make_id("pla", span), span=span, name=name, feature=feature))
        at += len(phrase)
    document = Document(id="doc_0", path="t", sha256="0" * 64, text=text)
    reading = Reading(document).with_entries(places)
    stage = make(STAGES, "places", load_config())
    return {place.text: place for place in reading.with_entries(stage.run(reading)).all(Place)}


def is_near(place: Place, lat: float, lon: float, degrees: float = 0.15) -> bool:
    return (
        place.lat is not None
        and place.lon is not None
        and abs(place.lat - lat) < degrees
        and abs(place.lon - lon) < degrees
    )


@pytest.mark.parametrize(
    ("text", "marked", "lat", "lon"),
    [
        ("Power is out in Kramatorsk, Druzhkovka and Konstantinovka.",
         ["Kramatorsk", "Druzhkovka", "Konstantinovka"], 48.53, 37.71),
        ("He lives in Alexandria, La., with his wife.", ["Alexandria"], 31.31, -92.45),
        ("They met in Cairo and drove on to Alexandria.", ["Cairo", "Alexandria"], 31.20, 29.92),
        ("A man from Paris, Texas, was held.", ["Paris", "Texas"], 33.66, -95.56),
        ("Shells hit Moscow.", ["Moscow"], 55.75, 37.62),
    ],
)  # fmt: skip
def test_the_rest_of_the_report_decides(
    text: str, marked: list[str], lat: float, lon: float
) -> None:
    found = resolve(text, *marked)
    name = marked[0] if marked[-1] == "Texas" else marked[-1]
    assert is_near(found[name], lat, lon), found[name]


def read_places(text: str) -> dict[str, Place]:
    """Both stages; the last mention of a name wins."""
    return {p.name: p for p in reading_of(text, stages=["toponyms", "places"]).all(Place)}


SETTINGS = [
    # A namesake on another front is none of the villages of this one.
    ("In the Pokrovsk direction fighting goes on near Myroliubivka and Udachne in Ukraine.",
     "Myroliubivka", None),
    ("In the Pokrovsk direction fighting goes on near Myroliubivka and Udachne in Ukraine.",
     "Udachne", (48.24, 36.99)),
    ("A bomb hit the village of Zolochiv, northwest of Kharkiv, in Ukraine.",
     "Zolochiv", (50.27, 35.98)),
    # No namesake fits, but the text itself says where it is.
    ("Attacks near Makiivka (23km northwest of Kreminna) and Verbove (18km southeast of Orikhiv).",
     "Makiivka", (49.20, 37.97)),
    ("Attacks near Makiivka (23km northwest of Kreminna) and Verbove (18km southeast of Orikhiv).",
     "Verbove", (47.43, 35.99)),
    ("Strikes on Kupyansk, Lyman and Izium.", "Lyman", (48.99, 37.81)),
    ("Artemovsk (Bakhmut) and Chasov Yar are under fire in Ukraine.", "Artemovsk", (48.59, 38.0)),
    ("Krasnoarmeysk, Selidovo and Mirnograd are under fire in Ukraine.",
     "Krasnoarmeysk", (48.28, 37.18)),
    ("Dzerzhinsk, Konstantinovka and Gorlovka are under fire in Donetsk region of Ukraine.",
     "Dzerzhinsk", (48.39, 37.85)),
    ("Kirovograd and Nikolaev heard explosions in Ukraine.", "Kirovograd", (48.51, 32.27)),
    ("Drones fell on Taganrog and Novorossiysk in Krasnodar region of Russia.",
     "Novorossiysk", (44.73, 37.76)),
    ("In the Kurakhove community of Donetsk region, Dachne was shelled.",
     "Kurakhove", (47.98, 37.28)),
    ("Kramatorsk district\n\nZarichne and Drobysheve were hit in Ukraine.",
     "Zarichne", (49.02, 37.93)),
    ("M23 rebels entered Goma in eastern Congo.", "Congo", (-2.97, 23.25)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "point"), SETTINGS)
def test_what_frames_a_place_decides(
    text: str, name: str, point: tuple[float, float] | None
) -> None:
    place = read_places(text)[name]
    assert (place.lat is None) if point is None else is_near(place, *point), place


@pytest.mark.parametrize("oblast", ["Belgorod", "Leningrad", "Tambov", "Bryansk", "Rostov"])
def test_russian_regions_are_known_by_their_short_names(oblast: str) -> None:
    place = read_places(f"Two drones fell in the {oblast} region of Russia.")[oblast]
    assert (place.feature, place.country) == (Feature.REGION, "RU")


@pytest.mark.parametrize("place", ["Ivano-Frankivsk", "Seredyna-Buda"])
def test_a_front_with_a_hyphen_in_one_name_is_not_split(place: str) -> None:
    front = read_places(f"On the {place} direction in Ukraine nothing moved.")[place]
    assert front.gazetteer_id is not None


def test_a_road_lies_between_the_towns_that_it_joins() -> None:
    road = read_places("The Sumy–Konotop highway near Bilopillia in Ukraine is closed.")[
        "Sumy–Konotop"
    ]
    assert is_near(road, 51.07, 34.0)
    assert road.radius_km is not None
    assert road.radius_km > 50


def test_a_region_is_a_region() -> None:
    place = resolve("Fighting in Kursk region.", ("Kursk region", Feature.REGION))["Kursk region"]
    assert (place.feature, place.country) == (Feature.REGION, "RU")
    assert place.radius_km is not None
    assert place.radius_km > 80


def test_a_front_lies_around_the_town_that_names_it() -> None:
    text = "Clashes on the Pokrovskyi direction; Pokrovsk and Kramatorsk were shelled in Ukraine."
    found = resolve(
        text, ("Pokrovskyi direction", Feature.FRONT), "Pokrovsk", "Kramatorsk", "Ukraine"
    )
    front = found["Pokrovskyi direction"]
    assert is_near(front, 48.28, 37.18)
    assert front.feature is Feature.FRONT
    assert front.radius_km == 25.0


def test_a_front_between_two_towns() -> None:
    front = resolve(
        "On the Kramatorsk-Bakhmut direction. Kramatorsk, Bakhmut and Toretsk in Ukraine.",
        ("Kramatorsk-Bakhmut direction", Feature.FRONT),
        "Kramatorsk",
        "Bakhmut",
        "Toretsk",
        "Ukraine",
    )["Kramatorsk-Bakhmut direction"]
    assert is_near(front, 48.66, 37.78, 0.1)
    assert front.gazetteer_id is None
    assert front.radius_km is not None
    assert 25 <= front.radius_km < 40


@pytest.mark.parametrize(
    ("text", "mark", "why"),
    [
        ("They crossed the Oskil River.", ("Oskil River", Feature.WATER), "rivers, lakes and seas"),
        ("Near Qwxzykivka.", "Qwxzykivka", "not in geonames"),
        ("It was in Springfield.", "Springfield", "too many alike"),
        ("The Mayskaya substation.", ("Mayskaya substation", Feature.FACILITY), "facility"),
    ],
)
def test_abstains_and_says_why(text: str, mark: str | tuple[str, Feature], why: str) -> None:
    [place] = resolve(text, mark).values()
    assert (place.lat, place.lon, place.radius_km) == (None, None, None)
    assert place.reason is not None
    assert why in place.reason


def test_one_sense_a_report() -> None:
    text = (
        "Shells fell in Konstantinovka. It is dark in Kramatorsk and Druzhkovka.\n\n"
        "Strikes on Konstantinovka went on."
    )
    reading = reading_of(text, stages=["toponyms", "places"])
    towns = [p for p in reading.all(Place) if p.name == "Konstantinovka"]
    assert len(towns) == 2
    assert len({(p.gazetteer_id, p.score) for p in towns}) == 1


def test_the_same_text_gives_the_same_places() -> None:
    text = "Drones hit Sumy, Poltava and Chernihiv, in Ukraine, and Belgorod in Russia."
    first, second = (reading_of(text, stages=["toponyms", "places"]).all(Place) for _ in range(2))
    assert first == second
    assert len(first) == 6


@pytest.mark.parametrize("text", ["Shells fell in Toretsk.", "A strike on Odessa, Ukraine."])
def test_a_place_is_whole_or_gives_a_reason(text: str) -> None:
    for place in reading_of(text, stages=["toponyms", "places"]).all(Place):
        told = [place.lat, place.lon, place.radius_km, place.gazetteer_id]
        assert (None in told) == (place.reason is not None)
        assert 0.0 <= place.score <= 1.0


def test_the_ledger_names_the_gazetteers() -> None:
    told = [producer.name for producer in ledger_of("Shells fell in Toretsk.").producers]
    assert told[told.index("places") + 1] == "gazetteer geonames"
    assert "gazetteer geonames" not in told[: told.index("places")]
