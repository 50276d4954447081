"""On whose word a report tells of a happening: where each chain of attributions ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from crossfix.findings.names import OriginName
from crossfix.findings.origins import Origin, OriginKind, Telling
from crossfix.link.copies_reports import own_names
from crossfix.link.origin_names import read_name
from crossfix.link.origin_offices import bodies_of
from crossfix.model import (
    Attribution,
    Event,
    Ledger,
    Polarity,
    Segment,
    Source,
    SourceKind,
    Status,
    make_id,
)

_ENDED: Final = re.compile(r"[.!?…]\s|\n")
_NEAR: Final = 60
"""A day named so many characters from the words of saying is that of the saying."""


def origin_of(ledger: Ledger, event: Event) -> Origin:
    """Whose word the report has for an event; the first, where it has several."""
    return tellings_of(ledger, event)[0].origin


def tellings_of(ledger: Ledger, event: Event) -> tuple[Telling, ...]:
    """Each word that the report has for an event, in the order of the text; never empty.

    Nested attributions ("Reuters reports that the ministry said") are one telling, which
    ends at the innermost source.  An event inside no attribution is told by whoever speaks
    in its segment.
    """
    held = {a.id: a for a in ledger.attributions if a.id in event.attributions}
    outer = {attribution.parent for attribution in held.values()}
    inner = [a for a in held.values() if a.id not in outer and a.chain]
    sources = {source.id: source for source in ledger.sources}
    segment = _segment_of(ledger, event)
    told = [_attributed(ledger, event, a, sources, segment) for a in inner]
    if not told:
        told = [_voiced(ledger, event, sources, segment)]
    unique: dict[str, Telling] = {}
    for telling in told:
        unique.setdefault(telling.id, telling)
    return tuple(unique.values())


def tellings_in(ledger: Ledger, events: Iterable[Event]) -> tuple[Telling, ...]:
    """The tellings of several events of one report."""
    return tuple(telling for event in events for telling in tellings_of(ledger, event))


def _attributed(
    ledger: Ledger,
    event: Event,
    attribution: Attribution,
    sources: dict[str, Source],
    segment: Segment | None,
) -> Telling:
    chain = [sources[link] for link in attribution.chain if link in sources]
    day = _day_of(ledger, attribution) or (segment.dateline if segment else None)
    origin = _origin(ledger, chain, day, attribution.id)
    return _telling(ledger, event, origin, attribution, segment)


def _voiced(
    ledger: Ledger, event: Event, sources: dict[str, Source], segment: Segment | None
) -> Telling:
    """The event as whoever speaks in the segment tells it."""
    author = next((source for source in sources.values() if source.is_author), None)
    voice = sources.get(segment.voice) if segment else None
    chain = [source for source in (author, voice) if source is not None]
    day = segment.dateline if segment else None
    about = segment.id if segment else event.id
    return _telling(ledger, event, _origin(ledger, chain, day, about), None, segment)


def _origin(ledger: Ledger, chain: list[Source], day: str | None, about: str) -> Origin:
    """Where a chain ends; ``about`` tells one unnamed source of a report from another."""
    day = (day or ledger.document.published or "")[:10] or None
    own = [name.full for name in own_names(ledger)]
    passed = [s for s in chain[1:-1] if s.name and not s.is_author]
    end = chain[-1] if chain else None
    name = read_name(end.name, end.kind) if end is not None and end.name else None
    if end is None or end.is_author or (name is not None and name.full in own):
        document = ledger.document
        return Origin(
            kind=OriginKind.OWN,
            name=document.publisher or document.author or (end.name if end else None),
            source_kind=end.kind if end else SourceKind.OTHER,
            keys=tuple(own) or (f"report:{document.id}",),
            through=(),
            day=day,
        )
    bodies = bodies_of(end, ledger.document.text)
    keys = [name.full for name in (name, *bodies) if name is not None]
    if not keys:
        nearest = next((n.full for s in reversed(passed) for n in [_read(s)] if n), None)
        keys = [f"unnamed:{nearest}" if nearest else f"unnamed:{ledger.document.id}:{end.id}"]
        if nearest is None and not end.mentions:
            keys = [f"unnamed:{ledger.document.id}:{about}"]
    known = not keys[0].startswith("unnamed:")
    return Origin(
        kind=OriginKind.NAMED if known else OriginKind.UNNAMED,
        name=end.name or (end.mentions[0].text if end.mentions else None),
        source_kind=end.kind,
        keys=tuple(dict.fromkeys(keys)),
        through=tuple(s.name for s in passed if s.name),
        day=day,
    )


def _read(source: Source) -> OriginName | None:
    return read_name(source.name, source.kind) if source.name else None


def _telling(
    ledger: Ledger,
    event: Event,
    origin: Origin,
    attribution: Attribution | None,
    segment: Segment | None,
) -> Telling:
    return Telling(
        id=make_id("tel", ledger.document.id, event.id, *origin.keys),
        document_id=ledger.document.id,
        event_id=event.id,
        words=event.trigger,
        origin=origin,
        attribution=attribution.id if attribution else None,
        published=ledger.document.published,
        publisher=tuple(name.full for name in own_names(ledger)),
        forwarded=segment is not None and segment.voice_basis == "forward",
        denied=event.status is Status.DENIED
        or (attribution is not None and attribution.polarity is Polarity.DENIED),
    )


def _segment_of(ledger: Ledger, event: Event) -> Segment | None:
    """The innermost segment that an event stands in."""
    around = [s for s in ledger.segments if s.span.covers(event.trigger)]
    return min(around, key=lambda s: (s.stop - s.start, s.id), default=None)


def _day_of(ledger: Ledger, attribution: Attribution) -> str | None:
    """The day named beside the words of saying, in their sentence: "said on Monday"."""
    cue, text = attribution.cue, ledger.document.text
    if cue is None:
        return None
    near = []
    for time in ledger.times:
        if not time.earliest or time.earliest[:10] != (time.latest or "")[:10]:
            continue
        between = text[min(cue.stop, time.stop) : max(cue.start, time.start)]
        if (
            len(between) <= _NEAR
            and not _ENDED.search(between)
            and not any(content.covers(time.span) for content in attribution.content)
        ):
            near.append((len(between), time.earliest[:10]))
    return min(near)[1] if near else None
