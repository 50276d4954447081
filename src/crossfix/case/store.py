"""What a place that keeps cases must be able to do.

:class:`~crossfix.case.file.Case` works on any store.  ``tests/case/contract`` is the suite
that every implementation passes.  A store deals in packed reports (see ``packing.py``); it
does not need to know what a claim or a place is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from types import MappingProxyType
from typing import Protocol, runtime_checkable

from crossfix.case.audit import Act
from crossfix.case.packing import Packed
from crossfix.case.records import AuditEntry, Hit, Issue, Superseded, Term
from crossfix.case.stored import Stored


class Part(Enum):
    """How much of a stored report is wanted."""

    DOCUMENT = 1
    """The document and its text; no entries."""
    LEDGER = 2
    """The entries as well."""
    EVERYTHING = 3
    """Also where they quote, and what search finds segments by, as stored beside them."""


@runtime_checkable
class Store(Protocol):
    """Keeps reports, ledgers, findings across them, what people decided, and an audit chain.

    Every writing method is one transaction: all of it is there afterwards, or none.
    Iterators fetch page by page, hold nothing open between pages, and never show half a
    report.  All methods raise :class:`~crossfix.errors.CaseUnusable` (locked, full, not
    writable) or :class:`~crossfix.errors.CaseDamaged`.
    """

    @property
    def where(self) -> str:
        """The store's own name for messages: a path or an address."""
        ...

    def write(self, reports: Sequence[Packed], *, who: str, supersede: bool = False) -> list[bool]:
        """Put reports in, each with its audit entry; for each whether anything changed.

        A report that is there stays as it is, unless ``supersede`` is set: then what
        differs replaces it and the earlier ledger goes into the history.
        """
        ...

    def holds_bytes(self, sha256: str) -> bool:
        """Whether bytes with this hash are stored."""
        ...

    def known(self, document_ids: Iterable[str]) -> set[str]:
        """Those of the ids whose reports are there."""
        ...

    def known_bytes(self, sha256: str) -> set[str]:
        """The ids of the reports that came out of the bytes with this hash."""
        ...

    def document_ids(self, *, by_date: bool = False) -> Iterator[str]:
        """All report ids, in order of id, or of publication date and then id."""
        ...

    def packed(self, document_id: str, part: Part = Part.LEDGER) -> Packed | None:
        """A report as stored, without its bytes; ``None`` when it is not there."""
        ...

    def hashes(self) -> Iterator[str]:
        """The SHA-256 of all bytes stored, in order."""
        ...

    def raw(self, sha256: str) -> bytes:
        """Bytes as received; raises ``KeyError`` when they are not there."""
        ...

    def entries(self, kind: str, document_id: str | None) -> Iterator[tuple[str, str]]:
        """Report id and JSON of each record of a kind, by report id and place in it."""
        ...

    def extent(self) -> tuple[int, str | None, str | None]:
        """How many reports there are, and the first and the last day of publication."""
        ...

    def entry_counts(self) -> Iterator[tuple[str, str, int]]:
        """Report id, kind, and how many records of the kind the report has; by report id."""
        ...

    def timeline(
        self, event_type: str | None, since: str | None, until: str | None
    ) -> Iterator[tuple[str, str]]:
        """Report id and JSON of each dated event, by its earliest day, then its id."""
        ...

    def ids_beginning(self, prefix: str, limit: int) -> list[str]:
        """Up to ``limit`` different ids of reports and records that begin so, sorted."""
        ...

    def holders(self, record_id: str) -> list[tuple[str, str]]:
        """Report id and kind of each holding of a record id, sorted; ``document`` first."""
        ...

    def record(self, record_id: str, document_id: str) -> tuple[str, str]:
        """Kind and JSON of a report's record; raises ``KeyError`` when it has none so named."""
        ...

    def search(self, terms: Sequence[Term], limit: int, marks: tuple[str, str]) -> list[Hit]:
        """The segments that hold every term, best first."""
        ...

    def history(self, document_id: str) -> list[Superseded]:
        """The earlier readings of a report, oldest first."""
        ...

    def record_issue(self, issue: Issue, *, who: str) -> bool:
        """Note an issue with its audit entry; False when it is noted already."""
        ...

    def clear_issues(self, path: str, *, who: str) -> int:
        """Take away the issues of a path, with an audit entry; how many there were."""
        ...

    def issues(self) -> Iterator[Issue]:
        """All issues, by path."""
        ...

    def settle(self, act: Act, standing: tuple[str, int] | None) -> AuditEntry | None:
        """Write an act that resolves or reopens a forecast (the act's subject).

        ``standing`` is the resolution that it takes the place of: the forecast that it was
        of and its audit entry.  ``None``, and nothing done, when another one stands there.
        """
        ...

    def resolutions(self) -> Iterator[tuple[str, AuditEntry]]:
        """Forecast id and audit entry of each resolution that stands, by forecast id."""
        ...

    def judge(
        self,
        act: Act,
        standing: int | None,
        new: Sequence[Stored] = (),
        gone: Sequence[tuple[str, str]] = (),
    ) -> AuditEntry | None:
        """Write a person's judgement on the act's subject, or its withdrawal.

        ``standing`` is the audit entry of the judgement that it takes the place of.
        ``new`` and ``gone`` are what it changes among the findings, as in
        :meth:`put_findings`.  ``None``, and nothing done, when another one stands there.
        """
        ...

    def judgements(self) -> Iterator[tuple[str, AuditEntry]]:
        """Subject and audit entry of each judgement that stands, by subject."""
        ...

    def put_findings(
        self,
        act: Act,
        new: Sequence[Stored],
        gone: Sequence[tuple[str, str]] = (),
        linked: Mapping[str, str] = MappingProxyType({}),
    ) -> AuditEntry:
        """Write findings and take others away (kind and id), with an audit entry.

        A new one takes the place of the one with its kind and id.  ``linked`` notes of
        reports which version has laid them beside the others.  The details of the entry
        tell the sum of all findings afterwards.
        """
        ...

    def unlinked(self, version: str) -> Iterator[str]:
        """Reports that this version has not laid beside the others, by date and id."""
        ...

    def findings(self, kind: str) -> Iterator[Stored]:
        """All findings of a kind, by id."""
        ...

    def finding_count(self, kind: str) -> int:
        """How many findings there are of a kind."""
        ...

    def findings_named(self, kind: str, ids: Sequence[str]) -> list[Stored]:
        """The findings of a kind with these ids, by id."""
        ...

    def findings_at(self, kind: str, keys: Sequence[int]) -> list[Stored]:
        """The findings of a kind that have one of the keys, by id, each once."""
        ...

    def finding_bodies(
        self, kind: str, ids: Sequence[str] = (), keys: Sequence[int] = ()
    ) -> list[tuple[str, str, bytes]]:
        """Id, JSON and packed keys of the findings with these ids, or one of the keys, by id."""
        ...

    def findings_sharing(
        self, kind: str, keys: Sequence[int], least: int, most: int
    ) -> dict[str, list[int]]:
        """The ids of a kind that have so many of the keys at least, and which each has.

        Of a key that more than ``most`` have, those count that were written first.
        """
        ...

    def finding_ids(
        self, kind: str, keys: Sequence[int], most: int | None = None
    ) -> dict[int, list[str]]:
        """For each key the ids of a kind that have it, in order, the first ``most`` or all."""
        ...

    def findings_of(self, document_id: str, kind: str | None = None) -> list[Stored]:
        """What hangs on a report, of one kind or of all, by kind and id."""
        ...

    def stray_keys(self) -> Iterator[tuple[str, str]]:
        """Kind and id of each finding that is not looked up by its own keys."""
        ...

    def findings_sum(self) -> str:
        """The sum of the digests of all findings (hex), as stored."""
        ...

    def digests(self) -> Iterator[tuple[Stored, bytes]]:
        """Every finding with the digest that is stored beside it, by kind and id."""
        ...

    def append(self, act: Act) -> AuditEntry:
        """Write an act into the audit chain."""
        ...

    def audit(self, after: int = 0) -> Iterator[AuditEntry]:
        """The audit chain from the entry after number ``after`` on."""
        ...

    def head(self) -> str:
        """The hash of the last audit entry."""
        ...

    def last_filed(self, document_id: str) -> AuditEntry | None:
        """The last audit entry that added or replaced a report."""
        ...

    def lost(self) -> Iterator[str]:
        """Ids of reports that the audit says were added and that are not there."""
        ...

    def defects(self) -> list[str]:
        """What is wrong with the file or database as such; empty when it is whole."""
        ...

    def close(self) -> None:
        """Let go of the store; it cannot be used afterwards."""
        ...
