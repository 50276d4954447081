"""Formats that are known by their first bytes or their name, and what to do with them.

Only what no built-in reader takes is listed: these are refused with a remedy instead of
being read as if they were text.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from crossfix.errors import Skip, UnreadableBytes, UnsupportedFormat
from crossfix.plugins import Raw

SAVE_AS: Final = "save it as text, HTML or PDF"

MAGIC: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"8BPS", "a Photoshop picture"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls, .ppt, .msg)"),
    (b"{\\rtf", "a Rich Text document"),
    (b"%!PS", "a PostScript document"),
    (b"AT&TFORM", "a DjVu document"),
    (b"ITOLITLS", "an e-book"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"MZ\x90\x00", "a Windows program"),
    (b"\x7fELF", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\x00asm", "a program"),
    (b"OggS", "an Ogg recording"),
    (b"fLaC", "a FLAC recording"),
    (b"ID3", "an MP3 recording"),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM video"),
    (b"FLV\x01", "a Flash video"),
    (b"PAR1", "a Parquet table"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)
"""The first bytes of a format, and its name."""

INSIDE_ZIP: Final[tuple[tuple[bytes, str], ...]] = (
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"ppt/", "a PowerPoint file (.pptx)"),
    (b"opendocument.text", "an OpenDocument text (.odt)"),
    (b"opendocument.spreadsheet", "an OpenDocument sheet (.ods)"),
    (b"application/epub+zip", "an EPUB book"),
)

CONTAINERS: Final = {
    b"WEBP": "a WebP picture",
    b"WAVE": "a WAV recording",
    b"AVI ": "an AVI video",
}

ARCHIVE_PAGE: Final = re.compile(
    rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,40}?content-type:\s*multipart/related", re.I
)
"""The head of a page saved with its pictures in one file (MHTML, RFC 2557)."""

HEAD_BYTES: Final = 4096


def name_format(data: bytes) -> str | None:
    """What the first bytes say this is, if it is none of the readable formats."""
    head = data[:HEAD_BYTES]
    if head.startswith(b"PK\x03\x04"):
        return next((name for key, name in INSIDE_ZIP if key in head), "a ZIP archive")
    if head.startswith(b"RIFF"):
        return CONTAINERS.get(head[8:12])
    if head[4:8] == b"ftyp":
        return "an MP4 video or HEIF picture"
    if head.startswith(b"BM") and head[6:10] == b"\x00\x00\x00\x00":
        return "a BMP picture"
    return next((name for magic, name in MAGIC if head.startswith(magic)), None)


def refuse_unsupported(raw: Raw) -> None:
    """Raise for bytes of a known format that no reader takes.

    Raises :class:`~crossfix.errors.UnsupportedFormat` for documents that can be saved as
    something else, :class:`~crossfix.errors.UnreadableBytes` for what holds no words.
    """
    name = name_format(raw.data)
    if name is not None:
        kind: type[Skip] = UnsupportedFormat
        if any(word in name for word in ("program", "font", "icon", "database")):
            kind = UnreadableBytes
        raise kind(raw.path, f"this is {name}, not a report", SAVE_AS)
    head = raw.data[:HEAD_BYTES].lstrip()
    if suffix(raw) in {".mhtml", ".mht"} or ARCHIVE_PAGE.match(head):
        raise UnsupportedFormat(
            raw.path, "this is a web archive (MHTML)", "save the page as HTML only, or as PDF"
        )


def suffix(raw: Raw) -> str:
    """The ending of the name, lower case, with its dot; of an address, that of its path."""
    name = raw.path
    if is_address(name):
        name = re.split(r"[?#]", name, maxsplit=1)[0]
    return PurePath(name).suffix.lower()


def is_address(path: str) -> bool:
    """Whether what the user gave is an http(s) address and not a path."""
    return path[:8].lower().startswith(("http://", "https://"))


def media(raw: Raw) -> str:
    """The media type that the server gave, without its parameters; empty if none."""
    return (raw.media_type or "").split(";", 1)[0].strip().lower()
