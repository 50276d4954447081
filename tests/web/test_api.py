"""What each route of the API answers, on a small case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from starlette.testclient import TestClient

from crossfix.case import open_case
from crossfix.case.findings import Finding
from crossfix.caseindex import of_check
from crossfix.findings.checks import Check, Sighting, Verdict
from crossfix.model import Record
from crossfix.web import shapes
from crossfix.web.routes import File, Listed
from crossfix.web.table import TABLE
from tests.web.conftest import Serve


@pytest.fixture
def client(serve: Serve) -> TestClient:
    return serve()


def get(client: TestClient, path: str, status: int = 200) -> Any:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    if status != 200:
        msgspec.json.decode(answer.content, type=shapes.Problem)
    return answer.json()


def first_id(client: TestClient, of: str) -> str:
    return str(get(client, f"/api/{of}")["rows"][0]["id"])


def test_every_route_answers_with_the_record_that_the_table_names(client: TestClient) -> None:
    ids = {"/reports/{id}": first_id(client, "reports"),
           "/happenings/{id}": first_id(client, "happenings")}  # fmt: skip
    asked = {"/changes": "?since=2025-02-02", "/search": "?q=hit", "/places": "?q=Odesa"}
    seen = 0
    for route in TABLE:
        if route.method != "GET" or isinstance(route.answer, File) or "imports" in route.path:
            continue
        path = route.path.replace("{id}", ids.get(route.path, "")) + asked.get(route.path, "")
        answer = client.get(f"/api{path}")
        assert answer.status_code == 200, (path, answer.text)
        assert answer.headers["content-type"] == "application/json"
        kind: Any = route.answer
        if isinstance(kind, Listed):
            kind = list[kind.record]
        msgspec.json.decode(answer.content, type=kind)
        seen += 1
    assert seen >= 15


def test_the_case_tells_what_it_holds(client: TestClient, case_path: Path) -> None:
    found = get(client, "/api/case")
    with open_case(case_path, read_only=True) as case:
        assert found["head"] == case.head
        assert found["counts"]["events"] == sum(1 for _ in case.entries("events"))
    assert (found["reports"], found["issues"], found["pending"]) == (4, 1, 0)
    assert (found["first"], found["last"]) == ("2025-02-01", "2025-02-04")
    assert (found["name"], found["who"], found["writable"]) == ("a.case", "Ada", True)


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ("", ["2025-02-04", "2025-02-03", "2025-02-02", "2025-02-01"]),
        ("?limit=2", ["2025-02-04", "2025-02-03"]),
        ("?limit=2&offset=3", ["2025-02-01"]),
        ("?q=r2.txt", ["2025-02-03"]),
        ("?q=nowhere", []),
    ],
)
def test_reports_come_in_parts_the_newest_first(
    client: TestClient, query: str, days: list[str]
) -> None:
    assert [row["published"] for row in get(client, f"/api/reports{query}")["rows"]] == days


def test_a_report_comes_whole_with_what_stands_behind_its_events(client: TestClient) -> None:
    found = get(client, f"/api/reports/{first_id(client, 'reports')}")
    events = {event["id"] for event in found["ledger"]["events"]}
    assert found["backing"].keys() == events
    assert all(one["happening"] for one in found["backing"].values())
    assert found["readings"] == 1
    assert found["row"]["words"] == len(found["ledger"]["document"]["text"].split())


def test_happenings_and_their_cards_agree(client: TestClient) -> None:
    client.get("/api/conflicts")  # from here on all conflicts are known
    found = get(client, "/api/happenings")
    assert found["unsettled"] == 0
    days = [row["earliest"] for row in found["rows"]]
    assert days == sorted(days)
    for row in found["rows"]:
        card = get(client, f"/api/happenings/{row['id']}")
        assert card["row"] == row
        assert len(card["accounts"]) == len(card["whole"]["accounts"])
        assert get(client, f"/api/happenings/{row['event']}")["row"]["id"] == row["id"]
        words = card["accounts"][0]
        assert words["before"].startswith("Mayor Ivan Franko said")
        assert words["trigger"] == "hit"


def test_a_place_without_a_point_is_listed_with_the_reason(client: TestClient) -> None:
    spot = get(client, "/api/happenings")["rows"][0]["spots"][0]
    assert spot["lat"] is None
    assert spot["reason"] == "not in the gazetteer"


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("", 12),
        ("?q=drones+HIT", 12),
        ("?q=Mlynow", 0),
        ("?q=élie", None),
        ("?source=franko", 12),
        ("?source=nobody", 0),
        ("?kind=event", 12),
        ("?kind=quantity", 0),
        ("?document=doc_none", 0),
    ],
)
def test_claims_are_found_by_words_source_kind_and_report(
    client: TestClient, query: str, total: int | None
) -> None:
    found = get(client, f"/api/claims{query}")
    if total is None:
        assert 0 < found["page"]["total"] < 12
    else:
        assert found["page"]["total"] == total == len(found["rows"])
    for row in found["rows"]:
        assert row["chain"] == ["the report's author", "Mayor Ivan Franko"]
        assert row["backing"]["happening"]


def test_sources_have_their_record_in_counts(client: TestClient) -> None:
    [row] = get(client, "/api/sources")["rows"]
    happenings = get(client, "/api/happenings")["rows"]
    assert row["name"] == "Mayor Ivan Franko"
    assert row["reports"] == 4
    assert 0 < row["track"]["claims"] <= len(happenings)
    assert row["reliability"] == "F"


def test_gaps_and_issues_are_listed(client: TestClient) -> None:
    assert get(client, "/api/gaps?limit=5")["page"]["total"] == 12
    assert get(client, "/api/issues")["rows"] == [
        {"path": "torn.pdf", "message": "is cut short; send it again"}
    ]


def test_forecasts_have_a_score(client: TestClient) -> None:
    found = get(client, "/api/forecasts")
    assert len(found["rows"]) == 12
    assert found["scorecard"]["registered"] == 12


@pytest.mark.parametrize(
    ("since", "kinds"), [("2025-02-01", {"new_happening"}), ("2026-01-01", set())]
)
def test_changes_since_a_day(client: TestClient, since: str, kinds: set[str]) -> None:
    rows = get(client, f"/api/changes?since={since}")["rows"]
    assert {row["kind"] for row in rows} >= kinds
    assert bool(rows) == bool(kinds)


def test_fires_lie_where_their_row_puts_them(serve: Serve, case_path: Path) -> None:
    with open_case(case_path) as case:
        name, event = next(iter(case.entries("events")))
        sighting = Sighting(file="a.csv", line=2, km=1.5, when="2025-02-01T01:00Z", what="fire",
                            raw={"Latitude": "49.5", "lon": "36.25", "frp": "3"})  # fmt: skip
        check = Check(id="chk_1", event_id=event.id, document_id=name, place_id=None,
                      trigger=event.trigger, feed="fires", version="1",  # type: ignore[union-attr]
                      verdict=Verdict.SUPPORTS, sightings=(sighting,), count=1)  # fmt: skip
        case.findings.check([Finding(check, (name,), (of_check(event.id),))], (), {})
    client = serve()
    found = get(client, "/api/fires")
    [row] = found["rows"]
    assert (row["lat"], row["lon"], row["verdict"]) == (49.5, 36.25, "supports")
    assert found["checks"]["chk_1"]["event_id"] == row["event"]
    rows = get(client, "/api/happenings")["rows"]
    assert next(r for r in rows if r["id"] == row["happening"])["verdicts"] == {"supports": 1}


def test_a_search_finds_passages_happenings_sources_and_places(client: TestClient) -> None:
    kinds = {hit["kind"] for hit in get(client, "/api/search?q=Dolyna")["hits"]}
    assert kinds >= {"segment", "place", "happening"}
    source = get(client, "/api/search?q=franko")["hits"][0]
    assert (source["kind"], source["pieces"]) == ("source", ["Mayor Ivan ", "Franko", ""])
    passage = next(
        hit for hit in get(client, '/api/search?q="drones+hit"')["hits"] if hit["kind"] == "segment"
    )
    assert passage["pieces"][1::2]
    assert "drones" in "".join(passage["pieces"])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/reports/doc_none", 404),
        ("/api/happenings/hap_none", 404),
        ("/api/reports?limit=0", 400),
        ("/api/reports?limit=1001", 400),
        ("/api/reports?limit=ten", 400),
        ("/api/reports?offset=-1", 400),
        ("/api/reports?ofset=1", 400),
        ("/api/claims?kind=rumour", 400),
        ("/api/changes", 400),
        ("/api/changes?since=yesterday", 400),
        ("/api/changes?since=2025-02-30", 400),
        ("/api/search?q=", 400),
        ("/api/search?q=%22", 400),
        ("/api/places", 400),
        ("/api/export/docx", 404),
        ("/api/nothing", 404),
        ("/static/nothing.js", 404),
    ],
)
def test_what_cannot_be_answered_is_a_problem_with_a_remedy(
    client: TestClient, path: str, status: int
) -> None:
    problem = get(client, path, status)
    assert problem["problem"] and problem["remedy"]


def test_an_answer_is_kept_until_something_is_written(client: TestClient) -> None:
    client.get("/api/conflicts")
    first = client.get("/api/claims")
    tag = {"If-None-Match": first.headers["etag"]}
    again = client.get("/api/claims", headers=tag)
    assert (again.status_code, again.content) == (304, b"")
    event = get(client, "/api/happenings")["rows"][0]["event"]
    body = {"scale": "credibility", "subject": event, "grade": "2", "because": "seen on film"}
    written = client.post("/api/grades", json=body, headers={"X-Crossfix": "1"})
    assert written.status_code == 200, written.text
    after = client.get("/api/claims", headers=tag)
    assert after.status_code == 200
    assert after.headers["etag"] != first.headers["etag"]
    row = next(r for r in get(client, "/api/happenings")["rows"] if r["event"] == event)
    assert (row["grade"], row["by_person"]) == ("2", True)


def test_what_another_process_writes_is_seen(client: TestClient, case_path: Path) -> None:
    assert len(get(client, "/api/issues")["rows"]) == 1
    with open_case(case_path) as case:
        case.record_issue("other.pdf", "is locked; unlock it")
    assert len(get(client, "/api/issues")["rows"]) == 2


@pytest.mark.parametrize("form", ["geojson", "acled", "folder"])
def test_an_export_is_a_file_and_says_what_was_held_back(client: TestClient, form: str) -> None:
    answer = client.get(f"/api/export/{form}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "held%20back" in answer.headers["x-crossfix-remarks"]
    starts = {"geojson": b"{", "acled": b"event_id", "folder": b"PK"}
    assert answer.content.startswith(starts[form])


def test_records_that_the_api_sends_are_described(client: TestClient) -> None:
    described = get(client, "/api/openapi.json")
    names = described["components"]["schemas"].keys()
    records = {n for n, v in vars(shapes).items() if isinstance(v, type) and issubclass(v, Record)}
    assert records - {"Record"} <= names
    assert {path.removeprefix("/api") for path in described["paths"]} == {r.path for r in TABLE}
