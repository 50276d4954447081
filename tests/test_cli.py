"""The command line on the report that ships with the project, and on bad input."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from crossfix.cli import app
from crossfix.model import KINDS, Ledger

EXAMPLE = str(Path(__file__).parents[1] / "examples" / "river-line.txt")
runner = CliRunner()


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("case") / "war.case")
    result = runner.invoke(app, ["read", EXAMPLE, "--case", path])
    assert result.exit_code == 0, result.output
    return path


def test_page_shows_every_part() -> None:
    result = runner.invoke(app, ["read", EXAMPLE])
    assert result.exit_code == 0, result.output
    for title in ("WHO SAYS IT", "WHAT HAPPENED", "WHAT IS FORETOLD", "MISSING", "TO KNOW"):
        assert title in result.stdout


def test_json_is_strict_and_the_same_twice() -> None:
    first = runner.invoke(app, ["read", EXAMPLE, "--json"]).stdout_bytes
    second = runner.invoke(app, ["read", EXAMPLE, "--json"]).stdout_bytes
    assert first == second
    ledger = msgspec.json.decode(first, type=Ledger, strict=True)
    assert ledger.document.published == "2025-03-14"
    assert all(getattr(ledger, key) for key in KINDS if key != "links")


def test_jsonl_writes_one_line_a_report_in_the_order_given(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        (tmp_path / f"{name}.txt").write_text(f"The {name} depot burned on Monday.")
    files = [str(tmp_path / f"{name}.txt") for name in ("b", "a", "c")]
    result = runner.invoke(app, ["read", *files, "--jsonl"])
    paths = [json.loads(line)["document"]["path"] for line in result.stdout.splitlines()]
    assert paths == files


def test_standard_input() -> None:
    result = runner.invoke(app, ["read", "-", "--json"], input=b"A depot burned in Balta.")
    assert json.loads(result.stdout)["document"]["text"] == "A depot burned in Balta."


def test_one_bad_file_among_ten_stops_nothing(tmp_path: Path) -> None:
    for number in range(9):
        (tmp_path / f"{number}.txt").write_text(f"Shelling went on near hill {number}.")
    (tmp_path / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    result = runner.invoke(app, ["read", str(tmp_path), "--jsonl"])
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 9
    assert "bad.txt" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["read", "nowhere.txt"], "nowhere.txt"),
        (["read", EXAMPLE, "--published", "31.02.2025"], "31.02.2025"),
        (["read", EXAMPLE, "--published", "2025-02-31"], "2025-02-31"),
        (["read", EXAMPLE, "--json", "--jsonl"], "--jsonl"),
        (["read", EXAMPLE, "--again"], "--case"),
        (["list", "rumours", "--case", "x.case"], "rumours"),
        (["list", "events", "--case", "nowhere.case"], "nowhere.case"),
        (["read", EXAMPLE, "--config", "nowhere.toml"], "nowhere.toml"),
    ],
)
def test_what_cannot_be_done_is_one_line(arguments: list[str], words: str) -> None:
    result = runner.invoke(app, arguments)
    assert result.exit_code in {1, 2}
    assert words in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.output


def test_reading_again_adds_nothing(case: str) -> None:
    result = runner.invoke(app, ["read", EXAMPLE, "--case", case])
    assert result.exit_code == 0
    assert "0 added, 1 there already" in result.stderr


def test_again_replaces_and_keeps_the_history(case: str) -> None:
    options = ["--case", case, "--again", "--published", "2025-03-15"]
    result = runner.invoke(app, ["read", EXAMPLE, *options])
    assert "1 added" in result.stderr
    back = runner.invoke(app, ["read", EXAMPLE, "--case", case, "--again"])
    assert back.exit_code == 0
    assert runner.invoke(app, ["verify", "--case", case]).exit_code == 0


@pytest.mark.parametrize("kind", [*(key for key in KINDS if key != "links"), "reports", "audit"])
def test_list_and_show(case: str, kind: str) -> None:
    result = runner.invoke(app, ["list", kind, "--case", case, "--limit", "3"])
    assert result.exit_code == 0, result.output
    assert result.stdout.strip()
    if kind != "audit":
        found = runner.invoke(app, ["show", result.stdout.split()[0], "--case", case])
        assert found.exit_code == 0, found.output


def test_list_as_json_decodes(case: str) -> None:
    result = runner.invoke(app, ["list", "events", "--case", case, "--json"])
    for line in result.stdout.splitlines():
        msgspec.json.decode(line, type=KINDS["events"], strict=True)


def test_search(case: str) -> None:
    result = runner.invoke(app, ["search", "oil", "depot", "--case", case])
    assert "depot" in result.stdout
    nothing = runner.invoke(app, ["search", "submarine", "--case", case])
    assert nothing.stdout == ""
    assert "submarine" in nothing.stderr


def test_verify_names_the_spans(case: str) -> None:
    result = runner.invoke(app, ["verify", "--case", case])
    assert result.exit_code == 0
    assert "spans checked, 0 wrong" in result.stdout


def test_the_case_of_the_environment(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSFIX_CASE", case)
    assert runner.invoke(app, ["list", "reports"]).exit_code == 0


def test_read_without_case_touches_no_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CROSSFIX_CASE", str(tmp_path / "a.case"))
    assert runner.invoke(app, ["read", EXAMPLE, "--json"]).exit_code == 0
    assert not list(tmp_path.iterdir())


def test_an_issue_is_listed_until_the_file_can_be_read(tmp_path: Path) -> None:
    case, report = str(tmp_path / "war.case"), tmp_path / "report.txt"
    report.write_bytes(b"")
    assert runner.invoke(app, ["read", str(report), "--case", case]).exit_code == 1
    listed = runner.invoke(app, ["list", "issues", "--case", case])
    assert "report.txt" in listed.stdout
    report.write_text("A depot burned in Balta on Monday.")
    assert runner.invoke(app, ["read", str(report), "--case", case]).exit_code == 0
    assert runner.invoke(app, ["list", "issues", "--case", case]).stdout == ""


def test_verify_against_a_noted_head(case: str) -> None:
    said = runner.invoke(app, ["verify", "--case", case]).stdout
    head = said.split("head ")[1].split()[0]
    assert runner.invoke(app, ["verify", "--case", case, "--head", head]).exit_code == 0
    assert runner.invoke(app, ["verify", "--case", case, "--head", "0" * 64]).exit_code == 1
