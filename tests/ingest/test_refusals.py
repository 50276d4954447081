"""Bad input: every kind has its error, which names the item and says what to do."""

from __future__ import annotations

import pytest

from crossfix.config import Config
from crossfix.errors import (
    EmptyReport,
    MalformedReport,
    ReportTooLarge,
    Skip,
    UnreadableBytes,
    UnsupportedFormat,
)
from tests.ingest.reports import refusal

MHTML = (
    b"From: <Saved by a browser>\r\nSubject: Fire\r\nContent-Type: multipart/related;\r\n\tx=y\r\n"
)


@pytest.mark.parametrize(
    ("name", "data", "error", "problem"),
    [
        ("a.txt", b"", EmptyReport, "an empty file"),
        ("a.txt", b" \r\n\t \n", EmptyReport, "an empty file"),
        ("a.txt", b"\xef\xbb\xbf", EmptyReport, "an empty file"),
        ("a.txt", "\u00a0\u2003\n".encode(), EmptyReport, "no text"),
        ("a.txt", "  ".encode("utf-16"), EmptyReport, "no text"),
        ("a.md", b"---\ntitle: x\n---\n\n", EmptyReport, "no text"),
        ("a.txt", b"\x00\x01\x02\xff" * 40, UnreadableBytes, "binary data"),
        ("a.txt", "Fire".encode("utf-16")[:-1], MalformedReport, "cut short"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00", UnsupportedFormat, "a PNG picture"),
        ("a.txt", b"\xff\xd8\xff\xe0\x00\x10JFIF", UnsupportedFormat, "a JPEG picture"),
        ("a.docx", b"PK\x03\x04\x14\x00word/document.xml", UnsupportedFormat, "a Word document"),
        ("a.odt", b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text",
         UnsupportedFormat, "an OpenDocument text"),
        ("a.zip", b"PK\x03\x04\x14\x00\x00", UnsupportedFormat, "a ZIP archive"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", UnsupportedFormat, "an old Office"),
        ("a.rtf", b"{\\rtf1\\ansi Fire}", UnsupportedFormat, "a Rich Text document"),
        ("a.exe", b"MZ\x90\x00\x03\x00", UnreadableBytes, "a Windows program"),
        ("a.db", b"SQLite format 3\x00\x10\x00", UnreadableBytes, "a SQLite database"),
        ("a.mp4", b"\x00\x00\x00\x18ftypmp42", UnsupportedFormat, "an MP4 video"),
        ("a.webp", b"RIFF\x24\x00\x00\x00WEBPVP8 ", UnsupportedFormat, "a WebP picture"),
        ("a.gz", b"\x1f\x8b\x08\x00", UnsupportedFormat, "a gzip archive"),
        ("a.mhtml", MHTML, UnsupportedFormat, "a web archive"),
        ("page", MHTML, UnsupportedFormat, "a web archive"),
        ("a.json", b'{"reports": []}', UnsupportedFormat, "no Telegram export"),
        ("a.json", b'{"reports": [', MalformedReport, "broken JSON"),
    ],
)  # fmt: skip
def test_refusals(name: str, data: bytes, error: type[Skip], problem: str) -> None:
    skipped = refusal(data, name)
    assert type(skipped) is error
    assert problem in skipped.problem
    assert skipped.item == name
    assert skipped.remedy
    assert "\n" not in str(skipped)


def test_more_than_the_limit() -> None:
    skipped = refusal("123456", "a.txt", Config(max_bytes=5))
    assert type(skipped) is ReportTooLarge


@pytest.mark.parametrize(
    "text",
    [
        "PK was the name of the unit that held the bridge.",
        "BM-21 launchers fired on the town.",
        "MZ said that the town was quiet.",
        "GIF pictures of the fire were posted.",
        "<Agency> reported fire in the town.",
        "{Editor's note: this is a report.}",
    ],
)
def test_words_that_look_like_signs_of_a_format_are_words(text: str) -> None:
    with pytest.raises(AssertionError, match="read as"):
        refusal(text, "a.txt")
