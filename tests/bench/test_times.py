"""The bench of times: what HeidelTime answers, and what the measures count."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.corpora.timeml import Annotated, Timex
from bench.heideltime import (
    ENVIRONMENT,
    REQUIREMENTS,
    PeerAbsentError,
    install,
    read_tagged,
    tag,
    tag_alone,
)
from bench.times import score, score_tagged, side_by_side

TEXT = "On  6 February 2025\nA&B fell;\nit rose the next day."
ANSWER = """<?xml version="1.0"?>
<TimeML>
On <TIMEX3 tid="t1" type="DATE" value="2025-02-06">6 February
2025</TIMEX3> A&amp;B fell; it rose <TIMEX3 tid="t2" type="DATE" value="2025-02-07">the next
day</TIMEX3>.
</TimeML>
"""


def test_an_answer_is_laid_on_the_text_that_was_given() -> None:
    found = list(read_tagged(ANSWER, TEXT))
    assert [TEXT[one.start : one.stop] for one in found] == ["6 February 2025", "the next day"]
    assert [one.value for one in found] == ["2025-02-06", "2025-02-07"]


def test_an_answer_about_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="another text"):
        list(read_tagged(ANSWER, TEXT + " And more."))


GOLD = (Timex(4, 19, "DATE", "2025-02-06"), Timex(38, 50, "DATE", "2025-02-07"))
SCORES = [
    (list(GOLD), (100, 100, 100)),
    ([Timex(6, 19, "DATE", "2025-02-06"), GOLD[1]], (50, 100, 50)),
    ([Timex(4, 19, "DATE", "2025-02-05"), GOLD[1]], (100, 100, 50)),
    ([GOLD[0]], (200 / 3, 200 / 3, 200 / 3)),
    ([], (0, 0, 0)),
]


@pytest.mark.parametrize(("found", "expected"), SCORES)
def test_measures(found: list[Timex], expected: tuple[float, float, float]) -> None:
    tally = score_tagged([Annotated("one", TEXT, "2025-02-12", GOLD)], [found])
    figures = tally.figures()
    measures = ("strict F1", "relaxed F1", "strict+value F1")
    assert tuple(figures[name] for name in measures) == pytest.approx(expected)


def test_our_stage_is_scored_with_its_time_and_that_of_the_parse() -> None:
    tally, errors = score([Annotated("one", TEXT, "2025-02-12", GOLD)])
    assert (tally.strict_value, errors) == (2, [])
    assert tally.seconds > 0
    assert tally.parse_seconds > 0


def test_both_stand_in_one_row() -> None:
    rows = list(
        side_by_side({"times wikiwars strict F1": 90.0}, {"HeidelTime wikiwars strict F1": 8})
    )
    assert rows[1].split() == ["wikiwars", "strict", "F1", "90.0", "8.0"]


def test_a_missing_program_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PeerAbsentError, match=r"no java .*default-jre"):
        install(tmp_path / "environment")
    assert REQUIREMENTS.is_file()


def test_one_java_machine_for_all_texts_answers_as_one_for_each() -> None:
    package = installed()
    texts = [
        Annotated("one", TEXT, "2025-02-12", ()),
        Annotated("two", "It was hit yesterday, and on Monday at 3 p.m.", "2024-06-07", ()),
        Annotated("three", "It was hit yesterday.", "2025-02-12", ()),
    ]
    together = tag(texts, "news", package)
    assert together.seconds > 0
    assert [time.value for time in together.times[2]] == ["2025-02-11"]
    assert together.times[1] == tag_alone(texts[1], "news", package)


def test_a_text_that_fails_is_named() -> None:
    with pytest.raises(PeerAbsentError, match="it failed: one: "):
        tag([Annotated("one", TEXT, "no day", ())], "news", installed())


def installed() -> Path:
    """The peer's folder; skips where it is not installed."""
    if not (ENVIRONMENT / REQUIREMENTS.name).is_file():
        pytest.skip("the peer is not installed: python -m bench.heideltime")
    return install()
