"""What one report tells against itself."""

from __future__ import annotations

from crossfix.findings.conflicts import ConflictKind
from crossfix.link.within import conflicts_within
from tests.readings import ledger_of

STRUCK = "Russian drones struck a fuel depot in {town} on {day} March 2025. "
SHOWN = "Footage filmed by residents shows a column of black smoke over the depot.\n\n"
AGAIN = "The depot of {town} burned on {day} March 2025, a channel writes. "


def evidence(text: str) -> list[tuple[str, str]]:
    """The words of both sides of every conflict over evidence."""
    ledger = ledger_of(text, "2025-03-09")
    found = []
    for conflict in conflicts_within(ledger):
        for quoted in (conflict.left, conflict.right):
            words = quoted.words
            assert quoted.document == ledger.document.id
            assert ledger.document.text[words.start : words.stop] == words.text
        assert conflict.in_one_report
        if conflict.kind is ConflictKind.EVIDENCE:
            found.append((conflict.left.words.text, conflict.right.words.text))
            assert {conflict.left_event, conflict.right_event} <= {e.id for e in ledger.events}
    return found


def test_footage_of_one_matter_is_there_and_is_not() -> None:
    izium = {"town": "Izium", "day": 3}
    text = STRUCK.format(**izium) + SHOWN + AGAIN.format(**izium) + "There is no footage of it."
    ((some, none),) = evidence(text)
    assert some.startswith("Footage")
    assert none.startswith("There is no footage")


def test_another_town_or_day_is_another_matter() -> None:
    there = STRUCK.format(town="Izium", day=3) + SHOWN
    for town, day in (("Kherson", 3), ("Izium", 7)):
        assert not evidence(there + AGAIN.format(town=town, day=day) + "There is no footage of it.")


def test_what_is_not_shown_may_be_something_beside_it() -> None:
    izium = {"town": "Izium", "day": 3}
    text = STRUCK.format(**izium) + SHOWN + AGAIN.format(**izium)
    assert not evidence(text + "There is no footage of the negotiations.")


def test_a_report_that_agrees_with_itself() -> None:
    assert conflicts_within(ledger_of(STRUCK.format(town="Izium", day=3) + SHOWN)) == []
