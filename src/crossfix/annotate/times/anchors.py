"""What "today" means in each segment, and whether the report tells a story of the past.

The author speaks on the day of publication.  A pasted post has its own today, if a stamp, or
a date beside "yesterday" or "today", gives it away; else that of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from crossfix.annotate.times.context import Context
from crossfix.annotate.times.meanings import Found, Frame, Meaning, Sort
from crossfix.annotate.times.messages import stamp_readings
from crossfix.annotate.times.names import UnanchoredError
from crossfix.annotate.times.resolve import locate
from crossfix.lexicons.openings import opening_of
from crossfix.model import Document, Segment, SegmentKind
from crossfix.reading import Reading

_STAMP_LABEL: Final = re.compile(
    r"^\W*(?:published|posted|updated|date|dated|edited|sent|forwarded|time|report of|situation"
    r"|as of|day \d+|on|at|telegram|,|\||[-–—:·•]|\s|by [\w .]{2,30}|@\w+|\d{1,2}:\d\d|[ap]m)*\W*$",
    re.IGNORECASE,
)
_PLAUSIBLE_DAYS: Final = 60
"""How far before publication a pasted post may have been written."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """The day that "today" means, and the id of the record that says so."""

    day: date | None
    anchor: str | None


def published_day(document: Document) -> date | None:
    """The day of publication; ``None`` if it is not known."""
    try:
        return date.fromisoformat((document.published or "")[:10])
    except ValueError:
        return None


def datelines(reading: Reading, found: Mapping[str, Sequence[Found]]) -> dict[str, Dateline]:
    """The dateline of every segment, by segment id.

    ``found`` holds the expressions of each segment with offsets into the document.
    """
    published = published_day(reading.document)
    current = Dateline(published, reading.document.id if published else None)
    segments = sorted(reading.all(Segment), key=lambda segment: segment.start)
    by_id = {segment.id: segment for segment in segments}
    posts: dict[str, list[Segment]] = {}
    told: dict[str, Dateline] = {}
    message: Dateline | None = None
    for number, segment in enumerate(segments):
        here = found.get(segment.id, ())
        stamped = _message(segment, here, current.day)
        if stamped is not None:
            message = stamped if stamped.day != current.day else None
        elif message is not None and _ends_message(segment, here, message.day, current.day):
            message = None
        if segment.kind is SegmentKind.QUOTED_REPORT:
            if message is None:  # a stamp says more than the dates inside
                posts.setdefault(_root(segment, by_id).id, []).append(segment)
        elif stamped is None:
            own = _header(segment, here, current.day, opening=number < 3)
            if own is not None and (published is None or own <= published):
                current, message = Dateline(own, segment.id), None
        told[segment.id] = message or current
    for members in posts.values():
        above = told[members[0].id]
        day = _post_day(members, found, above.day)
        if day is not None and day != above.day:
            told |= {segment.id: Dateline(day, members[0].id) for segment in members}
    return told


def _message(segment: Segment, found: Sequence[Found], now: date | None) -> Dateline | None:
    """The dateline that a message's own stamp gives it."""
    stamps = stamp_readings(segment.text, segment.start, found)
    days = {day for stamp in stamps for day in [_day_of(stamp, now)]
            if day and _is_plausible(day, now)}  # fmt: skip
    return Dateline(days.pop(), segment.id) if len(days) == 1 else None


def _ends_message(
    segment: Segment, found: Sequence[Found], day: date | None, now: date | None
) -> bool:
    """Whether the author speaks again after a message.

    A heading, a line between parts or a line that leads in to something else is the author's;
    so is a paragraph whose "yesterday, 11 February" is reckoned from the author's day.
    """
    if segment.kind in {SegmentKind.SEPARATOR, SegmentKind.HEADING, SegmentKind.LEAD_IN}:
        return True
    return day != now and _written(found, now) == now is not None


def blocks_of(reading: Reading) -> dict[str, str]:
    """Segment id to the id of the first segment of its post, or of its block of lines.

    A clock time looks for its day through the whole of a post, and over the line breaks
    of a list, which are segments of their own.
    """
    segments = sorted(reading.all(Segment), key=lambda segment: segment.start)
    by_id = {segment.id: segment for segment in segments}
    blocks: dict[str, str] = {}
    before: Segment | None = None
    for segment in segments:
        root = segment.id
        if segment.kind is SegmentKind.QUOTED_REPORT:
            root = _root(segment, by_id).id
        elif before is not None and before.kind is segment.kind:
            gap = reading.document.text[before.stop : segment.start]
            if gap.count("\n") == 1 and not gap.strip():
                root = blocks[before.id]
        blocks[segment.id] = root
        before = segment
    return blocks


def _root(segment: Segment, by_id: Mapping[str, Segment]) -> Segment:
    """The first segment of a post that goes on over several."""
    seen = {segment.id}
    while segment.parent in by_id and segment.parent not in seen:
        above = by_id[segment.parent or ""]
        if above.kind is not SegmentKind.QUOTED_REPORT:
            break
        seen.add(above.id)
        segment = above
    return segment


def _day_of(meaning: Meaning, now: date | None) -> date | None:
    """The day of a calendar date; one without a year is the last one before ``now``."""
    named = meaning.sort is Sort.CALENDAR and meaning.month and meaning.day
    if not named or (meaning.year is None and now is None):
        return None
    try:
        return locate(meaning, Context(now=now, tense=-1))[0].exact_day
    except (UnanchoredError, ValueError):
        return None


