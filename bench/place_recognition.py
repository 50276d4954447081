"""Finding the mentions of places, against corpora with another convention than ours.

LGL and TR-News also mark states that act ("Turkey condemned"), peoples ("Turkish") and
metonyms, which are no places by our convention.  So the figures stand twice: the probe
alone against all that a corpus marks, under its convention; and the whole stage against
what is left when the names of states, continents and peoples are taken out on both sides,
found and marked alike, so that neither side gains.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Final

from bench.place_corpora import Gold, Report
from bench.place_towns import default_config, is_right
from crossfix import plugins
from crossfix.annotate.toponym_runs import PROBE, demonyms
from crossfix.annotate.toponym_states import states
from crossfix.model import Document, Place, make_id
from crossfix.models import Encoder, encode
from crossfix.models.encoder import Encoded
from crossfix.pipeline import prepare
from crossfix.plugins import Stage
from crossfix.reading import Reading, Received

FOLDER: Final = Path(__file__).resolve().parent
SHIPPED: Final = FOLDER.parent / "src/crossfix/models/encoder"
PEOPLES_OF_CONTINENTS = frozenset({"european", "asian", "african", "american", "arab", "kurdish"})
COMMON_KM: Final = 161.0
Spans = list[tuple[int, int]]


def probe_without(corpus: str) -> Path:
    """Where the probe is kept that was trained without a corpus (``lgl`` or ``trnews``)."""
    return FOLDER / f"probe_without_{corpus}" / f"{PROBE}.npz"


def encoder_without(corpus: str) -> Encoder:
    """The encoder that ships, with that probe."""
    return Encoder(SHIPPED, probe_without(corpus).parent)


def recognised(
    reports: Sequence[Report], encoder: Encoder, resolver: Stage | None = None
) -> dict[str, float]:
    """Precision, recall and F1 of mentions that overlap.

    ``probe_`` is the probe alone under the corpus's convention, ``mention_`` the stage against
    the same, ``mention_places_`` the stage without states and peoples.  With a ``resolver``
    ``raw_acc161`` is the share of the places marked (states and peoples left out) that are
    found in the raw text and put within 161 km.
    """
    stage = plugins.make(plugins.STAGES, "toponyms", default_config())
    tallies = {key: Tally() for key in ("probe", "mention", "mention_places")}
    spent, words, hit, known = 0.0, 0, 0, 0
    readings = prepare(Received(_document(report), b"") for report in reports)
    for report, reading in zip(reports, readings, strict=True):
        encoded = encode(reading, encoder)
        words += sum(len(passage.doc) for passage in reading.passages)
        began = time.process_time()
        told = reading.with_entries(stage.run(reading))
        spent += time.process_time() - began
        places = [(p.start, p.stop) for p in told.all(Place)]
        marked = [(g.start, g.stop) for g in report.gold]
        tallies["probe"].add(list(_probed(reading, encoded)), marked)
        tallies["mention"].add(places, marked)
        tallies["mention_places"].add(_kept(report.text, places), _kept(report.text, marked))
        if resolver is not None:
            right = list(_resolved(report, told.with_entries(resolver.run(told))))
            hit, known = hit + sum(right), known + len(right)
    figures = {"ms_per_word": 1000 * spent / max(1, words)}
    figures |= {"raw_acc161": hit / known} if known else {}
    for key, tally in tallies.items():
        figures |= {f"{key}_{name}": value for name, value in tally.figures().items()}
    return figures


class Tally:
    """Spans found and marked, and how many of each overlap one of the other."""

    def __init__(self) -> None:
        self._right = self._found = self._met = self._marked = 0

    def add(self, found: Spans, marked: Spans) -> None:
        """Count the spans of one report."""
        self._right += sum(any(f[0] < m[1] and m[0] < f[1] for m in marked) for f in found)
        self._met += sum(any(f[0] < m[1] and m[0] < f[1] for f in found) for m in marked)
        self._found, self._marked = self._found + len(found), self._marked + len(marked)

    def figures(self) -> dict[str, float]:
        """Precision, recall, F1, and how many are marked."""
        precision, recall = self._right / max(1, self._found), self._met / max(1, self._marked)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return {"precision": precision, "recall": recall, "f1": f1, "marked": self._marked}


def _probed(reading: Reading, encoded: Sequence[Encoded]) -> Iterator[tuple[int, int]]:
    """The stretches of words that the probe takes for one and the same thing."""
    for passage, text in zip(reading.passages, encoded, strict=True):
        classes = text.outputs[PROBE].argmax(axis=1).tolist()
        for found, group in groupby(range(len(classes)), key=classes.__getitem__):
            if found:
                numbers = list(group)
                start, stop = text.words[numbers[0]][0], text.words[numbers[-1]][1]
                yield passage.offset + start, passage.offset + stop


def _resolved(report: Report, reading: Reading) -> Iterator[bool]:
    """For each marked place whose point is known: whether one found there was put near it."""
    places = reading.all(Place)
    for gold in report.gold:
        if gold.lat is None or _is_left_out(report.text[gold.start : gold.stop]):
            continue
        yield any(_meets(place, gold) and is_right(place, gold, COMMON_KM) for place in places)


def _meets(place: Place, gold: Gold) -> bool:
    return place.start < gold.stop and gold.start < place.stop


def _kept(text: str, spans: Spans) -> Spans:
    return [(start, stop) for start, stop in spans if not _is_left_out(text[start:stop])]


@cache
def _left_out() -> frozenset[str]:
    return states() | demonyms() | _plurals(PEOPLES_OF_CONTINENTS)


def _plurals(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in (word, f"{word}s"))


def _is_left_out(phrase: str) -> bool:
    return phrase.lower().removeprefix("the ").strip(" .") in _left_out()


def _document(report: Report) -> Document:
    return Document(id=make_id("doc", report.id), path=report.id, sha256="0" * 64, text=report.text)
