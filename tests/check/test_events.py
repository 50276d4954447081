"""Files of recorded events: ACLED, UCDP GED, plain tables and GeoJSON, and their verdicts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from crossfix.check import RecordedEvents, check_matters, load_events
from crossfix.check.event_rows import read_records
from crossfix.codes import EventType
from crossfix.errors import BadOption
from crossfix.findings.checks import Coverage, Finding, Matter, Verdict, support
from tests.check.fire_files import place

ACLED = (
    "event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,actor2,"
    "location,latitude,longitude,geo_precision,source,notes,fatalities\n"
)
UCDP = (
    "id,year,type_of_violence,side_a,side_b,source_office,where_prec,where_description,latitude,"
    "longitude,date_prec,date_start,date_end,best,high,low\n"
)
SHELLING = "Shelling/artillery/missile attack"
DAY = date(2023, 6, 15)


def acled(day: str = "15 June 2023", **changed: Any) -> str:
    values = {
        "event_id_cnty": "UKR1", "event_date": day, "year": 2023, "time_precision": 1,
        "event_type": "Explosions/Remote violence", "sub_event_type": SHELLING,
        "actor1": "Military Forces of Freedonia", "actor2": "", "location": "Lypivka",
        "latitude": 49.01, "longitude": 33.01, "geo_precision": 1, "source": "A Gazette",
        "notes": '"On 15 June, shells\nhit, twice."', "fatalities": 3,
    } | changed  # fmt: skip
    return ",".join(str(values[name]) for name in ACLED.strip().split(",")) + "\n"


def ucdp(**changed: Any) -> str:
    values = {
        "id": 7, "year": 2023, "type_of_violence": 1, "side_a": "Freedonia", "side_b": "Sylvania",
        "source_office": "A Gazette", "where_prec": 1, "where_description": "Lypivka village",
        "latitude": 49.01, "longitude": 33.01, "date_prec": 1, "date_start": "2023-06-15",
        "date_end": "2023-06-15", "best": 4, "high": 6, "low": 2,
    } | changed  # fmt: skip
    return ",".join(str(values[name]) for name in UCDP.strip().split(",")) + "\n"


def other_days(write: Any, **changed: Any) -> str:
    """Records elsewhere in the region that make the file cover the season."""
    days = (DAY + timedelta(step) for step in range(-40, 41, 8))
    return "".join(
        write(**({"latitude": 49.5, "longitude": 33.5} | changed | _dated(write, day)))
        for day in days
    )


def _dated(write: Any, day: date) -> dict[str, str]:
    if write is ucdp:
        return {"date_start": day.isoformat(), "date_end": day.isoformat()}
    return {"day": day.strftime("%d %B %Y")}


def load(folder: Path, text: str, name: str = "events.csv") -> RecordedEvents:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load_events([path])


def ask(events: RecordedEvents, matter: Matter) -> tuple[Verdict, Finding, Coverage]:
    [answer] = check_matters([matter], events)
    return answer


def test_acled_bears_out_what_it_records(tmp_path: Path) -> None:
    events = load(tmp_path, ACLED + other_days(acled) + acled())
    verdict, finding, coverage = ask(events, place())
    assert verdict is Verdict.SUPPORTS
    [sighting] = finding.sightings
    assert sighting.raw["event_id_cnty"] == "UKR1"
    assert sighting.raw["notes"] == "On 15 June, shells\nhit, twice."
    assert sighting.when == "2023-06-15"
    assert "A Gazette" in sighting.what
    assert finding.ratio is None, "nothing was learned of what a record weighs"
    assert any("not known" in note for note in finding.notes)
    assert coverage.seen


def test_lines_count_over_notes_of_several_lines(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(ACLED + acled() * 3, encoding="utf-8")
    assert [row.line for row in read_records([tmp_path / "a.csv"]).rows] == [2, 4, 6]


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, True),
        ({"day": "16 June 2023"}, False),
        ({"day": "18 June 2023", "time_precision": 2}, True),
        ({"day": "28 June 2023", "time_precision": 2}, False),
        ({"day": "30 June 2023", "time_precision": 3}, True),
        ({"latitude": 49.2}, False),
        ({"latitude": 49.2, "geo_precision": 2}, False),
        ({"latitude": 49.15, "geo_precision": 2}, True),
        ({"sub_event_type": "Peaceful protest"}, False),
        ({"sub_event_type": "Something new"}, True),
    ],
)
def test_precision_and_type_decide_what_fits(
    tmp_path: Path, changed: dict[str, Any], found: bool
) -> None:
    events = load(tmp_path, ACLED + other_days(acled) + acled(**changed))
    _, finding, _ = ask(events, place())
    assert bool(finding.sightings) is found


def test_where_records_are_daily_one_more_tells_nothing(tmp_path: Path) -> None:
    days = (DAY + timedelta(step) for step in range(-40, 41))
    daily = "".join(acled(day=day.strftime("%d %B %Y")) for day in days)
    verdict, finding, _ = ask(load(tmp_path, ACLED + daily), place())
    assert verdict is Verdict.SILENT
    assert finding.count == 1
    assert any("so frequent here" in note for note in finding.notes)


CASUALTIES = {"type": EventType.CASUALTIES, "words": "Nine people were killed."}


@pytest.mark.parametrize(
    ("text", "killed", "verdict", "words"),
    [
        (
            ACLED + acled(),
            (9, 9),
            Verdict.CONTRADICTS,
            "recorded with 3 dead, the report tells of 9",
        ),
        (ACLED + acled(), (3, 3), Verdict.SUPPORTS, ""),
        (ACLED + acled(), (2, float("inf")), Verdict.SUPPORTS, ""),
        (ACLED + acled(), (1, 1), Verdict.SUPPORTS, "more dead are recorded"),
        (ACLED + acled() + acled(), (9, 9), Verdict.SUPPORTS, ""),
        (ACLED + acled(time_precision=2), (9, 9), Verdict.SUPPORTS, ""),
        (ACLED + acled(geo_precision=2), (9, 9), Verdict.SUPPORTS, ""),
        (UCDP + ucdp(), (9, 9), Verdict.CONTRADICTS, "recorded with 2 to 6 dead"),
        (UCDP + ucdp(), (5, 5), Verdict.SUPPORTS, ""),
    ],
)
def test_the_dead_of_the_same_event(
    tmp_path: Path, text: str, killed: tuple[float, float], verdict: Verdict, words: str
) -> None:
    far = other_days(ucdp if text.startswith(UCDP) else acled)
    found, finding, _ = ask(load(tmp_path, text + far), place(killed=killed, **CASUALTIES))
    assert found is verdict
    assert any(words in note for note in finding.notes)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"day": "17 June 2023"}, "at this place on 2023-06-17, 2 days later"),
        ({"day": "14 June 2023"}, "at this place on 2023-06-14, a day earlier"),
        ({"latitude": 49.2}, "on this day 1"),
        ({"day": "19 June 2023"}, ""),  # too far off to be the same
        ({"latitude": 49.2, "day": "16 June 2023"}, ""),  # both otherwise: another event
        ({"latitude": 49.2, "geo_precision": 2}, ""),  # a place that is not known well
        ({"day": "17 June 2023", "sub_event_type": "Peaceful protest"}, ""),
    ],
)
def test_a_record_that_misses_by_its_day_or_its_place_is_a_note(
    tmp_path: Path, changed: dict[str, Any], words: str
) -> None:
    text = ACLED + acled(**changed) + other_days(acled, latitude=50.5)
    verdict, finding, _ = ask(load(tmp_path, text), place())
    assert verdict is Verdict.SILENT
    assert not finding.sightings
    assert [words in note for note in finding.notes] == ([True] if words else [])


def test_where_such_records_are_frequent_none_is_a_near_miss(tmp_path: Path) -> None:
    days = (DAY + timedelta(step) for step in range(-30, 31) if step)
    text = ACLED + "".join(acled(day=day.strftime("%d %B %Y")) for day in days)
    assert ask(load(tmp_path, text), place())[1].notes == ()
    two = ACLED + acled(day="14 June 2023") + acled(day="16 June 2023")
    far = other_days(acled, latitude=50.5)
    assert ask(load(tmp_path, two + far), place())[1].notes == ()


@pytest.mark.parametrize(
    ("told", "actor1", "actor2", "noted"),
    [
        ("Romanian troops", "Military Forces of Ukraine", "Military Forces of Russia", True),
        ("Russian troops", "Military Forces of Ukraine", "Military Forces of Russia", False),
        ("Russian troops", "Military Forces of Ukraine", "Civilians (Ukraine)", True),
        ("Russians", "Military Forces of Russia", "", False),
        ("drones", "Military Forces of Ukraine", "", False),
        ("Russian troops", "Unidentified Armed Group", "", False),
    ],
)
def test_other_parties_are_a_note_and_no_contradiction(
    tmp_path: Path, told: str, actor1: str, actor2: str, noted: bool
) -> None:
    text = ACLED + acled(actor1=actor1, actor2=actor2) + other_days(acled)
    verdict, finding, _ = ask(load(tmp_path, text), place(actor=told))
    assert verdict is Verdict.SUPPORTS
    assert any("the record names" in note for note in finding.notes) is noted


def test_a_contradiction_is_information_and_lowers_nothing(tmp_path: Path) -> None:
    finding = ask(
        load(tmp_path, ACLED + acled() + other_days(acled)), place(killed=(9, 9), **CASUALTIES)
    )[1]
    assert finding.contradicts
    assert finding.ratio is None
    assert support([]) == 0


def test_ucdp_is_blind_to_what_killed_nobody(tmp_path: Path) -> None:
    events = load(tmp_path, UCDP + other_days(ucdp))
    verdict, _, coverage = ask(events, place())
    assert verdict is Verdict.BLIND
    assert "with a death" in coverage.words
    assert ask(events, place(**CASUALTIES))[0] is Verdict.SILENT


@pytest.mark.parametrize(
    ("matter", "words"),
    [
        (place(lat=40.0), "nothing within 100 km"),
        (place(earliest=date(2020, 6, 15), latest=date(2020, 6, 15)), "not the days"),
        (place(type=EventType.SANCTION), "does not record events of type sanction"),
    ],
)
def test_what_a_file_does_not_hold_is_blind(tmp_path: Path, matter: Matter, words: str) -> None:
    verdict, _, coverage = ask(load(tmp_path, ACLED + other_days(acled)), matter)
    assert verdict is Verdict.BLIND
    assert words in coverage.words


PLAIN = "Date;Lat;Lon;Type;Location;Fatalities\n"
POINT = {
    "type": "Feature",
    "geometry": {"type": "Point", "coordinates": [33.01, 49.01]},
    "properties": {"date": "2023-06-15", "type": "strike", "deaths": 2, "name": "Lypivka"},
}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("own.csv", PLAIN + "2023-06-15;49.01;33.01;strike;Lypivka;2\n"),
        ("own.csv", PLAIN.replace(";", "\t") + "15.06.2023\t49.01\t33.01\tShelling\tLypivka\t2\n"),
        ("own.geojson", json.dumps({"type": "FeatureCollection", "features": [POINT]})),
    ],
)
def test_tables_and_points_of_ones_own(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    [row] = read_records([path]).rows
    assert (row.lat, row.lon, row.earliest, row.latest) == (49.01, 33.01, DAY, DAY)
    assert EventType.STRIKE in row.types
    assert row.deaths == (2.0, 2.0)
    assert "Lypivka" in row.what


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2023-06-15;north;33.01;strike;L;2", "no number for a position"),
        ("2023-06-15;0;0;strike;L;2", "a position that is not on Earth, or 0, 0"),
        ("06/07/2023;49.01;33.01;strike;L;2", "no date that can be read in one way only"),
        ("2023-06-15;49.01;33.01;strike", "torn: 4 values, not 6"),
    ],
)
def test_a_bad_row_is_counted_and_named(tmp_path: Path, row: str, reason: str) -> None:
    good = "2023-06-15;49.01;33.01;strike;L;2\n"
    [delivery] = load(tmp_path, f"{PLAIN}{good}{row}\n{good}").deliveries
    assert (delivery.rows, delivery.used) == (3, 2)
    assert delivery.reasons == {reason: 1}
    assert [one.line for one in delivery.rejected] == [3]


def test_a_region_of_ucdp_is_rejected(tmp_path: Path) -> None:
    [delivery] = load(tmp_path, UCDP + ucdp() + ucdp(where_prec=6)).deliveries
    assert list(delivery.reasons) == ["a place known no better than to a region or a country"]


WRONG: Sequence[tuple[str, str]] = [
    ("", "empty"),
    ("<html></html>", "a page or document"),
    ("[1, 2]", "a page or document"),
    ("{", "no whole JSON"),
    ("{}", "no FeatureCollection"),
    ('{"type": "FeatureCollection", "features": [{"type": "Feature"}]}', "is a point"),
    ("The river rose.\n", "no column for latitude (lat"),
    ("lat,lon\n1,2\n", "no column for date (date"),
    (ACLED.replace("latitude,", ""), "expected an ACLED export"),
    (PLAIN + "someday;49.01;33.01;strike;L;2\n", "not one of 1 rows"),
]


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_a_file_that_is_wholly_wrong_is_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(BadOption, match="expected") as refused:
        load(tmp_path, text)
    assert words.lower() in str(refused.value).lower()
