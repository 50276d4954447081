"""What a report itself tells apart: its own places and days are told side by side on purpose."""

from __future__ import annotations

from typing import Final

from crossfix.link.facts import Facts, gap_days, gap_km

_EXACT: Final = 1
_APART_KM: Final = 5.0


def told_apart(left: Facts, right: Facts) -> bool:
    """Whether one report gives two accounts towns, or days, that cannot be one.

    Both must be told exactly (precision 1), the places by the sentences of the happenings
    themselves; what the report says is one is not told apart.
    """
    mine, theirs = left.account, right.account
    if mine.document != theirs.document or theirs.id in mine.same or mine.id in theirs.same:
        return False
    return _other_town(left, right) or _other_day(left, right)


def _other_town(left: Facts, right: Facts) -> bool:
    if not (left.exact and right.exact):
        return False
    gap = gap_km(left, right)
    return gap is not None and gap > _APART_KM


def _other_day(left: Facts, right: Facts) -> bool:
    dated = left.account.dated and right.account.dated
    exact = dated and left.account.time_precision == right.account.time_precision == _EXACT
    return exact and bool(gap_days(left, right))
