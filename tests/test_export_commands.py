"""``crossfix export`` on whole cases: what it writes, what it says, what it refuses."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from crossfix.case import open_case
from crossfix.cli import app
from crossfix.exporting import KEY_FILE
from crossfix.model import Ledger
from crossfix.reading import Received
from tests.views.exports.made import news

RUN = CliRunner()
FILES = ("geojson", "acled", "ucdp", "plover", "stix", "claimreview", "annotations")


def put(path: Path, *ledgers: Ledger) -> Path:
    with open_case(path, create=True, who="Ada") as case:
        for ledger in ledgers:
            assert case.add(Received(ledger.document, ledger.document.text.encode()), ledger)
    return path


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return put(tmp_path / "a.case", news(), news("2025-02-01", item="two"))


def export(*words: str | Path) -> tuple[int, str]:
    done = RUN.invoke(app, ["export", *map(str, words)])
    return done.exit_code, " ".join(done.output.split())


@pytest.mark.parametrize("form", FILES)
def test_each_form_is_written_and_tells_its_limits(form: str, case: Path, tmp_path: Path) -> None:
    to = tmp_path / "out"
    status, said = export(form, "-o", to, "--case", case)
    assert status == 0, said
    words = to.read_text(encoding="utf-8")
    for held in ("Pchilka", "Chuhuiv", "36.68"):
        assert held not in words
    for line in (
        "positions of units are coarsened to cells some 25 km in radius (--exact-positions",
        "younger than 14 days on 2025-03-09 are left out (--no-delay turns this off)",
        "private persons stand under pseudonyms (--real-names turns this off)",
    ):
        assert line in said


def test_the_flags_turn_each_limit_off_and_say_so(case: Path, tmp_path: Path) -> None:
    to = tmp_path / "out"
    flags = ("--exact-positions", "--no-delay", "--real-names")
    status, said = export("annotations", "-o", to, "--case", case, *flags)
    assert status == 0
    for held in ("Pchilka", "Chuhuiv", "5th Mechanized Brigade"):
        assert held in to.read_text(encoding="utf-8")
    for flag in flags:
        assert f"({flag})" in said
    assert not (tmp_path / "data" / KEY_FILE).exists()


def test_pseudonyms_are_the_same_next_time_and_need_the_key(
    case: Path, tmp_path: Path, data_folder: Path
) -> None:
    first, second, third = tmp_path / "1", tmp_path / "2", tmp_path / "3"
    export("claimreview", "-o", first, "--case", case)
    key = data_folder / KEY_FILE
    assert key.stat().st_mode & 0o077 == 0, "the key is for its owner alone"
    export("claimreview", "-o", second, "--case", case)
    assert first.read_text() == second.read_text()
    key.unlink()
    export("claimreview", "-o", third, "--case", case)
    assert first.read_text() != third.read_text()
    key.write_text("short")
    status, said = export("claimreview", "-o", third, "--case", case, "--force")
    assert status == 2
    assert "too short" in said


def test_a_folder_with_everything(case: Path, tmp_path: Path) -> None:
    to = tmp_path / "out"
    status, said = export("folder", "-o", to, "--case", case, "--merge")
    assert status == 0, said
    manifest = json.loads((to / "manifest.json").read_text())
    with open_case(case, read_only=True) as opened:
        assert manifest["head"] == opened.head
    assert manifest["merged"] is True
    assert manifest["newest"] == "2025-03-09"
    assert not (to / "raw").exists()
    assert len((to / "audit.jsonl").read_text().splitlines()) == 3
    status, said = export("folder", "-o", to, "--case", case)
    assert status == 2
    assert "is there already; name another, or add --force" in said
    assert export("folder", "-o", to, "--case", case, "--force")[0] == 0


def test_raw_bytes_must_be_wanted(case: Path, tmp_path: Path) -> None:
    to = tmp_path / "out"
    status, said = export("folder", "-o", to, "--case", case, "--with-raw")
    assert status == 2
    assert "add --real-names --exact-positions --no-delay" in said
    assert not to.exists()
    flags = ("--with-raw", "--real-names", "--exact-positions", "--no-delay")
    assert export("folder", "-o", to, "--case", case, *flags)[0] == 0
    raws = sorted(path.name for path in (to / "raw").iterdir())
    assert raws == [news().document.sha256]
    assert (to / "raw" / raws[0]).read_bytes() == news().document.text.encode()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("shapefile", "-o", "x"), "is no form of export; choose from acled"),
        (("acled", "-o", "x", "--with-raw"), "is for a folder"),
        (("acled", "-o", "x", "--today", "soon"), "is not an ISO 8601 date"),
        (("acled", "-o", "x", "--no-delay", "--delay", "3"), "say two different things"),
    ],
)
def test_what_makes_no_sense(words: tuple[str, ...], message: str, case: Path) -> None:
    status, said = export(*words, "--case", case)
    assert status == 2
    assert message in said


def test_a_later_day_lets_old_positions_out(case: Path, tmp_path: Path) -> None:
    to = tmp_path / "out"
    export("geojson", "-o", to, "--case", case, "--today", "2025-09-01")
    moved = [
        feature
        for feature in json.loads(to.read_text())["features"]
        if feature["properties"]["type"] == "deployment"
    ]
    assert len(moved) == 2
    assert all(feature["properties"]["places"][0]["coarsened"] for feature in moved)
    assert "Chuhuiv" not in to.read_text()


def test_a_wrong_date_ahead_does_not_end_the_delay(tmp_path: Path) -> None:
    """One report that says it is of the year 2099 must not make all others old."""
    case = put(tmp_path / "b.case", news(), news("2099-01-01", item="two"))
    to = tmp_path / "out"
    _, said = export("geojson", "-o", to, "--case", case)
    assert "2099" not in said.split("are left out")[0]


def test_an_empty_case_gives_an_empty_export(tmp_path: Path) -> None:
    case = put(tmp_path / "b.case")
    status, said = export("geojson", "-o", tmp_path / "out", "--case", case)
    assert status == 0, said
    assert json.loads((tmp_path / "out").read_text())["features"] == []


def test_a_case_with_one_byte_changed_is_refused_with_the_entry_named(
    case: Path, tmp_path: Path
) -> None:
    event = news().events[0].id
    with sqlite3.connect(case) as database:
        for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type='trigger'"):
            database.execute(f'DROP TRIGGER "{trigger}"')
        changed = database.execute(
            "UPDATE entries SET body = replace(body, 'ASSAULT', 'ASSAULU') WHERE id = ?", (event,)
        )
        assert changed.rowcount == 1
    done = RUN.invoke(app, ["verify", "--case", str(case)])
    assert done.exit_code == 1
    assert news().document.id in done.output
