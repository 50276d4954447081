"""What speaks for and against two mentions being one happening: features with weights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from rapidfuzz import fuzz

from crossfix.model import Event, Quantity

_ALIKE: Final = 85
"""Of a hundred: how alike two spellings of one place are, by letters in common."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event with what is compared: its places, words of its arguments, who tells it where.

    ``towns`` are those of its places that are no region, country or front, ``unknown`` the
    names that no gazetteer knew; ``introduces`` is the segment that its own one leads in.
    """

    event: Event
    places: frozenset[str]
    named: frozenset[str]
    target: frozenset[str]
    actor: frozenset[str]
    segment: str
    source: str | None
    figures: tuple[Quantity, ...]
    towns: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    introduces: str | None = None


Feature = Callable[[Told, Told], float]


def same_place(a: Told, b: Told) -> float:
    """A place that both name themselves, less one inherited; against it, none shared.

    Names that no gazetteer knows are one place where they are spelt nearly alike.  A region
    says nothing against a town told elsewhere: it may lie in it.
    """
    if not a.places or not b.places:
        return 0.0
    if a.named & b.named:
        return 1.6
    if a.places & b.places:
        return 0.8
    if _spelt_alike(a.unknown, b.unknown):
        return 1.2
    return -2.5 if bool(a.towns) == bool(b.towns) else 0.0


def _spelt_alike(left: frozenset[str], right: frozenset[str]) -> bool:
    return any(fuzz.ratio(a, b) >= _ALIKE for a in left for b in right)


def same_time(a: Told, b: Told) -> float:
    """Days that overlap; against it, days, or hours where both tell them, that do not."""
    left, right = a.event, b.event
    if not (left.earliest and left.latest and right.earliest and right.latest):
        return 0.0
    bounds = (left.earliest, left.latest, right.earliest, right.latest)
    zones = {bound.endswith("Z") for bound in bounds}
    if len(zones) > 1:  # one side in UTC, the other local: a day may begin half a day earlier
        slack = timedelta(days=1)
        first, last, other_first, other_last = (date.fromisoformat(b[:10]) for b in bounds)
        apart = last + slack < other_first or other_last + slack < first
    else:
        apart = left.latest[:10] < right.earliest[:10] or right.latest[:10] < left.earliest[:10]
        if min(map(len, bounds)) > len("2025-02-12") and not apart:
            apart = left.latest < right.earliest or right.latest < left.earliest
    return -3.0 if apart else 1.2


def same_target(a: Told, b: Told) -> float:
    """Words shared by what was acted on, as a share of the shorter; against it, none."""
    if not a.target or not b.target:
        return 0.0
    share = len(a.target & b.target) / min(len(a.target), len(b.target))
    return 2.2 * share if share else -0.8


def same_actor(a: Told, b: Told) -> float:
    """The same words for who acted; against it, none."""
    if not a.actor or not b.actor:
        return 0.0
    return 0.6 if a.actor & b.actor else -0.8


def same_word(a: Told, b: Told) -> float:
    """The same word tells of both."""
    return 0.4 if a.event.trigger.text.lower() == b.event.trigger.text.lower() else 0.0


def same_segment(a: Told, b: Told) -> float:
    """One post or paragraph tells of one thing by the same words, of others by other words."""
    if a.segment != b.segment:
        return 0.0
    return 0.4 if a.target & b.target else -1.2


def led_in(a: Told, b: Told) -> float:
    """One stands in the lines that lead in the report in which the other is told."""
    return 2.0 if a.introduces is not None and a.introduces == b.segment else 0.0


FEATURES: Final[tuple[Feature, ...]] = (
    same_place,
    same_time,
    same_target,
    same_actor,
    same_word,
    same_segment,
    led_in,
)
"""What speaks for and against two mentions being one happening; docstrings say how."""
