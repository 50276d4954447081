"""Every record of a ledger, and how ids are made.

The JSON form of these records is the output contract of crossfix (see
``docs/ledger.md``).  All records are immutable.  Offsets are code points into
``Document.text``, ``start`` inclusive and ``stop`` exclusive.  What is absent is
``None`` or an empty tuple, never ``0``, ``""`` or a magic word.

The code lists (:mod:`crossfix.codes`) are to be had from here too.  Nothing else of
crossfix is imported, so that every stage can depend on this module.
"""

from __future__ import annotations

import hashlib
from typing import Final

import msgspec

from crossfix.codes import (
    ClaimKind,
    EventType,
    Evidence,
    Feature,
    ForecastKind,
    GapKind,
    LinkKind,
    Polarity,
    Promise,
    Scale,
    SegmentKind,
    SourceKind,
    Status,
    TimeType,
)

__all__ = [
    "KEY_OF",
    "KINDS",
    "LEDGER_VERSION",
    "Anchored",
    "Attribution",
    "Claim",
    "ClaimKind",
    "Document",
    "Entry",
    "Event",
    "EventType",
    "Evidence",
    "Feature",
    "Forecast",
    "ForecastKind",
    "Gap",
    "GapKind",
    "Ledger",
    "Link",
    "LinkKind",
    "Notice",
    "Place",
    "Polarity",
    "Producer",
    "Promise",
    "Quantity",
    "Record",
    "Scale",
    "Segment",
    "SegmentKind",
    "Source",
    "SourceKind",
    "Span",
    "Status",
    "Time",
    "TimeType",
    "make_id",
    "slice_span",
]

