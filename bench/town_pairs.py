"""Pairs of sentences about one town and day: two strikes, or one in other words.

The pairs stand in ``bench/town_pairs.toml``; :mod:`bench.blind` prints the figures.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from bench.side_by_side import Report, cases_of
from crossfix.case import Case
from crossfix.model import EventType
from crossfix.overview import Overview

PAIRS: Final = Path(__file__).with_name("town_pairs.toml")
_VIOLENT: Final = frozenset({EventType.STRIKE, EventType.CLASH})
COUNTED: Final = tuple(
    f"pairs of {sort}{linked}"
    for sort in ("two strikes", "one strike")
    for linked in ("", ", linked")
)
"""What is counted over the pairs."""


def read_pairs() -> tuple[str, list[dict[str, Any]]]:
    """The day on which all were published, and the pairs."""
    table = tomllib.loads(PAIRS.read_text(encoding="utf-8"))
    return table["published"], table["pair"]


def run_pairs() -> Iterator[tuple[bool, bool]]:
    """Of each pair, whether both tell of one strike, and whether they were linked."""
    published, pairs = read_pairs()
    groups = [
        [Report(f"{side}.txt", pair[side], published) for side in ("left", "right")]
        for pair in pairs
    ]
    for pair, case in zip(pairs, cases_of(groups), strict=True):
        yield pair["same"], _is_linked(case)


def count_pairs(outcomes: Iterable[tuple[bool, bool]]) -> Counter[str]:
    """How many pairs there are of either sort, and how many of them were linked."""
    counts: Counter[str] = Counter()
    for same, linked in outcomes:
        sort = "one strike" if same else "two strikes"
        counts[f"pairs of {sort}"] += 1
        counts[f"pairs of {sort}, linked"] += linked
    return counts


def _is_linked(case: Case) -> bool:
    """Whether both reports share a happening that one of them tells as a strike or a clash."""
    return any(
        len(whole.documents) > 1 and any(a.type in _VIOLENT for a in whole.accounts)
        for whole in Overview(case).happenings()
    )
