"""PolNeAR as it is published: tagged tokens (CofeNet's form) and brat stand-off files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Spans = tuple[tuple[int, int], ...]
"""Stretches of one part of an attribution, as character offsets."""

_WRITTEN = {"``": '"', "''": '"', "`": "'", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}
_LEAN_LEFT = {
    *",.;:?!)]%",
    "...", "'", "''", "-RRB-", "-RSB-", "n't", "'s", "'re", "'ve", "'ll", "'d", "'m", "N'T", "'S",
}  # fmt: skip
_LEAN_RIGHT = {"(", "[", "$", "`", "``", "-LRB-", "-LSB-"}
_PART = re.compile(r"(Source|Cue|Content):(T\d+)")


@dataclass(frozen=True, slots=True)
class Tagged:
    """One paragraph of the tagged form: its words, their BIO labels, and its article."""

    words: tuple[str, ...]
    labels: tuple[str, ...]
    article: str

    def written(self) -> tuple[str, Spans]:
        """The paragraph as it would be printed, and where each word stands in it."""
        text = ""
        spans = []
        previous = "("
        for word in self.words:
            if not (word in _LEAN_LEFT or previous in _LEAN_RIGHT):
                text += " "
            printed = _WRITTEN.get(word, word)
            spans.append((len(text), len(text) + len(printed)))
            text += printed
            previous = word
        return text, tuple(spans)


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

    def lines(self) -> Iterator[tuple[int, str]]:
        """The paragraphs that hold anything, each with where it begins."""
        offset = 0
        for line in self.text.split("\n"):
            if line.strip():
                yield offset, line
            offset += len(line) + 1


def read_tagged(path: Path) -> Iterator[Tagged]:
    """The paragraphs of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Tagged(tuple(row["tokens"]), tuple(row["labels"]), row["id"])


def read_articles(folder: Path, *, every_annotator: bool = False) -> Iterator[Article]:
    """The articles of one split, ``text/`` and ``attributions/`` side by side.

    Some articles have several annotators: the first is taken, or each in turn.
    """
    seen = set()
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = path.stem.rpartition("_")[0]
        if name in seen and not every_annotator:
            continue
        seen.add(name)
        text = (folder / "text" / f"{name}.txt").read_text(encoding="utf-8")
        yield Article(name, text, tuple(_relations(path.read_text(encoding="utf-8"))))


def _relations(brat: str) -> Iterator[Relation]:
    spans: dict[str, Spans] = {}
    events = []
    for line in brat.splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            _, _, offsets = rest.partition("\t")[0].partition(" ")
            spans[key] = tuple(
                (int(start), int(stop))
                for start, stop in (piece.split() for piece in offsets.split(";") if piece)
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
