"""Which reader is asked first."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from crossfix.config import Config
from crossfix.errors import UnsupportedFormat
from crossfix.ingest import choose_reader
from tests.ingest.reports import raw

READER = """
class DocxReader:
    name = "aaa-docx"

    def __init__(self, config):
        self.config = config

    def accepts(self, raw):
        return raw.path.endswith(".docx")

    def read(self, raw):
        yield from ()
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package of somebody else, with a reader of its own."""
    (tmp_path / "docx_of_theirs.py").write_text(READER)
    about = tmp_path / "docx_of_theirs-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: docx-of-theirs\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(
        "[crossfix.readers]\naaa-docx = docx_of_theirs:DocxReader\n"
    )
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])


WORD = raw(b"PK\x03\x04\x14\x00word/document.xml", "fire.docx")


@pytest.mark.usefixtures("installed")
def test_readers_of_others_are_asked_first() -> None:
    assert choose_reader(WORD, Config()).name == "aaa-docx"
    assert choose_reader(raw("Guns fall silent."), Config()).name == "text"


def test_without_them_a_known_format_is_refused() -> None:
    with pytest.raises(UnsupportedFormat, match="a Word document"):
        choose_reader(WORD, Config())


@pytest.mark.parametrize(
    ("path", "data", "reader"),
    [
        ("a.txt", "Guns fall silent.", "text"),
        ("a", "Guns fall silent.", "text"),
        ("a.md", "# Guns", "markdown"),
        ("a.txt", "# Guns", "text"),
        ("a.txt", "%PDF-1.7", "pdf"),
        ("a.pdf", "Guns fall silent.", "text"),
        ("a.xml", "<rss><channel></channel></rss>", "feed"),
        ("a.html", "<rss version='2.0'><channel></channel></rss>", "feed"),
        ("a.xml", "<!DOCTYPE html><html></html>", "html"),
        ("a.txt", '{"name": "x", "messages": []}', "telegram"),
        ("a.txt", "{Editor: this is text}", "text"),
    ],
)
def test_content_decides_before_the_name(path: str, data: str, reader: str) -> None:
    assert choose_reader(raw(data, path), Config()).name == reader
