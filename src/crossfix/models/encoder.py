"""The trained network at work: texts in, what each head says of every word out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
import onnxruntime

from crossfix.errors import MissingResource
from crossfix.models.pieces import Ints, cut, load_tokenizer
from crossfix.models.probes import Floats, load_probe
from crossfix.models.windows import depth, lay_out, pack, words_of

WEIGHTS: Final = "encoder.onnx"
VOCABULARY: Final = "tokenizer.json"
HEADS: Final = "heads.json"
STATES: Final = "states"
"""The output of the graph that probes read: what some layers say, side by side."""
PROBES: Final = "probes"
"""The folder of the probes: each gives one more output, under the name of its file."""


_Values = dict[str, Floats]


class SpanHead(msgspec.Struct, frozen=True):
    """What decodes the outputs of a head that finds spans.

    A text is cut into spans under ``labels`` and lone words outside of them (state 0).
    ``transitions[i][j]`` is what going from state i to state j adds to the score of a
    cutting, ``start[j]`` what beginning with j does.
    """

    labels: tuple[str, ...]
    transitions: tuple[tuple[float, ...], ...]
    start: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Encoded:
    """One text after the pass: its words, and for each output a row of numbers a word."""

    words: tuple[tuple[int, int], ...]
    outputs: Mapping[str, Floats]

    def within(self, start: int, stop: int) -> slice:
        """The words of which any character lies between two offsets."""
        first = bisect_right(self.words, start, key=lambda word: word[1])
        return slice(first, bisect_left(self.words, stop, key=lambda word: word[0]))


class Encoder:
    """The encoder with its heads, loaded from a folder, and the ``probes`` of another.

    Probes are looked for in :data:`PROBES` inside the folder when no other is given.
    Raises :class:`~crossfix.errors.MissingResource` when the folder does not hold them.
    """

    def __init__(self, folder: Path, probes: Path | None = None) -> None:
        for name in (WEIGHTS, VOCABULARY, HEADS):
            if not (folder / name).is_file():
                raise MissingResource(
                    name, "the trained weights are not there", "install crossfix anew"
                )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # two reports side by side beat one split in two
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            folder / WEIGHTS, options, providers=["CPUExecutionProvider"]
        )
        self.tokenizer = load_tokenizer(folder / VOCABULARY)
        found = sorted((probes or folder / PROBES).glob("*.npz"))
        self._probes = {path.stem: load_probe(path) for path in found}
        self._shapes = {output.name: output.shape[-1] for output in self._session.get_outputs()}
        self._widths = {name: width for name, width in self._shapes.items() if name != STATES}
        self._widths |= {name: len(probe.outer_bias) for name, probe in self._probes.items()}
        self.heads = msgspec.json.decode(
            (folder / HEADS).read_bytes(), type=dict[str, SpanHead], strict=False
        )

    def run(self, texts: Sequence[str]) -> list[Encoded]:
        """What heads and probes say of the paragraphs of one report, each read in its place.

        Takes time in the length of the texts.  What is said of a report does not depend
        on other reports: every window is one run.
        """
        return self._read(texts, self._widths, self._probed)

    def states(self, texts: Sequence[str]) -> list[Encoded]:
        """What probes are trained on: one output, :data:`STATES`."""
        widths = {STATES: self._shapes[STATES]}
        return self._read(texts, widths, lambda values: {STATES: values[STATES]})

    def _read(
        self, texts: Sequence[str], widths: Mapping[str, int], finish: Callable[[_Values], _Values]
    ) -> list[Encoded]:
        paragraphs = list(cut(self.tokenizer, texts))
        made = [
            {name: np.zeros((len(pieces.words), width), np.float32)
             for name, width in widths.items()}
            for pieces in paragraphs
        ]  # fmt: skip
        deepest = [np.full(len(pieces.words), -1, np.int64) for pieces in paragraphs]
        for window in pack(map(len, paragraphs)):
            values = self._pass(*lay_out(window, paragraphs))
            for (number, *_), words, rows in words_of(window, paragraphs):
                told = finish({name: value[rows] for name, value in values.items()})
                depths = depth(words, len(paragraphs[number].words))
                better = depths > deepest[number][words]
                deepest[number][words][better] = depths[better]
                for name, value in told.items():
                    made[number][name][words][better] = value[better]
        return [
            Encoded(pieces.words, outputs) for pieces, outputs in zip(paragraphs, made, strict=True)
        ]

    def _pass(self, ids: Ints, marks: Ints) -> _Values:
        """Every output of the graph for the pieces of a window."""
        given = self._session.run(None, {"ids": ids[None], "marks": marks[None]})
        return {name: value[0] for name, value in zip(self._shapes, given, strict=True)}

    def _probed(self, values: _Values) -> _Values:
        """The outputs with those of the probes, which stand for the states."""
        probed = {name: probe(values[STATES]) for name, probe in self._probes.items()}
        return {name: value for name, value in values.items() if name != STATES} | probed


@cache
def load_encoder() -> Encoder:
    """The encoder that ships with the package, loaded once in a process."""
    with as_file(files("crossfix.models") / "encoder") as folder:
        return Encoder(folder)
