"""What a name is a part of, and what the words around the mentions say."""

from __future__ import annotations

import pytest

from crossfix import plugins
from crossfix.config import load_config
from crossfix.ground.place_answers import answers
from crossfix.ground.place_candidates import NamedPlaces, whole_of
from crossfix.ground.place_company import together_in_district
from crossfix.ground.place_model import decide
from crossfix.ground.place_words import countries_named, find_surroundings
from crossfix.model import Place, make_id, slice_span


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("South Tampa", ["Tampa"]),
        ("Greater Toronto Area", ["Toronto"]),
        ("Port of Odesa", ["Odesa"]),
        ("Clark Township", ["Clark"]),
        ("L.A.", ["Los Angeles"]),
        ("Kramatorsk", []),
        ("North", []),
    ],
)
def test_a_part_leads_to_its_whole(name: str, whole: list[str]) -> None:
    assert list(whole_of(name)) == whole


def mention(text: str, name: str) -> Place:
    span = slice_span(text, text.index(name), text.index(name) + len(name))
    return Place(id=make_id("pla", span), span=span, name=name)


def test_authorities_tell_the_region_and_mentions_do_not_count_again() -> None:
    gazetteer = plugins.make(plugins.GAZETTEERS, "geonames", load_config())
    text = "Shells hit Izium, the Kharkiv Oblast administration and two Frenchmen said."
    around = find_surroundings(text, [mention(text, "Izium")], gazetteer.candidates)
    assert any(code == "UA" and "hark" in region for code, region in around.regions)
    assert countries_named("They told Ukrainians in France now.") == {"UA": 1, "FR": 1}


def test_a_town_and_its_county_find_each_other() -> None:
    text = "A man from Paris was held in Henry County, the sheriff of Henry County said."
    named = NamedPlaces(plugins.make(plugins.GAZETTEERS, "geonames", load_config()))
    senses, slate = named.gather(text, [mention(text, "Paris"), mention(text, "Henry County")])
    assert [sense.name for sense in senses.senses] == ["Paris", "Henry County"]
    found = together_in_district(slate)
    rows = slate.rows(0).tolist()
    best = max(rows, key=lambda row: found[row])
    assert slate.candidates[best].admin1 == "Tennessee"


def test_every_answer_tells_its_reasons() -> None:
    text = "Power is out in Kramatorsk, Druzhkovka and Konstantinovka."
    named = NamedPlaces(plugins.make(plugins.GAZETTEERS, "geonames", load_config()))
    names = ("Kramatorsk", "Druzhkovka", "Konstantinovka")
    _, slate = named.gather(text, [mention(text, name) for name in names])
    found = answers(slate, decide(slate))
    for answer in found:
        assert answer.best is not None
        assert list(answer.reasons.values()) == sorted(
            answer.reasons.values(), key=lambda part: -abs(part)
        )
    assert {"near", "together"} & set(found[2].reasons)
