"""The register and its score in words, and the picture of calibration."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import msgspec
import pytest

from crossfix.model import Scale, Span
from crossfix.scoring.records import Outcome, Registered, State
from crossfix.scoring.scorecard import score
from crossfix.views.calibration import HEIGHT, WIDTH, draw_calibration
from crossfix.views.register import BAR, entry_lines, remark_lines, score_lines
from tests.scoring.foretold import make_entry, make_forecast, make_resolution


def changed(entry: Registered, **fields: object) -> Registered:
    forecast = msgspec.structs.replace(entry.forecast, **fields)
    return msgspec.structs.replace(entry, forecast=forecast)


def test_a_forecast_in_lines() -> None:
    entry = make_entry(1, None, State.OPEN, text="It will burn", deadline="2025-03-31")
    assert list(entry_lines(entry)) == [
        "fct_0001  open  prediction, none said, by 2025-03-31: It will burn",
        "    Agency; Night, 2025-02-01 [0–12]; topic other",
    ]
    likely = changed(entry, prob_low=0.55, prob_high=0.8, scale=Scale.ICD203, deadline=None)
    assert "prediction, 55–80% (icd203), no deadline:" in next(entry_lines(likely))


def test_what_was_found_is_told_with_who_and_when() -> None:
    lines = list(entry_lines(make_entry(1, 0.5, State.FALSE)))
    assert lines[-1] == "    false: seen – Ada, 2025-06-01, audit entry 2"


def test_a_resolution_that_went_over_is_told() -> None:
    entry = make_entry(1, 0.5, State.TRUE)
    resolution = make_resolution(make_forecast(2, "It burns"), Outcome.TRUE)
    moved = msgspec.structs.replace(entry, resolution=resolution)
    assert list(entry_lines(moved))[-1] == "    found of fct_0002, then read as: It burns"


def test_what_true_means_of_the_unlikely() -> None:
    for said, doubted in ((0.3, True), (0.5, False), (0.7, False), (None, False)):
        lines = " ".join(entry_lines(make_entry(1, said, State.DUE)))
        assert ("came to pass after all" in lines) is doubted


@pytest.mark.parametrize(
    ("said", "deadline", "outcome", "expected"),
    [
        (0.7, "2025-07-01", Outcome.TRUE, ["before its deadline, 2025-07-01, has passed"]),
        (0.7, "2025-07-01", Outcome.FALSE, ["before its deadline", "can still come true"]),
        (0.7, "2025-07-01", Outcome.VOID, []),
        (0.7, "2025-05-31", Outcome.TRUE, []),
        (0.7, None, Outcome.TRUE, []),
        (0.2, None, Outcome.FALSE, ["came to pass after all; false was written"]),
    ],
)
def test_remarks(said: float, deadline: str | None, outcome: Outcome, expected: list[str]) -> None:
    entry = make_entry(1, said, State.OPEN, deadline=deadline)
    told = "\n".join(remark_lines(entry, make_resolution(entry.forecast, outcome), []))
    assert bool(told) is bool(expected)
    assert all(words in told for words in expected)


def test_a_condition_is_brought_to_mind() -> None:
    entry = changed(make_entry(1, 0.7, State.OPEN), condition=Span(0, 9, "if it rains"))
    for outcome, told in ((Outcome.TRUE, True), (Outcome.VOID, False)):
        lines = remark_lines(entry, make_resolution(entry.forecast, outcome), [])
        assert any("“if it rains”: void if that never came" in line for line in lines) is told


def test_remarks_on_copies_and_on_what_was_found_before() -> None:
    entry = make_entry(1, 0.7, State.TRUE)
    written = make_resolution(entry.forecast, Outcome.FALSE, seq=9)
    told = list(remark_lines(entry, written, [make_entry(2, 0.7, State.OPEN)]))
    assert told[0] == "it was true before (audit entry 2 keeps that)"
    assert told[1].startswith("fct_0002 says the same by the same source and is open")


def test_nothing_to_score() -> None:
    lines = list(score_lines(score([])))
    assert lines[0].startswith("0 forecasts")
    assert lines[-1].startswith("no resolved forecast carries a probability")


def entries() -> list[Registered]:
    numbered = [make_entry(n, 0.675, State.TRUE if n < 8 else State.FALSE) for n in range(12)]
    few = [make_entry(n, 0.97, State.TRUE, source="Ministry") for n in range(50, 53)]
    plain = [make_entry(n, None, State.FALSE, source="Ministry") for n in range(60, 64)]
    return [*numbered, *few, *plain, make_entry(70, 0.5, State.VOID), make_entry(71)]


def test_the_score_in_lines() -> None:
    page = "\n".join(score_lines(score(entries())))
    assert "21 forecasts, 0 of them copies" in page
    assert "21 resolved: 12 true, 8 false, 1 void, 5% void" in page
    assert "without a probability: 0% [0–49%] of 4 came true" in page
    assert "with a probability: 16 scored" in page
    assert "clipped at 1% and 99%" in page
    assert "  1. Agency " in page
    assert "too few (3); no number: too few (4); 7 resolved (3/4/0)" in page
    (likely,) = (line for line in page.splitlines() if line.startswith("  likely"))
    assert "12   68%" in likely
    assert likely.endswith("█████████████|······")
    assert len(likely.split()[-1]) == BAR


def test_a_figure_on_few_is_nowhere_in_a_table() -> None:
    page = "\n".join(score_lines(score(entries()[:9])))
    table = page.split("by source")[1]
    assert "too few (9)" in table
    assert "Brier 0" not in table


def test_disputed_and_lost_are_told() -> None:
    copies = [make_entry(1, 0.5, State.TRUE, text="x"), make_entry(2, 0.5, State.FALSE, text="x")]
    page = "\n".join(score_lines(score(copies, lost=2)))
    assert "not scored, because copies were resolved differently: fct_0001, fct_0002" in page
    assert "not scored: 2 resolved in words that are no forecast as read now" in page


SVG = "{http://www.w3.org/2000/svg}"


def test_the_picture() -> None:
    card = score(entries())
    root = ET.fromstring(draw_calibration(card, "a < b & c.case"))
    dots = root.findall(f"{SVG}circle")
    assert len(dots) == sum(band.share.n > 0 for band in card.bins) == 3
    words = [text.text or "" for text in root.iter(f"{SVG}text")]
    assert "Calibration of forecasts: a < b & c.case" in words
    assert {"12", "3", "1"} <= set(words)
    assert "likely: 12, said 68%, came true 67%" in (root.findtext(f"{SVG}desc") or "")
    for dot in dots:
        assert 0 < float(dot.get("cx", 0)) < WIDTH
        assert 0 < float(dot.get("cy", 0)) < HEIGHT
    radii = sorted(float(dot.get("r", 0)) for dot in dots)
    assert radii[0] < radii[-1]
    assert draw_calibration(card, "x") == draw_calibration(score(entries()), "x")


def test_a_dot_on_the_diagonal() -> None:
    half = [make_entry(n, 0.5, State.TRUE if n % 2 else State.FALSE) for n in range(10)]
    (dot,) = ET.fromstring(draw_calibration(score(half), "x")).findall(f"{SVG}circle")
    lines = ET.fromstring(draw_calibration(score(half), "x")).findall(f"{SVG}line")
    (diagonal,) = (line for line in lines if line.get("stroke-dasharray"))
    across, up = float(dot.get("cx", 0)), float(dot.get("cy", 0))
    assert across == (float(diagonal.get("x1", 0)) + float(diagonal.get("x2", 0))) / 2
    assert up == (float(diagonal.get("y1", 0)) + float(diagonal.get("y2", 0))) / 2


def test_words_are_of_the_report_and_not_markup() -> None:
    entry = changed(make_entry(1), span=Span(0, 9, "[red]\nx"))
    assert "[red] x" in next(entry_lines(entry))
