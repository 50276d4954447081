"""What people write through the application: reviews, judgements, grades, resolutions, undo.

Every write is one entry of the audit log, which names it by number; taking it back is
another entry, and nothing that was said is ever lost.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final

from crossfix import linkwork, reviewing
from crossfix.case.audit import JUDGE, RESOLVE
from crossfix.case.judgements import CREDIBILITY, RELIABILITY
from crossfix.case.packing import storable
from crossfix.case.reviews import REVIEW
from crossfix.case.spoken import PAIR
from crossfix.case.subjects import graded, telling
from crossfix.errors import BadOption
from crossfix.model import Record
from crossfix.web.routes import Asked, Refusal, Route
from crossfix.web.shapes import (
    GradeBody,
    JudgementBody,
    ResolutionBody,
    ReviewBody,
    UndoBody,
    Written,
)

if TYPE_CHECKING:
    from crossfix.case import AuditEntry, Case, Found

_LATER: Final = "reload the page, and look at what was said since"


def post_review(asked: Asked) -> Written:
    """Write a person's word on an entry: accept, correct or reject it."""
    body = asked.sent(ReviewBody)
    with asked.writing() as case:
        if not case.has(body.document):
            raise Refusal(404, f"there is no report {body.document!r}", "look it up again")
        said = reviewing.review(
            case,
            body.document,
            body.entry,
            body.verdict,
            because=body.because,
            changes=body.changes,
        )
        return _written(case, _entry(case, said.seq))


def post_judgement(asked: Asked) -> Written:
    """Write a person's word on whether two events are one happening."""
    body = asked.sent(JudgementBody)
    with asked.writing() as case:
        left, right = (telling(_found(case, name)) for name in (body.left, body.right))
        if left == right:
            raise Refusal(400, "the same event is named twice", "name two events")
        entry = linkwork.judge(case, (left, right), body.judgement, body.because)
        return _written(case, entry)


def post_grade(asked: Asked) -> Written:
    """Set the grade of an event or a source, or take the present one back."""
    body = asked.sent(GradeBody)
    with asked.writing() as case:
        subject = _graded(case, body)
        judgements = case.judgements
        if body.grade is not None:
            entry = judgements.grade(body.scale, subject, body.grade, body.because)
        elif subject in judgements.grades(body.scale):
            entry = judgements.withdraw(body.scale, subject, body.because)
        else:
            problem = "nobody has set a grade that could be taken back"
            raise Refusal(409, problem, _LATER)
        return _written(case, entry)


def post_resolution(asked: Asked) -> Written:
    """Write down what became of a forecast, or open it again."""
    body = asked.sent(ResolutionBody)
    today = asked.desk.today()
    day = _past_day(body.on, today)
    with asked.writing() as case:
        found = _found(case, body.forecast)
        entry = case.register.entry(found.id, today.isoformat())
        if (body.outcome is None) == (entry.resolution is None):
            problem = "is open" if entry.resolution is None else "is resolved already"
            raise Refusal(409, f"the forecast {problem}", _LATER)
        if body.outcome is None:
            return _written(case, case.register.reopen(entry, body.because))
        made = case.register.resolve(entry, body.outcome, body.because, on=day, source=body.source)
        return _written(case, _entry(case, made.audit_seq))


def post_undo(asked: Asked) -> Written:
    """Take back what an audit entry wrote, if it still stands."""
    body = asked.sent(UndoBody)
    given = asked.path["seq"]
    if not (given.isascii() and given.isdigit() and len(given) < 16):
        raise Refusal(404, f"there is no audit entry {given!r}", "give its number")
    with asked.writing() as case:
        entry = _entry(case, int(given))
        undo = _UNDOERS.get(_sort(entry))
        if undo is None:
            problem = f"audit entry {given} ({entry.action}) cannot be taken back"
            raise Refusal(400, problem, "only reviews, judgements, grades, resolutions can")
        return _written(case, undo(case, entry, body.because, asked.desk.today()))


# --- taking back ----------------------------------------------------------------------


def _sort(entry: AuditEntry) -> str:
    """What kind of decision an audit entry wrote; its action where it is none."""
    return entry.subject.partition(" ")[0] if entry.action == JUDGE else entry.action


