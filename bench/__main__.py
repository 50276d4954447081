"""Measure everything that can be measured here, and write the table in the README.

``python -m bench`` runs all parts; ``python -m bench times places`` only these, and then
writes no table.  Parts whose corpora are absent say so.
"""

from __future__ import annotations

import importlib
import sys
import time
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
SHARED: Final = ROOT.parent / "shared"
PARTS: Final = (
    "acceptance", "attribution", "gold", "gold_events", "times", "gazetteer", "places", "events",
    "meantime", "muc4", "ecbplus", "conflicts", "origins", "blind", "fires",
    "speed",
)  # fmt: skip
HEADLINES: Final = (
    # figure, what it is, factor to show it by, what to compare it with
    ("first report: questions answered, of 10", "first report, questions answered of 10", 1, ""),
    ("attribution: PolNeAR dev, exact source F1", "attribution, PolNeAR dev, exact F1: source", 1,
     "CRF 50.6, BERT 83.2 (test)"),
    ("attribution: PolNeAR dev, exact cue F1", "attribution, PolNeAR dev, exact F1: cue", 1,
     "CRF 53.4, BERT 75.3 (test)"),
    ("attribution: PolNeAR dev, exact content F1", "attribution, PolNeAR dev, exact F1: content", 1,
     "CRF 28.6, BERT 72.9 (test)"),
    ("attribution: PolNeAR raw dev, source and content exact F1",
     "the same, source and content both right, F1", 1, ""),
    ("own gold dev: source and content by half, F1",
     "own gold (war reports) dev, source and content right by half, F1 *", 1, ""),
    ("own gold dev: of the matched, chain right", "of those, with the right chain *", 1, ""),
    ("own gold dev: of the matched, source resolved", "of those named, with the right person *", 1,
     ""),
    ("times wikiwars relaxed F1", "times, WikiWars, relaxed F1 *", 1, "HeidelTime 92.4"),
    ("times wikiwars strict+value F1", "times, WikiWars, strict F1 with value *", 1,
     "HeidelTime 80.1"),
    ("times TimeBank relaxed+value F1", "times, TimeBank, relaxed F1 with value *", 1,
     "HeidelTime 79.6"),
    ("lgl_held_acc161", "places, LGL, not trained on it, right within 161 km", 100,
     "voting ensemble 77.3"),
    ("trnews_held_acc161", "places, TR-News, not trained on it, right within 161 km", 100,
     "voting ensemble 71.7"),
    ("lgl_held_precision161", "places, LGL, right of those answered", 100, ""),
    ("lgl_held_raw_acc161", "places, LGL, from raw text, states and peoples aside", 100, ""),
    ("trnews_held_raw_acc161", "places, TR-News, from raw text, states and peoples aside", 100, ""),
    ("trnews_held_probe_f1", "names of places, TR-News, by the corpus's convention, F1", 100, ""),
    ("trnews_held_mention_places_f1", "places found, TR-News, by ours, F1", 100, ""),
    ("re3d_mention_places_f1", "places found, re3d (Syria and Iraq), F1", 100, ""),
    ("cir_town_right", "Ukrainian towns, half, right within 15 km", 100, ""),
    ("cir_town_abstained", "Ukrainian towns, half, not resolved", 100, ""),
    ("cir_town_wrong", "Ukrainian towns, half, wrong", 100, ""),
    ("cir_whole_town_right", "the same with Who's On First added, right", 100, ""),
    ("cir_whole_town_wrong_of_resolved", "the same, wrong of those resolved", 100, ""),
    ("events.cir.held.fitting, of lines that carry the type",
     "event lines of 2022, held half, that carry a type: found with it", 100, ""),
    ("events.wikievents.recall_typed, first told", "WikiEvents dev, conflict, recall *", 100, ""),
    ("meantime.given, held half.F1 future", "MEANTIME, held half, events to come, F1", 100, ""),
    ("muc4 dev all, F1", "MUC-4 tests 1 and 2, five slots, F1", 1, "GTT 50.2 (tests 3 and 4)"),
    ("own gold dev: events, F1", "own gold (war reports) dev, events, F1 *", 1, ""),
    ("own gold dev: figures, F1", "the same, figures, F1 *", 1, ""),
    ("own gold dev: forecasts, F1", "the same, forecasts, F1 *", 1, ""),
    ("ecbplus.given.ours at -1.0.conll",
     "the same happening, ECB+, marked mentions, CoNLL F1 *", 100, "88.4 (test topics)"),
    ("ecbplus.given.lemma, no topic.conll", "the same by equal words alone", 100, ""),
    ("copies.found", "copied passages of 25 words and more, found", 100, ""),
    ("copies.right, of all called, as read", "right, of what is called a copy", 100, ""),
    ("speed: blocks and parse (words/s)", "words per CPU second: parse", 1, ""),
    ("speed: whole ledger (words/s)", "words per CPU second: the whole ledger", 1,
     "BBC Citron 1,557 (attribution only)"),
    ("peak memory (MB)", "peak memory, MB", 1, ""),
    ("start-up: --version (s)", "seconds until the command line answers", 1, ""),
    ("start-up: first ledger (s)", "seconds until the first ledger stands", 1, ""),
)  # fmt: skip
"""The rows of the table in the README, each found by how its label begins."""

BEGIN: Final = "<!-- bench:begin -->"
END: Final = "<!-- bench:end -->"


def main(parts: list[str]) -> int:
    """Run the parts that are named, or all of them; returns an exit status."""
    figures: dict[str, float] = {}
    for part in parts or PARTS:
        if part not in PARTS:
            print(f"{part}: no such part; choose from {', '.join(PARTS)}", file=sys.stderr)
            return 2
        begin = time.monotonic()
        try:
            found = importlib.import_module(f"bench.{part}").measure(SHARED)
        except FileNotFoundError as missing:
            print(f"{part}: left out, {missing.filename or missing} is not here", file=sys.stderr)
            continue
        print(f"# {part} ({time.monotonic() - begin:.0f} s)", file=sys.stderr)
        for label, figure in found.items():
            print(f"{label:64} {show(figure)}")
            figures[label] = figure
    if not parts:
        write_table(figures)
    return 0


def show(figure: float) -> str:
    """A figure as a person reads it: as many digits as mean something."""
    if abs(figure) >= 200 or figure == int(figure):
        return f"{figure:,.0f}"
    return f"{figure:.1f}" if abs(figure) > 1 else f"{figure:.3f}"


def write_table(figures: dict[str, float]) -> None:
    """Put the headlines of what was measured between the marks in the README."""
    readme = ROOT / "README.md"
    before, _, rest = readme.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    if not rest:
        raise ValueError(f"README.md has no {BEGIN} to write the table behind")
    lines = ["| what | crossfix | best known |", "| --- | ---: | --- |"]
    for label, words, factor, other in HEADLINES:
        figure = next((figures[name] for name in figures if name.startswith(label)), None)
        if figure is None:
            print(f"README: no figure for {label}, its row is left out", file=sys.stderr)
        else:
            lines.append(f"| {words} | {show(factor * figure)} | {other} |")
    table = "\n".join(lines)
    readme.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
