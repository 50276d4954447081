"""What stands after all that the audit log tells: decisions on forecasts, judgements, findings.

The tables of a case are a short way to what stands; the log is what they are checked against.
"""

from __future__ import annotations

import msgspec

from crossfix.case.audit import JUDGE, REOPEN, RESOLVE, WITHDRAW
from crossfix.case.records import AuditEntry
from crossfix.case.stored import NOTHING, SUM
from crossfix.model import Record, Span
from crossfix.scoring.records import Outcome


class Replaced(Record, frozen=True, kw_only=True):
    """The resolution that another takes the place of: of which forecast, audit entry."""

    forecast: str
    audit_seq: int


class Decided(Record, frozen=True, kw_only=True):
    """What the audit entry of a resolution holds beside who, when and why."""

    document: str
    words: Span
    outcome: Outcome
    on: str
    source: str | None
    replaces: Replaced | None


class Standing:
    """What stands, by following the log.

    ``resolutions`` and ``judgements`` map what was decided on (the id of a forecast, a
    subject) to the number of the audit entry; ``findings`` is the sum of all findings (hex).
    """

    def __init__(self) -> None:
        self.resolutions: dict[str, int] = {}
        self.judgements: dict[str, int] = {}
        self.findings: str = NOTHING.hex()

    def follow(self, entry: AuditEntry) -> None:
        """Take in the next entry of the log; most change nothing here."""
        self.findings = told(entry, SUM) or self.findings
        if entry.action == JUDGE:
            self.judgements[entry.subject] = entry.seq
        elif entry.action == WITHDRAW:
            self.judgements.pop(entry.subject, None)
        elif entry.action in {RESOLVE, REOPEN}:
            self._resolve(entry)

    def _resolve(self, entry: AuditEntry) -> None:
        try:
            if entry.action == REOPEN:
                replaced: Replaced | None = msgspec.json.decode(entry.details, type=Replaced)
            else:
                replaced = msgspec.json.decode(entry.details, type=Decided).replaces
        except msgspec.DecodeError:
            return  # the chain check names the entry, and the row that it leaves has no match
        if replaced is not None:
            self.resolutions.pop(replaced.forecast, None)
        if entry.action == RESOLVE:
            self.resolutions[entry.subject] = entry.seq


def told(entry: AuditEntry, name: str) -> str | None:
    """What the details of an audit entry have under a name."""
    try:
        details = msgspec.json.decode(entry.details, type=dict[str, object])
    except msgspec.DecodeError:
        return None  # the chain check names the entry
    value = details.get(name)
    return None if value is None else str(value)
