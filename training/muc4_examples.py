"""MUC-4's reports as examples: the encoder's states of every word, and the spans of fillers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from bench.muc4 import SLOTS, TYPES, Report

from crossfix.models import Encoder
from crossfix.models.encoder import STATES
from crossfix.models.pieces import Ints

LONGEST: Final = 12
"""Words in the longest span that is looked for; hardly any filler is longer."""
_PARAGRAPH: Final = re.compile(r"\S.*?(?=\s{3,}|\s*$)", re.DOTALL)

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A mention of the key: every place where its words stand, and its incidents' types.

    ``places`` are (first word, words after it).  The key says where the text has the words
    first, not where it tells of the deed: all places share the mention.
    """

    slot: int
    places: tuple[tuple[int, int], ...]
    types: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A report in words.

    ``words`` are spans of characters, ``paragraphs`` the number of each word's paragraph,
    ``states`` (words, width) what the encoder says of them, in half precision.
    """

    report: Report
    words: tuple[tuple[int, int], ...]
    paragraphs: Ints
    states: npt.NDArray[np.float16]
    wanted: tuple[Wanted, ...]

    def text(self, first: int, after: int) -> str:
        """The words from ``first`` on, and those ``after`` it."""
        return self.report.text[self.words[first][0] : self.words[first + after][1]]


def read_examples(encoder: Encoder, reports: Iterable[Report]) -> Iterator[Example]:
    """Reports as examples, in order."""
    for report in reports:
        spans = [found.span() for found in _PARAGRAPH.finditer(report.text)]
        encoded = encoder.states([report.text[start:stop] for start, stop in spans])
        words = tuple(
            (at + start, at + stop)
            for (at, _), one in zip(spans, encoded, strict=True)
            for start, stop in one.words
        )
        numbers = [np.full(len(one.words), number) for number, one in enumerate(encoded)]
        paragraphs = np.concatenate(numbers)
        states = np.concatenate([one.outputs[STATES] for one in encoded]).astype(np.float16)
        wanted = tuple(_wanted(report, words, paragraphs))
        yield Example(report, words, paragraphs, states, wanted)


def types_of(report: Report) -> Floats:
    """1 for each of :data:`bench.muc4.TYPES` that the key of a report has, else 0."""
    own = {name for template in report.templates for name in template.types}
    return np.array([name in own for name in TYPES], np.float32)


def _wanted(
    report: Report, words: tuple[tuple[int, int], ...], paragraphs: Ints
) -> Iterator[Wanted]:
    begins = {start: number for number, (start, _) in enumerate(words)}
    ends = {stop: number for number, (_, stop) in enumerate(words)}
    mentioned: dict[tuple[int, str], set[str]] = {}
    for template in report.templates:
        for number, slot in enumerate(SLOTS):
            for entity in template.fillers[slot]:
                for mention, _ in entity:
                    mentioned.setdefault((number, mention), set()).update(template.types)
    for (filled, phrase), own in mentioned.items():
        spans = (found.span() for found in re.finditer(re.escape(phrase), report.text.lower()))
        places = [
            (begins[start], ends[stop] - begins[start])
            for start, stop in spans
            if start in begins and stop in ends
        ]
        kept = tuple(
            (first, after)
            for first, after in places
            if after < LONGEST and paragraphs[first] == paragraphs[first + after]
        )
        if kept:
            yield Wanted(filled, kept, tuple(name in own for name in TYPES))
