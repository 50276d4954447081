"""Reports brought in through the API: files and pasted text, the good ones and the bad."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from crossfix.case import open_case
from crossfix.config import Config
from crossfix.linkwork import VERSION
from crossfix.web import importing
from crossfix.web.app import make_app
from crossfix.web.desk import Desk
from crossfix.web.importing import imports_of

HEADERS = {"X-Crossfix": "1"}
REPORT = (
    "Bridge closed\n\nThe mayor of Odesa said on Tuesday that two drones hit the port. "
    "Nobody was hurt, according to the fire service.\n"
)
OTHER = "The ministry said the pipeline in Izmail was damaged on 3 March 2025 by a missile.\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.case"
    open_case(path, create=True).close()
    return path


@pytest.fixture
def spool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made: nothing may be left in it."""
    folder = tmp_path / "spool"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def desk(path: Path, tmp_path: Path, spool: Path) -> Iterator[Desk]:
    config = Config(case=str(path), data=str(tmp_path / "data"), max_bytes=20_000)
    with Desk(config, who="Ada") as desk:
        yield desk


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    app = make_app(desk)
    with TestClient(app, base_url="http://127.0.0.1", headers=HEADERS) as client:
        yield client


def send(client: TestClient, *files: tuple[str, bytes], **fields: str) -> dict[str, Any]:
    parts = [("files", (name, data, "application/octet-stream")) for name, data in files]
    return begun(client.post("/api/imports", files=parts, data=fields))


def paste(client: TestClient, **body: str | None) -> dict[str, Any]:
    return begun(client.post("/api/imports", json=body))


def begun(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 202, answer.text
    found: dict[str, Any] = answer.json()
    return found


def wait(client: TestClient, job: dict[str, Any], seconds: float = 120) -> dict[str, Any]:
    until = time.monotonic() + seconds
    while job["stage"] != "done":
        assert time.monotonic() < until, job
        time.sleep(0.05)
        job = client.get(f"/api/imports/{job['id']}").json()
    return job


def states(job: dict[str, Any]) -> list[tuple[str, str]]:
    return [(item["name"], item["state"]) for item in job["items"]]


def test_a_bad_file_does_not_lose_the_rest(client: TestClient, path: Path, spool: Path) -> None:
    job = send(
        client,
        ("one.txt", REPORT.encode()),
        ("../two\u202e.txt", OTHER.encode()),
        ("empty.txt", b""),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(64)),
        ("long.txt", b"word " * 5_000),
        ("again.txt", REPORT.encode()),
        published="2025-03-04",
    )
    assert job["items"][-1]["state"] == "waiting"
    job = wait(client, job)
    assert states(job) == [
        ("one.txt", "added"),
        ("two.txt", "added"),
        ("empty.txt", "failed"),
        ("picture.png", "failed"),
        ("long.txt", "failed"),
        ("again.txt", "known"),
    ]
    assert (job["added"], job["failed"]) == (2, 3)
    messages = [item["message"] for item in job["items"]]
    assert messages[:2] == [None, None]
    assert "an empty file; check" in messages[2]
    assert "larger than the limit of 20,000 bytes; split it" in messages[4]
    assert job["items"][5]["documents"] == job["items"][0]["documents"]
    assert not list(spool.iterdir())
    with open_case(path, read_only=True) as case:
        documents = {document.path: document for document in case.documents()}
        assert set(documents) == {"one.txt", "two.txt"}
        assert documents["one.txt"].published == "2025-03-04"
        assert case.received(documents["one.txt"].id).raw == REPORT.encode()
        assert [issue.path for issue in case.issues()] == ["empty.txt", "long.txt", "picture.png"]
        assert not list(case.findings.pending(VERSION))
        assert "Ada" in {entry.actor for entry in case.audit()}
        assert case.verify().sound


def test_a_file_that_is_mended_is_an_issue_no_more(client: TestClient, path: Path) -> None:
    wait(client, send(client, ("page.txt", b" ")))
    wait(client, send(client, ("page.txt", OTHER.encode())))
    with open_case(path, read_only=True) as case:
        assert not list(case.issues())
        assert len(list(case.documents())) == 1


