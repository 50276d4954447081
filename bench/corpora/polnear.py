"""PolNeAR as it is published: tagged tokens (CofeNet's form) and brat stand-off files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

Spans = tuple[tuple[int, int], ...]
"""Stretches of one part of an attribution, as character offsets."""

_QUOTES = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}
_PART = re.compile(r"(Source|Cue|Content):(T\d+)")


@dataclass(frozen=True, slots=True)
class Tagged:
    """One paragraph of the tagged form: its words and their BIO labels."""

    words: tuple[str, ...]
    labels: tuple[str, ...]

    def doc(self, vocab: Vocab) -> Doc:
        """The words as a text of single blanks, before it is parsed."""
        return Doc(vocab, words=[_QUOTES.get(word, word) for word in self.words])


@dataclass(frozen=True, slots=True)
class Relation:
    """One gold attribution of the stand-off form."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Article:
    """A text and its gold attributions, by its first annotator."""

    name: str
    text: str
    relations: tuple[Relation, ...]


def read_tagged(path: Path) -> Iterator[Tagged]:
    """The paragraphs of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Tagged(tuple(row["tokens"]), tuple(row["labels"]))


def read_articles(folder: Path, *, limit: int | None = None) -> Iterator[Article]:
    """The articles of one split, ``text/`` and ``attributions/`` side by side."""
    files: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        files.setdefault(path.stem.rpartition("_")[0], path)
    names = sorted(files)
    step = max(1, len(names) // limit) if limit else 1
    for name in names[::step][:limit]:
        text = (folder / "text" / f"{name}.txt").read_text(encoding="utf-8")
        yield Article(name, text, tuple(_relations(files[name].read_text(encoding="utf-8"))))


def _relations(brat: str) -> Iterator[Relation]:
    spans: dict[str, Spans] = {}
    events = []
    for line in brat.splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            _, _, offsets = rest.partition("\t")[0].partition(" ")
            spans[key] = tuple(
                (int(start), int(stop))
                for start, stop in (piece.split() for piece in offsets.split(";"))
            )
        elif key.startswith("E"):
            events.append(_PART.findall(rest))
    for parts in events:
        found: dict[str, Spans] = {"Source": (), "Cue": (), "Content": ()}
        for part, key in parts:
            found[part] += spans.get(key, ())
        if found["Content"]:
            yield Relation(found["Source"], found["Cue"], found["Content"])


def bio_spans(labels: tuple[str, ...] | list[str]) -> set[tuple[str, int, int]]:
    """The labelled stretches of a tag sequence: part, first token, token behind the last."""
    found = set()
    start, part = 0, ""
    for index, label in enumerate([*labels, "O"]):
        if part and label != f"I-{part}":
            found.add((part, start, index))
            part = ""
        if label.startswith("B-") or (label.startswith("I-") and not part):
            start, part = index, label[2:]
    return found
