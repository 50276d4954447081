"""What a verification has counted and found so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from crossfix.case.audit import GENESIS
from crossfix.case.records import Fault

MAX_FAULTS: Final = 1_000


@dataclass
class Faults:
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
        """Note a fault; beyond the first thousand they are only counted."""
        self.fault_count += 1
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Fault(problem=problem, document=document, record=record))
