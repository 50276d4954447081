"""Reports, entries and audit entries as rows: how they are written and fetched.

Functions on an open transaction, in SQL that every database has.  Statements are built
once, because building them costs more than running them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final, TypeVar

from sqlalchemy import (
    Connection,
    Row,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from crossfix.case import sqlite
from crossfix.case.audit import GENESIS, Act, link
from crossfix.case.packing import Packed, PackedEntry, Quote, inflate_text
from crossfix.case.records import AuditEntry
from crossfix.case.schema import AUDIT, DOCUMENTS, ENTRIES, HISTORY, RAWS, SPANS
from crossfix.errors import CaseDamaged

T = TypeVar("T")

_AUDIT_FIELDS: Final = AuditEntry.__struct_fields__
_NEWEST: Final = select(AUDIT.c.seq, AUDIT.c.hash).order_by(AUDIT.c.seq.desc()).limit(1)
_DOCUMENT: Final = select(DOCUMENTS).where(DOCUMENTS.c.id == bindparam("id"))
_ENTRIES: Final = (
    select(ENTRIES)
    .where(ENTRIES.c.document == bindparam("document"))
    .order_by(ENTRIES.c.kind, ENTRIES.c.position)
)
_SPANS: Final = select(SPANS).where(SPANS.c.document == bindparam("document"))
_KNOWN: Final = select(DOCUMENTS.c.id).where(DOCUMENTS.c.id.in_(bindparam("ids", expanding=True)))
_HELD: Final = select(RAWS.c.sha256).where(RAWS.c.sha256.in_(bindparam("ids", expanding=True)))
_UPDATE: Final = update(DOCUMENTS).where(DOCUMENTS.c.seq == bindparam("number"))


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of this size; the last may be shorter."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


def audit_entry(row: Row[Any]) -> AuditEntry:
    """The audit entry of a row of its table."""
    return AuditEntry(**{name: getattr(row, name) for name in _AUDIT_FIELDS})


# --- writing --------------------------------------------------------------------------


class Batch:
    """Rows that are written together, within one writing transaction.

    Numbers (``seq``) and audit hashes go on from what is there; nothing is written before
    :meth:`flush`.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: dict[Table, list[dict[str, object]]] = {}
        self._updates: list[dict[str, object]] = []
        self._words: list[tuple[int, str]] = []
        self._documents = _last_number(connection, DOCUMENTS)
        self._entries = _last_number(connection, ENTRIES)
        self.pending: set[str] = set()
        newest = connection.execute(_NEWEST).first()
        self._audit_seq: int = newest.seq if newest else 0
        self._head: str = newest.hash if newest else GENESIS

    def log(self, act: Act) -> AuditEntry:
        """Write an act as the next entry of the audit chain."""
        entry = link(act, self._audit_seq + 1, self._head)
        self._file(AUDIT, {name: getattr(entry, name) for name in _AUDIT_FIELDS})
        self._audit_seq, self._head = entry.seq, entry.hash
        return entry

    def add(self, packed: Packed) -> None:
        """Write a report that is not there."""
        self._documents += 1
        names = {"seq": self._documents, "id": packed.document_id, "revision": 1}
        self._file(DOCUMENTS, _document_row(packed) | names)
        self._add_parts(packed, self._documents)

    def replace(self, packed: Packed, document: int, revision: int) -> None:
        """Write a report in place of its earlier form, whose entries are deleted at once."""
        sqlite.forget_words(self._connection, packed.document_id)
        self._connection.execute(delete(SPANS).where(SPANS.c.document == document))
        self._connection.execute(delete(ENTRIES).where(ENTRIES.c.document == document))
        names: dict[str, object] = {"number": document, "revision": revision}
        self._updates.append(_document_row(packed) | names)
        self._add_parts(packed, document)

    def keep(self, document: int, revision: int, audit_seq: int, ledger: bytes) -> None:
        """Write the JSON of a ledger that is superseded into the history."""
        names = {"document": document, "revision": revision, "audit_seq": audit_seq}
        self._file(HISTORY, {**names, "ledger": zlib.compress(ledger)})

    def flush(self) -> None:
        """Let the database have everything that was written so far."""
        if raws := {row["sha256"]: row for row in self._rows.pop(RAWS, [])}:
            for sha256 in self._connection.execute(_HELD, {"ids": list(raws)}).scalars():
                del raws[sha256]
        if raws:
            self._connection.execute(insert(RAWS), list(raws.values()))
        if self._updates:
            self._connection.execute(_UPDATE, self._updates)
        for table in (DOCUMENTS, ENTRIES, SPANS, AUDIT, HISTORY):
            if rows := self._rows.pop(table, []):
                self._connection.execute(insert(table), rows)
        sqlite.index_words(self._connection, self._words)
        self._updates, self._words, self.pending = [], [], set()

    def _file(self, table: Table, row: dict[str, object]) -> None:
        self._rows.setdefault(table, []).append(row)

    def _add_parts(self, packed: Packed, document: int) -> None:
        self.pending.add(packed.document_id)
        if packed.raw is not None:
            size = {"size": packed.raw_size, "body": packed.raw}
            self._file(RAWS, {"sha256": packed.sha256, **size})
        for entry in packed.entries:
            self._entries += 1
            self._add_entry(entry, document, self._entries)

    def _add_entry(self, entry: PackedEntry, document: int, seq: int) -> None:
        row = {
            "seq": seq,
            "document": document,
            "kind": entry.kind,
            "position": entry.position,
            "id": entry.id,
            "type": entry.type,
            "earliest": entry.earliest,
            "body": entry.body,
        }
        self._file(ENTRIES, row)
        for field, n, start, stop in entry.quotes:
            where: dict[str, object] = {"document": document, "start": start, "stop": stop}
            self._file(SPANS, where | {"entry": seq, "field": field, "n": n})
        if entry.words is not None:
            self._words.append((seq, entry.words))


