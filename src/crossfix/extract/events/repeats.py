"""What tells a happening over again: "the strike", "after this attack", the same target."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from crossfix.extract.events.clauses import phrase_of
from crossfix.extract.events.scene import Scene
from crossfix.extract.events.trigger import Trigger
from crossfix.model import Event, EventType, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_BACK: Final = frozenset({"the", "this", "that", "these", "those", "such", "same"})
_WHOLE: Final = frozenset({"all", "both", "every", "each", "most"})
_REPEL: Final = frozenset({"repel", "repulse", "rebuff", "stop", "thwart", "foil", "fail"})
_FURTHER: Final = frozenset({"new", "next", "second", "third", "last", "final", "other", "latest"})
_FIGHTING: Final = frozenset({EventType.STRIKE, EventType.CLASH, EventType.ADVANCE})
_HARM: Final = frozenset({EventType.DAMAGE, EventType.OUTAGE})
_MEETING: Final = frozenset({EventType.CONSULT, EventType.STATEMENT})
_MOVES: Final = frozenset({EventType.ADVANCE, EventType.RETREAT, EventType.DEPLOYMENT})
_FAMILIES: Final = (_FIGHTING, _HARM, _MEETING)
_DETERMINER: Final = re.compile(r"(?:the|a|an|its|their|our|his|her|this|that|both|all)\s+", re.I)
_NUMERAL: Final = re.compile(
    r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|several)\s+(?!k?[vw]\b)"
)


def _family(kind: EventType) -> frozenset[EventType]:
    return next((family for family in _FAMILIES if kind in family), frozenset({kind}))


@dataclass(slots=True)
class Memory:
    """The events that a segment has told, with those of the text that it hangs on.

    ``above`` is the memory of the lead-in or of the paragraph before; ``report`` holds
    the kinds of meetings told anywhere so far in the report.
    """

    report: set[EventType]
    above: Memory | None = None
    told: list[Event] = field(default_factory=list)

    def add(self, event: Event) -> None:
        """Remember an event."""
        self.told.append(event)
        self.report.add(event.type)

    def recent(self, kinds: frozenset[EventType]) -> list[Event]:
        """The events of these kinds told in the segment and in what it hangs on."""
        above = self.above.told if self.above is not None else []
        return [event for event in (*above, *self.told) if event.type in kinds]

    def holds(self, scene: Scene, trigger: Trigger) -> bool:
        """Whether a trigger points back at a happening told before."""
        kind = trigger.rule.type
        if _is_repelled_whole(trigger):
            return any(event.type in _FIGHTING for event in self.told)
        if trigger.verbal:
            return False
        if kind in _MEETING:
            known = bool(self.report & _MEETING)
            return (
                known and not trigger.light and _is_definite(trigger) and not _adds(scene, trigger)
            )
        earlier = self.recent(_family(kind))
        if not earlier or not _is_definite(trigger):
            return False
        if trigger.light and any(c.lower_ in {"new", "next"} for c in trigger.token.children):
            return False
        return not _adds(scene, trigger, earlier)

    def has_told(self, event: Event, *, placed: bool) -> bool:
        """Whether an event only tells again what befell the same target, in one segment.

        ``placed`` says that the event names places of its own.
        """
        if event.target is None or event.status is not Status.ASSERTED:
            return False
        family = _HARM if event.type in _HARM else frozenset({event.type})
        key = _key(event.target.text)
        return event.type in _HARM | {EventType.STRIKE} and any(
            other.type in family
            and other.target is not None
            and other.status is event.status
            and _key(other.target.text) == key
            and set(event.figures) <= set(other.figures) | _of_name(event)
            and (not placed or set(event.places) <= set(other.places))
            and (not event.times or event.times == other.times)
            for other in self.told
        )


def _of_name(event: Event) -> set[str]:
    """Figures that stand inside the target's own name ("110 kV power lines")."""
    target = event.target.text if event.target is not None else ""
    return set(event.figures) if re.match(r"\d+\s*k?[VW]", target) else set()


def _key(words: str) -> str:
    """A target without its determiner and what "of" adds."""
    bare = _NUMERAL.sub("", _DETERMINER.sub("", words.lower()))
    return bare.split(" of ")[0].strip()


def _is_repelled_whole(trigger: Trigger) -> bool:
    """Whether "all attacks" told before were repelled: no new happening."""
    verb = trigger.token if trigger.verbal else trigger.carrier
    if verb is None or verb.lemma_.lower() not in _REPEL:
        return False
    heads = trigger.roles.objects if trigger.verbal else (trigger.token,)
    return bool(heads) and all(
        head.pos_ == "PRON"
        or (
            any(child.lower_ in _WHOLE | _BACK for child in head.children)
            and not any(child.dep_ in {"nummod", "prep"} for child in head.children)
        )
        for head in heads
    )


def _is_definite(trigger: Trigger) -> bool:
    return any(_points(child) for child in trigger.token.children)


def _points(child: Token) -> bool:
    return child.lower_ in _BACK and child.dep_ in {"det", "predet", "amod"}


def _adds(scene: Scene, trigger: Trigger, earlier: list[Event] | None = None) -> bool:
    """Whether a noun's own phrase tells a place, a time or a figure not told before."""
    phrase = phrase_of(trigger.token)
    if any(
        child.dep_ == "nummod" or child.ent_type_ == "ORDINAL" or child.lower_ in _FURTHER
        for child in trigger.token.children
    ):
        return True
    if trigger.rule.type in _MOVES and trigger.roles.obliques.get("of"):
        return True
    times = [item.entry for item in scene.times if item.inside(phrase)]
    names = {item.entry.name for item in scene.places if item.inside(phrase)}
    if earlier is None:
        return bool(times or names)
    if names - {item.entry.name for item in scene.places if item.last < trigger.first}:
        return True
    return any(not _overlaps(time.earliest, time.latest, earlier) for time in times)


def _overlaps(start: str | None, stop: str | None, earlier: list[Event]) -> bool:
    if start is None or stop is None:
        return True
    return any(
        event.earliest is None
        or event.latest is None
        or (event.earliest[:10] <= stop[:10] and start[:10] <= event.latest[:10])
        for event in earlier
    )
