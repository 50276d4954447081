"""The commands on many reports, on ten invented reports of one strike from three origins."""

from __future__ import annotations

import json
import shutil
import tomllib
from html import escape
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from crossfix.case import open_case
from crossfix.cli import app

ROOT = Path(__file__).parents[1]
runner = CliRunner()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of the ten reports, read as pages that name their publisher and day."""
    folder = tmp_path_factory.mktemp("ten")
    reports = tomllib.loads((ROOT / "bench/ten_reports.toml").read_text(encoding="utf-8"))["report"]
    for report in reports:
        body = "".join(f"<p>{escape(line)}</p>" for line in report["text"].split("\n") if line)
        page = (
            f"<html><head><title>{report['name']}</title>"
            f"<meta property='og:site_name' content='{escape(report['publisher'])}'>"
            f"<meta property='article:published_time' content='{report['published']}'></head>"
            f"<body><article>{body}</article></body></html>"
        )
        (folder / f"{report['name']}.html").write_text(page, encoding="utf-8")
    case = folder / "ten.case"
    pages = sorted(map(str, folder.glob("*.html")))
    assert runner.invoke(app, ["read", *pages, "--case", str(case)]).exit_code == 0
    return case


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    """A copy of the case for one test."""
    return Path(shutil.copy(made, tmp_path / "ten.case"))


def run(case: Path, *words: str, status: int = 0) -> Result:
    result = runner.invoke(app, [*words, "--case", str(case)])
    assert result.exit_code == status, result.output
    return result


def strike(case: Path) -> dict[str, object]:
    """The happening that most reports tell."""
    lines = run(case, "happenings", "--several", "--json").stdout.splitlines()
    found: list[dict[str, object]] = [json.loads(line) for line in lines]
    return max(found, key=lambda whole: len(whole["accounts"]))  # type: ignore[arg-type]


def test_three_origins_and_not_ten_outlets(case: Path) -> None:
    whole = strike(case)
    documents = {account["document"] for account in whole["accounts"]}  # type: ignore[attr-defined]
    assert len(documents) >= 8
    assert len(whole["origins"]) == 3  # type: ignore[arg-type]
    assert whole["credibility"]["grade"] == "1"  # type: ignore[index]


def test_origins_show_who_copied_whom_with_the_words(case: Path) -> None:
    name = strike(case)["happening"]["id"]  # type: ignore[index]
    shown = run(case, "origins", str(name), "--reasons").stdout
    assert "3 independent origins assert it" in shown
    assert "9-rewritten-copy (2025-05-15) copied 8-own-correspondent (2025-05-14)" in shown
    assert "the third berth of Izmail" in shown
    both = "6-governor (2025-05-14) and 7-administration (2025-05-14)"
    assert f"same statement: {both}" in shown
    assert "start -" in shown


def test_a_happening_is_told_in_its_own_words(case: Path) -> None:
    lines = run(case, "happenings", "--several").stdout.splitlines()
    heads, quoted = lines[::2], lines[1::2]
    assert all(line.startswith("hap_") for line in heads)
    assert any("Izmail" in line and "8 reports, 3 origins" in line for line in heads)
    assert all(line.startswith("    “") and "[" in line for line in quoted)


def test_an_event_leads_to_its_happening(case: Path) -> None:
    whole = strike(case)
    event = whole["accounts"][0]["id"]  # type: ignore[index]
    by_event = json.loads(run(case, "origins", event, "--json").stdout)
    assert by_event["happening"] == whole["happening"]


def test_a_judgement_parts_and_is_in_the_log(case: Path) -> None:
    accounts = strike(case)["accounts"]
    left, right = accounts[0]["id"], accounts[1]["id"]  # type: ignore[index]
    run(case, "judge", left, right, "different", "--because", "two berths", "--by", "Ada")
    after = [json.loads(run(case, "origins", each, "--json").stdout) for each in (left, right)]
    assert after[0]["happening"]["id"] != after[1]["happening"]["id"]
    with open_case(case, read_only=True) as there:
        last = list(there.audit())[-1]
        assert (last.action, last.actor, last.reason) == ("judge", "Ada", "two berths")
        assert there.verify().sound


def test_judgements_are_withdrawn(case: Path) -> None:
    accounts = strike(case)["accounts"]
    left, right = accounts[0]["id"], accounts[1]["id"]  # type: ignore[index]
    ends = (left, right)

    def homes() -> list[str]:
        found = [json.loads(run(case, "origins", each, "--json").stdout) for each in ends]
        return [whole["happening"]["id"] for whole in found]

    before = homes()
    assert len(set(before)) == 1
    run(case, "judge", *ends, "same", "--because", "one berth")
    run(case, "judge", *ends, "different", "--because", "two berths")
    assert len(set(homes())) == 2
    shown = run(
        case, "judge", right, left, "--withdraw", "--because", "ask the port", "--by", "Ada"
    )
    assert before[0] in shown.stdout
    assert homes() == before
    refused = run(case, "judge", *ends, "--withdraw", "--because", "why", status=2)
    assert "nothing to take back" in refused.stderr
    with open_case(case, read_only=True) as there:
        last = list(there.audit())[-1]
        assert (last.action, last.actor, last.reason) == ("withdraw", "Ada", "ask the port")
        assert there.judgements.pairs() == []
        assert there.verify().sound


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("same",), "same event twice"),
        (("alike",), "is no judgement"),
        (("--withdraw",), "same event twice"),
        (("same", "--withdraw"), "give one of the two"),
        ((), "give one of the two"),
    ],
)
def test_a_judgement_that_says_nothing(case: Path, words: tuple[str, ...], told: str) -> None:
    event = strike(case)["accounts"][0]["id"]  # type: ignore[index]
    result = run(case, "judge", event, event, *words, "--because", "why", status=2)
    assert told in result.stderr


def test_grades_stand_above_suggestions_until_taken_back(case: Path) -> None:
    whole = strike(case)
    event = whole["accounts"][0]["id"]  # type: ignore[index]
    run(case, "grade", event, "4", "--because", "the crater is old", "--by", "Ada")
    shown = run(case, "origins", event).stdout
    assert "4: doubtful" in shown
    assert "graded 4 by Ada: the crater is old" in shown
    assert "3 independent origins assert it" in shown
    run(case, "grade", event, "--withdraw", "--because", "it is not")
    assert "1: confirmed" in run(case, "origins", event).stdout
    refused = run(case, "grade", event, "A", "--because", "why", status=2)
    assert "no grade of credibility" in refused.stderr


def test_a_source_is_graded_apart_from_what_it_says(case: Path) -> None:
    with open_case(case, read_only=True) as there:
        source = next(s for _, s in there.entries("sources") if getattr(s, "name", None))
    run(case, "grade", source.id, "B", "--because", "long record", "--by", "Ada")
    refused = run(case, "grade", source.id, "2", "--because", "why", status=2)
    assert "no grade of reliability" in refused.stderr
    assert strike(case)["credibility"]["grade"] == "1"  # type: ignore[index]


def test_what_the_second_day_changed(case: Path) -> None:
    lines = run(case, "diff", "--since", "2025-05-15").stdout.splitlines()
    new = next(at for at, line in enumerate(lines) if line.startswith("  new happening"))
    assert lines[new - 2].startswith("hap_")
    assert "on the word of " in lines[new]
    nothing = run(case, "diff", "--since", "2025-06-01")
    assert nothing.stdout == ""
    assert "nothing changed" in nothing.stderr


def test_a_report_that_contradicts_itself(case: Path, tmp_path: Path) -> None:
    report = tmp_path / "self.txt"
    report.write_text(
        "Drones struck a depot in Izium on 3 May 2025. Videos posted by residents show a fire at "
        "the depot.\n\nThe depot of Izium burned on 3 May 2025, a channel writes. There are no "
        "videos of the fire.\n",
        encoding="utf-8",
    )
    run(case, "read", str(report), "--published", "2025-05-04")
    shown = run(case, "conflicts").stdout
    assert "evidence, in one report: “Videos posted" in shown
    told = [json.loads(line) for line in run(case, "conflicts", "--json").stdout.splitlines()]
    assert len({conflict["id"] for conflict in told}) == len(told)
    (evidence,) = [conflict for conflict in told if conflict["kind"] == "evidence"]
    of_it = run(case, "conflicts", evidence["left_event"], "--json").stdout.splitlines()
    assert evidence in [json.loads(line) for line in of_it]
    assert "evidence" not in run(case, "conflicts", str(strike(case)["happening"]["id"])).stdout  # type: ignore[index]
    page = runner.invoke(app, ["read", str(report), "--published", "2025-05-04"]).stdout
    assert "WHAT IT TELLS AGAINST ITSELF\n  evidence" in page


def test_records_of_sources_are_counts(case: Path) -> None:
    records = [json.loads(line) for line in run(case, "sources", "--json").stdout.splitlines()]
    assert all(r["claims"] >= r["borne_out"] + r["contradicted"] for r in records)
    assert not any("score" in record for record in records)
    few = run(case, "sources", "danube").stdout
    assert "suggested F (fewer than 10" in few


def test_a_case_that_was_not_laid_out_says_so(made: Path, tmp_path: Path) -> None:
    case = tmp_path / "new.case"
    with open_case(made, read_only=True) as there, open_case(case, create=True) as fresh:
        for document in there.documents():
            fresh.add(there.received(document.id), there.ledger(document.id))
    told = run(case, "happenings")
    assert "10 reports were not laid beside the others yet: run crossfix link" in told.stderr
    assert "10 reports laid beside the others" in run(case, "link").stderr
    assert len(strike(case)["origins"]) == 3  # type: ignore[arg-type]
