"""Which accounts are compared at all: those that share a key.

A key joins when (days, or weeks for what is told less exactly), where (cells of the globe) and
what (the type, the concept of the word that tells of it, whom or what it befell).  Keys are
made of one account alone, so they do not depend on the order in which reports come.

* Days are cut into pairs twice, the second time one day later, so that days that follow on
  each other share a pair in any case.
* A point gives three cells: its own, and the two next to it, those that meet at the nearest
  corner.  Points on both sides of an edge therefore share a cell.
* A happening without a day is taken to lie within the week before its report.  Without a date
  of the report either, words of the text around it stand in for time.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import Final

import h3

from crossfix.codes import EventType, Feature
from crossfix.findings.accounts import Account, Site
from crossfix.link.facts import ordinal
from crossfix.link.matters import concepts_of
from crossfix.link.words import main_concepts, rarity

CELL: Final = 5
"""The resolution of the cells (H3): their edges are about 8.5 km long."""
NARROW: Final = 3
"""Days up to which an account counts as told to the day."""
WIDE: Final = 31
"""Days beyond which its time says nothing."""
BEFORE: Final = 6
"""Days before its report in which an undated happening is looked for."""
_DAYS: Final = {"a": 2, "b": 2, "w": 7}
_LOW: Final = 43
"""Bits of a key that are not its day: days since the year 1 need 20."""
_WORDS: Final = 3
_TOPIC: Final = 8
_LEAST: Final = 0.3
_AREAS: Final = frozenset({Feature.COUNTRY, Feature.REGION, Feature.WATER, Feature.FRONT})
_GROUPS: Final = {
    EventType.STRIKE: "force",
    EventType.DAMAGE: "force",
    EventType.CASUALTIES: "force",
    EventType.OUTAGE: "force",
    EventType.CLASH: "force",
    EventType.ADVANCE: "ground",
    EventType.CAPTURE: "ground",
    EventType.RETREAT: "ground",
    EventType.DEPLOYMENT: "ground",
    EventType.PROTEST: "order",
    EventType.ARREST: "order",
    EventType.OTHER: "other",
}
"""Types that reports take for each other; all others are dealings."""


def keys_of(account: Account) -> tuple[int, ...]:
    """The keys of an account: signed 64-bit numbers, in order, each once.

    Their higher bits are days, so that what was told at one time is found in one place: an
    index of all keys is written and read where the reports of the day are, and not all over.
    """
    return tuple(sorted({_number(parts) for parts in _keys(account)}))


def _keys(account: Account) -> Iterator[tuple[str, ...]]:
    group = _GROUPS.get(account.type, "dealings")
    concepts = concepts_of(account)
    cells = list(_where(account.sites))
    told = list(_told(account))
    window = _window(account)
    if window is not None:
        first, last = window
        days = list(_pairs(first, last)) if last - first < NARROW else []
        weeks = [f"w{week}" for week in range(first // 7, last // 7 + 1)]
        yield from product(("where",), days, cells, (group,))
        yield from product(("what",), days, told, concepts)
        yield from product(("where by week",), weeks, cells[:1], concepts[:1])
        yield from product(("what by week",), weeks, told[:2], concepts[:1])
    if window is None or account.published is None:
        topic = account.topic[:_TOPIC]
        yield from product(("topic",), topic, main_concepts(account.lemma))
        yield from product(("topic and where",), topic[:_WORDS], cells[:1])
        yield from product(("topic and whom",), topic, told)


def _window(account: Account) -> tuple[int, int] | None:
    """The days within which a happening lies, as ordinals; None where nothing tells them."""
    first, last = ordinal(account.earliest), ordinal(account.latest)
    first, last = (last if first is None else first), (first if last is None else last)
    if first is not None and last is not None and 0 <= last - first <= WIDE:
        return first, last
    published = ordinal(account.published)
    return None if published is None else (published - BEFORE, published)


def _pairs(first: int, last: int) -> Iterator[str]:
    for day in range(first, last + 1):
        yield f"a{day // 2}"
        yield f"b{(day + 1) // 2}"


def _where(sites: Iterable[Site]) -> Iterator[str]:
    """Cells of towns, the nearest first; the names of what has no point, and of regions."""
    for site in sites:
        if site.lat is None or site.lon is None or site.feature in _AREAS:
            yield site.name
        else:
            yield from _cells(site.lat, site.lon)


@lru_cache(maxsize=50_000)
def _cells(lat: float, lon: float) -> tuple[str, ...]:
    """The cell of a point, and the two that meet it at its nearest corner."""
    home = h3.latlng_to_cell(lat, lon, CELL)

    def away(cell: str) -> tuple[float, str]:
        there_lat, there_lon = h3.cell_to_latlng(cell)
        east = (there_lon - lon + 180) % 360 - 180
        return math.hypot(there_lat - lat, east * math.cos(math.radians(lat))), cell

    around = sorted(away(cell) for cell in h3.grid_disk(home, 1) if cell != home)
    return home, around[0][1], around[1][1]


def _told(account: Account) -> Iterator[str]:
    """The words that tell most of whom or what it befell, else of who did it.

    Common words too, where there are none that tell more: "the player", "a house".
    """
    weighed = sorted(set(account.target or account.actor), key=_by_rarity)
    yield from weighed[:_WORDS]
    if not any(rarity(word) >= _LEAST for word in weighed):
        yield from account.words[:_WORDS]


def _by_rarity(word: str) -> tuple[float, str]:
    return -rarity(word), word


def _number(parts: Sequence[str]) -> int:
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).digest()
    low = int.from_bytes(digest, "little") >> (64 - _LOW)
    return (_day_of(parts[1]) << _LOW) | low


def _day_of(when: str) -> int:
    """The first day of what :func:`_pairs` and weeks are called; 0 for anything else."""
    unit = _DAYS.get(when[:1])
    return int(when[1:]) * unit if unit and when[1:].isdecimal() else 0
