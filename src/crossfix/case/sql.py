"""The store that keeps a case in an SQL database (SQLite today): its writing half.

Every method here is one transaction that takes the write lock at its beginning.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import MappingProxyType

import msgspec
from sqlalchemy import Connection, Engine, delete, func, insert, select

from crossfix.case import findingrows, sqlite
from crossfix.case.audit import ADD, CLEAR, ISSUE, REPLACE, RESOLVE, WITHDRAW, Act
from crossfix.case.filings import LEDGER, LINKED
from crossfix.case.packing import Packed, unpack_ledger
from crossfix.case.prints import PRINTS, prints_of
from crossfix.case.records import AuditEntry, Issue
from crossfix.case.rows import (
    Batch,
    batched,
    fetch_document,
    fetch_entries,
    fetch_known,
    packed_entry,
    packed_report,
)
from crossfix.case.schema import ISSUES, JUDGEMENTS, RESOLUTIONS
from crossfix.case.sqlfindings import PAGE
from crossfix.case.sqlreads import SqlReads
from crossfix.case.stored import SUM, Stored
from crossfix.errors import CaseUnusable


class SqlStore(SqlReads):
    """A case in an SQL database; implements :class:`~crossfix.case.store.Store`."""

    def __init__(self, engine: Engine, where: str, *, read_only: bool = False) -> None:
        super().__init__(engine, where)
        self._read_only = read_only
        self._writer = engine.execution_options(writes=True)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self._read_only:
            remedy = "open it for writing"
            raise CaseUnusable(self._where, "was opened for reading only", remedy)
        with sqlite.translating(self._where), self._writer.begin() as connection:
            yield connection

    def write(self, reports: Sequence[Packed], *, who: str, supersede: bool = False) -> list[bool]:
        """Put reports in, each with its audit entry; for each whether anything changed."""
        changed = []
        with self._writing() as connection:
            batch, known = Batch(connection), set[str]()
            for some in batched([packed.document_id for packed in reports], PAGE):
                known |= fetch_known(connection, some)
            for packed in reports:
                if packed.document_id in batch.pending:
                    batch.flush()  # the same report again: it must be seen as it is now
                    known.add(packed.document_id)
                if packed.document_id not in known:
                    _add(batch, packed, who)
                    changed.append(True)
                else:
                    changed.append(supersede and _replace(connection, batch, packed, who))
            batch.flush()
        return changed

    def record_issue(self, issue: Issue, *, who: str) -> bool:
        """Note an issue with its audit entry; False when it is noted already."""
        row = {"path": issue.path, "message": issue.message}
        same = select(ISSUES.c.path).filter_by(**row)
        with self._writing() as connection:
            if connection.execute(same).first() is not None:
                return False
            connection.execute(insert(ISSUES), row)
            _log(connection, Act(ISSUE, issue.path, {"message": issue.message}, who))
        return True

    def clear_issues(self, path: str, *, who: str) -> int:
        """Take away the issues of a path, with an audit entry; how many there were."""
        of_path = ISSUES.c.path == path
        with self._writing() as connection:
            counted = select(func.count()).select_from(ISSUES).where(of_path)
            count = int(connection.execute(counted).scalar_one())
            if count:
                connection.execute(delete(ISSUES).where(of_path))
                _log(connection, Act(CLEAR, path, {"issues": count}, who))
        return count

    def settle(self, act: Act, standing: tuple[str, int] | None) -> AuditEntry | None:
        """Write an act on a forecast in place of what stands; ``None`` if that is another."""
        expected = dict([standing]) if standing else {}
        concerned = RESOLUTIONS.c.forecast.in_({act.subject, *expected})
        with self._writing() as connection:
            there = connection.execute(select(RESOLUTIONS).where(concerned)).all()
            if {row.forecast: row.audit_seq for row in there} != expected:
                return None
            connection.execute(delete(RESOLUTIONS).where(concerned))
            entry = _log(connection, act)
            if act.action == RESOLVE:
                row = {"forecast": act.subject, "audit_seq": entry.seq}
                connection.execute(insert(RESOLUTIONS), row)
            return entry

    def judge(
        self,
        act: Act,
        standing: int | None,
        new: Sequence[Stored] = (),
        gone: Sequence[tuple[str, str]] = (),
    ) -> AuditEntry | None:
        """Write a judgement in place of what stands, with the findings that it changes."""
        subject = JUDGEMENTS.c.subject == act.subject
        with self._writing() as connection:
            seq = connection.execute(select(JUDGEMENTS.c.audit_seq).where(subject)).scalar()
            if seq != standing:
                return None
            connection.execute(delete(JUDGEMENTS).where(subject))
            if new or gone:
                total = findingrows.put(connection, new, gone)
                act = replace(act, details={**act.details, SUM: total.hex()})
            entry = _log(connection, act)
            if act.action != WITHDRAW:
                row = {"subject": act.subject, "audit_seq": entry.seq}
                connection.execute(insert(JUDGEMENTS), row)
            return entry

    def put_findings(
        self,
        act: Act,
        new: Sequence[Stored],
        gone: Sequence[tuple[str, str]] = (),
        linked: Mapping[str, str] = MappingProxyType({}),
    ) -> AuditEntry:
        """Write findings and take others away, with an audit entry that has their sum."""
        laid: dict[str, list[str]] = {}
        with self._writing() as connection:
            total = findingrows.put(connection, new, gone)
            findingrows.mark_linked(connection, linked)
            details = {**act.details, SUM: total.hex()}
            for document_id, version in sorted(linked.items()):
                laid.setdefault(version, []).append(document_id)
            if laid:
                details[LINKED] = laid
            return _log(connection, replace(act, details=details))

    def append(self, act: Act) -> AuditEntry:
        """Write an act into the audit chain."""
        with self._writing() as connection:
            return _log(connection, act)


def _log(connection: Connection, act: Act) -> AuditEntry:
    batch = Batch(connection)
    entry = batch.log(act)
    batch.flush()
    return entry


def _add(batch: Batch, packed: Packed, who: str) -> None:
    batch.add(packed)
    batch.log(Act(ADD, packed.document_id, _details(packed), who))


def _details(packed: Packed) -> dict[str, object]:
    return {
        "digest": packed.digest,
        "sha256": packed.sha256,
        "entries": len(packed.entries),
        PRINTS: prints_of(packed),
    }


def _replace(connection: Connection, batch: Batch, packed: Packed, who: str) -> bool:
    row = fetch_document(connection, packed.document_id)
    assert row is not None  # known, under the lock
    entries = [packed_entry(entry) for entry in fetch_entries(connection, row.seq)]
    earlier = packed_report(row, entries)
    if earlier.digest == packed.digest:
        return False
    ledger = msgspec.json.encode(unpack_ledger(earlier))
    details = _details(packed) | {
        "revision": row.revision + 1,
        "superseded": earlier.digest,
        LEDGER: hashlib.sha256(ledger).hexdigest(),
    }
    if (total := findingrows.drop_of(connection, row.seq)) is not None:
        details[SUM] = total.hex()
    audited = batch.log(Act(REPLACE, packed.document_id, details, who))
    batch.keep(row.seq, row.revision, audited.seq, ledger)
    batch.replace(packed, row.seq, row.revision + 1)
    return True
