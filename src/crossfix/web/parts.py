"""Which parts of the holdings an entry of the audit log leaves as they were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from crossfix.case.audit import (
    ADD,
    CHECK,
    CLEAR,
    ISSUE,
    JUDGE,
    LINK,
    REOPEN,
    REPLACE,
    RESOLVE,
    WITHDRAW,
)
from crossfix.case.judgements import CREDIBILITY, RELIABILITY
from crossfix.case.records import AuditEntry
from crossfix.case.reviews import REVIEW
from crossfix.case.standing import told
from crossfix.case.stored import SUM

_ALL: Final = "all"
_REPORTS: Final = "reports"
_REVIEWS: Final = "reviews"
_FACTS: Final = "facts"
_GRADES: Final = "grades"
_FORECASTS: Final = "forecasts"

_RESTS_ON: Final[Mapping[str, frozenset[str]]] = {
    "reports": frozenset({_REPORTS}),
    "entries ": frozenset({_REPORTS}),
    "reviewed": frozenset({_REPORTS, _REVIEWS}),
    "rejected": frozenset({_REPORTS, _REVIEWS}),
    "claims": frozenset({_REPORTS, _REVIEWS}),
    "gaps": frozenset({_REPORTS, _REVIEWS}),
    "registered": frozenset({_REPORTS, _FORECASTS, _REVIEWS}),
    "reliabilities": frozenset({_GRADES}),
    "accounts": frozenset({_REPORTS, _FACTS}),
    "facts": frozenset({_REPORTS, _REVIEWS, _FACTS}),
    "plain wholes": frozenset({_REPORTS, _REVIEWS, _FACTS}),
}
"""What a part is made from; a part that is not named here is made anew each time."""


@dataclass
class Touched:
    """What entries of the log touched; ``documents`` are reports that were read or reviewed."""

    what: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)

    @property
    def moves_happenings(self) -> bool:
        """Whether there may be other happenings now, or other words of theirs."""
        return bool(self.what & {_ALL, _REPORTS, _REVIEWS, _FACTS})

    def keep(self, parts: Mapping[str, Any]) -> dict[str, Any]:
        """The parts that are as they were."""
        return {name: part for name, part in parts.items() if self._leaves(name)}

    def _leaves(self, name: str) -> bool:
        rests_on = next((on for key, on in _RESTS_ON.items() if name.startswith(key)), None)
        return rests_on is not None and _ALL not in self.what and not rests_on & self.what


def touched_by(entries: Iterable[AuditEntry]) -> Touched:
    """What these entries of the log touched."""
    touched = Touched()
    for entry in entries:
        action = entry.action
        if action in {ADD, REPLACE}:
            touched.what.add(_REPORTS)
            touched.documents.add(entry.subject)
        elif action in {LINK, CHECK}:
            touched.what.add(_FACTS)
        elif action in {RESOLVE, REOPEN}:
            touched.what.add(_FORECASTS)
        elif action in {JUDGE, WITHDRAW}:
            _judged(entry, touched)
        elif action not in {ISSUE, CLEAR}:
            touched.what.add(_ALL)
    return touched


def _judged(entry: AuditEntry, touched: Touched) -> None:
    """A judgement: of a pair, a grade, or a review, by what its subject begins with."""
    kind, _, rest = entry.subject.partition(" ")
    if told(entry, SUM) is not None or kind not in {CREDIBILITY, RELIABILITY, REVIEW}:
        touched.what.add(_FACTS)
    if kind == REVIEW:
        touched.what.add(_REVIEWS)
        touched.documents.add(rest.partition(" ")[2].partition(":")[0])
    elif kind in {CREDIBILITY, RELIABILITY}:
        touched.what.add(_GRADES)
