"""Events, figures and forecasts of the ledger against our own gold.

``python -m bench.gold_events dev | test | agreement | sentences [odd | even] [--list]``.  An
event is found when its trigger overlaps one of gold, or when one sentence holds both and the
types agree.  The test split is for a last look; so are the sentences with even numbers.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.corpora.own_events import read_event_passes
from bench.corpora.own_gold import GoldError, Split, read_gold
from bench.gold_event_listing import describe
from bench.gold_event_pairs import HeldEvents, hold, merge
from bench.gold_event_scores import figures_of, tally
from bench.gold_sentences import figures_of_sentences, read_sentences, tally_sentences
from crossfix import read

FOLDER: Final = Path(__file__).resolve().parents[1] / "gold"
USAGE: Final = (
    "usage: python -m bench.gold_events dev | test | agreement | sentences [odd | even] [--list]"
)


def hold_all(split: Split) -> Iterator[HeldEvents]:
    """Every report of a split that has a pass, held against its gold."""
    for report in read_gold(FOLDER, split):
        passes = read_event_passes(FOLDER, report)
        if passes:
            path = f"{report.name}/report.txt"
            yield hold(report, passes, read(report.text, published=report.published, path=path))


def measure(shared: Path) -> dict[str, float]:
    """Figures on the dev split."""
    del shared  # the gold is part of the project
    counts = sum((tally(held) for held in hold_all("dev")), Counter[str]())
    return figures_of(counts, "own gold dev")


def agreement() -> int:
    """Print how far the two passes agree: F1 of one against the other."""
    counts = Counter[str]()
    for report in read_gold(FOLDER):
        passes = read_event_passes(FOLDER, report)
        if len(passes) > 1:
            events, figures, forecasts = merge(passes, report.text)
            for kind, asked in (
                ("events", [one.asked for one in events]),
                ("figures", [one.asked for one in figures]),
                ("forecasts", [one.asked for one in forecasts]),
            ):
                counts[f"{kind} both"] += asked.count(True)
                counts[f"{kind} one"] += asked.count(False)
    for kind in ("events", "figures", "forecasts"):
        both, one = counts[f"{kind} both"], counts[f"{kind} one"]
        print(
            f"{kind:10} both {both:4}  one {one:4}  F1 {200 * both / max(1, 2 * both + one):5.1f}"
        )
    return 0


def _sentences(half: str | None, *, listing: bool) -> int:
    sentence_counts, lines = tally_sentences(read_sentences(half))
    for line in lines if listing else ():
        print(line)
    label = f"forecast sentences {half or 'all'}"
    for name, figure in figures_of_sentences(sentence_counts, label).items():
        print(f"{name:72} {figure:8.1f}")
    return 0


def main(arguments: list[str]) -> int:
    """Run one command; returns an exit status."""
    listing = "--list" in arguments
    command = [word for word in arguments if word != "--list"]
    try:
        if command == ["agreement"] and not listing:
            return agreement()
        if command[:1] == ["sentences"] and command[1:] in ([], ["odd"], ["even"]):
            return _sentences(command[1] if command[1:] else None, listing=listing)
        if command in (["dev"], ["test"]):
            split: Split = "dev" if command == ["dev"] else "test"
            counts = Counter[str]()
            for held in hold_all(split):
                counts += tally(held)
                for line in describe(held) if listing else ():
                    print(line)
            for name, figure in figures_of(counts, f"own gold {split}").items():
                print(f"{name:72} {figure:8.1f}")
            return 0
    except (GoldError, FileNotFoundError) as wrong:
        print(wrong, file=sys.stderr)
        return 1
    print(USAGE, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
