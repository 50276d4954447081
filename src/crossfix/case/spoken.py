"""What entries of the audit log tell of judgements, and of taking them back.

An entry says what a person judged, or makes stand again what an earlier one said, which it
names.  So the log alone tells what stands on a subject, and what stood before.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeVar

import msgspec

from crossfix.case.audit import JUDGE, WITHDRAW
from crossfix.case.records import AuditEntry
from crossfix.case.stored import SUM
from crossfix.errors import CaseDamaged
from crossfix.findings.happenings import Judgement, Quoted
from crossfix.model import Record

R = TypeVar("R", bound=Record)

PAIR: Final = "pair"
"""With what the subject of a judgement on two accounts begins; other subjects are of grades."""


class Restored(Record, frozen=True, kw_only=True):
    """What an undo makes stand again: the audit entry that said it, who said it when and why."""

    seq: int
    who: str
    at: str
    because: str


class SaidOfPair(Record, frozen=True, kw_only=True):
    """What the audit entry of a judgement on two accounts holds beside who, when and why."""

    left: Quoted
    right: Quoted
    judgement: Judgement
    restores: Restored | None = None


class SaidGrade(Record, frozen=True, kw_only=True):
    """What the audit entry of a grade holds beside who, when and why."""

    grade: str
    restores: Restored | None = None


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


def said(entry: AuditEntry, where: str) -> SaidOfPair | SaidGrade:
    """What an entry says of a pair or a grade; raises ``CaseDamaged`` if it says neither."""
    if entry.subject.startswith(f"{PAIR} "):
        return decode_details(entry, SaidOfPair, where)
    return decode_details(entry, SaidGrade, where)


def first_said(entry: AuditEntry, where: str) -> Restored:
    """The entry that first said what this one says, which may be this one."""
    restored = said(entry, where).restores
    return restored or Restored(
        seq=entry.seq, who=entry.actor, at=entry.at, because=entry.reason or ""
    )


def spoken_before(
    log: Iterable[AuditEntry], subject: str, seq: int, where: str
) -> AuditEntry | None:
    """The entry that spoke on a subject before entry ``seq`` did, of what was not taken back.

    An undo leaves what stood before what it undoes; a withdrawal leaves nothing.
    """
    spoken: list[AuditEntry] = []
    for entry in log:
        if entry.subject != subject:
            continue
        if entry.action == WITHDRAW:
            spoken.clear()
        elif entry.action == JUDGE:
            first = first_said(entry, where).seq
            spoken = [each for each in spoken if each.seq <= first]
            if first == entry.seq:
                spoken.append(entry)
    return next((each for each in reversed(spoken) if each.seq < seq), None)
