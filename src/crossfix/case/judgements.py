"""What people judged: whether two accounts are of one happening, and the grades they set.

A judgement is an entry of the audit log, and a row that says which entry is in force.  It is
about words (a report and offsets) or about a source's name, never about the id of a finding,
so that it outlives new readings and new versions.

Taking one back writes another entry.  Withdrawn, it is as if nobody had spoken; undone, what
was said before stands again, in the words and under the name of whoever said it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from crossfix.case.audit import JUDGE, WITHDRAW, Act
from crossfix.case.findings import Finding, names_of
from crossfix.case.packing import storable
from crossfix.case.reasons import check_reason
from crossfix.case.records import AuditEntry
from crossfix.case.spoken import (
    PAIR,
    SaidGrade,
    SaidOfPair,
    decode_details,
    first_said,
    said,
    spoken_before,
)
from crossfix.case.store import Store
from crossfix.errors import BadOption
from crossfix.findings.grades import Credibility, Given, Reliability
from crossfix.findings.happenings import Judged, Judgement, Quoted
from crossfix.model import Record, Span

CREDIBILITY: Final = "credibility"
RELIABILITY: Final = "reliability"
_SCALES: Final = {CREDIBILITY: Credibility, RELIABILITY: Reliability}


Changes = tuple[Iterable[Finding], Iterable[tuple[type[Record], str]]]
"""What a judgement changes among findings: the new ones, and those that hold no more."""

_NOTHING: Final[Changes] = ((), ())


class Judgements:
    """What people judged of a case; see ``Case.judgements``."""

    def __init__(self, store: Store, who: str) -> None:
        self._store = store
        self._who = who

    # --- asking -----------------------------------------------------------------------

    def pairs(self) -> list[Judged]:
        """The judgements on pairs of accounts that are in force, oldest first."""
        found = (self._judged(entry) for entry in self._in_force(PAIR))
        return sorted(found, key=lambda judged: judged.seq)

    def grades(self, scale: str) -> dict[str, Given]:
        """The grades of a scale that people set, by what they are of."""
        found = (self._given(entry) for entry in self._in_force(scale))
        return {given.subject: given for given in found}

    def pair_by(self, entry: AuditEntry) -> Judged | None:
        """What the audit entry of a judgement on two accounts says, if that is in force.

        It may have been undone and made stand again meanwhile.
        """
        mine = self._saying(entry)
        return None if mine is None else self._judged(mine)

    def grade_by(self, entry: AuditEntry) -> Given | None:
        """The grade that the audit entry of a grade tells, if that is in force."""
        mine = self._saying(entry)
        return None if mine is None else self._given(mine)

    def before(self, judged: Judged) -> Judged | None:
        """What was said of the same words before a judgement that is in force, if anything.

        Nothing that was withdrawn or undone, by the log.
        """
        earlier = self._before(_subject((judged.left, judged.right)), judged.seq)
        return None if earlier is None else self._judged(earlier)

    # --- saying -----------------------------------------------------------------------

    def judge(
        self,
        pair: tuple[Quoted, Quoted],
        judgement: Judgement,
        because: str,
        *,
        new: Iterable[Finding] = (),
        gone: Iterable[tuple[type[Record], str]] = (),
    ) -> AuditEntry:
        """Write what a person says of two accounts, with the findings that it changes.

        It takes the place of what was said of the same words before, which stays in the log.
        """
        left, right = _in_order(pair)
        details = {"left": left, "right": right, "judgement": judgement}
        return self._write(_subject(pair), msgspec.to_builtins(details), because, (new, gone))

    def unjudge(
        self,
        judged: Judged,
        because: str,
        *,
        new: Iterable[Finding] = (),
        gone: Iterable[tuple[type[Record], str]] = (),
        undo: bool = False,
    ) -> AuditEntry:
        """Take a judgement on two accounts back, as if nobody had said anything of them.

        With ``undo`` what was said :meth:`before` stands again.  ``new`` and ``gone`` are what
        that changes among findings.  Raises :class:`~crossfix.errors.BadOption` when the
        judgement is not in force any more.
        """
        subject = _subject((judged.left, judged.right))
        return self._take_back(subject, judged.seq, because, (new, gone), undo=undo)

    def grade(self, scale: str, subject: str, grade: str, because: str) -> AuditEntry:
        """Set a grade; raises :class:`~crossfix.errors.BadOption` for one not of the scale."""
        if grade not in set(_SCALES[scale]):
            known = ", ".join(_SCALES[scale])
            raise BadOption(grade, f"is no grade of {scale}", f"one of {known}")
        return self._write(f"{scale} {subject}", {"grade": grade}, because)

    def withdraw(self, scale: str, subject: str, because: str) -> AuditEntry:
        """Take a grade back, so that the suggested one stands again, whatever was set before."""
        standing = self._standing(f"{scale} {subject}")
        if standing is None:
            raise BadOption(subject, f"has no {scale} that a person set", "nothing to take back")
        return self._take_back(standing.subject, self._first(standing), because)

    def ungrade(self, scale: str, given: Given, because: str) -> AuditEntry:
        """Undo a grade: the one that was set before stands again, else the suggested one.

        Raises :class:`~crossfix.errors.BadOption` when it is not in force any more.
        """
        return self._take_back(f"{scale} {given.subject}", given.seq, because, undo=True)

    # --- inside -----------------------------------------------------------------------

    def _write(
        self,
        subject: str,
        details: Mapping[str, object],
        because: str,
        changes: Changes = _NOTHING,
    ) -> AuditEntry:
        act = Act(JUDGE, storable(subject), details, self._who, check_reason(because))
        return self._put(act, self._standing(act.subject), changes)

    def _take_back(
        self,
        subject: str,
        seq: int,
        because: str,
        changes: Changes = _NOTHING,
        *,
        undo: bool = False,
    ) -> AuditEntry:
        """Take back what the audit entry of a number said, if that stands."""
        reason = check_reason(because)
        standing = self._standing(subject)
        if standing is None or self._first(standing) != seq:
            raise _overtaken(subject)
        earlier = self._before(subject, seq) if undo else None
        act = Act(WITHDRAW, subject, {}, self._who, reason)
        if earlier is not None:
            again = msgspec.structs.replace(
                said(earlier, self._store.where), restores=first_said(earlier, self._store.where)
            )
            act = Act(JUDGE, subject, msgspec.to_builtins(again), self._who, reason)
        return self._put(act, standing, changes)

    def _put(self, act: Act, standing: AuditEntry | None, changes: Changes) -> AuditEntry:
        """Write an act in place of what stands, with what it changes among findings."""
        new, gone = changes
        stored = [finding.stored() for finding in new]
        seq = None if standing is None else standing.seq
        written = self._store.judge(act, seq, stored, names_of(gone))
        if written is None:
            raise _overtaken(act.subject)
        return written

    def _before(self, subject: str, seq: int) -> AuditEntry | None:
        return spoken_before(self._store.audit(), subject, seq, self._store.where)

    def _in_force(self, kind: str) -> Iterator[AuditEntry]:
        """The entries in force whose subjects begin with this word."""
        for subject, entry in self._store.judgements():
            if subject.startswith(f"{kind} "):
                yield entry

    def _standing(self, subject: str) -> AuditEntry | None:
        return next((entry for of, entry in self._store.judgements() if of == subject), None)

    def _saying(self, entry: AuditEntry) -> AuditEntry | None:
        """The entry in force, if it says what an entry of the log, maybe an older one, says."""
        mine = self._standing(entry.subject)
        return mine if mine is not None and self._first(mine) == self._first(entry) else None

    def _first(self, entry: AuditEntry) -> int:
        """The number of the entry that first said what one says."""
        return first_said(entry, self._store.where).seq

    def _judged(self, entry: AuditEntry) -> Judged:
        details = decode_details(entry, SaidOfPair, self._store.where)
        first = first_said(entry, self._store.where)
        return Judged(
            left=details.left,
            right=details.right,
            judgement=details.judgement,
            because=first.because,
            who=first.who,
            at=first.at,
            seq=first.seq,
        )

    def _given(self, entry: AuditEntry) -> Given:
        first = first_said(entry, self._store.where)
        return Given(
            subject=entry.subject.partition(" ")[2],
            grade=decode_details(entry, SaidGrade, self._store.where).grade,
            because=first.because,
            who=first.who,
            at=first.at,
            seq=first.seq,
        )


def subject_of(document_id: str, words: Span) -> str:
    """The name of the words that a judgement is about: report and offsets."""
    return f"{document_id}:{words.start}-{words.stop}"


def _in_order(pair: tuple[Quoted, Quoted]) -> list[Quoted]:
    """The ends of a pair in the order in which the pair is named."""
    return sorted(pair, key=lambda end: subject_of(end.document, end.words))


def _subject(pair: tuple[Quoted, Quoted]) -> str:
    ends = (subject_of(end.document, end.words) for end in _in_order(pair))
    return storable(" ".join((PAIR, *ends)))


def _overtaken(subject: str) -> BadOption:
    problem = "was judged by another process meanwhile"
    return BadOption(subject, problem, "look at what it said, then try again")
