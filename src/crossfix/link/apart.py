"""What cannot be one whatever the words: what a report sets side by side, and sums of many."""

from __future__ import annotations

from typing import Final

from crossfix.findings.accounts import Account, Figure
from crossfix.findings.figures import ranges_meet
from crossfix.link.facts import Facts, gap_days, gap_km

_EXACT: Final = 1
_APART_KM: Final = 5.0


def told_apart(left: Facts, right: Facts) -> bool:
    """Whether two accounts cannot be one: a sum of many and one of them, or told side by side."""
    return _many_and_one(left, right) or _side_by_side(left, right)


def _many_and_one(left: Facts, right: Facts) -> bool:
    """Whether one counts happenings ("61 air strikes"), the other does not, of no same place.

    A sum of many is none of them; of one town it may be the same told by another count.
    """
    return left.many is not right.many and left.names.isdisjoint(right.names)


def _side_by_side(left: Facts, right: Facts) -> bool:
    """Whether one report gives two accounts towns, days or counts that cannot be one.

    Towns and days must be told exactly (precision 1), the towns by the sentences of the
    happenings themselves.  Counts must be in one sentence ("two missile strikes and 61 air
    strikes"), or be of the same thing ("dropped 97 guided bombs", and of one part of the
    front "dropped 22 guided bombs").  What the report says is one is not told apart.
    """
    mine, theirs = left.account, right.account
    if mine.document != theirs.document or theirs.id in mine.same or mine.id in theirs.same:
        return False
    return _other_town(left, right) or _other_day(left, right) or _other_count(mine, theirs)


def _other_town(left: Facts, right: Facts) -> bool:
    if not (left.exact and right.exact):
        return False
    gap = gap_km(left, right)
    return gap is not None and gap > _APART_KM


def _other_day(left: Facts, right: Facts) -> bool:
    dated = left.account.dated and right.account.dated
    exact = dated and left.account.time_precision == right.account.time_precision == _EXACT
    return exact and bool(gap_days(left, right))


def _other_count(mine: Account, theirs: Account) -> bool:
    pairs = [(a, b) for a in mine.figures for b in theirs.figures]
    if mine.sentence != theirs.sentence:
        pairs = [(a, b) for a, b in pairs if _of_one_thing(a, b)]
    return bool(pairs) and not any(ranges_meet(a, b) for a, b in pairs)


def _of_one_thing(one: Figure, other: Figure) -> bool:
    """Whether two figures count what is called by the same word."""
    return one.unit == other.unit and bool(one.of and other.of) and one.of[-1] == other.of[-1]
