"""How a case file is made, and how one of an earlier version is brought up to date.

A step takes an open transaction and changes the tables from one version to the next.  All
steps of an upgrade are one transaction, and a copy of the file is made first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine

from crossfix.case import sqlite
from crossfix.case.audit import CREATE, MIGRATE, Act
from crossfix.case.rows import Batch
from crossfix.case.schema import METADATA, SCHEMA_VERSION
from crossfix.errors import CaseUnusable

Step = Callable[[Connection], None]


def _add_resolutions(connection: Connection) -> None:
    """Version 2 keeps which audit entry tells what became of a forecast."""
    connection.exec_driver_sql(
        "CREATE TABLE resolutions (forecast VARCHAR NOT NULL, audit_seq INTEGER NOT NULL,"
        " PRIMARY KEY (forecast), FOREIGN KEY(audit_seq) REFERENCES audit (seq))"
    )


def _add_findings(connection: Connection) -> None:
    """Version 3 keeps what is found across reports, and what people judge of it."""
    for statement in _FINDINGS:
        connection.exec_driver_sql(statement)


_FINDINGS: Final = (
    "CREATE TABLE findings (seq INTEGER NOT NULL, kind VARCHAR NOT NULL, id VARCHAR NOT NULL,"
    " body TEXT NOT NULL, keys BLOB NOT NULL, digest BLOB NOT NULL,"
    " PRIMARY KEY (seq), UNIQUE (kind, id))",
    "CREATE TABLE finding_keys (key BIGINT NOT NULL, finding INTEGER NOT NULL,"
    " PRIMARY KEY (key, finding)) WITHOUT ROWID",
    "CREATE TABLE finding_documents (document INTEGER NOT NULL, finding INTEGER NOT NULL,"
    " PRIMARY KEY (document, finding), FOREIGN KEY(document) REFERENCES documents (seq),"
    " FOREIGN KEY(finding) REFERENCES findings (seq)) WITHOUT ROWID",
    "CREATE INDEX ix_finding_documents_finding ON finding_documents (finding)",
    "CREATE TABLE linked (document INTEGER NOT NULL, version VARCHAR NOT NULL,"
    " PRIMARY KEY (document), FOREIGN KEY(document) REFERENCES documents (seq))",
    "CREATE TABLE sums (name VARCHAR NOT NULL, value BLOB NOT NULL, PRIMARY KEY (name))",
    "CREATE TABLE judgements (subject VARCHAR NOT NULL, audit_seq INTEGER NOT NULL,"
    " PRIMARY KEY (subject), FOREIGN KEY(audit_seq) REFERENCES audit (seq))",
)

STEPS: Final[Mapping[int, Step]] = {1: _add_resolutions, 2: _add_findings}
"""Version that a case has, to the step that brings it to the next."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A database that is about to become a case; ``path`` is ``None`` for memory."""

    engine: Engine
    where: str
    path: Path | None
    who: str

    def version(self) -> int:
        """Its schema version; raises ``CaseUnusable`` when it is another program's."""
        with self.engine.connect() as connection:
            return sqlite.version_of(connection, self.where)


def prepare(at: Opened, *, create: bool, read_only: bool) -> None:
    """Make the case in an empty file, or see that it is one, and bring it up to date.

    Raises :class:`~crossfix.errors.CaseUnusable` when it is not a case, is of a later
    version, or is of an earlier one and opened for reading only.
    """
    version = at.version()
    if version == 0:
        if not create:
            raise CaseUnusable(at.where, "is empty, not a case", "make a case first")
        _make(at)
    elif version < SCHEMA_VERSION and read_only:
        problem = f"is of an earlier version ({version}, now {SCHEMA_VERSION})"
        remedy = (
            "open it for writing once (crossfix read REPORT --case FILE) to bring it up to date"
        )
        raise CaseUnusable(at.where, problem, remedy)
    else:
        migrate(at, STEPS, SCHEMA_VERSION)


def _make(at: Opened) -> None:
    with at.engine.execution_options(writes=True).begin() as connection:
        if sqlite.version_of(connection, at.where):
            return  # another process was quicker
        METADATA.create_all(connection)
        sqlite.create_extras(connection)
        sqlite.set_version(connection, SCHEMA_VERSION)
        _log(connection, Act(CREATE, "case", {"schema": SCHEMA_VERSION}, at.who))


def migrate(at: Opened, steps: Mapping[int, Step], target: int) -> Path | None:
    """Bring a case to the target version; the copy that was made, or ``None`` without one.

    Raises :class:`~crossfix.errors.CaseUnusable` for a case of a later version.
    """
    version = at.version()
    if version > target:
        problem = f"was made by a later version of crossfix (schema {version}, known {target})"
        raise CaseUnusable(at.where, problem, "upgrade crossfix")
    if version == target:
        return None
    copy = None if at.path is None else sqlite.back_up(at.engine, at.path, version)
    with at.engine.execution_options(writes=True).begin() as connection:
        # Asked again under the lock: another process may have done it meanwhile.
        for number in range(sqlite.version_of(connection, at.where), target):
            steps[number](connection)
            sqlite.set_version(connection, number + 1)
            details = {"from": number, "to": number + 1}
            _log(connection, Act(MIGRATE, "case", details, at.who))
    return copy


def _log(connection: Connection, act: Act) -> None:
    batch = Batch(connection)
    batch.log(act)
    batch.flush()
