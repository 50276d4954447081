"""Phrases that shift a place: "20 km north-west of X", "on the outskirts of X", "near X".

What happened there did not happen at X.  The point stays where X is, since the mention
names X, and the radius is widened until it takes in what the words allow.
"""

from __future__ import annotations

import re
from typing import Final

from crossfix import lexicons

AHEAD: Final = 70
"""How many characters before a mention may hold the phrase that shifts it."""

KM_A_MILE: Final = 1.609
BEYOND: Final = 1.25
"""A round distance may be off by a quarter, and is reckoned from the edge of the town."""

_THE: Final = r"(?:the )?(?:(?:village|town|city|settlement|hamlet)s? of )?"
_COMPASS: Final = (
    r"(?:(?:to the )?(?:north|south)[ -]?(?:north|south)?[ -]?(?:east|west)?(?:ern)?"
    r"|(?:to the )?(?:east|west)(?:ern)?)"
)
_MEASURED: Final = re.compile(
    r"(?P<number>\d{1,4}(?:[.,]\d)?)(?:\s?[-–—]\s?(?P<to>\d{1,4}))?[ -]?"
    r"(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|m)\s+"
    rf"(?:away )?(?:{_COMPASS}\s+)?(?:of|from|outside|short of|beyond)\s+{_THE}$",
    re.I,
)


def widened(text: str, start: int, floor: int) -> float:
    """How far, in km, from a place that is mentioned at ``start`` the words put things.

    0 where nothing shifts it.  ``floor`` is where the mention before ends: a phrase that
    stands right behind another name says where that one is.
    """
    first = max(floor, start - AHEAD)
    before = text[first:start]
    measured = _MEASURED.search(before)
    if measured is not None:
        named_first = floor == first and not before[: measured.start()].strip(" (,–—-")
        return 0.0 if named_first and floor else _km(measured) * BEYOND
    for row in lexicons.load("places")["shifts"].values():
        ends = "|".join(re.escape(word) for word in row["words"])
        if re.search(rf"\b(?:{ends})\s+{_THE}$", before, re.I):
            return float(row["km"])
    return 0.0


def _km(found: re.Match[str]) -> float:
    number = float((found["to"] or found["number"]).replace(",", "."))
    unit = found["unit"].lower()
    if unit.startswith("mile"):
        return number * KM_A_MILE
    return number / 1000 if unit.startswith("m") else number
