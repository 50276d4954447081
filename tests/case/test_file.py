from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import event

import crossfix.case
from crossfix.case import Case, open_case
from crossfix.case.migrations import Opened, prepare
from crossfix.case.sql import SqlStore
from crossfix.case.sqlite import make_engine
from crossfix.errors import BadOption, CaseUnusable
from crossfix.model import KINDS, Document, Event
from tests.case.reports import make_pair, make_pairs


@pytest.fixture
def case() -> Iterator[Case]:
    with open_case(":memory:", create=True, who="Ada") as case:
        case.add_many(make_pairs(5, paragraphs=2))
        yield case


def test_the_public_face() -> None:
    for name in crossfix.case.__all__:
        public = getattr(crossfix.case, name)
        assert public.__doc__ or name == "Reread", name


# --- opening --------------------------------------------------------------------------


def _other_sqlite(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (text)")
    connection.close()


def _others_application(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA application_id = 42")
    connection.close()


def _blank_sqlite(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("VACUUM")
    connection.execute("PRAGMA user_version = 0")
    connection.close()


def _nothing(path: Path) -> None:
    return


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda path: path.write_text("Dear diary"), "is not a case file"),
        (lambda path: path.write_bytes(b"SQLite format 3\0" + b"?" * 99), "is not a case file"),
        (lambda path: path.mkdir(), "is a folder"),
        (_other_sqlite, "SQLite file of another program"),
        (_others_application, "SQLite file of another program"),
    ],
)
def test_what_is_no_case(
    tmp_path: Path, make: Callable[[Path], object], problem: str, create: bool
) -> None:
    path = tmp_path / "a.case"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(CaseUnusable, match=problem) as caught:
        open_case(path, create=create)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert [child.name for child in tmp_path.iterdir()] == ["a.case"]


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (_nothing, "no such case file"),
        (lambda path: path.touch(), "is empty, not a case"),
        (_blank_sqlite, "is empty, not a case"),
    ],
)
def test_what_can_become_a_case(
    tmp_path: Path, make: Callable[[Path], object], problem: str
) -> None:
    path = tmp_path / "a.case"
    make(path)
    with pytest.raises(CaseUnusable, match=problem):
        open_case(path)
    with open_case(path, create=True) as case:
        assert case.verify().sound


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(CaseUnusable, match="its folder does not exist; make the folder first"):
        open_case(tmp_path / "no" / "a.case", create=True)
    with pytest.raises(BadOption, match="choose one"):
        open_case(tmp_path / "a.case", create=True, read_only=True)


@pytest.mark.parametrize("name", ["a b.case", "a?mode=ro.case", "100%.case", "č#1.case", "'.case"])
def test_odd_names(tmp_path: Path, name: str) -> None:
    with open_case(tmp_path / name, create=True) as case:
        case.add(*make_pair())
    assert [path.name for path in tmp_path.iterdir()] == [name]
    with open_case(str(tmp_path / name), read_only=True) as case:
        assert case.verify().sound


def test_the_file_says_whose_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    open_case(path, create=True).close()
    assert path.read_bytes()[68:72] == b"CRFX"
    if shutil.which("file"):
        said = subprocess.run(["file", str(path)], capture_output=True, text=True, check=True)
        assert f"application id {0x43524658}" in said.stdout


