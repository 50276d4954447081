"""What people write through the API: each write is one audit entry, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from crossfix.case import open_case
from crossfix.config import Config
from crossfix.linkwork import lay_out
from crossfix.model import EventType, Ledger
from crossfix.web.app import make_app
from crossfix.web.desk import Desk
from tests.case.reports import make_pairs

HEADERS = {"X-Crossfix": "1"}
TODAY = date(2025, 6, 1)
Reply = tuple[int, dict[str, Any]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.case"
    with open_case(path, create=True) as case:
        case.add_many(make_pairs(3, paragraphs=2))
        lay_out(case)
    return path


@pytest.fixture
def client(path: Path, tmp_path: Path) -> Iterator[TestClient]:
    config = Config(case=str(path), data=str(tmp_path / "data"))
    with (
        Desk(config, who="Ada", today=lambda: TODAY) as desk,
        TestClient(make_app(desk), base_url="http://127.0.0.1", headers=HEADERS) as client,
    ):
        yield client


def post(client: TestClient, to: str, **body: Any) -> Reply:
    answer = client.post(f"/api/{to}", json=body)
    found: dict[str, Any] = answer.json()
    assert answer.status_code == 200 or {"problem", "remedy"} == found.keys()
    return answer.status_code, found


def first(path: Path) -> Ledger:
    with open_case(path, read_only=True) as case:
        return next(case.ledgers())


def view(client: TestClient, document_id: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/api/reports/{document_id}").json()
    return found


def say(client: TestClient, path: Path, kind: str = "events", **body: Any) -> Reply:
    ledger = first(path)
    given = {
        "document": ledger.document.id,
        "entry": getattr(ledger, kind)[-1].id,
        "because": "the page says so",
        **body,
    }
    return post(client, "reviews", **given)


def check_sound(path: Path) -> None:
    with open_case(path, read_only=True) as case:
        assert case.verify().sound


# --- reviews --------------------------------------------------------------------------


def test_a_review_is_written_shown_and_taken_back(client: TestClient, path: Path) -> None:
    ledger = first(path)
    event = ledger.events[-1]
    status, written = say(client, path, verdict="corrected", changes={"type": "outage"})
    assert (status, written["who"], written["action"]) == (200, "Ada", "judge")
    assert written["undo"] == f"/api/undo/{written['seq']}"
    there = view(client, ledger.document.id)
    assert there["ledger"]["events"][-1]["type"] == "outage"
    assert there["unreviewed"][event.id]["type"] == event.type.value
    assert [review["who"] for review in there["reviews"]] == ["Ada"]
    with open_case(path, read_only=True) as case:
        assert case.head == written["head"]
    status, undone = post(client, written["undo"].removeprefix("/api/"), because="a slip")
    assert (status, undone["action"]) == (200, "withdraw")
    assert view(client, ledger.document.id)["ledger"]["events"][-1]["type"] == event.type.value
    check_sound(path)


def test_a_correction_moves_the_happening(client: TestClient, path: Path) -> None:
    event = first(path).events[-1]

    def row() -> dict[str, Any]:
        found: dict[str, Any] = client.get(f"/api/happenings/{event.id}").json()["row"]
        return found

    before = row()
    day = {"earliest": "2025-01-07", "latest": "2025-01-07"}
    say(client, path, verdict="corrected", changes={"type": "aid", **day})
    assert (row()["type"], row()["earliest"]) == ("aid", "2025-01-07")
    place = first(path).places[-1]
    assert place.id in event.places
    point = {"lat": 48.5, "lon": 35.0, "radius_km": 4}
    status, placed = say(client, path, "places", verdict="corrected", changes=point)
    assert status == 200
    assert [spot["lat"] for spot in row()["spots"]] == [48.5]
    post(client, f"undo/{placed['seq']}", because="another village")
    assert row()["spots"] == before["spots"]
    check_sound(path)


def test_a_happening_is_rejected_when_all_its_accounts_are(client: TestClient, path: Path) -> None:
    event = first(path).events[-1]

    def whole() -> dict[str, Any]:
        found: dict[str, Any] = client.get(f"/api/happenings/{event.id}").json()
        return found

    written: dict[str, Any] = {}
    for account in whole()["accounts"]:
        assert whole()["row"]["rejected"] is False
        body = {"document": account["document"], "entry": account["event"], "because": "a drill"}
        status, written = post(client, "reviews", verdict="rejected", **body)
        assert status == 200
    assert whole()["row"]["rejected"] is True
    assert event.id in view(client, first(path).document.id)["rejected"]
    assert post(client, f"undo/{written['seq']}", because="no drill")[0] == 200
    assert whole()["row"]["rejected"] is False


@pytest.mark.parametrize(
    ("body", "status", "problem"),
    [
        ({"document": "doc_nowhere"}, 404, "there is no report"),
        ({"entry": "evt_nowhere"}, 400, "is no entry of this report"),
        ({"verdict": "perhaps"}, 400, "is no ReviewBody"),
        ({"because": " "}, 400, "says nothing"),
        ({"verdict": "corrected"}, 400, "without saying what"),
        ({"verdict": "corrected", "changes": {"type": "party"}}, 400, "Invalid enum value"),
        ({"verdict": "corrected", "changes": {"actor": "Nobody"}}, 400, "not words of the report"),
        ({"changes": {"type": "aid"}}, 400, "with changes"),
        ({"colour": "red"}, 400, "unknown field"),
    ],
)
def test_a_review_that_makes_no_sense(
    client: TestClient, path: Path, body: dict[str, Any], status: int, problem: str
) -> None:
    found, told = say(client, path, **{"verdict": "accepted", **body})
    assert (found, problem in told["problem"]) == (status, True), told
    assert told["remedy"]


# --- judgements -----------------------------------------------------------------------


def told_with(client: TestClient, event: str) -> set[str]:
    """The events that are told of one happening with an event."""
    whole = client.get(f"/api/happenings/{event}").json()
    return {account["event"] for account in whole["accounts"]}


def judged(client: TestClient, event: str) -> list[dict[str, Any]]:
    """What people said of the accounts of an event's happening."""
    found: list[dict[str, Any]] = client.get(f"/api/happenings/{event}").json()["judged"]
    return found


