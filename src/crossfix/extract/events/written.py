"""Where a report was written and its speakers sit, as far as that says where things happened.

The town of a dateline holds where nothing else is named, or nothing but a region around it.
Agencies sit in capitals: a capital holds only where the sentence names no place at all.
What a governor is governor of holds only where nothing told before does.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import Final

from crossfix import lexicons
from crossfix.extract.events.scene import Laid
from crossfix.lexicons.opening_words import is_capital
from crossfix.model import Feature, Place, Span

_KM: Final = 111.2
"""Kilometres to a degree."""
_REGIONS: Final = frozenset({Feature.REGION, Feature.DISTRICT})
_WORD: Final = re.compile(r"[\w-]+")
SETTLED: Final = frozenset({Feature.CITY, Feature.VILLAGE, Feature.FACILITY})
"""What is small enough to be where something happened."""

Places = Sequence[Laid[Place]]


class Speakers:
    """The words that name who says that something happened, and the places in them.

    ``places`` are those set aside so far: of a speaker's title and not of what is said.
    Residents, a mayor and others on the spot are where it happened.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = tuple(span for span in spans if not _is_on_the_spot(span))
        self.places: Places = ()

    def set_aside(self, laid: Places) -> Places:
        """Places without those of a speaker's title."""
        of_title = [p for p in laid if any(span.covers(p.entry.span) for span in self.spans)]
        self.places = self.places or tuple(of_title)
        return tuple(item for item in laid if item not in of_title)

    def settle(self, told: Places) -> Places:
        """The places told before, unless none is or all lie outside of a speaker's region."""
        regions = [item for item in self.places if item.entry.feature in _REGIONS]
        outside = all(gap_between(a.entry, b.entry) > 0 for a in told for b in regions)
        if told and not (regions and outside):
            return told
        return tuple(regions) if told else self.places


def _is_on_the_spot(span: Span) -> bool:
    known = lexicons.words("actors", "on_the_spot")
    return any(
        word in known or word.removesuffix("s") in known
        for word in _WORD.findall(span.text.lower())
    )


def leading_places(laid: Places, start: int) -> Places:
    """The places of a first sentence that begins at token ``start``, behind its dateline."""
    behind = [item for item in laid if item.first >= start]
    written = [item for item in laid if item.first < start]
    if not behind or not written:
        return laid
    if any(item.entry.feature in SETTLED for item in behind):
        return behind
    kept = [item for item in written if _is_around(item.entry, behind)]
    return [*kept, *behind]


def _is_around(town: Place, named: Places) -> bool:
    """Whether a town of a dateline lies in what is named, and is no capital."""
    if town.feature not in SETTLED or town.lat is None or is_capital(town.name):
        return False
    return all(gap_between(town, item.entry) <= 0 for item in named)


def gap_between(a: Place, b: Place) -> float:
    """Kilometres between two places that are known, from edge to edge; 0 where one is not."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return 0.0
    across = (a.lon - b.lon + 180) % 360 - 180
    across *= math.cos(math.radians((a.lat + b.lat) / 2))
    return _KM * math.hypot(a.lat - b.lat, across) - (a.radius_km or 0) - (b.radius_km or 0)