def test_read_only(tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    with open_case(path, create=True) as case:
        case.add(*make_pair(1))
    before = path.read_bytes()
    with open_case(path, read_only=True) as case:
        assert len(list(case.ledgers())) == 1
        for write in (
            lambda: case.add(*make_pair(2)),
            lambda: case.replace(*make_pair(2)),
            lambda: case.record_issue("b.txt", "is empty"),
            lambda: case.append_audit("note", "src_1", {}),
        ):
            with pytest.raises(CaseUnusable, match="opened for reading only"):
                write()
    assert path.read_bytes() == before
    assert [child.name for child in tmp_path.iterdir()] == ["a.case"]


@pytest.fixture
def foreign_folder() -> Iterator[Path]:
    """A folder with a case in it that this process may read and not write."""
    folder = Path(tempfile.mkdtemp())
    try:
        with open_case(folder / "a.case", create=True) as case:
            case.add(*make_pair(1))
        (folder / "a.case").chmod(0o444)
        folder.chmod(0o555)
        was = os.geteuid()
        if was == 0:
            os.seteuid(65534)  # nothing is forbidden to the superuser
        yield folder
        os.seteuid(was)
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs POSIX permissions")
def test_where_nothing_can_be_written(foreign_folder: Path) -> None:
    path = foreign_folder / "a.case"
    with open_case(path, read_only=True) as case:
        assert case.verify().sound
    for name in ("a.case", "new.case"):
        with pytest.raises(CaseUnusable, match="cannot be written") as caught:
            open_case(foreign_folder / name, create=True).add(*make_pair(2))
        assert "\n" not in str(caught.value)
    assert [child.name for child in foreign_folder.iterdir()] == ["a.case"]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs POSIX permissions")
def test_a_file_that_may_not_be_read(foreign_folder: Path) -> None:
    path = foreign_folder / "a.case"
    me = os.geteuid()
    os.seteuid(path.stat().st_uid)
    path.chmod(0)
    os.seteuid(65534 if me == 65534 else me)
    with pytest.raises(CaseUnusable, match="cannot be opened"):
        open_case(path, read_only=True)


def test_a_full_disk(tmp_path: Path) -> None:
    path = tmp_path / "a.case"
    with open_case(path, create=True) as case:
        case.add(*make_pair(1))
    engine = make_engine(path, create=False, read_only=False, wait=1)
    event.listen(engine, "connect", lambda c, _: c.execute("PRAGMA max_page_count=60"))
    prepare(Opened(engine, str(path), path, "tester"), create=False, read_only=False)
    with Case(SqlStore(engine, str(path))) as case:
        with pytest.raises(CaseUnusable, match="the disk is full; free some space"):
            case.add_many(make_pair(n, paragraphs=9) for n in range(2, 100))
        assert len(list(case.documents())) == 1
    with open_case(path) as case:
        assert case.verify().sound
        assert case.add(*make_pair(2))


# --- what is in it --------------------------------------------------------------------


def test_reports(case: Case) -> None:
    pairs = {ledger.document.id: (got, ledger) for got, ledger in make_pairs(5, paragraphs=2)}
    dates = [(document.published or "", document.id) for document in case.documents()]
    assert dates == sorted(dates)
    assert {ledger.document.id: ledger for ledger in case.ledgers()} == {
        document_id: ledger for document_id, (_, ledger) in pairs.items()
    }
    for document_id, (received, ledger) in pairs.items():
        assert case.has(document_id)
        assert case.document(document_id) == ledger.document
        assert case.received(document_id) == received
        assert case.known_bytes(ledger.document.sha256) == {document_id}
    assert case.known([*pairs, "doc_0"]) == set(pairs)


@pytest.mark.parametrize(
    "ask",
    [
        lambda case: case.ledger("doc_0"),
        lambda case: case.document("doc_0"),
        lambda case: case.received("doc_0"),
        lambda case: case.entries("events", document="doc_0"),
        lambda case: case.ledger("\udcff"),
    ],
)
def test_a_report_that_is_not_there(case: Case, ask: Callable[[Case], object]) -> None:
    with pytest.raises(BadOption, match="no such report"):
        ask(case)


def test_entries(case: Case) -> None:
    every = list(case.entries("events"))
    assert len(every) == 10
    assert all(isinstance(entry, Event) for _, entry in every)
    assert list(case.entries("events", limit=3)) == every[:3]
    assert list(case.entries("events", limit=3, offset=8)) == every[8:]
    assert list(case.entries("events", offset=2)) == every[2:]
    assert list(case.entries("events", offset=99)) == []
    assert list(case.entries("events", document=every[0][0])) == every[:2]
    with pytest.raises(BadOption, match="no such kind of record; one of segments, sources"):
        case.entries("spells")


def test_timeline(case: Case) -> None:
    days = [event.earliest for _, event in case.timeline() if isinstance(event, Event)]
    assert days == ["2025-02-01"] * 5 + ["2025-02-02"] * 5
    strikes = list(case.timeline(event_type="strike", since="2025-02-01"))
    assert strikes == list(case.timeline(until="2025-02-01")) == list(case.timeline())[:5]


def test_find(case: Case) -> None:
    for ledger in case.ledgers():
        for kind in KINDS:
            for entry in getattr(ledger, kind):
                for asked in (entry.id, entry.id[:-1], f" {entry.id[:10]}\n"):
                    found = case.find(asked)
                    assert (found.kind, found.record) == (kind, entry)
                    assert found.held_by == (ledger.document.id,) == (found.document_id,)
        found = case.find(ledger.document.id[:8])
        assert (found.kind, found.record) == ("document", ledger.document)


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ("", "no record has an id"),
        ("evt_zz", "no record has an id"),
        ("e%", "no record has an id"),
        ("\udcff", "no record has an id"),
        ("evt_", r"several records begin so: evt_\w+, evt_\w+, evt_\w+, evt_\w+, evt_\w+, \.\.\."),
        ("doc_", r"several records begin so: (doc_\w{16}(, )?){5}; give more"),
    ],
)
def test_find_nothing_or_too_much(case: Case, asked: str, problem: str) -> None:
    with pytest.raises(BadOption, match=problem):
        case.find(asked)


