"""The day on which a report was published, told only by what is given or written.

Never today and never the date of a file: a wrong "today" would move every "yesterday" in
the report.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any, Final

from crossfix import lexicons
from crossfix.errors import BadOption

YEARS: Final = range(1900, 2101)
HEAD_LINES: Final = 12
LINE_LENGTH: Final = 160


def check_published(value: str | None) -> str | None:
    """The publication date that the user gave, in ISO 8601.

    Raises :class:`~crossfix.errors.BadOption` for what is no date of 1900 to 2100.
    """
    if value is None:
        return None
    found = iso_date(value)
    if found is None:
        raise BadOption(
            "--published", f"{value!r} is no date", "write it as YYYY-MM-DD (years 1900 to 2100)"
        )
    return found


def iso_date(value: str) -> str | None:
    """A date or date-time written in ISO 8601, tidied; None for anything else."""
    value = value.strip()
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d|\d{8}", value):
            day = date.fromisoformat(value)
            return day.isoformat() if day.year in YEARS else None
        if not re.match(r"\d{4}-?\d\d-?\d\d[T ]\d\d", value):
            return None
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment.isoformat() if moment.year in YEARS else None


def any_date(value: Any) -> str | None:
    """A date as documents' own metadata write it: ISO 8601, RFC 5322 or in words."""
    if isinstance(value, datetime | date):
        return value.isoformat() if value.year in YEARS else None
    text = str(value or "").strip()
    return iso_date(text) or _mail_date(text) or written_date(text)


def epoch_date(seconds: Any) -> str | None:
    """Seconds since 1970 as a UTC date-time; None for what is no such number."""
    try:
        moment = datetime.fromtimestamp(int(seconds), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None
    return moment.isoformat() if moment.year in YEARS else None


def written_date(text: str) -> str | None:
    """The one date with a year that a short piece of text is, in English words or digits.

    Days and months in digits count only where their order cannot be mistaken.
    """
    found = _patterns()["whole"].fullmatch(text.strip())
    return _read_date(found) if found else None


def date_line(text: str) -> str | None:
    """The date in a date line, by-line or agency dateline near the top of plain text.

    The heading of a serial counts as well: "Situation by the evening of 18.08.2024".
    """
    lines = [line.strip() for line in text[:6000].splitlines()]
    lines = [line for line in lines if line][:HEAD_LINES]
    if lines and len(lines[0]) <= LINE_LENGTH:
        found = _patterns()["serial"].search(lines[0])
        if found and _read_date(found):
            return _read_date(found)
    for line in lines:
        for form in ("line", "dateline"):
            found = _patterns()[form].match(line)
            if found and (form == "dateline" or len(line) <= LINE_LENGTH):
                day = _read_date(found)
                if day:
                    return day
    return None


def _mail_date(text: str) -> str | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return moment.isoformat() if moment.year in YEARS else None


def _read_date(found: re.Match[str]) -> str | None:
    part = {name: value for name, value in found.groupdict().items() if value}
    year = int(part.get("y") or part.get("y1") or part.get("y2") or part.get("y3") or part["y4"])
    if "m" in part:
        month, day = int(part["m"]), int(part["d"])
    elif "n1" in part:
        month, day = _order(int(part["n1"]), int(part["n2"]), dotted="dot" in part)
    else:
        name = (part.get("month1") or part.get("month2") or "").lower()
        month = lexicons.load("datelines")["months"][name]
        day = int(part.get("d1") or part["d2"])
    try:
        return date(year, month, day).isoformat() if year in YEARS else None
    except ValueError:
        return None


def _order(first: int, second: int, *, dotted: bool) -> tuple[int, int]:
    """Month and day of 12/02: told by a number above twelve or by dots; else (0, 0)."""
    if dotted or first > 12 or first == second:
        return second, first
    return (first, second) if second > 12 else (0, 0)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The shapes of a date, of a line that is a date, and of an agency's dateline."""
    words = lexicons.load("datelines")
    month = "|".join(sorted(words["months"], key=len, reverse=True))
    weekday = "|".join(words["weekdays"])
    lead = "|".join(words["published"])
    serial = "|".join(words["serials"])
    zone = "|".join(words["zones"])
    iso = r"(?P<y1>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
    digits = r"(?P<n1>\d{1,2})(?:/|-|(?P<dot>\.))(?P<n2>\d{1,2})[-/.](?P<y2>\d{4})"
    us = rf"(?P<month1>{month})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>\d{{4}})"
    month_name = rf"(?:of\s+)?(?P<month2>{month})\.?,?"
    eu = rf"(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[\s-]{month_name}[\s-](?P<y4>\d{{4}})"
    day = rf"(?:(?:{weekday})\.?,?\s+)?(?:{iso}|{digits}|{us}|{eu})(?!\d)"
    clock = (
        r"(?:(?:\s*,|\s+at|\s*[-–—|·])?[\sT]*\d{1,2}[:.]\d\d(?::\d\d(?:\.\d+)?)?"
        rf"\s*(?:[ap]\.?m\.?)?\s*(?:\(?(?:{zone})\)?|[+-]\d\d:?\d\d)?)?"
    )
    byline = r"(?:by\s+[^\d,|]{2,60}?\s*[,|·•–—-]\s*)"
    labels = rf"(?:(?:{lead})\s*(?:on\b|at\b)?\s*[:,]?\s*)"
    length = r"\d{1,3}\s*min(?:ute)?s?(?:\s+read)?"
    tail = rf"(?:\s*[|·•–—-]\s*(?:{length}|[^\d]{{2,60}})|\s+by\s+[^\d]{{2,60}}){{0,2}}"
    place = r"[A-Z][\w.'’-]*(?:[\s/][A-Z][\w.'’-]*){0,4}(?:,\s[A-Z][\w.'’ -]{1,30})?"
    agency = r"(?:\s*\([\w .,/&'’-]{2,60}\)|\s*/[\w .&'’-]{2,40}/)?"
    dateline = rf"{place},\s(?i:{day}{agency}\s*(?:[–—:]|--?)\s)"
    return {
        "whole": re.compile(day + clock, re.I),
        "line": re.compile(rf"(?:{byline}|{labels})*[(\[]?{day}{clock}[)\]]?\.?{tail}\Z", re.I),
        "dateline": re.compile(dateline),
        "serial": re.compile(rf"\b(?:{serial})\b[^.!?]{{0,80}}?\b{day}{clock}[)\]]?\Z", re.I),
    }