LEDGER_VERSION: Final = 1
"""Version of the JSON form; rises when a field changes its name or meaning."""


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of every record: immutable, keyword-only, strict when decoded."""


class Span(msgspec.Struct, frozen=True, forbid_unknown_fields=True, order=True):
    """A stretch of the document's text, by code points, with the characters it holds."""

    start: int
    stop: int
    text: str

    def overlaps(self, other: Span) -> bool:
        """Whether the two stretches share at least one character."""
        return self.start < other.stop and other.start < self.stop

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this stretch."""
        return self.start <= other.start and other.stop <= self.stop


def slice_span(text: str, start: int, stop: int) -> Span:
    """The span of ``text[start:stop]``, with white space at both ends left out.

    Raises ``ValueError`` when nothing but white space lies between the offsets: an
    entry that quotes nothing has no place in a ledger.
    """
    piece = text[start:stop]
    start += len(piece) - len(piece.lstrip())
    piece = piece.strip()
    if not piece:
        raise ValueError(f"nothing to quote between {start} and {stop}")
    return Span(start, start + len(piece), piece)


class Anchored(Record, frozen=True, kw_only=True):
    """A record that *is* a stretch of text.

    ``start``, ``stop`` and ``text`` repeat ``span``: readers of the contract are free
    to take either (see ``docs/decisions/0003-span-both-ways.md``), so both are
    written and cannot disagree.
    """

    span: Span
    start: int = -1
    stop: int = -1
    text: str = ""

    def __post_init__(self) -> None:
        msgspec.structs.force_setattr(self, "start", self.span.start)
        msgspec.structs.force_setattr(self, "stop", self.span.stop)
        msgspec.structs.force_setattr(self, "text", self.span.text)


# --- records --------------------------------------------------------------------------


class Document(Record, frozen=True, kw_only=True):
    """A report as it was received.

    ``text`` is what every offset counts into; it never changes after reading.
    ``sha256`` is of the bytes as received; ``item`` names the part of those bytes that
    this report is (a message of an export, an entry of a feed) or is ``None`` for the
    whole.  ``encoding`` is how plain bytes were decoded, ``reader`` which reader did it.
    """

    id: str
    path: str
    sha256: str
    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    item: str | None = None
    encoding: str | None = None
    reader: str | None = None


class Segment(Anchored, frozen=True, kw_only=True):
    """A stretch with one speaker and one "today".

    ``voice`` is the id of the source that speaks here, ``voice_basis`` how that was
    told (``author``, ``lead_in``, ``signature``, ``opening``, ``forward``, ``quote``).
    ``parent`` is the segment this one hangs on: a quoted report's lead-in, or the first
    paragraph of a quoted report that goes on.  ``dateline`` is the ISO date that
    "today" means inside, or ``None`` when nothing tells it.  ``reasons`` names what
    decided whether a lead-in is answered by what follows it, each with its weight.
    """

    id: str
    kind: SegmentKind
    voice: str
    voice_basis: str
    parent: str | None = None
    dateline: str | None = None
    reasons: dict[str, float] = {}


class Source(Record, frozen=True, kw_only=True):
    """Whoever or whatever is said to say something; ``name`` is ``None`` if nameless.

    ``is_author`` marks the report's own author, who speaks wherever nobody else does.
    """

    id: str
    name: str | None
    kind: SourceKind
    private_person: bool = False
    is_author: bool = False
    mentions: tuple[Span, ...] = ()


class Attribution(Record, frozen=True, kw_only=True):
    """Somebody says something: source, cue, content, and the chain behind them.

    ``chain`` runs from the outermost speaker (whose voice the segment is in) to the
    origin.  ``content`` has several spans for a split quotation.
    """

    id: str
    source: Span | None
    source_id: str | None
    cue: Span | None
    content: tuple[Span, ...]
    parent: str | None = None
    chain: tuple[str, ...] = ()
    hedges: tuple[Span, ...] = ()
    polarity: Polarity = Polarity.AFFIRMED
    evidence: Evidence | None = None


class Time(Anchored, frozen=True, kw_only=True):
    """A time expression and what it means.

    ``value`` is TIMEX3; ``earliest`` and ``latest`` bound it (ISO 8601, a day or a
    minute as the expression allows, both inclusive): local time, or UTC where they end in
    ``Z``, which they do when the text names a zone.  A relative expression with no
    day to reckon from keeps ``value`` ``None`` and says why in ``reason``.
    """

    id: str
    type: TimeType
    value: str | None
    earliest: str | None = None
    latest: str | None = None
    anchor: str | None = None
    reason: str | None = None


class Place(Anchored, frozen=True, kw_only=True):
    """A mention of a place: resolved, with a point and an honest radius, or abstained.

    ``lat`` and ``lon`` are WGS 84 degrees, ``radius_km`` the half-width of the
    uncertainty.  An abstention has neither and says why in ``reason``.  ``reasons`` are the
    features that weighed most, with what each added for the candidate (in logits).
    ``shift`` are the words that put the thing beside the place that is named ("20 km
    north-west of Kharkiv"): the point is then where they lead to, ``named_lat`` and
    ``named_lon`` are where the named place itself is.
    """

    id: str
    name: str
    score: float = 0.0
    candidates: int = 0
    gazetteer: str | None = None
    gazetteer_id: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    feature: Feature | None = None
    country: str | None = None
    shift: Span | None = None
    named_lat: float | None = None
    named_lon: float | None = None
    reason: str | None = None
    reasons: dict[str, float] = {}


class Quantity(Anchored, frozen=True, kw_only=True):
    """A figure: its range, its unit, and what is counted."""

    id: str
    low: float | None
    best: float | None
    high: float | None
    unit: str | None = None
    of: Span | None = None


class Event(Record, frozen=True, kw_only=True):
    """Something that happened, is happening, or is said not to have.

    ``time_precision`` and ``geo_precision`` are ACLED codes: 1 the day or the town, 2
    within the week or near the town, 3 the month or a larger region.
    """

    id: str
    trigger: Span
    type: EventType
    acled: str | None = None
    plover: str | None = None
    actor: Span | None = None
    target: Span | None = None
    weapons: tuple[Span, ...] = ()
    places: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    earliest: str | None = None
    latest: str | None = None
    time_precision: int | None = None
    geo_precision: int | None = None
    figures: tuple[str, ...] = ()
    status: Status = Status.ASSERTED
    attributions: tuple[str, ...] = ()
    claim_ids: tuple[str, ...] = ()


class Claim(Record, frozen=True, kw_only=True):
    """One checkable proposition by one source."""

    id: str
    spans: tuple[Span, ...]
    source_id: str
    attribution: str | None
    kind: ClaimKind
    refers_to: tuple[str, ...] = ()


class Forecast(Anchored, frozen=True, kw_only=True):
    """A statement about the future, kept to be scored later.

    The probability is what the words carry, by a declared scale, and ``None`` when they
    carry none.  ``deadline`` is the last day on which it can come true.
    """

    id: str
    source_id: str
    kind: ForecastKind
    phrase: Span | None = None
    prob_low: float | None = None
    prob_high: float | None = None
    scale: Scale | None = None
    deadline: str | None = None
    condition: Span | None = None
    attribution: str | None = None


class Gap(Anchored, frozen=True, kw_only=True):
    """Evidence that the text promises here and does not hold.

    ``reasons`` names what decided it, each with its weight.
    """

    id: str
    kind: GapKind
    promises: Promise
    reasons: dict[str, float] = {}


class Link(Record, frozen=True, kw_only=True):
    """A relation between two entries of this report, with the features that made it."""

    id: str
    left: str
    right: str
    kind: LinkKind
    score: float
    reasons: dict[str, float] = {}


class Notice(Record, frozen=True, kw_only=True):
    """Something the reader of the ledger must know: why a part of it is empty or unsure.

    ``about`` is the ledger key or record id it speaks of.
    """

    about: str
    message: str


class Producer(Record, frozen=True, kw_only=True):
    """Who made the records: a stage, or a gazetteer that it looked places up in.

    Never part of an id.
    """

    name: str
    version: str


class Ledger(Record, frozen=True, kw_only=True):
    """One report, read."""

    version: int = LEDGER_VERSION
    document: Document
    segments: tuple[Segment, ...] = ()
    sources: tuple[Source, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    gaps: tuple[Gap, ...] = ()
    links: tuple[Link, ...] = ()
    notices: tuple[Notice, ...] = ()
    producers: tuple[Producer, ...] = ()
    config: str | None = None


Entry = (
    Segment | Source | Attribution | Time | Place | Quantity | Event | Claim | Forecast | Gap | Link
)
"""Any record of a ledger that has an id of its own."""

KINDS: Final[dict[str, type[Entry]]] = {
    "segments": Segment,
    "sources": Source,
    "attributions": Attribution,
    "times": Time,
    "places": Place,
    "quantities": Quantity,
    "events": Event,
    "claims": Claim,
    "forecasts": Forecast,
    "gaps": Gap,
    "links": Link,
}
"""Ledger key to record type, in the order of the contract."""

KEY_OF: Final[dict[type, str]] = {record: key for key, record in KINDS.items()}
"""Record type to ledger key."""


# --- ids ------------------------------------------------------------------------------


def make_id(prefix: str, *parts: object) -> str:
    """A stable id: ``prefix`` and 64 bits of the SHA-256 of the key fields.

    The same parts give the same id on every run and machine.  Spans count by their
    offsets, so that an id does not change with anything but where an entry stands.
    """
    keys = (f"{p.start}-{p.stop}" if isinstance(p, Span) else str(p) for p in parts)
    digest = hashlib.sha256("\x1f".join(keys).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{prefix}_{digest[:16]}"
