"""Checks of what a person gives for a field: words of the report, days, ranges, lines."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any, Final

from crossfix.errors import BadOption
from crossfix.model import Span, slice_span

__all__ = ["check_days", "check_line", "check_order", "find_words"]

_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?")
_YEARS: Final = range(1900, 2101)
_UNFIT: Final = re.compile("[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def find_words(text: str, near: Span, field: str, given: Any) -> Span:
    """The span of a text that somebody means: by its words, nearest to others, or by offsets.

    ``given`` is words, or ``start`` and ``stop`` (with or without ``text``).  Raises
    :class:`~crossfix.errors.BadOption` for what does not stand in the text.
    """
    if isinstance(given, str):
        words = given.strip()
        at = _nearest(text, words, near) if words else -1
        if at < 0:
            problem = f"are not words of the report: {given!r}"
            raise BadOption(field, problem, "quote the report letter by letter")
        return Span(at, at + len(words), words)
    start, stop = _offsets(field, given)
    if not 0 <= start < stop <= len(text) or not text[start:stop].strip():
        problem = f"quotes nothing: {start} to {stop}"
        raise BadOption(field, problem, f"give offsets into the {len(text)} characters")
    if given.get("text", text[start:stop]) != text[start:stop]:
        problem = f"are not the words from {start} to {stop}"
        raise BadOption(field, problem, "quote the report letter by letter")
    return slice_span(text, start, stop)


def check_days(earliest: Any, latest: Any) -> None:
    """Raise ``BadOption`` unless both are ISO 8601 days or minutes, or unknown, in order."""
    for day in (earliest, latest):
        if day is not None and not _is_day(day):
            remedy = "write it as 2025-02-12 (years 1900 to 2100)"
            raise BadOption(str(day), "is not an ISO 8601 date", remedy)
    if earliest is not None and latest is not None and _after(earliest, latest):
        problem = f"lies after {latest}"
        raise BadOption(earliest, problem, "give both earliest and latest, in order")


def check_order(names: Sequence[str], given: Mapping[str, Any], *, whole: bool = False) -> None:
    """Raise ``BadOption`` unless numbers rise in the order of their names.

    With ``whole`` all of them are given, or none.
    """
    there = [(name, given[name]) for name in names if given.get(name) is not None]
    if whole and len(there) not in {0, len(names)}:
        raise BadOption(there[0][0], "stands alone", f"give {' and '.join(names)}, or neither")
    for name, value in there:
        if not math.isfinite(value):
            raise BadOption(name, "is no number", "give one")
    for (left, low), (right, high) in pairwise(there):
        if low > high:
            problem = f"({low:g}) is above {right} ({high:g})"
            raise BadOption(left, problem, f"give {', '.join(names)} in order")


def check_line(name: str, given: str) -> str:
    """A line of words, tidied; raises ``BadOption`` for what cannot be shown as one."""
    line = " ".join(given.split())
    if not line or _UNFIT.search(line):
        problem = "says nothing" if not line else "holds characters that are no words"
        raise BadOption(name, problem, "give a line of words")
    return line


def _nearest(text: str, words: str, near: Span) -> int:
    """Where words stand as whole words nearest to a span; -1 where they do not."""
    whole = rf"(?<!\w){re.escape(words)}(?!\w)"
    found = [match.start() for match in re.finditer(whole, text)]
    return min(found, key=lambda at: (abs(at - near.start), at), default=-1)


def _offsets(field: str, given: Any) -> tuple[int, int]:
    try:
        start, stop = given["start"], given["stop"]
    except (TypeError, KeyError):
        start = stop = None
    if type(start) is not int or type(stop) is not int:
        problem = "is neither words of the report nor their offsets"
        raise BadOption(field, problem, "give the words, or start and stop")
    return start, stop


def _is_day(given: Any) -> bool:
    if not isinstance(given, str) or not _ISO.fullmatch(given):
        return False
    try:
        return datetime.fromisoformat(given).year in _YEARS
    except ValueError:
        return False


def _after(earliest: str, latest: str) -> bool:
    """Whether one moment lies after another, as exactly as both are told."""
    length = min(len(earliest.rstrip("Z")), len(latest.rstrip("Z")))
    return earliest[:length] > latest[:length]
