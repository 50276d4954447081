"""Two texts laid side by side: the stretches that they share, whatever their order.

Pairs of neighbouring words of content that both texts have are seeds; seeds that follow one
another in both make a block; in a block the words are aligned for the longest common
subsequence (rapidfuzz), whose runs are the matching words.  Nothing here decides what is a
copy.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import Indel

from crossfix.link.copies_words import Words

GAP: Final = 9
"""Seeds farther apart than so many words of content are not of one block."""
_REPEATED: Final = 6
"""A pair that stands more often in a text tells nothing of where it came from."""
_SEEDS: Final = 3
_MARGIN: Final = 8

Run = tuple[int, int, int]
"""A run of words that match: first word left, first word right, how many."""


@dataclass(frozen=True)
class Block:
    """A stretch of two texts that have words in common.

    ``left`` and ``right`` are ranges of words, ``runs`` the words that match in order and
    ``common`` how many words of content both have, in any order.
    """

    left: tuple[int, int]
    right: tuple[int, int]
    runs: tuple[Run, ...]
    common: int


def align(left: Words, right: Words) -> list[Block]:
    """The stretches that two texts share, in the order of the left one, apart in both."""
    blocks = []
    for first, last, low, high in _chains(_seeds(left, right)):
        block = _aligned(
            left,
            right,
            (left.content[first], left.content[last + 1] + 1),
            (right.content[low], right.content[high + 1] + 1),
        )
        if block is not None:
            blocks.append(block)
    return _apart(blocks)


def _pairs(words: Words) -> list[tuple[str, str]]:
    forms = [words.forms[index] for index in words.content]
    return [(a, b) if a <= b else (b, a) for a, b in pairwise(forms)]


def _seeds(left: Words, right: Words) -> list[tuple[int, int]]:
    """Places among the words of content where both texts have the same pair."""
    where: dict[tuple[str, str], list[int]] = {}
    for place, pair in enumerate(_pairs(right)):
        where.setdefault(pair, []).append(place)
    found = []
    for place, pair in enumerate(_pairs(left)):
        others = where.get(pair, ())
        if len(others) <= _REPEATED:
            found += [(place, other) for other in others]
    return found


def longest_chain(seeds: list[tuple[int, int]]) -> int:
    """How many seeds follow one another at most."""
    return max((chain[5] for chain in _followed(seeds)), default=0)


def _chains(seeds: list[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """Seeds that follow one another: first and last left, lowest and highest right."""
    return [(c[0], c[1], c[2], c[3]) for c in _followed(seeds) if c[5] >= _SEEDS]


def _followed(seeds: list[tuple[int, int]]) -> list[list[int]]:
    open_: list[list[int]] = []  # first, last, low, high, last right, how many
    done: list[list[int]] = []
    for place, other in seeds:
        still: list[list[int]] = []
        for chain in open_:
            (still if place - chain[1] <= GAP else done).append(chain)
        open_ = still
        near = [c for c in open_ if c[2] - GAP <= other <= c[3] + GAP]
        if near:
            chain = min(near, key=lambda c: (abs((place - c[1]) - (other - c[4])), c))
            chain[1], chain[4] = place, other
            chain[2], chain[3] = min(chain[2], other), max(chain[3], other)
            chain[5] += 1
        else:
            open_.append([place, place, other, other, other, 1])
    return done + open_


def _aligned(
    left: Words, right: Words, there: tuple[int, int], here: tuple[int, int]
) -> Block | None:
    """The block between two ranges of words, widened to where words match."""
    start, begin = max(0, there[0] - _MARGIN), max(0, here[0] - _MARGIN)
    stop, end = there[1] + _MARGIN, here[1] + _MARGIN
    codes = Indel.opcodes(left.forms[start:stop], right.forms[begin:end])
    runs = [
        (code.src_start + start, code.dest_start + begin, code.src_end - code.src_start)
        for code in codes
        if code.tag == "equal"
    ]
    runs = _dense(left, runs)
    if not runs:
        return None
    ranges = (
        (min(runs[0][0], there[0]), max(runs[-1][0] + runs[-1][2], there[1])),
        (min(runs[0][1], here[0]), max(runs[-1][1] + runs[-1][2], here[1])),
    )
    common = (_content(left, ranges[0]) & _content(right, ranges[1])).total()
    return Block(*ranges, tuple(runs), common)


def _dense(words: Words, runs: list[Run]) -> list[Run]:
    """The runs without small words that match by chance, and without a thin beginning or end.

    A run at either end stays when what lies between it and the next is no longer than
    ``GAP`` words of content and no longer than three times the run.
    """
    content = words.is_content
    runs = [run for run in runs if any(content[run[0] : run[0] + run[2]])]
    while len(runs) > 1 and _thin(content, runs[0], runs[1]):
        runs = runs[1:]
    while len(runs) > 1 and _thin(content, runs[-1], runs[-2]):
        runs = runs[:-1]
    return runs


def _thin(content: list[bool], outer: Run, inner: Run) -> bool:
    first, second = sorted((outer, inner))
    between = sum(content[first[0] + first[2] : second[0]])
    held = sum(content[outer[0] : outer[0] + outer[2]])
    return between > 3 * held


def _content(words: Words, within: tuple[int, int]) -> Counter[str]:
    flags = words.is_content
    return Counter(words.forms[index] for index in range(*within) if flags[index])


def _apart(blocks: list[Block]) -> list[Block]:
    """The blocks that lie apart in both texts, the longer before the shorter."""
    kept: list[Block] = []
    for block in sorted(blocks, key=lambda b: (-b.common, b.left, b.right)):
        if all(
            _shared(block.left, other.left) < 0.3 and _shared(block.right, other.right) < 0.3
            for other in kept
        ):
            kept.append(block)
    return sorted(kept, key=lambda block: (block.left, block.right))


def _shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    overlap = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, overlap) / min(one[1] - one[0], other[1] - other[0])
