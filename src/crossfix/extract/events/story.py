"""The day and the places that a report goes on with from one paragraph to the next.

A report of one happening names its day and place once, at its head: what it says had been hit,
burned or lost since belongs there.  A narrative moves on from day to day, and what it tells
next falls on the day that it has reached.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from crossfix import lexicons
from crossfix.extract.events.circumstances import When, bounded, is_ahead
from crossfix.extract.events.reckoning import (
    day_above,
    from_speaker,
    from_story,
    is_of_speaker,
    is_span,
    last_of_name,
    sole_day,
)
from crossfix.extract.events.scene import Laid, Scene
from crossfix.extract.events.telling import complement_of, is_of_telling
from crossfix.extract.events.trigger import Trigger
from crossfix.extract.events.whereabouts import is_of_people, is_origin
from crossfix.extract.events.written import SETTLED, gap_between, leading_places
from crossfix.lexicons.openings import first_word, opening_of, told_sentences
from crossfix.model import Place, Segment, SegmentKind, Time, TimeType
from crossfix.reading import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

_APART: Final = 50.0
"""Kilometres from which what a wire story tells of elsewhere is another happening."""
_TITLE: Final = 20
"""Words up to which a line without a full stop may be a title."""
_HEADS: Final = frozenset({SegmentKind.HEADING, SegmentKind.SEPARATOR})
_SUMMARY: Final = re.compile(
    rf"\b(?:{'|'.join(lexicons.load('events')['summaries']['titles'])})\b", re.IGNORECASE
)
"""What a report is called that sums up a day ("Evening summary", "Operational update")."""

UNKNOWN: Final = ""
"""Stands for the place that a paragraph names and nobody knows."""
_BULLETS: Final = frozenset("▪▫•●○◦‣■□▶►➡*-–—·")
"""What begins an entry of a list, in which each entry tells of something else."""
_ELSEWHERE: Final = frozenset({"separately", "elsewhere", "also", "meanwhile"})

Places = Sequence[Laid[Place]]


@dataclass(slots=True)
class Story:
    """What a report has told so far of when and where it plays.

    ``today`` is the day in its heading; ``head`` and ``places`` are the day and the places of
    what it opened with, ``main`` is the day that it has reached since.  ``wire`` says that it
    is an agency's report of one happening, ``summary`` that the report sums up what its day has
    brought in many places, ``paragraphs`` how many it has begun, ``apart`` that
    the last one turns to something else, ``listed`` that they are entries of a list, and
    ``here`` holds the names of its places.
    """

    today: str | None = None
    head: When = field(default_factory=When)
    places: Places = ()
    main: When = field(default_factory=When)
    wire: bool = False
    summary: bool = False
    paragraphs: int = 0
    apart: bool = False
    listed: bool = False
    here: set[str] = field(default_factory=set)

    def day_in(self, reading: Reading, segment: Segment) -> str | None:
        """The day of whoever speaks in a segment."""
        if segment.kind is SegmentKind.QUOTED_REPORT:
            return day_above(reading, segment) or segment.dateline
        today = segment.dateline
        if not _is_title(segment) or self.paragraphs:
            return self.today or today
        self.summary = self.summary or _SUMMARY.search(segment.text) is not None
        if today is not None:
            times = tuple(reading.within(Time, segment.span))
            day = sole_day(times, today)
            if day is not None:
                self.today = None if any(map(is_of_speaker, times)) else day
                self.main = self.head = When(_points(times), day, day)
        return self.today or today

    def begin(self, scene: Scene) -> None:
        """Go on to another paragraph; the first may name the day and place of them all."""
        self.here = set()
        doc = scene.passage.doc
        self.apart = doc[first_word(doc)].lower_ in _ELSEWHERE if len(doc) else False
        if scene.segment.kind in _HEADS or (not self.paragraphs and _is_title(scene.segment)):
            self._take_topic(scene)
            return
        self.paragraphs += 1
        if self.paragraphs > 1:
            return
        text = scene.segment.text.strip()
        self.listed = text[:1] in _BULLETS
        if self.listed:
            return
        opening = opening_of(text)
        self.wire = opening is not None and opening.wired
        self._take_topic(scene)
        first = next(told_sentences(doc), None)
        if first is not None and scene.today is not None and not self.head.times:
            inside = [item for item in scene.times if item.last < first.end]
            behind = [item for item in inside if item.first >= first.start] or inside
            times = tuple(item.entry for item in behind if not is_of_telling(scene, item))
            if sole_day(times, scene.today) is not None:
                self.main = self.head = bounded(_points(times))

    def _take_topic(self, scene: Scene) -> None:
        """The settlement or site that a heading or the first sentence names, if it names one."""
        first = next(told_sentences(scene.passage.doc), None)
        if first is None or self.places:
            return
        inside = [item for item in scene.places if item.first < first.end]
        found = [
            item
            for item in leading_places(inside, first.start)
            if item.entry.feature in SETTLED
            and not is_of_people(scene, item)
            and (scene.segment.kind in _HEADS or not is_origin(scene, item))
        ]
        if len({item.entry.name for item in found}) == 1:
            self.places = tuple(found[:1])

    def tell(self, trigger: Trigger, when: When, places: Places, *, named: bool) -> None:
        """Take up an event that names its day; ``named`` says that it names its place too."""
        if when.precision != 1 or not when.times:
            return
        opening = self.paragraphs <= (2 if self.wire else 1) and not self.listed
        if opening and not self.head.times:
            self.head = self.main = when
        if opening and places and (named or not self.places):
            self.places = _with_town(places, self.places)
        elif not is_reported(trigger) and not is_pluperfect(trigger):
            later = self.main.earliest is None or (when.earliest or "") >= self.main.earliest
            self.main = when if later else self.main

    def goes_on(self, trigger: Trigger, places: Places) -> bool:
        """Whether an event that names no day, or no place, belongs to what the report is about."""
        if self.apart or not is_past(trigger) or is_perfect(trigger):
            return False
        if self.summary:
            return not is_reported(trigger)
        if self.wire:
            return not _are_apart(places, self.places)
        names = {item.entry.name for item in places} | self.here
        known = {item.entry.name for item in self.places}
        return names <= known or (not known and is_span(self.head))

    def plays_on(self, scene: Scene, trigger: Trigger, *, bodily: bool) -> bool:
        """Whether an event that names no place is where the report plays.

        What somebody says need not be, but in an agency's report of one happening, nor what is
        told of in a post of somebody else.
        """
        if self.apart or is_perfect(trigger):
            return False
        if is_reported(trigger):
            return self.wire and bodily
        if scene.segment.kind is SegmentKind.QUOTED_REPORT:
            return False
        if self.wire:
            return UNKNOWN not in self.here
        return self.here <= {item.entry.name for item in self.places}

    def day_of(self, trigger: Trigger, places: Places) -> When:
        """The day of an event that names none, if the story may tell it."""
        if not self.goes_on(trigger, places):
            return When()
        first, then = self.main, self.head
        if is_reported(trigger) or is_pluperfect(trigger):
            first, then = then, first
        return first if first.times else then

    def set_back(self, scene: Scene, trigger: Trigger, when: When) -> When:
        """A time that was reckoned from the day of publication, put on the day that it means."""
        day = scene.segment.dateline
        if when.earliest is None or not when.times or day is None:
            return when
        again = from_speaker(when, day, scene.today)
        if not is_past(trigger):
            return again
        own = scene.today == (self.today or day) and not is_span(self.main)
        if again is when and self.main.times and own:
            again = from_story(when, day, self.main, before=is_pluperfect(trigger))
        return last_of_name(again) if is_ahead(scene, again) else again


def _is_title(segment: Segment) -> bool:
    """Whether a segment is a heading, or a line that stands like one."""
    text = segment.text.strip()
    short = len(text.split()) <= _TITLE and not text.endswith((".", "!", "?", "…", ":"))
    return segment.kind in _HEADS or (segment.kind is SegmentKind.PARAGRAPH and short)


def _points(times: Sequence[Time]) -> tuple[Time, ...]:
    return tuple(t for t in times if t.earliest and t.type in {TimeType.DATE, TimeType.TIME})


def is_reported(trigger: Trigger) -> bool:
    """Whether an event is told as what somebody says.

    What stands before "he said" is told by the report as well.
    """
    content = complement_of(trigger.token)
    return content is not None and content.i > content.head.i


def _verb(trigger: Trigger) -> Token | None:
    return trigger.token if trigger.verbal else trigger.carrier


def _auxiliaries(trigger: Trigger) -> list[Token]:
    verb = _verb(trigger)
    return [] if verb is None else [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]


def is_pluperfect(trigger: Trigger) -> bool:
    """Whether an event is told as before what else is told ("had been hit")."""
    return any(part.lower_ in {"had", "having"} for part in _auxiliaries(trigger))


def is_perfect(trigger: Trigger) -> bool:
    """Whether an event is told in the perfect, which names no moment ("has emptied")."""
    return any(part.lower_ in {"has", "have", "’ve", "'ve"} for part in _auxiliaries(trigger))


def is_past(trigger: Trigger) -> bool:
    """Whether an event is told in a past tense, or by words without any tense."""
    verb = _verb(trigger)
    if verb is None or is_perfect(trigger):
        return True
    parts = [verb, *_auxiliaries(trigger)]
    return not any(part.tag_ in {"VBZ", "VBP", "MD"} for part in parts)


def _with_town(places: Places, topic: Places) -> Places:
    """The places told, with the town at the head where they are only regions."""
    if any(item.entry.feature in SETTLED for item in places):
        return places
    return (*topic, *places) if topic else places


def _are_apart(places: Places, others: Places) -> bool:
    """Whether all places of two events that are known lie far from each other."""
    mine = [item.entry for item in places if item.entry.lat is not None]
    theirs = [item.entry for item in others if item.entry.lat is not None]
    return all(gap_between(a, b) > _APART for a in mine for b in theirs) and bool(mine and theirs)
