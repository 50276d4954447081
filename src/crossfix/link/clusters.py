"""Accounts that hang together, cut into happenings.

Average linkage: of all groups the two that are most alike on average are joined, until none
are alike enough.  Ties go by id, and what comes out depends on the accounts and their scores
alone, never on the order in which reports came.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Final

Pair = tuple[str, str]
"""Two ids, the smaller one first."""

LEAST: Final = -6.0
"""Scores below this count as this: one bad pair must not keep two groups apart."""
UNSEEN: Final = -3.0
"""What a pair counts for that shares no key, in a group small enough to be compared whole."""


def pair_of(left: str, right: str) -> Pair:
    """Two ids in their order."""
    return (left, right) if left < right else (right, left)


def components(nodes: Iterable[str], edges: Iterable[Pair]) -> list[list[str]]:
    """The parts that hang together by the edges, each sorted, in the order of their first ids."""
    parent = {node: node for node in nodes}

    def root(node: str) -> str:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for left, right in edges:
        low, high = sorted((root(left), root(right)))
        parent[high] = low
    parts: dict[str, list[str]] = {}
    for node in sorted(parent):
        parts.setdefault(root(node), []).append(node)
    return list(parts.values())


def cut(
    members: Collection[str],
    scores: Mapping[Pair, float],
    threshold: float,
    same: Collection[Pair] = (),
    different: Collection[Pair] = (),
) -> list[list[str]]:
    """The groups that a part falls into, each sorted, in the order of their first ids.

    ``scores`` holds the pairs that were compared.  Pairs in ``same`` stay together whatever
    their scores; those in ``different`` never meet, and both hold between the groups of which
    they are members.  ``same`` and ``different`` must not contradict each other.
    """
    groups = {group[0]: group for group in components(members, same)}
    home = {member: first for first, group in groups.items() for member in group}
    sums, counts = _between(home, scores)
    apart: dict[str, set[str]] = {first: set() for first in groups}
    for left, right in different:
        if left in home and right in home:
            apart[home[left]].add(home[right])
            apart[home[right]].add(home[left])
    heap = [(-sums[a][b] / counts[a][b], a, b) for a in sorted(sums) for b in sums[a] if a < b]
    heapq.heapify(heap)
    while heap:
        negated, first, second = heapq.heappop(heap)
        if -negated <= threshold:
            break
        if first not in groups or second not in groups or second in apart[first]:
            continue
        if -negated != sums[first][second] / counts[first][second]:
            continue  # an average of before one of the two had grown
        groups[first] = sorted(groups[first] + groups.pop(second))
        _absorb(first, second, sums, counts, apart)
        for other in sums[first]:
            low, high = pair_of(first, other)
            heapq.heappush(heap, (-sums[first][other] / counts[first][other], low, high))
    return [groups[first] for first in sorted(groups)]


def whole(members: Collection[str]) -> Iterator[Pair]:
    """Every pair of a part."""
    yield from combinations(sorted(members), 2)


_Sums = dict[str, dict[str, float]]


def _between(home: Mapping[str, str], scores: Mapping[Pair, float]) -> tuple[_Sums, _Sums]:
    """The sum of the scores between two groups, and how many there are."""
    sums: _Sums = {}
    counts: _Sums = {}
    for (left, right), value in sorted(scores.items()):
        if left not in home or right not in home or home[left] == home[right]:
            continue
        for mine, theirs in ((home[left], home[right]), (home[right], home[left])):
            row, count = sums.setdefault(mine, {}), counts.setdefault(mine, {})
            row[theirs] = row.get(theirs, 0.0) + max(LEAST, value)
            count[theirs] = count.get(theirs, 0.0) + 1
    return sums, counts


def _absorb(
    first: str, second: str, sums: _Sums, counts: _Sums, apart: dict[str, set[str]]
) -> None:
    """Make the second group part of the first in what is known between groups."""
    for table in (sums, counts):
        gone = table.pop(second)
        for other, value in gone.items():
            del table[other][second]
            if other != first:
                table[first][other] = table[first].get(other, 0.0) + value
                table[other][first] = table[first][other]
    for other in apart.pop(second):
        apart[other].discard(second)
        apart[other].add(first)
        apart[first].add(other)
