"""``python -m training.happenings``: the probe that tells what happens from what is said of it.

It is trained on the events of TimeBank and AQUAINT (TimeML): a word may tell of an occurrence,
of saying or perceiving, of a state, or of an act upon another event (to try, to begin).  The
vocabulary of the events stage knows strikes and captures; the probe finds what it has no word
for ("the current took two boats", "the escort turned back").
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from lxml import etree

from crossfix.extract.events.occurrences import CLASSES, PROBE
from crossfix.models import Encoder, load_encoder
from crossfix.models.encoder import STATES
from crossfix.models.pieces import Ints
from crossfix.models.probes import Probe, save_probe
from training.probe import ProbePlan, States, train_probe
from training.probe_card import write_happenings_card
from training.toponyms import FOLDER, SHARED

CLASS_OF: Final = {
    "OCCURRENCE": "occurrence",
    "REPORTING": "saying",
    "PERCEPTION": "saying",
    "STATE": "state",
    "I_STATE": "state",
    "I_ACTION": "action",
    "ASPECTUAL": "action",
}
CORPORA: Final = ("TimeBank", "AQUAINT")
PLAN: Final = ProbePlan(epochs=5)
LIKELY: Final = 0.5
_PARAGRAPH: Final = re.compile(r"\S[\s\S]*?(?=\n\s*\n|\Z)")
Marked = tuple[int, int, str]


def main() -> int:
    """Train on both corpora, measure each by the other, write probe and card."""
    encoder = load_encoder()
    shown = {name: show(encoder, SHARED / "data/tempeval3" / name) for name in CORPORA}
    first, second = CORPORA
    measured = {
        second: judge(train_probe(*shown[first], len(CLASSES), PLAN), *shown[second]),
        first: judge(train_probe(*shown[second], len(CLASSES), PLAN), *shown[first]),
    }
    states = np.concatenate([states for states, _ in shown.values()])
    wanted = np.concatenate([classes for _, classes in shown.values()])
    path = FOLDER / f"{PROBE}.npz"
    save_probe(train_probe(states, wanted, len(CLASSES), PLAN), path)
    write_happenings_card(path, len(wanted), PLAN, measured)
    print(measured)
    return 0


def judge(probe: Probe, states: States, wanted: Ints) -> dict[str, float]:
    """Precision, recall and F1 of the words of occurrences that are likely."""
    likely = np.exp(probe(states.astype(np.float32))[:, CLASSES.index("occurrence")]) > LIKELY
    true = wanted == CLASSES.index("occurrence")
    right = float((likely & true).sum())
    precision, recall = right / max(1, int(likely.sum())), right / max(1, int(true.sum()))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": precision, "recall": recall, "f1": f1}


def show(encoder: Encoder, folder: Path) -> tuple[States, Ints]:
    """States and classes of the words of a corpus."""
    states, wanted = [], []
    for path in sorted(folder.glob("*.tml")):
        text, events = read_events(path)
        paragraphs = [(m.start(), m[0].replace("\n", " ")) for m in _PARAGRAPH.finditer(text)]
        read = encoder.states([paragraph for _, paragraph in paragraphs])
        for (offset, _), encoded in zip(paragraphs, read, strict=True):
            states.append(encoded.outputs[STATES].astype(np.float16))
            wanted.append(classes_of(encoded.words, offset, events))
    return np.concatenate(states), np.concatenate(wanted)


def classes_of(words: Sequence[tuple[int, int]], offset: int, events: Sequence[Marked]) -> Ints:
    """The class of each word of the paragraph that begins at ``offset``."""
    found = np.zeros(len(words), np.int64)
    for number, (start, _) in enumerate(words):
        for first, last, kind in events:
            if first <= offset + start < last:
                found[number] = CLASSES.index(kind)
    return found


def read_events(path: Path) -> tuple[str, list[Marked]]:
    """The text of a TimeML file, and its events: start, stop, class."""
    root = etree.parse(path).getroot().find("TEXT")
    if root is None:
        raise ValueError(f"{path}: no TEXT element; is this a TimeML file?")
    pieces: list[str] = []
    events: list[Marked] = []
    length = 0
    for text, kind in _pieces(root):
        if kind in CLASS_OF:
            events.append((length, length + len(text), CLASS_OF[kind]))
        pieces.append(text)
        length += len(text)
    return "".join(pieces), events


def _pieces(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Stretches of text in order, each with the class of the event that holds it."""
    kind = element.get("class", "") if element.tag == "EVENT" else ""
    yield element.text or "", kind
    for child in element:
        yield from _pieces(child)
        yield child.tail or "", kind


if __name__ == "__main__":
    sys.exit(main())
