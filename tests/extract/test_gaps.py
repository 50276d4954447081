"""Evidence that is promised and missing, and promises that are kept."""

from __future__ import annotations

import pytest

from crossfix.extract.gaps import promise_of
from crossfix.model import Gap, GapKind, Promise
from crossfix.reading import Mark, MarkKind
from tests.readings import reading_of

EMBED, QUOTE = GapKind.MISSING_EMBED, GapKind.MISSING_QUOTE
UNSOURCED = GapKind.UNSOURCED_QUOTE


def gaps(text: str, marks: tuple[Mark, ...] = ()) -> list[tuple[GapKind, Promise, str]]:
    reading = reading_of(text, stages=["voices", "gaps"], marks=marks)
    return [(gap.kind, gap.promises, gap.text) for gap in reading.all(Gap)]


BROKEN = [
    ("Here is the video of the hit:\n\n—", (EMBED, Promise.VIDEO)),
    ("A satellite map of the fires:\n\nBut it is two days old.", (EMBED, Promise.MAP)),
    ("The general said this about it:\n\nThat was brave.", (QUOTE, Promise.STATEMENT)),
    ("The mood in the capital on Sunday:", (EMBED, Promise.UNKNOWN)),
    ("One photo from the scene:\n\nHowever, it may be old.", (EMBED, Promise.PHOTO)),
]


@pytest.mark.parametrize(("text", "expected"), BROKEN)
def test_broken_promise(text: str, expected: tuple[GapKind, Promise]) -> None:
    assert [(kind, promise) for kind, promise, _ in gaps(text)] == [expected]


KEPT = [
    "A report from a driver in Sumy:\n\nWe heard two blasts and then the power went.",
    "There are two reasons:\n\n- It is winter.\n- It is late.",
    "Conclusion:\n\nNothing has changed, and nothing will change before spring.",
    "He was blunt: “We will not leave.”",
    "The front was quiet, and the towns behind it slept.",
]


@pytest.mark.parametrize("text", KEPT)
def test_kept_promise_is_no_gap(text: str) -> None:
    assert gaps(text) == []


def test_the_gap_is_the_sentence_that_promises() -> None:
    text = "The night was loud. Watch the launch from the coast:\n\n—\n\nMorning came."
    assert gaps(text) == [(EMBED, Promise.VIDEO, "Watch the launch from the coast:")]


def test_quotation_of_a_whole_paragraph_without_a_name() -> None:
    text = "It was late.\n\n“Whoever holds the bridge holds the winter, and nobody holds it.”"
    assert [kind for kind, _, _ in gaps(text)] == [UNSOURCED]


def test_scare_quotes_are_no_gap() -> None:
    assert gaps("The so-called “coalition of the able” met again.") == []


def test_dropped_embed_is_told_at_the_text_before_it() -> None:
    text = "The bridge fell at noon.\n\nNobody was hurt."
    mark = Mark(MarkKind.EMBED, 24, 24, "https://video.example/1", Promise.VIDEO)
    assert gaps(text, (mark,)) == [(EMBED, Promise.VIDEO, "The bridge fell at noon.")]


def test_embed_behind_a_lead_in_is_one_gap() -> None:
    text = "Here is how it looked:\n\nThe mayor came later."
    mark = Mark(MarkKind.EMBED, 22, 22, None, Promise.VIDEO)
    assert len(gaps(text, (mark,))) == 1


@pytest.mark.parametrize(
    ("text", "promise"),
    [
        ("Watch the clip:", Promise.VIDEO),
        ("his post from Monday:", Promise.POST),
        ("The minister warned:", Promise.STATEMENT),
        ("The ministry replied:", Promise.STATEMENT),
        ("A rough day:", Promise.UNKNOWN),
    ],
)
def test_promise(text: str, promise: Promise) -> None:
    assert promise_of(text) is promise
