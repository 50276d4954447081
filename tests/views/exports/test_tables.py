"""The forms that are tables: ACLED, UCDP, and what they share."""

from __future__ import annotations

import csv
import io

import pytest

from crossfix.codes import EventType, Feature, Status
from crossfix.findings.checks import Verdict
from crossfix.findings.corroboration import Backing, Backings, Checked
from crossfix.findings.disclosure import Shown
from crossfix.findings.grades import Credibility, Reliability
from crossfix.views.exports import acled, ucdp
from crossfix.views.exports.rows import Site
from crossfix.views.exports.tables import csv_line, prio_grid
from tests.views.exports.made import Maker, export, news, preface, with_events


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


ACLED = (
    "event_id_cnty, event_date, year, time_precision, disorder_type, event_type, sub_event_type, "
    "actor1, assoc_actor_1, inter1, actor2, assoc_actor_2, inter2, interaction, "
    "civilian_targeting, iso, region, country, admin1, admin2, admin3, location, latitude, "
    "longitude, geo_precision, source, source_scale, notes, fatalities, tags, timestamp"
)
UCDP = (
    "id, relid, year, active_year, code_status, type_of_violence, conflict_dset_id, "
    "conflict_new_id, conflict_name, dyad_dset_id, dyad_new_id, dyad_name, side_a_dset_id, "
    "side_a_new_id, side_a, side_b_dset_id, side_b_new_id, side_b, number_of_sources, "
    "source_article, source_office, source_date, source_headline, source_original, where_prec, "
    "where_coordinates, where_description, adm_1, adm_2, latitude, longitude, geom_wkt, "
    "priogrid_gid, country, country_id, region, event_clarity, date_prec, date_start, date_end, "
    "deaths_a, deaths_b, deaths_civilians, deaths_unknown, best, high, low, gwnoa, gwnob"
)


@pytest.mark.parametrize(("exporter", "columns"), [(acled.AcledCsv, ACLED), (ucdp.UcdpCsv, UCDP)])
def test_the_columns_are_the_published_ones_in_their_order(exporter: type, columns: str) -> None:
    first = export(exporter, []).split("\r\n")[0]
    assert first.split(",") == columns.split(", ")
    for line in csv.reader(io.StringIO(export(exporter, [news()]), newline="")):
        assert len(line) == len(columns.split(", "))


def test_acled_row() -> None:
    rows = read(export(acled.AcledCsv, [news()]))
    assert [row["sub_event_type"] for row in rows] == ["Air/drone strike", "Other"]
    strike = rows[0]
    told = {key: value for key, value in strike.items() if value}
    tags = told.pop("tags")
    ledger = news()
    where = ledger.document.text.index("drones hit")
    assert told == {
        "event_id_cnty": ledger.events[0].id,
        "event_date": "2025-03-08",
        "year": "2025",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike",
        "actor1": "drones",
        "iso": "804",
        "country": "Ukraine",
        "location": "Kharkiv",
        "latitude": "49.981",
        "longitude": "36.253",
        "geo_precision": "1",
        "source": "the report's author › Ivan Franko",
        "notes": "drones hit a fuel depot",
        "fatalities": "3",
    }
    assert f"{ledger.document.id}[{where}-{where + 23}]" in tags
    assert f"sha256:{ledger.document.sha256}" in tags


def test_what_is_unknown_stays_empty_and_is_never_nought() -> None:
    """ACLED itself writes 0 where nobody counts; a ledger does not know, and says nothing."""
    make = Maker("Shells fell.\n", published=None)
    make.event("fell", EventType.STRIKE, acled="Shelling/artillery/missile attack")
    [row] = read(export(acled.AcledCsv, [make.ledger()]))
    for column in ("fatalities", "event_date", "year", "time_precision", "geo_precision", "iso"):
        assert row[column] == ""
    assert row["latitude"] == row["longitude"] == ""
    assert "0" not in {row[column] for column in row}


def test_an_event_at_several_places_is_a_row_a_place() -> None:
    make = Maker("Drones hit Sumy and Izium, killing 4 people.\n")
    places = (make.place("Sumy", 50.9, 34.8), make.place("Izium", 49.2, 37.25))
    dead = make.quantity("4", "people")
    make.event("hit", EventType.STRIKE, acled="Air/drone strike", places=places, figures=(dead,))
    rows = read(export(acled.AcledCsv, [make.ledger()]))
    assert [row["location"] for row in rows] == ["Sumy", "Izium"]
    assert len({row["event_id_cnty"] for row in rows}) == 2
    assert [row["fatalities"] for row in rows] == ["", ""], "four died, not eight"
    assert all("fatalities at all 2 places=4" in row["tags"] for row in rows)
    [row] = read(export(ucdp.UcdpCsv, [make.ledger()]))
    assert (row["where_prec"], row["best"], row["event_clarity"]) == ("5", "4", "2")


@pytest.mark.parametrize("exporter", [acled.AcledCsv, ucdp.UcdpCsv])
@pytest.mark.parametrize("status", [Status.DENIED, Status.PLANNED, Status.HYPOTHETICAL])
def test_only_what_happened_is_a_row(exporter: type, status: Status) -> None:
    assert read(export(exporter, [with_events(news(), status=status)])) == []


