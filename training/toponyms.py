"""``python -m training.toponyms``: the probe that finds mentions of places, in minutes.

It is trained on LGL and TR-News.  The corpora mark three things alike that a ledger keeps
apart: places, states (which may act) and peoples.  They are three classes here, told apart
by the lexicon of countries, so that the probe learns where a name is and the rules still
decide whether a state is a place.

Two more probes are written for measuring, each trained without one of the corpora.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from bench.place_corpora import Report, read_geoparse
from bench.place_recognition import encoder_without, probe_without, recognised

from crossfix.annotate.toponym_probe import CLASSES
from crossfix.annotate.toponym_runs import PROBE, demonyms
from crossfix.annotate.toponym_states import states
from crossfix.config import Config
from crossfix.ground.compile import gazetteer_file
from crossfix.models import Encoder, load_encoder
from crossfix.models.encoder import PROBES, STATES
from crossfix.models.pieces import Ints
from crossfix.models.probes import save_probe
from training.probe import ProbePlan, States, train_probe
from training.probe_card import write_probe_card
from training.renaming import Names, is_plain, renamed

SHARED: Final = Path(__file__).resolve().parents[1].parent / "shared"
FOLDER: Final = Path(__file__).resolve().parents[1] / "src/crossfix/models/encoder" / PROBES
CORPORA: Final = {"lgl": "lgl.xml", "trnews": "TR-News.xml"}
COPIES: Final = 2
"""How many times each report is shown with other names, beside as it is."""


def main() -> int:
    """Train the probe that ships and the two that are measured; say what was done."""
    reports = {
        name: list(read_geoparse(SHARED / "data/geoparse" / file)) for name, file in CORPORA.items()
    }
    names = Names(gazetteer_file(Config().cache_folder))
    encoder = load_encoder()
    shown = {name: show(encoder, read, names) for name, read in reports.items()}
    plan = ProbePlan()
    for left_out in (*CORPORA, ""):
        kept = [examples for name, examples in shown.items() if name != left_out]
        states = np.concatenate([examples for examples, _ in kept])
        wanted = np.concatenate([targets for _, targets in kept])
        path = probe_without(left_out) if left_out else FOLDER / f"{PROBE}.npz"
        path.parent.mkdir(parents=True, exist_ok=True)
        save_probe(train_probe(states, wanted, len(CLASSES), plan), path)
        print(f"without {left_out or 'none'}: {len(wanted):,} words", flush=True)
    measured = {name: recognised(read, encoder_without(name)) for name, read in reports.items()}
    write_probe_card(path, len(wanted), COPIES, plan, measured)
    return 0


def show(encoder: Encoder, reports: Sequence[Report], names: Names) -> tuple[States, Ints]:
    """States and classes of the words of reports, as they are and with other names."""
    random = np.random.default_rng(ProbePlan().seed)
    states, wanted = [], []
    for report in reports:
        plain = [_may_be_renamed(report.text[g.start : g.stop]) for g in report.gold]
        for copy in (report, *(renamed(report, plain, names, random) for _ in range(COPIES))):
            lines = list(lines_of(copy.text))
            read = encoder.states([text for _, text in lines])
            for (offset, _), encoded in zip(lines, read, strict=True):
                states.append(encoded.outputs[STATES].astype(np.float16))
                wanted.append(targets(copy, offset, encoded.words))
    return np.concatenate(states), np.concatenate(wanted)


def _may_be_renamed(phrase: str) -> bool:
    return class_of(phrase) == "place" and is_plain(phrase)


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """The lines that hold any character but blanks, each with where it begins."""
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, line
        at += len(line) + 1


def class_of(phrase: str) -> str:
    """Whether a marked phrase is a state, a people or any other place."""
    plain = phrase.lower().removeprefix("the ").strip(" .")
    if plain in demonyms():
        return "people"
    return "state" if plain in states() else "place"


def targets(report: Report, offset: int, words: Sequence[tuple[int, int]]) -> Ints:
    """The class of each word of the line that begins at ``offset``."""
    found = np.zeros(len(words), np.int64)
    starts, stops = [start for start, _ in words], [stop for _, stop in words]
    length = stops[-1] if stops else 0
    for gold in report.gold:
        if offset < gold.stop and gold.start < offset + length:
            first = bisect_right(stops, gold.start - offset)
            last = bisect_left(starts, gold.stop - offset)
            number = CLASSES.index(class_of(report.text[gold.start : gold.stop]))
            found[first:last] = number
    return found


if __name__ == "__main__":
    sys.exit(main())
