"""The commands on entries: review, its undo, the list, and what other commands show of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from crossfix.case import open_case
from crossfix.cli import app
from crossfix.linkwork import lay_out
from crossfix.model import Ledger
from tests.case.reports import make_pairs

runner = CliRunner()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "a.case"
    with open_case(path, create=True) as case:
        case.add_many(make_pairs(2, paragraphs=2))
        lay_out(case)
    return path


def run(case: Path, *words: str, status: int = 0) -> Result:
    result = runner.invoke(app, [*words, "--case", str(case)])
    assert result.exit_code == status, result.output
    return result


def first(case: Path) -> Ledger:
    with open_case(case, read_only=True) as there:
        return next(there.ledgers())


def review(case: Path, entry: str, *words: str, status: int = 0) -> Result:
    because = ("--because", "the page says so", "--by", "Ada")
    return run(case, "review", entry, *words, *because, status=status)


def test_a_correction_is_told_field_by_field(case: Path) -> None:
    event = first(case).events[0]
    told = review(case, event.id, "--set", "type=outage", "--set", "latest=2025-02-03").stdout
    assert "corrected by Ada" in told
    assert f"type: {event.type.value} → outage" in told
    assert "latest: 2025-02-01 → 2025-02-03" in told
    shown = run(case, "show", event.id).stdout
    assert "outage" in shown and "corrected by Ada" in shown
    assert json.loads(run(case, "show", event.id, "--json").stdout)["type"] == "outage"
    listed = run(case, "list", "events").stdout
    assert "outage" in listed and "[corrected by Ada" in listed
    assert "sound" not in run(case, "verify").stdout


def test_a_rejection_is_told_and_left_out_of_exports(case: Path, tmp_path: Path) -> None:
    events = [event.id for event in first(case).events]
    review(case, events[0], "--reject")
    assert "rejected by Ada" in run(case, "list", "events").stdout
    assert "rejected by Ada" in run(case, "show", events[0]).stdout
    to = tmp_path / "out.geojson"
    run(case, "export", "geojson", "-o", str(to), "--exact-positions", "--no-delay")
    exported = to.read_text(encoding="utf-8")
    assert events[0] not in exported
    assert events[1] in exported


def test_exports_have_what_was_corrected_and_no_log_gives_it_away(
    case: Path, tmp_path: Path
) -> None:
    place = first(case).places[0]
    point = ("lat=48.1234", "lon=35.4321", "radius_km=2", "feature=village")
    review(case, place.id, *(word for part in point for word in ("--set", part)))
    to = tmp_path / "out"
    run(case, "export", "folder", "-o", str(to), "--exact-positions", "--no-delay")
    assert "48.1234" in (to / "ledgers.jsonl").read_text(encoding="utf-8")
    safe = tmp_path / "safe"
    run(case, "export", "folder", "-o", str(safe))
    reviewed = [
        line
        for line in (safe / "audit.jsonl").read_text(encoding="utf-8").splitlines()
        if '"subject":"review' in line
    ]
    assert len(reviewed) == 1
    assert "48.1234" not in reviewed[0] and "masked" in reviewed[0]


def test_undo_and_the_list(case: Path) -> None:
    event = first(case).events[0]
    review(case, event.id, "--set", "type=outage")
    review(case, event.id, "--set", "actor=Mayor Ivan Franko")
    assert "stands again" in review(case, event.id, "--undo").stdout
    listed = run(case, "reviews").stdout
    assert "events “hit”" in listed and "corrected by Ada" in listed
    (line,) = run(case, "reviews", "--json", "--kind", "events").stdout.splitlines()
    assert json.loads(line)["changes"] == {"type": "outage"}
    assert "as it was read" in review(case, event.id, "--undo").stdout
    assert "nobody has reviewed" in run(case, "reviews").stderr
    assert "was not reviewed" in review(case, event.id, "--undo", status=2).stderr


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ((), "give exactly one of them"),
        (("--accept", "--reject"), "give exactly one of them"),
        (("--accept", "--set", "type=aid"), "give exactly one of them"),
        (("--set", "type"), "write it as field=value"),
        (("--set", "type=party"), "Invalid enum value 'party'"),
        (("--set", "colour=red"), "unknown field `colour`"),
        (("--set", "type=none"), "Expected `str`"),
    ],
)
def test_refused(case: Path, words: tuple[str, ...], problem: str) -> None:
    told = review(case, first(case).events[0].id, *words, status=2).stderr
    assert problem in told.replace("\n", " ")


def test_a_reason_is_needed(case: Path) -> None:
    event = first(case).events[0].id
    assert "--because" in run(case, "review", event, "--accept", status=2).stderr
    assert "is nothing to review" in run(case, "reviews", "--kind", "links", status=2).stderr
