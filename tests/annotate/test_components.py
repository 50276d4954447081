"""Texts parsed together come out as the pipeline alone parses each."""

import pytest
from spacy.tokens import Doc

from crossfix.annotate.components import annotate
from crossfix.annotate.parse import load_parser

TEXTS = [
    "Kyiv said on Monday that a depot burned near Tokmak, citing its own drone footage.",
    "I'm gonna say it: y'all ain't seen nothin' yet, let's go, c'mon. They wo n't.",
    "There're two bridges left;  the third   was blown up on 6 June 1944 by the 101st.",
    "“We have got ta hold,” Zhukov told the men. “You ca n't, and I 'd rather you did.”",
    "@harbourwatch 14:05 🚢",
    "1.",
    "",
]


def readings(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_type_, t.ent_iob_,
         t.is_sent_start)
        for t in doc
    ]  # fmt: skip


def alone(text: str) -> list[tuple[object, ...]]:
    return readings(load_parser()(text))


@pytest.mark.parametrize("repeated", [1, 3])
def test_together_as_alone(repeated: int) -> None:
    texts = TEXTS * repeated
    docs = annotate(load_parser(), texts)
    assert [readings(doc) for doc in docs] == [alone(text) for text in texts]


def test_a_batch_without_words() -> None:
    assert [len(doc) for doc in annotate(load_parser(), ["", ""])] == [0, 0]
