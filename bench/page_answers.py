"""How fast the page's answers come: ``python -m bench.page_answers CASE``.

The case is opened as ``crossfix serve`` opens it, and asked in memory, without a network.  A
line for each answer tells the seconds by the clock and of the processor, and the bytes as
sent (compressed).  ``python -m bench.case_scale 1000 --keep DIR`` makes a case of 1,000
reports and 10,000 events.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from starlette.testclient import TestClient

from crossfix.config import Config
from crossfix.web.app import make_app
from crossfix.web.desk import Desk

ASKED = (
    ("first", "/api/case"),
    ("first", "/api/happenings"),
    ("kept", "/api/happenings"),
    ("first", "/api/reports"),
    ("first", "/api/claims"),
    ("first", "/api/sources"),
    ("first", "/api/copies"),
    ("first, when all conflicts are known", "/api/conflicts"),
    ("kept", "/api/conflicts"),
    ("first, when all conflicts are known", "/api/happenings"),
    ("kept", "/api/happenings"),
    ("first", "/api/forecasts"),
)


def ask(client: TestClient, when: str, path: str) -> dict[str, object]:
    """Ask once and print what it took; the answer."""
    wall, cpu = time.perf_counter(), time.process_time()
    answer = client.get(path)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    size = int(answer.headers.get("content-length", 0))
    print(f"{wall:8.3f} s {cpu:8.3f} s of CPU {size:10,} bytes  {path} ({when})", flush=True)
    answer.raise_for_status()
    found: dict[str, object] = answer.json()
    return found


def main(arguments: list[str]) -> int:
    """Ask a case for everything that the page shows first."""
    if len(arguments) != 1 or not Path(arguments[0]).is_file():
        print(__doc__)
        return 2
    with (
        Desk(Config(case=arguments[0]), writable=False) as desk,
        TestClient(make_app(desk), base_url="http://127.0.0.1") as client,
    ):
        for when, path in ASKED:
            ask(client, when, path)
        for of in ("reports", "happenings"):
            rows = client.get(f"/api/{of}").json()["rows"]
            ask(client, "first", f"/api/{of}/{rows[0]['id']}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
