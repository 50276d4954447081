"""Gold of events: quotes become offsets, two passes one gold, and the ledger is counted."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from bench.corpora.own_events import days_of, read_event_passes
from bench.corpora.own_gold import GoldError, GoldReport, read_gold
from bench.gold_event_pairs import alike, close_events, hold, merge
from bench.gold_event_scores import figures_of, tally
from hypothesis import given
from hypothesis import strategies as st

from crossfix import read

TEXT = """Two drones struck the depot in Odesa on 3 May 2024. The strike killed 4 guards.

More than 40 boats will be sent to Izmail by Friday, the navy said.
"""
LISTING = """[[report]]
name = "depot"
manner = "wire"
published = "2024-05-04"
split = "dev"
"""
FIRST = """
[[event]]
id = "e1"
paragraph = 1
trigger = "struck"
type = "strike"
status = "asserted"
actor = "Two drones"
target = "the depot"
places = ["Odesa"]
date = "2024-05-03"

[[event]]
id = "e2"
paragraph = 1
trigger = "strike"
type = "strike"
status = "asserted"
same_as = "e1"

[[event]]
id = "e3"
paragraph = 1
trigger = "killed"
type = "casualties"
status = "asserted"

[[figure]]
paragraph = 2
text = "More than 40"
counted = "boats"
low = 40

[[forecast]]
paragraph = 2
text = "More than 40 boats will be sent to Izmail by Friday"
source = "navy"
kind = "plan"
deadline = "2024-05-10"
"""
SECOND = """
[[event]]
id = "x1"
paragraph = 1
trigger = "struck the depot"
type = "strike"
status = "asserted"
places = [{ paragraph = 1, text = "Odesa" }]

[[figure]]
paragraph = 1
text = "4"
counted = "guards"
low = 4
best = 4
high = 4
"""


def make_gold(folder: Path, first: str = FIRST, second: str | None = SECOND) -> GoldReport:
    """A gold folder with one report; gives the report."""
    (folder / "depot").mkdir()
    (folder / "reports.toml").write_text(LISTING)
    (folder / "depot" / "report.txt").write_text(TEXT)
    (folder / "depot" / "first.toml").write_text("")
    (folder / "depot" / "events.first.toml").write_text(first)
    if second is not None:
        (folder / "depot" / "events.second.toml").write_text(second)
    [report] = read_gold(folder)
    return report


def test_what_both_passes_marked_is_asked_for(tmp_path: Path) -> None:
    report = make_gold(tmp_path)
    events, figures, forecasts = merge(read_event_passes(tmp_path, report), report.text)
    assert [event.asked for event in events] == [True, False, False]
    assert [figure.asked for figure in figures] == [False, False]
    assert [forecast.asked for forecast in forecasts] == [False]


def test_mentions_of_one_happening_are_asked_for_once(tmp_path: Path) -> None:
    report = make_gold(tmp_path, second=None)
    events, _, _ = merge(read_event_passes(tmp_path, report), report.text)
    assert [event.number for event in events] == [0, 0, 2]


def test_a_ledger_is_counted(tmp_path: Path) -> None:
    report = make_gold(tmp_path, second=None)
    passes = read_event_passes(tmp_path, report)
    held = hold(report, passes, read(report.text, published=report.published))
    counts: Counter[str] = tally(held)
    assert counts["event asked"] == 2
    assert counts["event right"] <= 2
    assert counts["event type right"] == counts["event type asked"] > 0
    figures = figures_of(counts, "gold")
    assert 0 <= figures["gold: events, F1"] <= 100
    assert figures["gold: figures asked for"] == 1


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('trigger = "struck"', 'trigger = "bombed"', "'bombed' does not stand in paragraph 1"),
        ('type = "strike"', 'type = "raid"', "Invalid enum value 'raid'"),
        ("paragraph = 2", "paragraph = 9", "no paragraph 9"),
        ('date = "2024-05-03"', 'date = "2024-05-43"', "day"),
        ("[[event]]", "[[event]", "no TOML"),
    ],
)
def test_faults_name_the_file_and_the_entry(old: str, new: str, fault: str, tmp_path: Path) -> None:
    report = make_gold(tmp_path, FIRST.replace(old, new, 1), None)
    with pytest.raises(GoldError, match=r"depot/events\.first\.toml") as raised:
        read_event_passes(tmp_path, report)
    assert fault in str(raised.value)


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2024-05-03", ("2024-05-03", "2024-05-03")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("1900-02", ("1900-02-01", "1900-02-28")),
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-05-03/2024-06", ("2024-05-03", "2024-06-30")),
    ],
)
def test_days_of_a_date(value: str, days: tuple[str, str]) -> None:
    assert days_of(value) == days


def test_a_sentence_holds_its_events_together() -> None:
    text = "They shelled it. It burned down, and the fire spread."
    assert close_events((5, 12), "strike", (20, 26), "strike", text) == 0
    assert close_events((20, 26), "damage", (42, 46), "damage", text) > 0
    assert close_events((20, 26), "damage", (42, 46), "strike", text) == 0


SPANS = st.tuples(st.integers(0, 50), st.integers(1, 50)).map(lambda p: (p[0], p[0] + p[1]))


@given(SPANS, SPANS)
def test_likeness_is_mutual(left: tuple[int, int], right: tuple[int, int]) -> None:
    assert alike(left, right) == alike(right, left)
    assert alike(left, left) == 2.0
