"""What the API answers and takes, as records: the page's types are generated from these.

Records of the ledger and of findings go out as they are (:mod:`crossfix.model`,
:mod:`crossfix.findings`); what stands here is what the page needs beside them: rows for
lists, the map and the timeline, and the bodies of what is written.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec

from crossfix.codes import ClaimKind, EventType, GapKind, Polarity, Promise, SourceKind, Status
from crossfix.findings.changes import Change
from crossfix.findings.checks import Check, Sighting, Verdict
from crossfix.findings.conflicts import Conflict
from crossfix.findings.copies import Copy
from crossfix.findings.corroboration import Backing
from crossfix.findings.grades import Given, Track
from crossfix.findings.happenings import Judged, Judgement, Match
from crossfix.findings.reviews import Review, ReviewVerdict
from crossfix.findings.whole import Whole
from crossfix.model import Claim, Gap, Ledger, Record, Span
from crossfix.scoring.records import Outcome, Registered, Scorecard

API_VERSION: Final = "1"
"""Rises when a field of an answer changes its name or meaning."""


# --- the case and its reports ---------------------------------------------------------


class CaseSummary(Record, frozen=True, kw_only=True):
    """What a case holds, for the head of the page.

    ``head`` is the hash of the last audit entry: it changes whenever anything does, and
    answers may be kept as long as it stands.  ``pending`` are reports not laid beside the
    others yet.  ``first`` and ``last`` are days of publication.  ``writable`` is false in a
    file that was written out, and in a case opened for reading only.  ``exports`` are the
    forms of export by name, each with what it is.
    """

    name: str
    version: str
    head: str
    reports: int
    happenings: int
    counts: dict[str, int]
    pending: int
    issues: int
    first: str | None
    last: str | None
    today: str
    writable: bool
    who: str
    remarks: tuple[str, ...] = ()
    exports: dict[str, str] = msgspec.field(default_factory=dict)


class ReportRow(Record, frozen=True, kw_only=True):
    """One report of a case in a list; ``counts`` are of its ledger's kinds."""

    id: str
    heading: str
    published: str | None
    author: str | None
    publisher: str | None
    url: str | None
    language: str | None
    path: str
    words: int
    counts: dict[str, int]


class Graphic(Record, frozen=True, kw_only=True):
    """A passage that tells of death or injury in detail: folded until the reader opens it."""

    start: int
    stop: int
    why: str


class ReportView(Record, frozen=True, kw_only=True):
    """One report to be read: its ledger as reviewed, what stands behind its events, reviews.

    ``ledger`` has corrections applied; ``unreviewed`` are the records that a review changed
    or rejected, as the text was read, by id.  ``backing`` is by event id; ``rejected`` are
    ids of entries that a person rejected (they stay in the ledger).
    """

    row: ReportRow
    ledger: Ledger
    backing: dict[str, Backing]
    reviews: tuple[Review, ...]
    rejected: tuple[str, ...]
    unreviewed: dict[str, dict[str, Any]]
    graphic: tuple[Graphic, ...]
    readings: int


# --- happenings -----------------------------------------------------------------------


class Spot(Record, frozen=True, kw_only=True):
    """Where something is told to have been: an area round a point, or a name without one.

    ``radius_km`` is the half-width of the uncertainty; ``precision`` ACLED's code (1 the
    town, 2 near it, 3 a region).  Without a point ``reason`` says why.
    """

    name: str
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    precision: int | None = None
    country: str | None = None
    reason: str | None = None


class HappeningRow(Record, frozen=True, kw_only=True):
    """One happening on the map, the timeline and in lists.

    ``event`` is the id of its earliest account.  ``words`` is what the report says (its
    trigger), ``heading`` a line to show.  ``earliest`` and ``latest`` bound it (ISO 8601);
    ``published`` are the days of its first and last report.  ``origins`` assert it,
    ``against`` deny it.  ``verdicts`` counts checks; ``sources`` are the names it rests on.
    ``grade`` is the credibility in force, ``grade_words`` what that means.  ``conflicts`` is
    ``None`` until it is known; the grade may then change as well.
    ``rejected``: every account was rejected by a person.
    """

    id: str
    event: str
    heading: str
    words: str
    type: EventType
    status: Status
    actor: str | None
    target: str | None
    earliest: str | None
    latest: str | None
    published: tuple[str | None, str | None]
    spots: tuple[Spot, ...]
    reports: int
    origins: int
    against: int
    grade: str
    grade_words: str
    by_person: bool
    conflicts: int | None
    verdicts: dict[Verdict, int]
    sources: tuple[str, ...]
    documents: tuple[str, ...]
    rejected: bool = False


class HappeningRows(Record, frozen=True, kw_only=True):
    """All happenings, in the order of their first day; the page filters them itself.

    ``unsettled`` counts rows whose conflicts are not known yet: ask again in a moment.
    """

    head: str
    rows: tuple[HappeningRow, ...]
    unsettled: int = 0


class AccountWords(Record, frozen=True, kw_only=True):
    """The sentence in which a report tells a happening, with the trigger in it.

    ``start`` is where ``before`` begins in the report.  In a conflict ``trigger`` are the words
    that differ.
    """

    event: str
    document: str
    heading: str
    published: str | None
    start: int
    before: str
    trigger: str
    after: str


