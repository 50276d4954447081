"""Checking a case against itself: spans, bytes, references, digests and the audit chain.

One report is in memory at a time, with the bytes that it came from.  What this proves and
what it does not is told in ``docs/case.md``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import msgspec

from crossfix.case.audit import GENESIS, check_chain
from crossfix.case.packing import (
    Packed,
    PackedEntry,
    misquotes,
    quote_rows,
    unpack_document,
    unpack_entry,
)
from crossfix.case.records import AuditEntry, Fault, Verification
from crossfix.case.references import DOCUMENT, references
from crossfix.case.standing import Standing, told
from crossfix.case.store import Part, Store
from crossfix.case.stored import NOTHING, sum_after
from crossfix.errors import CaseDamaged, CrossfixError
from crossfix.model import Document, Entry, Segment
from crossfix.plugins import Raw
from crossfix.reading import Received

Reread = Callable[[Raw], Iterable[Received]]

MAX_FAULTS: Final = 1_000
_PLAIN: Final = "text"  # the reader whose text is the bytes decoded, and nothing else


@dataclass
class _Findings:
    """What has been counted and found so far."""

    reports: int = 0
    records: int = 0
    spans: int = 0
    wrong_spans: int = 0
    audit_entries: int = 0
    not_reread: int = 0
    findings: int = 0
    findings_sum: str | None = None
    head: str = GENESIS
    fault_count: int = 0
    faults: list[Fault] = field(default_factory=list)

    def blame(self, problem: str, document: str | None = None, record: str | None = None) -> None:
        self.fault_count += 1
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Fault(problem=problem, document=document, record=record))


def verify(store: Store, reread: Reread | None, known_head: str | None) -> Verification:
    """Check everything in a store; faults are in the outcome, not raised.

    ``reread`` makes reports of bytes again (the pipeline's reading); without it only plain
    text is made again and the others are counted as not reread.  ``known_head`` is a head
    hash kept from earlier, which must be in the chain.
    """
    found = _Findings()
    passes: tuple[Callable[[], None], ...] = (
        lambda: _check_file(store, found),
        lambda: _check_reports(store, found),
        lambda: _check_bytes(store, found, reread),
        lambda: _check_findings(store, found),
        lambda: _check_audit(store, found, known_head),
    )
    for run in passes:
        try:
            run()
        except CaseDamaged as error:
            found.blame(error.problem)
    return Verification(
        reports=found.reports,
        records=found.records,
        spans=found.spans,
        wrong_spans=found.wrong_spans,
        audit_entries=found.audit_entries,
        not_reread=found.not_reread,
        findings=found.findings,
        head=found.head,
        fault_count=found.fault_count,
        faults=tuple(found.faults),
    )


def _check_file(store: Store, found: _Findings) -> None:
    for defect in store.defects():
        found.blame(defect)


# --- reports and records --------------------------------------------------------------


def _check_reports(store: Store, found: _Findings) -> None:
    for document_id in store.document_ids():
        found.reports += 1
        try:
            packed, filed = _fetch_with_audit(store, document_id)
            document = unpack_document(packed)
        except CaseDamaged as error:
            found.blame(error.problem, document_id)
            continue
        stored = (packed.document_id, packed.sha256, packed.published)
        if stored != (document.id, document.sha256, document.published or ""):
            found.blame("its row and its document differ in id, hash or date", document_id)
        if filed is None:
            found.blame("has no audit entry", document_id)
        elif told(filed, "digest") != packed.digest:
            problem = f"is not as it was when audit entry {filed.seq} was written"
            found.blame(problem, document_id)
        _check_entries(packed, found)


def _fetch_with_audit(store: Store, document_id: str) -> tuple[Packed, AuditEntry | None]:
    """A report and its audit entry, of one and the same revision."""
    while True:
        filed = store.last_filed(document_id)
        packed = store.packed(document_id, Part.EVERYTHING)
        if packed is None:
            raise CaseDamaged(document_id, "its row is in the index and nowhere else", "")
        if store.last_filed(document_id) == filed:
            return packed, filed


def _check_entries(packed: Packed, found: _Findings) -> None:
    kinds = {packed.document_id: DOCUMENT}
    records: list[Entry] = []
    for entry in packed.entries:
        found.records += 1
        if entry.id in kinds:
            found.blame("its id is in the report twice", packed.document_id, entry.id)
        kinds[entry.id] = entry.kind
        try:
            record = unpack_entry(entry.kind, entry.body, packed.document_id)
        except CaseDamaged as error:
            found.blame(error.problem, packed.document_id, entry.id)
            continue
        records.append(record)
        _check_record(packed, entry, record, found)
    for record in records:
        for name, target, allowed in references(record):
            if kinds.get(target) not in allowed:
                problem = f"{name} names {target}, which is none of {', '.join(sorted(allowed))}"
                found.blame(problem, packed.document_id, record.id)


def _check_record(packed: Packed, entry: PackedEntry, record: Entry, found: _Findings) -> None:
    if record.id != entry.id:
        found.blame(f"is stored under another id, {entry.id}", packed.document_id, record.id)
    quoted = quote_rows(record)
    found.spans += len(quoted)
    for problem in misquotes(record, packed.text):
        found.wrong_spans += 1
        found.blame(problem, packed.document_id, record.id)
    if quoted != entry.quotes:
        found.blame("its stored spans are not those of the record", packed.document_id, record.id)
    if isinstance(record, Segment) and entry.words != record.span.text:
        found.blame("search does not find it by its text", packed.document_id, record.id)


# --- bytes ----------------------------------------------------------------------------


def _check_bytes(store: Store, found: _Findings, reread: Reread | None) -> None:
    for sha256 in store.hashes():
        documents = store.known_bytes(sha256)
        try:
            data = store.raw(sha256)
        except CaseDamaged as error:
            _blame_bytes(documents, error.problem, found)
            continue
        if hashlib.sha256(data).hexdigest() != sha256:
            _blame_bytes(documents, f"its bytes do not have the SHA-256 {sha256}", found)
            continue
        _check_texts(store, found, data, documents, reread)


def _blame_bytes(documents: set[str], problem: str, found: _Findings) -> None:
    """Blame every report that came out of some bytes; the file when none did."""
    for document_id in sorted(documents):
        found.blame(problem, document_id)
    if not documents:
        found.blame(problem)


def _check_texts(
    store: Store, found: _Findings, data: bytes, ids: set[str], reread: Reread | None
) -> None:
    others: dict[str, Document] = {}
    for document_id in sorted(ids):
        document = _fetch_document(store, document_id)
        if document is None:
            continue  # the pass over reports has named it
        if document.reader == _PLAIN:
            _check_plain(document, data, found)
        elif reread is None:
            found.not_reread += 1
        else:
            others[document_id] = msgspec.structs.replace(document, text="")
    if others and reread is not None:
        _check_reread(store, found, data, others, reread)


def _fetch_document(store: Store, document_id: str) -> Document | None:
    try:
        packed = store.packed(document_id, Part.DOCUMENT)
        return None if packed is None else unpack_document(packed)
    except CaseDamaged:
        return None


def _check_plain(document: Document, data: bytes, found: _Findings) -> None:
    try:
        text = data.decode(document.encoding or "utf-8")
    except (UnicodeDecodeError, LookupError) as error:
        found.blame(f"its bytes are not text in {document.encoding} ({error})", document.id)
        return
    if document.text not in (text, text.removeprefix("\ufeff")):
        found.blame("its text is not what its bytes hold", document.id)


def _check_reread(
    store: Store, found: _Findings, data: bytes, documents: dict[str, Document], reread: Reread
) -> None:
    """Read bytes once more and compare the text of every report that came out of them."""
    waiting = dict(documents)
    first = next(iter(documents.values()))
    try:
        for received in reread(_raw_of(first, data)):
            known = waiting.pop(received.document.id, None)
            stored = known and _fetch_document(store, known.id)
            if stored and stored.text != received.document.text:
                found.blame(f"reader {stored.reader} gives other text now", stored.id)
    except CrossfixError as error:
        for document in waiting.values():
            problem = f"reader {document.reader} cannot read it now: {error.problem}"
            found.blame(problem, document.id)
        return
    for document in waiting.values():
        found.blame(f"reader {document.reader} does not give this report now", document.id)


def _raw_of(document: Document, data: bytes) -> Raw:
    """The bytes as they were handed to the reader, as far as the document tells."""
    declared = None
    if document.reader == "html" and document.encoding:
        declared = f"text/html; charset={document.encoding}"
    return Raw(path=document.path, data=data, media_type=declared)


# --- findings -------------------------------------------------------------------------


def _check_findings(store: Store, found: _Findings) -> None:
    """Each finding against the digest beside it, and all of them against their sum."""
    total = NOTHING
    for finding, digest in store.digests():
        found.findings += 1
        total = sum_after(total, gone=(), new=(finding.digest,))
        if finding.digest != digest:
            document = finding.documents[0] if finding.documents else None
            problem = f"is not as it was written (one of the {finding.kind})"
            found.blame(problem, document, finding.id)
    found.findings_sum = total.hex()
    if store.findings_sum() != found.findings_sum:
        found.blame("the findings are not those that their sum was made of")


# --- the audit chain ------------------------------------------------------------------


def _check_audit(store: Store, found: _Findings, known_head: str | None) -> None:
    seen = known_head is None
    standing = Standing()
    for link in check_chain(store.audit()):
        if isinstance(link, Fault):
            found.blame(link.problem)
            continue
        found.audit_entries += 1
        found.head = link.hash
        standing.follow(link)
        seen = seen or link.hash == known_head
    if not seen:
        found.blame(f"the audit chain does not hold the head {known_head} that was kept")
    if not found.audit_entries:
        found.blame("the audit log is empty")
    _compare("resolution", store.resolutions(), standing.resolutions, found)
    _compare("judgement", store.judgements(), standing.judgements, found)
    if found.findings_sum is not None and found.findings_sum != standing.findings:
        found.blame("the findings are not those that the audit tells of")
    for document_id in store.lost():
        found.blame("was added, says the audit, and is not in the case", document_id)


def _compare(
    what: str,
    there: Iterable[tuple[str, AuditEntry]],
    logged: Mapping[str, int],
    found: _Findings,
) -> None:
    """Whether a table of what stands is the one that following the log gives."""
    rows = {subject: entry.seq for subject, entry in there}
    for subject in sorted({subject for subject, _ in rows.items() ^ logged.items()}):
        found.blame(f"its {what} is not the one that the audit tells of", record=subject)
