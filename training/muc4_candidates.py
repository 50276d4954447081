"""From chances of spans to candidates for slots: the same words in a report are one.

What the network says of each place is weighed anew with what it cannot see: how often the
words are in the text, what other words and slots are in the running, how often they or their
last word were fillers in other reports, and what the report is about.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from bench.muc4 import SLOTS, TYPES, Report, plain
from torch.nn import functional

from training.muc4_examples import Example, Floats
from training.muc4_network import Fillers, collate

LEAST: Final = 0.05
"""The chance below which a place is passed over."""
DECAY: Final = 1.0
_SEEN, _SEEN_HEADS = 3.0, 5.0
_USUAL: Final = 0.05


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words of a report that may fill a slot.

    ``any_place`` is the chance that they do in one place or other, ``best`` the chance of
    the best place, ``at`` where that is (a share of the text), ``rival`` the chance of the
    best other words in one of their places; ``types`` how far they belong to each type.
    """

    slot: int
    words: str
    any_place: float
    best: float
    at: float
    count: int
    rival: float
    types: Floats


@torch.no_grad()
def find_candidates(network: Fillers, example: Example) -> tuple[list[Candidate], Floats]:
    """The candidates of a report, and the network's log-odds of each type of incident."""
    said = network(collate([example]))
    chances = torch.sigmoid(said.spans) * said.valid[..., None]
    first, after, slots = (chances > LEAST).nonzero(as_tuple=True)
    own = torch.sigmoid(network.types(said.words, first, after)).numpy()
    likely = chances[first, after, slots].tolist()
    best_at = _best_by_word(first.tolist(), after.tolist(), slots.tolist(), likely)
    places = defaultdict(list)
    for row, (one, more, slot) in enumerate(
        zip(first.tolist(), after.tolist(), slots.tolist(), strict=True)
    ):
        words = plain(example.text(one, more))
        if words:
            places[slot, words].append((likely[row], row, one, more))
    made = []
    for (slot, words), found in places.items():
        best, _, at, _ = max(found)
        rivals = [
            chance
            for _, _, one, more in found
            for word in range(one, one + more + 1)
            for chance, text in [best_at[slot, word]]
            if text != (one, more)
        ]
        weights = np.array([chance for chance, *_ in found], np.float32)
        types = weights @ own[[row for _, row, *_ in found]] / weights.sum()
        none = float(np.prod(1 - weights))
        share = at / len(example.words)
        rival = max([0.0, *rivals])
        made.append(Candidate(slot, words, 1 - none, best, share, len(found), rival, types))
    return made, said.reports[0].numpy()


def _best_by_word(
    first: Sequence[int], after: Sequence[int], slots: Sequence[int], likely: Sequence[float]
) -> dict[tuple[int, int], tuple[float, tuple[int, int]]]:
    """For each slot and word the likeliest span that holds the word."""
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {}
    for one, more, slot, chance in zip(first, after, slots, likely, strict=True):
        for word in range(one, one + more + 1):
            best[slot, word] = max(best.get((slot, word), (0.0, (0, 0))), (chance, (one, more)))
    return best


class Usual:
    """How often words, and their last words, were fillers of each slot in some reports."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._filled, self._seen = Counter[tuple[int, str]](), Counter[str]()
        self._heads, self._seen_heads = Counter[tuple[int, str]](), Counter[str]()
        texts = []
        for report in reports:
            texts.append(f" {plain(report.text.replace('--', ' '))} ")
            own = fillers_of(report)
            self._filled.update(own)
            self._heads.update({(slot, words.split()[-1]) for slot, words in own})
        known = {words for _, words in self._filled}
        for text in texts:
            self._seen_heads.update(set(text.split()))
            self._seen.update(words for words in known if f" {words} " in text)

    def odds(self, slot: int, words: str) -> tuple[float, float, bool]:
        """The log-odds of the words and of the last, and whether the words are well known."""
        head, seen = words.rsplit(maxsplit=1)[-1], self._seen[words]
        of_words = (self._filled[slot, words] + _USUAL * _SEEN) / (seen + _SEEN)
        heads = self._heads[slot, head] + _USUAL * _SEEN_HEADS
        of_head = heads / (self._seen_heads[head] + _SEEN_HEADS)
        return log_odds(of_words), log_odds(of_head), seen >= _SEEN


def fillers_of(report: Report) -> set[tuple[int, str]]:
    """The slots and words of the key's mentions."""
    return {
        (number, plain(words))
        for template in report.templates
        for number, slot in enumerate(SLOTS)
        for entity in template.fillers[slot]
        for words, _ in entity
        if plain(words)
    }


def log_odds(chance: float) -> float:
    """The log-odds of a chance, which is kept away from never and always."""
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return float(np.log(chance / (1 - chance)))


def features(found: Sequence[Candidate], odds: Floats, usual: Usual) -> Floats:
    """A row of numbers for each candidate; ``odds`` are those of the report's types."""
    top = [0.0] * len(SLOTS)
    for one in found:
        top[one.slot] = max(top[one.slot], one.any_place)
    by_words: dict[str, dict[int, float]] = defaultdict(dict)
    for one in found:
        by_words[one.words][one.slot] = one.any_place
    rows = []
    for one in found:
        elsewhere = max((c for s, c in by_words[one.words].items() if s != one.slot), default=0.0)
        of_words, of_head, known = usual.odds(one.slot, one.words)
        here, best = log_odds(one.any_place), log_odds(one.best)
        plainly = [
            here, best, np.log(one.count), odds[-1], max(0.0, log_odds(one.rival) - best),
            log_odds(elsewhere) / 4, one.at, of_words, of_head, log_odds(top[one.slot]) - here,
            float(known), len(one.words.split()) / 4, *odds[:3], odds[: len(TYPES)].max(),
        ]  # fmt: skip
        by_slot = np.zeros((len(SLOTS), 6))
        by_slot[one.slot] = 1, here, of_words, odds[-1], odds[1], of_head
        rows.append([*plainly, *by_slot.ravel()])
    return np.array(rows, np.float32)


Weigh = Callable[[Floats], Floats]


def fit(rows: Floats, right: Floats) -> Weigh:
    """A logistic regression: chances of rows of features to be right."""
    mean, scale = rows.mean(0), rows.std(0) + 1e-3
    given = torch.from_numpy((rows - mean) / scale)
    wanted = torch.from_numpy(right)
    weights = torch.zeros(given.shape[1], requires_grad=True)
    bias = torch.zeros(1, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights, bias], max_iter=60)

    def missed() -> torch.Tensor:
        optimiser.zero_grad()
        lost = functional.binary_cross_entropy_with_logits(
            given @ weights + bias, wanted, reduction="sum"
        )
        lost = lost + DECAY * (weights**2).sum()
        lost.backward()
        return lost

    optimiser.step(missed)
    slopes, shift = weights.detach().numpy(), bias.detach().numpy()
    return lambda new: 1 / (1 + np.exp(-((new - mean) / scale @ slopes + shift)))
