"""What every gazetteer must do: run on each one that is registered."""

from __future__ import annotations

import pytest

from crossfix import plugins
from crossfix.config import Config

NAMES = ("Kyiv", "kiev", "Київ", "Kramatorsk", "Chernihiv", "Springfield", "Sumy", "Ukraine")
STRANGE = (
    "",
    " ",
    "'; DROP TABLE places; --",
    "\x00",
    "🔴",
    "a" * 10_000,
    "%",
    "Nowhere-upon-Void",
)


@pytest.fixture(params=plugins.names(plugins.GAZETTEERS))
def gazetteer(request: pytest.FixtureRequest) -> plugins.Gazetteer:
    made: plugins.Gazetteer = plugins.make(plugins.GAZETTEERS, request.param, Config())
    return made


def test_names_itself(gazetteer: plugins.Gazetteer) -> None:
    assert isinstance(gazetteer, plugins.Gazetteer)
    assert gazetteer.name
    assert gazetteer.version
    assert gazetteer.coverage


@pytest.mark.parametrize("name", NAMES)
def test_candidates_are_places_on_earth_best_match_first(
    gazetteer: plugins.Gazetteer, name: str
) -> None:
    found = gazetteer.candidates(name)
    assert found
    assert [c.match for c in found] == sorted((c.match for c in found), reverse=True)
    assert len({c.gazetteer_id for c in found}) == len(found)
    for candidate in found:
        assert -90 <= candidate.lat <= 90
        assert -180 <= candidate.lon <= 180
        assert candidate.radius_km > 0
        assert 0 < candidate.match <= 1
        assert len(candidate.country) == 2


@pytest.mark.parametrize("name", STRANGE)
def test_no_name_is_no_place(gazetteer: plugins.Gazetteer, name: str) -> None:
    assert list(gazetteer.candidates(name)) == []


def test_the_same_question_has_the_same_answer(gazetteer: plugins.Gazetteer) -> None:
    near = [(48.7, 37.6)]
    assert gazetteer.candidates("Konstantinovka", near) == gazetteer.candidates(
        "Konstantinovka", near
    )
