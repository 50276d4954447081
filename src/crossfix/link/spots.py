"""What speaks for and against two accounts by spot: the town, the hour, and what was struck.

Features as in :mod:`crossfix.link.features`.  Their weights are declared, not fitted: news of the
kind that weights are fitted on seldom tells of two like things in one town on one day, which
reports of a war do every day, and seldom of one in words that have nothing in common.
"""

from __future__ import annotations

from typing import Final

from crossfix.codes import EventType, Status
from crossfix.link.facts import Both, Facts, distance_km

SAME_KM: Final = 3.0
"""Towns nearer than this are one, whatever they are called: gazetteers place a town twice."""

_ATTACKS: Final = frozenset({EventType.STRIKE, EventType.CLASH})
_BLOWS: Final = _ATTACKS | {EventType.DAMAGE}
_TO_THE_DAY: Final = 1
_TO_THE_MINUTE: Final = len("2025-03-14T02:00")


def one_spot(both: Both) -> float:
    """Two reports tell things of one type, or two attacks, in one town at one time."""
    mine, theirs = both.left.account, both.right.account
    alike = mine.type is theirs.type or {mine.type, theirs.type} <= _ATTACKS
    if both.one_report or not alike or mine.type is EventType.OTHER:
        return 0.0
    dated = mine.time_precision == theirs.time_precision == _TO_THE_DAY and both.gap_days == 0
    return float(dated and _hours_meet(both.left, both.right) and _one_town(both))


def one_spot_and_kind(both: Both) -> float:
    """The same, and what was struck is a thing of one kind ("market", "bazaar")."""
    return float(bool(both.left.told_kinds & both.right.told_kinds) and one_spot(both))


def other_kind(both: Both) -> float:
    """Both name what was struck, and these are things of other kinds ("school", "substation")."""
    mine, theirs = both.left, both.right
    if not {mine.account.type, theirs.account.type} <= _BLOWS:
        return 0.0
    return float(bool(mine.kinds and theirs.kinds) and not mine.kinds & theirs.kinds)


def told_before(both: Both) -> float:
    """One was told as done in a report of two days or more before the other happened."""
    return float(_precedes(both.left, both.right) or _precedes(both.right, both.left))


def _precedes(early: Facts, late: Facts) -> bool:
    if early.published is None or late.days is None:
        return False
    days = late.days[0] - early.published
    return days > 1 and early.account.status is Status.ASSERTED  # a day for the time zones


def _one_town(both: Both) -> bool:
    """Whether both name the same town; towns that lie side by side are two."""
    if both.left.names & both.right.names:
        return True
    return any(
        distance_km(mine, theirs) <= SAME_KM
        for mine in both.left.points
        for theirs in both.right.points
    )


def _hours_meet(mine: Facts, theirs: Facts) -> bool:
    """Whether the hours overlap, where both are told."""
    (first, last), (start, stop) = (
        (facts.account.earliest or "", facts.account.latest or "") for facts in (mine, theirs)
    )
    if any(len(bound) != _TO_THE_MINUTE for bound in (first, last, start, stop)):
        return True
    return first <= stop and start <= last
