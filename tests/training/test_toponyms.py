"""Corpora of places as examples of a head."""

from __future__ import annotations

import pytest
from bench.place_corpora import Gold, Report

pytest.importorskip("torch", reason="the train extra is not installed")

from training.toponyms import class_of, lines_of, targets


@pytest.mark.parametrize(
    ("phrase", "label"),
    [
        ("Kramatorsk", "place"),
        ("Ukraine", "state"),
        ("Ukrainians", "people"),
        ("Lamar County", "place"),
        ("the Netherlands", "state"),
    ],
)
def test_states_and_peoples_are_told_from_places(phrase: str, label: str) -> None:
    assert class_of(phrase) == label


def test_lines_say_where_they_begin() -> None:
    text = "One.\n\n  Two.\nThree."
    assert [text[at : at + len(line)] for at, line in lines_of(text)] == [
        "One.",
        "  Two.",
        "Three.",
    ]


def test_a_mention_is_marked_on_its_words() -> None:
    text = "Near Chasov Yar, Ukraine."
    words = ((0, 4), (5, 11), (12, 15), (15, 16), (17, 24), (24, 25))
    report = Report("r", text, (Gold(5, 15, 48.6, 37.8), Gold(17, 24, 49.0, 32.0)))
    assert targets(report, 0, words).tolist() == [0, 1, 1, 0, 2, 0]
    assert not targets(report, 100, words).any()
