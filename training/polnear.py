"""PolNeAR as examples: sources, cues and contents, and which cue each belongs to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
from bench.corpora.polnear import Article as Report
from bench.corpora.polnear import Relation, Spans
from tokenizers import Tokenizer

from crossfix.annotate.attribution.tagger import PARTS
from crossfix.models.pieces import Ints, Pieces, cut
from training.examples import Article, Example

LABELS: Final = ("source", "cue", "content")
ARCS: Final = f"{PARTS}.of"
"""The head whose targets are cues: the first word of each part points to its cue's first."""

_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def read_examples(reports: Iterable[Report], tokenizer: Tokenizer) -> Iterator[tuple[Article, ...]]:
    """Each report as an article in two spellings: its quotation marks as printed, and not."""
    for report in reports:
        lines = list(report.lines())
        texts = [text for _, text in lines]
        yield tuple(
            tuple(_examples(report.relations, lines, cut(tokenizer, spelling)))
            for spelling in (texts, [respelled(text) for text in texts])
        )


def respelled(text: str) -> str:
    """The text with straight marks for typographic ones, or the other way round."""
    if any(mark in text for mark in "“”"):
        return text.translate(_STRAIGHT)
    letters = []
    for before, letter in zip(" " + text, text, strict=False):
        opens = before.isspace() or before in "([-—"
        marks = {'"': "“" if opens else "”", "'": "‘" if opens else "’"}
        letters.append(marks.get(letter, letter))
    return "".join(letters)


def _examples(
    relations: Sequence[Relation], lines: Sequence[tuple[int, str]], paragraphs: Iterable[Pieces]
) -> Iterator[Example]:
    relations = sorted(relations, key=lambda relation: relation.cue or relation.content)
    begins = [(relation.cue or relation.content)[0][0] for relation in relations]
    for (offset, line), pieces in zip(lines, paragraphs, strict=True):
        inside = slice(bisect_left(begins, offset), bisect_left(begins, offset + len(line)))
        parts, arcs = _targets(relations[inside], offset, pieces)
        yield Example(pieces, {PARTS: parts, ARCS: arcs})


def _targets(relations: Sequence[Relation], offset: int, pieces: Pieces) -> tuple[Ints, Ints]:
    parts = np.zeros(len(pieces.words), np.int64)
    arcs = np.full(len(pieces.words), -1, np.int64)
    for relation in relations:
        begun = []
        for number, part in enumerate(LABELS):
            spans: Spans = getattr(relation, part)
            for start, stop in _words(spans, offset, pieces):
                if parts[start:stop].any():
                    continue  # a token is in one attribution at most
                parts[start] = 2 * number + 1
                parts[start + 1 : stop] = 2 * number + 2
                begun.append((part, start))
        cue = next((start for part, start in begun if part == "cue"), None)
        if cue is not None:
            arcs[[start for _, start in begun]] = cue
    return parts, arcs


def _words(spans: Spans, offset: int, pieces: Pieces) -> Iterator[tuple[int, int]]:
    """The words that spans of characters touch, each span apart."""
    starts = [start for start, _ in pieces.words]
    stops = [stop for _, stop in pieces.words]
    for start, stop in spans:
        first = bisect_right(stops, start - offset)
        last = bisect_left(starts, stop - offset)
        if first < last:
            yield first, last