class HappeningView(Record, frozen=True, kw_only=True):
    """One happening with everything that the case knows of it, for its card."""

    row: HappeningRow
    whole: Whole
    accounts: tuple[AccountWords, ...]
    matches: tuple[Match, ...]
    judged: tuple[Judged, ...]


# --- lists ----------------------------------------------------------------------------


class Page(Record, frozen=True, kw_only=True):
    """Where a part of a list lies: ``total`` rows, these from ``offset`` on."""

    total: int
    offset: int
    limit: int


class ClaimRow(Record, frozen=True, kw_only=True):
    """One claim of a report, with the chain of who says it through whom, outermost first."""

    claim: Claim
    document: str
    heading: str
    published: str | None
    source: str
    source_kind: SourceKind
    chain: tuple[str, ...]
    evidence: str | None
    polarity: Polarity
    words: str
    kind: ClaimKind
    backing: Backing | None = None
    rejected: bool = False


class ClaimRows(Record, frozen=True, kw_only=True):
    """A part of the claims of a case."""

    page: Page
    rows: tuple[ClaimRow, ...]


class ReportRows(Record, frozen=True, kw_only=True):
    """A part of the reports of a case, the newest first."""

    page: Page
    rows: tuple[ReportRow, ...]


class SourceRow(Record, frozen=True, kw_only=True):
    """A source with its record in the case, in counts; never one score.

    ``also`` are other names of the same source; ``reliability`` is suggested, ``given`` a
    person's grade above it.
    """

    name: str
    kind: SourceKind
    also: tuple[str, ...]
    reports: int
    track: Track
    reliability: str
    reasons: tuple[str, ...]
    given: Given | None = None


class SourceRows(Record, frozen=True, kw_only=True):
    """The sources of a case, those with most claims first."""

    rows: tuple[SourceRow, ...]


class CopyRows(Record, frozen=True, kw_only=True):
    """Who copied whom: every pair of reports that share text, and the reports by id."""

    copies: tuple[Copy, ...]
    reports: dict[str, ReportRow]


class ConflictRow(Record, frozen=True, kw_only=True):
    """A conflict with the words around both of its ends, and the happening it is in.

    ``happening`` is ``None`` for a conflict within one report.  ``left`` and ``right`` are
    the passages, with the words that differ as their ``trigger``.  ``standing`` is false for
    what one source told anew, and for words that were told anew since.
    """

    conflict: Conflict
    happening: str | None
    standing: bool
    left: AccountWords
    right: AccountWords


class ConflictRows(Record, frozen=True, kw_only=True):
    """A part of the conflicts and updates of a case, those that stand first."""

    page: Page
    rows: tuple[ConflictRow, ...]


class GapRow(Record, frozen=True, kw_only=True):
    """Evidence that a report promises and does not hold."""

    gap: Gap
    kind: GapKind
    promises: Promise
    document: str
    heading: str
    published: str | None
    rejected: bool = False


class GapRows(Record, frozen=True, kw_only=True):
    """A part of the gaps of a case."""

    page: Page
    rows: tuple[GapRow, ...]


class ForecastRows(Record, frozen=True, kw_only=True):
    """The register of forecasts and its score."""

    rows: tuple[Registered, ...]
    scorecard: Scorecard


class ChangeRows(Record, frozen=True, kw_only=True):
    """What changed since a day."""

    since: str
    rows: tuple[Change, ...]


class FireRow(Record, frozen=True, kw_only=True):
    """A fire or a recorded event that a check rests on, for the map.

    ``lat`` and ``lon`` are where the feed's row puts it.
    """

    check: str
    event: str
    happening: str | None
    verdict: Verdict
    sighting: Sighting
    lat: float | None
    lon: float | None


class FireRows(Record, frozen=True, kw_only=True):
    """The sightings of all checks, and the checks themselves by id."""

    rows: tuple[FireRow, ...]
    checks: dict[str, Check]


class SearchHit(Record, frozen=True, kw_only=True):
    """Where words were found: ``kind`` is ``segment``, ``happening``, ``source`` or ``place``.

    ``pieces`` is the text around them, every second piece being what was found.
    """

    kind: str
    document: str | None
    heading: str
    published: str | None
    start: int | None
    stop: int | None
    pieces: tuple[str, ...]
    target: str


class SearchHits(Record, frozen=True, kw_only=True):
    """What a search found, best first."""

    words: str
    hits: tuple[SearchHit, ...]


class IssueRow(Record, frozen=True, kw_only=True):
    """A report that could not be read, and the remedy."""

    path: str
    message: str


class IssueRows(Record, frozen=True, kw_only=True):
    """The reports that could not be read."""

    rows: tuple[IssueRow, ...]


# --- what is written ------------------------------------------------------------------


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


def to_json(record: Record) -> bytes:
    """A record as the API sends it."""
    return msgspec.json.encode(record)


def quote(span: Span) -> str:
    """The words of a span, for a heading."""
    return " ".join(span.text.split())
