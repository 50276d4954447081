"""Histories: years left unsaid, dates that follow the story, and feasts that move."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.annotate.times.feasts import easter, orthodox_easter
from tests.annotate.test_times import values

HISTORY = """The siege began on 3 June 1862. In August the walls were breached.
Two days later relief came. By January 1863 the army had gone home; in March the fort fell.
In 1864 it was rebuilt. That summer a fire destroyed it."""


def test_a_history_follows_the_date_told_last() -> None:
    assert values(HISTORY) == [
        ("3 June 1862", "1862-06-03"),
        ("August", "1862-08"),
        ("Two days later", "1862-06-05"),
        ("January 1863", "1863-01"),
        ("March", "1863-03"),
        ("1864", "1864"),
        ("That summer", "1864-SU"),
    ]


STORIES = [
    # the dates on both sides of a name without a year tell which one it is
    ("The fleet sailed on 7 December 1861, and 1861 ended ill. In January it lost the strait."
     " By the end of April 1862 it was home.", "January", "1862-01"),
    ("The port was shut in late 1863. By June the army was near. On June 6, 1864, it landed;"
     " in 1866 it left.", "June", "1864-06"),
    ("The town was taken in March 1865. It had been shelled from October. It was rebuilt by April"
     " and by August 15, 1865 it thrived, until 1867.", "October", "1864-10"),
    # a glance at another age does not move the story
    ("It began on 3 June 1862, as in 1848. In August 1862 they broke the treaty of 1815. In"
     " October peace came, and in December 1862 the army left.", "October", "1862-10"),
    ("It began in 1862. It ended in 1863, and during this period trade fell. It rose in 1864.",
     "this period", "1863"),
    ("The former king fled in 1862, came back in 1863 and died in 1864.", "former", "PAST_REF"),
    ("It began in 1776. The 1777 campaigns failed; by 1778 it went on. It ended in 1783.",
     "1777", "1777"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expression", "value"), STORIES)
def test_a_history_tells_the_years_it_leaves_unsaid(text: str, expression: str, value: str) -> None:
    assert (expression, value) in values(text)


def test_a_report_that_cites_old_years_speaks_of_its_own_days() -> None:
    text = ("He left in 1960, came back in 1979 and again in 1983. He will be heard this week,"
            " or on March 6.")  # fmt: skip
    assert values(text)[-1] == ("March 6", "2025-03-06")
    assert values("The former mayor spoke of future plans.") == []


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    west, east = easter(year), orthodox_easter(year)
    assert west.isoweekday() == east.isoweekday() == 7
    assert date(year, 3, 22) <= west <= date(year, 4, 25)
    assert west <= east


def test_a_history_parts_a_range_into_its_ends() -> None:
    text = "The war of 1861–1865 was long. In 1862 and in 1863 it went badly; peace came in 1865."
    assert values(text)[:2] == [("1861", "1861"), ("1865", "1865")]