def test_a_judgement_is_shown_and_taken_back(client: TestClient, path: Path) -> None:
    left, right = (event.id for event in first(path).events[:2])
    body = {"left": left, "right": right, "because": "one and the same"}
    assert right not in told_with(client, left)
    status, written = post(client, "judgements", judgement="same", **body)
    assert (status, written["undo"]) == (200, f"/api/undo/{written['seq']}")
    assert {left, right} <= told_with(client, left)
    said = judged(client, left)
    assert [(one["who"], one["because"], one["seq"]) for one in said] == [
        ("Ada", "one and the same", written["seq"])
    ]
    status, undone = post(client, f"undo/{written['seq']}", because="they are not")
    assert (status, undone["action"], undone["undo"]) == (200, "withdraw", None)
    assert right not in told_with(client, left)
    assert (judged(client, left), judged(client, right)) == ([], [])
    assert post(client, f"undo/{written['seq']}", because="again")[0] == 409
    assert post(client, f"undo/{undone['seq']}", because="again")[0] == 400
    check_sound(path)


@pytest.mark.parametrize("judgement", ["same", "different", "unsure"])
def test_the_latest_judgement_on_two_events_is_taken_back(
    client: TestClient, path: Path, judgement: str
) -> None:
    left, right = (event.id for event in first(path).events[:2])
    before = told_with(client, left), told_with(client, right)
    older = post(client, "judgements", left=left, right=right, judgement="same", because="so")[1]
    said = judged(client, left)
    body = {"left": right, "right": left, "judgement": judgement, "because": "read again"}
    newer = post(client, "judgements", **body)[1]
    assert [one["judgement"] for one in judged(client, left)] == [judgement]
    assert post(client, f"undo/{older['seq']}", because="so")[0] == 409
    status, undone = post(client, f"undo/{newer['seq']}", because="so")
    assert (status, undone["action"], undone["undo"]) == (
        200,
        "judge",
        f"/api/undo/{undone['seq']}",
    )
    assert {left, right} <= told_with(client, left)
    assert (judged(client, left), said[0]["seq"]) == (said, older["seq"])
    assert post(client, f"undo/{newer['seq']}", because="so")[0] == 409
    assert post(client, f"undo/{older['seq']}", because="so")[1]["action"] == "withdraw"
    assert (told_with(client, left), told_with(client, right)) == before
    assert judged(client, left) == []
    check_sound(path)


