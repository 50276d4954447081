"""What the API answers in lists: claims, sources, copies, conflicts, forecasts, hits."""

from __future__ import annotations

import msgspec

from crossfix.codes import ClaimKind, GapKind, Polarity, Promise, SourceKind
from crossfix.findings.changes import Change
from crossfix.findings.checks import Check, Sighting, Verdict
from crossfix.findings.conflicts import Conflict
from crossfix.findings.copies import Copy
from crossfix.findings.corroboration import Backing
from crossfix.findings.grades import Given, Track
from crossfix.model import Claim, Gap, Record
from crossfix.scoring.records import Registered, Scorecard
from crossfix.web.shapes.case import AccountWords, ReportRow


class Page(Record, frozen=True, kw_only=True):
    """Where a part of a list lies: ``total`` rows, these from ``offset`` on."""

    total: int
    offset: int
    limit: int


class ClaimRow(Record, frozen=True, kw_only=True):
    """One claim of a report, with the chain of who says it through whom, outermost first.

    ``graphic`` says why its words are to be folded, if they are.
    """

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
    graphic: str | None = None
    heading_graphic: str | None = None


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
    """Who copied whom: every pair of reports that share text, and the reports by id.

    ``graphic`` are the passages that are to be folded, by their words, each with why.
    """

    copies: tuple[Copy, ...]
    reports: dict[str, ReportRow]
    graphic: dict[str, str] = msgspec.field(default_factory=dict)


class ConflictRow(Record, frozen=True, kw_only=True):
    """A conflict with the words around both of its ends, and the happening it is in.

    ``happening`` is ``None`` for a conflict within one report.  ``left`` and ``right`` are
    the passages, with the words that differ as their ``trigger``.  ``standing`` is false for
    what one source told anew, and for words that were told anew since.  ``graphic`` says why
    what differs is to be folded, if it is.
    """

    conflict: Conflict
    happening: str | None
    standing: bool
    left: AccountWords
    right: AccountWords
    graphic: str | None = None


class ConflictRows(Record, frozen=True, kw_only=True):
    """A part of the conflicts and updates of a case, those that stand first."""

    page: Page
    rows: tuple[ConflictRow, ...]


class GapRow(Record, frozen=True, kw_only=True):
    """Evidence that a report promises and does not hold.

    ``graphic`` says why its words are to be folded, if they are.
    """

    gap: Gap
    kind: GapKind
    promises: Promise
    document: str
    heading: str
    published: str | None
    rejected: bool = False
    graphic: str | None = None
    heading_graphic: str | None = None


class GapRows(Record, frozen=True, kw_only=True):
    """A part of the gaps of a case."""

    page: Page
    rows: tuple[GapRow, ...]


class ForecastRows(Record, frozen=True, kw_only=True):
    """The register of forecasts and its score.

    ``graphic`` are the words of forecasts, of their conditions and of the titles of reports
    that are to be folded, each with why.
    """

    rows: tuple[Registered, ...]
    scorecard: Scorecard
    graphic: dict[str, str] = msgspec.field(default_factory=dict)


class ChangeRows(Record, frozen=True, kw_only=True):
    """What changed since a day; ``graphic`` are the lines that are to be folded, with why."""

    since: str
    rows: tuple[Change, ...]
    graphic: dict[str, str] = msgspec.field(default_factory=dict)


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

    ``pieces`` is the text around them, every second piece being what was found; ``graphic``
    says why it is to be folded, if it is.
    """

    kind: str
    document: str | None
    heading: str
    published: str | None
    start: int | None
    stop: int | None
    pieces: tuple[str, ...]
    target: str
    graphic: str | None = None
    heading_graphic: str | None = None


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
