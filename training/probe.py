"""Training of probes: two linear layers on states that stay as they are.

Every word is an example of its own, since its state holds what stands around it already.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn import functional

from crossfix.models.pieces import Ints
from crossfix.models.probes import Probe

States = npt.NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class ProbePlan:
    """How to train a probe.  The rate falls to nothing in a straight line."""

    epochs: int = 6
    words: int = 1_024
    width: int = 128
    dropout: float = 0.3
    rate: float = 2e-3
    decay: float = 0.01
    seed: int = 20261122


def train_probe(states: States, targets: Ints, classes: int, plan: ProbePlan) -> Probe:
    """The probe that tells the class (0 and up) of each row of ``states`` (words, width)."""
    torch.manual_seed(plan.seed)
    torch.set_num_threads(1)
    inner = nn.Linear(states.shape[1], plan.width)
    outer = nn.Linear(plan.width, classes)
    drop = nn.Dropout(plan.dropout)
    layers = nn.Sequential(drop, inner, nn.ReLU(), drop, outer).train()
    optimiser = torch.optim.AdamW(layers.parameters(), weight_decay=plan.decay)
    rows, wanted = torch.from_numpy(states), torch.from_numpy(targets)
    for epoch in range(plan.epochs):
        order = torch.randperm(len(rows))
        for at in range(0, len(order), plan.words):
            over = (epoch + at / len(order)) / plan.epochs
            for group in optimiser.param_groups:
                group["lr"] = plan.rate * (1 - over)
            batch = order[at : at + plan.words]
            loss = functional.cross_entropy(layers(rows[batch].float()), wanted[batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return _probe(inner, outer)


def _probe(inner: nn.Linear, outer: nn.Linear) -> Probe:
    return Probe(
        inner=inner.weight.detach().T.numpy(),
        inner_bias=inner.bias.detach().numpy(),
        outer=outer.weight.detach().T.numpy(),
        outer_bias=outer.bias.detach().numpy(),
    )
