"""What sort of fire an event would make, by the words of the sentence that tells it."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import Final

from crossfix import lexicons
from crossfix.codes import EventType


class FireKind(StrEnum):
    """How likely an event is to burn where a satellite sees it.

    ``fire``: fire or smoke is told of.  ``fuel``: fuel, oil, gas, depots or ammunition are.
    ``other``: neither is, and the event is of a type that may burn.  ``none``: neither is,
    and such events leave no fire.
    """

    FIRE = "fire"
    FUEL = "fuel"
    OTHER = "other"
    NONE = "none"


LEARNED: Final = (FireKind.FIRE, FireKind.FUEL, FireKind.OTHER)
"""The kinds that may be seen."""


def tell_kind(words: str, event_type: EventType) -> FireKind:
    """The kind of an event of this type, told in these words.

    Talk about fuel burns nothing: a depot counts only where something was done to it.
    """
    rest = _pattern("gunfire").sub(" ", words)
    if _pattern("fire").search(rest):
        return FireKind.FIRE
    if event_type.value not in lexicons.load("fires")["thermal"]["types"]:
        return FireKind.NONE
    return FireKind.FUEL if _pattern("fuel").search(rest) else FireKind.OTHER


@cache
def _pattern(subject: str) -> re.Pattern[str]:
    """Any of a list's words or phrases; a star stands for the rest of a word."""
    listed: list[str] = lexicons.load("fires")["words"][subject]
    parts = sorted((re.escape(word).replace(r"\*", r"\w*") for word in listed), key=len)
    return re.compile(rf"\b(?:{'|'.join(reversed(parts))})\b", re.IGNORECASE)
