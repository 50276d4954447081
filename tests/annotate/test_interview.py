"""Whose words the answers of an interview are, by labels and by questions."""

from __future__ import annotations

import pytest

from crossfix.model import Segment, SegmentKind, Source
from tests.readings import reading_of


def voices(text: str) -> list[str | None]:
    """The name of whoever speaks in each paragraph; "" for the author."""
    reading = reading_of(text, stages=["voices"])
    by_id = {source.id: source for source in reading.all(Source)}
    return [
        "" if by_id[s.voice].is_author else by_id[s.voice].name
        for s in reading.all(Segment)
        if s.kind is not SegmentKind.HEADING
    ]


TURNS = (
    "How many crossed?",
    "Eleven. I counted them.",
    "And the village?",
    "It is ours. We hold the street.",
    "Are you encircled?",
    "We are not. Come and visit.",
)


def test_questions_alone_in_their_paragraph() -> None:
    text = "\n\n".join(["We talked to Andriy Bondar in a cellar.", *TURNS, "The tea was cold."])
    name = "Andriy Bondar"
    assert voices(text) == ["", "", name, "", name, "", name, ""]


def test_names_before_each_turn() -> None:
    labels = ["Gazette", "Bondar"] * 3
    text = "\n\n".join(f"{label}: {turn}" for label, turn in zip(labels, TURNS, strict=True))
    assert voices(text) == ["", "Bondar", "", "Bondar", "", "Bondar"]


def test_labels_of_question_and_answer() -> None:
    labels = ["Q", "A"] * 3
    turns = [f"{label}: {turn}" for label, turn in zip(labels, TURNS, strict=True)]
    found = voices("\n\n".join(["Here is our interview with Olena Koval.", *turns]))
    assert found == ["", "", "Olena Koval", "", "Olena Koval", "", "Olena Koval"]


@pytest.mark.parametrize(
    "text",
    [
        "Who gains?\n\nThe market was open on Monday.\n\nWho loses?\n\nNobody knows it.",
        "What now?\n\nI think it will rain.\n\nThat is all that I know.",
        "Kyiv: two drones were shot down.\n\nOdesa: no damage.\n\nLviv: quiet all night long.",
        "How many?\n\n“Eleven,” he said.\n\nWhere?\n\n“At the dam.”\n\nWhy?\n\n“Ask them.”",
    ],
)
def test_rhetoric_and_lists_are_no_interviews(text: str) -> None:
    assert set(voices(text)) == {""}
