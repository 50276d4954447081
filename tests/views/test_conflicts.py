"""Conflicts in lines: both sentences, and what copies repeat told once."""

from __future__ import annotations

from msgspec.structs import replace

from crossfix.findings.conflicts import Conflict, ConflictKind
from crossfix.findings.happenings import Quoted
from crossfix.model import Ledger, Span
from crossfix.views.conflicts import conflict_lines, repeated
from crossfix.views.quoting import Quoting
from tests.readings import received

TWO = "Two people were hurt in Izium, the mayor said."
SIX = "Six people were hurt in Izium, the hospital said."
REPORTS = {"first": TWO, "copy": f"Izium.\n\n{TWO} More later.", "other": SIX}


def ledger(name: str) -> Ledger:
    return Ledger(document=replace(received(REPORTS[name], "2025-05-04").document, title=name))


def quoted(name: str, words: str) -> Quoted:
    start = REPORTS[name].index(words)
    return Quoted(document=name, words=Span(start=start, stop=start + len(words), text=words))


def conflict(name: str, *, update: bool = False) -> Conflict:
    return Conflict(
        id=f"cnf_{name}",
        kind=ConflictKind.FIGURE,
        left_event=f"evt_{name}",
        right_event="evt_other",
        left=quoted(name, "Two"),
        right=quoted("other", "Six"),
        differs="people: Two against Six",
        update=update,
    )


def test_a_conflict_and_the_copy_of_one_side() -> None:
    lines = list(conflict_lines([conflict("first"), conflict("copy")], Quoting(ledger)))
    assert lines == [
        "cnf_first  figure: people: Two against Six",
        "    evt_first  first (2025-05-04), 0–3",
        "        “[Two] people were hurt in Izium, the mayor said.”",
        "    evt_other  other (2025-05-04), 0–3",
        "        “[Six] people were hurt in Izium, the hospital said.”",
        "    the same words in copy (2025-05-04)",
    ]


def test_an_update_is_not_told_with_a_conflict() -> None:
    found = [conflict("first"), conflict("copy", update=True)]
    assert [len(same) for same in repeated(found, Quoting(ledger))] == [1, 1]
    assert "figure, told anew" in list(conflict_lines(found, Quoting(ledger)))[5]
