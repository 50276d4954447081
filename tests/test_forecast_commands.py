"""The forecast commands on a small case: what they list, write down and score."""

from __future__ import annotations

import json
import shutil
import xml.etree.ElementTree as ET
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
import typer
from typer.testing import CliRunner

from crossfix.case import open_case
from crossfix.cli import app
from crossfix.forecast_commands import app as commands
from crossfix.model import (
    Document,
    Event,
    EventType,
    Forecast,
    ForecastKind,
    Ledger,
    Scale,
    Source,
    SourceKind,
    Span,
    make_id,
    slice_span,
)
from crossfix.reading import Received
from crossfix.scoring.records import Registered, Resolution, Scorecard
from tests.case.reports import make_document

ROOT = Path(__file__).parents[1]
TEXT = (
    "The brigade will probably attack before the end of April, the ministry said.\n\n"
    "Reuters reported that a truce by 30 June 2025 is very unlikely.\n\n"
    "The governor said that repairs will begin next year.\n\n"
    "Officials plan to open the bridge.\n"
)
runner = CliRunner()


def make_ledger(document: Document) -> Ledger:
    """Four forecasts by two sources and by nobody who is named."""

    def span(words: str) -> Span:
        return slice_span(TEXT, TEXT.index(words), TEXT.index(words) + len(words))

    def forecast(words: str, source: Source, kind: str = "prediction", **more: Any) -> Forecast:
        fields = {"id": make_id("fct", document.id, span(words)), "source_id": source.id, **more}
        return Forecast(span=span(words), kind=ForecastKind(kind), **fields)

    ministry = Source(id="src_1", name="the ministry", kind=SourceKind.OFFICIAL)
    reuters = Source(id="src_2", name="Reuters", kind=SourceKind.MEDIA)
    nameless = Source(id="src_3", name=None, kind=SourceKind.OFFICIAL)
    likely: dict[str, Any] = {"prob_low": 0.55, "prob_high": 0.8, "scale": Scale.ICD203}
    unlikely: dict[str, Any] = {"prob_low": 0.05, "prob_high": 0.2, "scale": Scale.ICD203}
    return Ledger(
        document=document,
        sources=(ministry, reuters, nameless),
        events=(Event(id="evt_1", trigger=span("attack"), type=EventType.CLASH),),
        forecasts=(
            forecast(
                "The brigade will probably attack before the end of April",
                ministry,
                phrase=span("will probably"),
                deadline="2025-04-30",
                **likely,
            ),
            forecast(
                "a truce by 30 June 2025 is very unlikely",
                reuters,
                deadline="2025-06-30",
                **unlikely,
            ),
            forecast("repairs will begin next year", nameless, deadline="2026-12-31"),
            forecast("Officials plan to open the bridge", nameless, "plan"),
        ),
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forecasts")
    document = make_document(TEXT, path="night.txt", published="2025-03-14")
    with open_case(folder / "war.case", create=True) as case:
        case.add(Received(document, TEXT.encode()), make_ledger(document))
    return folder


@pytest.fixture(autouse=True)
def case(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the case for each test, which commands take from the environment."""
    path = tmp_path / "war.case"
    shutil.copy(made / "war.case", path)
    monkeypatch.setenv("CROSSFIX_CASE", str(path))
    return path


def run(*arguments: str) -> str:
    result = runner.invoke(app, ["forecasts", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def said(*arguments: str) -> str:
    result = runner.invoke(app, ["forecasts", *arguments])
    assert result.exit_code == 0, result.output
    return result.stderr


def fail(*arguments: str) -> str:
    result = runner.invoke(app, ["forecasts", *arguments])
    assert result.exit_code == 2, result.output
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.output
    return result.stderr


def listed(*arguments: str) -> list[Registered]:
    lines = run(*arguments, "--json").splitlines()
    return [msgspec.json.decode(line, type=Registered, strict=True) for line in lines]


def named(words: str) -> str:
    """The id of the forecast with these words in it."""
    (entry,) = (entry for entry in listed() if words in entry.forecast.text)
    return entry.forecast.id


def resolve(words: str, outcome: str, *more: str) -> str:
    return said("resolve", named(words), outcome, "--because", "seen", "--by", "Ada", *more)


def test_list_tells_source_words_probability_deadline_and_place() -> None:
    page = run()
    assert len(listed()) == 4
    for entry in listed():
        forecast = entry.forecast
        assert TEXT[forecast.start : forecast.stop] == forecast.text
        assert f"night.txt, 2025-03-14 [{forecast.start}–{forecast.stop}]" in page
    (likely,) = (line for line in page.splitlines() if "probably attack" in line)
    assert "due  prediction, 55–80% (icd203), by 2025-04-30" in likely
    assert "none said" in page
    assert "    Reuters; night.txt" in page
    assert "topic clash" in page


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--source", "reuters"], ["truce"]),
        (["--kind", "plan"], ["bridge"]),
        (["--state", "due", "--on", "2025-05-01"], ["attack"]),
        (["--source", "reuters", "--kind", "plan"], []),
    ],
)
def test_filters(options: list[str], words: list[str]) -> None:
    found = [entry.forecast.text for entry in listed(*options)]
    assert len(found) == len(words)
    assert all(word in text for word, text in zip(words, found, strict=True))


def test_limit_and_nothing_found() -> None:
    assert len(listed("--limit", "2")) == 2
    assert "no such forecast" in said("--source", "nobody")


def test_due_is_after_the_deadline() -> None:
    assert listed("due", "--on", "2025-04-30") == []
    (entry,) = listed("due", "--on", "2025-05-01")
    assert "attack" in entry.forecast.text
    both = listed("due", "--on", "2025-07-01")
    assert [e.forecast.deadline for e in both] == ["2025-04-30", "2025-06-30"]


def test_due_counts_what_it_does_not_list() -> None:
    every = listed("due", "--all", "--on", "2025-05-01")
    assert [e.forecast.deadline for e in every] == ["2025-04-30", "2025-06-30", "2026-12-31"]
    told = said("due", "--on", "2025-05-01").strip()
    assert told == ("on 2025-05-01: 1 due, 2 with their deadline ahead, 1 open without a deadline")


def test_what_is_resolved_is_not_due() -> None:
    resolve("attack", "true")
    assert all("attack" not in e.forecast.text for e in listed("due", "--all"))


def test_resolve_writes_who_when_why_and_where_from(case: Path) -> None:
    forecast = named("attack")
    arguments = ["--because", "it did", "--on", "2025-04-02", "--source", "https://example.org/a"]
    out = run("resolve", forecast[:10], "TRUE", *arguments, "--by", "Ada", "--json")
    found = msgspec.json.decode(out, type=Resolution, strict=True)
    assert (found.forecast, found.outcome, found.on) == (forecast, "true", "2025-04-02")
    assert (found.because, found.source, found.who) == ("it did", "https://example.org/a", "Ada")
    page = run("--state", "true")
    assert "true: it did (https://example.org/a) – Ada, 2025-04-02, audit entry" in page
    with open_case(case, read_only=True) as opened:
        last = list(opened.audit())[-1]
        assert (last.actor, last.action, last.subject) == ("Ada", "resolve", forecast)
        assert opened.verify().sound


def test_resolving_before_the_deadline_is_allowed_and_said() -> None:
    told = resolve("attack", "true", "--on", "2025-04-02")
    assert "before its deadline, 2025-04-30, has passed" in told
    assert resolve("truce", "void", "--on", "2025-04-02").count("deadline") == 0


def test_a_second_resolution_needs_again() -> None:
    resolve("attack", "true")
    forecast = named("attack")
    assert "--again" in fail("resolve", forecast, "false", "--because", "no")
    assert [e.forecast.id for e in listed("--state", "true")] == [forecast]
    assert "it was true before" in resolve("attack", "false", "--again")
    assert [e.forecast.id for e in listed("--state", "false")] == [forecast]


def test_reopen() -> None:
    resolve("attack", "true")
    assert "open again, by Ada" in run(
        "reopen", named("attack"), "--because", "wrong one", "--by", "Ada"
    )
    assert listed("--state", "true") == []


def test_the_account_is_who_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "lovelace")
    assert "by lovelace" in run("resolve", named("attack"), "true", "--because", "seen")


def test_reading_the_report_again_keeps_what_was_found(tmp_path: Path) -> None:
    report, path = tmp_path / "night.txt", str(tmp_path / "read.case")
    report.write_text(TEXT, encoding="utf-8")
    first = ["read", str(report), "--case", path, "--published", "2025-03-14"]
    assert runner.invoke(app, first).exit_code == 0
    one = listed("--case", path, "--limit", "1")[0].forecast.id
    assert "true" in run("resolve", one, "true", "--because", "x", "--case", path)
    for again in ([], ["--again"], ["--again", "--published", "2025-03-15"]):
        assert runner.invoke(app, [*first[:4], *again]).exit_code == 0
        assert [e.forecast.id for e in listed("--case", path, "--state", "true")] == [one]
    assert runner.invoke(app, ["verify", "--case", path]).exit_code == 0


TOMORROW = (date.today() + timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["resolve", "fct_zz", "true", "--because", "x"], "no record has an id"),
        (["resolve", "fct_", "true", "--because", "x"], "several records begin so"),
        (["resolve", "doc_", "true", "--because", "x"], "is no forecast"),
        (["resolve", "fct_", "perhaps", "--because", "x"], "choose from true, false, void"),
        (["resolve", "fct_", "true"], "--because: is missing"),
        (["resolve", "fct_", "true", "--because", " "], "--because: is missing"),
        (["resolve", "fct_", "true", "--because", "x", "--on", "31.3.2025"], "31.3.2025"),
        (["resolve", "fct_", "true", "--because", "x", "--on", "2025-02-30"], "2025-02-30"),
        (["resolve", "fct_", "true", "--because", "x", "--on", TOMORROW], "lies ahead"),
        (["reopen", "fct_", "--because", "x"], "several records begin so"),
        (["due", "--on", "soon"], "soon: is not an ISO 8601 date"),
        (["--kind", "rumour"], "choose from prediction"),
        (["--state", "late"], "choose from open"),
        (["score", "--kind", "rumour"], "choose from prediction"),
        (["--source", "Reuters", "due"], "--source: stands before due"),
        (["due", "--case", "nowhere.case"], "nowhere.case"),
        (["score", "--picture", "x.svg"], "nothing was drawn"),
    ],
)
def test_what_cannot_be_done_is_one_line(case: Path, arguments: list[str], words: str) -> None:
    before = case.read_bytes()
    assert words in fail(*arguments)
    assert case.read_bytes() == before


def test_score(tmp_path: Path) -> None:
    assert "nothing to score" in run("score")
    resolve("attack", "true", "--on", "2025-04-02")
    assert "false was written" in resolve("truce", "false")
    resolve("bridge", "void")
    page = run("score", "--picture", str(tmp_path / "p.svg"))
    assert "3 resolved: 1 true, 1 false, 1 void, 33% void" in page
    assert "with a probability: 2 scored" in page
    # 0.675 came true, 0.125 did not.
    assert f"Brier score  {(0.325**2 + 0.125**2) / 2:.3f}" in page
    assert "too few (1)" in page
    assert ET.parse(tmp_path / "p.svg").getroot().get("viewBox")
    card = msgspec.json.decode(run("score", "--json"), type=Scorecard, strict=True)
    assert card.measures is not None
    assert (card.measures.n, card.true, card.false, card.void) == (2, 1, 1, 1)
    assert all(group.rank is None for group in (*card.sources, *card.topics, *card.kinds))
    assert json.loads(run("score", "--source", "reuters", "--json"))["registered"] == 1


def test_a_picture_that_cannot_be_written() -> None:
    resolve("attack", "true")
    result = runner.invoke(app, ["forecasts", "score", "--picture", "no/such/folder/p.svg"])
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_every_forecast_command_and_option_is_documented() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    group = typer.main.get_command(commands)
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        assert f"## crossfix forecasts {name}\n" in page
        for parameter in command.params:
            assert all(option in page for option in parameter.opts if option.startswith("--"))
