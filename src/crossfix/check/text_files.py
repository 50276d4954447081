"""The text of a feed's file, whatever it is wrapped in: plain, gz, or zip; BOM or none.

A feed's rows are counted from the first line of the text, so that a reader finds a row
again with any editor.
"""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from crossfix.errors import BadOption

LARGEST: Final = 4_000_000_000
"""What a packed file may unpack to, in bytes."""

PACKED_NAMES: Final = (".csv", ".txt", ".tsv", ".geojson", ".json")
"""Files inside an archive that are read; what goes with them (a read-me) is not a feed."""

BYTE_ORDERS: Final = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


@dataclass(frozen=True, slots=True)
class Text:
    """The text of one file; ``name`` tells the archive and the file inside it."""

    name: str
    text: str

    @property
    def lines(self) -> list[str]:
        """Its lines, without their ends."""
        if "\r" not in self.text:
            return self.text.split("\n")
        return self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def read_texts(path: Path, expected: str) -> Iterator[Text]:
    """The text files at ``path``: one, or those of an archive.

    ``expected`` says what the feed takes.  Raises :class:`~crossfix.errors.BadOption` for
    what is not there, not readable, packed wrongly, or no text.
    """
    found = False
    for name, data in _unpacked(path, expected):
        found = True
        yield Text(name, _decoded(name, data, expected))
    if not found:
        raise BadOption(str(path), "the archive holds no table", f"expected {expected}")


def _unpacked(path: Path, expected: str) -> Iterator[tuple[str, bytes]]:
    try:
        data = path.read_bytes()
        if data[:2] == b"\x1f\x8b":
            yield path.name, _inflated(data)
        elif data[:4] == b"PK\x03\x04":
            with zipfile.ZipFile(path) as archive:
                for member in archive.infolist():
                    name = Path(member.filename).name.lower()
                    if not name.endswith(PACKED_NAMES) or "readme" in name:
                        continue
                    if member.file_size > LARGEST:
                        raise _too_large(path)
                    yield f"{path.name}/{member.filename}", archive.read(member)
        else:
            yield path.name, data
    except (FileNotFoundError, IsADirectoryError):
        raise BadOption(str(path), "no such file", f"expected {expected}") from None
    except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise BadOption(
            str(path), f"the archive is broken ({error})", "get it again, or unpack it yourself"
        ) from None
    except (OSError, RuntimeError, NotImplementedError) as error:
        # zipfile raises the last two for an encrypted member and an unknown compression.
        raise BadOption(str(path), f"cannot be read ({error})", f"expected {expected}") from None


def _inflated(data: bytes) -> bytes:
    """The content of a gz file of any number of members, no more than may be unpacked."""
    inflater = zlib.decompressobj(wbits=31)
    parts, left = [], LARGEST
    while data:
        part = inflater.decompress(data, left)
        parts.append(part)
        left -= len(part)
        if left <= 0:
            raise zlib.error("unpacks to more than is taken")
        if not inflater.eof:
            raise EOFError("it is cut short")
        data = inflater.unused_data.lstrip(b"\0")
        inflater = zlib.decompressobj(wbits=31)
    return b"".join(parts)


def _too_large(path: Path) -> BadOption:
    return BadOption(str(path), "unpacks to more than is taken", "unpack it and cut it in parts")


def _decoded(name: str, data: bytes, expected: str) -> str:
    for mark, encoding in BYTE_ORDERS.items():
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if b"\0" in data[:4096]:
        raise BadOption(name, "not a text file", f"expected {expected}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