def test_find_an_id_that_begins_another(case: Case) -> None:
    received, ledger = make_pair(9)
    (gap,) = ledger.gaps
    gaps = (gap, msgspec.structs.replace(gap, id=gap.id + "0"))
    case.add(received, msgspec.structs.replace(ledger, gaps=gaps))
    assert case.find(gap.id).record == gap
    assert case.find(gap.id + "0").record == gaps[1]


def test_find_a_source_of_several_reports() -> None:
    with open_case(":memory:", create=True) as case:
        for number in range(3):
            received, ledger = make_pair(number)
            sources = tuple(msgspec.structs.replace(s, id="src_1") for s in ledger.sources[:1])
            case.add(received, msgspec.structs.replace(ledger, sources=sources))
        found = case.find("src_1")
        assert list(found.held_by) == sorted(document.id for document in case.documents())
        assert found.document_id == found.held_by[0]


def test_search(case: Case) -> None:
    hits = case.search('"three drones" vesn*', limit=5, marks=("«", "»"))
    assert hits
    assert all("«three drones» hit «Vesnivka»" in hit.snippet for hit in hits)
    for hit in hits:
        assert hit.segment in case.ledger(hit.document_id).segments
    assert len(case.search("drones", limit=2)) == 2
    assert case.search("zeppelin") == []


def test_audit(case: Case) -> None:
    entry = case.append_audit("note", "src_1", {"reliability": "B"}, reason="long record")
    assert (entry.actor, entry.reason) == ("Ada", "long record")
    assert case.append_audit("note", "src_1", {}, who="Bob").actor == "Bob"
    assert [e.action for e in case.audit()] == ["create"] + ["add"] * 5 + ["note"] * 2
    assert case.head == list(case.audit())[-1].hash
    with pytest.raises(BadOption, match="written by the case itself"):
        case.append_audit("add", "doc_1", {"digest": "0"})


def test_issues(case: Case) -> None:
    assert case.record_issue("b\udcff.pdf", "is encrypted; decrypt it")
    assert not case.record_issue("b\udcff.pdf", "is encrypted; decrypt it")
    assert [issue.path for issue in case.issues()] == ["b\\udcff.pdf"]
    assert case.clear_issues("b\udcff.pdf") == 1
    assert list(case.issues()) == []


def test_documents_that_are_empty_of_records() -> None:
    with open_case(":memory:", create=True) as case:
        received, ledger = make_pair()
        bare = msgspec.structs.replace(ledger, **dict.fromkeys(KINDS, ()))
        assert case.add(received, bare)
        assert case.ledger(bare.document.id) == bare
        assert isinstance(case.find("doc_").record, Document)
        assert case.verify().sound


