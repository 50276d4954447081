"""Which figures of two accounts are compared, and what comes of it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.link.counts import against, counts_of, parts_of
from crossfix.link.worded import Worded
from crossfix.model import Span
from tests.readings import ledger_of

RAID = "On 19 February 2025 the air raid on the market of Kutkai {told}, the village council said."


def people(low: float, high: float | None = None, **about: object) -> Worded:
    """A figure of dead people."""
    filled = {"fate": "dead", "people": True, "words": ("people",)} | about
    ends = {"low": low, "high": low if high is None else high}
    return Worded(Span(0, 1, "1"), **filled, **ends)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (people(12), people(12), False),
        (people(12), people(15), True),
        (people(12, math.inf), people(15), False),
        (people(18), people(60, fate="hurt"), None),
        (people(18), people(60, fate=None), None),
        (people(18, fate=None), people(60, fate=None), True),
        (people(27, math.inf, kind="civilian"), people(12, 15), True),
        (people(27, kind="civilian"), people(12, kind="soldier"), None),
        (people(27, kind="civilian"), people(12, kind="civilian"), True),
        (people(5, part=True, words=("child",)), people(20), None),
        (people(30, part=True, words=("child",)), people(20), True),
        (
            people(5, part=True, words=("child",)),
            people(7, part=True, words=("woman",)),
            None,
        ),
        (people(5, part=True, words=("child",)), people(7, part=True, words=("child",)), True),
        (people(5), people(5, people=False, fate=None, words=("house",)), None),
        (people(5), people(5, unit="km"), None),
    ],
)
def test_what_is_compared(mine: Worded, theirs: Worded, expected: bool | None) -> None:
    assert against(mine, theirs) is expected
    assert against(theirs, mine) is expected


COUNTS = st.builds(
    people,
    st.integers(0, 50),
    st.integers(50, 90),
    fate=st.sampled_from(["dead", "hurt", None]),
    kind=st.sampled_from(["civilian", "soldier", None]),
    part=st.booleans(),
)


@given(COUNTS, COUNTS)
def test_whichever_comes_first(mine: Worded, theirs: Worded) -> None:
    assert against(mine, theirs) is against(theirs, mine)
    assert against(mine, mine) is not True


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("killed 31 villagers", [("dead", True, "civilian", False)]),
        ("wounded more than 80", [("hurt", True, None, False)]),
        ("killed 4 children", [("dead", True, None, True)]),
        ("damaged 14 houses", [(None, False, None, False)]),
    ],
)
def test_figures_of_a_report(told: str, expected: list[tuple[object, ...]]) -> None:
    ledger = ledger_of(RAID.format(told=told), "2025-02-20")
    found = {
        (one.fate, one.people, one.kind, one.part)
        for event in ledger.events
        for one in counts_of(ledger, event)
    }
    assert set(expected) <= found


def test_what_adds_up_is_a_part() -> None:
    soldiers, civilians = people(5, kind="soldier"), people(7, kind="civilian")
    assert [one.part for one in parts_of([soldiers, civilians])] == [True, True]
    assert [one.part for one in parts_of([soldiers])] == [False]
