"""What a report itself tells apart: towns, days, counts that it sets side by side on purpose."""

from __future__ import annotations

from typing import Final

from crossfix.findings.accounts import Account
from crossfix.findings.figures import ranges_meet
from crossfix.link.facts import Facts, gap_days, gap_km

_EXACT: Final = 1
_APART_KM: Final = 5.0


def told_apart(left: Facts, right: Facts) -> bool:
    """Whether one report gives two accounts towns, days or counts that cannot be one.

    Towns and days must be told exactly (precision 1), the towns by the sentences of the
    happenings themselves, and counts in one sentence ("two missile strikes and 61 air
    strikes"); what the report says is one is not told apart.
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
    if mine.sentence != theirs.sentence or not (mine.figures and theirs.figures):
        return False
    return not any(ranges_meet(a, b) for a in mine.figures for b in theirs.figures)
