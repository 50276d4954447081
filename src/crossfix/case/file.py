"""The case: reports as received, their ledgers, and a log of everything done to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Final

from crossfix.case import migrations, sqlite
from crossfix.case.adding import Group, add_all
from crossfix.case.audit import OWN_ACTIONS, Act
from crossfix.case.findings import Findings
from crossfix.case.judgements import Judgements
from crossfix.case.packing import (
    Packed,
    storable,
    unpack_document,
    unpack_entry,
    unpack_ledger,
    unpack_received,
)
from crossfix.case.query import parse_words
from crossfix.case.received import Reread
from crossfix.case.records import AuditEntry, Found, Hit, Issue, Superseded, Tally, Verification
from crossfix.case.register import Register
from crossfix.case.reviews import Reviews
from crossfix.case.sql import SqlStore
from crossfix.case.store import Part, Store
from crossfix.case.verification import verify
from crossfix.errors import BadOption, CaseDamaged
from crossfix.findings.reviews import Reviewed, ReviewVerdict, reviewed
from crossfix.model import KINDS, Document, Entry, EventType, Ledger
from crossfix.reading import Received

_ISO_DAY: Final = re.compile(r"\d{4}(-\d\d){0,2}(T[\d:]+)?")
_CHOICES: Final = 5  # how many ids an ambiguous beginning is answered with


def open_case(
    path: str | Path,
    *,
    create: bool = False,
    read_only: bool = False,
    who: str = "crossfix",
    wait: float = 5.0,
) -> Case:
    """Open a case file, or make one; ``":memory:"`` is a case that ends with the process.

    ``who`` goes into the audit log as the actor; ``wait`` is how many seconds a write
    waits for another process that is writing.  A case of an earlier version is brought up
    to date, after a copy was made beside it.  Raises
    :class:`~crossfix.errors.CaseUnusable` or :class:`~crossfix.errors.CaseDamaged`.
    """
    if create and read_only:
        raise BadOption(str(path), "cannot be made and be read-only", "choose one of the two")
    where = storable(str(path))
    file = None if str(path) == sqlite.MEMORY else Path(path)
    create = create or file is None
    if file is not None:
        sqlite.check_path(file, where, create=create)
    engine = sqlite.make_engine(file, create=create, read_only=read_only, wait=wait)
    try:
        with sqlite.translating(where):
            at = migrations.Opened(engine, where, file, who)
            migrations.prepare(at, create=create, read_only=read_only)
            if file is not None and not read_only:
                sqlite.use_write_ahead_log(engine)
    except BaseException:
        engine.dispose()
        raise
    return Case(SqlStore(engine, where, read_only=read_only), who=who)


class Case:
    """Reports, their ledgers and the audit log, in one place; a context manager."""

    def __init__(self, store: Store, *, who: str = "crossfix") -> None:
        self._store = store
        self._who = who

    def __enter__(self) -> Case:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; the case cannot be used afterwards."""
        self._store.close()

    @property
    def where(self) -> str:
        """The path of the case file, as given."""
        return self._store.where

    # --- putting reports in -----------------------------------------------------------

    def add(self, received: Received, ledger: Ledger) -> bool:
        """Put a report and its ledger in; False, and nothing done, when it is there.

        Raises :class:`~crossfix.errors.Skip` when the ledger does not quote the report.
        """
        if self.has(ledger.document.id):
            return False
        group = Group(self._store, self._who)
        group.pack(received, ledger)
        return group.commit()[0]

    def replace(self, received: Received, ledger: Ledger) -> bool:
        """Put a new reading of a report in; False when it is the same as the one there.

        The earlier ledger goes into :meth:`history`.  A report that is not there is added.
        """
        group = Group(self._store, self._who)
        group.pack(received, ledger)
        return group.commit(supersede=True)[0]

    def add_many(self, pairs: Iterable[tuple[Received, Ledger]]) -> Tally:
        """Put many reports in, committing some dozens at a time, always whole ones.

        What came before an exception of ``pairs`` (or Ctrl-C) is kept; a process that is
        killed loses the reports since the last commit and can go on from there.  A report
        that cannot be stored becomes an issue.
        """
        return add_all(self._store, pairs, self._who)

    # --- reports ----------------------------------------------------------------------

    def has(self, document_id: str) -> bool:
        """Whether a report is there."""
        return bool(self.known((document_id,)))

    def known(self, document_ids: Iterable[str]) -> set[str]:
        """Those of the ids whose reports are there."""
        return self._store.known(map(storable, document_ids))

    def known_bytes(self, sha256: str) -> set[str]:
        """The ids of the reports that came out of the bytes with this SHA-256 (hex)."""
        return self._store.known_bytes(sha256)

    def documents(self) -> Iterator[Document]:
        """All reports, by publication date (those without one first) and then id."""
        for document_id in self._store.document_ids(by_date=True):
            yield unpack_document(self._packed(document_id, Part.DOCUMENT))

    def document(self, document_id: str) -> Document:
        """One report; raises :class:`~crossfix.errors.BadOption` when it is not there."""
        return unpack_document(self._packed(document_id, Part.DOCUMENT))

    def received(self, document_id: str) -> Received:
        """A report as its reader handed it over, bytes and marks included."""
        packed = self._packed(document_id, Part.DOCUMENT)
        try:
            raw = self._store.raw(packed.sha256)
        except KeyError:
            remedy = "verify the case, and go back to a copy that verifies"
            raise CaseDamaged(document_id, "its bytes are gone", remedy) from None
        return unpack_received(packed, raw)

    def ledger(self, document_id: str) -> Ledger:
        """The ledger of one report; raises ``BadOption`` when it is not there."""
        return unpack_ledger(self._packed(document_id, Part.LEDGER))

    def ledgers(self) -> Iterator[Ledger]:
        """All ledgers, by publication date (those without one first) and then id."""
        for document_id in self._store.document_ids(by_date=True):
            yield self.ledger(document_id)

    def reviewed(self, document_id: str) -> Reviewed:
        """The ledger of one report with what people said of its entries laid over it."""
        return self.reviews.of(self.ledger(document_id))

    def reviewed_ledgers(self) -> Iterator[Reviewed]:
        """All ledgers as people reviewed them, in the order of :meth:`ledgers`."""
        said = self.reviews.by_document()
        for ledger in self.ledgers():
            yield reviewed(ledger, said.get(ledger.document.id, ()))

    def rejected(self) -> frozenset[str]:
        """The ids of all entries, as read now, that somebody rejected."""
        said = self.reviews.by_document()
        refused = ReviewVerdict.REJECTED
        holding = (name for name, of in said.items() if any(r.verdict is refused for r in of))
        return frozenset().union(*(self.reviewed(name).rejected for name in holding))

    def history(self, document_id: str) -> list[Superseded]:
        """The earlier readings of a report, oldest first."""
        return self._store.history(storable(document_id))

    def _packed(self, document_id: str, part: Part) -> Packed:
        packed = self._store.packed(storable(document_id), part)
        if packed is None:
            raise BadOption(storable(document_id), "no such report in the case", "check the id")
        return packed

    # --- entries ----------------------------------------------------------------------

    def entries(
        self, kind: str, *, document: str | None = None, limit: int | None = None, offset: int = 0
    ) -> Iterator[tuple[str, Entry]]:
        """The records of one kind (a ledger key), each with the id of its report.

        In order of report id, and of the ledger inside a report.
        """
        if kind not in KINDS:
            raise BadOption(kind, "no such kind of record", f"one of {', '.join(KINDS)}")
        if document is not None and not self.has(document):
            raise BadOption(storable(document), "no such report in the case", "check the id")
        stop = None if limit is None else offset + limit
        return (
            (document_id, unpack_entry(kind, body, document_id))
            for document_id, body in islice(self._store.entries(kind, document), offset, stop)
        )

    def extent(self) -> tuple[int, str | None, str | None]:
        """How many reports there are, and the first and the last day of publication."""
        return self._store.extent()

    def counts(self) -> dict[str, dict[str, int]]:
        """How many records of each kind (a ledger key) every report has, by its id."""
        found: dict[str, dict[str, int]] = {}
        for document_id, kind, count in self._store.entry_counts():
            found.setdefault(document_id, {})[kind] = count
        return found

    def timeline(
        self, *, event_type: str | None = None, since: str | None = None, until: str | None = None
    ) -> Iterator[tuple[str, Entry]]:
        """Dated events by their earliest day, each with the id of its report.

        ``since`` and ``until`` are ISO 8601 dates, both inclusive, of that day.  Events
        without a date are only in :meth:`entries`.
        """
        if event_type is not None and event_type not in set(EventType):
            raise BadOption(event_type, "no such type of event", f"one of {', '.join(EventType)}")
        for day in (since, until):
            if day is not None and not _ISO_DAY.fullmatch(day):
                raise BadOption(day, "is not an ISO 8601 date", "write it as 2025-02-12")
        return (
            (document_id, unpack_entry("events", body, document_id))
            for document_id, body in self._store.timeline(event_type, since, until)
        )

    def find(self, id_or_prefix: str) -> Found:
        """The record with this id, or the only one whose id begins so.

        Raises :class:`~crossfix.errors.BadOption` when there is none, or more than one.
        """
        asked = storable(id_or_prefix.strip())
        ids = self._store.ids_beginning(asked, _CHOICES + 1) if asked else []
        if not ids:
            raise BadOption(repr(asked), "no record has an id that begins so", "check the id")
        if len(ids) > 1 and ids[0] != asked:
            names = ", ".join(ids[:_CHOICES]) + (", ..." if len(ids) > _CHOICES else "")
            raise BadOption(asked, f"several records begin so: {names}", "give more of the id")
        holders = self._store.holders(ids[0])
        document_id, kind = holders[0]
        record: Entry | Document
        if kind == "document":
            record = self.document(document_id)
        else:
            kind, body = self._store.record(ids[0], document_id)
            record = unpack_entry(kind, body, document_id)
        held_by = tuple(dict.fromkeys(holder for holder, _ in holders))
        return Found(id=ids[0], kind=kind, document_id=document_id, record=record, held_by=held_by)

    def search(
        self, words: str, *, limit: int = 20, marks: tuple[str, str] = ("[", "]")
    ) -> list[Hit]:
        """The segments that hold all the words, best first.

        ``"in quotes"`` is an exact phrase, ``cross*`` any word that begins so; capitals and
        accents do not count.  ``marks`` stand around what was found in the snippet.
        Raises :class:`~crossfix.errors.BadOption` when there is no word in ``words``.
        """
        return self._store.search(parse_words(storable(words)), limit, marks)

    @property
    def register(self) -> Register:
        """The forecasts of all reports and what became of them."""
        return Register(self._store, self._who, self.find)

    @property
    def findings(self) -> Findings:
        """What was found across the reports: accounts, links, copies, checks."""
        return Findings(self._store, self._who)

    @property
    def judgements(self) -> Judgements:
        """What people judged of pairs of accounts, and the grades that they set."""
        return Judgements(self._store, self._who)

    @property
    def reviews(self) -> Reviews:
        """What people said of entries: accepted, corrected, rejected."""
        return Reviews(self._store, self._who)

    # --- issues, audit, verification --------------------------------------------------

    def record_issue(self, path: str, message: str) -> bool:
        """Note that a report could not be read, and why; False when that is noted already."""
        issue = Issue(path=storable(path), message=storable(message))
        return self._store.record_issue(issue, who=self._who)

    def clear_issues(self, path: str) -> int:
        """Forget the issues of a path, now that it can be read; how many there were."""
        return self._store.clear_issues(storable(path), who=self._who)

    def issues(self) -> Iterator[Issue]:
        """The reports that could not be read, by path."""
        return self._store.issues()

    def append_audit(
        self,
        action: str,
        subject: str,
        details: Mapping[str, object],
        reason: str | None = None,
        who: str | None = None,
    ) -> AuditEntry:
        """Write something that a person or a command did into the audit log.

        ``details`` must be what JSON can hold.  Raises ``BadOption`` for an action that
        only the case itself may write.
        """
        if action in OWN_ACTIONS:
            raise BadOption(action, "is written by the case itself", "name another action")
        return self._store.append(Act(action, subject, details, who or self._who, reason))

    def audit(self, after: int = 0) -> Iterator[AuditEntry]:
        """The audit log, oldest first, from the entry after number ``after`` on."""
        return self._store.audit(after)

    @property
    def head(self) -> str:
        """The hash of the last audit entry: keep it elsewhere to prove the log later."""
        return self._store.head()

    def verify(
        self, reread: Reread | None = None, *, known_head: str | None = None
    ) -> Verification:
        """Check every span, byte, reference and audit entry; faults are in the outcome.

        ``reread`` makes reports of bytes again, to see that their text still comes out;
        without it that is done for plain text only.  ``known_head`` is a head hash that
        was kept elsewhere and must be in the chain.
        """
        return verify(self._store, reread, known_head)
