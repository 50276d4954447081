"""Words of a report as a line quotes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from crossfix.model import Ledger, Span
from crossfix.views.quoting import Quoting
from tests.readings import received

TEXT = """Notes of the day

The depot burned. Two missiles hit the mill
near Izium, the mayor said. “No,” she added.
"""


def quoting(text: str = TEXT, published: str | None = "2025-05-04") -> Quoting:
    document = replace(received(text, published).document, title="Notes of the day")
    return Quoting(lambda _: Ledger(document=document))


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, stop=start + len(words), text=words)


@pytest.mark.parametrize(
    ("words", "width", "expected"),
    [
        ("hit", 120, "Two missiles [hit] the mill near Izium, the mayor said."),
        ("hit", 36, "Two missiles [hit] the mill near …"),
        ("mayor", 36, "… mill near Izium, the [mayor] said."),
        ("Notes", 120, "[Notes] of the day"),
        ("mill\nnear", 120, "Two missiles hit the [mill near] Izium, the mayor said."),
        ("“No", 120, "[“No],” she added."),
        ("burned", 4, "… [burned] …"),
    ],
)
def test_words_in_their_sentence(words: str, width: int, expected: str) -> None:
    assert quoting().sentence("doc", span(TEXT, words), width) == expected


@given(st.text(max_size=300), st.data())
def test_any_words_stand_on_one_line_and_in_brackets(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    words = Span(start=start, stop=stop, text=text[start:stop])
    told = quoting(text).sentence("doc", words, 60)
    assert "\n" not in told
    assert f"[{' '.join(text[start:stop].split())}]" in told


def test_a_report_is_called_by_its_title_and_day() -> None:
    assert quoting().report("doc") == "Notes of the day (2025-05-04)"
    assert quoting(published=None).report("doc") == "Notes of the day"
