"""Which times of a report lie ahead of it, and by which day a forecast must come true."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from crossfix import lexicons
from crossfix.extract.terms import last_of_term
from crossfix.model import Span, Time
from crossfix.reading import Passage

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEFORE: Final = re.compile(r"\bbefore\s(?:the\s)?$", re.IGNORECASE)
_UNTIL: Final = re.compile(
    r"\b(?:by|before|until|till|no later than|not later than)\s(?:the\s|next\s)?$", re.IGNORECASE
)
_OPEN_END: Final = re.compile(
    r"\b(?:after|since|past|beyond|(?:no|not)\s(?:earlier|sooner)\sthan|at\sleast\suntil)\s"
    r"(?:the\s|early\s|late\s)?$",
    re.IGNORECASE,
)
_EARLIEST: Final = re.compile(r"[\s,]*at\sthe\s(?:very\s)?earliest\b", re.IGNORECASE)
_VAGUE: Final = re.compile(r"PT?X")
_END: Final = re.compile(r"(?:the\s+)?(?:very\s+)?(?:end|close)\b", re.IGNORECASE)
_WEEKDAY: Final = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:\s(?:morning|afternoon|evening|night))?$", re.I
)
_YEARLY: Final = re.compile(
    r"(?:spring|summer|autumn|fall|winter|christmas|easter|new year|january|february|march|april|"
    r"may|june|july|august|september|october|november|december)$",
    re.IGNORECASE,
)
_MODALS: Final = frozenset({"will", "'ll", "’ll", "wo", "would", "shall", "can", "must", "should"})
_HELD: Final = lexicons.words("attribution", "verbs", "speech") | lexicons.words(
    "attribution", "verbs", "showing"
)
_DAWN: Final = "T06:00"


@dataclass(frozen=True, slots=True)
class Ahead:
    """A time that lies ahead: its words, its first and its last day (None when open).

    ``term`` says that it is a length of time from today ("within ten days") and names no day.
    """

    span: Span
    first: str | None
    last: str | None
    term: bool = False


def find_ahead(passage: Passage, times: Iterable[Time], today: str | None) -> Iterator[Ahead]:
    """The times of a passage that lie after the report.

    A name that comes round ("Friday", "spring") and was read as the last one is the next
    one where "by", "before" or "until" leads to it, or where it says when something will be.
    """
    for time in times:
        first = time.earliest[:10] if time.earliest else None
        if time.value is not None and time.value.startswith("FUTURE"):
            yield Ahead(time.span, first, _last_day(time))
        elif _VAGUE.match(time.value or ""):  # "the coming weeks" have no last day
            if time.latest and (today is None or time.latest[:10] > today[:10]):
                yield Ahead(time.span, first, None)
        elif time.latest is None:
            if today is not None and time.type.value == "DURATION":
                last = last_of_term(passage, time, today)
                if last is not None:
                    yield Ahead(time.span, today[:10], last, term=True)
        elif today is None or time.latest[:10] > today[:10]:
            yield Ahead(time.span, first, _last_day(time))
        elif first is not None and _comes_round(passage, time):
            days = 7 if _WEEKDAY.match(time.text) else 0
            moved = (_moved(first, days, today), _moved(time.latest[:10], days, today))
            yield Ahead(time.span, *moved)


def _last_day(time: Time) -> str | None:
    """The last day of a time; a night belongs to the day on which it begins."""
    if time.latest is None:
        return None
    if time.type.value == "TIME" and time.earliest and time.latest[10:16] <= _DAWN:
        if time.latest.endswith("T00:00"):
            return (date.fromisoformat(time.latest[:10]) - timedelta(days=1)).isoformat()
        return time.earliest[:10]
    return time.latest[:10]


def _comes_round(passage: Passage, time: Time) -> bool:
    weekday = _WEEKDAY.match(time.text) is not None
    if not weekday and _YEARLY.match(time.text) is None:
        return False
    at = time.start - passage.offset
    if _UNTIL.search(passage.text[max(0, at - 24) : at]):
        return True
    tokens = passage.find(time.span)
    verb = _governor(tokens.root) if tokens is not None else None
    if verb is None or (tokens is not None and _is_of_saying(tokens.root)):
        return False
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    ahead = _MODALS | {"to"} if weekday else frozenset({"to"})
    due = any(c.lower_ == "due" for c in verb.children)
    return due or bool(auxiliaries & ahead) or (weekday and verb.tag_ in {"VBZ", "VBP"})


def _is_of_saying(token: Token) -> bool:
    """Whether a time stands right behind a verb of saying: "said on Wednesday it would"."""
    lead = token.head if token.head.dep_ == "prep" else token
    first = lead.left_edge
    return first.i > 0 and first.nbor(-1).lemma_.lower() in _HELD and first.nbor(-1).tag_ == "VBD"


def _governor(token: Token) -> Token | None:
    """The verb that a time hangs on, through prepositions and adverbs only."""
    for above in token.ancestors:
        if above.pos_ in {"VERB", "AUX"}:
            held = above.lemma_.lower() in _HELD
            return None if held else above
        if above.dep_ not in {"prep", "advmod", "npadvmod", "acomp"}:
            return None
    return None


def _moved(day: str, days: int, today: str) -> str:
    """A day moved on by weeks, or by years, until it lies after the report."""
    moved = date.fromisoformat(day)
    limit = date.fromisoformat(today[:10])
    while moved <= limit:
        leap = moved.month == 2 and moved.day == 29
        moved = (
            moved + timedelta(days=days)
            if days
            else moved.replace(year=moved.year + 1, day=28 if leap else moved.day)
        )
    return moved.isoformat()


def deadline_of(
    passage: Passage, ahead: Iterable[Ahead], span: Span, inner: Sequence[Span]
) -> str | None:
    """The last day of the latest future time in the clause; "before" ends the day before.

    A time that stands in a forecast inside this one is that forecast's.
    """
    days = []
    for time in ahead:
        if time.last is None or not span.covers(time.span):
            continue
        if any(other.covers(time.span) for other in inner):
            continue
        at, after = time.span.start - passage.offset, time.span.stop - passage.offset
        if _OPEN_END.search(passage.text[max(0, at - 28) : at]):
            continue
        if _EARLIEST.match(passage.text, after):
            continue
        ends = _END.match(time.span.text) is not None
        if time.first and not ends and _BEFORE.search(passage.text[max(0, at - 12) : at]):
            days.append((date.fromisoformat(time.first) - timedelta(days=1)).isoformat())
        else:
            days.append(time.last)
    return max(days, default=None)
