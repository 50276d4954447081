"""Windows hold every word, and a word cut off from its surroundings is read where it is not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.models.pieces import CLOSE, OPEN, Pieces
from crossfix.models.windows import LENGTH, depth, lay_out, pack, words_in

SIZES = st.integers(60, LENGTH)


@given(st.lists(st.integers(0, 900), max_size=30), SIZES, SIZES)
def test_every_piece_is_in_a_window_that_is_not_too_long(
    lengths: list[int], together: int, first: int
) -> None:
    seen = [np.zeros(length, bool) for length in lengths]
    for window in pack(lengths, together, first):
        assert 1 + sum(stop - start + 1 for _, start, stop in window) <= LENGTH
        for number, start, stop in window:
            seen[number][start:stop] = True
    assert all(part.all() for part in seen)


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ([], []),
        ([0, 0], []),
        ([10, 20], [[(0, 0, 10), (1, 0, 20)]]),
        ([60, 0, 65], [[(0, 0, 60), (2, 0, 65)]]),
        ([60, 66], [[(0, 0, 60)], [(1, 0, 66)]]),
        ([200, 0, 100], [[(0, 0, 200)], [(2, 0, 100)]]),
        ([252], [[(0, 0, 252)]]),
        ([300], [[(0, 0, 252)], [(0, 188, 300)]]),
    ],
)
def test_neighbours_share_a_window_and_long_ones_overlap(
    lengths: list[int], expected: list[list[tuple[int, int, int]]]
) -> None:
    assert [[tuple(piece) for piece in window] for window in pack(lengths)] == expected


def pieces(*ids: int) -> Pieces:
    numbers = np.array(ids, np.int64)
    return Pieces(numbers, numbers % 7, np.arange(len(ids)), tuple((i, i + 1) for i in ids))


def test_paragraphs_are_closed_and_marks_point_into_their_table() -> None:
    paragraphs = [pieces(1001, 1002), pieces(1003)]
    ids, marks = lay_out(next(pack([2, 1])), paragraphs)
    assert ids.tolist() == [OPEN, 1001, 1002, CLOSE, 1003, CLOSE]
    assert marks[:, 0].tolist() == list(range(6))
    assert marks[:, 1].tolist() == [512, 512, 513, 512, 514, 512]


def test_a_word_is_deepest_in_the_window_that_shows_more_of_its_surroundings() -> None:
    long = pieces(*range(2000, 2300))
    first, second = (window[0] for window in pack([300]))
    left, right = words_in(first, long), words_in(second, long)
    assert (left, right) == (slice(0, 252), slice(188, 300))
    depths = np.full(300, -1), np.full(300, -1)
    depths[0][left], depths[1][right] = depth(left, 300), depth(right, 300)
    taken = depths[1] > depths[0]
    assert not taken[:219].any()
    assert taken[221:].all()
