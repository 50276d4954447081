"""What the API takes, and what it answers to a write."""

from __future__ import annotations

from typing import Any

import msgspec

from crossfix.findings.happenings import Judgement
from crossfix.findings.reviews import ReviewVerdict
from crossfix.model import Record
from crossfix.scoring.records import Outcome


class ReviewBody(Record, frozen=True, kw_only=True):
    """A person's word on an entry: accept, correct (with the new values) or reject it."""

    document: str
    entry: str
    verdict: ReviewVerdict
    because: str
    changes: dict[str, Any] = msgspec.field(default_factory=dict)


class JudgementBody(Record, frozen=True, kw_only=True):
    """A person's word on whether two events (ids) are one happening."""

    left: str
    right: str
    judgement: Judgement
    because: str


class GradeBody(Record, frozen=True, kw_only=True):
    """A grade that a person sets: of an event (``credibility``) or a source (``reliability``).

    ``grade`` is ``None`` to take the present one back.
    """

    scale: str
    subject: str
    grade: str | None
    because: str


class ResolutionBody(Record, frozen=True, kw_only=True):
    """What became of a forecast; ``outcome`` is ``None`` to reopen it."""

    forecast: str
    outcome: Outcome | None
    because: str
    on: str
    source: str | None = None


class PasteBody(Record, frozen=True, kw_only=True):
    """Text pasted by a person, to be read into the case."""

    text: str
    title: str
    published: str | None = None


class UndoBody(Record, frozen=True, kw_only=True):
    """Why something is taken back."""

    because: str


class Written(Record, frozen=True, kw_only=True):
    """The audit entry that a write made; ``undo`` is what takes it back, if anything does."""

    seq: int
    at: str
    who: str
    action: str
    head: str
    undo: str | None = None


class JobItem(Record, frozen=True, kw_only=True):
    """One file of an import.

    ``state`` is ``waiting``, ``reading``, ``added``, ``known`` (it was there) or ``failed``;
    ``message`` names the problem and the remedy; ``documents`` are the reports it gave.
    """

    name: str
    state: str
    message: str | None = None
    documents: tuple[str, ...] = ()


class Job(Record, frozen=True, kw_only=True):
    """An import as it stands: ``stage`` is ``reading``, ``laying out`` or ``done``."""

    id: str
    stage: str
    items: tuple[JobItem, ...]
    added: int
    failed: int


class Problem(Record, frozen=True, kw_only=True):
    """Why a request was refused, and what to do: every answer that is no success has this."""

    problem: str
    remedy: str