def _undo_review(case: Case, entry: AuditEntry, because: str, _: date) -> AuditEntry:
    if all(review.seq != entry.seq for review in case.reviews.all()):
        raise _stands_no_more(entry)
    return reviewing.undo(case, entry.seq, because)


def _undo_pair(case: Case, entry: AuditEntry, because: str, _: date) -> AuditEntry:
    mine = case.judgements.pair_by(entry)
    if mine is None:
        raise _stands_no_more(entry)
    return linkwork.undo(case, mine, because)


def _undo_grade(case: Case, entry: AuditEntry, because: str, _: date) -> AuditEntry:
    mine = case.judgements.grade_by(entry)
    if mine is None:
        raise _stands_no_more(entry)
    return case.judgements.ungrade(_sort(entry), mine, because)


def _undo_resolution(case: Case, entry: AuditEntry, because: str, today: date) -> AuditEntry:
    for registered in case.register.entries(today.isoformat()):
        if registered.resolution is not None and registered.resolution.audit_seq == entry.seq:
            return case.register.reopen(registered, because)
    raise _stands_no_more(entry)


_UNDOERS: Final[dict[str, Callable[[Case, AuditEntry, str, date], AuditEntry]]] = {
    REVIEW: _undo_review,
    PAIR: _undo_pair,
    CREDIBILITY: _undo_grade,
    RELIABILITY: _undo_grade,
    RESOLVE: _undo_resolution,
}


def _stands_no_more(entry: AuditEntry) -> Refusal:
    return Refusal(409, f"what audit entry {entry.seq} wrote stands no more", _LATER)


# --- finding --------------------------------------------------------------------------


def _found(case: Case, name: str) -> Found:
    """The entry with exactly this id; refused (404) where there is none."""
    try:
        found = case.find(name)
    except BadOption as error:
        raise Refusal(404, f"{error.item}: {error.problem}", "look it up again") from None
    if found.id != storable(name.strip()):
        raise Refusal(404, f"there is no entry {name!r}", "give the whole id")
    return found


def _graded(case: Case, body: GradeBody) -> str:
    """Under what name a grade is kept; a source may be named by its id or its name."""
    if body.scale not in {CREDIBILITY, RELIABILITY}:
        raise Refusal(
            400, f"{body.scale!r} is no scale", f"choose from {CREDIBILITY}, {RELIABILITY}"
        )
    if body.scale == RELIABILITY and _is_source(case, body.subject):
        return body.subject.strip().casefold()
    scale, subject = graded(_found(case, body.subject))
    if scale != body.scale:
        problem = f"{body.subject!r} is not graded for its {body.scale}"
        raise Refusal(400, problem, f"grade its {scale}")
    return subject


def _is_source(case: Case, name: str) -> bool:
    wanted = name.strip().casefold()
    names = (getattr(source, "name", None) for _, source in case.entries("sources"))
    return bool(wanted) and any((each or "").casefold() == wanted for each in names)


def _entry(case: Case, seq: int) -> AuditEntry:
    found = next(iter(case.audit(seq - 1)), None)
    if found is None or found.seq != seq:
        raise Refusal(404, f"there is no audit entry {seq}", "look at the log again")
    return found


def _past_day(given: str, today: date) -> date:
    try:
        day = date.fromisoformat(given)
    except ValueError:
        raise Refusal(400, f"{given!r} is not an ISO 8601 date", "write it as 2025-02-12") from None
    if day > today:
        remedy = "give the day on which the outcome was found"
        raise Refusal(400, f"{given} lies ahead", remedy)
    return day


def _written(case: Case, entry: AuditEntry) -> Written:
    return Written(
        seq=entry.seq,
        at=entry.at,
        who=entry.actor,
        action=entry.action,
        head=case.head,
        undo=f"/api/undo/{entry.seq}" if _sort(entry) in _UNDOERS else None,
    )


def _post(path: str, endpoint: Callable[[Asked], Written], body: type[Record]) -> Route:
    summary = (endpoint.__doc__ or "").partition("\n")[0]
    return Route("POST", path, endpoint, summary, body=body, answer=Written)


ROUTES: Final = (
    _post("/reviews", post_review, ReviewBody),
    _post("/judgements", post_judgement, JudgementBody),
    _post("/grades", post_grade, GradeBody),
    _post("/resolutions", post_resolution, ResolutionBody),
    _post("/undo/{seq}", post_undo, UndoBody),
)
"""The routes that write what people say."""
