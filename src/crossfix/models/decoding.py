"""From what the encoder says of every word to spans: the best cutting of a text into them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from crossfix.models.encoder import Encoded, SpanHead
from crossfix.models.pieces import Ints
from crossfix.models.probes import Floats
from crossfix.reading import batched

LONGEST: Final = 256
"""Words in the longest span that is looked for: what a window can hold."""
_BLOCK: Final = 256
_TOGETHER: Final = 1_024
"""Words that are gone through side by side."""


class Run(NamedTuple):
    """Words ``start`` to ``stop`` under one label."""

    label: str
    start: int
    stop: int


def find_runs(head: SpanHead, name: str, texts: Sequence[Encoded]) -> list[list[Run]]:
    """The spans of the best cutting of each text, in order (semi-Markov Viterbi).

    ``name`` is the head's output.  Texts of like length go through side by side.  Takes time
    in their words times those of the longest span.
    """
    found: list[list[Run]] = [[] for _ in texts]
    for numbers in _alike([len(text.words) for text in texts]):
        group = [texts[number] for number in numbers]
        ways = _go_through(head, _SpanScores(head, name, group))
        for row, (number, text) in enumerate(zip(numbers, group, strict=True)):
            runs = _trace_back(head.labels, ways, row, len(text.words))
            found[number] = list(runs)[::-1]
    return found


def _alike(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of texts of like length, those with words only; long ones each alone."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    short = [number for number in order if 0 < lengths[number] <= LONGEST]
    yield from batched(short, lengths.__getitem__, _TOGETHER)
    yield from ([number] for number in order if lengths[number] > LONGEST)


class _SpanScores:
    """Scores of the spans of some texts, made in blocks of last words as they are asked for.

    ``outside`` (texts, words) are the scores of words outside of spans.  What stands behind
    the end of a text counts for nothing: its cutting is read off where it ends.
    """

    def __init__(self, head: SpanHead, name: str, texts: Sequence[Encoded]) -> None:
        count = len(head.labels)
        words = _padded([text.outputs[name] for text in texts])
        shape = (*words.shape[:2], count, -1)
        self._begin = _padded([text.outputs[f"{name}.begin"] for text in texts]).reshape(shape)
        self._end = _padded([text.outputs[f"{name}.end"] for text in texts]).reshape(shape)
        inside = np.cumsum(words[..., 1 : 1 + count], 1)
        before = np.pad(inside, ((0, 0), (1, 0), (0, 0)))
        self.outside = words[..., 0]
        self._first = words[..., 1 + count : 1 + 2 * count] - before[:, :-1]
        self._last = words[..., 1 + 2 * count :] + before[:, 1:]
        self._block = self._made(0)

    def ending_at(self, last: int, first: int) -> Floats:
        """Scores (texts, words, labels) of the spans from ``first`` or a later word to ``last``.

        Last words are asked for in order.
        """
        if last and last % _BLOCK == 0:
            self._block = self._made(last)
        end = last - last % _BLOCK
        begin = max(0, end - LONGEST + 1)
        return self._block[:, last - end, first - begin : last + 1 - begin]

    def _made(self, end: int) -> Floats:
        """Scores (texts, last words, first words, labels) for the last words from ``end`` on."""
        stop, begin = min(self._begin.shape[1], end + _BLOCK), max(0, end - LONGEST + 1)
        starts, ends = self._begin[:, begin:stop], self._end[:, end:stop]
        pairs: Floats = np.einsum("tild,tjld->tjil", starts, ends, optimize=True)
        pairs /= starts.shape[-1] ** 0.5
        pairs += self._first[:, None, begin:stop]
        pairs += self._last[:, end:stop, None]
        return pairs


def _padded(rows: Sequence[Floats]) -> Floats:
    padded = np.zeros((len(rows), max(map(len, rows)), rows[0].shape[1]), np.float32)
    for own, given in zip(padded, rows, strict=True):
        own[: len(given)] = given
    return padded


class _Ways(NamedTuple):
    """The best ways to each word: arrays (texts, words, states), state 0 being a lone word.

    ``begins`` says where the span that ends at a word begins, ``before`` which state stood
    before that beginning, ``reached`` how high such a cutting scores.
    """

    begins: Ints
    before: Ints
    reached: Floats


def _go_through(head: SpanHead, spans: _SpanScores) -> _Ways:
    transitions = np.array(head.transitions, np.float32)
    texts, words = spans.outside.shape
    entering = np.zeros((texts, words + 1, len(transitions)), np.float32)
    before, begins = np.zeros(entering.shape, np.int64), np.zeros(entering.shape, np.int64)
    reached = np.zeros_like(entering)
    entering[:, 0] = head.start
    for at in range(words):
        first = max(0, at - LONGEST + 1)
        ways = entering[:, first : at + 1, 1:] + spans.ending_at(at, first)
        reached[:, at, 0] = entering[:, at, 0] + spans.outside[:, at]
        reached[:, at, 1:] = ways.max(1)
        begins[:, at, 0] = at
        begins[:, at, 1:] = ways.argmax(1) + first
        onward = reached[:, at, :, None] + transitions
        before[:, at + 1], entering[:, at + 1] = onward.argmax(1), onward.max(1)
    return _Ways(begins, before, reached)


def _trace_back(labels: Sequence[str], ways: _Ways, row: int, words: int) -> Iterator[Run]:
    stop, state = words, int(ways.reached[row, words - 1].argmax())
    while stop:
        start = int(ways.begins[row, stop - 1, state])
        if state:
            yield Run(labels[state - 1], start, stop)
        stop, state = start, int(ways.before[row, start, state])
