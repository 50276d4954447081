"""The stage that puts events together, passage by passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from crossfix.config import Config
from crossfix.extract.coverage import Coverage
from crossfix.extract.events import circumstances as told
from crossfix.extract.events.arguments import actor_of, target_of, weapons_of
from crossfix.extract.events.circumstances import When
from crossfix.extract.events.clauses import phrase_of
from crossfix.extract.events.doubles import Telling, tells_again, without_doubles
from crossfix.extract.events.lexicon import ACLED_OF_WEAPON
from crossfix.extract.events.scene import Laid, Scene, Weapon, lay_out
from crossfix.extract.events.status import status_of
from crossfix.extract.events.trigger import Trigger
from crossfix.extract.events.triggers import find_triggers
from crossfix.model import (
    Attribution,
    Event,
    EventType,
    Place,
    Polarity,
    Segment,
    Status,
    make_id,
)
from crossfix.reading import Reading

if TYPE_CHECKING:
    pass

_PHYSICAL: Final = frozenset({
    EventType.STRIKE, EventType.CLASH, EventType.ADVANCE, EventType.RETREAT, EventType.DAMAGE,
    EventType.OUTAGE, EventType.CASUALTIES, EventType.DEPLOYMENT, EventType.CAPTURE,
})  # fmt: skip
_BY_WEAPON: Final = frozenset({EventType.STRIKE, EventType.DAMAGE, EventType.CASUALTIES})


@dataclass(slots=True)
class _Focus:
    """What a segment has told so far: its leading places and times, and its last event's."""

    lead_places: Sequence[Laid[Place]] = ()
    lead_when: When = field(default_factory=When)
    last_places: Sequence[Laid[Place]] = ()
    new_places: Sequence[Laid[Place]] = ()
    sentence: int = -1
    types: set[EventType] = field(default_factory=set)

    def enter(self, sentence: int) -> None:
        """Go on to a sentence: the places of the one before become those told last."""
        if sentence != self.sentence:
            self.last_places = self.new_places or self.last_places
            self.sentence, self.new_places = sentence, ()


@dataclass(frozen=True, slots=True)
class _Setting:
    """A passage in its report: what a trigger is filled in from."""

    reading: Reading
    scene: Scene
    coverage: Coverage
    focus: _Focus


class Events:
    """The stage that writes down happenings."""

    name = "events"
    version = "1"

    def __init__(self, config: Config) -> None:
        self._config = config

    def run(self, reading: Reading) -> Iterable[Event]:
        """Every event of the report, in text order."""
        coverage = Coverage(reading.all(Attribution))
        focuses: dict[str, _Focus] = {}
        for passage in reading.passages:
            scene = lay_out(reading, passage)
            focus = focuses.get(scene.segment.id)
            if focus is None:
                focus = focuses[scene.segment.id] = _opening(scene, focuses, reading)
            yield from _events(_Setting(reading, scene, coverage, focus))


def _opening(scene: Scene, focuses: dict[str, _Focus], reading: Reading) -> _Focus:
    """The focus at the start of a segment: its first sentence, else its lead-in's."""
    doc = scene.passage.doc
    first = next(iter(doc.sents), None)
    focus = _Focus()
    if first is not None:
        stop = first.end if first.end - first.start > 2 else min(len(doc), first.end + 40)
        focus.lead_places = [p for p in scene.places if p.first < stop]
        times = [t.entry for t in scene.times if t.first < stop]
        focus.lead_when = told.bounded([t for t in times if t.earliest])
    parent = reading.get(Segment, scene.segment.parent)
    if parent is not None and parent.id in focuses:
        above = focuses[parent.id]
        focus.lead_places = focus.lead_places or above.lead_places
        if focus.lead_when.earliest is None and above.lead_when.precision == 1:
            focus.lead_when = above.lead_when
    return focus


def _events(setting: _Setting) -> Iterator[Event]:
    focus = setting.focus
    triggers = [(t, s) for t in find_triggers(setting.scene) if (s := status_of(t)) is not None]
    tellings = without_doubles(triggers)
    scopes = [_scope(telling) for telling in tellings]
    owned = [_owned(telling.trigger) for telling in tellings]
    for number, telling in enumerate(tellings):
        if tells_again(telling.trigger, focus.types):
            continue
        rival = _rivals(number, tellings, owned, scopes)
        event = _event(setting, telling, scopes[number], rival)
        yield event
        focus.types.add(event.type)


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


def _event(setting: _Setting, telling: Telling, scope: set[int], rival: set[int]) -> Event:
    trigger, status = telling.trigger, telling.status
    scene, focus, passage = setting.scene, setting.focus, setting.scene.passage
    span = passage.between(passage.doc[trigger.first], passage.doc[trigger.last])
    actor = actor_of(scene, trigger)
    target = target_of(scene, trigger, actor)
    weapons = weapons_of(scene, trigger, target)
    places: Sequence[Laid[Place]] = told.places_of(scene, trigger, scope, rival, actor)
    precision = told.geo_precision(scene, places)
    focus.enter(passage.offset + trigger.token.sent.start_char)
    if places:
        focus.new_places = places
    elif trigger.rule.type in _PHYSICAL:
        places = focus.last_places or focus.lead_places
        precision = told.geo_precision(scene, ()) if not places else _inherited_precision(places)
    when = _when(scene, trigger, scope, rival, focus)
    attributions = setting.coverage.around(span)
    return Event(
        id=make_id("evt", setting.reading.document.id, span),
        trigger=span,
        type=trigger.rule.type,
        acled=_acled(trigger, weapons),
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


def _inherited_precision(places: Sequence[Laid[Place]]) -> int | None:
    return 2 if any(item.entry.lat is not None for item in places) else None


def _when(scene: Scene, trigger: Trigger, scope: set[int], rival: set[int], focus: _Focus) -> When:
    when = told.when_of(scene, trigger, scope, rival)
    if when.times:
        return when
    if trigger.rule.type in _PHYSICAL and focus.lead_when.times:
        return focus.lead_when
    return told.today_of(scene, trigger)


def _acled(trigger: Trigger, weapons: Sequence[Weapon]) -> str | None:
    """The ACLED sub-event, for a strike by the weapon that it was made with."""
    if trigger.rule.type in _BY_WEAPON:
        for weapon in weapons:
            if weapon.kind in ACLED_OF_WEAPON:
                return ACLED_OF_WEAPON[weapon.kind]
    if trigger.rule.name == "strike":
        return "Air/drone strike" if "air" in trigger.token.lower_ else trigger.rule.acled
    if trigger.rule.name == "capture" and trigger.token.lemma_.lower() in {
        "liberate",
        "retake",
        "recapture",
        "regain",
        "reclaim",
        "liberation",
    }:
        return "Government regains territory"
    return trigger.rule.acled


def _denied_by_source(status: Status, attributions: Sequence[Attribution]) -> Status:
    """A denial through an attribution turns what it denies over."""
    denials = sum(attribution.polarity is Polarity.DENIED for attribution in attributions)
    if denials % 2 and status is Status.ASSERTED:
        return Status.DENIED
    return status
