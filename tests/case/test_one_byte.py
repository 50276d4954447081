"""One byte changed in any table and column of a case: it is refused, and the entry is named."""

from __future__ import annotations

import shutil
import sqlite3
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from crossfix.case import Case, open_case
from crossfix.case.audit import JUDGE, LINK, Act
from crossfix.case.packing import pack
from crossfix.case.prints import altered, prints_of
from crossfix.case.schema import METADATA
from crossfix.case.stored import Stored
from crossfix.cli import app
from crossfix.scoring.records import Outcome
from tests.case.reports import make_pair, make_pairs

runner = CliRunner()
CELLS = [(table.name, column.name) for table in METADATA.sorted_tables for column in table.columns]

ORPHANS = {("documents", "seq"), ("entries", "seq"), ("entries", "document"), ("findings", "seq")}
"""Numbers that rows hang together by: what loses its hold is told by table."""

NAMES = {
    "raws": "SELECT id FROM documents WHERE sha256 = (SELECT sha256 FROM raws WHERE rowid = :row)",
    "documents": "SELECT id FROM documents WHERE rowid = :row",
    "entries": "SELECT id FROM entries WHERE rowid = :row",
    "history": "SELECT d.id FROM history h JOIN documents d ON d.seq = h.document",
    "issues": "SELECT path FROM issues WHERE rowid = :row",
    "resolutions": "SELECT forecast FROM resolutions WHERE rowid = :row",
    "findings": "SELECT id FROM findings WHERE rowid = :row",
    "linked": "SELECT d.id FROM linked l JOIN documents d ON d.seq = l.document",
    "sums": "SELECT name FROM sums WHERE rowid = :row",
    "judgements": "SELECT subject FROM judgements WHERE rowid = :row",
    "audit": "SELECT 'audit entr' WHERE :row",
}
"""What a fault must name when a cell of this row was changed."""

KEYED = {
    "spans": "SELECT e.id FROM spans s JOIN entries e ON e.seq = s.entry",
    "finding_keys": "SELECT f.id FROM finding_keys k JOIN findings f ON f.seq = k.finding",
    "finding_documents": "SELECT f.id FROM finding_documents d JOIN findings f"
    " ON f.seq = d.finding",
}
"""The same of tables without row numbers, whose first row is changed."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with a row in every table."""
    path = tmp_path_factory.mktemp("sound") / "a.case"
    with open_case(path, create=True, who="Ada") as case:
        case.add_many(make_pairs(3, paragraphs=2))
        case.replace(*make_pair(1, paragraphs=2, version="2"))
        case.record_issue("gone.pdf", "cannot be read")
        fill(case)
        assert case.verify().sound
    return path


def fill(case: Case) -> None:
    """Findings, a judgement and a resolution."""
    of = (next(iter(case.documents())).id,)
    some = [Stored("accounts", f"acc_{number}", "{}", of, (number,)) for number in (1, 2)]
    case._store.put_findings(Act(LINK, "case", {}, "Ada"), some, (), {of[0]: "1"})
    case._store.judge(Act(JUDGE, "credibility of it", {"grade": "2"}, "Ada"), None)
    forecast = next(iter(case.register.entries("2025-03-01")))
    case.register.resolve(forecast, Outcome.TRUE, "power is back", on=date(2025, 3, 1))


def changed(value: Any) -> Any:
    """The value with one of its bytes changed."""
    if isinstance(value, str) and value:
        at = len(value) // 2
        return value[:at] + chr(ord(value[at]) ^ 1) + value[at + 1 :]
    if isinstance(value, bytes) and value:
        at = len(value) // 2
        return value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :]
    return value ^ 0x1000 if isinstance(value, int) else "x"


