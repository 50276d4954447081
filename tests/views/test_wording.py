"""Records in words."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

import crossfix
from crossfix.model import KINDS, Forecast, ForecastKind, Ledger, Scale, Span
from crossfix.views.terminal import print_ledger, print_record
from crossfix.views.wording import Wording, interval, probability, shorten


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return crossfix.read(
        "Two drones hit a depot near Sumy at 03:00 on 3 March 2025, the mayor said.\n\n"
        "The army will probably answer before the end of April.",
        published="2025-03-04",
    )


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [("one two", 10, "one two"), ("one  two\nthree", 8, "one two …"), ("", 5, "")],
)
def test_shorten(text: str, width: int, expected: str) -> None:
    assert shorten(text, width) == expected


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        ("2025-03-03", "2025-03-03", "2025-03-03"),
        ("2025-03-03", "2025-03-05", "2025-03-03 – 2025-03-05"),
        ("2025-03-03T03:00", "2025-03-03T04:00", "2025-03-03 03:00–04:00"),
        ("2025-03-03T00:00", "2025-03-03T23:59", "2025-03-03"),
        ("2025-03-03", None, "from 2025-03-03"),
        (None, "2025-03-03", "until 2025-03-03"),
    ],
)
def test_interval(earliest: str | None, latest: str | None, expected: str) -> None:
    assert interval(earliest, latest) == expected


def forecast(low: float | None, high: float | None, scale: Scale | None) -> Forecast:
    return Forecast(
        span=Span(0, 1, "x"), id="fct_1", source_id="src_1", kind=ForecastKind.PREDICTION,
        prob_low=low, prob_high=high, scale=scale,
    )  # fmt: skip


def test_probability() -> None:
    assert probability(forecast(0.55, 0.8, Scale.ICD203)) == "55–80% (icd203)"
    assert probability(forecast(0.3, 0.3, None)) == "30%"
    assert probability(forecast(None, None, None)) == "no probability"


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_has_a_line_and_can_be_shown(kind: str, ledger: Ledger) -> None:
    for entry in getattr(ledger, kind):
        console = Console(file=io.StringIO(), width=100)
        print_record(console, entry, ledger)
        assert entry.id in console.file.getvalue()  # type: ignore[attr-defined]
        assert Wording(ledger).line(entry)


def test_markup_in_a_report_stays_text() -> None:
    ledger = crossfix.read("The mayor said “[bold red]two[/] drones [link=x]came[/link]”.")
    console = Console(file=io.StringIO(), width=100)
    print_ledger(console, ledger)
    assert "[bold red]two[/]" in console.file.getvalue()  # type: ignore[attr-defined]
