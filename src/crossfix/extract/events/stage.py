"""The stage that puts events together, passage by passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from crossfix.config import Config
from crossfix.extract.coverage import Coverage
from crossfix.extract.events import circumstances as told
from crossfix.extract.events.arguments import actor_of, target_of
from crossfix.extract.events.armament import acled_of, weapons_of
from crossfix.extract.events.background import is_mentioned
from crossfix.extract.events.circumstances import When, is_ahead
from crossfix.extract.events.clauses import phrase_of
from crossfix.extract.events.doubles import Telling, without_doubles
from crossfix.extract.events.focus import PHYSICAL, SOMEWHERE, Focus, Told, opening
from crossfix.extract.events.reckoning import lasting
from crossfix.extract.events.repeats import Memory
from crossfix.extract.events.scene import Scene, lay_out
from crossfix.extract.events.status import status_of
from crossfix.extract.events.story import (
    UNKNOWN,
    Story,
    is_past,
    is_perfect,
    is_pluperfect,
    is_reported,
)
from crossfix.extract.events.trigger import Trigger
from crossfix.extract.events.triggers import find_triggers
from crossfix.extract.events.whereabouts import (
    Places,
    geo_precision,
    inherited,
    is_origin,
    names_unknown,
    nearest_places,
    places_of,
)
from crossfix.extract.events.written import Speakers
from crossfix.model import Attribution, Event, EventType, Feature, Polarity, Span, Status, make_id
from crossfix.models import Encoded, encode
from crossfix.reading import Reading

_SEIZING: Final = frozenset({EventType.ARREST, EventType.PROTEST})
_AHEAD: Final = frozenset({Status.PLANNED, Status.HYPOTHETICAL})


@dataclass(frozen=True, slots=True)
class _Setting:
    """A passage in its report: what a trigger is filled in from."""

    reading: Reading
    scene: Scene
    coverage: Coverage
    focus: Focus
    story: Story
    encoded: Encoded


@dataclass(frozen=True, slots=True)
class _Near:
    """The tokens of a trigger's clause, those that belong more closely to others, who says it."""

    scope: set[int]
    rival: set[int]
    speakers: Speakers


class Events:
    """The stage that writes down happenings."""

    name = "events"
    version = "3"

    def __init__(self, config: Config) -> None:
        self._config = config

    def run(self, reading: Reading) -> Iterable[Event]:
        """Every event of the report, in text order."""
        coverage = Coverage(reading.all(Attribution))
        focuses: dict[str, Focus] = {}
        story = Story()
        met: set[EventType] = set()
        for passage, encoded in zip(reading.passages, encode(reading), strict=True):
            segment = reading.segment_of(passage)
            scene = lay_out(reading, passage, story.day_in(reading, segment))
            focus = focuses.get(scene.segment.id)
            if focus is None:
                story.begin(scene)
                memory = Memory(met, _memory_above(scene, focuses))
                focus = opening(scene, focuses, reading, memory)
                focuses[scene.segment.id] = focus
            yield from _events(_Setting(reading, scene, coverage, focus, story, encoded))


def _memory_above(scene: Scene, focuses: dict[str, Focus]) -> Memory | None:
    """The memory of the lead-in of a segment, else of the segment before it."""
    parent = focuses.get(scene.segment.parent or "")
    if parent is None:
        parent = focuses[next(reversed(focuses))] if focuses else None
    return parent.memory if parent is not None else None


def _events(setting: _Setting) -> Iterator[Event]:
    memory = setting.focus.memory
    triggers = [
        (trigger, status)
        for trigger in find_triggers(setting.scene, setting.encoded)
        if (status := status_of(trigger)) is not None
        and not is_mentioned(setting.scene, trigger, status)
    ]
    tellings = without_doubles(triggers)
    scopes = [_scope(telling) for telling in tellings]
    owned = [_owned(telling.trigger) for telling in tellings]
    for number, telling in enumerate(tellings):
        if memory.holds(setting.scene, telling.trigger):
            continue
        rival = _rivals(number, tellings, owned, scopes)
        event, placed = _event(setting, telling, scopes[number], rival)
        if memory.has_told(event, placed=placed) or _is_history(setting.scene, telling, event):
            continue
        memory.add(event)
        yield event


