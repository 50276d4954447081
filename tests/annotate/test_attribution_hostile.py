"""Attribution of text as it comes: broken quotation marks, capitals, emoji, other scripts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfix.model import Attribution, Ledger, Span
from tests.readings import ledger_of

REPORT = (
    "The governor of Sumy said on Monday that a depot was hit. “Nobody was hurt,” he added. "
    "According to the brigade, the enemy had left. The army denied that it had lost the village."
)
QUOTED = (
    "“The bridge is ours, the colonel said.",
    'The colonel said: "The bridge is ours.',
    "“‘The bridge is ours,’ the colonel told me,” said the mayor.",
    "“The bridge is ours\", the colonel said. 'It is not,” said the mayor.",
    "«The bridge is „ours“, the colonel said» said the mayor",
    "»The bridge is ours«, said the colonel; ''it is'', he added, ``really''.",
    '"""""" said the colonel """"""',
    "”“”“ ‘’‘’ said “",
    "The colonel said “" * 50,
    "According to the brigade, the mayor,",
)
SCRIPTS = (
    "🔥🔥 The governor said: a depot is burning 🛢️🚒!! ❗️❗️The mayor denied it 🤷‍♂️",
    "قال الوزير إن الجسر سقط. The minister said that the bridge had fallen. \u202eقال\u202c",
    "\u202eThe minister said that the bridge had fallen.\u202c",
    "השר אמר: “הגשר נפל”, the minister said.",
    "Т\u0438\u043c: губернатор сказал, the governor said that a depot was hit",
    "T̷h̵e̶ m̸i̴n̷i̵s̶t̵e̴r̵ said that t̷h̶e̵ bridge had fallen",
    "The\u00a0minister\u2009said\u200bthat\ufeff the bridge had fallen.",
)


def assert_sound(ledger: Ledger) -> None:
    """Whatever is attributed stands in the text at its place."""
    for said in ledger.attributions:
        for span in spans_of(said):
            assert ledger.document.text[span.start : span.stop] == span.text
            assert span.text.strip()


def spans_of(said: Attribution) -> tuple[Span, ...]:
    return (*said.content, *(span for span in (said.source, said.cue) if span))


@pytest.mark.parametrize("text", [*QUOTED, *SCRIPTS, REPORT.upper(), REPORT.lower(), REPORT[::-1]])
def test_broken_text_is_read_without_harm(text: str) -> None:
    assert_sound(ledger_of(text))


def test_capitals_do_not_hide_who_speaks() -> None:
    said = ledger_of(REPORT.upper()).attributions
    assert any(s.source and "GOVERNOR" in s.source.text for s in said)
    assert any(s.source and "BRIGADE" in s.source.text for s in said)


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "“The bridge is ours, the colonel said.\n\nThe depot was hit on Monday.\n\nRain fell."
    end = text.index("\n")
    for said in ledger_of(text).attributions:
        assert all(span.stop <= end for span in spans_of(said))


@settings(max_examples=100)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(REPORT)),
            st.sampled_from(["“", "”", '"', "'", "«", "»", "\u202e", "🔥", "\n\n", ":", "—", "("]),
        ),
        max_size=12,
    )
)
def test_marks_strewn_over_a_report_break_nothing(marks: list[tuple[int, str]]) -> None:
    text, cut = "", 0
    for at, mark in sorted(marks):
        text, cut = text + REPORT[cut:at] + mark, at
    assert_sound(ledger_of(text + REPORT[cut:]))
