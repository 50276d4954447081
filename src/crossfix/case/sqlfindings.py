"""Reading an SQL database page by page, and the findings of a case out of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Column, Connection, Engine, Row, Select, exists, func, select, tuple_

from crossfix.case import findingrows, lookups, sqlite
from crossfix.case.records import AuditEntry
from crossfix.case.rows import audit_entry, batched
from crossfix.case.schema import AUDIT, DOCUMENTS, FINDINGS, JUDGEMENTS, LINKED
from crossfix.case.stored import Stored

PAGE: Final = 500


class Pages:
    """An SQL database whose long answers come page by page."""

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self._where = where

    @property
    def where(self) -> str:
        """The store's own name for messages."""
        return self._where

    def close(self) -> None:
        """Let go of the database."""
        with sqlite.translating(self._where):
            self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with sqlite.translating(self._where), self._engine.connect() as connection:
            yield connection

    def _rows(self, wanted: Select[Any], *key: Column[Any]) -> Iterator[Row[Any]]:
        """All rows in order of a unique key, page by page."""
        page = wanted = wanted.order_by(*key).limit(PAGE)
        while True:
            with self._reading() as connection:
                rows = connection.execute(page).all()
            yield from rows
            if len(rows) < PAGE:
                return
            last = [rows[-1]._mapping[column] for column in key]
            page = wanted.where(tuple_(*key) > tuple_(*last) if key[1:] else key[0] > last[0])


class FindingReads(Pages):
    """The methods of :class:`~crossfix.case.store.Store` that read findings and judgements."""

    def unlinked(self, version: str) -> Iterator[str]:
        """Reports that this version has not laid beside the others, by date and id."""
        done = exists().where(LINKED.c.document == DOCUMENTS.c.seq, LINKED.c.version == version)
        key = (DOCUMENTS.c.published, DOCUMENTS.c.id)
        for row in self._rows(select(*key).where(~done), *key):
            yield row.id

    def findings(self, kind: str) -> Iterator[Stored]:
        """All findings of a kind, by id."""
        wanted = select(FINDINGS).where(FINDINGS.c.kind == kind)
        for rows in batched(self._rows(wanted, FINDINGS.c.id), PAGE):
            with self._reading() as connection:
                page = list(findingrows.unpack_rows(connection, rows))
            yield from page

    def finding_count(self, kind: str) -> int:
        """How many findings there are of a kind."""
        counted = select(func.count()).select_from(FINDINGS).where(FINDINGS.c.kind == kind)
        with self._reading() as connection:
            return int(connection.execute(counted).scalar_one())

    def findings_named(self, kind: str, ids: Sequence[str]) -> list[Stored]:
        """The findings of a kind with these ids, by id."""
        with self._reading() as connection:
            return list(findingrows.fetch_by_ids(connection, kind, ids))

    def findings_at(self, kind: str, keys: Sequence[int]) -> list[Stored]:
        """The findings of a kind that have one of the keys, by id, each once."""
        with self._reading() as connection:
            return list(findingrows.fetch_by_keys(connection, kind, keys))

    def finding_bodies(
        self, kind: str, ids: Sequence[str] = (), keys: Sequence[int] = ()
    ) -> list[tuple[str, str, bytes]]:
        """Id, JSON and packed keys of the findings with these ids, or one of the keys, by id."""
        with self._reading() as connection:
            return list(findingrows.fetch_bodies(connection, kind, ids, keys))

    def findings_sharing(
        self, kind: str, keys: Sequence[int], least: int, most: int
    ) -> dict[str, list[int]]:
        """The ids of a kind that have so many of the keys at least, and which each has.

        Of a key that more than ``most`` have, those count that were written first.
        """
        with self._reading() as connection:
            return lookups.sharing(connection, kind, keys, least, most)

    def finding_ids(
        self, kind: str, keys: Sequence[int], most: int | None = None
    ) -> dict[int, list[str]]:
        """For each key the ids of a kind that have it, in order, the first ``most`` or all."""
        with self._reading() as connection:
            return findingrows.fetch_ids(connection, kind, keys, most)

    def findings_of(self, document_id: str, kind: str | None = None) -> list[Stored]:
        """What hangs on a report, of one kind or of all, by kind and id."""
        with self._reading() as connection:
            return findingrows.fetch_of_document(connection, document_id, kind)

    def findings_sum(self) -> str:
        """The sum of the digests of all findings (hex), as stored."""
        with self._reading() as connection:
            return findingrows.fetch_total(connection).hex()

    def digests(self) -> Iterator[tuple[Stored, bytes]]:
        """Every finding with the digest that is stored beside it, by kind and id."""
        rows = self._rows(select(FINDINGS), FINDINGS.c.kind, FINDINGS.c.id)
        for some in batched(rows, PAGE):
            with self._reading() as connection:
                page = list(findingrows.unpack_rows(connection, some))
            yield from zip(page, (row.digest for row in some), strict=True)

    def judgements(self) -> Iterator[tuple[str, AuditEntry]]:
        """Subject and audit entry of each judgement that stands, by subject."""
        wanted = select(JUDGEMENTS.c.subject, AUDIT).join(AUDIT)
        for row in self._rows(wanted, JUDGEMENTS.c.subject):
            yield row[0], audit_entry(row)
