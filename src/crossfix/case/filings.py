"""What the audit log tells of issues, of readings that were replaced, and of what was laid out.

The tables that hold these are checked against it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Final

import msgspec

from crossfix.case.audit import ADD, CLEAR, ISSUE, LINK, REPLACE
from crossfix.case.records import AuditEntry, Fault
from crossfix.case.store import Store
from crossfix.errors import CaseDamaged

LEDGER: Final = "ledger"
"""Where a replacement's details tell the SHA-256 of the ledger that went into the history."""

LINKED: Final = "linked"
"""Where the details of laying out tell which reports, by the version that laid them."""


class Filings:
    """What should stand in a case, by following its log; ``faults`` compares it with a store."""

    def __init__(self) -> None:
        self._issues: set[tuple[str, str]] = set()
        self._replaced: dict[str, list[tuple[int, str | None]]] = {}
        self._linked: dict[str, str] | None = {}

    def follow(self, entry: AuditEntry) -> None:
        """Take in the next entry of the log; most change nothing here."""
        if entry.action in {ISSUE, CLEAR, REPLACE, LINK, ADD}:
            try:
                details = msgspec.json.decode(entry.details, type=dict[str, object])
            except msgspec.DecodeError:
                return  # the chain check names the entry
            self._follow(entry, details)

    def _follow(self, entry: AuditEntry, details: dict[str, object]) -> None:
        if entry.action == ISSUE:
            self._issues.add((entry.subject, str(details.get("message"))))
        elif entry.action == CLEAR:
            self._issues = {issue for issue in self._issues if issue[0] != entry.subject}
        elif entry.action == REPLACE:
            known = details.get(LEDGER)
            told = (entry.seq, None if known is None else str(known))
            self._replaced.setdefault(entry.subject, []).append(told)
            if self._linked is not None:
                self._linked.pop(entry.subject, None)
        elif entry.action == LINK:
            self._follow_link(details)

    def _follow_link(self, details: dict[str, object]) -> None:
        laid = details.get(LINKED)
        if not isinstance(laid, dict):
            if details.get("reports"):
                self._linked = None  # an earlier version did not tell which they were
            return
        for version, documents in laid.items():
            if self._linked is not None and isinstance(documents, list):
                self._linked.update((str(document), str(version)) for document in documents)

    def faults(self, store: Store) -> Iterator[Fault]:
        """Where a store does not hold what the log tells."""
        there = {(issue.path, issue.message) for issue in store.issues()}
        for path, _ in sorted(there ^ self._issues):
            yield Fault(problem=f"its issue is not the one that the audit tells of: {path}")
        for document in store.document_ids():
            yield from self._check_history(store, document)
        yield from self._check_linked(store)

    def _check_history(self, store: Store, document: str) -> Iterator[Fault]:
        expected = self._replaced.get(document, [])
        try:
            kept = store.history(document)
        except CaseDamaged as error:
            yield Fault(problem=f"an earlier reading: {error.problem}", document=document)
            return
        told = [(number, seq) for number, (seq, _) in enumerate(expected, 1)]
        if [(each.revision, each.audit_seq) for each in kept] != told:
            problem = "its earlier readings are not those that the audit tells of"
            yield Fault(problem=problem, document=document)
            return
        for reading, (_, known) in zip(kept, expected, strict=True):
            if known and hashlib.sha256(reading.ledger_json).hexdigest() != known:
                problem = f"its reading {reading.revision}, since replaced, does not match its hash"
                yield Fault(problem=problem, document=document)

    def _check_linked(self, store: Store) -> Iterator[Fault]:
        if self._linked is None:
            return
        every = set(store.document_ids())
        told: dict[str, set[str]] = {}
        for document, version in self._linked.items():
            told.setdefault(version, set()).add(document)
        for version, documents in told.items():
            laid = every - set(store.unlinked(version))
            for document in sorted(laid ^ (documents & every)):
                problem = f"the note that version {version} laid it out is not the audit's"
                yield Fault(problem=problem, document=document)
