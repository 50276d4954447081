"""Links: what is told twice, and told against each other."""

from __future__ import annotations

import pytest
from msgspec import structs

from crossfix.config import Config
from crossfix.extract import links
from crossfix.extract.events import Events
from crossfix.extract.links import Links
from crossfix.model import (
    Event,
    Feature,
    Link,
    LinkKind,
    Place,
    Segment,
    SegmentKind,
    make_id,
    slice_span,
)
from crossfix.reading import Reading
from tests.readings import reading_of


def _with_places(text: str, *names: str) -> Reading:
    """A reading in which each name is one place wherever it stands."""
    reading = reading_of(text, "2025-02-12", stages=["times", "quantities"])
    places = []
    for name in names:
        start = text.find(name)
        while start >= 0:
            span = slice_span(text, start, start + len(name))
            places.append(
                Place(
                    id=make_id("pla", reading.document.id, span), span=span, name=name,
                    gazetteer_id=name, lat=50.0, lon=36.0, radius_km=5.0, feature=Feature.CITY,
                )
            )  # fmt: skip
            start = text.find(name, start + 1)
    reading = reading.with_entries(places)
    return reading.with_entries(Events(Config()).run(reading))


def found(text: str, *names: str) -> list[tuple[str, str, str]]:
    reading = _with_places(text, *names)
    return [
        (link.kind.value, _word(reading, link.left), _word(reading, link.right))
        for link in Links(Config()).run(reading)
    ]


def _word(reading: Reading, entry_id: str) -> str:
    event = reading.get(Event, entry_id)
    return event.trigger.text if event else "figure"


CASES = [
    (
        "Yesterday missiles hit the depot in Lubny.\n\nThe depot in Lubny was struck yesterday.",
        ("Lubny",),
        [("same_event", "hit", "struck")],
    ),
    (
        "Troops captured Lubny yesterday.\n\nTroops did not capture Lubny yesterday.",
        ("Lubny",),
        [("contradicts", "captured", "capture")],
    ),
    (
        "Missiles hit the depot in Lubny yesterday.\n\nMissiles hit a school in Romny yesterday.",
        ("Lubny", "Romny"),
        [],
    ),
    (
        "On 3 May 2024 drones hit the depot in Lubny.\n\n"
        "On 9 May 2024 drones hit the depot in Lubny.",
        ("Lubny",),
        [],
    ),
]


@pytest.mark.parametrize(("text", "names", "expected"), CASES)
def test_links(text: str, names: tuple[str, ...], expected: list[tuple[str, str, str]]) -> None:
    assert found(text, *names) == expected


def test_figures_that_cannot_both_be_right_contradict() -> None:
    text = (
        "Shelling killed 5 people in Lubny yesterday.\n\nYesterday 12 people were killed in Lubny."
    )
    kinds = [kind for kind, _, _ in found(text, "Lubny")]
    assert "same_event" in kinds
    assert "contradicts" in kinds


def test_what_leads_in_a_report_is_what_the_report_tells() -> None:
    text = "A depot was destroyed:\n\nThe militia destroyed the fuel depot at noon."
    reading = reading_of(text, "2025-02-12", stages=["voices", "times", "quantities"])
    first, second = sorted(reading.all(Segment), key=lambda segment: segment.start)
    told = structs.replace(second, kind=SegmentKind.QUOTED_REPORT, parent=first.id)
    reading = reading.with_entries([told])
    reading = reading.with_entries(Events(Config()).run(reading))
    [link] = Links(Config()).run(reading)
    assert link.kind is LinkKind.SAME_EVENT
    assert link.reasons["led_in"] > 0


def test_two_spellings_of_an_unknown_place_are_one() -> None:
    text = "Troops attacked Cherkassy Lubka.\n\nTroops attacked Cherkassk Lubka."
    reading = reading_of(text, "2025-02-12", stages=["quantities"])
    places = []
    for name in ("Cherkassy Lubka", "Cherkassk Lubka"):
        start = text.index(name)
        span = slice_span(text, start, start + len(name))
        entry = make_id("pla", reading.document.id, span)
        places.append(Place(id=entry, span=span, name=name, reason="not known"))
    reading = reading.with_entries(places)
    reading = reading.with_entries(Events(Config()).run(reading))
    [link] = Links(Config()).run(reading)
    assert link.kind is LinkKind.SAME_EVENT
    assert link.reasons["same_place"] > 0


def test_a_link_says_why() -> None:
    reading = _with_places(CASES[0][0], "Lubny")
    [link] = Links(Config()).run(reading)
    assert isinstance(link, Link)
    assert link.kind is LinkKind.SAME_EVENT
    assert {"same_place", "same_time", "same_target"} <= link.reasons.keys()
    assert 0.5 <= link.score <= 1


def test_the_work_does_not_grow_with_the_square_of_the_report() -> None:
    """Each mention is compared with a bounded number of earlier ones."""
    sentences = "\n\n".join("Missiles hit the depot in Lubny yesterday." for _ in range(60))
    reading = _with_places(sentences, "Lubny")
    told = links._gather(reading)
    pairs = list(links._pairs(told))
    blocks = max(len(list(links._keys(mention))) for mention in told)
    assert len(told) == 60
    assert len(pairs) <= len(told) * blocks * links._WINDOW
