"""What speaks for and against two mentions being one happening: features with weights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from crossfix.model import Event, Quantity


@dataclass(frozen=True, slots=True)
class Told:
    """An event with what is compared: names of its places, words of its arguments, who tells it."""

    event: Event
    places: frozenset[str]
    named: frozenset[str]
    target: frozenset[str]
    actor: frozenset[str]
    segment: str
    source: str | None
    figures: tuple[Quantity, ...]


Feature = Callable[[Told, Told], float]


def same_place(a: Told, b: Told) -> float:
    """A place that both name themselves, less one inherited; against it, none shared."""
    if not a.places or not b.places:
        return 0.0
    if a.named & b.named:
        return 1.6
    return 0.8 if a.places & b.places else -2.5


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


FEATURES: Final[tuple[Feature, ...]] = (
    same_place,
    same_time,
    same_target,
    same_actor,
    same_word,
    same_segment,
)
"""What speaks for and against two mentions being one happening; docstrings say how."""
