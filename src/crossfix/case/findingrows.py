"""Findings as rows: how they are written, taken away and fetched.

Functions on an open transaction, in SQL that every database has.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update
from sqlalchemy.sql.dml import UpdateBase

from crossfix.case import lookups
from crossfix.case.rows import check_types
from crossfix.case.schema import (
    FINDING_DOCUMENTS,
    FINDING_KEYS,
    FINDINGS,
    LINKED,
    SUMS,
)
from crossfix.case.stored import NOTHING, Stored, pack_keys, sum_after, unpack_keys

ALL: Final = "findings"
"""Name of the sum of all findings."""

_PAGE: Final = 10_000
_WHOLE: Final = (1 << 64) - 1
_ODD: Final = 0x9E3779B97F4A7C15
_OF_DOCUMENT: Final = (
    select(FINDINGS)
    .join(FINDING_DOCUMENTS)
    .where(FINDING_DOCUMENTS.c.document == bindparam("document"))
    .order_by(FINDINGS.c.kind, FINDINGS.c.id)
)
_TOTAL: Final = select(SUMS.c.value).where(SUMS.c.name == ALL)
_DROP_KEY: Final = delete(FINDING_KEYS).where(
    FINDING_KEYS.c.key == bindparam("k"), FINDING_KEYS.c.finding == bindparam("f")
)
_DROP: Final = delete(FINDINGS).where(FINDINGS.c.seq == bindparam("number"))
_DROP_DOCUMENTS: Final = delete(FINDING_DOCUMENTS).where(
    FINDING_DOCUMENTS.c.finding == bindparam("number")
)
_UPDATE: Final = (
    update(FINDINGS)
    .values(body=bindparam("b"), keys=bindparam("k"), digest=bindparam("d"))
    .where(FINDINGS.c.seq == bindparam("number"))
)


def put(connection: Connection, new: Sequence[Stored], gone: Sequence[tuple[str, str]]) -> bytes:
    """Take some findings away (kind and id) and write others; the sum of all afterwards.

    A new finding takes the place of the one with its kind and id, of which only what differs
    is written.
    """
    fresh = {(finding.kind, finding.id): finding for finding in new}
    lost = [name for name in dict.fromkeys(gone) if name not in fresh]
    there = {(row.kind, row.id): row for row in _named(connection, [*lost, *fresh])}
    _delete(connection, [there[name] for name in lost if name in there])
    changed = [(there[name], one) for name, one in fresh.items() if name in there]
    _change(connection, [(row, one) for row, one in changed if row.digest != one.digest])
    _insert(connection, [one for name, one in fresh.items() if name not in there])
    total = sum_after(
        fetch_total(connection),
        gone=[row.digest for row in there.values()],
        new=[finding.digest for finding in fresh.values()],
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
    rows = lookups.rows_named(connection, kind, ids)
    return unpack_rows(connection, sorted(rows, key=lambda row: row.id))


def fetch_by_keys(connection: Connection, kind: str, keys: Sequence[int]) -> Iterator[Stored]:
    """The findings of a kind that have one of the keys, by id, each once."""
    rows = lookups.rows_with(connection, kind, keys)
    return unpack_rows(connection, sorted(rows, key=lambda row: row.id))


def fetch_bodies(
    connection: Connection, kind: str, ids: Sequence[str], keys: Sequence[int] = ()
) -> Iterator[tuple[str, str, bytes]]:
    """Id, JSON and packed keys of the findings with these ids or one of the keys, by id."""
    rows = [*lookups.rows_named(connection, kind, ids)] if ids else []
    rows += lookups.rows_with(connection, kind, keys) if keys else []
    for row in sorted(rows, key=lambda row: row.id):
        check_types(row.id, (row.id, str), (row.body, str), (row.keys, bytes))
        yield row.id, row.body, row.keys


def fetch_ids(
    connection: Connection, kind: str, keys: Sequence[int], most: int | None
) -> dict[int, list[str]]:
    """For each key the ids of a kind that have it, in order, the first ``most`` or all."""
    found: dict[int, list[str]] = {}
    for key, finding_id in lookups.ids_with(connection, kind, keys):
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


def fetch_stray(connection: Connection) -> Iterator[tuple[str, str]]:
    """Kind and id of each finding whose rows of keys are not its own keys, in one pass.

    Sums of keys by the number of the finding are compared: eight bytes a finding in memory.
    """
    last = int(connection.execute(select(func.max(FINDINGS.c.seq))).scalar() or 0)
    sums = array("Q", bytes(8 * (last + 1)))
    astray: list[int] = []
    for key, seq in connection.execute(select(FINDING_KEYS).execution_options(yield_per=_PAGE)):
        if 0 < seq <= last:
            sums[seq] = (sums[seq] + _spread(key)) & _WHOLE
        else:
            astray.append(seq)
    wanted = select(FINDINGS.c.seq, FINDINGS.c.kind, FINDINGS.c.id, FINDINGS.c["keys"])
    for seq, kind, finding_id, packed in connection.execute(
        wanted.order_by(FINDINGS.c.seq).execution_options(yield_per=_PAGE)
    ):
        if sums[seq] != sum(map(_spread, unpack_keys(packed))) & _WHOLE:
            yield kind, finding_id
        sums[seq] = 0
    for seq in [*astray, *(seq for seq, left in enumerate(sums) if left)]:
        yield FINDING_KEYS.name, str(seq)


def _spread(key: int) -> int:
    """A key as a number whose sums do not agree by chance."""
    key &= _WHOLE
    return ((key ^ (key >> 31)) * _ODD + 1) & _WHOLE


def unpack_rows(connection: Connection, rows: Sequence[Row[Any]]) -> Iterator[Stored]:
    """The stored form of rows of the table of findings."""
    documents = lookups.documents_of(connection, [row.seq for row in rows])
    for row in rows:
        check_types(row.id, (row.kind, str), (row.id, str), (row.body, str), (row.keys, bytes))
        of = tuple(sorted(documents.get(row.seq, ())))
        yield Stored(row.kind, row.id, row.body, of, unpack_keys(row.keys))


def _insert(connection: Connection, new: Sequence[Stored]) -> None:
    if not new:
        return
    # In the order of the index, so that its pages are gone through once.
    new = sorted(new, key=lambda finding: (finding.kind, finding.id))
    numbers = _numbers(connection, {name for finding in new for name in finding.documents})
    last = int(connection.execute(select(func.max(FINDINGS.c.seq))).scalar() or 0)
    rows, keys, of = [], [], []
    for seq, finding in enumerate(new, last + 1):
        packed = pack_keys(finding.keys)
        rows.append((seq, finding.kind, finding.id, finding.body, packed, finding.digest))
        keys += [(key, seq) for key in unpack_keys(packed)]
        of += [(numbers[name], seq) for name in finding.documents]
    for table, some in ((FINDINGS, rows), (FINDING_KEYS, sorted(keys)), (FINDING_DOCUMENTS, of)):
        if some:
            _write(connection, insert(table), some)


def _change(connection: Connection, changed: Sequence[tuple[Row[Any], Stored]]) -> None:
    """Bring rows up to date with findings of their kind and id."""
    rows, keys, stale, of = [], [], [], []
    numbers = _numbers(connection, {name for _, one in changed for name in one.documents})
    for row, one in changed:
        packed = pack_keys(one.keys)
        rows.append((one.body, packed, one.digest, row.seq))
        held, wanted = set(unpack_keys(row.keys)), set(unpack_keys(packed))
        stale += [(key, row.seq) for key in held - wanted]
        keys += [(key, row.seq) for key in wanted - held]
        of += [(numbers[name], row.seq) for name in one.documents]
    _drop_documents(connection, [row.seq for row, _ in changed])
    for statement, some in (
        (_UPDATE, rows),
        (_DROP_KEY, sorted(stale)),
        (insert(FINDING_KEYS), sorted(keys)),
        (insert(FINDING_DOCUMENTS), of),
    ):
        if some:
            _write(connection, statement, some)


def _delete(connection: Connection, rows: Sequence[Row[Any]]) -> None:
    if not rows:
        return
    _write(
        connection, _DROP_KEY, sorted((k, row.seq) for row in rows for k in unpack_keys(row.keys))
    )
    _drop_documents(connection, [row.seq for row in rows])
    _write(connection, _DROP, [(row.seq,) for row in rows])


def _drop_documents(connection: Connection, seqs: Sequence[int]) -> None:
    if seqs:
        _write(connection, _DROP_DOCUMENTS, [(seq,) for seq in seqs])


def _write(connection: Connection, statement: UpdateBase, rows: Sequence[tuple[Any, ...]]) -> None:
    """Run a statement for each row, its parameters in the order of the statement's own."""
    if rows:
        sql = str(statement.compile(dialect=connection.dialect))
        connection.exec_driver_sql(sql, list(rows))


def _named(connection: Connection, names: Iterable[tuple[str, str]]) -> Iterator[Row[Any]]:
    by_kind: dict[str, list[str]] = {}
    for kind, finding_id in names:
        by_kind.setdefault(kind, []).append(finding_id)
    for kind, ids in by_kind.items():
        yield from lookups.rows_named(connection, kind, ids)


def _set_total(connection: Connection, total: bytes) -> None:
    connection.execute(delete(SUMS).where(SUMS.c.name == ALL))
    connection.execute(insert(SUMS), {"name": ALL, "value": total})


def _numbers(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    return lookups.numbers_of(connection, ids)
