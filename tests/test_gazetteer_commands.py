"""The gazetteer commands: what they print, and what a failure leaves as it was."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from crossfix.cli import app
from crossfix.config import Config
from crossfix.errors import MissingResource
from crossfix.gazetteer_commands import app as commands
from crossfix.ground import gazetteers, geodata
from crossfix.ground.gazetteer_entry import Entry
from crossfix.model import Feature
from tests.ground.test_gazetteer_formats import COUNTRY, NAMES

ROOT = Path(__file__).parents[1]
LIST = "name,lat,lon,country\nKut,50.1,30.1,UA\nLis,50.2,30.1,UA\n"
runner = CliRunner()


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A default of one place, in folders of the test's own."""
    alfa = Entry(10, ("Alfa",), 50.0, 30.0, 2.0, Feature.VILLAGE, "UA", None, None, 900)
    monkeypatch.setattr(geodata, "entries", lambda: iter([alfa]))
    monkeypatch.setenv("CROSSFIX_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("CROSSFIX_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "farms.csv").write_text(LIST, encoding="utf-8")


def run(*arguments: str) -> str:
    result = runner.invoke(app, ["gazetteer", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def fail(*arguments: str) -> str:
    result = runner.invoke(app, ["gazetteer", *arguments])
    assert result.exit_code == 2, result.output
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.output
    return result.stderr


def names() -> list[str]:
    return [json.loads(line)["name"] for line in run("list", "--json").splitlines()]


def test_add_list_info_find_remove() -> None:
    assert names() == ["geonames"]
    assert run("add", "farms.csv") == "farms: 2 places added\n"
    assert names() == ["geonames", "farms"]
    assert "farms  2 places  UA  (table, farms.csv, added" in run("list")
    told = run("info", "farms")
    for words in ("farms.csv", "2: 2 village", "UA: settlements from 500 people", "sha256"):
        assert words in told
    assert json.loads(run("info", "farms", "--json"))["countries"] == {"UA": 2}
    assert "Kut  village" in run("find", "kut")
    assert json.loads(run("find", "Lis", "--json"))["gazetteer"] == "farms"
    assert run("remove", "farms") == "farms: removed\n"
    assert names() == ["geonames"]
    assert run("find", "Kut") == ""


def test_adding_again_replaces(tmp_path: Path) -> None:
    run("add", "farms.csv")
    (tmp_path / "farms.csv").write_text("name,lat,lon\nDub,50.1,30.1\n", encoding="utf-8")
    assert run("add", "farms.csv") == "farms: 1 places added\n"
    assert names() == ["geonames", "farms"]
    assert run("find", "Kut") == ""
    assert "Dub" in run("find", "Dub")


def test_a_name_of_ones_own() -> None:
    run("add", "farms.csv", "--name", "Farms of 2024")
    assert names() == ["geonames", "Farms-of-2024"]


def test_a_country_file_goes_by_its_code(tmp_path: Path) -> None:
    (tmp_path / "UA.txt").write_text(COUNTRY, encoding="utf-8")
    (tmp_path / "names.txt").write_text(NAMES, encoding="utf-8")
    assert run("add", "UA.txt", "--names", "names.txt") == "geonames-UA: 6 places added\n"
    assert "Alfa" in run("find", "Альфове")
    assert "geonames-UA" in run("info", "UA")
    assert run("remove", "ua") == "geonames-UA: removed\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["add", "XX"], "XX: no country has this code"),
        (["add", "UK"], "GB"),
        (["add", "farms.csv", "ZQ"], "ZQ"),
        (["add", "nowhere.csv"], "neither a country code nor a file"),
        (["add", "poem.txt"], "no column for"),
        (["add", "cut.csv"], "line 3"),
        (["add", "cut.zip"], "cut short"),
        (["add", "farms.csv", "cut.csv"], "cut.csv"),
        (["add", "farms.csv", "farms.csv"], "same name"),
        (["add", "farms.csv", "UA", "--name", "x"], "--name"),
        (["add", "farms.csv", "--name", "geonames"], "another gazetteer's name"),
        (["add", "empty.csv"], "not one place"),
        (["add", "none.geojson"], "not one place"),
        (["add", "nobody.csv"], "line 2: QQ is no country"),
        (["add", "noise.csv"], "no UTF-8 text"),
        (["add", "."], "neither a country code nor a file"),
        (["remove", "farms"], "there are: old"),
        (["remove", "geonames"], "stays"),
        (["info", "farms"], "there are: geonames, old"),
    ],
)
def test_a_failure_is_one_line_and_changes_nothing(
    tmp_path: Path, arguments: list[str], words: str
) -> None:
    (tmp_path / "old.csv").write_text("name,lat,lon\nStare,50.1,30.1\n", encoding="utf-8")
    (tmp_path / "poem.txt").write_text("The river rose.\nNobody slept.\n", encoding="utf-8")
    (tmp_path / "cut.csv").write_text("name,lat,lon\nKut,50,30\nFa", encoding="utf-8")
    (tmp_path / "cut.zip").write_bytes(b"PK\x03\x04half")
    (tmp_path / "empty.csv").write_text("name,lat,lon\n", encoding="utf-8")
    (tmp_path / "none.geojson").write_text('{"type": "FeatureCollection", "features": []}')
    (tmp_path / "nobody.csv").write_text("name,lat,lon,country\nKut,50,30,QQ\n", encoding="utf-8")
    (tmp_path / "noise.csv").write_bytes(bytes(range(128, 256)))
    run("add", "old.csv")
    before = sorted((tmp_path / "data").rglob("*"))
    bytes_before = [path.read_bytes() for path in before if path.is_file()]
    assert words in fail(*arguments)
    assert sorted((tmp_path / "data").rglob("*")) == before
    assert [path.read_bytes() for path in before if path.is_file()] == bytes_before


