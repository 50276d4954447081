"""The network that finds fillers: a few layers on the encoder's states, which stay as they are.

Each word is seen with its neighbours and with what the whole report holds.  Every span of up
to :data:`training.muc4_examples.LONGEST` words in a paragraph gets a chance for each slot, on
its own: fillers lie inside one another ("members of the union" did it, and "union" is the
organisation), which a cutting of the text cannot say.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import torch
from bench.muc4 import SLOTS, TYPES
from torch import Tensor, nn
from torch.nn import functional

from training.muc4_examples import LONGEST, Example, types_of

STATES: Final = 1152
WIDTH: Final = 256
PAIR: Final = 32
DROPOUT: Final = 0.3
TYPE_WEIGHT: Final = 0.5
OWN_TYPE_WEIGHT: Final = 0.3
EACH: Final = 0.3
"""How much of the loss asks for every place of a mention; the rest asks for any of them."""
FILLERS: Final = 8.0
"""What losses over spans are divided by, for each report: about its fillers' mentions."""
_NEVER: Final = -1e9


class Batch(NamedTuple):
    """Reports one behind the other: states of their words, paragraph and report of each."""

    states: Tensor
    paragraphs: Tensor
    reports: Tensor
    size: int


class Said(NamedTuple):
    """What the network says of a batch.

    ``words`` (words, width) for :meth:`Fillers.types`, scores of ``spans`` (words, words
    after, slots), which of them are ``valid``, and of each type in each report (``reports``).
    """

    words: Tensor
    spans: Tensor
    valid: Tensor
    reports: Tensor


def collate(examples: Sequence[Example]) -> Batch:
    """A batch of some reports."""
    paragraphs, before = [], 0
    for example in examples:
        paragraphs.append(example.paragraphs + before)
        before += len(example.words) + 1
    reports = np.repeat(np.arange(len(examples)), [len(example.words) for example in examples])
    return Batch(
        torch.from_numpy(np.concatenate([one.states for one in examples])).float(),
        torch.from_numpy(np.concatenate(paragraphs)),
        torch.from_numpy(reports),
        len(examples),
    )


class Drop(nn.Module):
    """Dropout whose draws are cheap: bytes, where torch's took a fifth of all training."""

    def forward(self, x: Tensor) -> Tensor:
        """The values, in training without some of them."""
        if not self.training:
            return x
        seed = int(torch.randint(2**31, ()))
        drawn = np.random.default_rng(seed).integers(0, 256, x.shape, np.uint8)
        kept: Tensor = x * (torch.from_numpy(drawn) >= 256 * DROPOUT)
        return kept / (1 - DROPOUT)


