"""What a case answers with: hits, found records, issues, audit entries, verifications.

The records of a report itself are in :mod:`crossfix.model`; these are about the case.
"""

from __future__ import annotations

from dataclasses import dataclass

from crossfix.model import Document, Entry, Record, Segment


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for in text: words that stand in this order.

    ``prefix`` lets the last word be the beginning of a longer one.
    """

    words: str
    prefix: bool = False


class Hit(Record, frozen=True, kw_only=True):
    """A segment whose text holds what was searched for.

    ``snippet`` is a piece of it with the found words between marks; ``rank`` is how
    well it fits (higher is better, BM25; comparable within one search only).
    """

    document_id: str
    segment: Segment
    snippet: str
    rank: float


class Found(Record, frozen=True, kw_only=True):
    """The record that an id, or an unambiguous beginning of one, names.

    ``kind`` is its ledger key (``document`` for a report).  A source may carry one id in
    many reports: ``held_by`` names them all, and ``record`` is as ``document_id`` has it.
    """

    id: str
    kind: str
    document_id: str
    record: Entry | Document
    held_by: tuple[str, ...]


class Issue(Record, frozen=True, kw_only=True):
    """A report that could not be read, and what can be done about it."""

    path: str
    message: str


class AuditEntry(Record, frozen=True, kw_only=True):
    """One link of the audit chain: who did what to which record, when and why.

    ``at`` is UTC (ISO 8601); ``details`` is JSON text as it was hashed; ``prev`` is the
    hash of the entry before; ``hash`` covers every other field.
    """

    seq: int
    at: str
    actor: str
    action: str
    subject: str
    reason: str | None
    details: str
    prev: str
    hash: str


class Superseded(Record, frozen=True, kw_only=True):
    """An earlier reading of a report, as it stood until it was replaced.

    ``audit_seq`` is the audit entry of the replacement; ``ledger_json`` the whole ledger
    in the JSON form of the version of crossfix that replaced it.
    """

    document_id: str
    revision: int
    audit_seq: int
    ledger_json: bytes


class Tally(Record, frozen=True, kw_only=True):
    """How a run of additions ended: reports added, there already, and left out."""

    added: int = 0
    known: int = 0
    skipped: int = 0


class Fault(Record, frozen=True, kw_only=True):
    """Something in the case that is not as it was put in, and where.

    ``document`` and ``record`` are ``None`` where the fault is of the file or the chain.
    """

    problem: str
    document: str | None = None
    record: str | None = None


class Verification(Record, frozen=True, kw_only=True):
    """The outcome of checking a whole case against itself.

    ``spans`` were re-sliced, ``wrong_spans`` of them did not quote their report.
    ``not_reread`` counts reports whose text could not be made again from their bytes
    because no reader was given for their format.  ``findings`` is how many records across
    reports were checked.  ``head`` is the hash of the last audit entry.  ``faults`` holds
    the first thousand; ``fault_count`` counts them all.
    """

    reports: int
    records: int
    spans: int
    wrong_spans: int
    audit_entries: int
    not_reread: int
    findings: int
    head: str
    fault_count: int
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found to be wrong."""
        return self.fault_count == 0
