"""The best cutting is the best of all cuttings."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.models.decoding import Run, find_runs
from crossfix.models.encoder import Encoded, SpanHead

LABELS = ("source", "cue")
PAIR = 2


def text_of(seed: int, words: int) -> tuple[SpanHead, Encoded]:
    rng = np.random.default_rng(seed)
    outputs = {
        "it": rng.normal(size=(words, 1 + 3 * len(LABELS))),
        "it.begin": rng.normal(size=(words, len(LABELS) * PAIR)),
        "it.end": rng.normal(size=(words, len(LABELS) * PAIR)),
    }
    head = SpanHead(
        LABELS,
        tuple(map(tuple, rng.normal(size=(3, 3)).tolist())),
        tuple(rng.normal(size=3).tolist()),
    )
    spans = tuple((at, at + 1) for at in range(words))
    return head, Encoded(spans, {name: v.astype(np.float32) for name, v in outputs.items()})


def cuttings(start: int, stop: int) -> Iterator[list[tuple[int, int, int]]]:
    if start == stop:
        yield []
    for end in range(start + 1, stop + 1):
        for state in range(3):
            if state or end == start + 1:
                for rest in cuttings(end, stop):
                    yield [(start, end, state), *rest]


def score(head: SpanHead, text: Encoded, cutting: list[tuple[int, int, int]]) -> float:
    words = text.outputs["it"].astype(float)
    begin, end = (
        text.outputs[f"it.{side}"].astype(float).reshape(len(words), 2, PAIR)
        for side in ("begin", "end")
    )
    total, before = 0.0, None
    for start, stop, state in cutting:
        total += head.start[state] if before is None else head.transitions[before][state]
        before = state
        if state == 0:
            total += words[start, 0]
            continue
        label = state - 1
        total += words[start:stop, 1 + label].sum()
        total += words[start, 3 + label] + words[stop - 1, 5 + label]
        total += begin[start, label] @ end[stop - 1, label] / PAIR**0.5
    return total


@given(st.integers(0, 10_000), st.integers(1, 5))
def test_no_other_cutting_scores_higher(seed: int, words: int) -> None:
    head, text = text_of(seed, words)
    best = max(cuttings(0, words), key=lambda cutting: score(head, text, cutting))
    expected = [Run(LABELS[state - 1], start, stop) for start, stop, state in best if state]
    assert find_runs(head, "it", [text]) == [expected]


@given(st.lists(st.integers(0, 9), min_size=2, max_size=6), st.integers(0, 10_000))
def test_texts_side_by_side_are_cut_as_alone(lengths: list[int], seed: int) -> None:
    head, _ = text_of(seed, 1)
    texts = [text_of(seed + length, length)[1] for length in lengths]
    alone = [runs for text in texts for runs in find_runs(head, "it", [text])]
    assert find_runs(head, "it", texts) == alone


def test_a_text_longer_than_a_block_is_cut_as_a_short_one() -> None:
    """Spans of one word and words outside, in turn, over several blocks."""
    words = 1_000
    head = SpanHead(LABELS, ((0.0,) * 3,) * 3, (0.0,) * 3)
    scores, none = np.zeros((words, 7), np.float32), np.zeros((words, 4), np.float32)
    scores[0::2, 1] = 5
    scores[1::2, 0] = 5
    text = Encoded(
        tuple((at, at + 1) for at in range(words)),
        {"it": scores - 1, "it.begin": none, "it.end": none},
    )
    expected = [Run("source", at, at + 1) for at in range(0, words, 2)]
    assert find_runs(head, "it", [text]) == [expected]


@pytest.mark.parametrize("length", [255, 256, 257, 600])
def test_a_span_is_no_longer_than_what_a_window_holds(length: int) -> None:
    head = SpanHead(LABELS, ((0.0,) * 3,) * 3, (0.0,) * 3)
    scores, none = np.zeros((length, 7), np.float32), np.zeros((length, 4), np.float32)
    scores[:, 2] = 1
    text = Encoded(
        tuple((at, at + 1) for at in range(length)),
        {"it": scores, "it.begin": none, "it.end": none},
    )
    [runs] = find_runs(head, "it", [text])
    assert {run.label for run in runs} == {"cue"}
    assert max(run.stop - run.start for run in runs) <= 256
    assert sum(run.stop - run.start for run in runs) == length


def test_nothing_comes_of_nothing() -> None:
    head, text = text_of(1, 0)
    assert find_runs(head, "it", [text, text]) == [[], []]
