"""Finding the mentions of places, against corpora with another convention than ours.

LGL and TR-News also mark states that act ("Turkey condemned"), peoples ("Turkish") and
metonyms, which are no places by our convention.  So each figure stands twice: against all
that a corpus marks, and with the names of states, continents and peoples left out on both
sides, found and marked alike, so that neither side gains.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from functools import cache

from bench.place_corpora import Report
from bench.place_towns import default_config
from crossfix import plugins
from crossfix.annotate.toponym_runs import demonyms
from crossfix.annotate.toponym_states import states
from crossfix.model import Document, Place, make_id
from crossfix.pipeline import prepare
from crossfix.reading import Received

PEOPLES_OF_CONTINENTS = frozenset({"european", "asian", "african", "american", "arab", "kurdish"})
Spans = list[tuple[int, int]]


def recognised(reports: Sequence[Report]) -> dict[str, float]:
    """Precision, recall and F1 of mentions that overlap; ``places_`` without states and peoples."""
    stage = plugins.make(plugins.STAGES, "toponyms", default_config())
    counts = {"mention": [0, 0, 0, 0], "mention_places": [0, 0, 0, 0]}
    spent, words = 0.0, 0
    readings = prepare(Received(_document(report), b"") for report in reports)
    for report, reading in zip(reports, readings, strict=True):
        words += sum(len(passage.doc) for passage in reading.passages)
        began = time.process_time()
        places = reading.with_entries(stage.run(reading)).all(Place)
        spent += time.process_time() - began
        for key, plain in (("mention", False), ("mention_places", True)):
            found = [(p.start, p.stop) for p in places if not (plain and _is_left_out(p.text))]
            marked = [(g.start, g.stop) for g in report.gold]
            if plain:
                marked = [m for m in marked if not _is_left_out(report.text[m[0] : m[1]])]
            for number, count in enumerate(_overlaps(found, marked)):
                counts[key][number] += count
    figures = {"ms_per_word": 1000 * spent / max(1, words)}
    for key, (right, found_all, met, marked_all) in counts.items():
        precision, recall = right / max(1, found_all), met / max(1, marked_all)
        figures |= {
            f"{key}_precision": precision,
            f"{key}_recall": recall,
            f"{key}_f1": 2 * precision * recall / max(1e-9, precision + recall),
            f"{key}_marked": marked_all,
        }
    return figures


def _overlaps(found: Spans, marked: Spans) -> tuple[int, int, int, int]:
    """Found that overlap a marked one, all found, marked that overlap a found one, all marked."""
    right = sum(any(f[0] < m[1] and m[0] < f[1] for m in marked) for f in found)
    met = sum(any(f[0] < m[1] and m[0] < f[1] for f in found) for m in marked)
    return right, len(found), met, len(marked)


@cache
def _left_out() -> frozenset[str]:
    return states() | demonyms() | _plurals(PEOPLES_OF_CONTINENTS)


def _plurals(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in (word, f"{word}s"))


def _is_left_out(phrase: str) -> bool:
    return phrase.lower().removeprefix("the ").strip(" .") in _left_out()


def _document(report: Report) -> Document:
    return Document(id=make_id("doc", report.id), path=report.id, sha256="0" * 64, text=report.text)
