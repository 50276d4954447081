"""Which reports can share text at all, told from what is kept of them and not from their text.

Of every report its pairs of neighbouring words of content are kept as numbers, in their order.
Where one report copies another such pairs follow one another in both
(:mod:`crossfix.link.copies_align`); where two reports tell of one thing in words of their own,
or are like each other by chance, only a few do.  Reports that share too few are not laid side
by side, which costs a thousand times more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final
from zlib import crc32

import numpy as np

from crossfix.findings.links import Printed
from crossfix.link.copies_align import GAP, longest_chain
from crossfix.link.copies_reports import Report
from crossfix.link.copies_words import Words, kept_words

LEAST: Final = 6
"""Pairs that must follow one another: seven words of content and what stands between them are
the least that is ever surely copied,"""
LEAST_OF_SHORT: Final = 3
"""but in a short text fewer are, for they are much of it."""
_SHORT: Final = 150
_NUMBER: Final = np.dtype("<u4")


def outline_of(report: Report, windows: int = 0) -> Printed:
    """What is kept of a report to tell whether another can share text with it."""
    return Printed(
        id=report.document_id,
        windows=windows,
        published=report.published,
        publisher=report.publisher,
        pairs=pairs_of(kept_words(report.text)),
    )


def pairs_of(words: Words) -> bytes:
    """The pairs of neighbouring words of content in their order, four bytes each.

    One that stood in the text before is nought.
    """
    forms = [words.forms[index] for index in words.content]
    told: set[int] = {0}
    numbers = []
    for a, b in pairwise(forms):
        number = crc32((f"{a} {b}" if a <= b else f"{b} {a}").encode())
        numbers.append(0 if number in told else number)
        told.add(number)
    return np.array(numbers, dtype=_NUMBER).tobytes()


def sift(mine: Printed, others: Mapping[str, Printed]) -> list[str]:
    """Those of some reports (by id) that can share text with one, in the order given.

    It does not matter which of two reports is asked for the other.
    """
    names = list(others)
    own = np.frombuffer(mine.pairs, dtype=_NUMBER)
    beside = [np.frombuffer(others[name].pairs, dtype=_NUMBER) for name in names]
    if not names or not len(own):
        return []
    least = np.array([_least(len(own), len(pairs)) for pairs in beside])
    at, ours, theirs = _shared(own, beside)
    # A stretch of shared pairs ends at a gap, and at the end of a report.
    ends = (np.diff(at) != 0) | (np.diff(theirs) > GAP)
    stretch = np.concatenate([[0], np.cumsum(ends)])[: len(at)]
    long = np.bincount(stretch)[stretch] >= least[at] if len(at) else stretch
    passed = []
    for number in np.unique(at[long.astype(bool)]).tolist():
        here = slice(*np.searchsorted(at, (number, number + 1)).tolist())
        seeds = zip(ours[here].tolist(), theirs[here].tolist(), strict=True)
        ordered = sorted((b, a) if names[number] < mine.id else (a, b) for a, b in seeds)
        if longest_chain(ordered) >= least[number]:
            passed.append(names[number])
    return passed


def _shared(
    own: np.ndarray, beside: Sequence[np.ndarray]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Each pair that other reports share with one: whose it is, and its place in either."""
    sizes = [len(pairs) for pairs in beside]
    at = np.repeat(np.arange(len(sizes)), sizes)
    place = np.arange(len(at)) - np.repeat(np.cumsum([0, *sizes[:-1]]), sizes)
    theirs = np.concatenate(beside)
    order = np.argsort(own, kind="stable")
    ordered = own[order]
    where = np.minimum(np.searchsorted(ordered, theirs), len(own) - 1)
    same = np.flatnonzero((ordered[where] == theirs) & (theirs != 0))
    return at[same], order[where[same]], place[same]


def _least(one: int, other: int) -> int:
    return LEAST_OF_SHORT if min(one, other) < _SHORT else LEAST
