"""FIRMS asked for fires, by a server on this machine: kept, gone on with, and refused well."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from crossfix.check import live
from crossfix.check.live import FirmsServer, fetch_pieces, live_fires
from crossfix.errors import BadOption, MissingResource
from tests.check.fire_files import Fire, api_area, place
from tests.readings import ledger_of

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

KEY = "0123456789abcdef0123456789abcdef"
TODAY = date(2023, 9, 1)
HELD = (
    "data_id,min_date,max_date\nMODIS_SP,2000-11-01,2023-05-31\nMODIS_NRT,2023-06-01,2023-09-01\n"
    "VIIRS_SNPP_SP,2012-01-20,2023-06-20\nVIIRS_SNPP_NRT,2023-06-21,2023-09-01\n"
)
EMPTY = api_area([])


class Answers(BaseHTTPRequestHandler):
    """Answers as FIRMS does; ``fails`` of the next questions end in an error."""

    asked: ClassVar[list[str]] = []
    fails: ClassVar[int] = 0
    status: ClassVar[int] = 503
    words: ClassVar[str | None] = None
    held: ClassVar[str] = HELD

    def do_GET(self) -> None:
        kind = type(self)
        kind.asked.append(self.path)
        if kind.fails:
            kind.fails -= 1
            self.send_error(kind.status)
            return
        _, _, product, _, key, *rest = self.path.split("/")
        if kind.words is not None or key != KEY:
            body = kind.words or "Invalid MAP_KEY."
        elif product == "data_availability":
            body = kind.held
        else:
            begin = date.fromisoformat(rest[-1])
            body = api_area([Fire(49.003, 33.0, "2023-06-15", 615)] if _holds(begin) else [])
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


def _holds(begin: date) -> bool:
    return 0 <= (date(2023, 6, 15) - begin).days < live.PIECE


@pytest.fixture
def address() -> Iterator[str]:
    Answers.asked, Answers.fails, Answers.words, Answers.held = [], 0, None, HELD
    Answers.status = 503
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def server(address: str, key: str = KEY) -> FirmsServer:
    return FirmsServer(key, address, pause=0.001)


def test_pieces_hold_the_place_and_the_season(address: str, tmp_path: Path) -> None:
    paths = fetch_pieces([place()], server(address), tmp_path, today=TODAY)
    assert Answers.asked[0] == f"/api/data_availability/csv/{KEY}/ALL"
    first = Answers.asked[1]
    assert first.startswith(f"/api/area/csv/{KEY}/MODIS_NRT/30,46,36,52/5/2023-0")
    begins = sorted(path.stem for path in paths if "VIIRS_SNPP" in path.as_posix())
    assert begins[0] <= "2023-05-01"
    assert "2023-07-26" <= begins[-1] <= "2023-07-31"
    products = {path.relative_to(tmp_path).parts[0] for path in paths}
    assert products == {"MODIS_SP", "MODIS_NRT", "VIIRS_SNPP_SP", "VIIRS_SNPP_NRT"}
    assert not any(KEY in path.read_text(encoding="utf-8") for path in paths)
    assert not any(KEY in str(path) for path in paths)


def test_what_is_kept_is_not_asked_again(address: str, tmp_path: Path) -> None:
    paths = fetch_pieces([place()], server(address), tmp_path, today=TODAY)
    Answers.asked.clear()
    assert fetch_pieces([place()], server(address), tmp_path, today=TODAY) == paths
    assert len(Answers.asked) == 1, "only what the server holds"


def test_days_that_were_not_complete_are_asked_again(address: str, tmp_path: Path) -> None:
    [*_, last] = fetch_pieces([place()], server(address), tmp_path, today=TODAY)
    asked = datetime.combine(date.fromisoformat(last.stem), datetime.min.time(), UTC)
    os.utime(last, (asked.timestamp(), asked.timestamp()))
    Answers.asked.clear()
    fetch_pieces([place()], server(address), tmp_path, today=TODAY)
    assert len(Answers.asked) == 2


def test_nothing_is_asked_of_days_to_come(address: str, tmp_path: Path) -> None:
    soon = date(2023, 6, 16)
    paths = fetch_pieces([place()], server(address), tmp_path, today=soon)
    assert max(path.stem for path in paths) <= soon.isoformat()


def test_an_interrupted_run_goes_on(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "ATTEMPTS", 1)
    fetch_pieces([place()], server(address), tmp_path / "whole", today=TODAY)
    pieces = len(Answers.asked) - 1
    kept: list[int] = []

    def watch(there: int, wanted: int) -> None:
        assert wanted == pieces
        kept.append(there)
        Answers.fails = int(there == 7)

    with pytest.raises(MissingResource, match="503"):
        fetch_pieces([place()], server(address), tmp_path, today=TODAY, watch=watch)
    assert kept == [1, 2, 3, 4, 5, 6, 7]
    Answers.asked.clear()
    fetch_pieces([place()], server(address), tmp_path, today=TODAY)
    assert len(Answers.asked) == 1 + pieces - 7


def test_a_passing_failure_is_asked_again(address: str, tmp_path: Path) -> None:
    Answers.fails = 2
    assert fetch_pieces([place()], server(address), tmp_path, today=TODAY)


@pytest.mark.parametrize(
    ("key", "words"),
    [("", "no map key is set"), ("   ", "no map key is set"), ("a/../b", "not a map key")],
)
def test_a_key_that_cannot_be_one(key: str, words: str) -> None:
    with pytest.raises(BadOption, match=words) as refused:
        FirmsServer(key)
    assert "map_key" in str(refused.value)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Invalid MAP_KEY.", "refused the map key"),
        ("Exceeding allowed transaction limit.", "limit for this map key"),
        ("<html>maintenance</html>", "a page or document"),
        ("nothing", "does not say which products"),
    ],
)
def test_answers_that_are_no_rows(address: str, tmp_path: Path, words: str, told: str) -> None:
    Answers.words = words
    with pytest.raises((BadOption, MissingResource), match=told) as refused:
        fetch_pieces([place()], server(address), tmp_path, today=TODAY)
    assert KEY not in str(refused.value)
    assert not list(tmp_path.rglob("*.csv"))


@pytest.mark.parametrize("status", [400, 403, 500])
def test_an_error_of_the_server_is_told_without_the_key(
    address: str, tmp_path: Path, status: int
) -> None:
    Answers.fails, Answers.status = 99, status
    with pytest.raises(MissingResource, match=str(status)) as refused:
        fetch_pieces([place()], server(address), tmp_path, today=TODAY)
    assert KEY not in str(refused.value)
    assert KEY not in repr(server(address))
    assert len(Answers.asked) == (1 if status != 500 else live.ATTEMPTS)


def test_no_server_at_all(tmp_path: Path) -> None:
    with pytest.raises(MissingResource, match="no rows came") as refused:
        fetch_pieces([place()], server("http://127.0.0.1:9"), tmp_path, today=TODAY)
    assert KEY not in str(refused.value)


def test_the_fires_around_the_events_of_ledgers(address: str, tmp_path: Path) -> None:
    ledger = ledger_of("A missile hit a depot in Poltava on 15 June 2023.", "2023-06-18")
    fires = live_fires([ledger], server(address), tmp_path, today=TODAY)
    assert sum(delivery.used for delivery in fires.deliveries) == 1
    none = ledger_of("A missile will hit a depot.", "2023-06-18")
    Answers.asked.clear()
    assert live_fires([none], server(address), tmp_path, today=TODAY).deliveries == ()
    assert Answers.asked == [], "with nothing to ask, nothing is asked"
