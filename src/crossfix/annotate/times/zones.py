"""Time zones that reports name, and clock times of a known day in them as UTC.

Offsets are those of the IANA database on that day, summer time and changes of law included
(Moscow was at UTC+4 from 2011 to 2014).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from crossfix.annotate.times.vocabulary import ZONE
from crossfix.lexicons import load

_ZONES: Final[dict[str, str]] = {
    name: zone for zone, names in load("times")["zone_names"].items() for name in names
}
_OFFSET: Final = re.compile(r"(?:utc|gmt) ?([+-]) ?(\d{1,2})(?::(\d\d))?")
_TAIL: Final = re.compile(r" (?:standard |summer )?time$")
_WHOLE_REPORT: Final = re.compile(
    r"\ball (?:the )?times?\b(?: (?:here|below|above|given|listed|stated|shown|are|is|in|by"
    rf"|according|to|quoted|expressed))*{ZONE}"
)
_SINCE: Final = 1970
"""The year from which the database vouches for its offsets."""


def zone_of(words: str | None) -> str | None:
    """The zone that words name: an IANA key, or ``+03:00``; ``None`` for "local time"."""
    if not words:
        return None
    offset = _OFFSET.fullmatch(words)
    if offset:
        hours, minutes = int(offset[2]), int(offset[3] or 0)
        return f"{offset[1]}{hours:02d}:{minutes:02d}" if hours <= 14 and minutes < 60 else None
    return _ZONES.get(_TAIL.sub("", words))


def zone_of_report(lower: str) -> str | None:
    """The zone of "all times are Kyiv time", in a report's text in lower case."""
    found = _WHOLE_REPORT.search(lower)
    return zone_of(found["zone"]) if found else None


def in_utc(day: date, clock: str, zone: str) -> str | None:
    """A clock reading ``HH:MM`` of a day in a zone as UTC, ``2025-02-12T01:00Z``.

    ``None`` before 1970, for which offsets are not known well enough.
    """
    if day.year < _SINCE:
        return None
    midnight = datetime(day.year, day.month, day.day, tzinfo=_rules(zone))
    local = midnight + timedelta(hours=int(clock[:2]), minutes=int(clock[3:5]))
    return local.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


@cache
def _rules(zone: str) -> tzinfo:
    if zone[0] not in "+-":
        return ZoneInfo(zone)
    ahead = timedelta(hours=int(zone[1:3]), minutes=int(zone[4:6]))
    return timezone(-ahead if zone[0] == "-" else ahead)
