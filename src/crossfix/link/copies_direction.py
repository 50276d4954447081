"""Who copied whom, where something tells it: a forward, a credit, the day."""

from __future__ import annotations

from typing import Final

from crossfix.findings.copies import DirectionBasis
from crossfix.findings.names import OriginName, same_name
from crossfix.link.copies_reports import Report

_FORWARD: Final = 6.0
_CREDIT: Final = 3.0
_DAY: Final = 2.0
"""What each sign adds, in logits, for one report having been first: set by judgement."""


def tell_direction(left: Report, right: Report) -> tuple[DirectionBasis, bool, dict[str, float]]:
    """What tells who copied whom, whether ``right`` was first, and the reasons in logits.

    A forward decides.  A credit ("Reuters reported") and the day of publication must not
    disagree: a report dated earlier that credits the later one was changed after it, and
    nothing is told.  Equal days tell nothing; a minute is used only where both have one.
    """
    for report, other, turned in ((right, left, False), (left, right, True)):
        if _names(report.forwards, other.names):
            return DirectionBasis.FORWARD, turned, {"forward": _FORWARD}
    credit = _names(right.credits, left.names) - _names(left.credits, right.names)
    day = _earlier(left.published, right.published)
    if credit and day and credit != day:
        return DirectionBasis.UNKNOWN, False, {}
    reasons = {"credit": _CREDIT} if credit else {}
    if day:
        reasons["published"] = _DAY
    if not reasons:
        return DirectionBasis.UNKNOWN, False, {}
    basis = DirectionBasis.CREDIT if credit else DirectionBasis.PUBLISHED
    return basis, (credit or day) < 0, reasons


def _names(given: tuple[OriginName, ...], own: tuple[OriginName, ...]) -> bool:
    return any(same_name(one, two) for one in given for two in own)


def _earlier(left: str | None, right: str | None) -> int:
    """1 where the left day or minute lies before the right one, -1 behind it, else 0."""
    if not left or not right:
        return 0
    length = 10 if min(len(left), len(right)) <= 10 or not _one_zone(left, right) else 16
    one, two = left[:length], right[:length]
    return (one < two) - (two < one)


def _one_zone(left: str, right: str) -> bool:
    """Whether two times of day end alike behind the seconds: only then can they be compared."""
    return left[19:] == right[19:]
