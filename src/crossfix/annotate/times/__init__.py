"""Times: every time expression of a report, what it means, and each segment's "today"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

import msgspec

from crossfix.annotate.times.anchors import (
    Dateline,
    blocks_of,
    datelines,
    period_of,
    puts_day_first,
    tells_history,
)
from crossfix.annotate.times.context import Beside, Context, Resolved
from crossfix.annotate.times.footage import footage_stamps
from crossfix.annotate.times.join import is_twin
from crossfix.annotate.times.meanings import Found, Frame, Meaning, Sort
from crossfix.annotate.times.names import NO_BASE
from crossfix.annotate.times.ranges import part_ranges
from crossfix.annotate.times.recognise import (
    counts_before_christ,
    era_of,
    lowered,
    recognise,
)
from crossfix.annotate.times.resolve import resolve
from crossfix.annotate.times.story import tell_years
from crossfix.annotate.times.tense import tense_of
from crossfix.annotate.times.values import Point
from crossfix.annotate.times.zones import zone_of_report
from crossfix.config import Config
from crossfix.lexicons import words
from crossfix.model import Entry, Notice, Segment, Time, make_id
from crossfix.reading import Passage, Reading

_SLASHED: Final = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}/\d{2,4}(?![\d/])")

_STOP: Final = re.compile(r"[.!?\n](?:\s|$)")
_OF_HISTORIES: Final = words("times", "manner", "history")
_OF_REPORTS: Final = words("times", "manner", "report")
_QUARTER_REACH: Final = 1_000
"""Characters within which "a year earlier" is reckoned from the quarter told last."""


class Times:
    """Recognises time expressions, tells datelines, and reckons each expression's value."""

    name = "times"
    version = "3"

    def __init__(self, config: Config) -> None:
        self.config = config

    def run(self, reading: Reading) -> Iterator[Entry | Notice]:
        """Each segment with its dateline, each time, and a notice if no date is known."""
        text = reading.document.text
        stamps = footage_stamps(text)
        ancient, era = counts_before_christ(text), era_of(text)
        by_passage = [_found_in(passage, stamps, ancient, era) for passage in reading.passages]
        by_segment: dict[str, list[Found]] = {}
        for passage, found in zip(reading.passages, by_passage, strict=True):
            moved = [Found(one.start + passage.offset, one.stop + passage.offset, one.meaning)
                     for one in found]  # fmt: skip
            by_segment.setdefault(passage.segment, []).extend(moved)
        told = datelines(reading, by_segment)
        for segment in reading.all(Segment):
            day = told[segment.id].day
            yield msgspec.structs.replace(segment, dateline=day.isoformat() if day else None)
        meanings = [one.meaning for found in by_passage for one in found]
        yield from _reckon(reading, by_passage, told, meanings)


def _found_in(passage: Passage, stamps: frozenset[int], ancient: bool, era: range) -> list[Found]:
    end = passage.offset + len(passage.text)
    skip = frozenset(at - passage.offset for at in stamps if passage.offset <= at < end)
    return recognise(passage.text, passage.doc, ancient=ancient, era=era, skip=skip)


@dataclass(slots=True)
class _Story:
    """What has been told so far, as the reckoning goes through a report."""

    context: Context = field(default_factory=Context)
    block: str = ""
    period: tuple[int, int] = (-9999, 9999)
    quarter_at: int = 0

    def enter(self, block: str, dateline: Dateline) -> None:
        """Move to a segment: its own today; in a new block nothing is told yet."""
        local = self.context.local and block == self.block
        self.block = block
        night = self.context.night if local else None
        self.context = replace(
            self.context, now=dateline.day, now_id=dateline.anchor, local=local, night=night
        )

    def before(self, start: int) -> Context:
        """What is known before an expression; a quarter is forgotten after a while."""
        if start - self.quarter_at > _QUARTER_REACH:
            return replace(self.context, quarter=None)
        return self.context

    def tell(self, time: Time, resolved: Resolved, meaning: Meaning) -> None:
        """Take note of a date told, which later expressions may be reckoned from."""
        point = resolved.point
        if point is None or meaning.sort in {Sort.VAGUE, Sort.SET}:
            return
        if self.context.beside is Beside.TWIN:
            return  # "01:30 Moscow time (22:30 UTC)": the story goes on by the first
        if meaning.quarter and meaning.year is None and meaning.step is None:
            self.context = replace(self.context, quarter=point, quarter_id=time.id)
            self.quarter_at = time.start
        from_now = meaning.frame is Frame.SPEECH and time.anchor == self.context.now_id
        if self.context.narrative and from_now:
            return  # an aside from the writer's own day; the story goes on where it was
        if self.context.narrative and not self.period[0] <= point.year <= self.period[1]:
            return  # "as in 1614": a glance at another age
        context = replace(self.context, told=point, told_id=time.id, local=True)
        if point.exact_day is not None:
            context = replace(context, night=_night_of(point, meaning, context.night))
            context = replace(context, told_day=point, told_day_id=time.id)
        elif not self.context.local:
            context = replace(context, told_day=None, told_day_id=None)
        self.context = context


