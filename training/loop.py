"""The training loop: batches, steps, checkpoints, and an end that comes in time."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch import nn

from crossfix.models.windows import Window
from training.examples import Article, batches, collate
from training.exchange import Exchange
from training.network import Network

WARMING: Final = 0.03
CLIP: Final = 1.0
DECAY: Final = 0.01
FAST: Final = ("transitions", "start")
"""Parameters that are few and begin at nothing: they take larger steps."""
TELL: Final = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train.  Rates fall to nothing in a straight line after a short rise.

    ``windows`` is what each of the ``workers`` takes in a step.  The weights that come out are
    the mean of those at the ends of the last ``averaged`` epochs (Izmailov et al. 2018).
    """

    epochs: int = 6
    averaged: int = 3
    windows: int = 3
    workers: int = 2
    rate: float = 3e-4
    head_rate: float = 1e-3
    fast_rate: float = 1e-2
    seed: int = 20260212
    minutes: float = 115.0


class OutOfTime(Exception):  # noqa: N818 - it says what happened
    """The plan's minutes ran out; the checkpoint holds what there is."""


Made = Sequence[tuple[Article, Window]]
Shares = Iterator[tuple[float, Made, np.random.Generator]]
"""How much of an epoch is over, a batch, and what hides its pieces."""


def train(
    network: Network,
    articles: Sequence[Sequence[Article]],
    plan: Plan,
    checkpoint: Path,
    judge: Callable[[Network], dict[str, float]],
) -> float:
    """Train in place; gives the minutes it took.  What ``judge`` says is printed each epoch.

    A checkpoint from an earlier run of the same plan is gone on from.  Raises
    :class:`OutOfTime` when the plan's minutes are over before its epochs.
    """
    torch.set_num_threads(1)
    optimiser = torch.optim.AdamW(_groups(network, plan), weight_decay=DECAY, fused=True)
    progress = _load(checkpoint, network, optimiser)
    first = len(progress.ends)
    began = time.monotonic() - 60 * progress.minutes
    exchange = Exchange(network, plan.workers)
    epochs = range(first, plan.epochs)
    for rank in range(1, plan.workers):
        work = partial(_follow, rank, network, exchange)
        shares = [partial(_shares, rank, epoch, articles, plan) for epoch in epochs]
        get_context("fork").Process(target=work, args=(shares,), daemon=True).start()
    torch.manual_seed(plan.seed)
    for epoch in epochs:
        teller = _Teller(epoch)
        for share, items, noise in _shares(0, epoch, articles, plan):
            if time.monotonic() > began + 60 * plan.minutes:
                raise OutOfTime
            _set_rates(optimiser, plan, (epoch + share) / plan.epochs)
            teller.tell(share, items, _backward(network, items, noise))
            exchange.give(0)
            exchange.take()
            nn.utils.clip_grad_norm_(network.parameters(), CLIP)
            optimiser.step()
            exchange.wait()
        progress.add(network, (time.monotonic() - began) / 60, keep=plan.averaged)
        _save(checkpoint, network, optimiser, progress)
        network.eval()
        print(f"epoch {epoch + 1}:", judge(network), flush=True)
        network.train()
    network.load_state_dict(progress.mean())
    network.eval()
    return progress.minutes


def _follow(
    rank: int, network: Network, exchange: Exchange, epochs: Sequence[Callable[[], Shares]]
) -> None:
    """What the other processes do: their share of each step's gradients."""
    torch.manual_seed(rank)
    for shares in epochs:
        for _, items, noise in shares():
            _backward(network, items, noise)
            exchange.give(rank)
            exchange.wait()


def _shares(rank: int, epoch: int, articles: Sequence[Sequence[Article]], plan: Plan) -> Shares:
    """The batches of one process in an epoch, each with how much of it is over."""
    made = batches(articles, random.Random(plan.seed + epoch), plan.windows)
    noise = np.random.default_rng([epoch, rank])
    whole = len(made) // plan.workers * plan.workers
    for number in range(rank, whole, plan.workers):
        yield number / whole, made[number], noise


def _backward(network: Network, items: Made, noise: np.random.Generator) -> dict[str, float]:
    network.zero_grad()
    losses = network.losses(collate(items, noise))
    torch.stack(list(losses.values())).sum().backward()
    return {name: float(loss.detach()) for name, loss in losses.items()}


def _set_rates(optimiser: torch.optim.Optimizer, plan: Plan, over: float) -> None:
    rise = min(1.0, (over + 1e-4) / WARMING)
    for group, rate in zip(optimiser.param_groups, _rates(plan).values(), strict=True):
        group["lr"] = rate * rise * (1 - over)


def _rates(plan: Plan) -> dict[str, float]:
    return {"base": plan.rate, "heads": plan.head_rate, "fast": plan.fast_rate}


def _groups(network: Network, plan: Plan) -> list[dict[str, Any]]:
    """Parameters by their rates: the base model's, the heads', and the few fast ones."""
    groups: dict[str, list[nn.Parameter]] = {group: [] for group in _rates(plan)}
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            fast = name.rpartition(".")[2] in FAST
            group = "fast" if fast else "heads" if name.startswith("heads.") else "base"
            groups[group].append(parameter)
    return [
        {"params": parameters, "weight_decay": 0.0 if group == "fast" else DECAY}
        for group, parameters in groups.items()
    ]


class _Teller:
    """Prints how training goes, every so many steps."""

    def __init__(self, epoch: int) -> None:
        self._epoch, self._steps, self._pieces = epoch, 0, 0
        self._seen, self._began = Counter[str](), time.monotonic()

    def tell(self, share: float, items: Made, losses: dict[str, float]) -> None:
        self._steps += 1
        self._seen.update(losses)
        self._pieces += sum(stop - start for _, window in items for _, start, stop in window)
        if self._steps % TELL == 0:
            told = {name: round(total / TELL, 4) for name, total in self._seen.items()}
            speed = round(self._pieces / (time.monotonic() - self._began))
            print(f"{self._epoch + share:.2f}", told, speed, "pieces/s a worker", flush=True)
            self._seen.clear()


Weights = dict[str, torch.Tensor]


@dataclass
class _Progress:
    """What is done: minutes, and the weights at the end of each epoch, the last ones kept."""

    minutes: float = 0.0
    ends: list[Weights | None] = field(default_factory=list)

    def add(self, network: Network, minutes: float, *, keep: int) -> None:
        """Note an epoch that has come to its end."""
        self.minutes = minutes
        self.ends.append({name: value.clone() for name, value in network.state_dict().items()})
        self.ends[:-keep] = [None] * len(self.ends[:-keep])

    def mean(self) -> Weights:
        """The mean of the weights that were kept."""
        kept = [weights for weights in self.ends if weights is not None]
        return {name: torch.stack([w[name] for w in kept]).mean(0) for name in kept[0]}


def _save(
    checkpoint: Path, network: Network, optimiser: torch.optim.Optimizer, progress: _Progress
) -> None:
    saved = {"network": network.state_dict(), "optimiser": optimiser.state_dict()}
    torch.save({"minutes": progress.minutes, "ends": progress.ends, **saved}, checkpoint)


def _load(checkpoint: Path, network: Network, optimiser: torch.optim.Optimizer) -> _Progress:
    if not checkpoint.exists():
        return _Progress()
    saved = torch.load(checkpoint, weights_only=True)
    network.load_state_dict(saved["network"])
    optimiser.load_state_dict(saved["optimiser"])
    return _Progress(saved["minutes"], saved["ends"])
