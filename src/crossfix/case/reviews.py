"""What people said of entries: accepted, corrected or rejected, with who, when and why.

A review is a judgement on words of a report (see :mod:`crossfix.case.judgements`): an entry
of the audit log, and a row that says which entry is in force.  The ledger is never changed;
what people said is laid over it when it is asked for (:meth:`Case.reviewed`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import msgspec

from crossfix.case.audit import JUDGE, WITHDRAW, Act
from crossfix.case.findings import Finding, names_of
from crossfix.case.judgements import subject_of
from crossfix.case.packing import storable
from crossfix.case.reasons import check_reason
from crossfix.case.records import AuditEntry
from crossfix.case.spoken import Restored, decode_details
from crossfix.case.store import Store
from crossfix.errors import BadOption, CaseDamaged
from crossfix.findings.corrections import check_changes, drop_unchanged, held
from crossfix.findings.reviews import (
    Review,
    Reviewed,
    ReviewVerdict,
    own_words,
    reviewable,
    reviewed,
)
from crossfix.model import KEY_OF, KINDS, Entry, Ledger, Record, Source, Span

REVIEW: Final = "review"

_LOOK: Final = "look at what it said, then try again"


class _Details(Record, frozen=True, kw_only=True):
    """What the audit entry of a review holds beside who, when and why."""

    kind: str
    document: str
    entry: str
    words: Span
    verdict: ReviewVerdict
    changes: dict[str, Any]
    before: dict[str, Any]
    replaces: int | None = None
    restores: Restored | None = None


class Reviews:
    """What people said of the entries of a case; see ``Case.reviews``."""

    def __init__(self, store: Store, who: str) -> None:
        self._store = store
        self._who = who

    # --- asking -----------------------------------------------------------------------

    def all(self) -> list[Review]:
        """The reviews that are in force, the oldest first.

        ``entry`` is the id that was reviewed; :meth:`of` tells the id now.
        """
        found = (self._review(entry) for _, entry in self._standing())
        return sorted(found, key=lambda review: review.seq)

    def by_document(self) -> dict[str, list[Review]]:
        """The reviews that are in force, by report."""
        found: dict[str, list[Review]] = {}
        for review in self.all():
            found.setdefault(review.document, []).append(review)
        return found

    def of(self, ledger: Ledger) -> Reviewed:
        """A ledger as read, with what people said of its entries laid over it."""
        name = ledger.document.id
        found = (self._review(entry) for of, entry in self._standing() if f" {name}:" in of)
        return reviewed(ledger, found)

    def history(self, review: Review) -> list[Review]:
        """What was said of the same entry before, the newest first."""
        before = []
        at = self._details(self._entry(review.seq)).replaces
        while at is not None:
            entry = self._entry(at)
            before.append(self._review(entry))
            at = self._details(entry).replaces
        return before

    # --- saying -----------------------------------------------------------------------

    def review(  # noqa: PLR0913 - one parameter for each thing that is written down
        self,
        ledger: Ledger,
        entry_id: str,
        verdict: ReviewVerdict,
        because: str,
        changes: Mapping[str, Any] | None = None,
        *,
        new: Iterable[Finding] = (),
        gone: Iterable[tuple[type[Record], str]] = (),
    ) -> Review:
        """Write what a person says of an entry of a ledger as read.

        What was said before stays in the log.  A correction adds to the ones made before,
        and accepting keeps them.  ``new`` and ``gone`` are what it changes among findings.
        Raises :class:`~crossfix.errors.BadOption` for what cannot be said of the entry.
        """
        reason = check_reason(because)
        said = self.prepare(ledger, entry_id, verdict, changes or {})
        earlier = self._found(ledger, entry_id)
        details = _Details(
            kind=said.kind,
            document=said.document,
            entry=entry_id,
            words=said.words,
            verdict=said.verdict,
            changes=said.changes,
            before=said.before,
            replaces=earlier.seq if earlier else None,
        )
        subject = self._subject(ledger, said, earlier)
        act = Act(JUDGE, subject, msgspec.to_builtins(details), self._who, reason)
        return self._review(self._write(act, earlier, new, gone))

    def prepare(
        self, ledger: Ledger, entry_id: str, verdict: ReviewVerdict, changes: Mapping[str, Any]
    ) -> Review:
        """The review as :meth:`review` would write it, checked; without number and reason."""
        entry = _entry_of(ledger, entry_id)
        words = reviewable(ledger, entry)
        if verdict is ReviewVerdict.REJECTED and isinstance(entry, Source):
            problem = "is a source, on which other entries rest"
            raise BadOption(entry_id, problem, "reject or correct the attributions that name it")
        if changes and verdict is not ReviewVerdict.CORRECTED:
            raise BadOption(entry_id, f"cannot be {verdict} with changes", "correct it instead")
        earlier = self._found(ledger, entry_id)
        kept = {} if earlier is None else earlier.changes
        if verdict is ReviewVerdict.CORRECTED:
            verdict, kept = self._corrected(ledger, entry, kept, changes)
        elif verdict is ReviewVerdict.REJECTED:
            kept = {}
        return Review(
            kind=KEY_OF[type(entry)],
            document=ledger.document.id,
            words=words,
            verdict=verdict,
            changes=kept,
            before={name: held(ledger, entry, name) for name in kept},
            because="",
            who=self._who,
            at="",
            seq=max((r.seq for r in self.of(ledger).reviews), default=0) + 1,
            entry=entry_id,
        )

    def undo(
        self,
        review: Review,
        because: str,
        *,
        new: Iterable[Finding] = (),
        gone: Iterable[tuple[type[Record], str]] = (),
    ) -> AuditEntry:
        """Take a review back: what was said before it stands again, else nothing.

        Raises :class:`~crossfix.errors.BadOption` when it is not in force.
        """
        reason = check_reason(because)
        entry = next((e for _, e in self._standing() if e.seq == review.seq), None)
        if entry is None:
            problem = "is no review in force"
            raise BadOption(f"audit entry {review.seq}", problem, "list them: crossfix reviews")
        replaced = self._details(entry).replaces
        if replaced is None:
            act = Act(WITHDRAW, entry.subject, {}, self._who, reason)
        else:
            earlier = self._entry(replaced)
            again = self._review(earlier)
            restored = Restored(seq=replaced, who=again.who, at=again.at, because=again.because)
            details = msgspec.structs.replace(self._details(earlier), restores=restored)
            act = Act(JUDGE, entry.subject, msgspec.to_builtins(details), self._who, reason)
        return self._write(act, review, new, gone)

    def before(self, review: Review) -> Review | None:
        """What will stand when a review is undone."""
        return next(iter(self.history(review)), None)

    # --- inside -----------------------------------------------------------------------

    def _corrected(
        self, ledger: Ledger, entry: Entry, kept: Mapping[str, Any], changes: Mapping[str, Any]
    ) -> tuple[ReviewVerdict, dict[str, Any]]:
        """What a correction comes down to, given those made before."""
        if not changes:
            problem = "is to be corrected without saying what"
            raise BadOption(entry.id, problem, "give at least one field and its value")
        now = _entry_of(self.of(ledger).ledger, entry.id)
        words = reviewable(ledger, entry)
        added = check_changes(ledger, now, words, changes)
        if all(held(ledger, now, name) == value for name, value in added.items()) and kept:
            raise BadOption(entry.id, "has these values already", "accept it instead")
        merged = drop_unchanged(ledger, entry, {**kept, **added})
        if not merged and not kept:
            raise BadOption(entry.id, "has these values already", "accept it instead")
        return (ReviewVerdict.CORRECTED if merged else ReviewVerdict.ACCEPTED), merged

    def _found(self, ledger: Ledger, entry_id: str) -> Review | None:
        return next((r for r in self.of(ledger).reviews if r.entry == entry_id), None)

    def _subject(self, ledger: Ledger, said: Review, earlier: Review | None) -> str:
        """What the judgement is about: that of the review before, else the entry's words.

        Entries of one kind that have the same words are told apart by their ids.
        """
        if earlier is not None:
            return self._entry(earlier.seq).subject
        entries = getattr(ledger, said.kind)
        same = sum(own_words(entry, ledger.document) == said.words for entry in entries)
        twin = f" {said.entry}" if same > 1 else ""
        return f"{REVIEW} {said.kind} {subject_of(said.document, said.words)}{twin}"

    def _write(
        self,
        act: Act,
        standing: Review | None,
        new: Iterable[Finding],
        gone: Iterable[tuple[type[Record], str]],
    ) -> AuditEntry:
        seq = standing.seq if standing else None
        stored = [finding.stored() for finding in new]
        written = self._store.judge(act, seq, stored, names_of(gone))
        if written is None:
            problem = "was reviewed by another process meanwhile"
            raise BadOption(act.subject, problem, _LOOK)
        return written

    def _standing(self) -> Iterator[tuple[str, AuditEntry]]:
        for subject, entry in self._store.judgements():
            if subject.startswith(f"{REVIEW} "):
                yield subject, entry

    def _entry(self, seq: int) -> AuditEntry:
        entry = next(iter(self._store.audit(seq - 1)), None)
        if entry is None or entry.seq != seq:
            problem = f"audit entry {seq}, which told a review, is gone"
            remedy = "verify the case, and go back to a copy that verifies"
            raise CaseDamaged(self._store.where, problem, remedy)
        return entry

    def _review(self, entry: AuditEntry) -> Review:
        details = self._details(entry)
        restored = details.restores
        return Review(
            kind=details.kind,
            document=details.document,
            words=details.words,
            verdict=details.verdict,
            changes=details.changes,
            before=details.before,
            because=restored.because if restored else entry.reason or "",
            who=restored.who if restored else entry.actor,
            at=restored.at if restored else entry.at,
            seq=entry.seq,
            entry=details.entry,
        )

    def _details(self, entry: AuditEntry) -> _Details:
        return decode_details(entry, _Details, self._store.where)


def _entry_of(ledger: Ledger, entry_id: str) -> Entry:
    for kind in KINDS:
        entry: Entry
        for entry in getattr(ledger, kind):
            if entry.id == entry_id:
                return entry
    problem = "is no entry of this report as it is read now"
    raise BadOption(storable(entry_id), problem, "look at the report again")
