"""What the user names: files, folders, patterns, standard input."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from crossfix.config import Config
from crossfix.errors import BadOption, EmptyReport, FetchFailed, ReportTooLarge, Skip
from crossfix.ingest import collect, read
from crossfix.plugins import Raw
from tests.ingest.reports import CONFIG


def paths(*named: str, config: Config = CONFIG) -> list[str]:
    return [
        found.path if isinstance(found, Raw) else f"{type(found).__name__}: {found.problem}"
        for found in collect(named, config)
    ]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("in/b.txt", "in/a.md", "in/sub/c.txt", "in/.hidden", "in/.git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("named", "found"),
    [
        (["in/b.txt"], ["in/b.txt"]),
        (["in"], ["in/a.md", "in/b.txt", "in/sub/c.txt"]),
        (["in/*.txt"], ["in/b.txt"]),
        (["in/**/*.txt"], ["in/b.txt", "in/sub/c.txt"]),
        (["in/.hidden"], ["in/.hidden"]),
        (["in/sub", "in/a.md"], ["in/sub/c.txt", "in/a.md"]),
        (["gone.txt", "in/a.md"], ["Skip: no such file or folder", "in/a.md"]),
        (["*.pdf"], ["Skip: no file matches this pattern"]),
        (["\x00"], ["Skip: no such file or folder"]),
        ([""], ["Skip: no such file or folder"]),
    ],
)
def test_paths(named: list[str], found: list[str]) -> None:
    assert paths(*named) == found


def test_a_name_that_looks_like_a_pattern_is_a_file_first(folder: Path) -> None:
    (folder / "a[1].txt").write_text("x")
    assert paths("a[1].txt") == ["a[1].txt"]


def test_a_folder_without_files(folder: Path) -> None:
    (folder / "empty" / ".git").mkdir(parents=True)
    (found,) = collect(["empty"], CONFIG)
    assert isinstance(found, EmptyReport)
    assert found.item == "empty"


def test_a_folder_is_not_followed_round_in_circles(folder: Path) -> None:
    (folder / "in" / "sub" / "loop").symlink_to(folder / "in")
    assert len(paths("in")) == 3


def test_pipes_and_broken_links_in_a_folder_are_passed_over(folder: Path) -> None:
    os.mkfifo(folder / "in" / "pipe")
    (folder / "in" / "broken").symlink_to("nowhere")
    assert len(paths("in")) == 3


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"piped")))
    assert list(collect(["-"], CONFIG, published="2024-03-05")) == [
        Raw("-", b"piped", "2024-03-05")
    ]


def test_the_limit_is_checked_before_loading(folder: Path) -> None:
    with (folder / "vast.txt").open("wb") as out:
        out.truncate(1 << 40)  # a file with a hole: loading it would end the test
    (found,) = collect(["vast.txt"], CONFIG)
    assert isinstance(found, ReportTooLarge)
    assert "max_bytes" in found.remedy


def test_the_limit_holds_for_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"12345")))
    assert paths("-", config=Config(max_bytes=5)) == ["-"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"123456")))
    assert paths("-", config=Config(max_bytes=5))[0].startswith("ReportTooLarge")


def test_a_bad_date_stops_the_run() -> None:
    with pytest.raises(BadOption, match="'soon' is no date"):
        list(collect(["-"], CONFIG, published="soon"))


def test_an_address_that_cannot_be_fetched_is_a_skip() -> None:
    (found,) = collect(["http://[::bad"], CONFIG)
    assert isinstance(found, FetchFailed)


def test_one_bad_file_among_ten_does_not_stop_the_others(folder: Path) -> None:
    for number in range(9):
        (folder / "in" / f"{number}.txt").write_text(f"Report {number} of a fire in the town.")
    (folder / "in" / "5b.txt").write_bytes(b"\x00\x01\x02" * 50)
    texts, skipped = [], []
    for found in collect(["in"], CONFIG):
        assert isinstance(found, Raw)
        try:
            texts += [received.document.text for received in read(found, CONFIG)]
        except Skip as error:
            skipped.append(error.item)
    assert len(texts) == 12
    assert skipped == ["in/5b.txt"]
