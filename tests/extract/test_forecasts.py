"""Forecasts: text → kind, estimative words, interval, deadline, condition."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.extract.estimates import read_estimate
from crossfix.model import Forecast
from tests.readings import reading_of


def found(text: str) -> list[Forecast]:
    return list(reading_of(text, "2025-02-12", stages=["times", "forecasts"]).all(Forecast))


ESTIMATES = [
    ("There is almost no chance that the line will hold.", (0.01, 0.05), "icd203"),
    ("It is very unlikely that the front will collapse.", (0.05, 0.20), "icd203"),
    ("The offensive is unlikely to succeed.", (0.20, 0.45), "icd203"),
    ("The truce will likely fail.", (0.55, 0.80), "icd203"),
    ("The truce will very likely fail.", (0.80, 0.95), "icd203"),
    ("The army will almost certainly attack.", (0.95, 0.99), "icd203"),
    ("The chances of a truce are slim.", (0.0875, 0.1625), "lexicon"),
    ("There is little chance of a ceasefire.", (0.095, 0.20), "lexicon"),
    ("We believe the city will fall.", (0.60, 0.80), "lexicon"),
    ("The offensive probably won't succeed.", (0.20, 0.40), "lexicon"),
    ("There is a 70 percent chance that the bridge will fall.", (0.70, 0.70), None),
    ("Fighting could break out soon.", (None, None), None),
    ("The army will attack.", (None, None), None),
]


@pytest.mark.parametrize(("text", "interval", "scale"), ESTIMATES)
def test_probability_by_scale(
    text: str, interval: tuple[float | None, float | None], scale: str | None
) -> None:
    [forecast] = found(text)
    assert (forecast.prob_low, forecast.prob_high) == interval
    assert forecast.scale == scale


KINDS = [
    ("The ministry plans to deploy 5,000 troops.", "plan"),
    ("Moscow threatened to strike Kyiv.", "threat"),
    ("Elections are scheduled for 15 March 2025.", "expectation"),
    ("Ukraine is expected to receive 20 tanks in March.", "expectation"),
    ("The army is going to retreat.", "prediction"),
    ("Officials said the talks would resume on Monday.", "prediction"),
    ("The commander vowed to hold the town.", "plan"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kinds(text: str, kind: str) -> None:
    [forecast] = found(text)
    assert forecast.kind.value == kind


DEADLINES = [
    ("The army will attack by the end of March 2025.", "2025-03-31"),
    ("Russia will not attack before 2030.", "2029-12-31"),
    ("Elections are planned for the fall of 2025.", "2025-11-30"),
    ("The army will attack soon.", None),
    ("The army will attack before the end of March 2025.", "2025-03-31"),
]


@pytest.mark.parametrize(("text", "deadline"), DEADLINES)
def test_deadlines(text: str, deadline: str | None) -> None:
    [forecast] = found(text)
    assert forecast.deadline == deadline


CONDITIONS = [
    ("If Ukraine receives the missiles, it will use them.", "If Ukraine receives the missiles"),
    ("The army will retreat unless reinforcements arrive.", "unless reinforcements arrive"),
    (
        "The army will redouble its attacks until the enemy surrenders.",
        "until the enemy surrenders",
    ),
    ("The army will retreat.", None),
]


@pytest.mark.parametrize(("text", "condition"), CONDITIONS)
def test_conditions(text: str, condition: str | None) -> None:
    [forecast] = found(text)
    assert (forecast.condition.text if forecast.condition else None) == condition


NONE = [
    "Will the war end?",
    "Missiles will always get through.",
    "He could not see the drone.",
    "If Russia had attacked, it would have lost.",
    "He said in 2014 that Crimea would return.",
    "If you read on, you will note the irony.",
    "The army attacked the town yesterday.",
    "We will wait for footage of the flags.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_forecast(text: str) -> None:
    assert [forecast.text for forecast in found(text)] == []


def test_coordinated_clauses_are_forecasts_of_their_own() -> None:
    [first, second] = found("Attacks will intensify, and the line will likely break.")
    assert first.prob_low is None
    assert (second.prob_low, second.prob_high) == (0.55, 0.80)


@given(st.text(max_size=80))
def test_an_interval_is_an_interval(text: str) -> None:
    estimate = read_estimate(text)
    if estimate is not None:
        assert text[estimate.start : estimate.stop]
        assert (estimate.low is None) == (estimate.high is None)
        if estimate.low is not None and estimate.high is not None:
            assert 0 <= estimate.low <= estimate.high <= 1
