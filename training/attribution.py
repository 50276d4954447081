"""``python -m training.attribution FOLDER``: the attribution heads, from PolNeAR's train split.

The folder gets the weights, the tokenizer, the heads and the card.  A checkpoint after each
epoch lets a run that was cut short go on.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from bench.attribution import f1_of_parts, measure_tagged, read_rows
from bench.corpora.polnear import read_articles

from crossfix.annotate.attribution.tagger import PARTS
from crossfix.models.encoder import Encoder, SpanHead
from crossfix.models.pieces import load_tokenizer
from training.balance import balance
from training.card import write_card
from training.export import export, write_heads
from training.heads import Arcs, Spans
from training.loop import OutOfTime, Plan, train
from training.network import Network, base_file
from training.polnear import ARCS, LABELS, read_examples

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
DEV = SHARED / "data/polnear_cofenet/valid.txt"
ARC_WEIGHT = 0.15


def judge(network: Network) -> dict[str, float]:
    """Exact F1 of each part on the dev split, by the files that would ship."""
    with TemporaryDirectory() as folder:
        export(network, Path(folder))
        figures = measure_tagged(Encoder(Path(folder)), DEV)
    return {part: round(figure, 1) for part, figure in figures.items()}


def even_out(folder: Path) -> dict[str, float]:
    """Balance the exported head on the dev split; gives its figures."""
    encoder = Encoder(folder)
    rows = list(read_rows(encoder, DEV))

    def summed(head: SpanHead) -> float:
        return sum(f1_of_parts(head, rows).values())

    encoder.heads[PARTS] = balance(encoder.heads[PARTS], summed)
    write_heads(encoder.heads, folder)
    return f1_of_parts(encoder.heads[PARTS], rows)


def main(arguments: list[str]) -> int:
    """Train, measure, export, and write the card."""
    plan = Plan()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--checkpoint", type=Path, default=Path("build/attribution.checkpoint"))
    parser.add_argument("--epochs", type=int, default=plan.epochs)
    parser.add_argument("--minutes", type=float, default=plan.minutes)
    parser.add_argument("--workers", type=int, default=plan.workers)
    asked = parser.parse_args(arguments)
    plan = Plan(epochs=asked.epochs, minutes=asked.minutes, workers=asked.workers)
    torch.manual_seed(plan.seed)
    tokenizer = load_tokenizer(base_file("tokenizer.json"))
    reports = read_articles(SHARED / "data/polnear/train", every_annotator=True)
    articles = list(read_examples(reports, tokenizer))
    network = Network([Spans(PARTS, LABELS), Arcs(ARCS, ARC_WEIGHT)])
    asked.checkpoint.parent.mkdir(parents=True, exist_ok=True)
    try:
        minutes = train(network, articles, plan, asked.checkpoint, judge)
    except OutOfTime:
        print("out of time: run again to go on from the last epoch", file=sys.stderr)
        return 1
    export(network, asked.folder)
    figures = even_out(asked.folder)
    write_card(asked.folder, figures, asdict(plan), minutes, articles)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
