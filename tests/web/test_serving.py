"""The server as a process: its address, its end, its refusals."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from crossfix.cli import app
from crossfix.web.serving import address_of

# Sockets are blocked in this process; what asks the server is another one.
ASK = (
    "import sys, urllib.request as u, urllib.error as e\n"
    "try: print(u.urlopen(sys.argv[1], timeout=30).read(200).decode())\n"
    "except e.HTTPError as error: print(error.code)\n"
)


@contextmanager
def serving(case: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server on a free port, and the address that it prints."""
    command = [sys.executable, "-m", "crossfix", "serve", "--case", str(case), "--port", "0"]
    server = subprocess.Popen([*command, *words], stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    try:
        line = server.stderr.readline()
        found = re.search(r"http://\S+", line)
        assert found, line
        yield server, found[0]
    finally:
        server.kill()
        server.wait()
        server.stderr.close()


def ask(address: str) -> str:
    done = subprocess.run([sys.executable, "-c", ASK, address], capture_output=True, text=True,
                          check=True)  # fmt: skip
    return done.stdout


def test_it_serves_until_it_is_interrupted(case_path: Path) -> None:
    with serving(case_path) as (server, address):
        assert '"name":"a.case"' in ask(f"{address}api/case")
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=60) == 0


def test_a_token_is_part_of_the_address(case_path: Path) -> None:
    with serving(case_path, "--token") as (_, address):
        home, _, token = address.partition("?token=")
        assert len(token) > 20
        assert ask(f"{home}api/case").strip() == "401"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--port", "70000"], "65535"),
        (["--case", "nowhere/a.case"], "its folder does not exist"),
        (["--read-only", "--case", "nowhere.case"], "no such case file"),
    ],
)
def test_what_cannot_be_served(
    words: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(app, ["serve", *words])
    assert ran.exit_code == 2
    assert told in " ".join(ran.output.split())


@pytest.mark.parametrize(
    ("host", "token", "address"),
    [
        ("127.0.0.1", None, "http://127.0.0.1:8765/"),
        ("[::1]", None, "http://[::1]:8765/"),
        ("192.168.0.5", "abc", "http://192.168.0.5:8765/?token=abc"),
    ],
)
def test_addresses(host: str, token: str | None, address: str) -> None:
    assert address_of(host, 8765, token) == address
