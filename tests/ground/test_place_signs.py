"""Which country a report is about, by its money, police, courts and offices."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.ground.place_forms import called_in_short, home_of, wide_regions, written_out
from crossfix.ground.place_signs import country_signs
from crossfix.ground.place_words import countries_named


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The sheriff's deputies charged him with a felony.", "US"),
        ("It cost 200 hryvnias, the Verkhovna Rada was told.", "UA"),
        ("He was fined £50 at the Crown Court.", "GB"),
        ("Gardaí and the Taoiseach met.", "IE"),
        ("The RCMP and the provincial police came.", "CA"),
        ("The State Duma and the FSB were silent about the rubles.", "RU"),
        ("The Knesset met while the IDF fought.", "IL"),
        ("The Janjaweed and the RSF fled.", "SD"),
    ],
)
def test_offices_and_money_tell_the_country(text: str, country: str) -> None:
    signs = country_signs(text)
    assert signs.most_common(1)[0][0] == country
    assert signs[country] >= 2


@pytest.mark.parametrize("text", ["", "It rained.", "They said a mass was read in a mill."])
def test_plain_words_tell_no_country(text: str) -> None:
    assert not country_signs(text)


@given(st.text(max_size=200))
def test_a_sign_counts_once_however_often_it_stands(text: str) -> None:
    assert country_signs(f"{text}. {text}") >= country_signs(f"{text}.")
    assert country_signs("sheriff, sheriff. " * 3) == country_signs("sheriff")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two Ukrainians fled.", {"UA": 1}),
        ("It ended in France.", {"FR": 1}),
        ("France. Germany.", {"FR": 1, "DE": 1}),
        ("Russian President Putin spoke of the United Arab Emirates.", {"RU": 1, "AE": 1}),
        ("North Koreans went to South Sudan.", {"KP": 1, "SS": 1}),
        ("The U.S. spoke.", {"US": 1}),
        ("Nobody came.", {}),
    ],
)
def test_countries_count_wherever_they_stand(text: str, found: dict[str, int]) -> None:
    assert dict(countries_named(text)) == found


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("W. Columbia", "West Columbia"),
        ("Loudon Co.", "Loudon County"),
        ("Ft. Sill", "Fort Sill"),
        ("Kramatorsk", "Kramatorsk"),
    ],
)
def test_short_words_are_written_out(name: str, written: str) -> None:
    assert written_out(name) == written


def test_a_city_or_region_in_short() -> None:
    assert called_in_short("L.A.") == "Los Angeles"
    assert called_in_short("P.E.I.") == "Prince Edward Island"
    assert called_in_short("Izium") is None


@pytest.mark.parametrize(
    ("people", "home"),
    [("Ohioans", "Ohio"), ("Texan", "Texas"), ("Ontarians", "Ontario"), ("Dagestani", None)],
)
def test_a_people_leads_home(people: str, home: str | None) -> None:
    homes = list(home_of(people))
    assert (home in homes) if home else not homes


@pytest.mark.parametrize(
    ("name", "country", "lat"),
    [("Donbas", "UA", 48), ("the Golan Heights", "SY", 33), ("Middle East", "", 30)],
)
def test_wide_regions_have_a_centre_and_a_width(name: str, country: str, lat: int) -> None:
    [region] = wide_regions(name)
    assert region.country == country
    assert abs(region.lat - lat) < 1
    assert region.radius_km >= 20
    assert wide_regions("Izium") == []
