"""Conflicts and updates in reports of our own writing: ``python -m bench.conflicts``.

Each report is read by all stages, the accounts of a pair are linked, and what one happening of
both is told against itself is compared with what the case expects (``conflict_cases.toml``).
Some cases are one report, and ask what it tells against itself.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from crossfix.config import Config
from crossfix.errors import Skip
from crossfix.findings.conflicts import Conflict
from crossfix.link.accounts import accounts_of
from crossfix.link.conflicts import conflicts_among
from crossfix.link.linker import happenings_of
from crossfix.link.within import conflicts_within
from crossfix.model import Document, Ledger, make_id
from crossfix.pipeline import read_reports
from crossfix.reading import Received

CASES: Final = Path(__file__).with_name("conflict_cases.toml")
_SIDES: Final = ("report", "left", "right")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case: what was expected, what was found, and whether its reports share a happening."""

    name: str
    expected: frozenset[str]
    found: frozenset[str]
    linked: bool
    conflicts: tuple[Conflict, ...]


def measure(_shared: Path) -> dict[str, float]:
    """How many conflicts are found and right, over all cases."""
    outcomes = list(run_cases())
    expected = sum(len(o.expected) for o in outcomes)
    found = sum(len(o.found) for o in outcomes)
    right = sum(len(o.found & o.expected) for o in outcomes)
    return {
        "conflicts.cases": len(outcomes),
        "conflicts.cases right": sum(o.expected == o.found for o in outcomes),
        "conflicts.expected": expected,
        "conflicts.found": found,
        "conflicts.right": right,
        "conflicts.wrong": found - right,
        "conflicts.missed": expected - right,
    }


def run_cases() -> Iterator[Outcome]:
    """Every case, in the order of the file."""
    table: list[dict[str, Any]] = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
    texts = [case[side] for case in table for side in _SIDES if side in case]
    ledgers = _ledgers(texts)
    for case in table:
        told = [next(ledgers) for side in _SIDES if side in case]
        if "report" in case:
            linked, found = True, conflicts_within(told[0])
        else:
            shared = list(_shared(told))
            linked, found = (
                bool(shared),
                [c for accounts in shared for c in conflicts_among(accounts)],
            )
        yield Outcome(
            name=case["name"],
            expected=frozenset(case["expected"]),
            found=frozenset(f"{'update ' * c.update}{c.kind.value}" for c in found),
            linked=linked,
            conflicts=tuple(found),
        )


def _ledgers(texts: list[dict[str, str]]) -> Iterator[Ledger]:
    received = []
    for number, told in enumerate(texts):
        digest = make_id("doc", number, told["text"])
        document = Document(
            id=digest,
            path=f"case {number}",
            sha256=digest,
            text=told["text"],
            published=told["published"],
        )
        received.append(Received(document, told["text"].encode()))
    for outcome in read_reports(received, Config()):
        if isinstance(outcome, Skip):
            raise outcome
        yield outcome[1]


def _shared(pair: list[Ledger]) -> Iterator[list[tuple[Ledger, str]]]:
    """The happenings that both reports tell of, as ledgers and ids of events."""
    home = {event.id: ledger for ledger in pair for event in ledger.events}
    for happening in happenings_of({ledger.document.id: accounts_of(ledger) for ledger in pair}):
        told = [(home[key], key) for key in happening.accounts]
        if len({ledger.document.id for ledger, _ in told}) > 1:
            yield told


def main() -> int:
    """Print every case that came out otherwise, then the figures."""
    for outcome in run_cases():
        mark = "right" if outcome.expected == outcome.found else "WRONG"
        print(f"{mark} {outcome.name}: {', '.join(sorted(outcome.found)) or 'none'}", end="")
        print("" if outcome.linked else " (no happening in common)")
        for conflict in outcome.conflicts:
            print(f"      {conflict.kind.value}: {conflict.differs}")
    for key, value in measure(CASES.parent).items():
        print(f"{key:32} {value:5.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