def test_a_failing_union_leaves_the_old_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", "farms.csv", "--name", "old")
    blocked = tmp_path / "blocked"
    blocked.write_bytes(b"")
    config = Config(cache=str(blocked), data=str(tmp_path / "data"))
    with pytest.raises(MissingResource, match="CROSSFIX_CACHE"):
        gazetteers.add_gazetteers(["farms.csv"], config)
    assert names() == ["geonames", "old"]
    assert not list((tmp_path / "data").rglob("*.part"))


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are not set so there")
def test_a_full_disk_is_one_line_and_the_old_ones_stay(tmp_path: Path) -> None:
    run("add", "farms.csv", "--name", "old")
    many = "".join(f"Selo {n},{40 + n / 1000},30.1\n" for n in range(9000))
    (tmp_path / "many.csv").write_text("name,lat,lon\n" + many, encoding="utf-8")
    before = sorted((tmp_path / "data").rglob("*"))
    # No file may grow past this: to the program that is a disk without room.
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000));"
        "from crossfix.cli import main; sys.argv[0] = 'crossfix'; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "gazetteer", "add", "many.csv"],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "free some space" in done.stderr
    assert sorted((tmp_path / "data").rglob("*")) == before


def test_a_damaged_gazetteer_is_named_and_can_be_taken_away(tmp_path: Path) -> None:
    run("add", "farms.csv", "--name", "old")
    path = tmp_path / "data" / "gazetteers" / "old.sqlite"
    path.write_bytes(path.read_bytes()[:5000])
    for arguments in (["list"], ["find", "Kut"], ["info", "old"], ["add", "farms.csv"]):
        assert "crossfix gazetteer remove old" in fail(*arguments)
    assert run("remove", "old") == "old: removed\n"
    assert run("add", "farms.csv", "--name", "old") == "old: 2 places added\n"


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not killed so there")
def test_an_add_that_was_killed_leaves_the_old_ones_and_no_litter(tmp_path: Path) -> None:
    run("add", "farms.csv", "--name", "old")
    many = "".join(f"Selo {n},{40 + n / 20000},30.1\n" for n in range(60_000))
    (tmp_path / "many.csv").write_text("name,lat,lon\n" + many, encoding="utf-8")
    folder = tmp_path / "data" / "gazetteers"
    command = [sys.executable, "-m", "crossfix", "gazetteer", "add", "many.csv"]
    adding = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT / "src")})
    while adding.poll() is None and not list(folder.glob("*.part")):
        time.sleep(0.01)
    adding.kill()
    assert adding.wait() != 0
    assert list(folder.glob("*.part"))
    assert names() == ["geonames", "old"]
    run("add", "farms.csv")
    assert not list(folder.glob("*.part"))
    assert names() == ["geonames", "farms", "old"]


def test_every_gazetteer_command_and_option_is_documented() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    group = typer.main.get_command(commands)
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        assert f"## crossfix gazetteer {name}\n" in page
        for parameter in command.params:
            assert all(option in page for option in parameter.opts if option.startswith("--"))
