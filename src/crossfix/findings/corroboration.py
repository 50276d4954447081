"""What a case knows of an event beyond the one report: who else tells it, what bears it out.

Everything here may be absent: a case whose reports were never laid side by side knows
nothing of origins, and an event that nobody graded has no grade.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, runtime_checkable

from crossfix.findings.checks import Verdict
from crossfix.findings.grades import Credibility, Reliability
from crossfix.model import Record


class Checked(Record, frozen=True, kw_only=True):
    """What one feed of independent data said of an event.

    ``ratio`` is the likelihood ratio of what was seen, where one was learned.
    """

    feed: str
    verdict: Verdict
    ratio: float | None = None


class Backing(Record, frozen=True, kw_only=True):
    """What stands behind an event: reports, independent origins, grades, checks, conflicts.

    ``happening`` is the id that all tellings of the same event share.  ``credibility`` and
    ``reliability`` are Admiralty grades as suggested; those ``by_person``
    were given by somebody and stand above them.  ``reasons`` and ``conflicts`` are words.
    """

    event_id: str
    happening: str | None = None
    reports: int | None = None
    origins: int | None = None
    credibility: Credibility | None = None
    credibility_by_person: Credibility | None = None
    reliability: Reliability | None = None
    reliability_by_person: Reliability | None = None
    reasons: tuple[str, ...] = ()
    checks: tuple[Checked, ...] = ()
    conflicts: tuple[str, ...] = ()

    @property
    def grade(self) -> Credibility | None:
        """The credibility in force: a person's before the suggested one."""
        return self.credibility_by_person or self.credibility

    @property
    def source_grade(self) -> Reliability | None:
        """The reliability in force: a person's before the suggested one."""
        return self.reliability_by_person or self.reliability


@runtime_checkable
class Corroboration(Protocol):
    """Tells what a case knows of events, many at once."""

    def about(self, event_ids: Sequence[str]) -> Mapping[str, Backing]:
        """The backing of each event that has one, by event id."""
        ...


class Uncorroborated:
    """What a case knows that never laid its reports side by side: nothing."""

    def about(self, event_ids: Sequence[str]) -> Mapping[str, Backing]:
        """No event has a backing."""
        return {}


class Backings:
    """A corroboration held in memory."""

    def __init__(self, backings: Iterable[Backing]) -> None:
        self._known = {backing.event_id: backing for backing in backings}

    def about(self, event_ids: Sequence[str]) -> Mapping[str, Backing]:
        """The backing of each event that has one, by event id."""
        return {each: self._known[each] for each in event_ids if each in self._known}
