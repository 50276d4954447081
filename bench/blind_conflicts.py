"""Conflicts in reports that were written before the code was looked at.

The cases stand in ``bench/blind_conflicts.toml``; :mod:`bench.blind` prints the figures.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bench.side_by_side import Report, cases_of, half_of
from crossfix.case import Case
from crossfix.findings.conflicts import Conflict
from crossfix.link.within import conflicts_within
from crossfix.overview import Overview

CASES: Final = Path(__file__).with_name("blind_conflicts.toml")
NONE: Final = "(none)"
"""The row of the cases in which nothing is expected, or nothing found."""
COUNTED: Final = (
    "conflict cases", "conflict cases right", "conflicts expected", "conflicts found",
    "conflicts right", "conflicts wrong", "conflicts missed",
)  # fmt: skip
"""What is counted over some cases; each kind counts once a case."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case: its half, the kinds that were expected in it, and those that were found."""

    name: str
    half: str
    expected: frozenset[str]
    found: frozenset[str]

    @property
    def right(self) -> bool:
        """Whether exactly what was expected was found."""
        return self.expected == self.found


def read_cases() -> list[dict[str, Any]]:
    """The cases of the file."""
    cases: list[dict[str, Any]] = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
    return cases


def run_conflicts() -> Iterator[Outcome]:
    """Every case, in the order of the file."""
    table = read_cases()
    groups = [list(_reports(given)) for given in table]
    for number, (given, case) in enumerate(zip(table, cases_of(groups), strict=True), 1):
        yield Outcome(
            name=given["name"],
            half=half_of(number),
            expected=frozenset(given["kind"]),
            found=frozenset(f"{'update ' * c.update}{c.kind.value}" for c in _told_apart(case)),
        )


def count_conflicts(outcomes: Iterable[Outcome]) -> Counter[str]:
    """Cases, cases right; kinds expected, found, right, wrong and missed, each kind once a case."""
    counts: Counter[str] = Counter()
    for outcome in outcomes:
        counts["conflict cases"] += 1
        counts["conflict cases right"] += outcome.right
        counts["conflicts expected"] += len(outcome.expected)
        counts["conflicts found"] += len(outcome.found)
        counts["conflicts right"] += len(outcome.found & outcome.expected)
        counts["conflicts wrong"] += len(outcome.found - outcome.expected)
        counts["conflicts missed"] += len(outcome.expected - outcome.found)
    return counts


def count_kinds(outcomes: Iterable[Outcome]) -> dict[str, tuple[int, int, int]]:
    """How often each kind was expected, found and right; under :data:`NONE` that nothing was."""
    expected: Counter[str] = Counter()
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for outcome in outcomes:
        wanted, got = outcome.expected or {NONE}, outcome.found or {NONE}
        expected.update(wanted)
        found.update(got)
        right.update(wanted & got)
    return {kind: (expected[kind], found[kind], right[kind]) for kind in sorted(expected | found)}


def _reports(given: dict[str, Any]) -> Iterator[Report]:
    for number, report in enumerate(given["report"], 1):
        yield Report(f"{number}.txt", report["text"], report["published"].isoformat())


def _told_apart(case: Case) -> Iterator[Conflict]:
    """What ``crossfix conflicts --updates`` lists: of each happening, then within each report."""
    for whole in Overview(case).happenings():
        yield from whole.conflicts
    for ledger in case.ledgers():
        yield from conflicts_within(ledger)
