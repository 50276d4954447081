"""What a name is a part of, and what the words around the mentions say."""

from __future__ import annotations

import pytest

from crossfix import plugins
from crossfix.config import load_config
from crossfix.ground.place_answers import answers
from crossfix.ground.place_candidates import NamedPlaces
from crossfix.ground.place_company import in_named_district, together_in_district
from crossfix.ground.place_context import in_home_region
from crossfix.ground.place_features import country_as_town, country_unheard, is_capital
from crossfix.ground.place_forms import whole_of
from crossfix.ground.place_model import decide
from crossfix.ground.place_slate import Slate
from crossfix.ground.place_words import countries_named, find_surroundings
from crossfix.model import Feature, Place, make_id, slice_span


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


def mention(text: str, name: str, feature: Feature | None = None) -> Place:
    span = slice_span(text, text.index(name), text.index(name) + len(name))
    return Place(id=make_id("pla", span), span=span, name=name, feature=feature)


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


def slate_of(text: str, *names: str) -> Slate:
    named = NamedPlaces(plugins.make(plugins.GAZETTEERS, "geonames", load_config()))
    return named.gather(text, [mention(text, name) for name in names])[1]


def test_one_town_alone_fits_the_county_named() -> None:
    text = "The Walker County road runs to Huntsville."
    named = NamedPlaces(plugins.make(plugins.GAZETTEERS, "geonames", load_config()))
    county = mention(text, "Walker County", Feature.DISTRICT)
    slate = named.gather(text, [county, mention(text, "Huntsville")])[1]
    fits = in_named_district(slate)
    held = {slate.candidates[row].admin1 for row in slate.rows(1).tolist() if fits[row]}
    assert held == {"Texas"}
    assert {slate.candidates[row].admin1 for row in slate.rows(0).tolist() if fits[row]} == held


def test_a_country_is_not_called_like_a_town() -> None:
    for text, expected in (("Lebanon police came.", True), ("War in Lebanon went on.", False)):
        slate = slate_of(text, "Lebanon")
        found = country_as_town(slate)
        assert found.any() == expected
        assert all(
            slate.candidates[row].feature is Feature.COUNTRY for row in found.nonzero()[0].tolist()
        )


def test_a_country_of_which_nothing_is_heard() -> None:
    slate = slate_of("The sheriff of Paris charged him with a felony.", "Paris")
    unheard = country_unheard(slate)
    for row, candidate in enumerate(slate.candidates):
        assert unheard[row] == (candidate.country != "US")
    assert not country_unheard(slate_of("It rained in Paris.", "Paris")).any()


def test_a_capital_is_one_of_all_that_bear_the_name() -> None:
    slate = slate_of("They spoke in Washington.", "Washington")
    [row] = is_capital(slate).nonzero()[0].tolist()
    assert slate.candidates[row].admin1 == "District of Columbia"


def test_the_home_region_is_where_most_of_the_rest_lies() -> None:
    slate = slate_of("From Izium, Kupiansk and Lyman.", "Izium", "Kupiansk", "Lyman")
    home = in_home_region(slate, decide(slate).belief)
    assert ((home >= 0) & (home < 1)).all()
    best = max(slate.rows(2).tolist(), key=lambda row: home[row])
    assert slate.candidates[best].country == "UA"
    assert "ark" in (slate.candidates[best].admin1 or "")


@pytest.mark.parametrize(
    ("text", "name", "country", "is_area"),
    [
        ("Fighting in the Donbas went on.", "Donbas", "UA", True),
        ("He lives in L.A. now.", "L.A.", "US", False),
        ("Two Ohioans were there.", "Ohioans", "US", True),
    ],
)
def test_other_names_lead_to_places(text: str, name: str, country: str, is_area: bool) -> None:
    first = slate_of(text, name).candidates[0]
    assert (first.country, first.feature is Feature.REGION) == (country, is_area)
