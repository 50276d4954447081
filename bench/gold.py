"""Our own gold: is it valid, do its two passes agree, and what the ledger makes of it.

``python -m bench.gold check`` reads every file; ``agreement`` compares the passes;
``dev`` and ``test`` measure the ledger on one split.  ``--list`` prints every miss, every
extra and every wrong field with its text; ``--given`` takes the spans from the gold and
measures only what is made of them: whose they are, through whom, on what evidence.  The
test split is for a last look: nothing may be tuned on it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from bench.corpora.own_gold import GoldError, GoldReport, Split, read_gold, unread
from bench.corpora.own_passes import merge_passes
from bench.gold_agreement import agreement_of, describe_agreement
from bench.gold_given import read_given
from bench.gold_listing import describe_held
from bench.gold_scores import Held, hold, tally
from crossfix import read

FOLDER: Final = Path(__file__).resolve().parents[1] / "gold"
USAGE: Final = "usage: python -m bench.gold check | agreement | dev | test [--list] [--given]"


def measure(shared: Path) -> dict[str, float]:
    """Figures on the dev split; raises ``FileNotFoundError`` where there is no gold."""
    del shared  # the gold is part of the project
    return figures_of(hold_all(read_gold(FOLDER, "dev")), "own gold dev")


def hold_all(reports: Iterable[GoldReport], *, given: bool = False) -> list[Held]:
    """The ledger of every report, held against its gold; on its spans if they are given."""
    held = []
    for report in reports:
        entries = merge_passes(report)
        path = f"{report.name}/report.txt"
        ledger = (
            read_given(report, entries)
            if given
            else read(report.text, published=report.published, path=path)
        )
        held.append(hold(report, ledger, entries))
    return held


def figures_of(held: Iterable[Held], label: str) -> dict[str, float]:
    """Percentages and counts over some reports, by label."""
    counts: Counter[str] = Counter()
    reports = 0
    for one in held:
        counts += tally(one)
        reports += 1
    return {f"{label}: {name}": figure for name, figure in _figures(counts, reports)}


def _figures(counts: Counter[str], reports: int) -> Iterator[tuple[str, float]]:
    yield "reports", reports
    yield "attributions asked for", counts["asked"]
    yield "attributions optional", counts["optional"]
    yield "attributions found, optional ones aside", counts["found"]
    for name, what in (
        ("half", "source and content by half"),
        ("cue", "source, cue and content by half"),
        ("exact", "source and content exact"),
    ):
        right = counts[f"{name} right"]
        yield f"{what}, precision", percent(right, counts["found"])
        yield f"{what}, recall", percent(right, counts["asked"])
        yield f"{what}, F1", percent(2 * right, counts["found"] + counts["asked"])
    matched = counts["matched"]
    yield "matched", matched
    for part in ("source", "cue", "content"):
        yield f"of the matched, {part} exact", percent(counts[f"exact {part} right"], matched)
    for name, what in (
        ("chain", "chain right"),
        ("long chain", "chain right, of those with two links or more"),
        ("resolved", "source resolved, of those with a name"),
        ("pointing resolved", "source resolved, of pronouns, epithets and short forms"),
        ("kind", "kind of source"),
        ("evidence", "evidence"),
        ("told evidence", "evidence, of those that tell one"),
        ("nested", "holder right, of the nested"),
        ("alone", "not nested, of those that stand alone"),
    ):
        asked = counts[f"{name} asked"]
        yield f"of the matched, {what} ({asked})", percent(counts[f"{name} right"], asked)
    yield f"sources named in gold ({counts['names asked']}), merged wrongly", counts["names merged"]
    yield "sources split in two or more", counts["names split"]
    for name, what in (
        ("denied", "denied"),
        ("private", "private persons"),
        ("voice", "paragraphs in the voice of another"),
    ):
        right = counts[f"{name} right"]
        yield f"{what}, precision", percent(right, counts[f"{name} found"])
        yield f"{what}, recall ({counts[f'{name} asked']})", percent(right, counts[f"{name} asked"])
    yield "hedges, precision", percent(counts["hedge borne out"], counts["hedge found"])
    yield (
        f"hedges, recall ({counts['hedge asked']})",
        percent(counts["hedge right"], counts["hedge asked"]),
    )


def percent(right: float, total: float) -> float:
    """A share in percent; 0 where there is nothing to share."""
    return 100 * right / total if total else 0.0


def check(folder: Path) -> int:
    """Print every fault of every file, and what is still to be written."""
    try:
        reports = read_gold(folder)
    except GoldError as bad:
        for fault in bad.faults:
            print(fault)
        print(f"{len(bad.faults)} faults")
        return 1
    for report in reports:
        second = len(report.second.said) if report.second else "-"
        words = len(report.text.split())
        print(
            f"{report.name:28} {report.split:5} {words:5} words"
            f" {len(report.first.said):4} {second:>4} attributions"
        )
    for gap in unread(folder):
        print(f"left out: {gap}")
    print(f"{len(reports)} reports are valid")
    return 0


def agreement(folder: Path) -> int:
    """Print how far the two passes agree, a report a line and in all."""
    pairs = [
        (report.name, agreement_of(report))
        for report in read_gold(folder)
        if report.second is not None
    ]
    if not pairs:
        print("no report has two passes yet")
        return 1
    total = Counter[str]()
    for _, counts in pairs:
        total += counts
    for line in describe_agreement([*pairs, ("all", total)]):
        print(line)
    return 0


def score(split: Split, *, listing: bool, given: bool) -> int:
    """Print the figures on one split, and before them what is wrong if it is asked for."""
    held = hold_all(read_gold(FOLDER, split), given=given)
    for line in (line for one in held if listing for line in describe_held(one)):
        print(line)
    label = f"own gold {split}, spans given" if given else f"own gold {split}"
    for name, figure in figures_of(held, label).items():
        print(f"{name:96} {figure:8.1f}")
    return 0


def main(arguments: list[str]) -> int:
    """Run one command; returns an exit status."""
    options = {word for word in arguments if word.startswith("--")}
    command = " ".join(word for word in arguments if word not in options)
    listing, given = "--list" in options, "--given" in options
    try:
        if command == "check" and not options:
            return check(FOLDER)
        if command == "agreement" and not options:
            return agreement(FOLDER)
        if command == "dev" and options <= {"--list", "--given"}:
            return score("dev", listing=listing, given=given)
        if command == "test" and options <= {"--list", "--given"}:
            return score("test", listing=listing, given=given)
    except (GoldError, FileNotFoundError) as wrong:
        print(wrong, file=sys.stderr)
        return 1
    print(USAGE, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
