"""``python -m training.muc4_spans``: which spans of MUC-4's reports may be fillers.

The 1,300 reports for development are cut into folds.  For each a network learns from the
others, so that all are read by a network that has not learned from them: what is built on the
spans sees them as they are in new reports.  Tests 1 and 2 are read by all networks, whose
scores are averaged (chances would shrink towards each other, which one network's do not).
What is found goes to ``build/muc4/spans.npz``.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import torch
from bench.muc4 import FOUND, TYPES, Report, read_reports
from torch import nn

from crossfix.models import load_encoder
from crossfix.models.pieces import Ints
from training.muc4_examples import Example, Floats, read_examples
from training.muc4_network import Fillers, collate, loss_of

DATA: Final = Path(__file__).resolve().parents[1].parent / "shared/data/muc4"
SPANS: Final = FOUND.parent / "spans.npz"
FOLDS: Final = 5
SEED: Final = 7
LEAST: Final = 0.02
"""The chance below which a span is passed over."""


@dataclass(frozen=True, slots=True)
class FillersPlan:
    """How to train the network.  The rate falls to nothing in a straight line.

    An epoch has all reports that tell of incidents, and half of those that do not.
    """

    epochs: int = 5
    reports: int = 4
    rate: float = 2e-3
    decay: float = 0.02
    warming: int = 100
    clip: float = 1.0


class Spans(NamedTuple):
    """What is said of the spans of a report.

    ``places`` (spans, 3) are first character, character behind the last, and slot;
    ``chances`` (spans,) that they fill it, ``types`` (spans, types) how far they belong to
    incidents of each type; ``incidents`` (types,) the log-odds of each type in the report.
    """

    places: Ints
    chances: Floats
    types: Floats
    incidents: Floats


def train_fillers(examples: Sequence[Example], plan: FillersPlan) -> Fillers:
    """The network that fits the keys of some reports."""
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    network = Fillers()
    network.train()
    optimiser = torch.optim.AdamW(network.parameters(), weight_decay=plan.decay)
    telling = sum(bool(one.report.templates) for one in examples)
    steps = plan.epochs * (telling + (len(examples) - telling) // 2) // plan.reports
    began, lost = time.monotonic(), 0.0
    for step, batch in zip(range(steps), _batches(examples, plan.reports), strict=False):
        for group in optimiser.param_groups:
            group["lr"] = plan.rate * min(1, (step + 1) / plan.warming) * (1 - step / steps)
        loss = loss_of(network, batch)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), plan.clip)
        optimiser.step()
        lost += float(loss.detach())
        if (step + 1) % 100 == 0:
            minutes = (time.monotonic() - began) / 60
            print(f"step {step + 1} of {steps}: {lost / 100:.3f}, {minutes:.1f} min", flush=True)
            lost = 0.0
    network.eval()
    return network


def _batches(examples: Sequence[Example], size: int) -> Iterator[list[Example]]:
    """Epoch after epoch, without end."""
    telling = [one for one in examples if one.report.templates]
    silent = [one for one in examples if not one.report.templates]
    draw, order = random.Random(SEED), list[Example]()
    while True:
        if len(order) < size:
            order = telling + draw.sample(silent, len(silent) // 2)
            draw.shuffle(order)
        yield [order.pop() for _ in range(size)]


@torch.no_grad()
def find_spans(networks: Sequence[Fillers], example: Example) -> Spans:
    """The spans of a report that networks, on the average, hold for fillers."""
    batch = collate([example])
    said = [network(batch) for network in networks]
    scores = torch.stack([one.spans for one in said]).mean(0)
    chances = torch.sigmoid(scores) * said[0].valid[..., None]
    first, after, slots = (chances > LEAST).nonzero(as_tuple=True)
    types = [
        torch.sigmoid(network.types(one.words, first, after))
        for network, one in zip(networks, said, strict=True)
    ]
    words = np.array(example.words, np.int64)
    begin, end = first.numpy(), (first + after).numpy()
    return Spans(
        np.stack([words[begin, 0], words[end, 1], slots.numpy()], 1),
        chances[first, after, slots].numpy(),
        torch.stack(types).mean(0).numpy(),
        torch.stack([one.reports[0] for one in said]).mean(0).numpy(),
    )


def fold_of(reports: Sequence[Report]) -> list[int]:
    """The fold of each report, drawn by lot."""
    folds = [number % FOLDS for number in range(len(reports))]
    random.Random(SEED).shuffle(folds)
    return folds


def write_spans(path: Path, **parts: Sequence[Spans]) -> None:
    """Keep the spans of the reports of each part, in order."""
    columns = {}
    for name, found in parts.items():
        columns[f"{name} sizes"] = np.array([len(spans.chances) for spans in found])
        columns[f"{name} incidents"] = np.stack([spans.incidents for spans in found])
        for column in ("places", "chances", "types"):
            columns[f"{name} {column}"] = np.concatenate([getattr(one, column) for one in found])
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, allow_pickle=False, **columns)


def read_spans(path: Path, name: str) -> list[Spans]:
    """The spans of the reports of a part, in order."""
    with np.load(path) as columns:
        stops = columns[f"{name} sizes"].cumsum()[:-1]
        columns_of = (
            *(np.split(columns[f"{name} {column}"], stops) for column in ("places", "chances")),
            np.split(columns[f"{name} types"].reshape(-1, len(TYPES)), stops),
            columns[f"{name} incidents"],
        )
        return [Spans(*one) for one in zip(*columns_of, strict=True)]


def main() -> int:
    """Learn in folds, and keep what is found in all reports."""
    encoder = load_encoder()
    examples = list(read_examples(encoder, read_reports(DATA / "train.json")))
    folds = fold_of([example.report for example in examples])
    networks, held = [], dict[int, Spans]()
    for fold in range(FOLDS):
        print(f"fold {fold + 1} of {FOLDS}", flush=True)
        learned = [one for own, one in zip(folds, examples, strict=True) if own != fold]
        networks.append(train_fillers(learned, FillersPlan()))
        for number, example in enumerate(examples):
            if folds[number] == fold:
                held[number] = find_spans(networks[-1:], example)
    tests = read_examples(encoder, read_reports(DATA / "dev.json"))
    write_spans(
        SPANS,
        train=[held[number] for number in range(len(examples))],
        tests=[find_spans(networks, example) for example in tests],
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
