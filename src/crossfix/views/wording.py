"""How records are put into words: names of sources, places and times, one line an entry.

Pure functions from a ledger to text; how it is laid out is the business of each view.
"""

from __future__ import annotations

from functools import singledispatchmethod
from pathlib import PurePath

from crossfix.model import (
    Attribution,
    Claim,
    Document,
    Entry,
    Event,
    Forecast,
    Gap,
    Ledger,
    Link,
    Place,
    Quantity,
    Segment,
    Source,
    Span,
    Status,
    Time,
)


class Wording:
    """The words for the entries of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._sources = {source.id: source for source in ledger.sources}
        self._places = {place.id: place for place in ledger.places}
        self._times = {time.id: time for time in ledger.times}
        self._attributions = {entry.id: entry for entry in ledger.attributions}

    def source(self, source_id: str | None) -> str:
        """The name of a source; a nameless one by its kind."""
        source = self._sources.get(source_id or "")
        if source is None:
            return "unnamed source"
        if source.name:
            return source.name
        if source.is_author:
            return "the report's author"
        return f"unnamed {source.kind.value}" if source.kind.value != "anonymous" else "unnamed"

    def chain(self, attribution: Attribution) -> str:
        """The speakers from the outermost to the origin: "author › newspaper › minister"."""
        return " › ".join(self.source(source_id) for source_id in attribution.chain)

    def through(self, attribution: Attribution) -> list[str]:
        """The speakers between the report's author and the origin, outermost first."""
        sources = (self._sources.get(source_id) for source_id in attribution.chain[:-1])
        return [self.source(source.id) for source in sources if source and not source.is_author]

    def place(self, place_id: str) -> str:
        """A place as named or shifted ("20 km north of X"), with its point and how sure that is."""
        place = self._places.get(place_id)
        if place is None:
            return place_id
        if place.lat is None or place.lon is None:
            return f"{place.name} (unresolved)"
        return (
            f"{place_name(place)} {place.lat:.2f}, {place.lon:.2f} ±{place.radius_km or 0:.0f} km"
        )

    def when(self, event: Event) -> str:
        """The day or interval of an event, as far as it is known."""
        if event.earliest is None and event.latest is None:
            return "undated"
        return interval(event.earliest, event.latest)

    def word(self, event: Event) -> str:
        """On whose word an event stands: the innermost source that tells it."""
        for attribution_id in reversed(event.attributions):
            attribution = self._attributions.get(attribution_id)
            if attribution is not None:
                return " › ".join([*self.through(attribution), self.source(attribution.source_id)])
        return self.source(self.voice_at(event.trigger))

    def voice_at(self, span: Span) -> str | None:
        """The id of the source in whose voice a stretch is written."""
        for segment in self.ledger.segments:
            if segment.span.covers(span):
                return segment.voice
        return None

    @singledispatchmethod
    def line(self, entry: Entry) -> str:
        """One entry in one line."""
        raise TypeError(f"no wording for {type(entry).__name__}")

    @line.register
    def _(self, entry: Segment) -> str:
        return f"{entry.kind.value}, {self.source(entry.voice)}: {shorten(entry.text)}"

    @line.register
    def _(self, entry: Source) -> str:
        private = ", private person" if entry.private_person else ""
        return (
            f"{self.source(entry.id)} ({entry.kind.value}{private}), {len(entry.mentions)} mentions"
        )

    @line.register
    def _(self, entry: Attribution) -> str:
        said = " … ".join(shorten(span.text) for span in entry.content)
        denied = " denies" if entry.polarity.value == "denied" else ""
        evidence = f" [{entry.evidence.value}]" if entry.evidence else ""
        return f"{self.chain(entry)}{denied}: {said}{evidence}"

    @line.register
    def _(self, entry: Time) -> str:
        meaning = entry.value or f"unresolved: {entry.reason}"
        return f"“{entry.text}” = {meaning}"

    @line.register
    def _(self, entry: Place) -> str:
        if entry.lat is None:
            return f"“{entry.text}” unresolved: {entry.reason}"
        return f"“{entry.text}” = {self.place(entry.id)} ({entry.feature}, {entry.country})"

    @line.register
    def _(self, entry: Quantity) -> str:
        counted = f" of {shorten(entry.of.text, 40)}" if entry.of else ""
        bounds = [_figure(bound) for bound in (entry.low, entry.best, entry.high)]
        return f"“{entry.text}” = {' / '.join(bounds)} {entry.unit or ''}{counted}"

    @line.register
    def _(self, entry: Event) -> str:
        who = " → ".join(shorten(span.text, 40) for span in (entry.actor, entry.target) if span)
        where = "; ".join(self.place(place_id) for place_id in entry.places)
        status = "" if entry.status is Status.ASSERTED else f" [{entry.status.value}]"
        return (
            f"{self.when(entry)}  {entry.type.value}{status}: {who or entry.trigger.text}  {where}"
        )

    @line.register
    def _(self, entry: Claim) -> str:
        said = " … ".join(shorten(span.text) for span in entry.spans)
        return f"{entry.kind.value} by {self.source(entry.source_id)}: {said}"

    @line.register
    def _(self, entry: Forecast) -> str:
        due = f", by {entry.deadline}" if entry.deadline else ""
        return f"{probability(entry)}{due}: {shorten(entry.text)} ({self.source(entry.source_id)})"

    @line.register
    def _(self, entry: Gap) -> str:
        return f"{entry.kind.value} ({entry.promises.value}): {shorten(entry.text)}"

    @line.register
    def _(self, entry: Link) -> str:
        return f"{entry.left} {entry.kind.value} {entry.right} ({entry.score:.2f})"


