"""What a person judges, as a judgement names it: words of a report, or a source's name."""

from __future__ import annotations

from crossfix.case.judgements import CREDIBILITY, RELIABILITY, subject_of
from crossfix.case.records import Found
from crossfix.errors import BadOption
from crossfix.findings.grades import Credibility, Reliability
from crossfix.findings.happenings import Quoted
from crossfix.model import Event, Source


def telling(found: Found) -> Quoted:
    """The words that tell an event; raises :class:`~crossfix.errors.BadOption` for no event."""
    if not isinstance(found.record, Event):
        raise BadOption(found.id, f"is no event (it is one of {found.kind})", "name an event")
    return Quoted(document=found.document_id, words=found.record.trigger)


def graded(found: Found) -> tuple[str, str]:
    """On which scale something is graded, and under what name the grade is kept.

    Raises :class:`~crossfix.errors.BadOption` for what is neither event nor named source.
    """
    if isinstance(found.record, Source):
        if not found.record.name:
            raise BadOption(found.id, "is a source without a name", "grade what it says instead")
        return RELIABILITY, found.record.name.casefold()
    if isinstance(found.record, Event):
        return CREDIBILITY, subject_of(found.document_id, found.record.trigger)
    problem = f"is neither event nor source (it is one of {found.kind})"
    grades = f"{', '.join(Credibility)} for an event, {', '.join(Reliability)} for a source"
    raise BadOption(found.id, problem, grades)
