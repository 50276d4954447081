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
from crossfix.ground import gazetteer_file, geodata
from crossfix.ground.gazetteer import Geonames
from crossfix.ground.gazetteer_entry import Entry, kilometres, radius_of_settlement
from crossfix.model import Feature


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Geonames:
    """The default alone, whatever was added on this machine."""
    return Geonames(load_config(data=str(tmp_path_factory.mktemp("data"))))


def open_in(folder: Path) -> Geonames:
    return Geonames(Config(cache=str(folder), data=str(folder / "data")))


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
    began = time.process_time()
    for name in names * 100:
        gazetteer.candidates(name)
    assert (time.process_time() - began) / 600 < 0.001


@pytest.mark.usefixtures("small")
class TestCache:
    def test_is_built_once(self, tmp_path: Path) -> None:
        path = compiled.gazetteer_file(tmp_path)
        made = path.stat().st_mtime_ns
        assert compiled.gazetteer_file(tmp_path) == path
        assert path.stat().st_mtime_ns == made
        assert not list(tmp_path.glob("*.part"))

    def test_other_rules_make_the_keys_anew(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = compiled.gazetteer_file(tmp_path)
        monkeypatch.setattr(compiled, "keys_version", lambda: "others")
        monkeypatch.setattr(geodata, "entries", lambda: pytest.fail("the data is there already"))
        second = compiled.gazetteer_file(tmp_path)
        assert first != second
        read = list(gazetteer_file.read_entries(second))
        assert read == list(gazetteer_file.read_entries(first))
        assert [entry.names for entry in read] == [("Alfa",), ("Alfa",), ("Bravohrad",)]

    def test_a_damaged_earlier_file_is_not_taken_over(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = compiled.gazetteer_file(tmp_path)
        raw = bytearray(first.read_bytes())
        # The pages of the table of places, found by a name in them; the head stays whole.
        at = raw.index(b"Bravohrad") // 4096 * 4096
        raw[at : at + 4096] = b"\xff" * 4096
        first.write_bytes(raw)
        monkeypatch.setattr(compiled, "keys_version", lambda: "others")
        second = compiled.gazetteer_file(tmp_path)
        assert [entry.id for entry in gazetteer_file.read_entries(second)] == [1, 2, 3]

    def test_what_a_crash_left_is_cleared(self, tmp_path: Path) -> None:
        (tmp_path / "geonames-old.77.part").write_bytes(b"half")
        compiled.gazetteer_file(tmp_path)
        assert not list(tmp_path.glob("*.part"))

    @pytest.mark.parametrize("damage", ["cut", "junk", "empty"])
    def test_a_damaged_file_is_built_anew(self, tmp_path: Path, damage: str) -> None:
        path = compiled.gazetteer_file(tmp_path)
        whole = path.read_bytes()
        path.write_bytes(
            {"cut": whole[: len(whole) // 2], "junk": b"junk" * 999, "empty": b""}[damage]
        )
        assert not gazetteer_file.is_sound(path)
        found = open_in(tmp_path).candidates("Alfa")
        assert [c.gazetteer_id for c in found] == ["2", "1"]

    def test_damage_that_shows_only_later_is_mended(self, tmp_path: Path) -> None:
        path = compiled.gazetteer_file(tmp_path)
        raw = bytearray(path.read_bytes())
        gazetteer = open_in(tmp_path)
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
        assert gazetteer_file.is_sound(paths[0])

    def test_an_unusable_folder_names_the_remedy(self, tmp_path: Path) -> None:
        blocked = tmp_path / "file"
        blocked.write_text("not a folder", encoding="utf-8")
        with pytest.raises(MissingResource, match="CROSSFIX_CACHE"):
            open_in(blocked / "cache")

    def test_a_moved_cache_is_still_good(self, tmp_path: Path) -> None:
        path = compiled.gazetteer_file(tmp_path / "one")
        (tmp_path / "two").mkdir()
        shutil.copy(path, tmp_path / "two" / path.name)
        assert gazetteer_file.is_sound(tmp_path / "two" / path.name)


@pytest.mark.parametrize(
    ("people", "km"), [(0, 2.0), (600, 2.0), (100_000, 5.7), (3_000_000, 15.0)]
)
def test_radius_of_settlement(people: int, km: float) -> None:
    assert radius_of_settlement(people) == km


@pytest.mark.parametrize(
    ("points", "km"),
    [
        ((50.0, 30.0, 50.0, 30.0), 0.0),
        ((50.0, 30.0, 51.0, 30.0), 111.2),
        ((0.0, 179.9, 0.0, -179.9), 22.24),
        ((60.0, 10.0, 60.0, 11.0), 55.6),
    ],
)
def test_kilometres(points: tuple[float, float, float, float], km: float) -> None:
    assert kilometres(*points) == pytest.approx(km, abs=0.05)


def test_words_of_a_name_find_it(gazetteer: Geonames) -> None:
    assert "Chasiv Yar" in [c.name for c in gazetteer.find("chasiv")]
    assert "Chasiv Yar" in [c.name for c in gazetteer.find("Часів Яр")]
    assert gazetteer.find("chasiv", limit=1)[0].match < 1.0
    assert gazetteer.find("¡!") == []


def test_all_names_of_a_place(gazetteer: Geonames) -> None:
    [found] = [c for c in gazetteer.candidates("Kramatorsk") if c.feature is Feature.CITY]
    names = gazetteer.names_of(found)
    assert names[0] == found.name
    assert "Краматорськ" in names


def test_reach_of_the_default(gazetteer: Geonames) -> None:
    ukraine = gazetteer.reach("UA")
    assert (ukraine.people, ukraine.is_whole, ukraine.smallest) == (500, False, Feature.VILLAGE)
    assert ukraine.settlements > 5000
    assert ukraine.covers(Feature.CITY)
    assert not ukraine.covers(Feature.VILLAGE)
    assert not ukraine.covers(Feature.WATER)
    assert gazetteer.reach("ZZ").people is None
    assert str(ukraine) == "settlements from 500 people, districts"
