"""Direct speech: quotations, colons, speech that goes on."""

from __future__ import annotations

import pytest

from tests.annotate.test_attribution import found, parts

TABLE = [
    (
        '"The bridge is closed," said Mayor Ada Lovelace.',
        [("Mayor Ada Lovelace", "said", ['"The bridge is closed,"'])],
    ),
    (
        "“The bridge is closed. Nobody may cross it,” the mayor told reporters.",
        [("the mayor", "told", ["“The bridge is closed. Nobody may cross it,”"])],
    ),
    (
        'Lovelace said on Monday: "The bridge is closed."',
        [("Lovelace", "said", ['"The bridge is closed."'])],
    ),
    (
        '"The bridge," Lovelace said, "is closed for good."',
        [("Lovelace", "said", ['"The bridge,"', '"is closed for good."'])],
    ),
    (
        '"The bridge is closed," Lovelace said. "We will not open it again."',
        [("Lovelace", "said", ['"The bridge is closed,"', '"We will not open it again."'])],
    ),
    (
        "''The bridge is closed,'' Lovelace said.",
        [("Lovelace", "said", ["''The bridge is closed,''"])],
    ),
    (
        "Ada Lovelace: The bridge is closed and nobody may cross it.",
        [("Ada Lovelace", ":", ["The bridge is closed and nobody may cross it"])],
    ),
    (
        "The mayor of Ostrava said: The bridge is closed.",
        [("The mayor of Ostrava", "said", ["The bridge is closed"])],
    ),
    (
        '"The bridge is closed. We will not open it.',
        [],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_gives_quotations_to_their_speakers(
    text: str, expected: list[tuple[str | None, str, list[str]]]
) -> None:
    assert [parts(a) for a in found(text) if a.parent is None] == expected


def test_what_is_said_inside_a_quotation_ends_with_it() -> None:
    text = '"They claim that the dam is safe," the mayor said. The dam broke later.'
    inner = [a for a in found(text) if a.parent is not None]
    assert [parts(a) for a in inner] == [("They", "claim", ["that the dam is safe"])]


def test_a_name_held_at_a_distance_is_no_speech() -> None:
    assert found("The “ghost division” crossed the river.") == ()
