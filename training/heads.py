"""Heads: what is read off the encoder's states, and the loss that teaches it.

A head names its targets (the key of :attr:`training.examples.Example.targets`), maps each
output of the exported graph to the linear layer that makes it, and gives a loss over
states (paragraphs, words, width).  Targets below zero are not asked for; those that are
places in a paragraph count from its first word, ``begins`` says which word comes first here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Protocol

import torch
from torch import Tensor, nn
from torch.nn import functional

from crossfix.models.encoder import SpanHead
from training.partition import log_partition

WIDTH: Final = 384
PAIR: Final = 32
"""Width of the projections that score the first and the last word of a span together."""
ARCS: Final = 64


class Head(Protocol):
    """What the loop and the export ask of a head."""

    name: str
    weight: float

    @property
    def outputs(self) -> Mapping[str, str]:
        """For each output of the graph the head's layer that makes it."""

    def loss(self, states: Tensor, targets: Tensor, counts: Tensor, begins: Tensor) -> Tensor:
        """The loss for each word or arc that is asked for, as one number."""


class Spans(nn.Module):
    """Spans under labels, by a semi-Markov CRF (Sarawagi and Cohen 2004).

    A paragraph is cut into spans and single words outside of them.  A span's score is what
    its words, its first word and its last word say, and how first and last go together (a
    product of two projections): the two ends of a long quotation are chosen as a pair, which
    a CRF over tags cannot do.  Targets are states: 0 outside, 2k+1 where a span under label
    k begins, 2k+2 where it goes on.
    """

    def __init__(self, name: str, labels: Sequence[str], weight: float = 1.0) -> None:
        super().__init__()
        self.name, self.labels, self.weight = name, tuple(labels), weight
        count = len(self.labels)
        self.words = nn.Linear(WIDTH, 1 + 3 * count)
        self.begin = nn.Linear(WIDTH, count * PAIR)
        self.end = nn.Linear(WIDTH, count * PAIR)
        self.transitions = nn.Parameter(torch.zeros(count + 1, count + 1))
        self.start = nn.Parameter(torch.zeros(count + 1))

    @property
    def outputs(self) -> Mapping[str, str]:
        """Scores of words, and the projections of first and last words."""
        name = self.name
        return {name: "words", f"{name}.begin": "begin", f"{name}.end": "end"}

    def decoding(self) -> SpanHead:
        """What decodes the outputs outside of training."""
        transitions = tuple(tuple(row) for row in self.transitions.detach().tolist())
        return SpanHead(self.labels, transitions, tuple(self.start.detach().tolist()))

    def loss(self, states: Tensor, targets: Tensor, counts: Tensor, begins: Tensor) -> Tensor:
        """The negative log-likelihood of the right cutting, for each word."""
        del begins
        outside, spans = self._scores(states)
        everything = log_partition(counts, outside, spans, self.transitions, self.start)
        return (everything - self._right(outside, spans, targets, counts)) / counts.sum()

    def _scores(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """Scores of words outside (paragraphs, words) and of spans (.., first, last, label)."""
        count = len(self.labels)
        outside, inside, first, last = self.words(states).split([1, count, count, count], -1)
        before = functional.pad(inside.cumsum(1), (0, 0, 1, 0))
        shape = (*states.shape[:2], count, PAIR)
        begin, end = self.begin(states).view(shape), self.end(states).view(shape)
        pairs = torch.einsum("pild,pjld->pijl", begin, end) / PAIR**0.5
        spans = pairs + (first - before[:, :-1])[:, :, None] + (last + before[:, 1:])[:, None]
        return outside[..., 0], spans

    def _right(self, outside: Tensor, spans: Tensor, targets: Tensor, counts: Tensor) -> Tensor:
        words, pieces, firsts, steps = [], [], [], []
        for row, count in enumerate(counts.tolist()):
            before = None
            for start, stop, label in cuts(targets[row, :count].tolist()):
                if label:
                    pieces.append((row, start, stop - 1, label - 1))
                else:
                    words.append((row, start))
                if before is None:
                    firsts.append(label)
                else:
                    steps.append((before, label))
                before = label
        return (
            outside[_columns(words, 2)].sum()
            + spans[_columns(pieces, 4)].sum()
            + self.start[firsts].sum()
            + self.transitions[_columns(steps, 2)].sum()
        )


def _columns(rows: Sequence[tuple[int, ...]], width: int) -> tuple[Tensor, ...]:
    columns = torch.tensor(rows, dtype=torch.long).reshape(-1, width)
    return tuple(columns[:, number] for number in range(width))


def cuts(targets: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """The cutting that a sequence of states tells: first word, word behind, label from 1 or 0.

    A window may begin in the middle of a span: what goes on without a beginning is one.
    """
    at = 0
    while at < len(targets):
        stop, label = at + 1, (targets[at] + 1) // 2
        while label and stop < len(targets) and targets[stop] == 2 * label:
            stop += 1
        yield at, stop, label
        at = stop


class Arcs(nn.Module):
    """For a word that begins a part, the word that begins what it belongs to.

    Two projections and their product, as in the parser of Dozat and Manning (2017)
    without the bias terms, over the words of the same paragraph.
    """

    def __init__(self, name: str, weight: float) -> None:
        super().__init__()
        self.name, self.weight = name, weight
        self.dependent = nn.Linear(WIDTH, ARCS)
        self.governor = nn.Linear(WIDTH, ARCS)

    @property
    def outputs(self) -> Mapping[str, str]:
        """The two projections."""
        return {f"{self.name}.dependent": "dependent", f"{self.name}.governor": "governor"}

    def loss(self, states: Tensor, targets: Tensor, counts: Tensor, begins: Tensor) -> Tensor:
        """Cross-entropy over the words of the paragraph, for each arc."""
        targets = torch.where(targets >= 0, targets - begins[:, None], targets)
        paragraph, word = ((targets >= 0) & (targets < counts[:, None])).nonzero(as_tuple=True)
        if not len(paragraph):
            return states.new_zeros(())
        dependents = self.dependent(states[paragraph, word])
        governors = self.governor(states)[paragraph]
        scores = torch.einsum("ad,awd->aw", dependents, governors) / ARCS**0.5
        outside = torch.arange(states.shape[1])[None] >= counts[paragraph, None]
        return functional.cross_entropy(
            scores.masked_fill(outside, float("-inf")), targets[paragraph, word]
        )