def test_what_stands_again_is_taken_back_by_the_entry_that_made_it_stand(
    client: TestClient, path: Path
) -> None:
    left, right = (event.id for event in first(path).events[:2])
    ends = {"left": left, "right": right, "because": "so"}
    post(client, "judgements", judgement="same", **ends)
    newer = post(client, "judgements", judgement="different", **ends)[1]
    undone = post(client, f"undo/{newer['seq']}", because="a slip")[1]
    assert post(client, f"undo/{undone['seq']}", because="a slip too")[1]["action"] == "withdraw"
    assert judged(client, left) == []
    check_sound(path)


def test_what_was_cut_apart_grows_together_again(client: TestClient, path: Path) -> None:
    whole = next(row for row in client.get("/api/happenings").json()["rows"] if row["reports"] > 1)
    left, right = (
        one["event"] for one in client.get(f"/api/happenings/{whole['id']}").json()["accounts"][:2]
    )
    body = {"left": left, "right": right, "judgement": "different", "because": "two nights"}
    written = post(client, "judgements", **body)[1]
    assert right not in told_with(client, left)
    assert [one["seq"] for one in judged(client, right)] == [written["seq"]]
    assert post(client, f"undo/{written['seq']}", because="one night")[0] == 200
    assert right in told_with(client, left)
    check_sound(path)


@pytest.mark.parametrize(
    ("left", "status", "problem"),
    [
        ("evt_0000000000000000", 404, "no record has an id"),
        ("", 404, "no record has an id"),
        ("{right}", 400, "the same event is named twice"),
        ("{place}", 400, "is no event"),
        ("{half}", 404, "there is no entry"),
    ],
)
def test_a_judgement_on_what_is_no_event(
    client: TestClient, path: Path, left: str, status: int, problem: str
) -> None:
    ledger = first(path)
    right = ledger.events[0].id
    name = left.format(right=right, place=ledger.places[0].id, half=ledger.events[1].id[:-2])
    given = {"left": name, "right": right, "judgement": "same", "because": "so"}
    found, told = post(client, "judgements", **given)
    assert (found, problem in told["problem"]) == (status, True), told


# --- grades ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scale", "subject", "grade"),
    [
        ("credibility", "{event}", "2"),
        ("reliability", "{source}", "C"),
        ("reliability", "Mayor Ivan Franko", "B"),
    ],
)
def test_a_grade_is_set_and_taken_back(
    client: TestClient, path: Path, scale: str, subject: str, grade: str
) -> None:
    ledger = first(path)
    name = subject.format(event=ledger.events[0].id, source=ledger.sources[-1].id)
    body = {"scale": scale, "subject": name, "because": "two more reports"}
    status, written = post(client, "grades", grade=grade, **body)
    assert status == 200

    def given() -> list[str]:
        with open_case(path, read_only=True) as case:
            return [each.grade for each in case.judgements.grades(scale).values()]

    assert given() == [grade]
    status, undone = post(client, f"undo/{written['seq']}", because="a slip")
    assert (status, undone["action"], given()) == (200, "withdraw", [])
    assert post(client, "grades", grade=None, **body)[0] == 409
    post(client, "grades", grade=grade, **body)
    status, taken = post(client, "grades", grade=None, **body)
    assert (status, taken["action"], given()) == (200, "withdraw", [])
    assert post(client, f"undo/{written['seq']}", because="again")[0] == 409


def test_the_grade_before_stands_again(client: TestClient, path: Path) -> None:
    event = first(path).events[0].id
    body = {"scale": "credibility", "subject": event, "because": "so"}

    def given() -> str | None:
        found = client.get(f"/api/happenings/{event}").json()["whole"]["given"]
        return None if found is None else str(found["grade"])

    older, newer = (post(client, "grades", grade=grade, **body)[1] for grade in "24")
    assert given() == "4"
    assert post(client, f"undo/{newer['seq']}", because="a slip")[1]["action"] == "judge"
    assert given() == "2"
    assert post(client, f"undo/{newer['seq']}", because="a slip")[0] == 409
    assert post(client, f"undo/{older['seq']}", because="a slip")[1]["action"] == "withdraw"
    assert given() is None
    post(client, "grades", grade="2", **body)
    post(client, "grades", grade="4", **body)
    assert post(client, "grades", grade=None, **body)[1]["action"] == "withdraw"
    assert given() is None, "a grade that was withdrawn uncovers the one before"
    check_sound(path)


