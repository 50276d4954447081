"""Text as the encoder takes it: word pieces, and marks for what the pieces have lost.

The tokenizer lowers case and drops the blanks between words.  Each piece therefore carries
marks beside its id: where it stands in the window, and the shape of its word with whether a
blank stands before it.  Marks are rows of one table (:data:`MARKS`), so that the network has
a single look-up for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final
from unicodedata import combining

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]

OPEN: Final = 101
"""The id of the piece that opens a window ([CLS])."""
CLOSE: Final = 102
"""The id of the piece that closes each paragraph in it ([SEP])."""

POSITIONS: Final = 512
SHAPES: Final = 20
MARKS: Final = POSITIONS + SHAPES
"""Rows of the table of marks: places in the window, then shapes."""

_AFTER_BLANK: Final = 10


@dataclass(frozen=True, slots=True)
class Pieces:
    """One text in pieces.

    ``words`` are spans of characters, a punctuation mark being a word; ``first`` gives the
    piece that begins each word; ``shapes`` holds one number a piece.
    """

    ids: Ints
    shapes: Ints
    first: Ints
    words: tuple[tuple[int, int], ...]

    def __len__(self) -> int:
        return len(self.ids)


def load_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer of a file, which neither pads nor shortens: windows see to that."""
    tokenizer: Tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def cut(tokenizer: Tokenizer, texts: Iterable[str]) -> Iterator[Pieces]:
    """Texts in pieces, in order; characters unknown to the tokenizer become one piece each."""
    texts = list(texts)
    encodings = tokenizer.encode_batch(texts, add_special_tokens=False)
    for text, encoding in zip(texts, encodings, strict=True):
        yield _pieces(text, encoding.ids, encoding.word_ids, encoding.offsets)


def _pieces(
    text: str, ids: list[int], word_ids: list[int | None], offsets: list[tuple[int, int]]
) -> Pieces:
    first = [0] if ids else []
    first += [at for at, (left, right) in enumerate(pairwise(word_ids), 1) if left != right]
    ends = [*first, len(ids)][1:]
    words = tuple(
        (offsets[start][0], _with_accents(text, offsets[stop - 1][1]))
        for start, stop in zip(first, ends, strict=True)
    )
    lengths = np.array(ends, np.int64) - np.array(first, np.int64)
    shapes = [
        shape(text[start:stop]) + _AFTER_BLANK * (start == 0 or text[start - 1].isspace())
        for start, stop in words
    ]
    return Pieces(
        np.array(ids, np.int64),
        np.repeat(np.array(shapes, np.int64), lengths),
        np.array(first, np.int64),
        words,
    )


def _with_accents(text: str, stop: int) -> int:
    """The end of a word with the accents on its last letter, which the tokenizer drops."""
    while stop < len(text) and combining(text[stop]):
        stop += 1
    return stop


def shape(word: str) -> int:
    """The class of a word's shape: figures, marks, lower case, capitals, a name, mixed."""
    if any(map(str.isdigit, word)):
        return 1
    if not any(map(str.isalpha, word)):
        return 2 if len(word) == 1 else 3
    if word.islower():
        return 4
    if word.isupper():
        return 5 if len(word) > 1 else 6
    if word[0].isupper() and word[1:].islower():
        return 7
    return 8 if any(map(str.isupper, word)) else 9
