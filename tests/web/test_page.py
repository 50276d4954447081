"""The page itself: its shell, its files, its one file; and text that would be markup."""

from __future__ import annotations

import asyncio
import base64
import gzip
import hashlib
import os
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest
from starlette.requests import Request
from starlette.responses import Response
from typer.testing import CliRunner

from crossfix.case import open_case
from crossfix.cli import app
from crossfix.config import Config
from crossfix.errors import BadOption, MissingResource
from crossfix.findings.disclosure import Policy
from crossfix.linkwork import lay_out
from crossfix.model import (
    Document,
    Ledger,
    Segment,
    SegmentKind,
    Source,
    SourceKind,
    make_id,
    slice_span,
)
from crossfix.reading import Received
from crossfix.web.answers import on_fault
from crossfix.web.report import Wanted, write_report
from tests.case.reports import make_document
from tests.web.conftest import Serve

HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)> \u202eevil\u202c "
    "<!-- {{ 7*7 }} ]]> javascript:alert(3) \x85\u2028 " + "a" * 5_000
)


def hostile_pair() -> tuple[Received, Ledger]:
    document: Document = make_document(HOSTILE, path="<b>bad</b>.txt", title="</title><script>x")
    author = Source(id=make_id("src", 1), name="<i>x</i>", kind=SourceKind.OTHER, is_author=True)
    segment = Segment(
        id=make_id("seg", 1), kind=SegmentKind.PARAGRAPH, voice=author.id, voice_basis="author",
        span=slice_span(document.text, 0, len(document.text)),
    )  # fmt: skip
    ledger = Ledger(document=document, sources=(author,), segments=(segment,))
    return Received(document, HOSTILE.encode()), ledger


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the text inside of scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[str] = []
        self._open = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self.inside.append("")
        self._open = True

    def handle_endtag(self, tag: str) -> None:
        self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.inside[-1] += data

    def named(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        pairs = zip(self.found, self.inside, strict=True)
        return [(attributes, text) for (name, attributes), text in pairs if name == tag]


def test_the_shell_loads_its_files_and_nothing_inline(serve: Serve) -> None:
    client = serve()
    page = client.get("/")
    assert page.headers["content-type"].startswith("text/html")
    elements = Elements(page.text)
    [(script, inside)] = elements.named("script")
    assert (script["src"], script["type"], inside.strip()) == ("static/app.js", "module", "")
    assert not elements.named("style")
    assert not any(
        name.startswith("on") or name == "style" for _, a in elements.found for name in a
    )
    assert client.get("/static/app.js").headers["content-type"].startswith("text/javascript")


def test_files_are_not_sent_twice(serve: Serve) -> None:
    client = serve()
    tag = client.get("/static/app.js").headers["etag"]
    assert client.get("/static/app.js", headers={"If-None-Match": tag}).status_code == 304


def test_a_file_that_was_built_anew_is_sent_anew(serve: Serve, bundle: Path) -> None:
    client = serve()
    tag = client.get("/static/app.js").headers["etag"]
    script = "console.log(1);\n" * 200
    (bundle / "app.js").write_text(script)
    os.utime(bundle / "app.js", ns=(1, 1))
    answer = client.get("/static/app.js", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.text) == (200, script)
    assert answer.headers["content-encoding"] == "gzip"
    plain = client.get("/static/app.js", headers={"Accept-Encoding": "identity"})
    assert plain.text == script
    assert "content-encoding" not in plain.headers


@pytest.mark.parametrize("name", ["nothing.js", "..%2Fsecret.txt", "folder", "folder/inner.js", ""])
def test_only_files_of_the_bundle_are_sent(serve: Serve, bundle: Path, name: str) -> None:
    (bundle.parent / "secret.txt").write_text("secret")
    (bundle / "folder").mkdir()
    (bundle / "folder" / "inner.js").write_text("secret")
    assert serve().get(f"/static/{name}").status_code == 404


def test_what_the_first_view_asks_for_is_fetched_with_the_script(serve: Serve) -> None:
    client = serve()
    links = [attributes for attributes, _ in Elements(client.get("/").text).named("link")]
    early = [str(link["href"]) for link in links if link["rel"] == "preload"]
    assert early == ["api/case", "api/happenings"]
    assert all(client.get(f"/{path}").status_code == 200 for path in early)


def test_without_the_bundle_the_page_says_what_to_do(serve: Serve, tmp_path: Path) -> None:
    client = serve(static=tmp_path / "nothing")
    answer = client.get("/")
    assert answer.status_code == 503
    assert "make page" in answer.text
    assert client.get("/api/case").status_code == 200


def test_hostile_text_stays_text(serve: Serve, case_path: Path) -> None:
    with open_case(case_path) as case:
        case.add_many([hostile_pair()])
        lay_out(case)
    client = serve()
    name = next(r for r in client.get("/api/reports").json()["rows"] if "<b>" in r["path"])
    answer = client.get(f"/api/reports/{name['id']}")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["ledger"]["document"]["text"] == HOSTILE
    assert "<script>" not in client.get("/").text.replace('<script type="module"', "")
    found = client.get("/api/search", params={"q": "alert"}).json()["hits"]
    assert any("".join(hit["pieces"]).count("<img") for hit in found)


def test_a_fault_tells_nothing_of_the_code(caplog: pytest.LogCaptureFixture) -> None:
    request = Request({"type": "http", "method": "GET", "path": "/", "headers": []})
    answer: Response = asyncio.run(on_fault(request, ValueError("/home/ada/secret")))
    assert answer.status_code == 500
    assert b"secret" not in answer.body
    assert "secret" in caplog.text


# --- the page in one file -------------------------------------------------------------


@pytest.fixture
def written(case_path: Path, bundle: Path, tmp_path: Path) -> str:
    with open_case(case_path) as case:
        case.add_many([hostile_pair()])
        lay_out(case)
    wanted = Wanted(to=tmp_path / "case.html", static=bundle)
    with open_case(case_path, read_only=True) as case:
        write_report(case, Config(data=str(tmp_path / "data")), wanted, print)
    return wanted.to.read_text(encoding="utf-8")


def held_in(page: str) -> dict[str, Any]:
    [(_, packed)] = [one for one in Elements(page).named("script") if one[0].get("id") == "data"]
    found: dict[str, Any] = msgspec.json.decode(gzip.decompress(base64.b64decode(packed)))
    return found


def test_the_file_holds_every_answer_and_loads_nothing(written: str) -> None:
    found = held_in(written)
    assert found["/api/case"]["writable"] is False
    assert found["/api/case"]["reports"] == 5
    assert len(found["/api/claims"]["rows"]) == found["/api/claims"]["page"]["total"] == 12
    for row in found["/api/reports"]["rows"]:
        assert found[f"/api/reports/{row['id']}"]["ledger"]["document"]["text"]
    for row in found["/api/happenings"]["rows"]:
        assert found[f"/api/happenings/{row['id']}"]["row"] == row
    assert found["/api/changes"]["rows"]
    assert "http://" not in written.replace("http://www.w3.org/2000/svg", "")
    assert not any("src" in attributes for _, attributes in Elements(written).found)


def test_its_policy_lets_its_own_script_run_and_no_other(written: str) -> None:
    elements = Elements(written)
    policy = next(
        a["content"] or "" for a, _ in elements.named("meta")
        if a.get("http-equiv") == "Content-Security-Policy"
    )  # fmt: skip
    [script] = [text for attributes, text in elements.named("script") if "id" not in attributes]
    [(_, style)] = elements.named("style")
    for text, source in ((script, "script-src"), (style, "style-src")):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{source} 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert len(elements.named("script")) == 2
    assert "console.log(ending)" in script


def test_hostile_text_is_packed_and_whole(written: str) -> None:
    texts = [
        answer["ledger"]["document"]["text"]
        for path, answer in held_in(written).items()
        if path.startswith("/api/reports/")
    ]
    assert HOSTILE in texts
    assert "onerror" not in written
    assert not re.search(r"alert\(", written)


def test_the_file_is_safe_by_default(case_path: Path, bundle: Path, tmp_path: Path) -> None:
    said: list[str] = []
    wanted = Wanted(to=tmp_path / "case.html", static=bundle, policy=Policy())
    with open_case(case_path, read_only=True) as case:
        write_report(case, Config(data=str(tmp_path / "data")), wanted, said.append)
    assert any("pseudonyms" in line for line in said)
    assert held_in(wanted.to.read_text())["/api/case"]["remarks"] == said[:-1]


def test_some_reports_of_a_case(case_path: Path, bundle: Path, tmp_path: Path) -> None:
    with open_case(case_path, read_only=True) as case:
        one = next(case.documents())
        wanted = Wanted(to=tmp_path / "one.html", static=bundle, reports=(one.id[:12],))
        write_report(case, Config(data=str(tmp_path / "data")), wanted, print)
    found = held_in(wanted.to.read_text())
    assert [row["id"] for row in found["/api/reports"]["rows"]] == [one.id]
    assert all(row["documents"] == [one.id] for row in found["/api/happenings"]["rows"])
    others = {name for name in found if name.startswith("/api/reports/")}
    assert others == {f"/api/reports/{one.id}"}


@pytest.mark.parametrize("gone", ["app.js", "app.css"])
def test_without_the_bundle_nothing_is_written(
    case_path: Path, bundle: Path, tmp_path: Path, gone: str
) -> None:
    (bundle / gone).unlink()
    wanted = Wanted(to=tmp_path / "case.html", static=bundle)
    with (
        open_case(case_path, read_only=True) as case,
        pytest.raises(MissingResource, match="make page"),
    ):
        write_report(case, Config(data=str(tmp_path / "data")), wanted, print)
    assert not wanted.to.exists()
    assert not list(tmp_path.glob(".case.html*"))


def test_what_stands_there_is_kept(case_path: Path, bundle: Path, tmp_path: Path) -> None:
    to = tmp_path / "case.html"
    to.write_text("mine")
    with open_case(case_path, read_only=True) as case, pytest.raises(BadOption, match="--force"):
        write_report(case, Config(data=str(tmp_path / "data")), Wanted(to=to, static=bundle), print)
    assert to.read_text() == "mine"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--no-delay", "--delay", "3"], "two different things"),
        (["--reports", "doc_none"], "no record has an id"),
        (["--today", "soon"], "ISO 8601"),
    ],
)
def test_the_command_refuses_what_makes_no_sense(
    case_path: Path, tmp_path: Path, words: list[str], told: str
) -> None:
    to = tmp_path / "case.html"
    ran = CliRunner().invoke(app, ["report", "--case", str(case_path), "-o", str(to), *words])
    assert ran.exit_code == 2
    assert told in " ".join(ran.output.split())
    assert not to.exists()


def test_an_empty_case_gives_no_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.case"
    open_case(path, create=True).close()
    to = tmp_path / "case.html"
    ran = CliRunner().invoke(app, ["report", "--case", str(path), "-o", str(to)])
    assert ran.exit_code == 2
    assert "holds no report" in " ".join(ran.output.split())
