"""Which sentences are folded with a warning, and which are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.model import Ledger
from crossfix.views.sentences import sentence_around
from crossfix.web.folding import warnings_of
from crossfix.web.graphic import graphic_passages
from tests.case.reports import make_document


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Three people were killed and five wounded in the strike.", ""),
        ("The prisoner was executed, the ministry said.", ""),
        ("The death toll rose to twelve.", ""),
        ("The bodies were taken to the morgue.", ""),
        ("The charred hull of the tank stood by the road.", ""),
        ("A decapitation strike on the headquarters failed.", ""),
        ("Rapeseed fields burned near the village.", ""),
        ("Troops cut off their supply lines.", ""),
        ("The blast tore the roof off; the roof was torn off the roof beams.", ""),
        ("The guts to fight, he said.", ""),
        ("The man had been beheaded.", "bodies torn apart"),
        ("Decapitated soldiers lay there.", "bodies torn apart"),
        ("His leg was amputated without anaesthetic.", "bodies torn apart"),
        ("Burned bodies lay in the cellar.", "human remains"),
        ("They found charred remains in the car.", "human remains"),
        ("Entrails hung from the fence.", "human remains"),
        ("A heap of corpses was found.", "human remains"),
        ("A blood-soaked mattress was left behind.", "of blood"),
        ("The floor was covered in blood.", "of blood"),
        ("She bled to death in the basement.", "of blood"),
        ("The crew was burned alive.", "people burned"),
        ("The body was burned beyond recognition.", "people burned"),
        ("Detainees were tortured with electric shocks.", "torture"),
        ("He was beaten to death by the guards.", "torture"),
        ("Women were raped by soldiers.", "sexual violence"),
        ("He was shot in the head at point-blank range.", "a killing in detail"),
        ("Their hands were tied behind their backs: hands tied behind them.", "a killing in"),
        ("A mass grave was opened.", "a killing in detail"),
    ],
)
def test_what_is_told_in_detail(sentence: str, why: str) -> None:
    found = "; ".join(warnings_of(sentence))
    assert (why in found) if why else not found, found


def passages(text: str) -> list[str]:
    ledger = Ledger(document=make_document(text))
    return [text[one.start : one.stop] for one in graphic_passages(ledger)]


def test_sentences_that_follow_each_other_are_folded_together() -> None:
    text = "It rained. He was beheaded. His entrails lay there. Then it stopped. She was raped."
    assert passages(text) == ["He was beheaded. His entrails lay there.", "She was raped."]


@given(st.text(max_size=300))
def test_passages_lie_in_the_text_and_apart(text: str) -> None:
    if not text.strip() or "\ud800" <= max(text) <= "\udfff":
        return
    found = list(
        graphic_passages(Ledger(document=make_document(text.encode("utf-8", "replace").decode())))
    )
    ends = [edge for one in found for edge in (one.start, one.stop)]
    assert ends == sorted(ends)


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        (
            "It rained. A depot burned in Kyiv. Then it stopped.",
            "burned",
            "A depot burned in Kyiv.",
        ),
        ("A depot burned", "burned", "A depot burned"),
        ("One line\nA depot burned\nThird", "burned", "A depot burned"),
        ("It rained. A depot\nof fuel burned\nin Kyiv", "fuel", "A depot\nof fuel burned\nin Kyiv"),
        ("It rained. “Two burned”, he said.", "Two", "“Two burned”, he said."),
        ("It rained. Two burned.", "Two", "Two burned."),
        (
            "Mr. Smith said on 3.5 fronts it burned.",
            "burned",
            "Mr. Smith said on 3.5 fronts it burned.",
        ),
    ],
)
def test_the_sentence_around_words(text: str, words: str, sentence: str) -> None:
    at = text.index(words)
    start, stop = sentence_around(text, at, at + len(words))
    assert text[start:stop] == sentence


@given(st.text(alphabet="ab. \n!A", min_size=1, max_size=900), st.data())
def test_a_sentence_holds_its_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, len(text)))
    first, last = sentence_around(text, start, stop)
    assert 0 <= first <= start < stop <= last <= len(text)
