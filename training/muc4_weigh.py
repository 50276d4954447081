"""What the second stage learns: from rows of numbers to chances."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from bench.muc4 import SLOTS, TYPES, Report
from torch import nn
from torch.nn import functional

from training.muc4_candidates import Candidate, fillers_of, log_odds
from training.muc4_examples import Floats, types_of

Weigh = Callable[[Floats], Floats]
HEARD: Final = 0.04
"""The chance below which a type or a candidate is passed over."""
_COUNTED: Final = 0.1
_MOST: Final = 4.0
_FREQUENT: Final = 4
"""The first types of the list are frequent enough for weights of their own."""
_PAIR: Final = 8 + 7 * len(SLOTS)
_HIDDEN, _SEEDS, _EPOCHS, _BATCH = 32, 2, 12, 256


@dataclass(frozen=True, slots=True)
class Seen:
    """A report with its candidates, a row of features for each, and the log-odds of its types.

    ``by_words`` (types and any) are those of the words, ``states`` (types) the network's.
    """

    report: Report
    candidates: Sequence[Candidate]
    rows: Floats
    by_words: Floats
    states: Floats


@dataclass(frozen=True, slots=True)
class Weighed:
    """A report with the chances of what may be said of it.

    ``types`` are the chances of each type of incident, ``further`` of a second one of it;
    ``fillers`` are (candidate, type) by number, and the chance that the key has both.
    """

    report: Report
    candidates: Sequence[Candidate]
    types: Floats
    further: Floats
    fillers: Sequence[tuple[int, int, float]]


class Second:
    """The models of the second stage, from reports that the network has not learned from.

    First how likely a candidate fills its slot at all, then how likely the report tells of
    each type of incident, then how likely the candidate belongs to an incident of the type.
    """

    def __init__(self, seen: Sequence[Seen]) -> None:
        right = [_are_fillers(one) for one in seen]
        self._any = fit_curve(np.concatenate([one.rows for one in seen]), np.concatenate(right))
        chances = [self._any(one.rows) for one in seen]
        rows = [type_rows(one, own) for one, own in zip(seen, chances, strict=True)]
        of_types = np.concatenate([types_of(one.report) for one in seen])
        self._types = fit_line(np.concatenate(rows), of_types)
        further = np.concatenate([_further(one.report) for one in seen])
        self._further = fit_line(np.concatenate(rows), further)
        pairs, belong = [], []
        for one, own, row in zip(seen, chances, rows, strict=True):
            found = _belonging(one.report)
            numbers, own_rows = pair_rows(one.candidates, own, self._types(row))
            pairs.append(own_rows)
            for number, kind in numbers:
                candidate = one.candidates[number]
                belong.append((candidate.slot, candidate.words, kind) in found)
        self._pairs = fit_line(np.concatenate(pairs), np.array(belong, np.float32), decay=5.0)

    def __call__(self, seen: Seen) -> Weighed:
        """A report weighed."""
        chances = self._any(seen.rows)
        rows = type_rows(seen, chances)
        types = self._types(rows)
        numbers, pairs = pair_rows(seen.candidates, chances, types)
        weighed = self._pairs(pairs).tolist()
        fillers = [(*pair, chance) for pair, chance in zip(numbers, weighed, strict=True)]
        return Weighed(seen.report, seen.candidates, types, self._further(rows), fillers)


def _are_fillers(seen: Seen) -> Floats:
    own = fillers_of(seen.report)
    return np.array([(one.slot, one.words) in own for one in seen.candidates], np.float32)


def _further(report: Report) -> Floats:
    first = [template.types[0] for template in report.templates]
    return np.array([first.count(name) > 1 for name in TYPES], np.float32)


def _belonging(report: Report) -> set[tuple[int, str, int]]:
    return {
        (slot, words, TYPES.index(name))
        for template in report.templates
        for slot, words in fillers_of(report._replace(templates=(template,)))
        for name in template.types
    }


def type_rows(seen: Seen, chances: Floats) -> Floats:
    """A row for each type: what words, states and candidates say for it and for others."""
    heard = [(c, one.types) for one, c in zip(seen.candidates, chances, strict=True)]
    weights = np.array([c * types for c, types in heard if c > _COUNTED]).reshape(-1, len(TYPES))
    sums = np.minimum(weights.sum(0), _MOST)
    highest = weights.max(0, initial=0.0)
    rows = []
    for number in range(len(TYPES)):
        words, states = seen.by_words[number], seen.states[number]
        others = [
            np.delete(seen.by_words[: len(TYPES)], number).max(),
            np.delete(seen.states, number).max(),
            sums.sum() - sums[number],
        ]
        own = [float(number == frequent) for frequent in range(_FREQUENT)]
        first, rare = float(number == 0), float(number >= _FREQUENT - 1)
        rows.append([
            words, states, seen.by_words[-1], sums[number], highest[number], *others, *own,
            words * first, states * first, words * rare, states * rare,
        ])  # fmt: skip
    return np.array(rows, np.float32)


def pair_rows(
    candidates: Sequence[Candidate], chances: Floats, types: Floats
) -> tuple[list[tuple[int, int]], Floats]:
    """Candidates and types by number, where both may be, and a row for each of the pairs."""
    odds = [log_odds(float(chance)) for chance in types]
    likely = [number for number, chance in enumerate(types) if chance > HEARD]
    pairs, rows = [], []
    for number, one in enumerate(candidates):
        if chances[number] < HEARD:
            continue
        here = log_odds(float(chances[number]))
        signs = np.log(one.types + 1e-3) + np.array(odds) / 2
        for kind in likely:
            others = [other for other in likely if other != kind]
            ahead = signs[kind] - max((signs[other] for other in others), default=-6.0)
            plainly = [
                here, odds[kind], log_odds(float(one.types[kind])), ahead, max(0.0, ahead),
                max((odds[other] for other in others), default=-5.0), min(here, odds[kind]),
                float(len(others)),
            ]  # fmt: skip
            by_slot = np.zeros((len(SLOTS), 3 + _FREQUENT))
            by_slot[one.slot, :3] = 1, here, ahead
            by_slot[one.slot, 3 + min(kind, _FREQUENT - 1)] = 1
            pairs.append((number, kind))
            rows.append([*plainly, *by_slot.ravel()])
    return pairs, np.array(rows, np.float32).reshape(-1, _PAIR)


def fit_line(rows: Floats, right: Floats, decay: float = 1.0) -> Weigh:
    """A logistic regression: chances of rows of features to be right."""
    mean, scale = rows.mean(0), rows.std(0) + 1e-3
    given, wanted = torch.from_numpy((rows - mean) / scale), torch.from_numpy(right)
    weights = torch.zeros(given.shape[1], requires_grad=True)
    bias = torch.zeros(1, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights, bias], max_iter=80)

    def missed() -> torch.Tensor:
        optimiser.zero_grad()
        lost = functional.binary_cross_entropy_with_logits(
            given @ weights + bias, wanted, reduction="sum"
        )
        lost = lost + decay * (weights**2).sum()
        lost.backward()
        return lost

    optimiser.step(missed)
    slopes, shift = weights.detach().numpy(), bias.detach().numpy()

    def weigh(new: Floats) -> Floats:
        chances: Floats = 1 / (1 + np.exp(-((new - mean) / scale @ slopes + shift)))
        return chances

    return weigh


def fit_curve(rows: Floats, right: Floats) -> Weigh:
    """The mean of some networks of one hidden layer: chances of rows to be right."""
    mean, scale = rows.mean(0), rows.std(0) + 1e-3

    def scaled(new: Floats) -> torch.Tensor:
        return torch.from_numpy((new - mean) / scale).clamp(-5, 5)

    made = [_fit_one(seed, scaled(rows), torch.from_numpy(right)) for seed in range(_SEEDS)]

    def weigh(new: Floats) -> Floats:
        with torch.no_grad():
            scores = torch.stack([network(scaled(new))[:, 0] for network in made])
            chances: Floats = torch.sigmoid(scores.mean(0)).numpy()
        return chances

    return weigh


def _fit_one(seed: int, given: torch.Tensor, right: torch.Tensor) -> nn.Module:
    torch.manual_seed(seed)
    network = nn.Sequential(
        nn.Linear(given.shape[1], _HIDDEN), nn.GELU(), nn.Dropout(0.2), nn.Linear(_HIDDEN, 1)
    )
    optimiser = torch.optim.AdamW(network.parameters(), lr=3e-3, weight_decay=0.01)
    steps = _EPOCHS * -(-len(given) // _BATCH)
    falling = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 0.0, steps)
    for _ in range(_EPOCHS):
        for part in torch.randperm(len(given)).split(_BATCH):
            scores = network(given[part])[:, 0]
            missed = functional.binary_cross_entropy_with_logits(scores, right[part])
            optimiser.zero_grad()
            missed.backward()
            optimiser.step()
            falling.step()
    return network.eval()
