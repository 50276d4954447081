"""Where and when an event happened, how exactly that is told, and its figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from crossfix.extract.events.clauses import clause_of, phrase_of
from crossfix.extract.events.scene import Laid, Scene, between
from crossfix.extract.events.trigger import Trigger
from crossfix.model import EventType, Feature, Place, Span, Time, TimeType

if TYPE_CHECKING:
    from spacy.tokens import Token

_ORIGIN: Final = frozenset({"from", "of"})
_NEAR: Final = frozenset(
    {
        "near",
        "outside",
        "around",
        "towards",
        "toward",
        "outskirts",
        "vicinity",
        "area",
        "beyond",
        "east",
        "west",
        "north",
        "south",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "off",
    }
)
_PRESENT: Final = frozenset({"VBZ", "VBP"})
_NOW: Final = frozenset({"today", "now", "currently", "tonight", "presently"})
_ABSTRACT: Final = frozenset(
    {
        EventType.AGREEMENT,
        EventType.SANCTION,
        EventType.STATEMENT,
        EventType.PRODUCTION,
        EventType.AID,
    }
)
_TOWN: Final = frozenset({Feature.CITY, Feature.VILLAGE, Feature.FACILITY})
_PART: Final = frozenset({Feature.DISTRICT, Feature.WATER})


@dataclass(frozen=True, slots=True)
class When:
    """The time expressions of an event and the bounds they give, ISO 8601."""

    times: tuple[Time, ...] = ()
    earliest: str | None = None
    latest: str | None = None

    @property
    def precision(self) -> int | None:
        """ACLED time precision: 1 the day, 2 the week, 3 the month; None beyond."""
        if self.earliest is None or self.latest is None:
            return None
        days = (_day(self.latest) - _day(self.earliest)).days
        return next((code for limit, code in ((1, 1), (7, 2), (31, 3)) if days <= limit), None)


def scope_of(trigger: Trigger) -> set[int]:
    """The tokens whose places, times and figures belong to a trigger first of all."""
    tokens = clause_of(trigger.token)
    return tokens if trigger.verbal else tokens | phrase_of(trigger.token)


def places_of(
    scene: Scene, trigger: Trigger, scope: set[int], rival: set[int], actor: Span | None
) -> tuple[Laid[Place], ...]:
    """The places of an event: in its own phrase, its clause, else the nearest in the sentence.

    ``rival`` holds tokens that belong more closely to another trigger of the sentence.
    """
    sentence = trigger.token.sent
    laid = [
        item
        for item in between(scene.places, sentence.start, sentence.end - 1)
        if actor is None or not actor.covers(item.entry.span) or _is_locative(scene, item)
    ]
    if not trigger.verbal:
        own = [item for item in laid if item.inside(phrase_of(trigger.token))]
        if own:
            return tuple(_destinations(scene, own, trigger))
    inside = [item for item in laid if item.inside(scope) and not item.inside(rival)]
    if inside:
        return tuple(_destinations(scene, inside, trigger))
    if trigger.rule.type in _ABSTRACT:
        return ()
    free = [item for item in laid if not item.inside(rival)]
    if not free:
        return ()
    nearest = min(free, key=lambda item: abs(item.first - trigger.token.i))
    group = _list_of(scene, nearest, free)
    return tuple(_destinations(scene, group, trigger))


def _is_locative(scene: Scene, item: Laid[Place]) -> bool:
    head = scene.passage.doc[item.last]
    return head.dep_ == "pobj" and head.head.lower_ != "by"


def _list_of(scene: Scene, nearest: Laid[Place], laid: list[Laid[Place]]) -> list[Laid[Place]]:
    """The nearest place with those that stand in one list with it."""
    doc = scene.passage.doc
    group = [nearest]
    for item in sorted(laid, key=lambda i: i.first):
        gap = doc[min(item.last, nearest.last) + 1 : max(item.first, nearest.first)]
        if item is not nearest and all(
            t.pos_ in {"PUNCT", "CCONJ", "PROPN", "ADP"} and t.text not in ".;:" for t in gap
        ):
            group.append(item)
    return sorted(group, key=lambda item: item.first)


def _destinations(
    scene: Scene, laid: Iterable[Laid[Place]], trigger: Trigger
) -> Sequence[Laid[Place]]:
    """Places without those that something only came from, where others remain."""
    found = list(laid)
    if trigger.rule.type is EventType.RETREAT:
        return found
    kept = [
        item
        for item in found
        if scene.passage.doc[item.first - 1].lower_ != "from" or item.first == 0
    ]
    return kept or found


def geo_precision(scene: Scene, laid: Sequence[Laid[Place]]) -> int | None:
    """ACLED geo precision of the most exact resolved place; None when none is resolved."""
    codes = [code for item in laid if (code := _precision_of(scene, item)) is not None]
    return min(codes, default=None)


def _precision_of(scene: Scene, item: Laid[Place]) -> int | None:
    place = item.entry
    if place.lat is None or place.feature is None:
        return None
    if place.feature in _TOWN:
        doc = scene.passage.doc
        around = [t.lower_ for t in doc[max(0, item.first - 2) : item.first]]
        around += [t.lower_ for t in doc[item.last + 1 : item.last + 2]]
        return 2 if _NEAR & set(around) or (place.radius_km or 0) > 20 else 1
    return 2 if place.feature in _PART else 3


def when_of(scene: Scene, trigger: Trigger, scope: set[int], rival: set[int]) -> When:
    """The times of an event in its clause, else in its sentence."""
    sentence = trigger.token.sent
    laid = between(scene.times, sentence.start, sentence.end - 1)
    own = [] if trigger.verbal else [t for t in laid if t.inside(phrase_of(trigger.token))]
    inside = [t for t in laid if t.inside(scope) and not t.inside(rival)]
    free = [t for t in laid if not t.inside(rival)]
    for group in (own if rival else [], inside, free):
        dated = [t.entry for t in group if _is_point(t.entry)]
        if dated:
            return bounded(dated)
    return When()


def _is_point(time: Time) -> bool:
    return time.type in {TimeType.DATE, TimeType.TIME} and (
        time.earliest is not None or time.value is not None
    )


def bounded(times: Sequence[Time]) -> When:
    """Times with the bounds they give together: their overlap, or else all of their reach."""
    known = [(t.earliest, t.latest) for t in times if t.earliest and t.latest]
    if not known:
        return When(tuple(times))
    earliest, latest = known[0]
    for start, stop in known[1:]:
        if start[:10] <= latest[:10] and earliest[:10] <= stop[:10]:
            narrow_start, narrow_stop = _later(earliest, start), _earlier(latest, stop)
            if narrow_start[:16] <= narrow_stop[:16] or len(narrow_start) != len(narrow_stop):
                earliest, latest = narrow_start, narrow_stop
                continue
        earliest, latest = min(earliest, start), max(latest, stop)
    return When(tuple(times), earliest, latest)


def _later(a: str, b: str) -> str:
    """The later of two starts; on one day the one that tells the hour."""
    return max(a, b) if a[:10] != b[:10] else max(a, b, key=lambda s: (len(s) > 10, s))


def _earlier(a: str, b: str) -> str:
    """The earlier of two ends; on one day the one that tells the hour."""
    return (
        min(a, b)
        if a[:10] != b[:10]
        else (a if len(a) > len(b) else b)
        if len(a) != len(b)
        else min(a, b)
    )


def today_of(scene: Scene, trigger: Trigger) -> When:
    """The segment's own day, when the words say that it happens now."""
    day = scene.segment.dateline
    verb = trigger.token if trigger.verbal else trigger.carrier
    if day is None or verb is None:
        return When()
    words = {t.lower_ for t in trigger.token.sent}
    if words & _NOW or _is_present(verb):
        return When((), day, day)
    return When()


def _is_present(verb: Token) -> bool:
    parts = [verb, *(c for c in verb.children if c.dep_ in {"aux", "auxpass"})]
    perfect = any(p.lemma_ == "have" for p in parts)
    return not perfect and any(p.tag_ in _PRESENT for p in parts)


def _day(iso: str) -> date:
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        year, month = (int(part) for part in (iso[:7] + "-01").split("-")[:2])
        return date(year, month, 1) + timedelta(days=0)


def figures_of(scene: Scene, trigger: Trigger, scope: set[int], rival: set[int]) -> tuple[str, ...]:
    """Ids of the figures of a trigger's clause."""
    sentence = trigger.token.sent
    laid = between(scene.figures, sentence.start, sentence.end - 1)
    return tuple(f.entry.id for f in laid if f.inside(scope) and not f.inside(rival))
