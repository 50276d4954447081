"""A ledger as people corrected it, and without what they rejected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, TypeVar

import msgspec
from msgspec.structs import replace

from crossfix.codes import Feature, SourceKind
from crossfix.findings.corrections import CORRECTIONS
from crossfix.model import (
    KINDS,
    Attribution,
    Entry,
    Event,
    Forecast,
    Ledger,
    Place,
    Record,
    Source,
    Span,
    Time,
    make_id,
)

__all__ = ["amend", "leave_out"]

R = TypeVar("R", bound=Record)

_WIDE: Final = frozenset({Feature.REGION, Feature.COUNTRY, Feature.FRONT})
_BYSTANDERS: Final = frozenset({SourceKind.OTHER, SourceKind.EYEWITNESS, SourceKind.ANONYMOUS})
_PRECISIONS: Final = ((1, 1), (7, 2), (31, 3))  # days an interval may last, ACLED's code

Changes = Mapping[str, Any]


def amend(ledger: Ledger, corrected: Mapping[str, Changes]) -> Ledger:
    """A ledger with corrections (by the id of their entry) applied, and what follows of them.

    An event whose interval was that of a corrected time takes the new one; its codes of
    precision are those of its interval and places.  A new source is filed under its name.
    """
    sources = {source.id: source for source in ledger.sources}
    lists: dict[str, list[Any]] = {}
    for kind, correction in CORRECTIONS.items():
        lists[kind] = [
            _amended(ledger, entry, msgspec.convert(corrected[entry.id], correction), sources)
            if entry.id in corrected
            else entry
            for entry in getattr(ledger, kind)
        ]
    lists["sources"] = [*lists["sources"], *list(sources.values())[len(ledger.sources) :]]
    changed = replace(ledger, **{kind: tuple(entries) for kind, entries in lists.items()})
    events = _follow(ledger, changed, corrected)
    moved = _follow_sources(ledger, changed, corrected)
    return replace(moved, events=events)


def _amended(ledger: Ledger, entry: Any, correction: Record, sources: dict[str, Source]) -> Any:
    given = {
        name: value
        for name, value in msgspec.structs.asdict(correction).items()
        if value is not msgspec.UNSET
    }
    if isinstance(entry, Attribution) and "source" in given:
        given = _source(entry, given, sources)
    elif isinstance(entry, Event):
        given = _event(ledger, entry, given)
    elif isinstance(entry, Place):
        given = _place(given)
    elif isinstance(entry, Time):
        given |= {"value": _timex(given["earliest"], given["latest"]), "reason": None}
        if given["value"] is None:
            given["reason"] = "a person took its day away"
    elif isinstance(entry, Forecast) and "prob_low" in given:
        given["scale"] = None  # a person's number, not that of words on a scale
    return replace(entry, **given)


def _event(ledger: Ledger, event: Event, given: dict[str, Any]) -> dict[str, Any]:
    if given.get("type", event.type) is not event.type:
        given = {"acled": None, "plover": None} | given
    if "earliest" in given:
        given["time_precision"] = _time_precision(given["earliest"], given["latest"])
    if "places" in given:
        there = {place.id for place in ledger.places}  # a later reading may have others
        given["places"] = tuple(name for name in given["places"] if name in there)
    return given


def _place(given: dict[str, Any]) -> dict[str, Any]:
    if "lat" not in given:
        return given
    person: dict[str, Any] = {
        "gazetteer": None,
        "gazetteer_id": None,
        "named_lat": None,
        "named_lon": None,
        "reasons": {},
        "score": 0.0 if given["lat"] is None else 1.0,
    }
    return person | given


def _source(
    attribution: Attribution, given: dict[str, Any], sources: dict[str, Source]
) -> dict[str, Any]:
    """The fields of an attribution with those that name its source, which is filed if new."""
    name = str(given.pop("source"))
    kind = given.pop("source_kind", SourceKind.OTHER)
    private = given.pop("private_person", kind in _BYSTANDERS)
    known = next((s for s in sources.values() if _is_called(s, name)), None)
    if known is None:
        new = make_id("src", name.casefold())
        known = Source(id=new, name=name, kind=kind, private_person=private)
        known = sources.setdefault(known.id, known)
    chain = (*attribution.chain[:-1], known.id) if attribution.chain else (known.id,)
    words = attribution.source
    if words is None or words.text.casefold() != name.casefold():
        words = next((m for m in known.mentions if m.text.casefold() == name.casefold()), None)
    return {**given, "source_id": known.id, "chain": chain, "source": words}


def _is_called(source: Source, name: str) -> bool:
    asked = name.casefold()
    return (source.name or "").casefold() == asked or any(
        mention.text.casefold() == asked for mention in source.mentions
    )


def _timex(earliest: str | None, latest: str | None) -> str | None:
    if earliest == latest:
        return earliest
    return f"{earliest or '..'}/{latest or '..'}"


# --- what follows of a correction -----------------------------------------------------


def _follow(before: Ledger, after: Ledger, corrected: Mapping[str, Changes]) -> tuple[Event, ...]:
    """The events, where a time or place that they rest on was corrected."""
    times = {time.id: time for time in before.times if time.id in corrected}
    now = {time.id: time for time in after.times}
    places = {place.id: place for place in after.places}
    events = []
    for read in after.events:
        mine = corrected.get(read.id, {})
        event = read if "earliest" in mine else _retimed(read, times, now)
        moved = "places" in mine or any("lat" in corrected.get(p, {}) for p in event.places)
        if moved and "geo_precision" not in mine:
            event = replace(event, geo_precision=_geo_precision(event, places))
        events.append(event)
    return tuple(events)


def _retimed(event: Event, times: Mapping[str, Time], now: Mapping[str, Time]) -> Event:
    for name in event.times:
        old = times.get(name)
        if old is not None and (old.earliest, old.latest) == (event.earliest, event.latest):
            new = now[name]
            code = _time_precision(new.earliest, new.latest)
            return replace(event, earliest=new.earliest, latest=new.latest, time_precision=code)
    return event


def _follow_sources(before: Ledger, after: Ledger, corrected: Mapping[str, Changes]) -> Ledger:
    """Claims and forecasts go with their attribution to the source that it now names."""
    old = {entry.id: entry.source_id for entry in before.attributions if entry.id in corrected}
    new = {entry.id: entry.source_id for entry in after.attributions}

    def follow(entry: Any) -> Any:
        told = entry.attribution
        if told in old and entry.source_id == old[told] and new[told] is not None:
            return replace(entry, source_id=new[told])
        return entry

    claims = tuple(map(follow, after.claims))
    return replace(after, claims=claims, forecasts=tuple(map(follow, after.forecasts)))


def _time_precision(earliest: str | None, latest: str | None) -> int | None:
    """ACLED's code of an interval: 1 the day, 2 the week, 3 the month; None beyond."""
    if earliest is None or latest is None:
        return None
    days = (date.fromisoformat(latest[:10]) - date.fromisoformat(earliest[:10])).days
    return next((code for limit, code in _PRECISIONS if days <= limit), None)


