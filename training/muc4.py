"""``python -m training.muc4``: learns MUC-4's five slots, and fills them in tests 1 and 2.

From the 1,300 reports for development alone: the network and the model of types learn from
1,100 of them; the other 200 weigh candidates anew and choose how ready to speak.  What is
found is left where ``python -m bench.muc4`` reads it.  Tests 1 and 2 are read last.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import torch
from bench.muc4 import FOUND, INCIDENT, SLOTS, Report, Template, read_reports
from torch import nn

from crossfix.models import load_encoder
from training.muc4_candidates import (
    Candidate,
    Usual,
    Weigh,
    features,
    fillers_of,
    find_candidates,
    fit,
)
from training.muc4_examples import Example, Floats, read_examples, types_of
from training.muc4_network import Fillers, loss_of
from training.muc4_templates import (
    Readiness,
    Weighed,
    build_templates,
    f1_of,
    make_ready,
    type_features,
)
from training.muc4_types import TypeModel, train_types

DATA: Final = Path(__file__).resolve().parents[1].parent / "shared/data/muc4"
TUNING: Final = 200
SEED: Final = 7
FOLDS: Final = 5


@dataclass(frozen=True, slots=True)
class FillersPlan:
    """How to train the network.  The rate falls to nothing in a straight line."""

    epochs: int = 6
    reports: int = 4
    rate: float = 2e-3
    decay: float = 0.02
    warming: int = 100
    clip: float = 1.0


def train_fillers(examples: Sequence[Example], plan: FillersPlan) -> Fillers:
    """The network that fits the keys of some reports."""
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    network = Fillers()
    network.train()
    optimiser = torch.optim.AdamW(network.parameters(), weight_decay=plan.decay)
    steps = plan.epochs * (len(examples) // plan.reports)
    order: list[int] = []
    began, lost = time.monotonic(), 0.0
    for step in range(steps):
        if len(order) < plan.reports:
            order = random.Random(step).sample(range(len(examples)), len(examples))
        batch = [examples[order.pop()] for _ in range(plan.reports)]
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


@dataclass(frozen=True, slots=True)
class Seen:
    """A report with all that is weighed: its candidates and the signs of its types."""

    report: Report
    candidates: list[Candidate]
    by_words: Floats
    by_states: Floats
    rows: Floats


def see(
    network: Fillers, words: TypeModel, usual: Usual, examples: Iterable[Example]
) -> list[Seen]:
    """Reports as the first models see them."""
    seen = []
    for example in examples:
        found, states = find_candidates(network, example)
        (odds,) = words([example.report])
        rows = features(found, odds, usual)
        seen.append(Seen(example.report, found, odds, states, rows))
    return seen


def weigh(seen: Sequence[Seen], fillers: Weigh, types: Weigh) -> list[Weighed]:
    """Chances of candidates and types by models of the second stage."""
    weighed = []
    for one in seen:
        chances = fillers(one.rows) if len(one.rows) else np.zeros(0, np.float32)
        rows = type_features(one.candidates, chances, one.by_words, one.by_states)
        weighed.append(Weighed(one.report, one.candidates, chances, types(rows)))
    return weighed


def fit_second(seen: Sequence[Seen]) -> tuple[Weigh, Weigh]:
    """Models of fillers and types from reports that the first models have not learned from.

    The model of types is shown fillers' chances from folds that have not seen the report.
    """
    fillers = _fit_fillers(seen)
    rows = [
        type_features(one.candidates, chances, one.by_words, one.by_states)
        for one, chances in zip(seen, _held_out(seen), strict=True)
    ]
    right = [types_of(one.report) for one in seen]
    return fillers, fit(np.concatenate(rows), np.concatenate(right))


def _fit_fillers(seen: Sequence[Seen]) -> Weigh:
    shown = [one for one in seen if one.candidates]
    right = [
        np.array([(c.slot, c.words) in fillers_of(one.report) for c in one.candidates], np.float32)
        for one in shown
    ]
    return fit(np.concatenate([one.rows for one in shown]), np.concatenate(right))


def _held_out(seen: Sequence[Seen]) -> list[Floats]:
    chances: list[Floats] = [np.zeros(0, np.float32)] * len(seen)
    for fold in range(FOLDS):
        model = _fit_fillers([one for at, one in enumerate(seen) if at % FOLDS != fold])
        for at in range(fold, len(seen), FOLDS):
            if seen[at].candidates:
                chances[at] = model(seen[at].rows)
    return chances


def weigh_in_folds(seen: Sequence[Seen]) -> list[Weighed]:
    """Each report weighed by models that were fitted on the other folds."""
    made: dict[int, Weighed] = {}
    for fold in range(FOLDS):
        models = fit_second([one for at, one in enumerate(seen) if at % FOLDS != fold])
        held = range(fold, len(seen), FOLDS)
        made |= dict(zip(held, weigh([seen[at] for at in held], *models), strict=True))
    return [made[at] for at in range(len(seen))]


def write_found(path: Path, found: Iterable[tuple[Report, Sequence[Template]]]) -> None:
    """Templates in the form of the key, a report a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for report, templates in found:
            rows = [{INCIDENT: t.incident, **{s: t.fillers[s] for s in SLOTS}} for t in templates]
            row = {"docid": report.id, "doctext": report.text, "templates": rows}
            file.write(json.dumps(row) + "\n")


def main() -> int:
    """Learn, choose, fill, write."""
    reports = list(read_reports(DATA / "train.json"))
    random.Random(SEED).shuffle(reports)
    learned, tuning = reports[TUNING:], reports[:TUNING]
    encoder = load_encoder()
    network = train_fillers(list(read_examples(encoder, learned)), FillersPlan())
    FOUND.parent.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), FOUND.parent / "network.pt")
    words, usual = train_types(learned), Usual(learned)
    seen = see(network, words, usual, read_examples(encoder, tuning))
    folded = weigh_in_folds(seen)
    ready = make_ready(folded)
    print(f"tuning part: F1 {100 * f1_of(folded, Readiness()):.1f} as it is, ", end="")
    print(f"{100 * f1_of(folded, ready):.1f} with {ready}")
    models = fit_second(seen)
    tests = read_examples(encoder, read_reports(DATA / "dev.json"))
    weighed = weigh(see(network, words, usual, tests), *models)
    write_found(FOUND, ((one.report, build_templates(one, ready)) for one in weighed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
