"""What two accounts of one happening tell against each other.

Only what both tell can differ: a report that is silent contradicts nothing, and a wider word
("in the region", "drones and missiles", "at least three") does not contradict a narrower one.
A change over time by one source is an update: its later word takes the place of the earlier.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, starmap
from typing import Final

from crossfix.findings.conflicts import Conflict, ConflictKind
from crossfix.findings.happenings import Quoted
from crossfix.link.counts import against
from crossfix.link.facts import Point, distance_km
from crossfix.link.parties import are_apart
from crossfix.link.sides import Side, side_of
from crossfix.link.worded import Worded
from crossfix.link.words import kinship, words_in
from crossfix.model import Ledger, Status, make_id

APART_KM: Final = 3.0
"""What must lie between two places before they differ."""

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
    """The conflicts among all accounts of a happening, given as ledgers and ids of events."""
    return conflicts_between(side_of(ledger, event) for ledger, event in told)


def conflicts_between(sides: Iterable[Side]) -> list[Conflict]:
    """The conflicts among all accounts of a happening, each once.

    What two reports tell of several events is one conflict where it differs in the same, and a
    happening is denied once: by the words that come nearest to those that assert it.
    """
    found = [one for left, right in combinations(sides, 2) for one in conflicts(left, right)]
    once: dict[tuple[object, ...], Conflict] = {}
    for conflict in sorted(found, key=_unlikeness):
        is_denial = conflict.kind is ConflictKind.DENIAL
        ends = (conflict.left.document, conflict.right.document)
        what = "" if is_denial else conflict.differs
        once.setdefault((conflict.kind, conflict.update, *ends, what), conflict)
    kept = {conflict.id for conflict in once.values()}
    return list({conflict.id: conflict for conflict in found if conflict.id in kept}.values())


def _unlikeness(conflict: Conflict) -> float:
    """How little the words of both sides mean the same, of a denial; 0 of all else."""
    if conflict.kind is not ConflictKind.DENIAL:
        return 0.0
    left, right = (list(words_in(end.words.text)) for end in (conflict.left, conflict.right))
    return -max((kinship(one, other) for one in left for other in right), default=0.0)


# --- ways to differ -------------------------------------------------------------------


def _denied(left: Side, right: Side) -> Iterator[Difference]:
    if {left.status, right.status} != {Status.ASSERTED, Status.DENIED}:
        return
    said = [f"{side.status.value}: “{side.trigger.span.text}”" for side in (left, right)]
    yield ConflictKind.DENIAL, left.trigger, right.trigger, " against ".join(said)


def _figures(left: Side, right: Side) -> Iterator[Difference]:
    """Figures of the same thing whose ranges have nothing in common.

    One that agrees with any is no conflict with another: "26 people, nine of them in the south".
    """

    def agrees(one: Worded, figures: Iterable[Worded]) -> bool:
        return any(against(one, other) is False for other in figures)

    open_ones = [theirs for theirs in right.figures if not agrees(theirs, left.figures)]
    for mine in left.figures:
        if agrees(mine, right.figures):
            continue
        theirs = next((theirs for theirs in open_ones if against(mine, theirs)), None)
        if theirs is not None:
            told = f"{mine.span.text} against {theirs.span.text}"
            what = mine.counted or theirs.counted or mine.unit or mine.fate or "count"
            yield ConflictKind.FIGURE, mine, theirs, f"{what}: {told}"


def _actors(left: Side, right: Side) -> Iterator[Difference]:
    """Parties of which none of one side stands with one of the other."""
    mine = [party for one in left.actors for party in one.parties]
    theirs = [party for one in right.actors for party in one.parties]
    if are_apart(mine, theirs, left.countries | right.countries):
        sides = (sorted({party.called for party in parties}) for parties in (mine, theirs))
        told = " against ".join(map(", ".join, sides))
        yield ConflictKind.ACTOR, left.actors[0], right.actors[0], told


def _weapons(left: Side, right: Side) -> Iterator[Difference]:
    """Weapons of kinds that exclude each other, and nothing in common."""
    mine = {kind for one in left.weapons for kind in one.words}
    theirs = {kind for one in right.weapons for kind in one.words}
    if not mine or not theirs or mine & theirs:
        return
    told = " against ".join(", ".join(sorted(kinds)) for kinds in (mine, theirs))
    yield ConflictKind.WEAPON, left.weapons[0], right.weapons[0], told


def _places(left: Side, right: Side) -> Iterator[Difference]:
    """Places of which none of one side is, or may be, one of the other."""
    pairs = [
        (mine, theirs, mine.point, theirs.point)
        for mine in left.places
        for theirs in right.places
        if mine.point and theirs.point
    ]
    if not pairs or not all(starmap(_lie_apart, pairs)):
        return
    km, mine, theirs = min(
        ((distance_km(*points), mine, theirs) for mine, theirs, *points in pairs),
        key=lambda each: each[0],
    )
    told = f"{mine.span.text} against {theirs.span.text}, {km:.0f} km apart"
    yield ConflictKind.PLACE, mine, theirs, told


def _lie_apart(mine: Worded, theirs: Worded, here: Point, there: Point) -> bool:
    """Whether two places are two: neither town holds the middle of the other.

    Of sites and quarters, which are found less surely, also their uncertainty must lie between.
    """
    km = distance_km(here, there)
    if mine.name.casefold() == theirs.name.casefold():
        return False
    if mine.town and theirs.town:
        return km > max(here.radius_km, there.radius_km, APART_KM)
    return km - here.radius_km - there.radius_km > APART_KM


def _times(left: Side, right: Side) -> Iterator[Difference]:
    if left.days is None or right.days is None:
        return
    if left.days[0] <= right.days[1] and right.days[0] <= left.days[1]:
        return
    told = " against ".join(" to ".join(dict.fromkeys(side.told_days)) for side in (left, right))
    yield ConflictKind.TIME, left.when or left.trigger, right.when or right.trigger, told


_WAYS: Final[tuple[Callable[[Side, Side], Iterator[Difference]], ...]] = (
    _denied,
    _figures,
    _actors,
    _weapons,
    _places,
    _times,
)
