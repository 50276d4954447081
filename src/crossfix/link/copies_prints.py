"""Fingerprints: windows of a report's words under keys that a window much like it shares.

A window is ``WINDOW`` words of content from the beginning of a sentence (and from within a
long one).  Its shingles are the pairs of neighbouring words of content, whichever stands
first, so that case, quotation marks, small words, endings and a turned pair do not matter.
MinHash (Broder 1997, by rensa) draws ``PERMUTATIONS`` of them; every two make a band, and a
band is a key (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, 3.4).  Two windows
of which a share *s* of the shingles is common have a key in common with probability
1 - (1 - s²)¹²: 0.96 where *s* is a half, 0.4 where it is a fifth, 0.01 where it is 0.03.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import numpy as np
import rensa  # type: ignore[import-untyped,unused-ignore]

from crossfix.findings.copies import Fingerprint
from crossfix.link.copies_words import Words, kept_words
from crossfix.model import Ledger

WINDOW: Final = 13
"""Words of content in a window: what a sentence of 25 words has."""
FEWEST: Final = 5
"""A text with fewer words of content is too short to tell whether it was copied."""
PERMUTATIONS: Final = 24
ROWS: Final = 2
BANDS: Final = PERMUTATIONS // ROWS
_STRIDE: Final = WINDOW
"""Windows begin so many words of content apart where a sentence is long."""
_SEED: Final = 20
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)


def fingerprints(ledger: Ledger) -> list[Fingerprint]:
    """The fingerprints of a report, in the order of its text; none of one that is too short."""
    words = kept_words(ledger.document.text)
    windows = list(_windows(words))
    return [
        Fingerprint(
            document_id=ledger.document.id,
            start=words.starts[words.content[first]],
            stop=words.stops[words.content[last - 1]],
            keys=tuple(dict.fromkeys(row)),
        )
        for (first, last), row in zip(windows, keys_of(words, windows).tolist(), strict=True)
    ]


def _windows(words: Words) -> Iterator[tuple[int, int]]:
    """First and behind the last of each window, as places among the words of content."""
    total = len(words.content)
    if total < FEWEST:
        return
    begun: set[tuple[int, int]] = set()
    for begins in _beginnings(words):
        # A short end of a text has a window that reaches back, and none of its own.
        short = total - begins < WINDOW // 2 and begins > 0
        first = max(0, total - WINDOW) if short else begins
        window = (first, min(first + WINDOW, total))
        if window not in begun:
            begun.add(window)
            yield window


def _beginnings(words: Words) -> Iterator[int]:
    """Where sentences begin and, in long ones, every few words after that."""
    place, total = 0, len(words.content)
    ends = [*words.sentences[1:], len(words)]
    for end in ends:
        start = place
        while place < total and words.content[place] < end:
            place += 1
        if place > start:
            yield start
            yield from range(start + _STRIDE, place - _STRIDE, _STRIDE)


def keys_of(words: Words, windows: list[tuple[int, int]]) -> np.ndarray:
    """The keys of windows: one row a window, one column a band, 63-bit numbers."""
    if not windows:
        return np.empty((0, BANDS), dtype=np.int64)
    forms = [words.forms[index] for index in words.content]
    pairs = [f"{a} {b}" if a <= b else f"{b} {a}" for a, b in pairwise(forms)]
    sets = [pairs[first : last - 1] for first, last in windows]
    rows = rensa.RMinHash.digest_matrix_from_token_sets(sets, PERMUTATIONS, _SEED).to_rows()
    drawn = np.array(rows, dtype=np.uint64).reshape(len(windows), BANDS, ROWS)
    keys: np.ndarray = (drawn[:, :, 0] << np.uint64(32)) | drawn[:, :, 1]
    mixed: np.ndarray = (keys + np.arange(1, BANDS + 1, dtype=np.uint64)) * _MIX
    folded: np.ndarray = mixed ^ (mixed >> np.uint64(29))
    told: np.ndarray = np.right_shift(folded, np.uint64(1)).astype(np.int64)
    return told