@pytest.mark.parametrize(
    ("filters", "problem"),
    [
        ({"event_type": "party"}, "no such type of event; one of strike, clash"),
        ({"since": "yesterday"}, "is not an ISO 8601 date"),
        ({"until": "12.02.2025"}, "is not an ISO 8601 date"),
    ],
)
def test_a_timeline_of_nonsense(case: Case, filters: dict[str, str], problem: str) -> None:
    with pytest.raises(BadOption, match=problem):
        list(case.timeline(**filters))


# --- a million events -----------------------------------------------------------------


@pytest.mark.parametrize(
    "ask",
    [
        lambda case: case.has("doc_1"),
        lambda case: case.known_bytes("00"),
        lambda case: case.find("evt_"),
        lambda case: case.find(next(case.entries("events"))[1].id),
        lambda case: case.ledger(next(case.documents()).id),
        lambda case: list(case.entries("events", limit=3)),
        lambda case: list(case.timeline(since="2025-02-01")),
        lambda case: list(case.timeline(event_type="strike", until="2025-02-02")),
        lambda case: case.search("drones"),
        lambda case: case.add(*make_pair(77)),
        lambda case: case.replace(*make_pair(1, version="2")),
        lambda case: case.head,
    ],
)
def test_nothing_reads_a_whole_table(tmp_path: Path, ask: Callable[[Case], object]) -> None:
    path = tmp_path / "a.case"
    with open_case(path, create=True) as case:
        case.add_many(make_pairs(3, paragraphs=2))
    engine = make_engine(path, create=False, read_only=False, wait=1)
    asked: list[tuple[str, Any]] = []

    @event.listens_for(engine, "before_cursor_execute")
    def note(_c: object, _u: object, sql: str, values: Any, _x: object, many: bool) -> None:
        asked.append((sql, values[0] if many and isinstance(values, list) else values))

    with Case(SqlStore(engine, str(path))) as case:
        try:
            ask(case)
        except BadOption as error:
            assert "several records" in str(error)
    plans = []
    with sqlite3.connect(path) as connection:
        for sql, values in asked:
            if sql.startswith(("SELECT", "DELETE", "UPDATE")):
                plan = connection.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
                plans += [(step[3], " ".join(sql.split())) for step in plan]
    connection.close()
    assert plans
    scans = [plan for plan in plans if plan[0].startswith("SCAN") and not _is_a_walk(*plan)]
    assert scans == []
    assert [sql for step, sql in plans if "TEMP B-TREE" in step and "bm25" not in sql] == []


def _is_a_walk(step: str, sql: str) -> bool:
    """Whether a scan takes rows in the order of an index until it has a page of them."""
    in_order = " WHERE " not in sql and " ORDER BY " in sql and " LIMIT " in sql
    of_dated = "entries_by_day" in step and " LIMIT " in sql
    return in_order or of_dated or "VIRTUAL TABLE INDEX" in step


def test_opening_a_case_again_leaves_it_locked_against_others(tmp_path: Path) -> None:
    """Another process that closes the case must not take the log away from who has it open."""
    path = tmp_path / "a.case"
    with open_case(path, create=True) as held:
        held.append_audit("note", "nothing", {})
        open_case(path, read_only=True).close()
        command = [sys.executable, "-m", "crossfix", "list", "audit", "--case", str(path)]
        subprocess.run(command, check=True, capture_output=True)
        assert path.with_name("a.case-wal").exists()
        held.append_audit("note", "nothing again", {})
        assert [entry.subject for entry in held.audit()][-2:] == ["nothing", "nothing again"]


def test_many_threads_read_one_case(tmp_path: Path) -> None:
    """No thread's connection is closed under it, however many there are."""
    path = tmp_path / "a.case"
    with open_case(path, create=True) as case:
        case.add_many(make_pairs(30, paragraphs=2))
    with open_case(path, read_only=True) as case, ThreadPoolExecutor(24) as threads:
        counts = threads.map(lambda _: len(list(case.ledgers())), range(96))
        assert set(counts) == {30}
