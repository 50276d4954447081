from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from crossfix.case import open_case, sqlite
from crossfix.case.migrations import STEPS, Opened, migrate
from crossfix.case.schema import SCHEMA_VERSION
from crossfix.errors import CaseUnusable
from tests.case.reports import make_pair


def _add_column(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE issues ADD COLUMN seen TEXT")


def _fill_column(connection: Connection) -> None:
    connection.exec_driver_sql("UPDATE issues SET seen = 'never'")


def _break(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE issues ADD COLUMN broken TEXT")
    raise ValueError("the step is wrong")


NEXT = SCHEMA_VERSION + 1
LATER = {SCHEMA_VERSION: _add_column, NEXT: _fill_column}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.case"
    with open_case(path, create=True) as case:
        case.add(*make_pair())
        case.record_issue("b.txt", "is empty")
    return path


@pytest.fixture
def at(path: Path) -> Iterator[Opened]:
    engine: Engine = sqlite.make_engine(path, create=False, read_only=False, wait=1)
    yield Opened(engine, str(path), path, "tester")
    engine.dispose()


def ask(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def test_there_is_a_step_from_every_version() -> None:
    assert sorted(STEPS) == list(range(1, SCHEMA_VERSION))


def test_two_steps(path: Path, at: Opened) -> None:
    copy = migrate(at, LATER, NEXT + 1)
    assert at.version() == NEXT + 1
    assert ask(path, "SELECT path, seen FROM issues") == [("b.txt", "never")]
    actions = ask(path, "SELECT action, details FROM audit ORDER BY seq DESC LIMIT 2")
    assert actions == [
        ("migrate", f'{{"from":{NEXT},"to":{NEXT + 1}}}'),
        ("migrate", f'{{"from":{SCHEMA_VERSION},"to":{NEXT}}}'),
    ]
    assert copy is not None
    assert copy.name == f"a.case.v{SCHEMA_VERSION}.backup"
    with open_case(copy) as before:
        assert before.verify().sound
        assert [issue.path for issue in before.issues()] == ["b.txt"]


def test_nothing_to_do(path: Path, at: Opened) -> None:
    assert migrate(at, {}, SCHEMA_VERSION) is None
    assert [p.name for p in path.parent.glob("*.backup*")] == []


def test_a_step_that_fails_changes_nothing(path: Path, at: Opened) -> None:
    before = ask(path, "SELECT * FROM audit")
    with pytest.raises(ValueError, match="the step is wrong"):
        migrate(at, {SCHEMA_VERSION: _add_column, NEXT: _break}, NEXT + 1)
    assert at.version() == SCHEMA_VERSION
    assert [row[1] for row in ask(path, "PRAGMA table_info(issues)")] == ["path", "message"]
    assert ask(path, "SELECT * FROM audit") == before
    with open_case(path) as case:
        assert case.verify().sound


def test_copies_are_never_written_over(path: Path, at: Opened) -> None:
    first = sqlite.back_up(at.engine, path, 1)
    taken = first.read_bytes()
    second = sqlite.back_up(at.engine, path, 1)
    assert (first.name, second.name) == ("a.case.v1.backup", "a.case.v1.backup.1")
    assert first.read_bytes() == taken


def test_a_case_of_a_later_version(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(CaseUnusable, match=r"later version of crossfix.*upgrade crossfix"):
            open_case(path, read_only=read_only)
    assert path.read_bytes() == before
