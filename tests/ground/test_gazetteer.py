"""The compiled gazetteer: what it finds, and what becomes of a bad cache."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path

import pytest

from crossfix import plugins
from crossfix.config import Config, load_config
from crossfix.errors import MissingResource
from crossfix.ground import compile as compiled
from crossfix.ground import geodata
from crossfix.ground.gazetteer import Geonames
from crossfix.ground.geodata import Entry, radius_of_settlement
from crossfix.model import Feature


@pytest.fixture(scope="session")
def gazetteer() -> Geonames:
    return Geonames(load_config())


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds that take no time: a gazetteer of three places."""
    places = [
        Entry(1, ("Alfa",), 50.0, 30.0, 2.0, Feature.VILLAGE, "UA", "North", None, 900),
        Entry(2, ("Alfa",), 10.0, 20.0, 5.0, Feature.CITY, "TD", None, None, 90_000),
        Entry(3, ("Bravohrad",), 50.1, 30.1, 2.0, Feature.VILLAGE, "UA", "North", None, 700),
    ]
    monkeypatch.setattr(geodata, "entries", lambda: iter(places))


@pytest.mark.parametrize(
    ("name", "expected", "country", "feature"),
    [
        ("Kramatorsk", "Kramatorsk", "UA", Feature.CITY),
        ("Konstantinovka", "Kostyantynivka", "UA", Feature.CITY),
        ("Chernigov", "Chernihiv", "UA", Feature.CITY),
        ("Краматорськ", "Kramatorsk", "UA", Feature.CITY),
        ("Donetsk Oblast", "Donetska oblast", "UA", Feature.REGION),
        ("Texas", "Texas", "US", Feature.REGION),
        ("Rapides Parish", "Rapides Parish", "US", Feature.DISTRICT),
        ("UK", "United Kingdom", "GB", Feature.COUNTRY),
        ("Severodonetsk", "Siverskodonetsk", "UA", Feature.CITY),
        ("Europe", "Europe", "", Feature.REGION),
    ],
)
def test_finds(
    gazetteer: Geonames, name: str, expected: str, country: str, feature: Feature
) -> None:
    found = gazetteer.candidates(name)
    assert (expected, country, feature) in [(c.name, c.country, c.feature) for c in found]


@pytest.mark.parametrize("name", ["", "—", "Qwxzyk", "ke la ma tuo er si ke"])
def test_finds_nothing(gazetteer: Geonames, name: str) -> None:
    assert gazetteer.candidates(name) == ()


def test_the_best_match_comes_first(gazetteer: Geonames) -> None:
    found = gazetteer.candidates("Pokrovsk")
    assert [c.match for c in found] == sorted((c.match for c in found), reverse=True)


def test_a_typing_error_is_forgiven_only_nearby(gazetteer: Geonames) -> None:
    assert not [c for c in gazetteer.candidates("Kramutorzk") if c.name == "Kramatorsk"]
    near = gazetteer.candidates("Kramutorzk", [(48.6, 37.5)])
    assert "Kramatorsk" in [c.name for c in near]
    assert all(c.match < 0.9 for c in near)
    assert gazetteer.candidates("Kramutorzk", [(-30.0, 140.0)]) == gazetteer.candidates(
        "Kramutorzk"
    )


def test_is_a_gazetteer(gazetteer: Geonames) -> None:
    assert isinstance(gazetteer, plugins.Gazetteer)


def test_answers_from_several_threads(gazetteer: Geonames) -> None:
    names = ["Sumy", "Odesa", "Kherson", "Izium", "Bakhmut", "Lyman"]
    answers: dict[str, int] = {}

    def ask(name: str) -> None:
        answers[name] = len(gazetteer.candidates(name))

    threads = [threading.Thread(target=ask, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {name: len(gazetteer.candidates(name)) for name in names}
    assert all(answers.values())


def test_a_look_up_is_quick(gazetteer: Geonames) -> None:
    names = ["Velyka Novosilka", "Toretsk", "Chasiv Yar", "Hostomel", "Vuhledar", "Borova"]
    for name in names:
        gazetteer.candidates(name)
    began = time.perf_counter()
    for name in names * 100:
        gazetteer.candidates(name)
    assert (time.perf_counter() - began) / 600 < 0.001


@pytest.mark.usefixtures("small")
class TestCache:
    def test_is_built_once(self, tmp_path: Path) -> None:
        path = compiled.gazetteer_file(tmp_path)
        made = path.stat().st_mtime_ns
        assert compiled.gazetteer_file(tmp_path) == path
        assert path.stat().st_mtime_ns == made
        assert not list(tmp_path.glob("*.part"))

    @pytest.mark.parametrize("damage", ["cut", "junk", "empty"])
    def test_a_damaged_file_is_built_anew(self, tmp_path: Path, damage: str) -> None:
        path = compiled.gazetteer_file(tmp_path)
        whole = path.read_bytes()
        path.write_bytes(
            {"cut": whole[: len(whole) // 2], "junk": b"junk" * 999, "empty": b""}[damage]
        )
        assert not compiled.is_sound(path)
        found = Geonames(Config(cache=str(tmp_path))).candidates("Alfa")
        assert [c.gazetteer_id for c in found] == ["2", "1"]

    def test_damage_that_shows_only_later_is_mended(self, tmp_path: Path) -> None:
        path = compiled.gazetteer_file(tmp_path)
        raw = bytearray(path.read_bytes())
        gazetteer = Geonames(Config(cache=str(tmp_path)))
        for at in range(4096, len(raw)):
            raw[at] = 0xFF
        path.write_bytes(raw)
        assert len(gazetteer.candidates("Alfa")) == 2

    def test_two_at_once_build_one(self, tmp_path: Path) -> None:
        paths: list[Path] = []
        threads = [
            threading.Thread(target=lambda: paths.append(compiled.gazetteer_file(tmp_path)))
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(set(paths)) == 1
        assert compiled.is_sound(paths[0])

    def test_an_unusable_folder_names_the_remedy(self, tmp_path: Path) -> None:
        blocked = tmp_path / "file"
        blocked.write_text("not a folder", encoding="utf-8")
        with pytest.raises(MissingResource, match="CROSSFIX_CACHE"):
            Geonames(Config(cache=str(blocked / "cache")))

    def test_a_moved_cache_is_still_good(self, tmp_path: Path) -> None:
        path = compiled.gazetteer_file(tmp_path / "one")
        (tmp_path / "two").mkdir()
        shutil.copy(path, tmp_path / "two" / path.name)
        assert compiled.is_sound(tmp_path / "two" / path.name)


@pytest.mark.parametrize(
    ("people", "km"), [(0, 2.0), (600, 2.0), (100_000, 5.7), (3_000_000, 15.0)]
)
def test_radius_of_settlement(people: int, km: float) -> None:
    assert radius_of_settlement(people) == km
