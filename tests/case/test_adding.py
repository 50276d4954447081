from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from crossfix.case import Case, Tally, adding, open_case
from crossfix.case.migrations import Opened, prepare
from crossfix.case.sql import SqlStore
from crossfix.case.sqlite import make_engine
from crossfix.errors import CaseUnusable, MalformedReport, Skip
from crossfix.model import Ledger, Span
from tests.case.reports import Pair, make_pair, make_pairs

ROOT = Path(__file__).parents[2]


def contents(path: Path) -> list[list[tuple[object, ...]]]:
    """Every row but the audit's, with documents and entries named by their own ids."""
    connection = sqlite3.connect(path)
    try:
        return [
            sorted(connection.execute(sql).fetchall(), key=repr)
            for sql in (
                "SELECT * FROM raws",
                "SELECT id, sha256, published, revision, body, text, header, received"
                " FROM documents",
                "SELECT d.id, e.kind, e.position, e.id, e.type, e.earliest, e.body"
                " FROM entries e JOIN documents d ON d.seq = e.document",
                "SELECT d.id, e.id, s.start, s.stop, s.field, s.n FROM spans s"
                " JOIN documents d ON d.seq = s.document JOIN entries e ON e.seq = s.entry",
                "SELECT e.id, t.words FROM segment_text t JOIN entries e ON e.seq = t.rowid",
                "SELECT * FROM issues",
            )
        ]
    finally:
        connection.close()


def test_add_is_idempotent(tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    with open_case(path, create=True) as case:
        assert case.add(*make_pair()) is True
        head = case.head
    before = contents(path)
    with open_case(path) as case:
        assert case.add(*make_pair()) is False
        assert case.add_many([make_pair(), make_pair()]) == Tally(added=0, known=2)
        assert case.head == head
    assert contents(path) == before


def test_twice_in_one_run() -> None:
    with open_case(":memory:", create=True) as case:
        assert case.add_many([make_pair(1), make_pair(1), make_pair(2)]) == Tally(added=2, known=1)
        assert case.verify().sound


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(order=st.permutations(range(6)), cuts=st.sets(st.integers(0, 6)))
def test_any_order_gives_the_same_case(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], cuts: set[int]
) -> None:
    folder = tmp_path_factory.mktemp("order")
    with open_case(folder / "sorted.case", create=True) as case:
        case.add_many(make_pairs(6, paragraphs=2))
        expected = list(case.ledgers())
    edges = [0, *sorted(cuts), 6]
    for first, last in pairwise(edges):
        with open_case(folder / "shuffled.case", create=True) as case:
            case.add_many(make_pair(n, paragraphs=2) for n in order[first:last])
    with open_case(folder / "shuffled.case") as case:
        assert list(case.ledgers()) == expected
        assert case.verify().sound
    assert contents(folder / "shuffled.case") == contents(folder / "sorted.case")


def _misquoting(number: int) -> Pair:
    received, ledger = make_pair(number)
    event_ = msgspec.structs.replace(ledger.events[0], trigger=Span(0, 3, "hit"))
    return received, msgspec.structs.replace(ledger, events=(event_,))


def test_a_report_that_cannot_be_stored_becomes_an_issue() -> None:
    with open_case(":memory:", create=True) as case:
        pairs = [make_pair(1), _misquoting(2), make_pair(3)]
        assert case.add_many(pairs) == Tally(added=2, known=0, skipped=1)
        (issue,) = case.issues()
        assert issue.path == "r2.txt"
        assert "does not quote the text; report this as a fault" in issue.message
        with pytest.raises(Skip, match=r"r2\.txt"):
            case.add(*_misquoting(2))
        assert case.add(*make_pair(2))  # its bytes were not taken for stored ones
        assert case.verify().sound


def test_what_came_before_an_exception_is_kept() -> None:
    def broken() -> Iterator[Pair]:
        yield from make_pairs(3)
        raise MalformedReport("x", "is broken", "mend it")

    with open_case(":memory:", create=True) as case:
        with pytest.raises(MalformedReport):
            case.add_many(broken())
        assert len(list(case.documents())) == 3
        assert case.verify().sound


