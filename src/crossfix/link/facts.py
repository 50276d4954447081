"""Accounts made ready for comparing: sets of words, days as numbers, points on the globe."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Final

from crossfix import lexicons
from crossfix.findings.accounts import Account, Site
from crossfix.link.kinds import Kinds, kinds_befallen, kinds_told
from crossfix.link.matters import KIN, matter_of
from crossfix.link.words import kinship, rarity
from crossfix.model import EventType, Feature

EARTH_KM: Final = 6371.0088
_AREAS: Final = frozenset({Feature.COUNTRY, Feature.REGION})
_COUNTED: Final = frozenset({EventType.STRIKE, EventType.CLASH})
_TOWN_KM: Final = 25.0
_MANY: Final = 2
_SPOKEN: Final = frozenset({EventType.STATEMENT, EventType.OTHER})
Days = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Point:
    """Where a place lies: a point (radians) and how far it may be off."""

    lat: float
    lon: float
    radius_km: float


@dataclass(frozen=True, slots=True)
class Bag:
    """Words with their rarity: which they are, their sum, and their length as a vector.

    Sums are exact (``math.fsum``), so that they do not depend on the order of a set.
    """

    words: frozenset[str]
    total: float
    norm: float

    def likeness(self, other: Bag) -> float:
        """The cosine of two bags; 0 where one is empty."""
        if not self.norm or not other.norm:
            return 0.0
        shared = self.words & other.words
        if not shared:
            return 0.0
        return min(1.0, math.fsum(map(_square_of, shared)) / (self.norm * other.norm))

    def share(self, other: Bag) -> float:
        """What the shorter has in the other, by how much each word tells; 0 where one is empty."""
        if not self.total or not other.total:
            return 0.0
        shared = self.words & other.words
        if not shared:
            return 0.0
        return min(1.0, math.fsum(map(weight_of, shared)) / min(self.total, other.total))


@dataclass(frozen=True, slots=True)
class Facts:
    """One account, prepared.

    ``days`` are the first and the last day of the happening and ``published`` that of the report
    (as ordinals), ``points`` towns and districts, not whole regions; ``exact`` says that its own
    sentence names the town.  ``called`` are the names in the text around, ``own_names`` those of
    its own sentence; ``saying`` marks a word of saying, which tells who spoke and little of what
    happened; ``many`` marks a sum of blows or fights ("61 air strikes").  ``matter`` is what many
    words tell of alike (deaths); ``kinds`` are those of the things that it befell, by its target,
    and ``told_kinds`` by its sentence where the target tells none.
    """

    account: Account
    actor: Bag
    target: Bag
    people: Bag
    words: Bag
    topic: Bag
    called: Bag
    own_names: Bag
    weapons: frozenset[str]
    names: frozenset[str]
    points: tuple[Point, ...]
    exact: bool
    days: Days | None
    published: int | None
    rarity: float
    saying: bool
    many: bool
    matter: str | None
    kinds: Kinds
    told_kinds: Kinds


@dataclass(frozen=True, slots=True)
class Both:
    """Two accounts beside each other: what features ask for more than once.

    ``gap_km`` lies between the nearest places beyond their uncertainty, ``gap_days`` between
    the times (0 where they overlap); both are None where one side is unknown.
    """

    left: Facts
    right: Facts
    kinship: float
    rarity: float
    topic: float
    called: float
    actor: float
    target: float
    one_report: bool
    gap_km: float | None
    gap_days: int | None


def facts_of(account: Account) -> Facts:
    """The facts of an account."""
    towns = [site for site in account.sites if not _is_wide(site)]
    return Facts(
        account=account,
        actor=_bag(account.actor),
        target=_bag(account.target),
        people=_bag((*account.actor, *account.target)),
        words=_bag(account.words),
        topic=_bag(account.topic),
        called=_bag(account.names),
        own_names=_bag(set(account.words).intersection(account.names)),
        weapons=frozenset(account.weapons),
        names=frozenset(site.name for site in towns),
        points=tuple(_points(towns)),
        exact=_is_exact(account, towns),
        days=_days(account),
        published=ordinal(account.published),
        rarity=rarity(account.lemma),
        saying=account.type in _SPOKEN and account.lemma in _sayings(),
        many=_is_sum(account),
        matter=matter_of(account),
        kinds=kinds_befallen(account),
        told_kinds=kinds_told(account),
    )


def _is_wide(site: Site) -> bool:
    """Whether a place is a whole region; a district no wider than a large city is none."""
    return site.feature in _AREAS and not (site.radius_km and site.radius_km <= _TOWN_KM)


def _is_exact(account: Account, towns: Sequence[Site]) -> bool:
    """Whether its own sentence names the town; the dead are counted where they died."""
    if account.type is EventType.CASUALTIES and towns:
        return all(site.own and site.lat is not None for site in towns)
    return account.geo_precision == 1 and all(site.own for site in account.sites)


def _is_sum(account: Account) -> bool:
    """Whether an account counts several blows or fights, and nothing used or hit in one."""
    if account.type not in _COUNTED:
        return False
    sums = [f for f in account.figures if f.unit is None and f.of[-1:] == (account.lemma,)]
    return any((figure.low or figure.best or 0.0) >= _MANY for figure in sums)


def beside(left: Facts, right: Facts) -> Both:
    """Two accounts beside each other; the one with the smaller id stands left."""
    if right.account.id < left.account.id:
        left, right = right, left
    return Both(
        left=left,
        right=right,
        kinship=_kinship(left, right),
        rarity=(left.rarity + right.rarity) / 2,
        topic=left.topic.likeness(right.topic),
        called=left.called.likeness(right.called),
        actor=left.actor.share(right.actor),
        target=left.target.share(right.target),
        one_report=left.account.document == right.account.document,
        gap_km=gap_km(left, right),
        gap_days=gap_days(left, right),
    )


def _kinship(left: Facts, right: Facts) -> float:
    """How nearly the words that tell of two accounts mean the same, by words and by matter."""
    by_words = kinship(left.account.lemma, right.account.lemma)
    if left.matter is None or left.matter != right.matter:
        return by_words
    return max(KIN, by_words)


def gap_km(left: Facts, right: Facts) -> float | None:
    """What lies between the nearest places beyond their uncertainty; None without points."""
    if not left.points or not right.points:
        return None
    if left.points == right.points:
        return -2 * left.points[0].radius_km
    return min(
        [
            distance_km(mine, theirs) - mine.radius_km - theirs.radius_km
            for mine in left.points
            for theirs in right.points
        ]
    )


def gap_days(left: Facts, right: Facts) -> int | None:
    """The days between two spans of time, 0 where they overlap; None where one is unknown."""
    if left.days is None or right.days is None:
        return None
    return max(0, left.days[0] - right.days[1], right.days[0] - left.days[1])


@lru_cache(maxsize=200_000)
def weight_of(word: str) -> float:
    """How much a word counts: its rarity, and a little for the commonest."""
    return max(0.1, rarity(word))


@lru_cache(maxsize=200_000)
def _square_of(word: str) -> float:
    return weight_of(word) ** 2


def distance_km(left: Point, right: Point) -> float:
    """The great-circle distance (haversine)."""
    lat, lon = (right.lat - left.lat) / 2, (right.lon - left.lon) / 2
    square = math.sin(lat) ** 2 + math.cos(left.lat) * math.cos(right.lat) * math.sin(lon) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(square)))


@cache
def _sayings() -> frozenset[str]:
    """Verbs and nouns of saying."""
    return lexicons.words("sayings", "verbs") | lexicons.words("sayings", "nouns")


def _bag(words: Iterable[str]) -> Bag:
    held = frozenset(words)
    total = math.fsum(map(weight_of, held))
    return Bag(held, total, math.sqrt(math.fsum(map(_square_of, held))))


def _points(sites: Iterable[Site]) -> Iterable[Point]:
    for site in sites:
        if site.lat is not None and site.lon is not None:
            yield Point(math.radians(site.lat), math.radians(site.lon), site.radius_km or 1.0)


def _days(account: Account) -> Days | None:
    first, last = ordinal(account.earliest), ordinal(account.latest)
    if first is None and last is None:
        return None
    first, last = (last if first is None else first), (first if last is None else last)
    return None if first is None or last is None or last < first else (first, last)


def ordinal(iso: str | None) -> int | None:
    """The day of an ISO date; None where it tells less than a day."""
    if not iso or len(iso) < 10:
        return None
    try:
        return date.fromisoformat(iso[:10]).toordinal()
    except ValueError:
        return None