def _is_history(scene: Scene, telling: Telling, event: Event) -> bool:
    """Whether a noun only names what is more than a year past ("the 2022 invasion")."""
    today = scene.segment.dateline
    if telling.trigger.verbal or telling.trigger.light or event.latest is None or today is None:
        return False
    then = f"{int(event.latest[:4]) + 1:04d}{event.latest[4:10]}"
    return then < today[:10]


def _scope(telling: Telling) -> set[int]:
    """The tokens of a telling's clause, with those of the triggers that it stands for too."""
    return told.scope_of(telling.trigger).union(*map(told.scope_of, telling.merged))


def _owned(trigger: Trigger) -> set[int]:
    """The tokens nearest to a trigger: a noun's own phrase, a verb's word."""
    return phrase_of(trigger.token) if not trigger.verbal else {trigger.token.i}


def _rivals(
    number: int,
    tellings: list[Telling],
    owned: list[set[int]],
    scopes: list[set[int]],
) -> set[int]:
    """Tokens that belong more closely to other triggers of the same sentence."""
    me = tellings[number].trigger
    sentence = me.token.sent
    found: set[int] = set()
    for step in (-1, 1):
        other = number + step
        while (
            0 <= other < len(tellings)
            and sentence.start <= tellings[other].trigger.token.i < sentence.end
        ):
            theirs = owned[other] if me.token.i not in owned[other] else set()
            if (
                me.token.i not in scopes[other]
                and tellings[other].trigger.token.i not in scopes[number]
            ):
                theirs = theirs | scopes[other]
            found |= theirs
            other += step
    return found - owned[number]


def _event(
    setting: _Setting, telling: Telling, scope: set[int], rival: set[int]
) -> tuple[Event, bool]:
    """The event of a trigger, and whether it names places of its own."""
    trigger, status = telling.trigger, telling.status
    scene, focus, passage = setting.scene, setting.focus, setting.scene.passage
    span = passage.between(passage.doc[trigger.first], passage.doc[trigger.last])
    actor = actor_of(scene, trigger)
    target = target_of(scene, trigger, actor)
    weapons = weapons_of(scene, trigger, target)
    focus.enter(passage.offset + trigger.token.sent.start_char)
    beside = focus.beside(trigger)
    attributions = setting.coverage.around(span)
    speakers = Speakers(a.source for a in attributions if a.source is not None)
    near = _Near(scope, rival, speakers)
    places, precision, placed = _where(setting, near, telling, actor, beside)
    when = _when(setting, telling, near, places, beside)
    if when.times and status not in _AHEAD and trigger.rule.type in PHYSICAL:
        setting.story.tell(trigger, when, places, named=placed)
    focus.told.append(Told(trigger, places, when))
    event = Event(
        id=make_id("evt", setting.reading.document.id, span),
        trigger=span,
        type=trigger.rule.type,
        acled=acled_of(scene, trigger, weapons, target),
        plover=trigger.rule.plover,
        actor=actor,
        target=target,
        weapons=tuple(weapon.span for weapon in weapons),
        places=tuple(dict.fromkeys(item.entry.id for item in places)),
        times=tuple(time.id for time in when.times),
        earliest=when.earliest,
        latest=when.latest,
        time_precision=when.precision,
        geo_precision=precision,
        figures=told.figures_of(scene, trigger, scope, rival),
        status=_denied_by_source(status, attributions),
        attributions=tuple(attribution.id for attribution in attributions),
    )
    return event, placed


