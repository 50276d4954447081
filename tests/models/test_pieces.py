"""Words and marks of texts, common and odd."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.models import load_encoder
from crossfix.models.pieces import SHAPES, Pieces, cut, shape


def pieces_of(text: str) -> Pieces:
    [found] = cut(load_encoder().tokenizer, [text])
    return found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("   \n ", []),
        ("He said.", ["He", "said", "."]),
        ("Zelenskyy’s 79th", ["Zelenskyy", "’", "s", "79th"]),
        ("«Да» 🚀 it", ["«", "Да", "»", "🚀", "it"]),
        ("אמר x", ["אמר", "x"]),
        ("e\u0301te\u0301", ["e\u0301te\u0301"]),
    ],
)
def test_words_are_cut_from_the_text(text: str, words: list[str]) -> None:
    assert [text[start:stop] for start, stop in pieces_of(text).words] == words


@pytest.mark.parametrize(
    ("left", "right"),
    [("said", "Said"), ("NATO", "Nato"), ("NATO", "N"), (".", "..."), ("79th", "word"),
     ("15min", "iPhone"), ("יום", "word")],
)  # fmt: skip
def test_shapes_tell_words_apart_that_the_tokenizer_makes_like(left: str, right: str) -> None:
    assert shape(left) != shape(right)


def test_the_blank_before_a_quotation_mark_tells_where_it_opens() -> None:
    found = pieces_of('He said "no" twice')
    marks = [found.shapes[first] for first in found.first[[2, 4]]]
    assert marks[0] != marks[1]


@given(st.text(max_size=80))
def test_words_stand_in_order_and_marks_in_their_table(text: str) -> None:
    found = pieces_of(text)
    edges = [edge for word in found.words for edge in word]
    assert edges == sorted(edges)
    assert all(start < stop <= len(text) for start, stop in found.words)
    assert len(found.shapes) == len(found.ids) == len(found)
    assert all(0 < mark < SHAPES for mark in found.shapes)
