"""What two accounts of one happening tell against each other.

Only what both tell can differ: a report that is silent contradicts nothing, and a wider word
("in the region", "drones and missiles", "at least three") does not contradict a narrower one.
A change over time by one source is an update: its later word takes the place of the earlier.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import Final

from crossfix.findings.conflicts import Conflict, ConflictKind
from crossfix.findings.figures import ranges_meet
from crossfix.findings.happenings import Quoted
from crossfix.link.facts import distance_km
from crossfix.link.sides import Side, Worded, side_of
from crossfix.link.words import kinship
from crossfix.model import Ledger, Status, make_id

APART_KM: Final = 3.0
"""What must lie between two towns, beyond their uncertainty, before the places differ."""
_COUNTABLE: Final = 0.5

Difference = tuple[ConflictKind, Worded, Worded, str]


def conflicts(left: Side, right: Side) -> list[Conflict]:
    """What two accounts of one happening tell against each other.

    Take :func:`~crossfix.link.sides.side_of` for each side.  The earlier published stands
    left; the same comes out whichever is given first.
    """
    if right.order < left.order:
        left, right = right, left
    update = left.published < right.published and not left.origins.isdisjoint(right.origins)
    found = []
    for find in _WAYS:
        for kind, mine, theirs, differs in find(left, right):
            found.append(
                Conflict(
                    id=make_id("cnf", kind, left.document, mine.span, right.document, theirs.span),
                    kind=kind,
                    left_event=left.event,
                    right_event=right.event,
                    left=Quoted(document=left.document, words=mine.span),
                    right=Quoted(document=right.document, words=theirs.span),
                    differs=differs,
                    update=update,
                )
            )
    return found


def conflicts_among(told: Iterable[tuple[Ledger, str]]) -> list[Conflict]:
    """The conflicts among all accounts of a happening, given as ledgers and ids of events.

    What two reports tell in the same words of several events is one conflict.
    """
    sides = [side_of(ledger, event) for ledger, event in told]
    found = [one for left, right in combinations(sides, 2) for one in conflicts(left, right)]
    return list({conflict.id: conflict for conflict in found}.values())


# --- ways to differ -------------------------------------------------------------------


def _denied(left: Side, right: Side) -> Iterator[Difference]:
    if {left.status, right.status} != {Status.ASSERTED, Status.DENIED}:
        return
    said = [f"{side.status.value}: “{side.trigger.span.text}”" for side in (left, right)]
    yield ConflictKind.DENIAL, left.trigger, right.trigger, " against ".join(said)


def _figures(left: Side, right: Side) -> Iterator[Difference]:
    """Figures of the same thing whose ranges have nothing in common; none where one agrees."""
    for mine in left.figures:
        same = [theirs for theirs in right.figures if _countable(mine, theirs)]
        if not same or any(ranges_meet(mine, theirs) for theirs in same):
            continue
        theirs = same[0]
        told = " against ".join(_range(one) for one in (mine, theirs))
        what = mine.counted or theirs.counted or mine.unit or "count"
        yield ConflictKind.FIGURE, mine, theirs, f"{what}: {told}"


def _actors(left: Side, right: Side) -> Iterator[Difference]:
    yield from _disjoint(ConflictKind.ACTOR, left.actors, right.actors)


def _weapons(left: Side, right: Side) -> Iterator[Difference]:
    yield from _disjoint(ConflictKind.WEAPON, left.weapons, right.weapons)


def _disjoint(
    kind: ConflictKind, mine: tuple[Worded, ...], theirs: tuple[Worded, ...]
) -> Iterator[Difference]:
    """Words of known classes, the classes of both sides having nothing in common."""
    left = {word for one in mine for word in one.words}
    right = {word for one in theirs for word in one.words}
    if not left or not right or left & right:
        return
    told = " against ".join(", ".join(sorted(words)) for words in (left, right))
    yield kind, mine[0], theirs[0], told


def _places(left: Side, right: Side) -> Iterator[Difference]:
    pairs = [(mine, theirs) for mine in left.places for theirs in right.places]
    gaps = [
        distance_km(mine.point, theirs.point) - mine.point.radius_km - theirs.point.radius_km
        for mine, theirs in pairs
        if mine.point and theirs.point
    ]
    if not gaps or min(gaps) <= APART_KM:
        return
    mine, theirs = pairs[gaps.index(min(gaps))]
    told = f"{mine.span.text} against {theirs.span.text}, {min(gaps):.0f} km apart"
    yield ConflictKind.PLACE, mine, theirs, told


def _times(left: Side, right: Side) -> Iterator[Difference]:
    if left.days is None or right.days is None:
        return
    if left.days[0] <= right.days[1] and right.days[0] <= left.days[1]:
        return
    told = " against ".join(" to ".join(dict.fromkeys(side.told_days)) for side in (left, right))
    yield ConflictKind.TIME, left.when or left.trigger, right.when or right.trigger, told


def _countable(mine: Worded, theirs: Worded) -> bool:
    """Whether two figures count the same thing."""
    if mine.unit != theirs.unit or (mine.fate and theirs.fate and mine.fate != theirs.fate):
        return False
    if not mine.words or not theirs.words:
        return mine.words == theirs.words
    return kinship(mine.words[-1], theirs.words[-1]) >= _COUNTABLE


def _range(figure: Worded) -> str:
    return figure.span.text


_WAYS: Final[tuple[Callable[[Side, Side], Iterator[Difference]], ...]] = (
    _denied,
    _figures,
    _actors,
    _weapons,
    _places,
    _times,
)