def _where(
    setting: _Setting, near: _Near, telling: Telling, actor: Span | None, beside: Told | None
) -> tuple[Places, int | None, bool]:
    """The places of an event, how exactly they are told, and whether it names them itself.

    Those taken over from what was told before are only "near".
    """
    scene, focus = setting.scene, setting.focus
    trigger, status = telling.trigger, telling.status
    speakers = near.speakers
    places = speakers.set_aside(places_of(scene, trigger, near.scope, near.rival, actor))
    if places:
        _hold(setting, places)
        return places, geo_precision(scene, places), True
    if trigger.rule.type in PHYSICAL and beside is not None and beside.places:
        return beside.places, _inherited_precision(beside.places), False
    places = speakers.set_aside(nearest_places(scene, trigger, near.rival, actor))
    if places:
        _hold(setting, places)
        return places, geo_precision(scene, places), False
    bodily = trigger.rule.type in PHYSICAL
    if not (bodily or trigger.rule.type in SOMEWHERE):
        return speakers.places, _inherited_precision(speakers.places), False
    if names_unknown(scene, trigger):
        focus.leave()
        setting.story.here.add(UNKNOWN)
    lead = () if focus.from_afar and setting.story.places else focus.lead_places
    before = focus.new_places or focus.last_places
    denied = status is Status.DENIED and is_reported(trigger) and not setting.story.wire
    places = inherited(scene, trigger, before, lead) if bodily and not denied else ()
    if (
        not places
        and status not in _AHEAD
        and setting.story.plays_on(scene, trigger, bodily=bodily)
    ):
        places = inherited(scene, trigger, (), setting.story.places)
    places = speakers.settle(places)
    return places, _inherited_precision(places), False


def _hold(setting: _Setting, places: Places) -> None:
    """Keep the places told last for what comes next, without where something came from."""
    kept = tuple(item for item in places if not is_origin(setting.scene, item))
    setting.focus.new_places = kept or setting.focus.new_places
    setting.story.here |= {item.entry.name for item in kept}


def _inherited_precision(places: Places) -> int | None:
    """Near a town, or the region that all are told for."""
    found = [item.entry for item in places if item.entry.lat is not None]
    wide = all(place.feature in {Feature.REGION, Feature.COUNTRY} for place in found)
    return (3 if wide else 2) if found else None


def _when(
    setting: _Setting, telling: Telling, near: _Near, places: Places, beside: Told | None
) -> When:
    """When an event happened: as it says itself, as told before, or as the report goes on."""
    scene, trigger, focus = setting.scene, telling.trigger, setting.focus
    ahead = telling.status in _AHEAD
    when = told.when_of(scene, trigger, near.scope, near.rival)
    if not when.times and beside is not None and beside.when.times:
        return beside.when
    when = when if when.times else told.when_near(scene, trigger, near.rival)
    if when.times:
        when = when if ahead else setting.story.set_back(scene, trigger, when)
        if trigger.rule.type in PHYSICAL and when.precision == 1:
            focus.last_when = when
        return when
    bodily = trigger.rule.type in PHYSICAL | _SEIZING
    if bodily and not (is_perfect(trigger) and is_reported(trigger)):
        when = _when_before(setting, trigger)
        if when.times:
            return when
    if ahead:
        return When()
    when = told.today_of(scene, trigger, near.scope)
    if when.earliest is not None or not bodily:
        return when
    length = told.length_of(scene, near.scope)
    if length is None:
        return setting.story.day_of(trigger, places)
    gone_on = telling.status is Status.DENIED or is_pluperfect(trigger) or is_perfect(trigger)
    return lasting(length, scene.today) if gone_on and scene.today else When()


def _when_before(setting: _Setting, trigger: Trigger) -> When:
    """The time told last in the segment, or at its head."""
    focus = setting.focus
    if focus.last_when.times and not is_ahead(setting.scene, focus.last_when):
        return focus.last_when
    if (focus.stamped and is_reported(trigger)) or not is_past(trigger):
        return When()
    return setting.story.set_back(setting.scene, trigger, focus.lead_when)


def _denied_by_source(status: Status, attributions: Sequence[Attribution]) -> Status:
    """A denial through an attribution turns what it denies over."""
    denials = sum(attribution.polarity is Polarity.DENIED for attribution in attributions)
    if denials % 2 and status is Status.ASSERTED:
        return Status.DENIED
    return status
