"""Words replaced in a report: every span still quotes it, and leads back to where it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.findings.disclosure import Origins
from crossfix.model import KINDS, Span
from crossfix.views.exports.masking import Edit, Masked, drop, join_edits, mask_ledger
from tests.views.exports.made import every_span, news

TEXT = "Olena said that Olena’s house burns."
EDITS = [Edit(0, 5, "Person 1"), Edit(16, 21, "Person 1")]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Olena", "Person 1"),
        ("said", "said"),
        ("Olena said", "Person 1 said"),
        ("lena sai", "Person 1 sai"),
        ("that Ol", "that Person 1"),
        ("’s house", "’s house"),
        ("Olena said that Olena’s house burns.", "Person 1 said that Person 1’s house burns."),
    ],
)
def test_spans_are_carried_along(words: str, shown: str) -> None:
    masked = Masked(TEXT, EDITS)
    start = TEXT.index(words)
    assert masked.span(Span(start, start + len(words), words)).text == shown


@pytest.mark.parametrize(
    ("edits", "joined"),
    [
        ([Edit(5, 9, "a"), Edit(0, 3, "b")], [Edit(0, 3, "b"), Edit(5, 9, "a")]),
        ([Edit(0, 9, "wide"), Edit(2, 4, "b")], [Edit(0, 9, "wide")]),
        ([Edit(0, 4, "b"), Edit(2, 12, "wide")], [Edit(0, 12, "wide")]),
        ([Edit(0, 4, "b"), Edit(4, 6, "c")], [Edit(0, 4, "b"), Edit(4, 6, "c")]),
    ],
)
def test_edits_that_overlap_are_joined(edits: list[Edit], joined: list[Edit]) -> None:
    assert join_edits(edits) == joined


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit], tuple[int, int]]:
    text = draw(st.text("abcde fg\n", min_size=2, max_size=40))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    words = draw(st.lists(st.sampled_from(["", "X", "XYZ", "a longer one"]), min_size=4))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    edits = [Edit(start, stop, word) for (start, stop), word in zip(pairs, words, strict=False)]
    start = draw(st.integers(0, len(text) - 1))
    return text, edits, (start, draw(st.integers(start + 1, len(text))))


@given(edited())
def test_any_span_leads_back(made: tuple[str, list[Edit], tuple[int, int]]) -> None:
    text, edits, (start, stop) = made
    masked = Masked(text, edits)
    moved = masked.span(Span(start, stop, text[start:stop]))
    assert moved.text == masked.text[moved.start : moved.stop]
    if any(not edit.words for edit in edits):
        return  # where nothing stands in the place of words, there is no way back to them
    back = masked.origins.of(moved)
    assert back[0] <= start
    assert back[1] >= stop
    touched = any(edit.start < stop and start < edit.stop for edit in edits)
    if not touched:
        assert back == (start, stop)
        assert moved.text == text[start:stop]
    assert masked.origins.untouched(moved.start, moved.stop) is not touched


def test_a_whole_ledger_quotes_the_new_text() -> None:
    ledger = news()
    at = ledger.document.text.index("Olena Pchilka")
    source = ledger.claims[1].source_id
    edits = [Edit(at, at + len("Olena Pchilka"), "Person 1")]
    changed, origins = mask_ledger(ledger, edits, {source: "src_other"})
    assert "Olena" not in changed.document.text
    for kind in KINDS:
        for entry in getattr(changed, kind):
            for each in every_span(entry):
                assert each.text == changed.document.text[each.start : each.stop]
                if "Person 1" not in each.text:
                    start, stop = origins.of(each)
                    assert ledger.document.text[start:stop] == each.text
    assert changed.claims[1].source_id == "src_other"
    assert changed.sources[2].id == "src_other"
    assert changed.document.sha256 == ledger.document.sha256


def test_what_is_dropped_is_named_nowhere() -> None:
    ledger = news()
    gone = frozenset({ledger.events[0].id, ledger.places[0].id})
    left = drop(ledger, gone)
    assert len(left.events) == len(ledger.events) - 1
    assert not any(name in repr(left) for name in gone)


def test_no_edit_leads_straight_back() -> None:
    assert Origins().of(Span(3, 7, "said")) == (3, 7)
    assert Origins().untouched(0, 100)
