"""What every stage must do, whoever wrote it: run on each one that is registered."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfix import plugins
from crossfix.config import STAGES, Config
from crossfix.model import KEY_OF, KINDS, Anchored, Entry, Notice, Span
from crossfix.pipeline import load_stages, prepare, run_stages
from crossfix.reading import Reading
from crossfix.views.wording import spans_of
from tests.readings import reading_of, received

TEXTS = (
    "",
    "The governor said: “Three drones hit the depot near Sumy at 03:00 on 3 March 2025.",
    "“Unclosed «mixed “nested” quotes, he said, and “more. ‘Even’ more’, she added.",
    "RUSSIAN FORCES STRUCK A DEPOT NEAR SUMY, THE MINISTRY SAID. NO ONE WAS HURT.",
    "🔴🔴 ⚡️ 💥💥💥 🇺🇦 ▪️ ▪️ ▪️",
    "قال المتحدث إن ثلاث طائرات أصابت المستودع. The spokesman said so.",
    "\u202eevil\u202c said that 25:70 on 31 February 20255 was no time; -- ... ?! \x07",
    "said said said that that that according to according to by by at at 1 2 3 4 5",
    "- A list\n- of things:\n- 5 of 6 (7–8) 9/10 11.12 13:14 15Z 16%\n\n:\n\n“\n\n”",
    "He said that she said that they said that it said that we said that I said no.",
)


@cache
def before(stage: str, text: str) -> Reading:
    """A text carried through every stage before this one."""
    return reading_of(text, "2025-03-04", stages=STAGES[: STAGES.index(stage)])


@pytest.mark.parametrize("name", STAGES)
def test_names_itself(name: str) -> None:
    stage = plugins.make(plugins.STAGES, name, Config())
    assert isinstance(stage, plugins.Stage)
    assert stage.name == name
    assert stage.version


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("name", STAGES)
def test_entries_quote_the_document_and_repeat(name: str, text: str) -> None:
    reading = before(name, text)
    stage: plugins.Stage = plugins.make(plugins.STAGES, name, Config())
    entries = list(stage.run(reading))
    assert entries == list(stage.run(reading)), "the same reading gives the same entries"
    for entry in entries:
        if isinstance(entry, Notice):
            assert entry.message
            continue
        assert type(entry) in KEY_OF
        for span in spans_of(entry):
            assert span.text == text[span.start : span.stop]
            assert span.text.strip()


@pytest.mark.parametrize("name", STAGES)
def test_alone_on_a_parsed_report(name: str) -> None:
    """A stage must do without the others: a configuration may leave them out."""
    text = "The mayor said on Monday that two missiles hit a depot in Sumy; 3 people may be hurt."
    run_stages(reading_of(text, stages=()), load_stages(Config(stages=(name,))))


def spans_in(value: object) -> list[Span]:
    if isinstance(value, Span):
        return [value]
    if isinstance(value, tuple):
        return [span for part in value for span in spans_in(part)]
    return []


@given(st.text(max_size=300))
@settings(max_examples=40)
def test_any_text_gives_a_ledger_that_quotes_it(text: str) -> None:
    [reading] = prepare([received(text, "2025-03-04")])
    reading = run_stages(reading, load_stages(Config()))
    entries: list[Entry] = [entry for kind in KINDS.values() for entry in reading.all(kind)]
    for entry in entries:
        for field in entry.__struct_fields__:
            for span in spans_in(getattr(entry, field)):
                assert span.text == text[span.start : span.stop]
        if isinstance(entry, Anchored):
            assert Span(entry.start, entry.stop, entry.text) == entry.span
