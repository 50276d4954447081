"""Attributions as the trained encoder reads them: parts by their tags, then whose they are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from crossfix.models.decoding import Run, find_runs
from crossfix.models.encoder import Encoded, SpanHead

PARTS: Final = "attribution"
"""The head that finds sources, cues and contents."""
DEPENDENTS: Final = "attribution.of.dependent"
GOVERNORS: Final = "attribution.of.governor"
"""The outputs whose product says to which cue a source or a content belongs."""

NEIGHBOURS: Final = 8
"""Cues on either side that a part is weighed against, so that long texts stay cheap."""

Characters = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution as spans of characters; the content may stand in pieces."""

    source: Characters | None
    cue: Characters
    content: tuple[Characters, ...]


def tag_texts(head: SpanHead, texts: Sequence[Encoded]) -> Iterator[list[Tagged]]:
    """The attributions of the paragraphs of one report, those of each in text order.

    A token is in one attribution at most, as in the corpus that taught the encoder: what
    stands inside a content is found by the rules.
    """
    for text, runs in zip(texts, find_runs(head, PARTS, texts), strict=True):
        yield list(_tied(text, runs))


def _tied(text: Encoded, runs: Sequence[Run]) -> Iterator[Tagged]:
    """Parts tied to the cue that fits them best; cues without content are let go."""
    cues = [run for run in runs if run.label == "cue"]
    sources: dict[int, tuple[float, Run]] = {}
    contents: dict[int, list[Run]] = {}
    begins = [cue.start for cue in cues]
    for run in runs:
        if run.label == "cue" or not cues:
            continue
        number, score = _governor(text, run, begins)
        if run.label == "content":
            contents.setdefault(number, []).append(run)
        elif number not in sources or sources[number][0] < score:
            sources[number] = (score, run)
    for number, pieces in sorted(contents.items()):
        source = characters_of(text, sources[number][1]) if number in sources else None
        content = tuple(characters_of(text, piece) for piece in pieces)
        yield Tagged(source, characters_of(text, cues[number]), content)


def _governor(text: Encoded, run: Run, begins: Sequence[int]) -> tuple[int, float]:
    """The cue that a part belongs to, among those near by, and how well it fits."""
    at = bisect_left(begins, run.start)
    first = max(0, at - NEIGHBOURS)
    near = np.array(begins[first : at + NEIGHBOURS])
    fits = text.outputs[GOVERNORS][near] @ text.outputs[DEPENDENTS][run.start]
    best = int(fits.argmax())
    return first + best, float(fits[best])


def characters_of(text: Encoded, run: Run) -> Characters:
    """Where the words of a run stand in their text."""
    return text.words[run.start][0], text.words[run.stop - 1][1]
