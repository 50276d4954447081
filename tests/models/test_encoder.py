"""The shipped encoder at work: the same for the same text, and never outside of it."""

import time
from pathlib import Path

import numpy as np
import pytest

from crossfix.errors import MissingResource
from crossfix.models import Encoder, load_encoder

SPEECH = [
    "The governor said on Friday that the bridge would be closed for a week.",
    "“We have no other choice,” she added. “The piers are cracked.”",
]


def test_each_output_has_a_row_for_each_word() -> None:
    for text in load_encoder().run([*SPEECH, "", "   "]):
        assert {len(rows) for rows in text.outputs.values()} == {len(text.words)}


def test_the_same_text_gives_the_same_numbers() -> None:
    first, second = load_encoder().run(SPEECH), load_encoder().run(SPEECH)
    for left, right in zip(first, second, strict=True):
        assert left.words == right.words
        assert all(np.array_equal(left.outputs[name], right.outputs[name]) for name in left.outputs)


def test_what_stands_in_other_windows_changes_nothing() -> None:
    """Paragraphs far away are other windows, and windows are read one by one."""
    filling = ["The road was quiet. " * 40] * 3
    alone = load_encoder().run([*SPEECH, *filling])
    followed = load_encoder().run([*SPEECH, *filling, *SPEECH * 20])
    for name, rows in alone[0].outputs.items():
        assert np.array_equal(rows, followed[0].outputs[name])


def test_a_long_paragraph_is_read_in_time_that_grows_with_it() -> None:
    def seconds(times: int) -> float:
        begin = time.process_time()
        [text] = load_encoder().run([" ".join(SPEECH * times)])
        assert len(text.words) > 25 * times
        assert all(np.isfinite(rows).all() for rows in text.outputs.values())
        return time.process_time() - begin

    seconds(20)
    assert seconds(160) < 24 * seconds(20)  # eight times the words; sixty-four if it were squared


def test_weights_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingResource, match=r"encoder\.onnx"):
        Encoder(tmp_path)
