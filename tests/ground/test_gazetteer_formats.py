"""Gazetteer files of every form: what is read from them, and how bad ones are refused."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.errors import BadOption
from crossfix.ground.gazetteer_entry import Entry
from crossfix.ground.gazetteer_formats import read_gazetteer
from crossfix.model import Feature


def line_of(  # one line of a GeoNames country file
    number: int,
    name: str,
    *,
    others: str = "",
    lat: float = 50.0,
    lon: float = 30.0,
    kind: str = "P.PPL",
    first: str = "07",
    second: str = "",
    people: int = 0,
) -> str:
    group, _, code = kind.partition(".")
    cells = [str(number), name, name, others, str(lat), str(lon), group, code, "UA", "", first,
             second, "", "", str(people), "", "120", "Europe/Kyiv", "2024-01-01"]  # fmt: skip
    return "\t".join(cells)


COUNTRY = "\n".join(
    [
        line_of(1, "North", kind="A.ADM1"),
        line_of(2, "Hilly", kind="A.ADM2", second="70"),
        line_of(10, "Alfa", others="Альфа,alpha,ALF", second="70"),
        line_of(11, "Bravohrad", people=90_000, lat=50.3),
        line_of(12, "Long River", kind="H.STM"),
        line_of(13, "Grand Hotel", kind="S.HTL"),
        line_of(14, "Old Dam", kind="S.DAM"),
        line_of(15, "Nowhere", lat=0, lon=0),
    ]
)
NAMES = "\n".join(
    [
        "1\t10\tuk\tАльфове\t1\t\t\t\t\t",
        "2\t10\tlink\thttps://example.org/Alfa\t\t\t\t\t\t",
        "3\t10\ten\tAlphaville\t\t\t\t\t\t",
        "4\t10\twkdt\tQ5\t\t\t\t\t\t",
    ]
)
LISTING = "\n".join(
    [
        "wof_id\tname\tplacetype\tlat\tlon\tpopulation\tgeonames_id\tiso\tis_current\tdeprecated\t"
        "superseded_by\tregion_id\tcounty_id\tnames",
        '5\tПівніч\tregion\t50\t30\t\t\tUA\t1\t\t\t5\t\t"{""eng"": [""North""]}"',
        '6\tАльфа\tlocality\t50.1\t30\t400\t10\tUA\t-1\t\t\t5\t\t"{""eng"": [""Alfa"", ""ALF""]}"',
        "7\tGone\tlocality\t50.2\t30\t\t\tUA\t0\t2016-01-01\t\t5\t\t{}",
        "8\tMerged\tlocality\t50.2\t30\t\t\tUA\t1\t\t6\t5\t\t{}",
        "9\tPlanet\tempire\t50.2\t30\t\t\tUA\t1\t\t\t\t\t{}",
    ]
)
WOF_FEATURE = {
    "type": "Feature",
    "properties": {
        "wof:id": 6,
        "wof:name": "Alfa",
        "wof:placetype": "locality",
        "geom:latitude": 50.1,
        "geom:longitude": 30.0,
        "iso:country": "UA",
        "wof:population": 400,
        "wof:concordances": {"gn:id": 10},
        "name:ukr_x_preferred": ["Альфа"],
        "mz:is_current": 1,
        "edtf:deprecated": "uuuu",
        "wof:superseded_by": [],
    },
    "geometry": {"type": "Point", "coordinates": [30.0, 50.1]},
}


def read(folder: Path, text: str, file: str = "places.csv") -> list[Entry]:
    path = folder / file
    path.write_text(text, encoding="utf-8")
    return list(read_gazetteer(path).entries)


def test_a_geonames_country_file(tmp_path: Path) -> None:
    entries = {entry.id: entry for entry in read(tmp_path, COUNTRY, "UA.txt")}
    assert sorted(entries) == ["1", "10", "11", "12", "14", "2"]
    kinds = [entries[key].feature for key in ("1", "2", "10", "11", "12", "14")]
    assert kinds == [
        Feature.REGION,
        Feature.DISTRICT,
        Feature.VILLAGE,
        Feature.CITY,
        Feature.WATER,
        Feature.FACILITY,
    ]
    alfa = entries["10"]
    assert alfa.names == ("Alfa", "Альфа")
    assert (alfa.admin1, alfa.admin2, alfa.country) == ("North", "Hilly", "UA")
    assert entries["1"].radius_km == pytest.approx(31.7, abs=0.1)
    assert entries["12"].radius_km == 50.0


def test_an_archive_and_its_alternate_names(tmp_path: Path) -> None:
    for file, text in (("UA.zip", COUNTRY), ("names.zip", NAMES)):
        with zipfile.ZipFile(tmp_path / file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("UA.txt", text)
            archive.writestr("readme.txt", "what this is")
    listing = read_gazetteer(tmp_path / "UA.zip", tmp_path / "names.zip")
    assert listing.origin.name == "geonames-UA"
    alfa = next(entry for entry in listing.entries if entry.id == "10")
    assert alfa.names == ("Alfa", "Альфове", "Alphaville", "Альфа")


def test_a_whos_on_first_listing(tmp_path: Path) -> None:
    north, alfa = read(tmp_path, LISTING, "wof.tsv")
    assert (north.feature, north.names[0]) == (Feature.REGION, "North")
    assert north.radius_km == pytest.approx(11.1, abs=0.1)
    assert alfa.names == ("Alfa", "Альфа")
    assert (alfa.id, alfa.gazetteer, alfa.also) == ("6", "wof", (("geonames", "10"),))
    assert (alfa.admin1, alfa.population) == ("Північ", 400)


def test_the_meta_csv_of_whos_on_first(tmp_path: Path) -> None:
    text = (
        "id,name,placetype,geom_latitude,geom_longitude,lbl_latitude,lbl_longitude,iso_country,"
        "deprecated,superseded_by,region_id\n"
        "6,Alfa,locality,50.1,30.0,50.2,30.1,UA,,,5\n"
    )
    [alfa] = read(tmp_path, text)
    assert (alfa.lat, alfa.lon, alfa.names, alfa.country) == (50.2, 30.1, ("Alfa",), "UA")


@pytest.mark.parametrize("many", [True, False])
def test_geojson_of_whos_on_first(tmp_path: Path, many: bool) -> None:
    content = {"type": "FeatureCollection", "features": [WOF_FEATURE]} if many else WOF_FEATURE
    [alfa] = read(tmp_path, json.dumps(content), "6.geojson")
    assert alfa.names == ("Alfa", "Альфа")
    assert (alfa.also, alfa.population) == ((("geonames", "10"),), 400)


def test_geojson_points(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [30.5, 50.5]}
    features = [
        {"type": "Feature", "geometry": point, "properties": {"name": "Post 1", "type": "base"}},
        {"type": "Feature", "geometry": point, "properties": {"name": "Kut", "alias": ["Кут"]}},
    ]
    post, kut = read(tmp_path, json.dumps({"type": "FeatureCollection", "features": features}))
    assert (post.feature, post.lat, post.lon) == (Feature.FACILITY, 50.5, 30.5)
    assert kut.names == ("Kut", "Кут")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name,lat,lon\nKut,50,30\n", ("Kut",)),
        ("Place;Latitude;Longitude;Aliases\nKut;50;30;Кут|Kutok\n", ("Kut", "Кут", "Kutok")),
        ("name\tlat\tlng\talternatenames\nKut\t50\t30\tКут,Kutok\n", ("Kut", "Кут", "Kutok")),
        ("\ufeffNAME,LAT,LON\r\nKut,50,30\r\n", ("Kut",)),
        ('name,lat,lon,name_en,name_ru\n"Кут, Old",50,30,Kut,\n', ("Кут, Old", "Kut")),
        ("name,y,x,population\nKut,50,30,\n", ("Kut",)),
        ("name,lat,lon\nKut,50,30\n\n,51,31\nKut,,\n", ("Kut",)),
    ],
)
def test_plain_lists(tmp_path: Path, text: str, expected: tuple[str, ...]) -> None:
    [kut] = read(tmp_path, text, "my list.csv")
    assert kut.names == expected
    assert (kut.lat, kut.lon, kut.gazetteer) == (50.0, 30.0, "my-list")


def test_what_else_a_list_knows(tmp_path: Path) -> None:
    text = (
        "id,name,lat,lon,country,oblast,type,population,radius_km\n"
        'a 1,Kut,50,30,ua,North,river,"1,200",7\n'
    )
    [kut] = read(tmp_path, text)
    assert (kut.id, kut.country, kut.admin1) == ("a_1", "UA", "North")
    assert (kut.feature, kut.population, kut.radius_km) == (Feature.WATER, 1200, 7.0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("name,lat,lon\nKut,50,30\nFar,5", "line 3: 2 columns where the header has 3"),
        ('name,lat,lon\nKut,50,30\n"Far,51,31', "line 3"),
        ("name,lat,lon\nKut,fifty,30\n", "line 2"),
        ("name,lat,lon\nKut,500,30\n", "no point of the earth"),
        ("name,where\nKut,50 30\n", "no column for lat and lon"),
        ("Dear reader, the river rose.\n", "no column for name and lat and lon"),
        ("\0\0\0\0", "no text"),
        ('{"type": "FeatureCollection", "features": [', "cut short"),
        ('{"type": "Sonnet"}', "no GeoJSON"),
        ('{"type": "Feature", "properties": {}}', "not a Point"),
        (NAMES, "--names"),
        (COUNTRY[: COUNTRY.rindex("Europe")], "line 8"),
        (LISTING[: LISTING.rindex("\t")], "line 6"),
        (LISTING.replace('[""Alfa"", ""ALF""]}', "[{"), "line 3"),
    ],
)
def test_bad_files_are_refused_in_one_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(BadOption) as caught:
        read(tmp_path, text)
    assert words in str(caught.value)
    assert "places.csv" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_bad_bytes_and_archives_are_refused(tmp_path: Path) -> None:
    whole = tmp_path / "UA.zip"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("UA.txt", COUNTRY)
    data = whole.read_bytes()
    flipped = bytearray(data)
    flipped[60] ^= 0xFF
    two = tmp_path / "two.zip"
    with zipfile.ZipFile(two, "w") as archive:
        archive.writestr("UA.txt", COUNTRY)
        archive.writestr("RU.txt", COUNTRY)
    for content, words in (
        (data[: len(data) // 2], "cut short"),
        (bytes(flipped), "damaged"),
        ("имя".encode("cp1251"), "UTF-8"),
        (two.read_bytes(), "UA.txt, RU.txt"),
    ):
        path = tmp_path / "bad"
        path.write_bytes(content)
        with pytest.raises(BadOption, match=words):
            read_gazetteer(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadOption, match=r"nowhere\.csv"):
        read_gazetteer(tmp_path / "nowhere.csv")


@given(st.binary(max_size=300))
def test_whatever_the_bytes_it_is_places_or_one_line(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "any.csv"
    path.write_bytes(data)
    try:
        listing = read_gazetteer(path)
    except BadOption as error:
        assert str(path) in str(error)
    else:
        assert all(entry.names for entry in listing.entries)


@pytest.mark.parametrize(
    ("country", "code"), [("UA", "UA"), ("ua", "UA"), ("Ukraine", "UA"), ("Côte d'Ivoire", "CI"),
                          ("", ""), ("QQ", None), ("804", None)],
)  # fmt: skip
def test_a_country_is_told_by_code_or_name(tmp_path: Path, country: str, code: str | None) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"name,lat,lon,country\nKut,50,30,{country}\n", encoding="utf-8")
    if code is None:
        with pytest.raises(BadOption, match=f"line 2: {country} is no country"):
            read_gazetteer(path)
    else:
        assert read_gazetteer(path).entries[0].country == code


@given(cut=st.integers(min_value=1, max_value=len(COUNTRY) - 1))
def test_a_cut_country_file_never_gains_places(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    folder = tmp_path_factory.mktemp("cut")
    try:
        found = read(folder, COUNTRY[:cut], "UA.txt")
    except BadOption:
        return
    assert len(found) <= 6
