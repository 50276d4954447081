"""Downloads against a server on this machine: resumed, checked, and refused in one line."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from crossfix.config import Config
from crossfix.errors import BadOption, MissingResource
from crossfix.ground import gazetteer_download as downloading
from crossfix.ground import gazetteers, geodata
from crossfix.ground.gazetteer import Geonames
from crossfix.ground.gazetteer_added import list_added
from crossfix.ground.gazetteer_download import check_codes, download_country
from crossfix.ground.gazetteer_entry import Entry
from crossfix.model import Feature
from tests.ground.test_gazetteer_formats import COUNTRY, NAMES

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]


def packed(text: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("UA.txt", text)
    return content.getvalue()


class Answers(BaseHTTPRequestHandler):
    """Serves ``files`` with ranges and tags; breaks off as often as ``breaks`` says."""

    files: ClassVar[dict[str, bytes]] = {}
    tag: ClassVar[str] = '"one"'
    breaks: ClassVar[int] = 0
    status: ClassVar[int] = 200
    ranges: ClassVar[bool] = True
    asked: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self) -> None:
        kind = type(self)
        kind.asked.append((self.path, self.headers.get("range", "")))
        if kind.status != 200 or self.path not in kind.files:
            self.send_error(kind.status if kind.status != 200 else 404)
            return
        body = kind.files[self.path]
        start = self._start(len(body))
        self.send_response(206 if start else 200)
        if start:
            self.send_header("content-range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        if kind.tag:
            self.send_header("etag", kind.tag)
        self.send_header("content-length", str(len(body) - start))
        self.end_headers()
        rest = body[start:]
        if kind.breaks:
            kind.breaks -= 1
            self.wfile.write(rest[: len(rest) // 2])
            self.close_connection = True
            return
        self.wfile.write(rest)

    def _start(self, length: int) -> int:
        wanted = self.headers.get("range", "")
        if not wanted or not self.ranges or self.headers.get("if-range") != self.tag:
            return 0
        return min(int(wanted.removeprefix("bytes=").rstrip("-")), length)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the tests quiet."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[type[Answers], str]]:
    class Mine(Answers):
        asked: ClassVar[list[tuple[str, str]]] = []
        files: ClassVar[dict[str, bytes]] = {
            "/UA.zip": packed("places " * 5000),
            "/alternatenames/UA.zip": packed("names " * 5000),
        }

    monkeypatch.setattr(downloading, "PAUSE_SECONDS", 0.0)
    running = ThreadingHTTPServer(("127.0.0.1", 0), Mine)
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield Mine, f"http://127.0.0.1:{running.server_port}/"
    running.shutdown()
    thread.join()
    running.server_close()


def test_both_files_arrive_whole(server: tuple[type[Answers], str], tmp_path: Path) -> None:
    kind, address = server
    seen: list[tuple[str, int, int | None]] = []
    found = download_country("UA", tmp_path, address=address, watch=lambda *told: seen.append(told))
    assert found.places.read_bytes() == kind.files["/UA.zip"]
    assert found.names.read_bytes() == kind.files["/alternatenames/UA.zip"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["UA-names.zip", "UA.zip"]
    length = len(kind.files["/UA.zip"])
    assert ("UA.zip", length, length) in seen
    found.discard()
    assert not list(tmp_path.iterdir())


def test_a_broken_connection_goes_on_where_it_stopped(
    server: tuple[type[Answers], str], tmp_path: Path
) -> None:
    kind, address = server
    kind.breaks = 2
    found = download_country("UA", tmp_path, address=address)
    length = len(kind.files["/UA.zip"])
    assert found.places.read_bytes() == kind.files["/UA.zip"]
    half = length // 2
    quarter = half + (length - half) // 2
    ranges = [asked for path, asked in kind.asked if path == "/UA.zip"]
    assert ranges == ["", f"bytes={half}-", f"bytes={quarter}-"]


def test_a_later_run_goes_on_too(server: tuple[type[Answers], str], tmp_path: Path) -> None:
    kind, address = server
    kind.breaks = 100
    with pytest.raises(MissingResource, match="goes on where it stopped"):
        download_country("UA", tmp_path, address=address)
    there = (tmp_path / "UA.part").stat().st_size
    assert 0 < there < len(kind.files["/UA.zip"])
    assert not (tmp_path / "UA.zip").exists()
    kind.breaks = 0
    kind.asked.clear()
    found = download_country("UA", tmp_path, address=address)
    assert found.places.read_bytes() == kind.files["/UA.zip"]
    assert kind.asked[0] == ("/UA.zip", f"bytes={there}-")


@pytest.mark.parametrize("change", ["tag", "untagged", "no ranges"])
def test_two_versions_are_never_glued_together(
    server: tuple[type[Answers], str], tmp_path: Path, change: str
) -> None:
    kind, address = server
    kind.tag = "" if change == "untagged" else '"one"'
    kind.breaks = 100
    with pytest.raises(MissingResource):
        download_country("UA", tmp_path, address=address)
    kind.breaks = 0
    kind.ranges = change != "no ranges"
    kind.tag = '"two"' if change == "tag" else kind.tag
    kind.files["/UA.zip"] = packed("newer places " * 5000)
    found = download_country("UA", tmp_path, address=address)
    assert found.places.read_bytes() == kind.files["/UA.zip"]


def test_what_is_there_whole_is_not_fetched_again(
    server: tuple[type[Answers], str], tmp_path: Path
) -> None:
    kind, address = server
    download_country("UA", tmp_path, address=address)
    kind.asked.clear()
    download_country("UA", tmp_path, address=address)
    assert kind.asked == []


@pytest.mark.parametrize(
    ("status", "content", "words"),
    [
        (404, b"", "answered 404"),
        (503, b"", "answered 503"),
        (200, b"<html>Sorry</html>", "no whole zip archive"),
        (200, packed("x" * 9000)[:-30], "no whole zip archive"),
    ],
)
def test_what_is_no_country_file_is_refused(
    server: tuple[type[Answers], str], tmp_path: Path, status: int, content: bytes, words: str
) -> None:
    kind, address = server
    kind.status = status
    kind.files["/UA.zip"] = content
    with pytest.raises(MissingResource) as caught:
        download_country("UA", tmp_path, address=address)
    assert words in str(caught.value)
    assert f"{address}UA.zip" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not list(tmp_path.glob("*.zip"))
    assert not list(tmp_path.glob("*.part"))


def test_a_server_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloading, "PAUSE_SECONDS", 0.0)
    closed = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    port = closed.server_port
    closed.server_close()
    with pytest.raises(MissingResource, match="cannot be fetched"):
        download_country("UA", tmp_path, address=f"http://127.0.0.1:{port}/")


def test_a_folder_that_cannot_be_written(server: tuple[type[Answers], str], tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    with pytest.raises(MissingResource, match="cannot be kept"):
        download_country("UA", blocked / "folder", address=server[1])


def test_countries_are_added_from_the_server(
    server: tuple[type[Answers], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind, address = server
    kind.files["/UA.zip"] = packed(COUNTRY)
    kind.files["/alternatenames/UA.zip"] = packed(NAMES)
    alfa = Entry(10, ("Alfa",), 50.0, 30.0, 2.0, Feature.VILLAGE, "UA", None, None, 900)
    monkeypatch.setattr(geodata, "entries", lambda: iter([alfa]))
    config = Config(cache=str(tmp_path / "cache"), data=str(tmp_path / "data"))
    with pytest.raises(MissingResource, match=r"RU\.zip: the server answered 404"):
        gazetteers.add_gazetteers(["UA", "RU"], config, address=address)
    assert list_added(config.data_folder) == []
    [added] = gazetteers.add_gazetteers(["ua"], config, address=address)
    assert (added.name, added.places) == ("geonames-UA", 6)
    [found] = Geonames(config).candidates("Альфове")
    assert found.ids == (("geonames", "10"),)
    assert not list((tmp_path / "cache" / "downloads").iterdir())


def test_codes() -> None:
    assert check_codes(["ua", "RU"]) == ["UA", "RU"]
    with pytest.raises(BadOption, match="XX: no country"):
        check_codes(["UA", "XX"])
    with pytest.raises(BadOption, match="did you mean GB"):
        check_codes(["UK"])
