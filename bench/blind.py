"""What comes out of reports that were written before the code was looked at.

``python -m bench.blind`` prints conflicts by kind (``blind_conflicts.toml``), happenings,
origins and copies (``blind_origins.toml``), and how often two sentences of one town and day
are taken for one strike (``town_pairs.toml``, which was written beside the code).  Of the
blind sets the odd half was looked at while rules were made; of the even half only sums are
printed, so that it stays unseen.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final, TypeVar

from bench import blind_conflicts, blind_origins, town_pairs
from bench.side_by_side import HALVES

T = TypeVar("T", blind_conflicts.Outcome, blind_origins.Outcome)

_SORTS: Final = ("right", "wrong", "missed")


def measure(_shared: Path) -> dict[str, float]:
    """The sums of both halves of the blind sets, then those of the pairs."""
    figures = score_conflicts(list(blind_conflicts.run_conflicts()))
    figures |= score_origins(list(blind_origins.run_origins()))
    return figures | score_pairs(town_pairs.count_pairs(town_pairs.run_pairs()))


def score_conflicts(outcomes: list[blind_conflicts.Outcome]) -> dict[str, float]:
    """The sums of each half, over all kinds."""
    return _by_half(outcomes, blind_conflicts.count_conflicts, blind_conflicts.COUNTED)


def score_origins(outcomes: list[blind_origins.Outcome]) -> dict[str, float]:
    """The sums of each half, over its sets."""
    return _by_half(outcomes, blind_origins.count_origins, blind_origins.COUNTED)


def score_pairs(counts: Counter[str]) -> dict[str, float]:
    """How many pairs were linked, of those that should and of those that should not."""
    return {f"town pairs.{name}": counts[name] for name in town_pairs.COUNTED}


def _by_half(
    outcomes: list[T], count: Callable[[Iterable[T]], Mapping[str, int]], names: tuple[str, ...]
) -> dict[str, float]:
    """What is counted over the outcomes of each half."""
    figures: dict[str, float] = {}
    for half in HALVES:
        counts = count(outcome for outcome in outcomes if outcome.half == half)
        figures |= {f"blind {half}.{name}": counts[name] for name in names}
    return figures


def print_conflicts(outcomes: list[blind_conflicts.Outcome]) -> None:
    """The kinds of each half, and the cases of the odd one that came out otherwise."""
    for half in HALVES:
        some = [outcome for outcome in outcomes if outcome.half == half]
        counts = blind_conflicts.count_conflicts(some)
        right, cases = counts["conflict cases right"], counts["conflict cases"]
        print(f"conflicts, {half} half: {right} of {cases} cases right")
        print(f"  {'kind':16}{'expected':>9}{'found':>9}{'right':>9}")
        for kind, row in blind_conflicts.count_kinds(some).items():
            print(f"  {kind:16}" + "".join(f"{number:9}" for number in row))
        for outcome in some if half == HALVES[0] else ():
            if not outcome.right:
                found = ", ".join(sorted(outcome.found)) or "nothing"
                print(f"  otherwise: {outcome.name}: {found}")


def print_origins(outcomes: list[blind_origins.Outcome]) -> None:
    """The sums of each half."""
    for half in HALVES:
        counts = blind_origins.count_origins(o for o in outcomes if o.half == half)
        print(f"origins, {half} half, {counts['sets']} sets")
        print(
            f"  biggest happening: {counts['reports in the biggest']} of {counts['reports']} "
            f"reports, {counts['foreign reports in the biggest']} foreign; "
            f"{counts['happenings that mix']} happenings mix"
        )
        for which in ("in the biggest", "of all"):
            print(f"  pairs of tellings {which}:", _sorts(counts, f"pairs {which},"))
        print(
            f"  origins: {counts['origins found in the biggest']} groups in the biggest, "
            f"{counts['origins of its reports']} are true of its reports, "
            f"{counts['origins']} of all"
        )
        print("  copies:", _sorts(counts, "copies"))


def print_pairs(counts: Counter[str]) -> None:
    """How many pairs were linked."""
    print("one town, one day")
    for sort, mark in (("two strikes", "wrong"), ("one strike", "right")):
        there = counts[f"pairs of {sort}"]
        print(f"  pairs of {sort}: {counts[f'pairs of {sort}, linked']} of {there} linked ({mark})")


def _sorts(counts: Counter[str], which: str) -> str:
    return ", ".join(f"{sort} {counts[f'{which} {sort}']}" for sort in _SORTS)


def main() -> int:
    """Print the tables."""
    print_conflicts(list(blind_conflicts.run_conflicts()))
    print_origins(list(blind_origins.run_origins()))
    print_pairs(town_pairs.count_pairs(town_pairs.run_pairs()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
