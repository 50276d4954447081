"""Conflicts and updates between pairs of reports that were written for this."""

from __future__ import annotations

import tomllib
from functools import cache

import pytest
from bench.conflicts import CASES, Outcome, run_cases

from crossfix.findings.conflicts import ConflictKind
from crossfix.link.conflicts import conflicts
from crossfix.link.sides import side_of
from crossfix.link.within import conflicts_within
from tests.readings import ledger_of

STRUCK = (
    "A missile strike on the depot of Izium on 3 March 2025 killed {toll}, the State "
    "Emergency Service said."
)


NAMES = [case["name"] for case in tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]]


@cache
def outcomes() -> dict[str, Outcome]:
    return {outcome.name: outcome for outcome in run_cases()}


@pytest.mark.parametrize("name", NAMES)
def test_cases(name: str) -> None:
    outcome = outcomes()[name]
    assert outcome.found == outcome.expected
    for conflict in outcome.conflicts:
        assert conflict.left.words.text
        assert conflict.right.words.text
        assert conflict.differs


def test_both_sides_are_quoted_and_the_earlier_stands_left() -> None:
    early = ledger_of(STRUCK.format(toll="3 people"), "2025-03-04")
    late = ledger_of(STRUCK.format(toll="9 people"), "2025-03-06")
    found = [
        conflict
        for mine in early.events
        for theirs in late.events
        for conflict in conflicts(side_of(early, mine.id), side_of(late, theirs.id))
        if conflict.kind is ConflictKind.FIGURE
    ]
    assert found
    for conflict in found:
        for telling, ledger in ((conflict.left, early), (conflict.right, late)):
            words = telling.words
            assert telling.document == ledger.document.id
            assert ledger.document.text[words.start : words.stop] == words.text
        assert conflict.update, "one service, two days"


def test_the_same_comes_out_whichever_is_given_first() -> None:
    left = ledger_of(STRUCK.format(toll="3 people"), "2025-03-04")
    right = ledger_of(STRUCK.format(toll="9 people"), "2025-03-04")
    for mine in left.events:
        for theirs in right.events:
            sides = side_of(left, mine.id), side_of(right, theirs.id)
            assert conflicts(*sides) == conflicts(*reversed(sides))


def test_an_account_does_not_conflict_with_itself() -> None:
    ledger = ledger_of(STRUCK.format(toll="3 people"), "2025-03-04")
    assert ledger.events
    for event in ledger.events:
        assert conflicts(side_of(ledger, event.id), side_of(ledger, event.id)) == []


def test_within_one_report() -> None:
    ledger = ledger_of(
        "Russian troops captured the village of Malynivka on 11 May 2025, the ministry said. "
        "Russian troops did not capture Malynivka on 11 May 2025, the General Staff said.",
        "2025-05-12",
    )
    kinds = {conflict.kind for conflict in conflicts_within(ledger)}
    assert kinds == {ConflictKind.DENIAL}


def test_an_event_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        side_of(ledger_of("Nothing happened.", "2025-03-04"), "evt_none")
