"""What people judged: whether two accounts are of one happening, and the grades they set.

A judgement is an entry of the audit log, and a row that says which entry is in force.  It is
about words (a report and offsets) or about a source's name, never about the id of a finding,
so that it outlives new readings and new versions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

import msgspec

from crossfix.case.audit import JUDGE, WITHDRAW, Act
from crossfix.case.findings import Finding, names_of
from crossfix.case.packing import storable
from crossfix.case.reasons import check_reason
from crossfix.case.records import AuditEntry
from crossfix.case.store import Store
from crossfix.case.stored import SUM
from crossfix.errors import BadOption, CaseDamaged
from crossfix.findings.grades import Credibility, Given, Reliability
from crossfix.findings.happenings import Judged, Judgement, Quoted
from crossfix.model import Record, Span

R = TypeVar("R", bound=Record)

_PAIR: Final = "pair"
CREDIBILITY: Final = "credibility"
RELIABILITY: Final = "reliability"
_SCALES: Final = {CREDIBILITY: Credibility, RELIABILITY: Reliability}


class _Pair(Record, frozen=True, kw_only=True):
    """What the audit entry of a judgement on two accounts holds beside who, when and why."""

    left: Quoted
    right: Quoted
    judgement: Judgement


class Judgements:
    """What people judged of a case; see ``Case.judgements``."""

    def __init__(self, store: Store, who: str) -> None:
        self._store = store
        self._who = who

    def pairs(self) -> list[Judged]:
        """The judgements on pairs of accounts that are in force, oldest first."""
        found = [
            _judged(entry, self._store.where)
            for subject, entry in self._store.judgements()
            if subject.startswith(f"{_PAIR} ")
        ]
        return sorted(found, key=lambda judged: judged.seq)

    def grades(self, scale: str) -> dict[str, Given]:
        """The grades of a scale that people set, by what they are of."""
        return {
            given.subject: given
            for subject, entry in self._store.judgements()
            if subject.startswith(f"{scale} ")
            for given in (_given(subject, entry, self._store.where),)
        }

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
        details = _Pair(left=left, right=right, judgement=judgement)
        return self._write(_subject(pair), msgspec.to_builtins(details), because, new, gone)

    def unjudge(
        self,
        judged: Judged,
        because: str,
        *,
        new: Iterable[Finding] = (),
        gone: Iterable[tuple[type[Record], str]] = (),
    ) -> AuditEntry:
        """Take a judgement on two accounts back, as if nobody had said anything of them.

        ``new`` and ``gone`` are what that changes among findings.  Raises
        :class:`~crossfix.errors.BadOption` when it is not in force any more.
        """
        subject = _subject((judged.left, judged.right))
        act = Act(WITHDRAW, subject, {}, self._who, check_reason(because))
        stored = [finding.stored() for finding in new]
        written = self._store.judge(act, judged.seq, stored, names_of(gone))
        return self._settled(written, subject)

    def grade(self, scale: str, subject: str, grade: str, because: str) -> AuditEntry:
        """Set a grade; raises :class:`~crossfix.errors.BadOption` for one not of the scale."""
        if grade not in set(_SCALES[scale]):
            known = ", ".join(_SCALES[scale])
            raise BadOption(grade, f"is no grade of {scale}", f"one of {known}")
        return self._write(f"{scale} {subject}", {"grade": grade}, because)

    def withdraw(self, scale: str, subject: str, because: str) -> AuditEntry:
        """Take a grade back, so that the suggested one stands again."""
        standing = self._standing(f"{scale} {subject}")
        if standing is None:
            raise BadOption(subject, f"has no {scale} that a person set", "nothing to take back")
        act = Act(WITHDRAW, f"{scale} {subject}", {}, self._who, check_reason(because))
        return self._settled(self._store.judge(act, standing), subject)

    def _write(
        self,
        subject: str,
        details: Mapping[str, object],
        because: str,
        new: Iterable[Finding] = (),
        gone: Iterable[tuple[type[Record], str]] = (),
    ) -> AuditEntry:
        act = Act(JUDGE, storable(subject), details, self._who, check_reason(because))
        stored = [finding.stored() for finding in new]
        written = self._store.judge(act, self._standing(act.subject), stored, names_of(gone))
        return self._settled(written, subject)

    def _standing(self, subject: str) -> int | None:
        return next((e.seq for of, e in self._store.judgements() if of == subject), None)

    @staticmethod
    def _settled(written: AuditEntry | None, subject: str) -> AuditEntry:
        if written is None:
            problem = "was judged by another process meanwhile"
            raise BadOption(subject, problem, "look at what it said, then try again")
        return written


def subject_of(document_id: str, words: Span) -> str:
    """The name of the words that a judgement is about: report and offsets."""
    return f"{document_id}:{words.start}-{words.stop}"


def _in_order(pair: tuple[Quoted, Quoted]) -> list[Quoted]:
    """The ends of a pair in the order in which the pair is named."""
    return sorted(pair, key=lambda end: subject_of(end.document, end.words))


def _subject(pair: tuple[Quoted, Quoted]) -> str:
    ends = (subject_of(end.document, end.words) for end in _in_order(pair))
    return storable(" ".join((_PAIR, *ends)))


def _judged(entry: AuditEntry, where: str) -> Judged:
    details = decode_details(entry, _Pair, where)
    return Judged(
        left=details.left,
        right=details.right,
        judgement=details.judgement,
        because=entry.reason or "",
        who=entry.actor,
        at=entry.at,
        seq=entry.seq,
    )


class _Grade(Record, frozen=True, kw_only=True):
    """What the audit entry of a grade holds beside who, when and why."""

    grade: str


def _given(subject: str, entry: AuditEntry, where: str) -> Given:
    return Given(
        subject=subject.partition(" ")[2],
        grade=decode_details(entry, _Grade, where).grade,
        because=entry.reason or "",
        who=entry.actor,
        at=entry.at,
        seq=entry.seq,
    )


def decode_details(entry: AuditEntry, record: type[R], where: str) -> R:
    """What an audit entry tells of a judgement; raises ``CaseDamaged`` if it tells none."""
    try:
        details = msgspec.json.decode(entry.details, type=dict[str, object])
        details.pop(SUM, None)
        return msgspec.convert(details, record)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        problem = f"audit entry {entry.seq} tells no judgement"
        remedy = "verify the case, and go back to a copy that verifies"
        raise CaseDamaged(where, problem, remedy) from error
