"""The trained network at work: texts in, what each head says of every word out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt
import onnxruntime

from crossfix.errors import MissingResource
from crossfix.models.pieces import cut, load_tokenizer
from crossfix.models.windows import depth, lay_out, pack, words_of

Floats = npt.NDArray[np.float32]

WEIGHTS: Final = "encoder.onnx"
VOCABULARY: Final = "tokenizer.json"
HEADS: Final = "heads.json"


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


class Encoder:
    """The encoder and its heads, loaded from a folder.

    Raises :class:`~crossfix.errors.MissingResource` when the folder does not hold them.
    """

    def __init__(self, folder: Path) -> None:
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
        self._outputs = [output.name for output in self._session.get_outputs()]
        self._widths = [output.shape[-1] for output in self._session.get_outputs()]
        self.heads = msgspec.json.decode(
            (folder / HEADS).read_bytes(), type=dict[str, SpanHead], strict=False
        )

    def run(self, texts: Sequence[str]) -> list[Encoded]:
        """The paragraphs of one report, each read beside its neighbours.

        Takes time in the length of the texts.  What is said of a report does not depend
        on other reports: every window is one run.
        """
        paragraphs = list(cut(self.tokenizer, texts))
        made = [
            {
                name: np.zeros((len(pieces.words), width), np.float32)
                for name, width in zip(self._outputs, self._widths, strict=True)
            }
            for pieces in paragraphs
        ]
        deepest = [np.full(len(pieces.words), -1, np.int64) for pieces in paragraphs]
        for window in pack(map(len, paragraphs)):
            ids, marks = lay_out(window, paragraphs)
            values = self._session.run(None, {"ids": ids[None], "marks": marks[None]})
            for (number, *_), words, rows in words_of(window, paragraphs):
                depths = depth(words, len(paragraphs[number].words))
                better = depths > deepest[number][words]
                deepest[number][words][better] = depths[better]
                for name, value in zip(self._outputs, values, strict=True):
                    made[number][name][words][better] = value[0, rows[better]]
        return [
            Encoded(pieces.words, outputs) for pieces, outputs in zip(paragraphs, made, strict=True)
        ]


@cache
def load_encoder() -> Encoder:
    """The encoder that ships with the package, loaded once in a process."""
    with as_file(files("crossfix.models") / "encoder") as folder:
        return Encoder(folder)
