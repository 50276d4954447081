"""Paragraphs, hard-wrapped lines, separators and slices."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.annotate.blocks import MAX_PASSAGE, is_separator, slices, split_blocks
from crossfix.model import SegmentKind
from crossfix.reading import Mark, MarkKind
from tests.readings import received

TEXTS = [
    ("One.\n\nTwo.", ["One.", "Two."]),
    ("One.\r\n\r\nTwo.\r\n", ["One.", "Two."]),
    ("One.\n \t\nTwo.", ["One.", "Two."]),
    ("First post line.\nSecond post line.", ["First post line.", "Second post line."]),
    (
        "The column left the town at dawn and moved along the river\n"
        "road towards the bridge, where it was met by artillery and\n"
        "turned back.",
        [
            "The column left the town at dawn and moved along the river\n"
            "road towards the bridge, where it was met by artillery and\nturned back."
        ],
    ),
    ("One.\n\n—\n\nTwo.", ["One.", "—", "Two."]),
    ("", []),
]


@pytest.mark.parametrize(("text", "blocks"), TEXTS)
def test_split(text: str, blocks: list[str]) -> None:
    assert [segment.text for segment in split_blocks(received(text).document)] == blocks


def test_marked_heading_and_separator() -> None:
    text = "The day\nIt rained.\n\n***"
    segments = split_blocks(received(text).document, [Mark(MarkKind.HEADING, 0, 7)])
    assert [segment.kind for segment in segments] == [
        SegmentKind.HEADING,
        SegmentKind.PARAGRAPH,
        SegmentKind.SEPARATOR,
    ]


@given(st.text(max_size=400))
def test_blocks_quote_the_text_and_lose_no_letter(text: str) -> None:
    segments = split_blocks(received(text).document)
    for segment in segments:
        assert text[segment.start : segment.stop] == segment.text
    assert [segment.start for segment in segments] == sorted(segment.start for segment in segments)
    assert sum(map(str.isalnum, text)) == sum(sum(map(str.isalnum, s.text)) for s in segments)


@given(st.text(alphabet=st.sampled_from("ab .▪️🔴\n"), max_size=300))
def test_slices_cover_every_letter_once(text: str) -> None:
    pieces = list(slices(text))
    assert all(a < b for a, b in pieces)
    assert all(left[1] <= right[0] for left, right in pairwise(pieces))
    kept = sum(sum(map(str.isalnum, text[a:b])) for a, b in pieces)
    assert kept == sum(map(str.isalnum, text))


def test_a_paragraph_of_a_megabyte_is_cut_into_pieces() -> None:
    pieces = list(slices("word " * 200_000))
    assert max(b - a for a, b in pieces) <= MAX_PASSAGE
    assert pieces[-1][1] == 1_000_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [("—", True), ("* * *", True), ("···", True), ("-- 1 --", False), ("a", False)],
)
def test_separator(text: str, expected: bool) -> None:
    assert is_separator(text) is expected
