"""Files and folders that are there whole or not at all; a folder whose sums agree."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from crossfix.config import Config
from crossfix.errors import BadOption
from crossfix.findings.corroboration import Corroboration, Uncorroborated
from crossfix.findings.disclosure import Preface, Shown
from crossfix.model import Ledger
from crossfix.plugins import Exporter
from crossfix.views.exports.acled import AcledCsv
from crossfix.views.exports.annotations import WebAnnotations
from crossfix.views.exports.claimreview import ClaimReviews
from crossfix.views.exports.folder import Contents, fill
from crossfix.views.exports.geojson import GeoJson
from crossfix.views.exports.log import show_entry
from crossfix.views.exports.plover import PloverLines
from crossfix.views.exports.shielding import Shield
from crossfix.views.exports.stix import StixBundle
from crossfix.views.exports.terms import Terms
from crossfix.views.exports.ucdp import UcdpCsv
from crossfix.views.exports.writing import new_file, new_folder
from tests.views.exports.made import OPEN, SAFE, news, preface

ALL = (AcledCsv, WebAnnotations, ClaimReviews, GeoJson, PloverLines, StixBundle, UcdpCsv)
LOG = (
    {"seq": 1, "action": "add", "subject": "doc_1", "details": '{"sha256":"ab"}', "reason": None},
    {
        "seq": 2,
        "action": "resolve",
        "subject": "fct_1",
        "details": '{"words":{"start":1,"stop":9,"text":"a strike on Chuhuiv"}}',
        "reason": "Olena Pchilka told me so",
    },
    {
        "seq": 3,
        "action": "issue",
        "subject": "/home/ada/a.pdf",
        "details": '{"message":"Olena Pchilka.pdf is torn"}',
        "reason": None,
    },
)


def write(
    folder: Path, ledgers: Iterable[Ledger], raws: Iterable[tuple[str, bytes]] = ()
) -> list[str]:
    exporters: list[Exporter] = [each(Config()) for each in ALL]
    terms = Terms(preface(SAFE), Shield(SAFE, b"key", news().sources), Uncorroborated())
    contents = Contents(ledgers=ledgers, log=LOG, raws=raws, facts={"config": "c0"})
    return fill(folder, contents, exporters, terms)


def test_a_folder_holds_everything_and_its_sums(tmp_path: Path) -> None:
    remarks = write(tmp_path, [news(), news(item="two")], [("ab" * 32, b"as received")])
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert manifest["reports"] == 2
    assert manifest["head"] == "ab" * 32
    assert manifest["policy"]["real_names"] is False
    assert manifest["remarks"] == remarks
    assert len(manifest["safety"]) == 4
    assert manifest["config"] == "c0"
    assert len(manifest["files"]) == len(ALL) + 3
    for listed in manifest["files"]:
        data = (tmp_path / listed["path"]).read_bytes()
        assert len(data) == listed["size"]
        assert hashlib.sha256(data).hexdigest() == listed["sha256"]
    sums = (tmp_path / "SHA256SUMS").read_text().splitlines()
    assert {line.split("  ")[1] for line in sums} == {
        *(listed["path"] for listed in manifest["files"]),
        "manifest.json",
    }
    assert (tmp_path / "raw" / ("ab" * 32)).read_bytes() == b"as received"


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum on this machine")
def test_sha256sum_agrees_and_sees_one_byte(tmp_path: Path) -> None:
    write(tmp_path, [news()])
    check = ["sha256sum", "--check", "--quiet", "SHA256SUMS"]
    assert subprocess.run(check, cwd=tmp_path, check=False).returncode == 0
    changed = bytearray((tmp_path / "acled.csv").read_bytes())
    changed[100] ^= 1
    (tmp_path / "acled.csv").write_bytes(changed)
    ran = subprocess.run(check, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert ran.returncode != 0
    assert "acled.csv" in ran.stdout


def test_nothing_private_is_in_any_file(tmp_path: Path) -> None:
    remarks = write(tmp_path, [news()])
    for path in tmp_path.rglob("*"):
        if path.is_file():
            words = path.read_text(encoding="utf-8")
            for held in ("Pchilka", "Chuhuiv", "36.68"):
                assert held not in words, path.name
    first, *others = map(json.loads, (tmp_path / "audit.jsonl").read_text().splitlines())
    assert first == LOG[0], "what has nothing to hide is as it was, and hashes as it did"
    assert [entry["masked"] for entry in others] == [True, True]
    assert others[1]["subject"] == "a.pdf"
    assert any("masked entries" in remark and ": 2" in remark for remark in remarks)


def test_without_limits_the_log_is_as_it_is() -> None:
    shield = Shield(OPEN, b"key", news().sources)
    assert [show_entry(entry, shield) for entry in LOG] == list(LOG)


def test_the_same_case_gives_the_same_folder(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, [news()])
    one, two = ((tmp_path / name / "SHA256SUMS").read_text() for name in ("one", "two"))
    assert one == two


class Counting:
    """An exporter that writes nothing and counts what it is fed."""

    name, version, standard, suffix = "counting", "1", "nothing", ".txt"

    def __init__(self) -> None:
        self.fed = 0

    def begin(self, preface: Preface) -> Counting:
        return self

    def feed(self, report: Shown, known: Corroboration) -> Iterable[str]:
        self.fed += 1
        return ()

    def finish(self) -> Iterable[str]:
        return ()

    def remarks(self) -> Sequence[str]:
        return []


def test_every_report_is_written_before_the_next_is_read(tmp_path: Path) -> None:
    counting = Counting()

    def reports() -> Iterable[Ledger]:
        for number in range(20):
            assert counting.fed == number
            yield news(item=str(number))

    terms = Terms(preface(SAFE), Shield(SAFE, b"key"), Uncorroborated())
    fill(tmp_path, Contents(ledgers=reports(), log=()), [counting], terms)
    assert counting.fed == 20
    assert len((tmp_path / "ledgers.jsonl").read_bytes().splitlines()) == 20


# --- files and folders ----------------------------------------------------------------


def test_a_file_is_there_when_all_of_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with new_file(path) as sheet:
        sheet.write(["a", "é"])
        assert not path.exists()
    assert path.read_text(encoding="utf-8") == "aé"
    assert sheet.size == 3
    assert sheet.sha256 == hashlib.sha256("aé".encode()).hexdigest()
    mask = os.umask(0o022)
    os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_whatever_stops_it_leaves_nothing(tmp_path: Path, error: type[BaseException]) -> None:
    with pytest.raises(error), new_file(tmp_path / "a.csv") as sheet:
        sheet.write(["half"])
        raise error
    with pytest.raises(error), new_folder(tmp_path / "b") as folder:
        (folder / "x").write_text("half")
        raise error
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
def test_a_full_disk_is_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    with (
        pytest.raises(BadOption, match="No space left on device"),
        new_file(tmp_path / "a.csv") as sheet,
        open("/dev/full", "wb", buffering=0) as full,  # noqa: PTH123 - a device
    ):
        sheet._file = full
        sheet.write(["x" * 10_000])
    assert list(tmp_path.iterdir()) == []


def test_what_stands_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    with pytest.raises(BadOption, match="is there already"), new_file(path) as sheet:
        sheet.write(["new"])
    assert path.read_text() == "old"
    with new_file(path, force=True) as sheet:
        sheet.write(["new"])
    assert path.read_text() == "new"


def test_what_comes_to_stand_there_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with pytest.raises(BadOption, match="is there already"), new_file(path) as sheet:
        sheet.write(["new"])
        path.write_text("another's")
    assert path.read_text() == "another's"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_one_line(tmp_path: Path) -> None:
    missing = tmp_path / "no" / "a.csv"
    with pytest.raises(BadOption, match="cannot be written"), new_file(missing):
        pass


def test_force_replaces_a_folder_of_ours_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "out"
    with new_folder(path) as folder:
        (folder / "manifest.json").write_text("{}")
        (folder / "old").write_text("")
    with pytest.raises(BadOption, match="is there already"), new_folder(path):
        pass
    with new_folder(path, force=True) as folder:
        (folder / "manifest.json").write_text("{}")
    assert [each.name for each in path.iterdir()] == ["manifest.json"]
    other = tmp_path / "thesis"
    other.mkdir()
    (other / "chapter").write_text("years of work")
    with pytest.raises(BadOption, match="no folder of an export"), new_folder(other, force=True):
        pass
    assert (other / "chapter").exists()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["out", "thesis"]