def spoil(path: Path, table: str, column: str) -> tuple[str, str]:
    """Change one cell behind the case's back; the name that it had, and the one it has now."""
    connection = sqlite3.connect(path)
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        connection.execute(f"DROP TRIGGER {trigger}")
    if table in KEYED:
        [name] = connection.execute(f"{KEYED[table]} LIMIT 1").fetchone()
        keys = [key.name for key in METADATA.tables[table].primary_key.columns]
        row = connection.execute(f"SELECT {', '.join(keys)} FROM {table} LIMIT 1").fetchone()
        where = " AND ".join(f"{key} = ?" for key in keys)
        value = dict(zip(keys, row, strict=True))[column]
        where_values = row
    else:
        kind = " WHERE kind = 'events'" if table == "entries" else ""
        last = f"SELECT max(rowid) FROM {table}{kind}"
        where, where_values = "rowid = ?", connection.execute(last).fetchone()
        named = connection.execute(NAMES[table], {"row": where_values[0]}).fetchone()
        name = str(named[0])
        [value] = connection.execute(
            f"SELECT {column} FROM {table} WHERE {where}", where_values
        ).fetchone()
    connection.execute(
        f"UPDATE {table} SET {column} = ? WHERE {where}", (changed(value), *where_values)
    )
    connection.commit()
    connection.close()
    return name, str(changed(value)) if column in {"id", "sha256"} else name


@pytest.mark.parametrize(("table", "column"), CELLS)
def test_one_byte_anywhere(made: Path, tmp_path: Path, table: str, column: str) -> None:
    path = Path(shutil.copy(made, tmp_path / "a.case"))
    names = spoil(path, table, column)
    result = runner.invoke(app, ["verify", "--case", str(path)])
    assert result.exit_code == 1, result.output
    faults = [line for line in result.stdout.splitlines() if line.startswith("fault: ")]
    wanted = (*names, "belongs to no") if (table, column) in ORPHANS else names
    assert any(word in line for word in wanted for line in faults), (names, faults)


@pytest.mark.parametrize(
    ("cell", "change", "told"),
    [
        ("entries.body", ("asserted", "denied"), "this record of its events does not match"),
        ("documents.header", ('"1"', '"2"'), "what its ledger says of itself"),
        ("documents.received", ("by hand", "by foot"), "the marks and notices of its reader"),
    ],
)
def test_what_differs_is_told(
    made: Path, tmp_path: Path, cell: str, change: tuple[str, str], told: str
) -> None:
    path = Path(shutil.copy(made, tmp_path / "a.case"))
    table, column = cell.split(".")
    connection = sqlite3.connect(path)
    key = f"(SELECT min(seq) FROM {table} WHERE {column} LIKE ?)"
    connection.execute(
        f"UPDATE {table} SET {column} = replace({column}, ?, ?) WHERE seq = {key}",
        (*change, f"%{change[0]}%"),
    )
    assert connection.total_changes == 1
    connection.commit()
    connection.close()
    with open_case(path, read_only=True) as case:
        found = [fault for fault in case.verify().faults if told in fault.problem]
    assert len(found) == 1
    assert found[0].document
    assert (found[0].record is not None) == (table == "entries")


def test_a_text_that_was_exchanged_is_told_as_such(made: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(made, tmp_path / "a.case"))
    connection = sqlite3.connect(path)
    [text] = connection.execute("SELECT text FROM documents WHERE seq = 1").fetchone()
    other = zlib.compress(zlib.decompress(text).replace(b"three", b"seven"))
    connection.execute("UPDATE documents SET text = ? WHERE seq = 1", (other,))
    connection.commit()
    connection.close()
    with open_case(path, read_only=True) as case:
        problems = [fault.problem for fault in case.verify().faults]
    assert any(problem.startswith("its text does not match its hash") for problem in problems)
    assert not any("record of its" in problem for problem in problems)


def test_records_that_are_gone_are_counted(made: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(made, tmp_path / "a.case"))
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM entries WHERE kind = 'gaps' AND document = 1")
    gone = connection.total_changes
    connection.commit()
    connection.close()
    with open_case(path, read_only=True) as case:
        problems = [fault.problem for fault in case.verify().faults]
    assert gone
    assert any(problem.startswith(f"{gone} of its records are gone") for problem in problems)


@pytest.mark.parametrize("prints", ["", "no prints at all"])
def test_without_prints_no_record_is_blamed(prints: str) -> None:
    assert list(altered(pack(*make_pair(1)), prints)) == []


def test_prints_are_those_of_the_report_alone() -> None:
    one, other = pack(*make_pair(1)), pack(*make_pair(2))
    assert list(altered(one, prints_of(one))) == []
    told = [record for record, _ in altered(one, prints_of(other))]
    assert {entry.id for entry in one.entries} <= {*told}
