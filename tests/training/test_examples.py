"""Targets stand on the words that the corpus marks, in both spellings."""

import random

import numpy as np
from bench.corpora.polnear import Article as Report
from bench.corpora.polnear import Relation
from training.examples import MASK, Example, batches, collate
from training.polnear import ARCS, read_examples, respelled

from crossfix.annotate.attribution.tagger import PARTS
from crossfix.models import load_encoder

TEXT = 'A headline\n\n"The dam holds," the mayor said. "It has to."\nNobody else spoke.'


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


REPORT = Report(
    "dam",
    TEXT,
    (
        Relation(
            (span("the mayor"),),
            (span("said"),),
            (span('"The dam holds,"'), span('"It has to."')),
        ),
    ),
)


def examples() -> list[tuple[Example, ...]]:
    [spellings] = read_examples([REPORT], load_encoder().tokenizer)
    return list(spellings)


def test_parts_and_their_cue_are_marked() -> None:
    for paragraphs in examples():
        states = [example.targets[PARTS].tolist() for example in paragraphs]
        #            "  The dam holds ,  "  the mayor said .  "  It has to .  "
        assert states == [[0, 0], [5, 6, 6, 6, 6, 6, 1, 2, 3, 0, 5, 6, 6, 6, 6, 6], [0] * 4]
        arcs = paragraphs[1].targets[ARCS]
        assert {int(at): int(arcs[at]) for at in np.flatnonzero(arcs >= 0)} == {
            0: 8, 6: 8, 8: 8, 10: 8,
        }  # fmt: skip


def test_the_other_spelling_has_other_marks_and_the_same_length() -> None:
    assert respelled('"It\'s here," he said') == "“It’s here,” he said"
    assert respelled("“It’s here,” he said") == '"It\'s here," he said'


def test_an_epoch_holds_every_paragraph_once() -> None:
    articles = [tuple(examples())] * 5
    made = batches(articles, random.Random(1), 2)
    assert sum(len(window) for items in made for _, window in items) == 3 * len(articles)


def test_a_batch_keeps_words_and_targets_together() -> None:
    article = examples()[0]
    [items] = batches([(article,)], random.Random(1), 2)
    batch = collate(items, None)
    for number, example in enumerate(article):
        count = batch.counts[number]
        ids = batch.ids[batch.rows[number], batch.places[number, :count]]
        assert ids.tolist() == example.pieces.ids[example.pieces.first].tolist()
        assert batch.targets[PARTS][number, :count].tolist() == example.targets[PARTS].tolist()


def test_hidden_pieces_are_few_and_marks_of_layout_stay() -> None:
    article = examples()[0]
    items = [(article, window) for made in batches([(article,)], random.Random(1), 2)
             for _, window in made]  # fmt: skip
    shown, hidden = collate(items * 200, None), collate(items * 200, np.random.default_rng(1))
    changed = shown.ids != hidden.ids
    assert (hidden.ids[changed] == MASK).all()
    assert 0.02 < changed.mean() < 0.08
    assert (hidden.ids[:, 0] == shown.ids[:, 0]).all()
