"""Phrases that put things beside the place that they name."""

from __future__ import annotations

import pytest

from crossfix.config import load_config
from crossfix.ground.place_shifts import widened
from crossfix.model import Document, Feature, Place, make_id, slice_span
from crossfix.plugins import STAGES, make
from crossfix.reading import Reading


@pytest.mark.parametrize(
    ("text", "name", "km"),
    [
        ("A column burned 20 km north-west of Kharkiv.", "Kharkiv", 25.0),
        ("A column burned 10-12 km from Kharkiv.", "Kharkiv", 15.0),
        ("It fell 8 miles outside the city of Kharkiv.", "Kharkiv", 16.09),
        ("It fell 800 metres from Kharkiv.", "Kharkiv", 1.0),
        ("It fell on the outskirts of Kharkiv.", "Kharkiv", 5.0),
        ("It fell near the village of Rubizhne.", "Rubizhne", 10.0),
        ("They hold the fields south of Kharkiv.", "Kharkiv", 15.0),
        ("They hold Kharkiv.", "Kharkiv", 0.0),
        ("They drove 20 km and reached Kharkiv.", "Kharkiv", 0.0),
    ],
)
def test_the_words_before_a_name_widen_it(text: str, name: str, km: float) -> None:
    assert widened(text, text.index(name), 0) == pytest.approx(km, abs=0.01)


def test_a_measure_behind_a_name_places_that_name() -> None:
    text = "Fighting near Synkivka (8 km northeast of Kupyansk) goes on."
    floor = text.index("Synkivka") + len("Synkivka")
    assert widened(text, text.index("Kupyansk"), floor) == 0.0


def test_the_radius_takes_in_the_distance() -> None:
    radius = {}
    for text in ("A column burned 20 km north-west of Kharkiv.", "A column burned in Kharkiv."):
        start = text.index("Kharkiv")
        span = slice_span(text, start, start + len("Kharkiv"))
        document = Document(id="doc_0", path="t", sha256="0" * 64, text=text)
        mention = Place(id=make_id("pla", span), span=span, name="Kharkiv", feature=Feature.CITY)
        reading = Reading(document).with_entries([mention])
        stage = make(STAGES, "places", load_config())
        [place] = reading.with_entries(stage.run(reading)).all(Place)
        assert place.lat is not None and abs(place.lat - 49.98) < 0.1
        radius[text] = place.radius_km or 0.0
    far, plain = radius.values()
    assert far >= plain + 20