@pytest.mark.parametrize(
    ("body", "status", "problem"),
    [
        ({"grade": "9"}, 400, "is no grade of credibility"),
        ({"grade": "B"}, 400, "is no grade of credibility"),
        ({"scale": "beauty"}, 400, "is no scale"),
        ({"scale": "reliability"}, 400, "is not graded for its reliability"),
        ({"scale": "reliability", "subject": "Nobody"}, 404, "no record has an id"),
        ({"because": ""}, 400, "says nothing"),
    ],
)
def test_a_grade_that_makes_no_sense(
    client: TestClient, path: Path, body: dict[str, Any], status: int, problem: str
) -> None:
    event = first(path).events[0].id
    given = {"scale": "credibility", "subject": event, "grade": "2", "because": "so", **body}
    found, told = post(client, "grades", **given)
    assert (found, problem in told["problem"]) == (status, True), told


# --- resolutions ----------------------------------------------------------------------


def test_a_forecast_is_resolved_and_opened_again(client: TestClient, path: Path) -> None:
    forecast = first(path).forecasts[0].id
    body = {"forecast": forecast, "because": "it was back", "on": "2025-02-08"}
    status, written = post(client, "resolutions", outcome="true", source="city hall", **body)
    assert (status, written["action"]) == (200, "resolve")
    assert post(client, "resolutions", outcome="false", **body)[0] == 409
    rows = client.get("/api/forecasts").json()["rows"]
    assert "true" in {row["state"] for row in rows}
    status, undone = post(client, f"undo/{written['seq']}", because="another bridge")
    assert (status, undone["action"]) == (200, "reopen")
    assert post(client, "resolutions", outcome=None, **body)[0] == 409
    post(client, "resolutions", outcome="void", **body)
    assert post(client, "resolutions", outcome=None, **body)[1]["action"] == "reopen"
    check_sound(path)


@pytest.mark.parametrize(
    ("body", "status", "problem"),
    [
        ({"on": "Friday"}, 400, "is not an ISO 8601 date"),
        ({"on": "2025-06-02"}, 400, "lies ahead"),
        ({"outcome": "maybe"}, 400, "is no ResolutionBody"),
        ({"forecast": "fct_0000000000000000"}, 404, "no record has an id"),
        ({"forecast": "{event}"}, 400, "is no forecast"),
        ({"because": ""}, 400, "says nothing"),
    ],
)
def test_a_resolution_that_makes_no_sense(
    client: TestClient, path: Path, body: dict[str, Any], status: int, problem: str
) -> None:
    ledger = first(path)
    given = {"forecast": ledger.forecasts[0].id, "outcome": "true", "because": "so",
             "on": "2025-05-01", **body}  # fmt: skip
    given["forecast"] = given["forecast"].format(event=ledger.events[0].id)
    found, told = post(client, "resolutions", **given)
    assert (found, problem in told["problem"]) == (status, True), told


# --- undo -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seq", "status"),
    [("0", 404), ("1", 400), ("2", 400), ("999999", 404), ("x", 404), ("-1", 404)],
)
def test_what_cannot_be_taken_back(client: TestClient, seq: str, status: int) -> None:
    assert post(client, f"undo/{seq}", because="so")[0] == status


def test_an_older_review_is_not_taken_back_under_a_newer_one(
    client: TestClient, path: Path
) -> None:
    older = say(client, path, verdict="corrected", changes={"type": "aid"})[1]
    newer = say(client, path, verdict="rejected")[1]
    assert post(client, f"undo/{older['seq']}", because="so")[0] == 409
    assert post(client, f"undo/{newer['seq']}", because="so")[0] == 200
    event = view(client, first(path).document.id)["ledger"]["events"][-1]
    assert event["type"] == EventType.AID.value


def test_another_process_may_write_meanwhile(client: TestClient, path: Path) -> None:
    with open_case(path, who="Grace") as other:
        other.append_audit("note", "the case", {"words": "looked at it"})
        assert say(client, path, verdict="accepted")[0] == 200
    check_sound(path)


def test_nothing_is_written_where_the_case_is_read_only(path: Path) -> None:
    with (
        Desk(Config(case=str(path)), writable=False) as desk,
        TestClient(make_app(desk), base_url="http://127.0.0.1", headers=HEADERS) as client,
    ):
        assert say(client, path, verdict="accepted")[0] == 403