def test_every_sub_event_type_has_its_type_and_disorder() -> None:
    assert len(acled.TYPE_OF) == 25
    disorder = {sub: acled.disorder_type(kind, sub) for sub, kind in acled.TYPE_OF.items()}
    assert disorder["Mob violence"] == "Political violence"
    assert disorder["Peaceful protest"] == "Demonstrations"
    assert disorder["Agreement"] == "Strategic developments"
    assert disorder["Violent demonstration"] == "Political violence; Demonstrations"


def test_ucdp_row_counts_a_death_once() -> None:
    [row] = read(export(ucdp.UcdpCsv, [news()]))
    told = {key: value for key, value in row.items() if value}
    assert told.pop("source_article").startswith('"drones hit a fuel depot" the report')
    assert told == {
        "id": news().events[0].id,
        "relid": news().events[0].id,
        "year": "2025",
        "side_a": "drones",
        "number_of_sources": "1",
        "source_date": "2025-03-09",
        "source_original": "Ivan Franko",
        "where_prec": "1",
        "where_coordinates": "Kharkiv",
        "where_description": "Kharkiv, ±5 km",
        "latitude": "49.981",
        "longitude": "36.253",
        "geom_wkt": "POINT (36.253 49.981)",
        "priogrid_gid": str(prio_grid(49.98, 36.25)),
        "country": "Ukraine",
        "event_clarity": "1",
        "date_prec": "1",
        "date_start": "2025-03-08",
        "date_end": "2025-03-08",
        "deaths_unknown": "3",
        "best": "3",
        "high": "3",
        "low": "3",
    }


def test_ucdp_tells_how_many_events_had_no_death() -> None:
    made = ucdp.UcdpTable(preface())
    list(made.feed(Shown(news()), Backings([])))
    remarks = " ".join(made.remarks())
    assert "1 event left out: its deaths are counted with another event" in remarks
    assert "1 event left out: UCDP asks for a death" in remarks


@pytest.mark.parametrize(
    ("feature", "radius", "coarse", "code"),
    [
        (Feature.CITY, 5.0, False, 1),
        (Feature.FACILITY, 1.0, False, 1),
        (Feature.CITY, 15.0, False, 2),
        (Feature.VILLAGE, 27.0, True, 2),
        (Feature.DISTRICT, 30.0, False, 3),
        (Feature.REGION, 120.0, False, 4),
        (Feature.FRONT, 25.0, False, 5),
        (Feature.COUNTRY, 600.0, False, 6),
        (Feature.WATER, 10.0, False, 7),
        (None, 80.0, False, 5),
    ],
)
def test_where_prec(feature: Feature | None, radius: float, coarse: bool, code: int) -> None:
    site = Site(name="x", lat=1.0, lon=2.0, radius_km=radius, feature=feature, coarsened=coarse)
    assert ucdp.where_prec((site,)) == code
    assert ucdp.where_prec((Site(name="x", reason="?"),)) is None


@pytest.mark.parametrize(
    ("earliest", "latest", "code"),
    [
        ("2025-03-08", "2025-03-08", 1),
        ("2025-03-08T10:00", "2025-03-08T12:00", 1),
        ("2025-03-08", "2025-03-09", 2),
        ("2025-03-01", "2025-03-06", 2),
        ("2025-03-01", "2025-03-07", 3),
        ("2025-03-01", "2025-03-31", 4),
        ("2025-01-01", "2025-12-31", 5),
        (None, "2025-12-31", None),
    ],
)
def test_date_prec(earliest: str | None, latest: str | None, code: int | None) -> None:
    assert ucdp.date_prec(earliest, latest) == code


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [(-90, -180, 1), (89.9, 179.9, 259_200), (90, 180, 258_481), (34.53, 69.17, 179_779)],
)
def test_prio_grid(lat: float, lon: float, cell: int) -> None:
    assert prio_grid(lat, lon) == cell


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("@cmd", "'@cmd"),
        ("-1.5", "-1.5"),
        (-1.5, "-1.5"),
        (3.0, "3"),
        (None, ""),
        ('say "x", y', '"say ""x"", y"'),
        ("a\nb", '"a\nb"'),
    ],
)
def test_cells(cell: object, line: str) -> None:
    assert csv_line([cell, "z"]) == f"{line},z\r\n"


def test_merged_rows_keep_every_source_and_what_the_case_knows() -> None:
    ledgers = [news("2025-03-09"), news("2025-03-10", item="two")]
    backings = [
        Backing(
            event_id=ledger.events[0].id,
            happening="hap_1",
            reports=2,
            origins=1,
            credibility=Credibility.PROBABLY_TRUE,
            reliability=Reliability.USUALLY,
            reliability_by_person=Reliability.FAIRLY,
            checks=(Checked(feed="fires", verdict=Verdict.SUPPORTS),),
            conflicts=("3 or 4 dead",),
        )
        for ledger in ledgers
    ]
    text = export(acled.AcledCsv, ledgers, Backings(backings), preface(merged=True))
    [row] = [row for row in read(text) if row["sub_event_type"] == "Air/drone strike"]
    assert row["event_id_cnty"] == "hap_1"
    for part in (
        *(ledger.events[0].id for ledger in ledgers),
        "origins=1",
        "reports=2",
        'admiralty-scale:information-credibility="2" (suggested)',
        'admiralty-scale:source-reliability="c" (person)',
        "check:fires=supports",
        "conflict:3 or 4 dead",
    ):
        assert part in row["tags"]
    assert row["notes"].count("drones hit a fuel depot") == 2
    assert row["fatalities"] == "3"
