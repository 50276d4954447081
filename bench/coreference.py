"""How well a clustering of mentions fits the gold one: MUC, B-cubed, CEAF-e and their mean.

The definitions are those of the reference scorer (Pradhan et al., "Scoring Coreference
Partitions of Predicted Mentions", ACL 2014): mentions that only one side has stay as they
are, nothing is added or taken away.  A mention is any hashable key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Cluster = Collection[Hashable]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measured:
    """Recall and precision as parts and wholes, so that texts can be added up."""

    recall_part: float = 0.0
    recall_whole: float = 0.0
    precision_part: float = 0.0
    precision_whole: float = 0.0

    @property
    def recall(self) -> float:
        """The part of the gold that was found."""
        return self.recall_part / self.recall_whole if self.recall_whole else 0.0

    @property
    def precision(self) -> float:
        """The part of what was found that is in the gold."""
        return self.precision_part / self.precision_whole if self.precision_whole else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


def score(gold: Sequence[Cluster], ours: Sequence[Cluster]) -> dict[str, float]:
    """Recall, precision and F1 by each measure, and ``conll``: the mean of the three F1."""
    measured = {
        "muc": muc(gold, ours),
        "b3": b_cubed(gold, ours),
        "ceafe": ceaf_e(gold, ours),
    }
    figures = {
        f"{name} {part}": getattr(found, part)
        for name, found in measured.items()
        for part in ("recall", "precision", "f1")
    }
    return figures | {"conll": sum(found.f1 for found in measured.values()) / 3}


def muc(gold: Sequence[Cluster], ours: Sequence[Cluster]) -> Measured:
    """Links needed to join each cluster's mentions, and those that the other side lacks.

    Vilain et al. 1995.  Clusters of one mention count for nothing.
    """
    return Measured(*_links(gold, ours), *_links(ours, gold))


def _links(clusters: Sequence[Cluster], others: Sequence[Cluster]) -> tuple[float, float]:
    where = _home(others)
    part = whole = 0
    for cluster in clusters:
        alone = sum(mention not in where for mention in cluster)
        pieces = alone + len({where[mention] for mention in cluster if mention in where})
        part += len(cluster) - pieces
        whole += len(cluster) - 1
    return float(part), float(whole)


def b_cubed(gold: Sequence[Cluster], ours: Sequence[Cluster]) -> Measured:
    """For each mention the part of its own cluster that stands with it on the other side.

    Bagga and Baldwin 1998; a mention that the other side lacks adds nothing.
    """
    return Measured(*_shares(gold, ours), *_shares(ours, gold))


def _shares(clusters: Sequence[Cluster], others: Sequence[Cluster]) -> tuple[float, float]:
    where = _home(others)
    part = 0.0
    for cluster in clusters:
        held: dict[int, int] = defaultdict(int)
        for mention in cluster:
            if mention in where:
                held[where[mention]] += 1
        part += sum(count * count for count in held.values()) / len(cluster)
    return part, float(sum(map(len, clusters)))


def ceaf_e(gold: Sequence[Cluster], ours: Sequence[Cluster]) -> Measured:
    """The best one-to-one pairing of clusters, by the share of mentions that two have in common.

    Luo 2005, with the similarity phi4.  Only clusters that share a mention can be paired, so
    each connected part of them is solved by itself.
    """
    part = sum(best_pairing(likeness) for likeness in _parts(gold, ours))
    return Measured(part, float(len(gold)), part, float(len(ours)))


def _parts(gold: Sequence[Cluster], ours: Sequence[Cluster]) -> Iterator[Floats]:
    """The likeness of clusters, a matrix for each part that hangs together."""
    shared = _shared(gold, ours)
    beside: dict[int, set[int]] = defaultdict(set)
    for row, counts in shared.items():
        for column in counts:
            beside[column].add(row)
    left = {row for row, counts in shared.items() if counts}
    while left:
        rows = _reached(min(left), shared, beside)
        left -= set(rows)
        columns = sorted({column for row in rows for column in shared[row]})
        order = {column: at for at, column in enumerate(columns)}
        matrix = np.zeros((len(rows), len(columns)))
        for at, row in enumerate(rows):
            for column, count in shared[row].items():
                matrix[at, order[column]] = 2 * count / (len(gold[row]) + len(ours[column]))
        yield matrix


_Counts = dict[int, dict[int, int]]


def _shared(gold: Sequence[Cluster], ours: Sequence[Cluster]) -> _Counts:
    """For each gold cluster the ones of ours that share mentions with it, and how many."""
    where = _home(ours)
    shared: _Counts = {}
    for row, cluster in enumerate(gold):
        shared[row] = defaultdict(int)
        for mention in cluster:
            if mention in where:
                shared[row][where[mention]] += 1
    return shared


def _reached(first: int, shared: _Counts, beside: Mapping[int, set[int]]) -> list[int]:
    """The gold clusters that hang together with one, by the clusters of ours."""
    rows, waiting = {first}, [first]
    while waiting:
        for column in shared[waiting.pop()]:
            fresh = beside[column] - rows
            rows |= fresh
            waiting += fresh
    return sorted(rows)


def best_pairing(likeness: Floats) -> float:
    """The largest sum of a pairing of rows with columns, each taken once at most.

    The Hungarian method by shortest augmenting paths (Jonker and Volgenant 1987), on costs
    that are the negated likeness.
    """
    cost = -likeness if likeness.shape[0] <= likeness.shape[1] else -likeness.T
    count, width = cost.shape
    row_price, column_price = np.zeros(count + 1), np.zeros(width + 1)
    owner = np.zeros(width + 1, np.int64)
    for row in range(1, count + 1):
        _augment(cost, row, row_price, column_price, owner)
    return float(-sum(cost[owner[column] - 1, column - 1] for column in np.flatnonzero(owner)
                      if column))  # fmt: skip


def _augment(
    cost: Floats, row: int, row_price: Floats, column_price: Floats, owner: npt.NDArray[np.int64]
) -> None:
    """Give one more row a column, moving others to where they cost least."""
    width = cost.shape[1]
    owner[0] = row
    column = 0
    least = np.full(width + 1, np.inf)
    before = np.zeros(width + 1, np.int64)
    used = np.zeros(width + 1, bool)
    while True:
        used[column] = True
        holder = owner[column]
        reduced = cost[holder - 1] - row_price[holder] - column_price[1:]
        better = ~used[1:] & (reduced < least[1:])
        least[1:][better] = reduced[better]
        before[1:][better] = column
        following = 1 + int(np.argmin(np.where(used[1:], np.inf, least[1:])))
        step = least[following]
        row_price[owner[used]] += step
        column_price[used] -= step
        least[~used] -= step
        column = following
        if owner[column] == 0:
            break
    while column:
        owner[column] = owner[before[column]]
        column = int(before[column])


def _home(clusters: Sequence[Cluster]) -> Mapping[Hashable, int]:
    """Which cluster each mention stands in."""
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}
