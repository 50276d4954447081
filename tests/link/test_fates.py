"""What became of those whom a figure counts; the figure stands in brackets."""

from __future__ import annotations

import pytest

from crossfix.link.fates import fate_around, fate_in, fate_of_noun, is_of_a_time, is_part
from crossfix.model import Span


def marked(text: str) -> tuple[str, Span]:
    """The text without its brackets, and the figure that stood in them."""
    start, stop = text.index("["), text.index("]")
    figure = text[start + 1 : stop]
    return text.replace("[", "").replace("]", ""), Span(start, start + len(figure), figure)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The shells killed [18] people.", "dead"),
        ("[18] were killed and 60 people were wounded in the raid.", "dead"),
        ("18 were killed and [60] people were wounded in the raid.", "hurt"),
        ("18 were killed and [60 people] in the camp were wounded.", "hurt"),
        ("The raid killed 18 and wounded [60].", "hurt"),
        ("The raid killed [18] and wounded 60.", "dead"),
        ("It hit the square, killing 9 and wounding [32] others.", "hurt"),
        ("It hit the square, killing [9] and wounding 32 others.", "dead"),
        ("The fire left [23] farmers dead.", "dead"),
        ("10 dead, [20] injured, the mayor wrote.", "hurt"),
        ("Two soldiers were killed and [14] wounded.", "hurt"),
        ("The toll of the blast: [5] dead.", "dead"),
        ("[20] people, among them five nurses, were killed.", "dead"),
        ("[11] sailors are missing.", "lost"),
        ("The flood displaced [4,000] people.", "fled"),
        ("The blast claimed the lives of [12] miners.", "dead"),
        ("[12] miners lost their lives.", "dead"),
        ("The governor met [12] miners.", None),
        ("The raid killed 3 soldiers and [2] civilians.", "dead"),
        ("Nobody was killed. [12] miners went home.", None),
    ],
)
def test_what_became_of_them(text: str, expected: str | None) -> None:
    assert fate_around(*marked(text)) == expected


@pytest.mark.parametrize(
    ("noun", "expected"),
    [("wounded soldiers", "hurt"), ("rescue workers", None), ("dead", "dead"), ("houses", None)],
)
def test_what_a_noun_tells(noun: str, expected: str | None) -> None:
    assert fate_of_noun(noun) == expected


def test_what_a_trigger_tells() -> None:
    assert fate_in("left 23 farmers dead") == "dead"
    assert fate_in("wound") == "hurt"
    assert fate_in("opened the session") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("killed 20 people, among them [5] children", True),
        ("killed 20 people, including at least [5] children", True),
        ("20 died, [5] of them children", True),
        ("20 died, [five children] among them", True),
        ("killed [5] children", False),
        ("a market with [5] stalls", False),
    ],
)
def test_some_of_those_told_before(text: str, expected: bool) -> None:
    assert is_part(*marked(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Since Friday [90] people were killed in the town.", True),
        ("[900] people were killed since the war began.", True),
        ("So far this year [40] miners died.", True),
        ("In the past three weeks [40] miners died.", True),
        ("The raid killed [9] people. Since Friday there were five raids.", False),
        ("Since dawn [9] people were killed.", False),
        ("He said [5] men were taken and the camp had since been retaken.", False),
    ],
)
def test_sums_over_a_time(text: str, expected: bool) -> None:
    assert is_of_a_time(*marked(text)) is expected