class Fillers(nn.Module):
    """Chances of spans to fill slots, and of reports to tell of incidents."""

    def __init__(self) -> None:
        super().__init__()
        slots, types = len(SLOTS), len(TYPES)
        self.drop = Drop()
        self.inner = nn.Linear(STATES, WIDTH)
        self.near = nn.Conv1d(WIDTH, WIDTH, 5, padding=2, groups=8)
        self.whole = nn.Linear(2 * WIDTH, WIDTH)
        self.mixed = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.edges = nn.Linear(WIDTH, 3 * slots)
        self.begin = nn.Linear(WIDTH, slots * PAIR)
        self.end = nn.Linear(WIDTH, slots * PAIR)
        self.lengths = nn.Parameter(torch.zeros(slots, LONGEST))
        self.ready = nn.Linear(2 * WIDTH, slots)
        self.word_types = nn.Linear(WIDTH, types)
        self.report_types = nn.Linear(2 * WIDTH, types)
        self.own_types = nn.Linear(2 * WIDTH, types)
        nn.init.zeros_(self.ready.weight)
        nn.init.constant_(self.ready.bias, -5.0)
        nn.init.constant_(self.word_types.bias, -7.0)

    def forward(self, batch: Batch) -> Said:
        """Everything that is said of a batch."""
        inner = functional.gelu(self.inner(self.drop(batch.states)))
        index = batch.reports[:, None].expand(-1, WIDTH)
        empty = inner.new_zeros(batch.size, WIDTH)
        sizes = torch.bincount(batch.reports, minlength=batch.size).clamp(min=1)[:, None]
        mean = empty.scatter_add(0, index, inner) / sizes
        whole = self.drop(torch.cat([mean, empty.scatter_reduce(0, index, inner, "amax")], -1))
        apart = inner.split(torch.bincount(batch.reports, minlength=batch.size).tolist())
        near = torch.cat([self.near(one.T[None])[0].T for one in apart])
        near = near + self.whole(whole)[batch.reports]
        mixed = functional.gelu(self.mixed(self.drop(functional.gelu(near))))
        words = self.norm(inner + mixed)
        held = self.drop(words)
        spans, valid = self._spans(held, batch.paragraphs)
        return Said(
            words,
            spans + self.ready(whole)[batch.reports][:, None],
            valid,
            self._any(self.word_types(held), batch) + self.report_types(whole),
        )

    def types(self, words: Tensor, first: Tensor, after: Tensor) -> Tensor:
        """Scores (spans, types) of the types of incidents that spans belong to."""
        ends = torch.cat([words[first], words[first + after]], -1)
        scores: Tensor = self.own_types(self.drop(ends))
        return scores

    def _spans(self, words: Tensor, paragraphs: Tensor) -> tuple[Tensor, Tensor]:
        count, slots = len(words), len(SLOTS)
        first, last, inside = self.edges(words).split([slots] * 3, -1)
        summed = functional.pad(inside.cumsum(0), (0, 0, 1, 0))
        stops = torch.arange(count)[:, None] + torch.arange(LONGEST)[None]
        within, stops = stops < count, stops.clamp(max=count - 1)
        valid = within & (paragraphs[stops] == paragraphs[:, None])
        begin = self.begin(words).view(count, slots, PAIR)
        end = functional.pad(self.end(words).view(count, slots, PAIR), (0, 0, 0, 0, 0, LONGEST - 1))
        along = [(begin * end[more : more + count]).sum(-1) for more in range(LONGEST)]
        pairs = torch.stack(along, 1) / PAIR**0.5
        roots = torch.arange(1, LONGEST + 1)[None, :, None] ** 0.5
        middle = (summed[stops + 1] - summed[:-1, None]) / roots
        return pairs + first[:, None] + last[stops] + middle + self.lengths.T[None], valid

    @staticmethod
    def _any(scores: Tensor, batch: Batch) -> Tensor:
        """The logarithm of the sum over a report's words of the exponentials of scores."""
        index = batch.reports[:, None].expand_as(scores)
        top = scores.new_full((batch.size, scores.shape[1]), _NEVER)
        top = top.scatter_reduce(0, index, scores.detach(), "amax")
        summed = torch.zeros_like(top).scatter_add(0, index, torch.exp(scores - top[index[:, 0]]))
        return summed.log() + top


def loss_of(network: Fillers, examples: Sequence[Example]) -> Tensor:
    """What is wrong with what is said of some reports, as one number a report."""
    said = network(collate(examples))
    right = torch.from_numpy(np.stack([types_of(example.report) for example in examples]))
    missed = functional.binary_cross_entropy_with_logits(said.reports, right, reduction="sum")
    spans = _loss_of_spans(network, said, examples) / FILLERS
    return (spans + TYPE_WEIGHT * missed) / len(examples)


def _loss_of_spans(network: Fillers, said: Said, examples: Sequence[Example]) -> Tensor:
    made_up = functional.softplus(said.spans) * said.valid[..., None]
    places: list[tuple[int, int, int]] = []
    mentions: list[int] = []
    types: list[tuple[bool, ...]] = []
    offset = 0
    for example in examples:
        for wanted in example.wanted:
            places += [(first + offset, after, wanted.slot) for first, after in wanted.places]
            mentions += [len(types)] * len(wanted.places)
            types.append(wanted.types)
        offset += len(example.words)
    if not places:
        return made_up.sum()
    first, after, slot = torch.tensor(places).unbind(1)
    of, own = torch.tensor(mentions), torch.tensor(types).float()
    scores = said.spans[first, after, slot]
    none = torch.zeros(len(types)).index_add(0, of, -functional.softplus(scores))
    any_place = -torch.log1p(-torch.exp(none.clamp(max=-1e-6))).sum()
    each = (functional.softplus(-scores) / torch.bincount(of)[of]).sum()
    of_types = functional.binary_cross_entropy_with_logits(
        network.types(said.words, first, after), own[of], reduction="none"
    )
    asked = torch.zeros_like(made_up, dtype=torch.bool)
    asked[first, after, slot] = True
    return (
        made_up.masked_fill(asked, 0).sum()
        + (1 - EACH) * any_place
        + EACH * each
        + OWN_TYPE_WEIGHT * (of_types.sum(-1) * torch.sigmoid(scores.detach())).sum()
    )
