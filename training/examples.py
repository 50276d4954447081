"""What a network is shown: paragraphs in pieces with the targets of each head."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from crossfix.models.pieces import Ints, Pieces
from crossfix.models.windows import LENGTH, Window, lay_out, pack, words_of

MASK: Final = 103
"""The id of the piece that stands for a hidden one."""
HIDDEN: Final = 0.05
"""Share of pieces that are hidden, so that no name alone gives an answer away."""
SHAPELESS: Final = 0.05
"""Share of windows that lose the shapes of their words, as texts in capitals do."""
_NEAR: Final = 16


@dataclass(frozen=True, slots=True)
class Example:
    """A paragraph: its pieces, and for each head its target for every word."""

    pieces: Pieces
    targets: Mapping[str, Ints]


Article = tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows side by side, and the paragraphs in them.

    ``ids`` (windows, pieces) and ``marks`` (windows, pieces, marks) are padded behind
    ``lengths``; ``rows`` and ``places`` (paragraphs, words) say where each word's first
    piece stands; ``counts`` how many words each paragraph has; ``begins`` which of the
    whole paragraph's words comes first, where a window holds only a part of it; ``targets``
    are (paragraphs, words) by head.
    """

    ids: Ints
    marks: Ints
    lengths: Ints
    rows: Ints
    places: Ints
    counts: Ints
    begins: Ints
    targets: Mapping[str, Ints]


def batches(
    articles: Iterable[Sequence[Article]], rng: random.Random, windows: int
) -> list[list[tuple[Article, Window]]]:
    """One epoch: every article once, in one of its spellings, cut at other places each time.

    Windows of like length share a batch, so that little is padded.
    """
    items = []
    for spellings in articles:
        article = rng.choice(spellings)
        first = rng.randint(60, LENGTH)
        lengths = [len(example.pieces) for example in article]
        items += [(article, window) for window in pack(lengths, LENGTH, first)]
    rng.shuffle(items)
    made = []
    for at in range(0, len(items), windows * _NEAR):
        near = sorted(items[at : at + windows * _NEAR], key=lambda item: _size(item[1]))
        made += [near[start : start + windows] for start in range(0, len(near), windows)]
    rng.shuffle(made)
    return made


def collate(items: Sequence[tuple[Article, Window]], rng: np.random.Generator | None) -> Batch:
    """Arrays of a batch; with ``rng``, some pieces hidden and some shapes taken away."""
    laid = [lay_out(window, [example.pieces for example in article]) for article, window in items]
    lengths = np.array([len(ids) for ids, _ in laid])
    ids = np.zeros((len(laid), lengths.max()), np.int64)
    marks = np.zeros((*ids.shape, laid[0][1].shape[-1]), np.int64)
    for row, (own, own_marks) in enumerate(laid):
        if rng is not None:
            own[(rng.random(len(own)) < HIDDEN) & (own > MASK)] = MASK
            if rng.random() < SHAPELESS:
                own_marks[:, 1] = own_marks[0, 1]
        ids[row, : len(own)] = own
        marks[row, : len(own)] = own_marks
    return Batch(ids, marks, lengths, *_words(items))


def _words(
    items: Sequence[tuple[Article, Window]],
) -> tuple[Ints, Ints, Ints, Ints, dict[str, Ints]]:
    parts = list(_parts(items))
    counts = np.array([len(places) for _, _, places, _ in parts])
    places = np.zeros((len(parts), counts.max()), np.int64)
    targets = {name: np.full(places.shape, -1, np.int64) for name in items[0][0][0].targets}
    for number, (_, _, own, wanted) in enumerate(parts):
        places[number, : len(own)] = own
        for name, values in wanted.items():
            targets[name][number, : len(values)] = values
    rows = np.array([row for row, *_ in parts])
    begins = np.array([begin for _, begin, *_ in parts])
    return rows, places, counts, begins, targets


def _parts(
    items: Sequence[tuple[Article, Window]],
) -> Iterator[tuple[int, int, Ints, dict[str, Ints]]]:
    """For each stretch of a window: row, first word, where its words stand, their targets."""
    for row, (article, window) in enumerate(items):
        paragraphs = [example.pieces for example in article]
        for stretch, words, places in words_of(window, paragraphs):
            wanted = article[stretch.paragraph].targets
            targets = {name: values[words] for name, values in wanted.items()}
            yield row, words.start, places, targets


def _size(window: Window) -> int:
    return sum(stretch.stop - stretch.start for stretch in window)
