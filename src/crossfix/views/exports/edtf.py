"""Days and stretches of days in the Extended Date/Time Format (EDTF, ISO 8601-2)."""

from __future__ import annotations

from calendar import monthrange
from typing import Final

DAY: Final = 10
"""Characters of an ISO day."""


def edtf(earliest: str | None, latest: str | None, precision: int | None = None) -> str | None:
    """Two inclusive ISO bounds as one EDTF expression; ``None`` when neither is known.

    A whole month or year is written as such, a bound that is not known as ``..``; a moment
    keeps its clock, an interval has days only (EDTF levels 0 and 1 know no others).  A single
    day of ACLED ``time_precision`` 2 or 3 is approximate (``~``).
    """
    if not earliest and not latest:
        return None
    first, last = (earliest or "")[:DAY], (latest or "")[:DAY]
    if not first or not last:
        return f"{first or '..'}/{last or '..'}"
    if earliest == latest and len(earliest or "") > DAY:
        return _moment(str(earliest))
    if first == last:
        return f"{first}~" if precision is not None and precision > 1 else first
    return _whole(first, last) or f"{first}/{last}"


def whole_day(iso: str) -> str:
    """The day of an ISO date or moment; a month or a year begins with its first day."""
    return f"{iso[:DAY]}-01-01"[:DAY] if len(iso) == len("2025") else f"{iso[:DAY]}-01"[:DAY]


def _moment(iso: str) -> str:
    """A moment with its seconds, which EDTF asks for."""
    clock, zone = (iso[:-1], "Z") if iso.endswith("Z") else (iso, "")
    return f"{clock}:00{zone}" if len(clock) == len("2025-02-12T10:08") else f"{clock}{zone}"


def _whole(first: str, last: str) -> str | None:
    """The month or the year that two days bound, if they bound one exactly."""
    year, month = first[:4], first[5:7]
    if first[4:] == "-01-01" and last == f"{year}-12-31":
        return year
    if first[7:] == "-01" and last == f"{year}-{month}-{monthrange(int(year), int(month))[1]:02d}":
        return f"{year}-{month}"
    return None
