"""Findings as rows: how they are written, taken away and fetched.

Functions on an open transaction, in SQL that every database has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select

from crossfix.case.rows import batched, check_types
from crossfix.case.schema import (
    DOCUMENTS,
    FINDING_DOCUMENTS,
    FINDING_KEYS,
    FINDINGS,
    LINKED,
    SUMS,
)
from crossfix.case.stored import NOTHING, Stored, pack_keys, sum_after, unpack_keys

ALL: Final = "findings"
"""Name of the sum of all findings."""

_SOME: Final = 500  # parameters of one statement
_SEQS: Final[Any] = bindparam("seqs", expanding=True)
_NUMBERS: Final = select(DOCUMENTS.c.id, DOCUMENTS.c.seq).where(
    DOCUMENTS.c.id.in_(bindparam("ids", expanding=True))
)
_BY_ID: Final = select(FINDINGS).where(
    FINDINGS.c.kind == bindparam("kind"), FINDINGS.c.id.in_(bindparam("ids", expanding=True))
)
_BY_KEY: Final = (
    select(FINDINGS)
    .where(FINDINGS.c.kind == bindparam("kind"))
    .where(
        FINDINGS.c.seq.in_(
            select(FINDING_KEYS.c.finding).where(
                FINDING_KEYS.c.key.in_(bindparam("keys", expanding=True))
            )
        )
    )
    .order_by(FINDINGS.c.id)
)
_IDS: Final = (
    select(FINDING_KEYS.c.key, FINDINGS.c.id)
    .join(FINDINGS, FINDINGS.c.seq == FINDING_KEYS.c.finding)
    .where(FINDINGS.c.kind == bindparam("kind"))
    .where(FINDING_KEYS.c.key.in_(bindparam("keys", expanding=True)))
    .order_by(FINDINGS.c.id)
)
_OF_DOCUMENT: Final = (
    select(FINDINGS)
    .join(FINDING_DOCUMENTS)
    .where(FINDING_DOCUMENTS.c.document == bindparam("document"))
    .order_by(FINDINGS.c.kind, FINDINGS.c.id)
)
_DOCUMENTS_OF: Final = (
    select(FINDING_DOCUMENTS.c.finding, DOCUMENTS.c.id)
    .join(DOCUMENTS)
    .where(FINDING_DOCUMENTS.c.finding.in_(_SEQS))
)
_TOTAL: Final = select(SUMS.c.value).where(SUMS.c.name == ALL)
_DROP_KEY: Final = delete(FINDING_KEYS).where(
    FINDING_KEYS.c.key == bindparam("k"), FINDING_KEYS.c.finding == bindparam("f")
)


def put(connection: Connection, new: Sequence[Stored], gone: Sequence[tuple[str, str]]) -> bytes:
    """Take some findings away (kind and id) and write others; the sum of all afterwards.

    A new finding takes the place of the one with its kind and id.
    """
    there = [*_named(connection, [*gone, *((finding.kind, finding.id) for finding in new)])]
    _delete(connection, there)
    _insert(connection, new)
    total = sum_after(
        fetch_total(connection),
        gone=[row.digest for row in there],
        new=[finding.digest for finding in new],
    )
    _set_total(connection, total)
    return total


def drop_of(connection: Connection, document: int) -> bytes | None:
    """Take away what hangs on a report (its number); the sum afterwards, if any did."""
    connection.execute(delete(LINKED).where(LINKED.c.document == document))
    there = connection.execute(_OF_DOCUMENT, {"document": document}).all()
    if not there:
        return None
    _delete(connection, there)
    total = sum_after(fetch_total(connection), gone=[row.digest for row in there], new=())
    _set_total(connection, total)
    return total


def mark_linked(connection: Connection, linked: Mapping[str, str]) -> None:
    """Note which version laid reports (by id) beside the others."""
    numbers = _numbers(connection, linked)
    connection.execute(delete(LINKED).where(LINKED.c.document.in_(numbers.values())))
    if rows := [{"document": numbers[name], "version": by} for name, by in linked.items()]:
        connection.execute(insert(LINKED), rows)


def fetch_total(connection: Connection) -> bytes:
    """The sum of the digests of all findings."""
    return bytes(connection.execute(_TOTAL).scalar() or NOTHING)


def fetch_by_ids(connection: Connection, kind: str, ids: Sequence[str]) -> Iterator[Stored]:
    """The findings of a kind with these ids, by id."""
    rows = [
        row
        for some in batched(ids, _SOME)
        for row in connection.execute(_BY_ID, {"kind": kind, "ids": some})
    ]
    return unpack_rows(connection, sorted(rows, key=lambda row: row.id))


def fetch_by_keys(connection: Connection, kind: str, keys: Sequence[int]) -> Iterator[Stored]:
    """The findings of a kind that have one of the keys, by id, each once."""
    rows: dict[int, Row[Any]] = {}
    for some in batched(sorted(set(keys)), _SOME):
        found = connection.execute(_BY_KEY, {"kind": kind, "keys": some})
        rows.update((row.seq, row) for row in found)
    return unpack_rows(connection, sorted(rows.values(), key=lambda row: row.id))


def fetch_ids(
    connection: Connection, kind: str, keys: Sequence[int], most: int | None
) -> dict[int, list[str]]:
    """For each key the ids of a kind that have it, in order, the first ``most`` or all."""
    found: dict[int, list[str]] = {}
    for some in batched(sorted(set(keys)), _SOME):
        for key, finding_id in connection.execute(_IDS, {"kind": kind, "keys": some}):
            held = found.setdefault(key, [])
            if most is None or len(held) < most:
                held.append(finding_id)
    return found


def fetch_of_document(connection: Connection, document_id: str, kind: str | None) -> list[Stored]:
    """What hangs on a report, by kind and id."""
    number = _numbers(connection, [document_id]).get(document_id)
    if number is None:
        return []
    rows = connection.execute(_OF_DOCUMENT, {"document": number}).all()
    return list(unpack_rows(connection, [row for row in rows if kind in {None, row.kind}]))


def unpack_rows(connection: Connection, rows: Sequence[Row[Any]]) -> Iterator[Stored]:
    """The stored form of rows of the table of findings."""
    documents: dict[int, list[str]] = {}
    for some in batched([row.seq for row in rows], _SOME):
        for finding, document_id in connection.execute(_DOCUMENTS_OF, {"seqs": some}):
            documents.setdefault(finding, []).append(document_id)
    for row in rows:
        check_types(row.id, (row.kind, str), (row.id, str), (row.body, str), (row.keys, bytes))
        of = tuple(sorted(documents.get(row.seq, ())))
        yield Stored(row.kind, row.id, row.body, of, unpack_keys(row.keys))


def _insert(connection: Connection, new: Sequence[Stored]) -> None:
    if not new:
        return
    numbers = _numbers(connection, {name for finding in new for name in finding.documents})
    last = int(connection.execute(select(func.max(FINDINGS.c.seq))).scalar() or 0)
    rows, keys, of = [], [], []
    for seq, finding in enumerate(new, last + 1):
        packed = pack_keys(finding.keys)
        rows.append(
            {
                "seq": seq,
                "kind": finding.kind,
                "id": finding.id,
                "body": finding.body,
                "keys": packed,
                "digest": finding.digest,
            }
        )
        keys += [{"key": key, "finding": seq} for key in unpack_keys(packed)]
        of += [{"document": numbers[name], "finding": seq} for name in finding.documents]
    for table, some in ((FINDINGS, rows), (FINDING_KEYS, keys), (FINDING_DOCUMENTS, of)):
        if some:
            connection.execute(insert(table), some)


def _delete(connection: Connection, rows: Sequence[Row[Any]]) -> None:
    keys = [{"k": key, "f": row.seq} for row in rows for key in unpack_keys(row.keys)]
    if keys:
        connection.execute(_DROP_KEY, keys)
    for some in batched([row.seq for row in rows], _SOME):
        connection.execute(delete(FINDING_DOCUMENTS).where(FINDING_DOCUMENTS.c.finding.in_(some)))
        connection.execute(delete(FINDINGS).where(FINDINGS.c.seq.in_(some)))


def _named(connection: Connection, names: Iterable[tuple[str, str]]) -> Iterator[Row[Any]]:
    by_kind: dict[str, dict[str, None]] = {}
    for kind, finding_id in names:
        by_kind.setdefault(kind, {})[finding_id] = None
    for kind, ids in by_kind.items():
        for some in batched(ids, _SOME):
            yield from connection.execute(_BY_ID, {"kind": kind, "ids": some})


def _set_total(connection: Connection, total: bytes) -> None:
    connection.execute(delete(SUMS).where(SUMS.c.name == ALL))
    connection.execute(insert(SUMS), {"name": ALL, "value": total})


def _numbers(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    return {
        name: seq
        for some in batched(ids, _SOME)
        for name, seq in connection.execute(_NUMBERS, {"ids": some})
    }