def _header(
    segment: Segment, found: Sequence[Found], now: date | None, *, opening: bool
) -> date | None:
    """The day of a wire dateline ("KYIV, Feb 12 —"), or of a stamp at the report's head."""
    wire = opening_of(segment.text)
    for one in found[:1]:
        day = _day_of(one.meaning, now)
        before = segment.text[: one.start - segment.start]
        after = segment.text[one.stop - segment.start :]
        if day and wire is not None and len(before) < wire.stop:
            return day
        if day and opening and now is None and _is_stamp(before) and _is_stamp(after):
            return day
    return None


def _is_stamp(rest: str) -> bool:
    """Whether what stands beside a date on its line is only a label of it."""
    return len(rest) < 60 and bool(_STAMP_LABEL.match(rest))


def _stamped(segment: Segment, found: Sequence[Found], now: date | None) -> date | None:
    """The day of a first or last line that holds nothing but a date."""
    for one in [*found[:1], *found[-1:]]:
        start, stop = one.start - segment.start, one.stop - segment.start
        opens = segment.text.rfind("\n", 0, start) + 1
        closes = segment.text.find("\n", stop)
        closes = len(segment.text) if closes < 0 else closes
        edge = not segment.text[:opens].strip() or not segment.text[closes:].strip()
        before, after = segment.text[opens:start], segment.text[stop:closes]
        if edge and _is_stamp(before) and _is_stamp(after):
            return _day_of(one.meaning, now)
    return None


def _post_day(
    members: Sequence[Segment], found: Mapping[str, Sequence[Found]], now: date | None
) -> date | None:
    """The day on which a post was written, if the post itself tells it."""
    everything = [one for segment in members for one in found.get(segment.id, ())]
    ends = {members[0].id: members[0], members[-1].id: members[-1]}.values()
    for segment in ends:
        here = found.get(segment.id, ())
        day = _header(segment, here, now, opening=False) or _stamped(segment, here, now)
        if day and _is_plausible(day, now):
            return day
    if any(_named_today(one.meaning) for one in everything):
        return _written(everything, now)
    full = {day for one in everything if one.meaning.is_full_date
            for day in [_day_of(one.meaning, now)] if day and _is_plausible(day, now)}  # fmt: skip
    return max(full, default=None)


def _written(found: Sequence[Found], now: date | None) -> date | None:
    """The day on which "yesterday" or "today" is the one date that stands beside it."""
    relative = {offset for one in found for offset in _named_today(one.meaning)}
    dated = [(one.meaning.is_full_date, day) for one in found
             for day in [_day_of(one.meaning, now)] if day and _is_plausible(day, now)]  # fmt: skip
    days = {day for full, day in dated if full} or {day for _, day in dated}
    if len(days) != 1 or not relative:
        return None
    [day] = days
    # "yesterday" names the date given, unless "today" alone stands beside it
    written = day - timedelta(min(relative))
    return written if _is_plausible(written, now) else None


def _named_today(meaning: Meaning) -> Iterable[int]:
    """0 for "today", "this morning"; -1 for "yesterday", "last night"; -2 for the day before."""
    if meaning.frame is not Frame.SPEECH or meaning.step not in {0, -1, -2} or meaning.count:
        return ()
    deictic = (meaning.sort is Sort.SHIFT and meaning.unit == "D") or (
        meaning.sort is Sort.MOMENT and meaning.part is not None
    )
    return (int(meaning.step),) if deictic else ()


def _is_plausible(day: date, now: date | None) -> bool:
    return now is None or timedelta(0) <= now - day <= timedelta(_PLAUSIBLE_DAYS)


def tells_history(found: Iterable[Meaning], now: date | None) -> bool:
    """Whether a report narrates the past: its explicit years lie far from its dateline.

    Then a bare "In March" follows the date told before it, not the dateline.  A report
    that leans on "today" and weekdays speaks of its own days, whatever years it cites; a few
    far years do not outweigh a single such word.
    """
    far = near = deictic = 0
    for meaning in found:
        first = meaning.since or meaning
        if first.sort is Sort.CALENDAR and first.year is not None and first.scale is None:
            distant = now is None or abs(now.year - first.year) > 2
            far, near = far + distant, near + (not distant)
        elif first.frame is Frame.SPEECH or (first.weekday and first.step is None):
            deictic += 1
    enough = far >= 8 or (far >= 3 and not deictic)
    return enough and far > 2 * (near + deictic)


def puts_day_first(text_dates: Iterable[str]) -> bool | None:
    """Whether figures put the day first, by those of the report that can be read one way."""
    first = second = 0
    for figures in text_dates:
        left, right = (int(part) for part in figures.split("/")[:2])
        first, second = first + (left > 12 >= right), second + (right > 12 >= left)
    return None if bool(first) == bool(second) else first > 0


def period_of(found: Iterable[Meaning]) -> tuple[int, int]:
    """The years that a history is about: those within 25 of the middle one it names.

    Before Christ, where sources date loosely and wars last, within 150.
    """
    years = sorted(
        first.year
        for meaning in found
        for first in [meaning.since or meaning]
        if first.sort is Sort.CALENDAR and first.year is not None and first.scale is None
    )
    if not years:
        return -9999, 9999
    middle = years[len(years) // 2]
    reach = 25 if middle > 0 else 150
    return middle - reach, middle + reach