def _last_number(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.max(table.c.seq))).scalar() or 0)


def _document_row(packed: Packed) -> dict[str, object]:
    return {
        "sha256": packed.sha256,
        "published": packed.published,
        "body": packed.body,
        "text": zlib.compress(packed.text.encode()),
        "header": packed.header,
        "received": packed.received,
    }


# --- fetching -------------------------------------------------------------------------


def fetch_known(connection: Connection, document_ids: Iterable[str]) -> set[str]:
    """Those of a few hundred ids whose documents are there."""
    return set(connection.execute(_KNOWN, {"ids": list(document_ids)}).scalars())


def fetch_held(connection: Connection, sha256: str) -> bool:
    """Whether bytes with this hash are there."""
    return connection.execute(_HELD, {"ids": [sha256]}).first() is not None


def fetch_document(connection: Connection, document_id: str) -> Row[Any] | None:
    """The row of a document, by its id."""
    return connection.execute(_DOCUMENT, {"id": document_id}).first()


def fetch_entries(connection: Connection, document: int) -> Sequence[Row[Any]]:
    """The rows of a document's entries, by kind and place."""
    return connection.execute(_ENTRIES, {"document": document}).all()


def fetch_quotes(connection: Connection, document: int) -> dict[int, list[Quote]]:
    """Where the entries of a document quote it (entry number to quotes, sorted)."""
    found: dict[int, list[Quote]] = {}
    for _, start, stop, entry, field, n in connection.execute(_SPANS, {"document": document}):
        found.setdefault(entry, []).append((field, n, start, stop))
    for quotes in found.values():
        quotes.sort()
    return found


def check_types(item: object, *cells: tuple[object, type]) -> None:
    """See that cells of a row are what was written; raises ``CaseDamaged``.

    SQLite puts no type on a cell: where a page is damaged, text may come back as nothing.
    """
    if not all(isinstance(value, kind) for value, kind in cells):
        remedy = "verify the case, and go back to a copy that verifies"
        raise CaseDamaged(str(item), "its row is damaged", remedy)


def packed_entry(
    row: Row[Any], quotes: Sequence[Quote] = (), words: str | None = None
) -> PackedEntry:
    """The stored form of an entry's row."""
    _, _, kind, position, entry_id, event_type, earliest, body = tuple[Any, ...](row)
    check_types(entry_id, (kind, str), (position, int), (entry_id, str), (body, str))
    return PackedEntry(kind, position, entry_id, body, event_type, earliest, tuple(quotes), words)


def packed_report(row: Row[Any], entries: Sequence[PackedEntry]) -> Packed:
    """The stored form of a document's row, with these entries."""
    return Packed(
        document_id=row.id,
        sha256=row.sha256,
        published=row.published,
        body=row.body,
        text=inflate_text(row.text, row.id),
        header=row.header,
        received=row.received,
        entries=tuple(entries),
        revision=row.revision,
    )
