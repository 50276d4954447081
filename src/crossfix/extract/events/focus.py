"""What a segment has told so far, from which later events take what they leave out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from crossfix.extract.events import circumstances as told
from crossfix.extract.events.circumstances import When
from crossfix.extract.events.lexicon import classes_of, vocabulary
from crossfix.extract.events.repeats import Memory
from crossfix.extract.events.scene import Laid, Scene
from crossfix.extract.events.telling import is_of_telling, is_of_witness, is_stamp
from crossfix.extract.events.trigger import Trigger
from crossfix.extract.events.whereabouts import is_of_people, is_origin, wide_only
from crossfix.extract.events.written import leading_places
from crossfix.lexicons.openings import told_sentences
from crossfix.model import EventType, Place, Segment, SegmentKind, Time
from crossfix.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

SOMEWHERE: Final = frozenset({
    EventType.OTHER, EventType.AID, EventType.ARREST, EventType.PROTEST,
})  # fmt: skip
"""Happenings that are at a place too, though what is told beside them says less of where."""
PHYSICAL: Final = frozenset({
    EventType.STRIKE, EventType.CLASH, EventType.ADVANCE, EventType.RETREAT, EventType.DAMAGE,
    EventType.OUTAGE, EventType.CASUALTIES, EventType.DEPLOYMENT, EventType.CAPTURE,
})  # fmt: skip
_CHAINED: Final = frozenset({"conj", "advcl", "ccomp", "xcomp", "parataxis", "acl", "relcl"})
_POINTING: Final = frozenset({"the", "this", "that", "these", "those"})
_LAUNCHING: Final = frozenset({"launch", "fire", "shoot", "fly"})
_TOTALS: Final = frozenset({"total", "overall", "altogether"})


@dataclass(frozen=True, slots=True)
class Told:
    """An event told earlier in the sentence: its word, where and when."""

    trigger: Trigger
    places: Sequence[Laid[Place]]
    when: When


@dataclass(slots=True)
class Focus:
    """The leading places and times of a segment, and those of the events told last.

    ``stamped`` says that its leading time only heads an entry ("Ministry of defence, 11:00."),
    ``from_afar`` that its leading places are where something set out from.
    """

    memory: Memory
    lead_places: Sequence[Laid[Place]] = ()
    lead_when: When = field(default_factory=When)
    stamped: bool = False
    from_afar: bool = False
    last_when: When = field(default_factory=When)
    last_places: Sequence[Laid[Place]] = ()
    new_places: Sequence[Laid[Place]] = ()
    sentence: int = -1
    told: list[Told] = field(default_factory=list)

    def enter(self, sentence: int) -> None:
        """Go on to a sentence: the places of the one before become those told last."""
        if sentence != self.sentence:
            self.last_places = self.new_places or self.last_places
            self.sentence, self.new_places = sentence, ()
            self.told = []

    def leave(self) -> None:
        """Go on to a place that nobody found: of those told only the wider ones still hold."""
        self.lead_places = wide_only(self.lead_places)
        self.last_places = wide_only(self.last_places)
        self.new_places = wide_only(self.new_places)

    def beside(self, trigger: Trigger) -> Told | None:
        """The event of the same sentence whose clause this one's hangs on or is joined to."""
        for earlier in reversed(self.told):
            if _is_chained(trigger.token, earlier.trigger.token):
                bodily = trigger.rule.type in PHYSICAL
                if bodily == (earlier.trigger.rule.type in PHYSICAL):
                    return earlier
        return None


def opening(scene: Scene, focuses: dict[str, Focus], reading: Reading, memory: Memory) -> Focus:
    """The focus at the start of a segment: its first sentence, else what it hangs on.

    A pasted report without a place of its own takes up those that its lead-in told last;
    a paragraph those of the paragraph before, where it points back at them.
    """
    doc = scene.passage.doc
    first = next(told_sentences(doc), None)
    focus = Focus(memory)
    if first is not None:
        stop = first.end if first.end - first.start > 2 else min(len(doc), first.end + 40)
        places = [p for p in scene.places if p.first < stop and _may_hold(scene, p)]
        focus.lead_places = leading_places(places, first.start)
        focus.from_afar = all(is_origin(scene, item) for item in focus.lead_places)
        times = _behind([t for t in scene.times if t.first < stop], first.start)
        times = [t for t in times if _may_lead(scene, t)]
        focus.lead_when = told.bounded([t.entry for t in times if t.entry.earliest])
        focus.stamped = all(is_stamp(scene, t) and t.first >= first.start for t in times) and (
            focus.lead_when.earliest or ""
        ).startswith((scene.today or "-")[:10])
    parent = reading.get(Segment, scene.segment.parent)
    above = focuses.get(parent.id) if parent is not None else None
    if above is not None:
        focus.lead_places = focus.lead_places or _latest(above)
        if focus.lead_when.earliest is None and above.lead_when.precision == 1:
            focus.lead_when = above.lead_when
    elif focuses and not scene.places and _points_back(scene):
        previous_id, previous = next(reversed(focuses.items()))
        before = reading.get(Segment, previous_id)
        if before is not None and _continues(before, scene.segment):
            focus.lead_places = _latest(previous)
    return focus


def _behind(laid: Sequence[Laid[Time]], start: int) -> Sequence[Laid[Time]]:
    """The times behind a dateline; where none is told there, its own."""
    return [item for item in laid if item.first >= start] or laid


def _may_hold(scene: Scene, item: Laid[Place]) -> bool:
    """Whether a place may hold for what comes next: not where it came from, or where it is said."""
    if _is_launch_site(scene, item) or is_of_people(scene, item):
        return False
    return not is_of_telling(scene, item) or is_of_witness(scene, item)


def _may_lead(scene: Scene, item: Laid[Time]) -> bool:
    """Whether a time may hold for what a segment tells next: no bound, no day of a statement."""
    bound = told.is_since(scene, item) or told.is_until(scene, item)
    return not (bound or told.is_vague(item.entry) or is_of_telling(scene, item))


def _is_launch_site(scene: Scene, item: Laid[Place]) -> bool:
    sentence = scene.passage.doc[item.last].sent
    return is_origin(scene, item) and any(t.lemma_.lower() in _LAUNCHING for t in sentence)


def _latest(focus: Focus) -> Sequence[Laid[Place]]:
    return focus.new_places or focus.last_places or focus.lead_places


def _continues(before: Segment, segment: Segment) -> bool:
    kinds = {before.kind, segment.kind}
    return before.voice == segment.voice and kinds == {SegmentKind.PARAGRAPH}


def _points_back(scene: Scene) -> bool:
    """Whether a passage speaks of "the city", "the base" or "the strike" as known."""
    doc = scene.passage.doc
    if any(token.lower_ in _TOTALS for token in doc[:4]):
        return False
    return any(
        token.lower_ in _POINTING
        and token.i + 1 < len(doc)
        and (_is_site(token.nbor(1)) or token.nbor(1).lemma_.lower() in vocabulary().nouns)
        for token in doc
    )


def _is_site(token: Token) -> bool:
    return token.tag_ == "NN" and bool(classes_of(token) & {"site", "ground"})


def _is_chained(one: Token, other: Token) -> bool:
    """Whether one verb's clause hangs on the other's, or is joined to it."""
    return _hangs_on(one, other) or _hangs_on(other, one)


def _hangs_on(token: Token, above: Token) -> bool:
    for _ in range(4):
        if token.dep_ not in _CHAINED:
            return False
        token = token.head
        if token == above:
            return True
    return False
