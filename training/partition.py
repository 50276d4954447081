"""The sum over all cuttings of a text into spans, with its gradient, step by step in numpy.

Left to automatic differentiation, the hundreds of small steps of the recursion take a third
of the training time.  Here the recursion runs forward and backward once, and the chances of
all spans that it gives are the gradient.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

Doubles = npt.NDArray[np.float64]

NEVER: Final = -1e30


class Scores(NamedTuple):
    """What a cutting's score is made of; see :class:`training.heads.Spans`.

    ``outside`` (texts, words), ``spans`` (texts, first words, last words, labels),
    ``transitions`` (states, states), ``start`` (states,).
    """

    outside: Doubles
    spans: Doubles
    transitions: Doubles
    start: Doubles


def _sum(values: Doubles, axis: int) -> Doubles:
    """The logarithm of a sum of exponentials."""
    top = values.max(axis, keepdims=True)
    summed: Doubles = np.log(np.exp(values - top).sum(axis)) + top.squeeze(axis)
    return summed


def _go_forward(scores: Scores) -> tuple[Doubles, Doubles]:
    """Sums over what comes before each word: entered in a state, and ended in one."""
    texts, words = scores.outside.shape
    entering = np.empty((texts, words + 1, len(scores.start)))
    reached = np.empty((texts, words, len(scores.start)))
    entering[:, 0] = scores.start
    for at in range(words):
        reached[:, at, 0] = entering[:, at, 0] + scores.outside[:, at]
        reached[:, at, 1:] = _sum(entering[:, : at + 1, 1:] + scores.spans[:, : at + 1, at], 1)
        entering[:, at + 1] = _sum(reached[:, at, :, None] + scores.transitions, 1)
    return entering, reached


def _go_backward(scores: Scores, counts: npt.NDArray[np.int64]) -> tuple[Doubles, Doubles]:
    """Sums over what comes from each word on: begun in a state, and after one has ended."""
    texts, words = scores.outside.shape
    begun = np.full((texts, words + 1, len(scores.start)), NEVER)
    after = np.full((texts, words, len(scores.start)), NEVER)
    for at in range(words - 1, -1, -1):
        onward = _sum(scores.transitions + begun[:, at + 1, None, :], 2)
        left = (counts - 1 - at)[:, None]
        after[:, at] = np.where(left == 0, 0.0, np.where(left > 0, onward, NEVER))
        begun[:, at, 0] = scores.outside[:, at] + after[:, at, 0]
        begun[:, at, 1:] = _sum(scores.spans[:, at, at:] + after[:, at:, 1:], 1)
    return begun, after


def _chances(scores: Scores, counts: npt.NDArray[np.int64]) -> tuple[Doubles, list[Doubles]]:
    """The summed scores of each text, and how often each score counts in a chance cutting."""
    entering, reached = _go_forward(scores)
    begun, after = _go_backward(scores, counts)
    whole = _sum(begun[:, 0] + scores.start, 1)
    each, words = whole[:, None, None], scores.outside.shape[1]
    steps = reached[:, :-1, :, None] + scores.transitions + begun[:, 1:-1, None, :]
    spans = entering[:, :-1, None, 1:] + scores.spans + after[:, None, :, 1:]
    forward = np.triu(np.ones((words, words)))[None, :, :, None]
    return whole, [
        np.exp(entering[:, :-1, 0] + scores.outside + after[..., 0] - whole[:, None]),
        np.exp(np.where(forward, spans - each[..., None], NEVER)),
        np.exp(steps - each[..., None]).sum((0, 1)),
        np.exp(scores.start + begun[:, 0] - whole[:, None]).sum(0),
    ]


class _LogPartition(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, counts: Tensor, *given: Tensor) -> Tensor:
        kind = given[0].dtype
        scores = Scores(*(values.detach().double().numpy() for values in given))
        whole, chances = _chances(scores, counts.numpy())
        ctx.save_for_backward(*(torch.from_numpy(chance).to(kind) for chance in chances))
        return torch.tensor(whole.sum(), dtype=kind)

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor | None, ...]:
        return (None, *(grad * chance for chance in ctx.saved_tensors))


def log_partition(
    counts: Tensor, outside: Tensor, spans: Tensor, transitions: Tensor, start: Tensor
) -> Tensor:
    """The logarithm of the summed scores of all cuttings, over all texts together.

    Shapes as in :class:`Scores`; ``counts`` (texts,) says how many words each text has.
    What stands behind them, and spans that end before they begin, count for nothing.
    """
    found: Tensor = _LogPartition.apply(counts, outside, spans, transitions, start)
    return found
