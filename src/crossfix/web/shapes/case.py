"""What the API answers about a case, its reports and happenings."""

from __future__ import annotations

from typing import Any

import msgspec

from crossfix.codes import EventType, Status
from crossfix.findings.checks import Verdict
from crossfix.findings.corroboration import Backing
from crossfix.findings.happenings import Judged, Match
from crossfix.findings.reviews import Review
from crossfix.findings.whole import Whole
from crossfix.model import Ledger, Record


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
    """One report of a case in a list; ``counts`` are of its ledger's kinds.

    ``heading_graphic`` says, here and wherever a report is named, why its title is to be
    folded, if it is.
    """

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
    heading_graphic: str | None = None


class Graphic(Record, frozen=True, kw_only=True):
    """A passage that tells of death or injury in detail: folded until the reader opens it."""

    start: int
    stop: int
    why: str


class ReportView(Record, frozen=True, kw_only=True):
    """One report to be read: its ledger as reviewed, what stands behind its events, reviews.

    ``ledger`` has corrections applied; ``unreviewed`` are the records that a review changed
    or rejected, as the text was read, by id.  ``backing`` is by event id; ``rejected`` are
    ids of entries that a person rejected (they stay in the ledger).  ``graphic_words`` are the
    words of entries in the ``graphic`` passages, and of conflicts in ``backing``, that are to
    be folded where they are quoted, each with why.
    """

    row: ReportRow
    ledger: Ledger
    backing: dict[str, Backing]
    reviews: tuple[Review, ...]
    rejected: tuple[str, ...]
    unreviewed: dict[str, dict[str, Any]]
    graphic: tuple[Graphic, ...]
    readings: int
    graphic_words: dict[str, str] = msgspec.field(default_factory=dict)


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
    ``rejected``: every account was rejected by a person.  ``graphic`` says why the heading is
    to be folded, if it is.
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
    graphic: str | None = None


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
    that differ.  ``graphic`` says why the sentence is to be folded, if it is.
    """

    event: str
    document: str
    heading: str
    published: str | None
    start: int
    before: str
    trigger: str
    after: str
    graphic: str | None = None
    heading_graphic: str | None = None


class HappeningView(Record, frozen=True, kw_only=True):
    """One happening with everything that the case knows of it, for its card.

    ``graphic`` are the words quoted in conflicts and judgements that are to be folded, each
    with why.
    """

    row: HappeningRow
    whole: Whole
    accounts: tuple[AccountWords, ...]
    matches: tuple[Match, ...]
    judged: tuple[Judged, ...]
    graphic: dict[str, str] = msgspec.field(default_factory=dict)