def shorten(text: str, width: int = 100) -> str:
    """Text on one line, cut at a word with an ellipsis when it is longer than ``width``."""
    words = " ".join(text.split())
    if len(words) <= width:
        return words
    return words[:width].rsplit(" ", 1)[0] + " …"


def interval(earliest: str | None, latest: str | None) -> str:
    """Two ISO bounds in as few words as they need; UTC is told, local time is not."""
    if not earliest or not latest:
        return f"from {earliest}" if earliest else f"until {latest}"
    if earliest.endswith("Z") and latest.endswith("Z"):
        return f"{interval(earliest[:-1], latest[:-1])} UTC"
    if earliest == latest:
        return earliest.replace("T", " ")
    if earliest[:10] == latest[:10] and (earliest[11:], latest[11:]) == ("00:00", "23:59"):
        return earliest[:10]
    if earliest[:10] == latest[:10]:
        return f"{earliest[:10]} {earliest[11:16] or '00:00'}–{latest[11:16] or '23:59'}"
    return f"{earliest.replace('T', ' ')} – {latest.replace('T', ' ')}"


def probability(forecast: Forecast) -> str:
    """The probability that the words carry, in per cent; else that they carry none."""
    if forecast.prob_low is None or forecast.prob_high is None:
        return "no probability"
    scale = f" ({forecast.scale.value})" if forecast.scale else ""
    low, high = f"{forecast.prob_low:.0%}", f"{forecast.prob_high:.0%}"
    said = low if low == high else f"{low.removesuffix('%')}–{high}"
    return f"{said}{scale}"


def place_name(place: Place) -> str:
    """What to call a place: the words of its shift ("20 km north of X") where it was shifted."""
    return place.shift.text if place.shift and place.lat is not None else place.name


def heading_of(document: Document) -> str:
    """What to call a report: its title, else the name of its file."""
    return document.title or PurePath(document.path).name or document.path


def spans_of(entry: Entry) -> tuple[Span, ...]:
    """The words that an entry rests on, in the order of the text."""
    match entry:
        case Event():
            return (entry.trigger,)
        case Source():
            return entry.mentions
        case Attribution():
            return tuple(span for span in (entry.source, entry.cue, *entry.content) if span)
        case Claim():
            return entry.spans
        case Link():
            return ()
        case _:
            return (entry.span,)


def _figure(bound: float | None) -> str:
    return "?" if bound is None else f"{bound:,.10g}"
