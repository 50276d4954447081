"""The tables of a case, in SQL that every database has.

What only SQLite has (full text search, triggers, pragmas) is in ``sqlite.py``.  ``seq``
columns are internal and depend on the order of arrival; nothing outside this folder sees
them.  Everything else in these tables, the audit apart, is the same whatever the order in
which reports were added.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA_VERSION: Final = 3
"""Rises with every change of these tables; each rise has a step in ``migrations.py``."""

METADATA: Final = MetaData()

RAWS: Final = Table(
    "raws",
    METADATA,
    Column("sha256", String, primary_key=True),
    Column("size", Integer, nullable=False),  # bytes, before compression
    Column("body", LargeBinary, nullable=False),  # zlib
)

DOCUMENTS: Final = Table(
    "documents",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False, unique=True),
    Column("sha256", ForeignKey("raws.sha256"), nullable=False, index=True),
    Column("published", String, nullable=False),  # "" where unknown, so that it sorts
    Column("revision", Integer, nullable=False),  # 1, and one more for each re-reading
    Column("body", Text, nullable=False),  # the document's JSON, its text left out
    Column("text", LargeBinary, nullable=False),  # zlib of UTF-8
    Column("header", Text, nullable=False),  # version, notices, producers, config
    Column("received", Text, nullable=False),  # marks and notices of the reader
    Index("documents_by_date", "published", "id"),
)

ENTRIES: Final = Table(
    "entries",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("document", ForeignKey("documents.seq"), nullable=False),
    Column("kind", String, nullable=False),  # ledger key
    Column("position", Integer, nullable=False),  # place in the ledger's list
    Column("id", String, nullable=False, index=True),
    Column("type", String),  # of events
    Column("earliest", String),  # of events
    Column("body", Text, nullable=False),  # the record's JSON
    UniqueConstraint("document", "kind", "position"),
)
_DATED = ENTRIES.c.earliest.is_not(None)
Index(
    "entries_by_day",
    ENTRIES.c.earliest,
    ENTRIES.c.id,
    ENTRIES.c.document,
    sqlite_where=_DATED,
    postgresql_where=_DATED,
)
Index(
    "entries_by_type",
    ENTRIES.c.type,
    ENTRIES.c.earliest,
    ENTRIES.c.id,
    ENTRIES.c.document,
    sqlite_where=_DATED,
    postgresql_where=_DATED,
)

SPANS: Final = Table(
    "spans",
    METADATA,
    Column("document", ForeignKey("documents.seq"), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("stop", Integer, primary_key=True),
    Column("entry", ForeignKey("entries.seq"), primary_key=True),
    Column("field", String, primary_key=True),
    Column("n", Integer, primary_key=True),  # place in a field that holds several
    sqlite_with_rowid=False,
)

HISTORY: Final = Table(
    "history",
    METADATA,
    Column("document", ForeignKey("documents.seq"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("audit_seq", ForeignKey("audit.seq"), nullable=False),
    Column("ledger", LargeBinary, nullable=False),  # zlib of the ledger's JSON
)

ISSUES: Final = Table(
    "issues",
    METADATA,
    Column("path", String, primary_key=True),
    Column("message", Text, primary_key=True),
)

RESOLUTIONS: Final = Table(
    "resolutions",
    METADATA,
    # No foreign key: the resolution stays when a new reading has other forecasts.
    Column("forecast", String, primary_key=True),
    Column("audit_seq", ForeignKey("audit.seq"), nullable=False),  # all the rest is there
)

FINDINGS: Final = Table(
    "findings",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),  # key of crossfix.findings.KINDS
    Column("id", String, nullable=False),
    Column("body", Text, nullable=False),  # the record's JSON
    Column("keys", LargeBinary, nullable=False),  # as in finding_keys, to take them out by
    Column("digest", LargeBinary, nullable=False),  # SHA-256 of all that is stored of it
    UniqueConstraint("kind", "id"),
)

FINDING_KEYS: Final = Table(
    "finding_keys",
    METADATA,
    Column("key", BigInteger, primary_key=True),
    # No foreign key: it would ask for a second index of the largest table of a case.
    Column("finding", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

FINDING_DOCUMENTS: Final = Table(
    "finding_documents",
    METADATA,
    # A new reading of any of these reports takes the finding away.
    Column("document", ForeignKey("documents.seq"), primary_key=True),
    Column("finding", ForeignKey("findings.seq"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

LINKED: Final = Table(
    "linked",
    METADATA,
    Column("document", ForeignKey("documents.seq"), primary_key=True, autoincrement=False),
    Column("version", String, nullable=False),  # of what laid it beside the others
)

SUMS: Final = Table(
    "sums",
    METADATA,
    Column("name", String, primary_key=True),
    Column("value", LargeBinary, nullable=False),  # sum of digests, modulo 2 ** 256
)

JUDGEMENTS: Final = Table(
    "judgements",
    METADATA,
    # No foreign key: a person's judgement outlives what it was made on.
    Column("subject", String, primary_key=True),
    Column("audit_seq", ForeignKey("audit.seq"), nullable=False),  # all the rest is there
)

AUDIT: Final = Table(
    "audit",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("reason", Text),
    Column("details", Text, nullable=False),
    Column("prev", String, nullable=False),
    Column("hash", String, nullable=False),
    Index("audit_by_subject", "subject", "seq"),
)
