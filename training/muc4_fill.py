"""``python -m training.muc4_fill``: fills MUC-4's five slots from the spans that were found.

Candidates are weighed anew, and the bounds chosen, on the 1,300 reports for development, all
of which were read by a network that had not learned from them.  Then tests 1 and 2 are
filled, and what is found is left where ``python -m bench.muc4`` reads it.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import torch
from bench.muc4 import FOUND, INCIDENT, SLOTS, Report, Template, read_reports

from training.muc4_candidates import Usual, features, find_candidates
from training.muc4_spans import DATA, FOLDS, SEED, SPANS, Spans, fold_of, read_spans
from training.muc4_templates import Readiness, build_templates, f1_of, make_ready
from training.muc4_types import train_types
from training.muc4_weigh import Second, Seen, Weighed

PARTS: Final = 5


def see(learned: Sequence[Report], reports: Sequence[Report], spans: Iterable[Spans]) -> list[Seen]:
    """Reports with their candidates, by what other reports tell of words."""
    words, usual = train_types(learned), Usual(learned)
    seen = []
    for report, own, odds in zip(reports, spans, words(reports), strict=True):
        found = find_candidates(report, own)
        rows = features(found, odds, own.incidents, usual)
        seen.append(Seen(report, found, rows, odds, own.incidents))
    return seen


def see_in_folds(reports: Sequence[Report], spans: Sequence[Spans]) -> list[Seen]:
    """Each report seen by what the reports of the other folds tell."""
    folds, seen = fold_of(reports), []
    for fold in range(FOLDS):
        held = [number for number, own in enumerate(folds) if own == fold]
        learned = [report for report, own in zip(reports, folds, strict=True) if own != fold]
        seen += see(learned, [reports[n] for n in held], [spans[n] for n in held])
    random.Random(SEED).shuffle(seen)
    return seen


def weigh_in_parts(seen: Sequence[Seen]) -> list[Weighed]:
    """Each report weighed by a second stage that was learned from the other parts."""
    weighed = []
    for part in range(PARTS):
        second = Second([one for at, one in enumerate(seen) if at % PARTS != part])
        weighed += [second(one) for one in seen[part::PARTS]]
    return weighed


def write_found(path: Path, found: Iterable[tuple[Report, Sequence[Template]]]) -> None:
    """Templates in the form of the key, a report a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for report, templates in found:
            rows = [{INCIDENT: t.incident, **{s: t.fillers[s] for s in SLOTS}} for t in templates]
            row = {"docid": report.id, "doctext": report.text, "templates": rows}
            file.write(json.dumps(row) + "\n")


def main() -> int:
    """Weigh, choose, fill, write."""
    torch.set_num_threads(1)
    reports = list(read_reports(DATA / "train.json"))
    seen = see_in_folds(reports, read_spans(SPANS, "train"))
    weighed = weigh_in_parts(seen)
    ready = make_ready(weighed)
    print(f"1,300 reports in folds: F1 {100 * f1_of(weighed, Readiness()):.1f} as it is, ", end="")
    print(f"{100 * f1_of(weighed, ready):.1f} with {ready}")
    second = Second(seen)
    tests = list(read_reports(DATA / "dev.json"))
    found = map(second, see(reports, tests, read_spans(SPANS, "tests")))
    write_found(FOUND, ((one.report, build_templates(one, ready)) for one in found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