@pytest.mark.parametrize(
    ("limit", "value", "commits"),
    [("GROUP_REPORTS", 4, 3), ("GROUP_SECONDS", 0.0, 10), ("GROUP_BYTES", 1, 10)],
)
def test_groups(monkeypatch: pytest.MonkeyPatch, limit: str, value: float, commits: int) -> None:
    monkeypatch.setattr(adding, limit, value)
    engine = make_engine(None, create=True, read_only=False, wait=1)
    prepare(Opened(engine, "memory", None, "tester"), create=True, read_only=False)
    written: list[object] = []
    event.listen(engine, "commit", written.append)
    with Case(SqlStore(engine, "memory")) as case:
        case.add_many(make_pairs(10))
    assert len(written) == commits


def test_a_later_reading(tmp_path: Path) -> None:
    received, ledger = make_pair(1, paragraphs=2)
    newer = msgspec.structs.replace(ledger, forecasts=())
    with open_case(tmp_path / "a.case", create=True) as case:
        assert case.replace(received, ledger) is True
        assert case.replace(received, ledger) is False
        assert case.replace(received, newer) is True
        assert case.ledger(ledger.document.id) == newer
        assert list(case.entries("forecasts")) == []
        (old,) = case.history(ledger.document.id)
        assert msgspec.json.decode(old.ledger_json, type=Ledger) == ledger
        assert [entry.action for entry in case.audit()] == ["create", "add", "replace"]
        assert case.verify().sound
        assert case.replace(received, ledger) is True
        assert [old.revision for old in case.history(ledger.document.id)] == [1, 2]
        assert case.verify().sound


# --- several processes ----------------------------------------------------------------


def start_adder(path: Path, first: int, last: int, step: int = 1) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.case.adder", str(path)]
    return subprocess.Popen([*command, str(first), str(last), str(step)], cwd=ROOT)


def count_reports(path: Path) -> int:
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:
        return 0  # not made yet


def test_killed_in_the_middle(tmp_path: Path) -> None:
    path, total = tmp_path / "a.case", 200
    moments = random.Random(7)
    rounds = 0
    while (before := count_reports(path)) < total and rounds < 2:
        process = start_adder(path, 0, total)
        until = time.monotonic() + 120
        while count_reports(path) <= before and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(moments.uniform(0, 0.1))
        process.send_signal(signal.SIGKILL)
        process.wait()
        with open_case(path) as case:
            found = case.verify()
            assert found.sound, found.faults
            assert found.reports > before
        rounds += 1
    assert rounds > 1, "it was never killed in the middle"
    with open_case(path) as case:
        case.add_many(make_pairs(total, paragraphs=3))
        assert case.verify().sound
    with open_case(tmp_path / "b.case", create=True) as case:
        case.add_many(make_pairs(total, paragraphs=3))
    assert contents(path) == contents(tmp_path / "b.case")


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    # Both make the file, both add the even reports.
    both = [start_adder(path, 0, 120, 2), start_adder(path, 0, 120, 1)]
    assert [process.wait(120) for process in both] == [0, 0]
    with open_case(path) as case:
        assert len(list(case.documents())) == 120
        assert case.verify().sound
        assert [entry.action for entry in case.audit()].count("add") == 120


def test_another_process_holds_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    with open_case(path, create=True) as case:
        case.add(*make_pair(1))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO issues VALUES ('b.txt', 'half done')")
    with open_case(path, wait=0.1) as case:
        with pytest.raises(CaseUnusable, match=r"a\.case: another process is writing to it; wait"):
            case.add(*make_pair(2))
        assert len(list(case.documents())) == 1  # readers go on, and see no half of anything
        assert list(case.issues()) == []
        other.execute("ROLLBACK")
        other.close()
        assert case.add(*make_pair(2))


def test_reading_goes_on_while_reports_are_added(tmp_path: Path) -> None:
    with open_case(tmp_path / "a.case", create=True) as case:
        case.add_many(make_pairs(60))
        seen = []
        for document_id, _ in case.entries("events"):
            seen.append(document_id)
            if len(seen) == 10:
                case.add_many(make_pair(n) for n in range(60, 80))
        assert len(seen) >= 60
        assert len(set(seen)) == len(seen)