def _geo_precision(event: Event, places: Mapping[str, Place]) -> int | None:
    """ACLED's code of the most exact resolved place: 1 the town, 2 near it, 3 a region."""
    found = [places[name] for name in event.places if name in places]
    return min((_exactness(p) for p in found if p.lat is not None), default=None)


def _exactness(place: Place) -> int:
    if place.feature in _WIDE:
        return 3
    if place.feature is Feature.DISTRICT or place.shift is not None:
        return 2
    radius = place.radius_km or 0
    return 1 if radius <= 20 else 2 if radius <= 100 else 3


# --- what is rejected -----------------------------------------------------------------


def leave_out(ledger: Ledger, rejected: frozenset[str]) -> Ledger:
    """A ledger without some entries; what hung on them hangs on what stands behind them.

    What was told on the word of a rejected attribution is then on the word of the one that
    it stood in, else of whoever speaks there.
    """
    if not rejected:
        return ledger
    told = _Told(ledger, rejected)
    lists: dict[str, tuple[Entry, ...]] = {
        kind: tuple(
            told.without(entry)
            for entry in getattr(ledger, kind)
            if entry.id not in rejected and not _hangs_on(entry, rejected)
        )
        for kind in KINDS
    }
    left = replace(ledger, **lists)
    places = {place.id: place for place in left.places}
    moved = {e.id for e in ledger.events if rejected & set(e.places)}
    events = (
        replace(e, geo_precision=_geo_precision(e, places)) if e.id in moved else e
        for e in left.events
    )
    return replace(left, events=tuple(events))


def _hangs_on(entry: Entry, gone: frozenset[str]) -> bool:
    """Whether an entry is a relation with an end that is gone."""
    return getattr(entry, "left", None) in gone or getattr(entry, "right", None) in gone


class _Told:
    """What entries of a ledger say on whose word, once some are left out."""

    def __init__(self, ledger: Ledger, gone: frozenset[str]) -> None:
        self._gone = gone
        self._attributions = {entry.id: entry for entry in ledger.attributions}
        self._segments = ledger.segments
        self._author = next((s.id for s in ledger.sources if s.is_author), None)

    def without(self, entry: R) -> R:
        """An entry that no longer names what is gone."""
        changes: dict[str, Any] = {}
        for name in entry.__struct_fields__:
            value = getattr(entry, name)
            if isinstance(value, tuple) and any(isinstance(v, str) for v in value):
                kept = tuple(v for v in value if v not in self._gone)
                changes |= {name: kept} if kept != value else {}
            elif isinstance(value, str) and name in {"attribution", "parent"}:
                behind = self._behind(value)
                if behind != value:
                    changes[name] = behind
                    if name == "attribution":
                        changes |= self._on_the_word_of(behind, entry)
            elif name == "anchor" and value in self._gone:
                changes[name] = None
        return replace(entry, **changes) if changes else entry

    def _behind(self, name: str) -> str | None:
        """The nearest attribution from one outwards that is not gone."""
        seen: set[str] = set()
        at: str | None = name
        while at in self._gone and at not in seen:
            seen.add(at)
            at = self._attributions[at].parent if at in self._attributions else None
        return None if at in self._gone else at

    def _on_the_word_of(self, attribution: str | None, entry: Any) -> dict[str, Any]:
        source = self._attributions[attribution].source_id if attribution else None
        source = source or self._voice(_first(entry)) or self._author
        return {"source_id": source} if source else {}

    def _voice(self, words: Span) -> str | None:
        return next((s.voice for s in self._segments if s.span.covers(words)), None)


def _first(entry: Any) -> Span:
    words: Span = entry.span if hasattr(entry, "span") else entry.spans[0]
    return words
