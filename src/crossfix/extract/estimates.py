"""Words of estimative probability and the numbers that they carry, by a declared scale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from crossfix import lexicons
from crossfix.model import Scale

_TABLE: Final[dict[str, Any]] = lexicons.load("estimative")
_NUMBER: Final = re.compile(
    r"(?P<low>\d{1,3}(?:\.\d+)?)\s?(?:[-–]|to)?\s?(?P<high>\d{1,3}(?:\.\d+)?)?\s?(?:%|per ?cent)\s"
    r"(?:\w+\s)?(?:chance|probability|likelihood|odds|risk|possibility|certain|sure)",
    re.IGNORECASE,
)
_PLACED: Final = re.compile(
    r"(?:chances?|probability|likelihood|odds|risk|possibility)\s(?:[\w’'-]+,?\s){0,14}?"
    r"(?:at|is|are|was|be|to|as)\s(?:about\s|around\s|roughly\s|some\s|just\s|only\s)?"
    r"(?P<low>\d{1,3}(?:\.\d+)?)(?:\s?(?:[-–]|to)\s?(?P<high>\d{1,3}(?:\.\d+)?))?\s?(?:%|per\s?cent)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """Estimative words as character offsets, with the interval that they stand for.

    ``low`` and ``high`` are ``None`` for words that no scale gives a number; ``scale``
    is ``None`` too where the text itself gives the number.
    """

    start: int
    stop: int
    low: float | None = None
    high: float | None = None
    scale: Scale | None = None


@cache
def _terms() -> tuple[tuple[re.Pattern[str], float, float, Scale], ...]:
    return tuple(
        (_words(term["pattern"]), term["low"], term["high"], Scale(term["scale"]))
        for term in _TABLE["term"]
    )


@cache
def _unnumbered() -> re.Pattern[str]:
    return _words("|".join(_TABLE["unnumbered"]["patterns"]))


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


def read_estimate(text: str) -> Estimate | None:
    """The estimative words of a clause; the longest term decides, a number above all."""
    number = _NUMBER.search(text) or _PLACED.search(text)
    if number is not None:
        low = float(number["low"]) / 100
        high = float(number["high"]) / 100 if number["high"] else low
        if 0 <= low <= high <= 1:
            return Estimate(number.start(), number.end(), low, high)
    found: list[Estimate] = [
        Estimate(match.start(), match.end(), low, high, scale)
        for pattern, low, high, scale in _terms()
        for match in pattern.finditer(text)
    ]
    if found:
        return max(found, key=lambda e: (e.stop - e.start, -e.start))
    match = _unnumbered().search(text)
    return Estimate(match.start(), match.end()) if match else None


def negated(estimate: Estimate) -> Estimate:
    """The interval of the contrary: "it is not certain", "will not likely"."""
    if estimate.low is None or estimate.high is None:
        return estimate
    low, high = round(1 - estimate.high, 4), round(1 - estimate.low, 4)
    return Estimate(estimate.start, estimate.stop, low, high, estimate.scale)
