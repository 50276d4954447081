"""Which types of incidents a report tells of, by its words and pairs of words.

A linear model over presence, weighted by rarity: what a report is about stands in so many of
its words that they tell it better than a network of this size, from 1,300 reports.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import torch
from bench.muc4 import TYPES, Report
from torch.nn import functional

from training.muc4_examples import Floats, types_of

RARE: Final = 4
"""Reports in which a word must stand to be heard."""
STEPS: Final = 150
RATE: Final = 0.05
DECAY: Final = 1e-4
_WORDS: Final = re.compile(r"[a-z]+|\d+")
_SENTENCES: Final = re.compile(r"\s{2,}")


@dataclass(frozen=True, slots=True)
class TypeModel:
    """Weights (words, types and one more: any incident at all), and what stands before them."""

    numbers: dict[str, int]
    rarity: Floats
    weights: Floats
    bias: Floats

    def __call__(self, reports: Sequence[Report]) -> Floats:
        """The log-odds (reports, types and one more) of each type, and of any."""
        odds: Floats = _table(reports, self.numbers, self.rarity) @ self.weights + self.bias
        return odds


def words_of(text: str) -> set[str]:
    """The words of a text and the pairs of neighbours in a sentence; numbers are all one."""
    found = set()
    for sentence in _SENTENCES.split(text.lower()):
        words = ["#" if word.isdigit() else word for word in _WORDS.findall(sentence)]
        found |= {*words, *(" ".join(pair) for pair in pairwise(words))}
    return found


def train_types(reports: Sequence[Report]) -> TypeModel:
    """The model that fits the keys of some reports."""
    counts = Counter(word for report in reports for word in words_of(report.text))
    kept = sorted(word for word, number in counts.items() if number >= RARE)
    numbers = {word: number for number, word in enumerate(kept)}
    rarity = np.log([len(reports) / counts[word] for word in kept]).astype(np.float32)
    given = torch.from_numpy(_table(reports, numbers, rarity))
    own = torch.from_numpy(np.stack([types_of(report) for report in reports]))
    right = torch.cat([own, own.max(1, keepdim=True).values], 1)
    weights = torch.zeros(len(kept), len(TYPES) + 1, requires_grad=True)
    bias = torch.full((len(TYPES) + 1,), -2.0, requires_grad=True)
    optimiser = torch.optim.Adam([weights, bias], lr=RATE)
    for _ in range(STEPS):
        missed = functional.binary_cross_entropy_with_logits(given @ weights + bias, right)
        optimiser.zero_grad()
        (missed * (len(TYPES) + 1) + DECAY * (weights**2).sum()).backward()
        optimiser.step()
    return TypeModel(numbers, rarity, weights.detach().numpy(), bias.detach().numpy())


def _table(reports: Sequence[Report], numbers: dict[str, int], rarity: Floats) -> Floats:
    table = np.zeros((len(reports), len(numbers)), np.float32)
    for row, report in zip(table, reports, strict=True):
        there = [numbers[word] for word in words_of(report.text) if word in numbers]
        row[there] = rarity[there]
        row[there] /= np.linalg.norm(row) + 1e-9
    return table
