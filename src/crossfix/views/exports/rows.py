"""Events as rows: each as one report tells it, with everything that a table needs.

A row holds no ids that have to be looked up: names, days, points and figures stand in it, and
a pointer leads back to the words.  Forms that are tables or lines of events are written from
rows; :mod:`~crossfix.views.exports.merging` puts the rows of one happening together.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from crossfix.codes import EventType, Feature, Status
from crossfix.findings.corroboration import Backing, Corroboration
from crossfix.findings.disclosure import Shown
from crossfix.model import Event, Ledger, Place, Quantity, Record, Span
from crossfix.views.exports.deaths import count_dead
from crossfix.views.wording import Wording

URN: Final = "urn:crossfix:"
_CONTEXT: Final = 400  # the most characters of a quotation


class Pointer(Record, frozen=True, kw_only=True):
    """Where a row comes from: the report, the stretch of it, and on whose word.

    ``start`` and ``stop`` are code points into the report as received, whose bytes have the
    hash ``sha256``; ``quote`` are the words there, as they may be shown.  ``chain`` runs
    from the report's author to the origin.
    """

    event: str
    report: str
    sha256: str
    item: str | None = None
    start: int
    stop: int
    quote: str
    chain: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None

    @property
    def source(self) -> str:
        """The chain in words, the outermost speaker first."""
        return " › ".join(self.chain)


class Site(Record, frozen=True, kw_only=True):
    """Where an event was: a point and how far it may be off, or why there is none."""

    name: str
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    feature: Feature | None = None
    country: str | None = None
    gazetteer: str | None = None
    gazetteer_id: str | None = None
    coarsened: bool = False
    reason: str | None = None

    @property
    def point(self) -> tuple[float, float] | None:
        """Longitude and latitude, with as many digits as the radius allows."""
        if self.lat is None or self.lon is None:
            return None
        digits = digits_for(self.radius_km)
        return round(self.lon, digits), round(self.lat, digits)


class Figure(Record, frozen=True, kw_only=True):
    """A figure that a report gives with an event; ``id`` is that of its quantity."""

    id: str | None = None
    low: float | None = None
    best: float | None = None
    high: float | None = None
    unit: str | None = None
    of: str | None = None


class Row(Record, frozen=True, kw_only=True):
    """An event, ready to be written.

    ``id`` is the event's, or the happening's where rows were merged.  ``dead`` is the figure
    of people killed, where one is given.  ``target_is_place`` marks a target that is told as
    a place.  ``differs`` are the other values that merged rows had, by field.
    """

    id: str
    type: EventType
    status: Status
    acled: str | None = None
    plover: str | None = None
    words: str
    actor: str | None = None
    target: str | None = None
    target_is_place: bool = False
    weapons: tuple[str, ...] = ()
    sites: tuple[Site, ...] = ()
    earliest: str | None = None
    latest: str | None = None
    time_precision: int | None = None
    geo_precision: int | None = None
    dead: Figure | None = None
    figures: tuple[Figure, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    backing: Backing | None = None
    differs: dict[str, tuple[str, ...]] = {}  # noqa: RUF012 - msgspec copies it

    @property
    def happening(self) -> str:
        """What all rows of the same happening share."""
        return (self.backing and self.backing.happening) or self.id


def rows_of(report: Shown, known: Corroboration) -> Iterator[Row]:
    """The events of a report as rows, in the order of the ledger."""
    ledger = report.ledger
    backings = known.about([event.id for event in ledger.events])
    telling = _Telling(report)
    for event in ledger.events:
        yield telling.row(event, backings.get(event.id))


class _Telling:
    """One report's records by id, while its rows are made."""

    def __init__(self, report: Shown) -> None:
        ledger: Ledger = report.ledger
        self._report, self._document = report, ledger.document
        self._wording = Wording(ledger)
        self._places = {place.id: place for place in ledger.places}
        self._quantities = {quantity.id: quantity for quantity in ledger.quantities}
        self._attributions = {entry.id: entry for entry in ledger.attributions}
        self._sources = {source.id: source for source in ledger.sources}
        self._claims = {claim.id: claim for claim in ledger.claims}

    def row(self, event: Event, backing: Backing | None) -> Row:
        """One event as a row."""
        places = [self._places[p] for p in event.places if p in self._places]
        figures = [self._quantities[q] for q in event.figures if q in self._quantities]
        dead = count_dead(event, figures, self._document.text)
        return Row(
            id=event.id,
            type=event.type,
            status=event.status,
            acled=event.acled,
            plover=event.plover,
            words=_line(event.trigger),
            actor=_words(event.actor),
            target=_words(event.target),
            target_is_place=any(event.target and p.span.overlaps(event.target) for p in places),
            weapons=tuple(map(_line, event.weapons)),
            sites=tuple(self._site(place) for place in places),
            earliest=event.earliest,
            latest=event.latest,
            time_precision=event.time_precision,
            geo_precision=event.geo_precision,
            dead=_figure(dead) if dead else None,
            figures=tuple(map(_figure, figures)),
            pointers=(self._pointer(event),),
            backing=backing,
        )

    def _site(self, place: Place) -> Site:
        return Site(
            name=place.name,
            lat=place.lat,
            lon=place.lon,
            radius_km=place.radius_km,
            feature=place.feature,
            country=place.country,
            gazetteer=place.gazetteer,
            gazetteer_id=place.gazetteer_id,
            coarsened=place.id in self._report.coarsened,
            reason=place.reason,
        )

    def _pointer(self, event: Event) -> Pointer:
        span, document = self._quoted(event), self._document
        start, stop = self._report.origins.of(span)
        chain = self._chain(event)
        return Pointer(
            event=event.id,
            report=document.id,
            sha256=document.sha256,
            item=document.item,
            start=start,
            stop=stop,
            quote=_line(span),
            chain=tuple(self._wording.source(source) for source in chain),
            kinds=tuple(self._sources[s].kind.value for s in chain if s in self._sources),
            title=document.title,
            publisher=document.publisher,
            published=document.published,
            url=document.url,
            language=document.language,
        )

    def _quoted(self, event: Event) -> Span:
        """The words that tell an event: those of its shortest claim, else its own."""
        spans = [
            span
            for claim in event.claim_ids
            if claim in self._claims
            for span in self._claims[claim].spans
            if span.covers(event.trigger)
        ]
        if spans:
            return min(spans, key=lambda span: (span.stop - span.start, span.start))
        own = [event.trigger, event.actor, event.target, *event.weapons]
        near = [s for s in own if s and abs(s.start - event.trigger.start) <= _CONTEXT]
        first, last = min(s.start for s in near), max(s.stop for s in near)
        return Span(first, last, self._document.text[first:last])

    def _chain(self, event: Event) -> tuple[str, ...]:
        """The sources that an event is told by, from the report's author to the origin."""
        for attribution_id in reversed(event.attributions):
            attribution = self._attributions.get(attribution_id)
            if attribution is not None and (attribution.chain or attribution.source_id):
                return attribution.chain or (str(attribution.source_id),)
        voice = self._wording.voice_at(event.trigger)
        return (voice,) if voice else ()


def digits_for(radius_km: float | None) -> int:
    """How many decimals of a degree a point deserves that may be off by so much.

    Rounding moves it by less than a tenth of the radius; five digits are a metre.
    """
    if radius_km is None or radius_km <= 0:
        return 5
    degrees = radius_km / 111.32 / 5
    digits = 0
    while 10.0**-digits > degrees and digits < 5:
        digits += 1
    return digits


def _line(span: Span) -> str:
    return " ".join(span.text.split())


def _words(span: Span | None) -> str | None:
    return _line(span) if span else None


def _figure(quantity: Quantity) -> Figure:
    return Figure(
        id=quantity.id,
        low=quantity.low,
        best=quantity.best,
        high=quantity.high,
        unit=quantity.unit,
        of=_words(quantity.of),
    )
