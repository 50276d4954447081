"""Windows: paragraphs laid side by side, as many as the encoder reads at once.

Neighbouring paragraphs share a window, so that each is read with what stands around it.
A paragraph that is longer than a window is read in several that overlap, and each of its
words is taken from the window in which it stands farthest from an edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from crossfix.models.pieces import CLOSE, OPEN, POSITIONS, Ints, Pieces

LENGTH: Final = 254
"""Pieces in the longest window, with those that open it and close its paragraphs."""
TOGETHER: Final = 128
"""Pieces up to which paragraphs share a window: attention costs the square of its length."""
OVERLAP: Final = 64
"""Pieces that two windows of one long paragraph share."""


class Stretch(NamedTuple):
    """The part of a paragraph that a window holds: pieces ``start`` to ``stop``."""

    paragraph: int
    start: int
    stop: int


Window = tuple[Stretch, ...]


def pack(
    lengths: Iterable[int], together: int = TOGETHER, first: int | None = None
) -> Iterator[Window]:
    """Windows over paragraphs of these lengths, in order; empty paragraphs are passed over.

    Paragraphs share a window of up to ``together`` pieces, the ``first`` one of up to that
    many: training begins with a random one, so that no paragraph always opens a window.
    """
    held: list[Stretch] = []
    room = (first or together) - 1
    for number, length in enumerate(lengths):
        if length + 1 > room and held:
            yield tuple(held)
            held, room = [], together - 1
        if length + 1 > LENGTH - 1:
            yield from ((piece,) for piece in _overlapping(number, length))
        elif length:
            held.append(Stretch(number, 0, length))
            room -= length + 1
    if held:
        yield tuple(held)


def _overlapping(number: int, length: int) -> Iterator[Stretch]:
    step = LENGTH - 2 - OVERLAP
    for start in range(0, length - OVERLAP, step):
        yield Stretch(number, start, min(length, start + LENGTH - 2))


def lay_out(window: Window, paragraphs: Sequence[Pieces]) -> tuple[Ints, Ints]:
    """The ids and the marks of a window: shapes (pieces,) and (pieces, 2)."""
    size = 1 + sum(stretch.stop - stretch.start + 1 for stretch in window)
    ids = np.full(size, CLOSE, np.int64)
    marks = np.zeros((size, 2), np.int64)
    ids[0] = OPEN
    at = 1
    for number, start, stop in window:
        pieces, end = paragraphs[number], at + stop - start
        ids[at:end] = pieces.ids[start:stop]
        marks[at:end, 1] = pieces.shapes[start:stop]
        at = end + 1
    marks += (0, POSITIONS)
    marks[:, 0] = np.arange(size)
    return ids, marks


def words_of(window: Window, paragraphs: Sequence[Pieces]) -> Iterator[tuple[Stretch, slice, Ints]]:
    """For each stretch of a window the words that begin in it, and where they stand there."""
    at = 1
    for stretch in window:
        pieces = paragraphs[stretch.paragraph]
        words = words_in(stretch, pieces)
        yield stretch, words, pieces.first[words] - stretch.start + at
        at += stretch.stop - stretch.start + 1


def words_in(stretch: Stretch, pieces: Pieces) -> slice:
    """The words that begin in a stretch of their paragraph."""
    start, stop = np.searchsorted(pieces.first, (stretch.start, stretch.stop))
    return slice(int(start), int(stop))


def depth(words: slice, of: int) -> Ints:
    """How far each word of a stretch is from an edge that cuts the paragraph."""
    far = np.iinfo(np.int64).max // 2
    count = np.arange(words.stop - words.start)
    before = count + (far if words.start == 0 else 0)
    behind = count[::-1] + (far if words.stop == of else 0)
    nearest: Ints = np.minimum(before, behind)
    return nearest
