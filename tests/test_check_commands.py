"""The check command: feeds of files against a small case, and what is kept of it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from crossfix.case import open_case
from crossfix.checking import check_case, read_feeds
from crossfix.cli import app
from crossfix.findings.checks import Check, Verdict

runner = CliRunner()
TEXT = (
    "Drones hit an oil depot in Izmail on 14 May 2025, and a large fire broke out.\n\n"
    "The ministry denied that a warehouse in Reni was hit on 14 May 2025.\n"
)
HEADER = "latitude,longitude,acq_date,acq_time,satellite,confidence,frp,daynight"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    report = tmp_path / "report.txt"
    report.write_text(TEXT, encoding="utf-8")
    case = tmp_path / "a.case"
    words = ["read", str(report), "--published", "2025-05-15", "--case", str(case)]
    assert runner.invoke(app, words).exit_code == 0
    return case


def fires(path: Path, *days: date, lat: float = 45.35, lon: float = 28.84) -> Path:
    """A FIRMS file: one fire at the point on each day, and one far off on every day of May."""
    rows = [f"{lat},{lon},{day},0030,N,n,40.0,N" for day in days]
    may = (date(2025, 5, 1) + timedelta(days=number) for number in range(31))
    rows += [f"47.9,31.2,{day},0030,N,n,4.0,N" for day in may]
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return path


def run(case: Path, *words: str, status: int = 0) -> Result:
    result = runner.invoke(app, ["check", *words, "--case", str(case)])
    assert result.exit_code == status, result.output
    return result


def test_a_fire_on_the_day_supports_and_is_kept(case: Path, tmp_path: Path) -> None:
    file = fires(tmp_path / "fires.csv", date(2025, 5, 14))
    result = run(case, "--fires", str(file), "--json")
    assert "32 of 32 rows, 2025-05-01 to 2025-05-31" in result.stderr
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert found
    assert all(check["verdict"] == "supports" for check in found)
    assert found[0]["sightings"][0]["raw"]["acq_date"] == "2025-05-14"
    with open_case(case, read_only=True) as there:
        kept = list(there.findings.all(Check))
        assert {check.verdict for check in kept} >= {Verdict.SUPPORTS, Verdict.NOT_CHECKED}
        assert [entry.action for entry in there.audit()][-1] == "check"
        assert there.verify().sound


def test_no_fire_refutes_nothing_and_takes_the_earlier_word_back(
    case: Path, tmp_path: Path
) -> None:
    run(case, "--fires", str(fires(tmp_path / "fires.csv", date(2025, 5, 14))))
    again = run(case, "--fires", str(fires(tmp_path / "none.csv")))
    assert again.stdout == ""
    assert "0 supports, 0 contradicts" in again.stderr
    with open_case(case, read_only=True) as there:
        assert Verdict.SUPPORTS not in {check.verdict for check in there.findings.all(Check)}
    shown = runner.invoke(app, ["happenings", "--case", str(case)]).stdout
    assert "3: possibly true" in shown


def test_several_files_behind_one_option(case: Path, tmp_path: Path) -> None:
    first = fires(tmp_path / "one.csv", date(2025, 5, 14))
    second = fires(tmp_path / "two.csv", date(2025, 5, 13), lat=45.36)
    result = run(case, "--fires", str(first), str(second))
    assert "one.csv" in result.stderr
    assert "two.csv" in result.stderr
    assert "31 there already" in result.stderr


def test_a_check_shows_where_origins_do(case: Path, tmp_path: Path) -> None:
    run(case, "--fires", str(fires(tmp_path / "fires.csv", date(2025, 5, 14))))
    with open_case(case, read_only=True) as there:
        supported = next(c for c in there.findings.all(Check) if c.verdict is Verdict.SUPPORTS)
    words = ["origins", supported.event_id, "--case", str(case)]
    assert "fires: supports" in runner.invoke(app, words).stdout


def test_diff_tells_checks_that_came_and_verdicts_that_changed(case: Path, tmp_path: Path) -> None:
    none = read_feeds([fires(tmp_path / "none.csv")], [])
    some = read_feeds([fires(tmp_path / "fires.csv", date(2025, 5, 14))], [])
    with open_case(case) as there:
        check_case(there, none, date(2025, 6, 1))
        check_case(there, none, date(2025, 6, 2))
        check_case(there, some, date(2025, 6, 3))
        check_case(there, some, date(2025, 6, 4))
        assert there.verify().sound

    def told(since: str) -> list[str]:
        words = ["diff", "--since", since, "--case", str(case)]
        lines = runner.invoke(app, words).stdout.splitlines()
        return [line for line in lines if line.startswith("  check ")]

    assert told("2025-06-04") == []
    for since, kind, change in (
        ("2025-06-03", "check changed", "silent → supports"),
        ("2025-06-02", "check changed", "silent → supports"),
        ("2025-06-01", "check came", ": supports"),
    ):
        lines = told(since)
        assert lines
        assert all(line.startswith(f"  {kind}: fires on “") and change in line for line in lines)


def test_a_check_that_is_silent_from_the_first_is_no_change(case: Path, tmp_path: Path) -> None:
    with open_case(case) as there:
        check_case(there, read_feeds([fires(tmp_path / "none.csv")], []), date(2025, 6, 1))
    words = ["diff", "--since", "2025-06-01", "--case", str(case)]
    assert runner.invoke(app, words).stdout == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "add --fires FILE"),
        (("--live",), "firms_key"),
        (("--fires", "gone.csv"), "gone.csv"),
    ],
)
def test_what_cannot_be_asked(
    case: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], told: str
) -> None:
    monkeypatch.delenv("CROSSFIX_FIRMS_KEY", raising=False)
    assert told in run(case, *words, status=2).stderr


def test_a_file_of_something_else_is_refused_and_nothing_is_written(
    case: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.csv"
    page.write_text("<html><body>Invalid MAP_KEY</body></html>", encoding="utf-8")
    before = case.read_bytes()
    assert "page.csv" in run(case, "--fires", str(page), status=2).stderr
    assert case.read_bytes() == before
