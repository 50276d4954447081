"""LGL and TR-News as examples for a head that finds mentions of places.

The corpora mark three things alike that a ledger keeps apart: places, states (which may
act) and peoples.  They are three labels here, told apart by the lexicon of countries, so
that the head learns where a name is and the rules still decide whether a state is a place.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
from bench.place_corpora import Report
from tokenizers import Tokenizer

from crossfix.annotate.toponym_runs import demonyms
from crossfix.annotate.toponym_states import states
from crossfix.models.pieces import Ints, Pieces, cut
from training.examples import Article, Example

NAME: Final = "toponyms"
LABELS: Final = ("place", "state", "people")


def read_examples(reports: Iterable[Report], tokenizer: Tokenizer) -> Iterator[tuple[Article, ...]]:
    """Each report as an article of its lines, in one spelling."""
    for report in reports:
        lines = list(lines_of(report.text))
        parsed = cut(tokenizer, [text for _, text in lines])
        yield (
            tuple(
                Example(pieces, {NAME: targets(report, offset, pieces)})
                for (offset, _), pieces in zip(lines, parsed, strict=True)
            ),
        )


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """The lines that hold any character but blanks, each with where it begins."""
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, line
        at += len(line) + 1


def label_of(phrase: str) -> str:
    """Whether a marked phrase is a state, a people or any other place."""
    plain = phrase.lower().removeprefix("the ").strip(" .")
    if plain in demonyms():
        return "people"
    return "state" if plain in states() else "place"


def targets(report: Report, offset: int, pieces: Pieces) -> Ints:
    """One number a word: 0 outside, 2k+1 where a mention under label k begins, 2k+2 inside."""
    found = np.zeros(len(pieces.words), np.int64)
    starts = [start for start, _ in pieces.words]
    stops = [stop for _, stop in pieces.words]
    length = stops[-1] if stops else 0
    for gold in report.gold:
        if gold.stop <= offset or gold.start >= offset + length:
            continue
        first = bisect_right(stops, gold.start - offset)
        last = bisect_left(starts, gold.stop - offset)
        if first < last and not found[first:last].any():
            number = LABELS.index(label_of(report.text[gold.start : gold.stop]))
            found[first] = 2 * number + 1
            found[first + 1 : last] = 2 * number + 2
    return found
