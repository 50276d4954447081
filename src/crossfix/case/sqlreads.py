"""The reading half of the SQL store: everything that leaves a case as it is.

Long answers are fetched page by page, each page in a transaction of its own that goes on
from the last key: nothing stays open while the caller works, memory is bounded, and an
index leads to every page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sqlalchemy import bindparam, exists, func, select

from crossfix.case import findingrows, sqlite
from crossfix.case.audit import ADD, GENESIS, REPLACE
from crossfix.case.packing import Packed, inflate, unpack_entry
from crossfix.case.records import AuditEntry, Hit, Issue, Superseded, Term
from crossfix.case.rows import (
    audit_entry,
    batched,
    fetch_document,
    fetch_entries,
    fetch_held,
    fetch_known,
    fetch_quotes,
    packed_entry,
    packed_report,
)
from crossfix.case.schema import (
    AUDIT,
    DOCUMENTS,
    ENTRIES,
    HISTORY,
    ISSUES,
    RAWS,
    RESOLUTIONS,
)
from crossfix.case.sqlfindings import PAGE, FindingReads
from crossfix.case.store import Part
from crossfix.errors import CaseDamaged
from crossfix.model import Segment

_FEW_REPORTS: Final = 50  # whose entries of one kind are fetched together


_FILED: Final = (
    select(AUDIT)
    .where(AUDIT.c.subject == bindparam("subject"), AUDIT.c.action.in_((ADD, REPLACE)))
    .order_by(AUDIT.c.seq.desc())
    .limit(1)
)
_RAW: Final = select(RAWS.c.body, RAWS.c.size).where(RAWS.c.sha256 == bindparam("sha256"))
_FROM_BYTES: Final = select(DOCUMENTS.c.id).where(DOCUMENTS.c.sha256 == bindparam("sha256"))


class SqlReads(FindingReads):
    """The reading methods of :class:`~crossfix.case.store.Store`, on an SQL database."""

    # --- reports ----------------------------------------------------------------------

    def holds_bytes(self, sha256: str) -> bool:
        """Whether bytes with this hash are stored."""
        with self._reading() as connection:
            return fetch_held(connection, sha256)

    def known(self, document_ids: Iterable[str]) -> set[str]:
        """Those of the ids whose reports are there."""
        found = set[str]()
        for some in batched(document_ids, PAGE):
            with self._reading() as connection:
                found |= fetch_known(connection, some)
        return found

    def known_bytes(self, sha256: str) -> set[str]:
        """The ids of the reports that came out of the bytes with this hash."""
        with self._reading() as connection:
            return set(connection.execute(_FROM_BYTES, {"sha256": sha256}).scalars())

    def document_ids(self, *, by_date: bool = False) -> Iterator[str]:
        """All report ids, in order of id, or of publication date and then id."""
        key = (DOCUMENTS.c.published, DOCUMENTS.c.id) if by_date else (DOCUMENTS.c.id,)
        for row in self._rows(select(*key), *key):
            yield row.id

    def packed(self, document_id: str, part: Part = Part.LEDGER) -> Packed | None:
        """A report as stored, without its bytes; ``None`` when it is not there."""
        with self._reading() as connection:
            row = fetch_document(connection, document_id)
            if row is None or part is Part.DOCUMENT:
                return row and packed_report(row, ())
            entries = fetch_entries(connection, row.seq)
            if part is Part.LEDGER:
                return packed_report(row, [packed_entry(entry) for entry in entries])
            quotes = fetch_quotes(connection, row.seq)
            words = sqlite.indexed_words(connection, document_id)
        checkable = (packed_entry(e, quotes.get(e.seq, ()), words.get(e.seq)) for e in entries)
        return packed_report(row, tuple(checkable))

    def hashes(self) -> Iterator[str]:
        """The SHA-256 of all bytes stored, in order."""
        for row in self._rows(select(RAWS.c.sha256), RAWS.c.sha256):
            yield row.sha256

    def raw(self, sha256: str) -> bytes:
        """Bytes as received; raises ``KeyError`` when they are not there."""
        with self._reading() as connection:
            row = connection.execute(_RAW, {"sha256": sha256}).first()
        if row is None:
            raise KeyError(sha256)
        data = inflate(row.body, sha256)
        # Other bytes altogether are told as such by whoever compares the hash.
        if len(data) != row.size and hashlib.sha256(data).hexdigest() == sha256:
            problem = f"its stored bytes are {len(data)}, and {row.size} were noted"
            raise CaseDamaged(
                sha256, problem, "verify the case, and go back to a copy that verifies"
            )
        return data

    def history(self, document_id: str) -> list[Superseded]:
        """The earlier readings of a report, oldest first."""
        wanted = select(HISTORY).join(DOCUMENTS).where(DOCUMENTS.c.id == document_id)
        with self._reading() as connection:
            rows = connection.execute(wanted.order_by(HISTORY.c.revision)).all()
        return [
            Superseded(
                document_id=document_id,
                revision=row.revision,
                audit_seq=row.audit_seq,
                ledger_json=inflate(row.ledger, document_id),
            )
            for row in rows
        ]

    # --- entries ----------------------------------------------------------------------

    def entries(self, kind: str, document_id: str | None) -> Iterator[tuple[str, str]]:
        """Report id and JSON of each record of a kind, by report id and place in it."""
        ids = self.document_ids() if document_id is None else iter((document_id,))
        of_kind = (
            select(DOCUMENTS.c.id, ENTRIES.c.position, ENTRIES.c.body)
            .join(ENTRIES, ENTRIES.c.document == DOCUMENTS.c.seq)
            .where(ENTRIES.c.kind == kind)
        )
        for some in batched(ids, _FEW_REPORTS):
            with self._reading() as connection:
                rows = connection.execute(of_kind.where(DOCUMENTS.c.id.in_(some))).all()
            for row in sorted(rows, key=lambda row: (row.id, row.position)):
                yield row.id, row.body

    def extent(self) -> tuple[int, str | None, str | None]:
        """How many reports there are, and the first and the last day of publication."""
        day = DOCUMENTS.c.published
        bounds = select(func.min(day), func.max(day)).where(day != "")
        with self._reading() as connection:
            count = connection.execute(select(func.count()).select_from(DOCUMENTS)).scalar_one()
            first, last = connection.execute(bounds).one()
        return int(count), first and first[:10], last and last[:10]

    def entry_counts(self) -> Iterator[tuple[str, str, int]]:
        """Report id, kind, and how many records of the kind the report has; by report id."""
        of_kind = (ENTRIES.c.document, ENTRIES.c.kind)
        counted = select(*of_kind, func.count().label("n")).group_by(*of_kind).subquery()
        wanted = select(DOCUMENTS.c.id, counted.c.kind, counted.c.n).join(
            counted, counted.c.document == DOCUMENTS.c.seq
        )
        with self._reading() as connection:
            rows = connection.execute(wanted).all()
        yield from sorted((row.id, row.kind, row.n) for row in rows)

    def timeline(
        self, event_type: str | None, since: str | None, until: str | None
    ) -> Iterator[tuple[str, str]]:
        """Report id and JSON of each dated event, by its earliest day, then its id."""
        day = ENTRIES.c.earliest
        key = (day, ENTRIES.c.id, ENTRIES.c.document)
        wanted = select(*key, DOCUMENTS.c.id.label("report"), ENTRIES.c.body)
        wanted = wanted.join(DOCUMENTS, ENTRIES.c.document == DOCUMENTS.c.seq)
        wanted = wanted.where(day.is_not(None))
        if event_type is not None:
            wanted = wanted.where(ENTRIES.c.type == event_type)
        if since is not None:
            wanted = wanted.where(day >= since)
        if until is not None:
            # "U" sorts after "-" and "T": a day takes in its minutes, a month its days.
            wanted = wanted.where(day < until + "U")
        for row in self._rows(wanted, *key):
            yield row.report, row.body

    def ids_beginning(self, prefix: str, limit: int) -> list[str]:
        """Up to ``limit`` different ids of reports and records that begin so, sorted."""
        found = set[str]()
        with self._reading() as connection:
            for column in (DOCUMENTS.c.id, ENTRIES.c.id):
                # One step of the index each: an id may stand in very many reports.
                after = column >= prefix
                for _ in range(limit):
                    bounded = select(column).where(after, column < prefix + "\U0010ffff")
                    step = connection.execute(bounded.order_by(column).limit(1)).scalar()
                    if step is None:
                        break
                    found.add(step)
                    after = column > step
        return sorted(found)[:limit]

    def holders(self, record_id: str) -> list[tuple[str, str]]:
        """Report id and kind of each holding of a record id, sorted; ``document`` first."""
        wanted = select(DOCUMENTS.c.id, ENTRIES.c.kind).join(ENTRIES)
        with self._reading() as connection:
            rows = connection.execute(wanted.where(ENTRIES.c.id == record_id)).all()
        held = sorted({(row.id, row.kind) for row in rows})
        return [(record_id, "document"), *held] if self.known([record_id]) else held

    def record(self, record_id: str, document_id: str) -> tuple[str, str]:
        """Kind and JSON of a report's record; raises ``KeyError`` when it has none so named."""
        wanted = select(ENTRIES.c.kind, ENTRIES.c.body).join(DOCUMENTS)
        wanted = wanted.where(ENTRIES.c.id == record_id, DOCUMENTS.c.id == document_id)
        with self._reading() as connection:
            row = connection.execute(wanted).first()
        if row is None:
            raise KeyError(record_id)
        return row.kind, row.body

    def search(self, terms: Sequence[Term], limit: int, marks: tuple[str, str]) -> list[Hit]:
        """The segments that hold every term, best first."""
        with self._reading() as connection:
            rows = sqlite.search_words(connection, terms, limit, marks)
        hits = []
        for document_id, body, snippet, badness in rows:
            segment = unpack_entry("segments", body, document_id)
            assert isinstance(segment, Segment)
            hits.append(
                Hit(document_id=document_id, segment=segment, snippet=snippet, rank=-badness)
            )
        return hits

    # --- the case itself --------------------------------------------------------------

    def issues(self) -> Iterator[Issue]:
        """All issues, by path."""
        for row in self._rows(select(ISSUES), ISSUES.c.path, ISSUES.c.message):
            yield Issue(path=row.path, message=row.message)

    def resolutions(self) -> Iterator[tuple[str, AuditEntry]]:
        """Forecast id and audit entry of each resolution that stands, by forecast id."""
        wanted = select(RESOLUTIONS.c.forecast, AUDIT).join(AUDIT)
        for row in self._rows(wanted, RESOLUTIONS.c.forecast):
            yield row.forecast, audit_entry(row)

    def audit(self, after: int = 0) -> Iterator[AuditEntry]:
        """The audit chain from the entry after number ``after`` on."""
        for row in self._rows(select(AUDIT).where(AUDIT.c.seq > after), AUDIT.c.seq):
            yield audit_entry(row)

    def head(self) -> str:
        """The hash of the last audit entry."""
        with self._reading() as connection:
            newest = select(AUDIT.c.hash).order_by(AUDIT.c.seq.desc()).limit(1)
            return str(connection.execute(newest).scalar() or GENESIS)

    def last_filed(self, document_id: str) -> AuditEntry | None:
        """The last audit entry that added or replaced a report."""
        with self._reading() as connection:
            row = connection.execute(_FILED, {"subject": document_id}).first()
        return None if row is None else audit_entry(row)

    def lost(self) -> Iterator[str]:
        """Ids of reports that the audit says were added and that are not there."""
        there = exists().where(DOCUMENTS.c.id == AUDIT.c.subject)
        wanted = select(AUDIT.c.subject, AUDIT.c.seq).where(AUDIT.c.action == ADD, ~there)
        for row in self._rows(wanted, AUDIT.c.subject, AUDIT.c.seq):
            yield row.subject

    def stray_keys(self) -> Iterator[tuple[str, str]]:
        """Kind and id of each finding that is not looked up by its own keys, by number.

        A key that belongs to no finding is told as one of the kind ``finding_keys``.
        """
        with self._reading() as connection:
            yield from findingrows.fetch_stray(connection)

    def defects(self) -> list[str]:
        """What is wrong with the database as such; empty when it is whole."""
        with self._reading() as connection:
            return sqlite.find_defects(connection)
