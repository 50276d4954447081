"""The day on which a length of time from today ends: "within ten days", "in a month"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from crossfix import lexicons
from crossfix.model import Time
from crossfix.reading import Passage

_WITHIN: Final = re.compile(
    r"\b(?:within|inside(?:\sof)?|in|over|in\s(?:under|less\sthan|about|around|roughly|some)|"
    r"in\sthe\sspace\sof|(?:with)?in\sas\slittle\sas)\s(?:the\snext\s)?$",
    re.IGNORECASE,
)
_GIVEN: Final = re.compile(r"\b(?:has|have|giv(?:e|es|en|ing)|gave)\s(?:[\w’'-]+\s){0,4}$", re.I)
_LENGTH: Final = re.compile(r"P(\d+)([DWMY])$|PT(\d+)(H)$")
_RANGE: Final = re.compile(r"\b(?:to|or|and|[-–])\s?(\w+)\s\w+$", re.IGNORECASE)
_LEAD: Final = 28
_LAST: Final = date.max


def last_of_term(passage: Passage, time: Time, today: str) -> str | None:
    """The last day of a term that begins today; None for any other length of time."""
    at, stop = time.start - passage.offset, time.stop - passage.offset
    length = _LENGTH.match(time.value or "")
    if length is None:
        return None
    lead, tail = passage.text[max(0, at - _LEAD) : at], passage.text[stop : stop + 4]
    if not _WITHIN.search(lead) and not (tail == " to " and _GIVEN.search(lead)):
        return None
    if re.match(r"\s(?:of|ago)\b", passage.text[stop : stop + 5]):
        return None
    number = max(int(length[1] or length[3]), _upper(time.text))
    return _after(date.fromisoformat(today[:10]), number, length[2] or "H")


def _upper(text: str) -> int:
    """The upper number of a range ("two to three weeks"); 0 where there is none."""
    found = _RANGE.search(text)
    if found is None:
        return 0
    word = found[1].lower()
    if word.isdecimal():
        return int(word)
    cardinals: dict[str, int] = lexicons.load("quantities")["cardinals"]
    return cardinals.get(word, 0)


def _after(start: date, number: int, unit: str) -> str | None:
    """The day so many days, weeks, months, years or hours after another; None past 9999."""
    if unit in {"M", "Y"}:
        months = start.month - 1 + number * (12 if unit == "Y" else 1)
        year, month = start.year + months // 12, months % 12 + 1
        if year > _LAST.year:
            return None
        return date(year, month, min(start.day, monthrange(year, month)[1])).isoformat()
    days = {"D": number, "W": 7 * number, "H": -(-number // 24)}[unit]
    if days > (_LAST - start).days:
        return None
    return (start + timedelta(days=days)).isoformat()
