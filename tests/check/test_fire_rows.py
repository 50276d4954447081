"""Files of fires: every layout into the same records, and what is not taken told."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.check.fire_rows import SCHEMA, Detections, read_detections
from crossfix.errors import BadOption
from tests.check import fire_files as files
from tests.check.fire_files import FIRES, Fire, viirs_download

TODAY = date(2024, 1, 1)
LAYOUTS: dict[str, Callable[[Iterable[Fire]], str]] = {
    "download": viirs_download,
    "colons": lambda fires: viirs_download(fires, files.colons),
    "seconds": lambda fires: viirs_download(fires, lambda minute: files.colons(minute) + ":00"),
    "floats": lambda fires: viirs_download(fires, lambda minute: f"{int(files.clock(minute))}.0"),
    "area": files.api_area,
    "country": files.api_country,
    "archive": files.archive,
    "semicolons": files.semicolons,
    "upper case": lambda fires: viirs_download(fires).replace(
        files.VIIRS, files.VIIRS.upper()
    ),
    "windows line ends": lambda fires: viirs_download(fires).replace("\n", "\r\n"),
    "quoted": lambda fires: "\n".join(
        line if not at else ",".join(f'"{value}"' for value in line.split(","))
        for at, line in enumerate(viirs_download(fires).splitlines())
    ),
    "one stamp": lambda fires: viirs_download(
        fires, lambda minute: f"x{files.colons(minute)}"
    ).replace(",x", "T").replace("acq_date,acq_time", "acq_datetime"),
    "local with offset": lambda fires: "utc_offset," + viirs_download(fires).replace(
        "\n", "\n+00:00,"
    ).removesuffix("+00:00,"),
}  # fmt: skip
BARE = ("file", "line", "raw", "lat", "lon", "day")
HEAD = "latitude,longitude,acq_date,acq_time\n"


def read(folder: Path, text: str, name: str = "fires.csv") -> Detections:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_detections([path], TODAY)


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts_of_the_same_rows_give_the_same_records(tmp_path: Path, name: str) -> None:
    usual = read(tmp_path, viirs_download(FIRES)).frame
    other = read(tmp_path, LAYOUTS[name](FIRES)).frame
    assert other.height == usual.height == len(FIRES)
    for column in SCHEMA:
        if column in {"raw", "confidence_given", "type"}:
            continue
        if column == "satellite" and name == "archive":
            assert set(other[column]) == {"NOAA-20", "S-NPP or NOAA-20"}
        elif name == "country" and column in {"brightness", "saturated"}:
            assert other[column].null_count() == len(FIRES)
        else:
            assert other[column].to_list() == usual[column].to_list(), column


def test_position_and_day_alone(tmp_path: Path) -> None:
    frame = read(tmp_path, files.bare(FIRES)).frame
    assert frame["lat"].to_list() == [fire.lat for fire in FIRES]
    assert frame["day"].to_list() == [19512, 19484, 19484, 19485]
    for column in SCHEMA:
        if column not in BARE:
            assert frame[column].null_count() == len(FIRES), column


def test_a_record_in_full(tmp_path: Path) -> None:
    row = read(tmp_path, files.api_area(FIRES)).frame.row(2, named=True)
    assert (row["lat"], row["lon"]) == (50.9629, 33.61864)
    assert (row["scan"], row["track"], row["frp"]) == (0.44, 0.39, 39.87)
    assert (row["satellite"], row["instrument"]) == ("NOAA-20", "VIIRS")
    assert (row["confidence"], row["confidence_given"]) == ("high", "h")
    assert row["saturated"]
    assert (row["line"], row["minute"], row["daynight"]) == (4, 615, "N")


@pytest.mark.parametrize(
    ("given", "word"), [("0", "low"), ("29", "low"), ("30", "nominal"), ("79", "nominal"),
                        ("80", "high"), ("100", "high"), ("", None), ("101", None), ("x", None)]
)  # fmt: skip
def test_confidence_of_modis(tmp_path: Path, given: str, word: str | None) -> None:
    text = (
        "latitude,longitude,brightness,scan,track,acq_date,acq_time,satellite,confidence\n"
        f"48.1,30.6,367.4,1.1,1,2021-01-14,1939,Terra,{given}\n"
    )
    row = read(tmp_path, text).frame.row(0, named=True)
    assert row["confidence"] == word
    assert row["instrument"] == "MODIS"
    assert row["saturated"] is None, "367 K is where VIIRS is full, not MODIS"


@pytest.mark.parametrize(
    ("name", "code", "satellite"),
    [
        ("SUOMI_VIIRS_C2_Europe_24h.csv", "N", "S-NPP"),
        ("J1_VIIRS_NOAA-20_24h.csv", "N", "S-NPP or NOAA-20"),
        ("fire_archive_SV-C2_1.csv", "", "S-NPP"),
        ("fire_nrt_J1V-C2_1.csv", "", "NOAA-20"),
        ("fire_nrt_J2V-C2_1.csv", "", "NOAA-21"),
        ("fires.csv", "", None),
        ("fires.csv", "1", "NOAA-20"),
        ("fires.csv", "N21", "NOAA-21"),
        ("fires.csv", "Aqua", "Aqua"),
        ("fires.csv", "GOES-16", "GOES-16"),
    ],
)
def test_satellites(tmp_path: Path, name: str, code: str, satellite: str | None) -> None:
    text = f"latitude,longitude,acq_date,bright_ti4,satellite\n48.1,30.6,2021-01-14,300,{code}\n"
    assert read(tmp_path, text, name).frame["satellite"].to_list() == [satellite]


@pytest.mark.parametrize(
    ("given", "minute"),
    [("3", 3), ("0030", 30), ("30", 30), ("1015", 615), ("00:39", 39), ("00:45:00", 45),
     ("2359", 1439), ("9:05", 545), ("0", 0), ("2352.0", 1432), ("", None)],
)  # fmt: skip
def test_times(tmp_path: Path, given: str, minute: int | None) -> None:
    frame = read(tmp_path, f"{HEAD}48.1,30.6,2021-01-14,{given}\n").frame
    assert frame["minute"].to_list() == [minute]


@pytest.mark.parametrize(
    ("row", "day", "minute"),
    [
        ("2021-01-14,00:30+02:00", 18640, 1350),
        ("2021-01-14,23:30-0500", 18642, 270),
        ("2021-01-14,00:30Z", 18641, 30),
    ],
)
def test_times_that_tell_their_offset(tmp_path: Path, row: str, day: int, minute: int) -> None:
    frame = read(tmp_path, f"{HEAD}48.1,30.6,{row}\n").frame
    assert frame.select("day", "minute").row(0) == (day, minute)


@pytest.mark.parametrize(
    ("zone", "minute"), [("Europe/Kyiv", 1350), ("+02:00", 1350), ("2", 1350), ("UTC", 30)]
)
def test_local_columns_with_an_offset(tmp_path: Path, zone: str, minute: int) -> None:
    text = f"latitude,longitude,local_date,local_time,timezone\n48.1,30.6,2021-01-14,00:30,{zone}\n"
    assert read(tmp_path, text).frame["minute"].to_list() == [minute]


REJECTED = [
    ("48.1,30.6,2021-01-14", "torn: fewer than 4 values"),
    ("48.1,30.6,2021-01-14,0030,9,9", "torn: more than 4 values"),
    ('48.1,"30.6,2021-01-14,0030', "torn: not 4 values, or a quotation mark left open"),
    ("north,30.6,2021-01-14,0030", "no number for a position"),
    ("nan,30.6,2021-01-14,0030", "no number for a position"),
    (",30.6,2021-01-14,0030", "no number for a position"),
    ("98.1,30.6,2021-01-14,0030", "a position that is not on Earth"),
    ("48.1,230.6,2021-01-14,0030", "a position that is not on Earth"),
    ("0,0,2021-01-14,0030", "0, 0 in the place of a position"),
    ("48.1,30.6,14 January,0030", "no day in the form 2022-03-31"),
    ("48.1,30.6,2021-02-30,0030", "no day in the form 2022-03-31"),
    ("48.1,30.6,1999-01-14,0030", "a day before any satellite saw fires"),
    ("48.1,30.6,2031-01-14,0030", "a day that is still to come"),
    ("48.1,30.6,2021-01-14,2560", "no such time of day"),
    ("48.1,30.6,2021-01-14,noon", "no such time of day"),
    ("48.1,30.6,2021-01-14,24:00", "no such time of day"),
]


@pytest.mark.parametrize(("row", "reason"), REJECTED)
def test_a_bad_row_is_counted_and_named_and_the_rest_used(
    tmp_path: Path, row: str, reason: str
) -> None:
    good = "48.2,30.7,2021-01-14,0031\n"
    found = read(tmp_path, f"{HEAD}{good}{row}\n\n48.3,30.7,2021-01-15,0031\n")
    [delivery] = found.deliveries
    assert delivery.reasons == {reason: 1}
    assert [(one.line, one.reason) for one in delivery.rejected] == [(3, reason)]
    assert (delivery.rows, delivery.used) == (3, 2)
    assert found.frame["line"].to_list() == [2, 5]
    assert (delivery.first, delivery.last) == ("2021-01-14", "2021-01-15")


def test_only_the_first_rejected_rows_are_named_and_all_counted(tmp_path: Path) -> None:
    rows = "48.2,30.7,2021-01-14,0031\n" + "x,30.7,2021-01-14,0031\n" * 50
    [delivery] = read(tmp_path, HEAD + rows).deliveries
    assert delivery.reasons == {"no number for a position": 50}
    assert [one.line for one in delivery.rejected] == list(range(3, 23))


def test_local_times_without_an_offset_are_rejected(tmp_path: Path) -> None:
    text = "latitude,longitude,acq_date,local_time\n48.1,30.6,2021-01-14,0030\n"
    with pytest.raises(BadOption, match="nothing says how far from UTC"):
        read(tmp_path, text)


def test_a_local_day_alone_is_rejected(tmp_path: Path) -> None:
    rows = "48.1,30.6,2021-01-14,,+02:00\n48.1,30.6,2021-01-14,12:00,+02:00\n"
    [delivery] = read(tmp_path, HEAD.strip() + ",utc_offset\n" + rows).deliveries
    assert delivery.reasons == {"a local day without an hour": 1}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the file is empty"),
        ("Invalid MAP_KEY.", "refused the map key"),
        ("Invalid API call.", "did not understand"),
        ("Exceeding allowed transaction limit", "limit for this map key"),
        ("<!DOCTYPE html><html></html>", "a page or document"),
        ("The river rose.\nNobody slept.\n", "no column for latitude, longitude, acq_date"),
        ("latitude,longitude\n48.1,30.6\n", "no column for acq_date"),
        ("lat,acq_date\n48.1,2021-01-14\n", "no column for longitude"),
        ("48.1,30.6,2021-01-14\n48.1,30.6,2021-01-14\n", "no header"),
        (HEAD + "x,30.6,2021-01-14,0030\n", "not one of 1 rows"),
    ],
)
def test_a_file_that_is_wholly_wrong_is_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(BadOption, match="expected a CSV of fire detections") as refused:
        read(tmp_path, text)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_header_alone_is_a_day_without_fires(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD)
    assert found.frame.is_empty()
    assert found.deliveries[0].notes == ("the file has a header and no rows",)


def test_what_is_not_there_or_no_text(tmp_path: Path) -> None:
    (tmp_path / "noise.csv").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "cut.gz").write_bytes(gzip.compress(b"latitude" * 1000)[:30])
    (tmp_path / "cut.zip").write_bytes(b"PK\x03\x04half")
    for name in ("noise.csv", "cut.gz", "cut.zip", "nowhere.csv", "."):
        with pytest.raises(BadOption):
            read_detections([tmp_path / name], TODAY)


def test_packed_files(tmp_path: Path) -> None:
    text = viirs_download(FIRES)
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(text.encode()))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("Readme.txt", "As received.")
        archive.writestr("fire_nrt_J1V-C2_1.csv", text)
    (tmp_path / "a.utf16.csv").write_bytes(text.encode("utf-16"))
    plain = read(tmp_path, text).frame.select("lat", "lon", "day", "minute", "line")
    for name in ("a.csv.gz", "a.zip", "a.utf16.csv"):
        found = read_detections([tmp_path / name], TODAY)
        assert found.frame.select("lat", "lon", "day", "minute", "line").equals(plain)
    assert read_detections([tmp_path / "a.zip"], TODAY).sources[0].name == (
        "a.zip/fire_nrt_J1V-C2_1.csv"
    )


def test_files_that_overlap_give_each_fire_once(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.csv", "b.csv", "c.csv")]
    for path, text in zip(
        paths,
        (viirs_download(FIRES[:3]), viirs_download(FIRES), files.bare(FIRES)),
        strict=True,
    ):
        path.write_text(text, encoding="utf-8")
    found = read_detections(paths, TODAY)
    assert found.frame.height == len(FIRES)
    assert found.frame["minute"].null_count() == 0
    assert [(part.used, part.repeated) for part in found.deliveries] == [(3, 0), (1, 3), (0, 4)]


def test_values_that_are_no_numbers_are_told(tmp_path: Path) -> None:
    text = "latitude,longitude,acq_date,frp,confidence\n48,30,2021-01-14,much,sure\n"
    [delivery] = read(tmp_path, text).deliveries
    assert delivery.notes == (
        "1 values of frp are no numbers",
        "1 values of confidence are of no scale that is known",
    )


@given(st.text(max_size=200), st.sampled_from(["", HEAD, files.VIIRS + "\n"]))
def test_any_text_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str, head: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "any.csv"
    path.write_bytes((head + text).encode("utf-8", "surrogatepass"))
    try:
        found = read_detections([path], TODAY)
    except BadOption:
        return
    [delivery] = found.deliveries
    assert delivery.used + delivery.repeated + sum(delivery.reasons.values()) == delivery.rows
    assert found.frame.schema == pl.Schema(SCHEMA)