def _night_of(point: Point, meaning: Meaning, night: date | None) -> date | None:
    """The day on which the night began that a report goes on to tell of."""
    on_night = point.clock and (meaning.since or meaning).sort is Sort.MOMENT
    if point.exact_day is None or on_night:
        return night
    if meaning.sort is Sort.RANGE and meaning.part == "NI":
        return point.exact_day - timedelta(1)
    if point.part == "NI" and not point.loose:
        return point.exact_day
    return night if point.part else None


def _beside(before: Found | None, one: Found, text: str) -> Beside:
    """How an expression stands to the one before it in its passage."""
    if before is None:
        return Beside.APART
    gap = text[before.stop : one.start]
    if before.meaning.clock and one.meaning.clock and is_twin(gap):
        return Beside.TWIN
    return Beside.APART if _STOP.search(gap) else Beside.SENTENCE


def _reckon(
    reading: Reading,
    by_passage: list[list[Found]],
    told: dict[str, Dateline],
    meanings: list[Meaning],
) -> Iterator[Time | Notice]:
    days = [line.day for line in told.values() if line.day]
    day_first = puts_day_first(_SLASHED.findall(reading.document.text))
    history = tells_history(meanings, max(days, default=None))
    zone = zone_of_report(lowered(reading.document.text))
    story = _Story(
        Context(narrative=history, day_first=day_first, zone=zone), period=period_of(meanings)
    )
    blocks = blocks_of(reading)
    undated = number = 0
    by_passage = [
        [one for one in found if _fits(one, passage.text, history=history)]
        for passage, found in zip(reading.passages, by_passage, strict=True)
    ]
    if history:
        by_passage = [
            list(part_ranges(found, passage.text))
            for passage, found in zip(reading.passages, by_passage, strict=True)
        ]
    told_in = [one.meaning for found in by_passage for one in found]
    years = tell_years(told_in) if history else {}
    for passage, found in zip(reading.passages, by_passage, strict=True):
        story.enter(blocks[passage.segment], told[passage.segment])
        before: Found | None = None
        for one in found:
            beside = _beside(before, one, passage.text)
            story.context = replace(story.context, beside=beside)
            known = story.before(passage.offset + one.start)
            context = replace(known, tense=_tense(passage, one), year=years.get(number))
            before = one
            aside = number in years and years[number] is None
            number += 1
            resolved = resolve(one.meaning, context)
            undated += resolved.reason == NO_BASE
            time = _time(reading, passage, one, resolved)
            yield time
            if not aside:
                story.tell(time, resolved, one.meaning)
    if undated:
        yield Notice(about="times", message=f"{undated} relative expressions without a value: "
                     f"{NO_BASE}")  # fmt: skip


def _fits(found: Found, text: str, *, history: bool) -> bool:
    """Whether an expression tells a time in this way of reading.

    "That period" is one where a story is told; "the former king" lies before its now,
    whereas a report's "former minister" only had the office.
    """
    if found.meaning.unit == "SAME":
        return history
    return text[found.start : found.stop].lower() not in (_OF_REPORTS if history else _OF_HISTORIES)


def _tense(passage: Passage, found: Found) -> int:
    return tense_of(passage.doc.char_span(found.start, found.stop, alignment_mode="expand"))


def _time(reading: Reading, passage: Passage, found: Found, resolved: Resolved) -> Time:
    span = passage.chars(found.start, found.stop)
    return Time(
        span=span,
        id=make_id("tim", reading.document.id, span),
        type=resolved.type,
        value=resolved.value,
        earliest=resolved.earliest,
        latest=resolved.latest,
        anchor=resolved.anchor,
        reason=resolved.reason,
    )