def test_pasted_text_has_the_title_that_it_was_given(client: TestClient, path: Path) -> None:
    job = wait(client, paste(client, text=OTHER, title="  A/B \n news ", published="2025-03-04"))
    assert states(job) == [("B news.txt", "added")]
    with open_case(path, read_only=True) as case:
        (document,) = case.documents()
        assert (document.title, document.text) == ("A/B news", OTHER)
        assert case.verify().sound


def test_pasted_text_without_a_day_is_read_and_told(client: TestClient, path: Path) -> None:
    job = wait(client, paste(client, text=REPORT, title="x"))
    assert states(job) == [("x.txt", "added")]
    assert "without a publication date" in job["items"][0]["message"]
    with open_case(path, read_only=True) as case:
        (ledger,) = case.ledgers()
        assert "published" in {notice.about for notice in ledger.notices}


def test_one_file_may_hold_many_reports(client: TestClient) -> None:
    items = "".join(
        f"<item><title>Report {n}</title><guid>{n}</guid><description>On 3 March 2025 a drone "
        f"hit the depot number {n} in Kherson.</description></item>"
        for n in range(3)
    )
    feed = f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>"
    job = wait(client, send(client, ("feed.xml", feed.encode())))
    assert (job["added"], len(job["items"][0]["documents"])) == (3, 3)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"text": " \n", "title": "x"}, "there is no text"),
        ({"text": "x", "title": "x", "published": "soon"}, "published: 'soon' is no date"),
        ({"text": "x"}, "is no PasteBody"),
        ({"text": "x", "title": "x", "colour": "red"}, "is no PasteBody"),
    ],
)
def test_a_paste_that_makes_no_sense(
    client: TestClient, body: dict[str, Any], problem: str, spool: Path
) -> None:
    answer = client.post("/api/imports", json=body)
    assert (answer.status_code, problem in answer.json()["problem"]) == (400, True), answer.text
    assert not list(spool.iterdir())


def test_a_form_that_makes_no_sense(client: TestClient, spool: Path) -> None:
    file = ("a.txt", b"text", "text/plain")
    for files, fields, problem in [
        ([("files", file)], {"published": "soon"}, "is no date"),
        ([("files", file)], {"colour": "red"}, "there is no field 'colour'"),
        ([("published", file)], {}, "there is no file"),
        ([("published", file), ("files", file)], {}, "published is a file"),
        ([("files", file)], {"files": "words"}, "there is no file"),
        ([("files", file)] * 501, {}, "Too many files"),
    ]:
        answer = client.post("/api/imports", files=files, data=fields)
        assert answer.status_code == 400, answer.text
        assert problem in answer.json()["problem"], answer.text
        assert not list(spool.iterdir())
    broken = {"content-type": "multipart/form-data"}
    answer = client.post("/api/imports", content=b"no form", headers=broken)
    assert (answer.status_code, set(answer.json())) == (400, {"problem", "remedy"})


def test_an_import_that_nobody_knows(client: TestClient) -> None:
    answer = client.get("/api/imports/none")
    assert (answer.status_code, "there is no import" in answer.json()["problem"]) == (404, True)


def test_the_last_imports_are_remembered(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "KEPT", 3)
    jobs = [wait(client, send(client, ("a.txt", b" "))) for _ in range(5)]
    known = [client.get(f"/api/imports/{job['id']}").status_code for job in jobs]
    assert known == [404, 404, 200, 200, 200]


def test_a_write_waits_for_another_process(client: TestClient, path: Path, desk: Desk) -> None:
    with desk.writing() as held:
        job = send(client, ("one.txt", OTHER.encode()))
        held.append_audit("note", "the case", {"words": "still at it"})
        time.sleep(0.2)
        assert client.get(f"/api/imports/{job['id']}").json()["stage"] == "reading"
    assert states(wait(client, job)) == [("one.txt", "added")]


def test_nothing_is_left_when_the_application_ends(desk: Desk, path: Path, spool: Path) -> None:
    with TestClient(make_app(desk), base_url="http://127.0.0.1", headers=HEADERS) as client:
        files = [(f"{n}.txt", f"{n} {OTHER}".encode()) for n in range(30)]
        job = send(client, *files)
    there = imports_of(desk).job(job["id"])
    assert there is not None and there.stage == "done"
    assert any("crossfix was ended" in (item.message or "") for item in there.items)
    assert not list(spool.iterdir())
    with open_case(path, read_only=True) as case:
        assert case.verify().sound
