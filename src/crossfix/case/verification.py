"""Checking a case against itself: spans, bytes, references, digests and the audit chain.

One report is in memory at a time, with the bytes that it came from.  What this proves and
what it does not is told in ``docs/case.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from crossfix.case.audit import check_chain
from crossfix.case.faults import Faults
from crossfix.case.filings import Filings
from crossfix.case.packing import (
    Packed,
    PackedEntry,
    misquotes,
    quote_rows,
    unpack_document,
    unpack_entry,
)
from crossfix.case.prints import PRINTS, altered
from crossfix.case.received import Reread, check_bytes
from crossfix.case.records import AuditEntry, Fault, Verification
from crossfix.case.references import DOCUMENT, references
from crossfix.case.standing import Standing, told
from crossfix.case.store import Part, Store
from crossfix.case.stored import NOTHING, sum_after
from crossfix.errors import CaseDamaged
from crossfix.model import Entry, Segment


def verify(store: Store, reread: Reread | None, known_head: str | None) -> Verification:
    """Check everything in a store; faults are in the outcome, not raised.

    ``reread`` makes reports of bytes again (the pipeline's reading); without it only plain
    text is made again and the others are counted as not reread.  ``known_head`` is a head
    hash kept from earlier, which must be in the chain.
    """
    found = Faults()
    passes: tuple[Callable[[], None], ...] = (
        lambda: _check_file(store, found),
        lambda: _check_reports(store, found),
        lambda: check_bytes(store, found, reread),
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


def _check_file(store: Store, found: Faults) -> None:
    for defect in store.defects():
        found.blame(defect)


# --- reports and records --------------------------------------------------------------


def _check_reports(store: Store, found: Faults) -> None:
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
            for record, part in altered(packed, told(filed, PRINTS) or ""):
                found.blame(f"{part} in audit entry {filed.seq}", document_id, record)
        if filed is not None and str(packed.revision) != (told(filed, "revision") or "1"):
            found.blame("its number of readings is not the audit's", document_id)
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


def _check_entries(packed: Packed, found: Faults) -> None:
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


def _check_record(packed: Packed, entry: PackedEntry, record: Entry, found: Faults) -> None:
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


# --- findings -------------------------------------------------------------------------


def _check_findings(store: Store, found: Faults) -> None:
    """Each finding against the digest beside it, and all of them against their sum."""
    total = NOTHING
    for finding, digest in store.digests():
        found.findings += 1
        total = sum_after(total, gone=(), new=(finding.digest,))
        if finding.digest != digest:
            document = finding.documents[0] if finding.documents else None
            problem = f"is not as it was written (one of the {finding.kind})"
            found.blame(problem, document, finding.id)
    for kind, finding_id in store.stray_keys():
        problem = f"is not looked up by its own keys (one of the {kind})"
        found.blame(problem, None, finding_id)
    found.findings_sum = total.hex()
    if store.findings_sum() != found.findings_sum:
        found.blame("the findings are not those that their sum was made of")


# --- the audit chain ------------------------------------------------------------------


def _check_audit(store: Store, found: Faults, known_head: str | None) -> None:
    seen = known_head is None
    standing, filings = Standing(), Filings()
    for link in check_chain(store.audit()):
        if isinstance(link, Fault):
            found.blame(link.problem)
            continue
        found.audit_entries += 1
        found.head = link.hash
        standing.follow(link)
        filings.follow(link)
        seen = seen or link.hash == known_head
    if not seen:
        found.blame(f"the audit chain does not hold the head {known_head} that was kept")
    if not found.audit_entries:
        found.blame("the audit log is empty")
    _compare("resolution", store.resolutions(), standing.resolutions, found)
    _compare("judgement", store.judgements(), standing.judgements, found)
    if found.findings_sum is not None and found.findings_sum != standing.findings:
        found.blame("the findings are not those that the audit tells of")
    for fault in filings.faults(store):
        found.blame(fault.problem, fault.document, fault.record)
    for document_id in store.lost():
        found.blame("was added, says the audit, and is not in the case", document_id)


def _compare(
    what: str,
    there: Iterable[tuple[str, AuditEntry]],
    logged: Mapping[str, int],
    found: Faults,
) -> None:
    """Whether a table of what stands is the one that following the log gives."""
    rows = {subject: entry.seq for subject, entry in there}
    for subject in sorted({subject for subject, _ in rows.items() ^ logged.items()}):
        found.blame(f"its {what} is not the one that the audit tells of", record=subject)
