"""Bytes to text, exactly: the codec is found, never guessed past what round-trips.

The text that comes out, encoded again with the codec named beside it, gives the bytes
that went in (after a byte order mark).  Bytes of which no codec can say that are refused.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from crossfix.errors import MalformedReport, UnreadableBytes
from crossfix.ingest.cyrillic import choose_cyrillic
from crossfix.ingest.formats import SAVE_AS
from crossfix.ingest.loading import library

BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

RESAVE: Final = "save it again as UTF-8 from the original"

CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
"""Control bytes that no text codec of one byte uses in running text."""

CONTROL_SHARE: Final = 0.005
"""The share of control bytes above which a file is binary."""

C1: Final = re.compile("[\x80-\x9f]")

ODD_IN_WESTERN: Final = re.compile(r"(?<=[^\W\d_])[¡-¬®-¶¸-¿×÷†‡‰€™˜ˆ](?=[^\W\d_])")
"""Signs inside a word: what a Central European letter looks like, read as Western."""

CAPITAL_AFTER_SMALL: Final = re.compile(r"[a-zà-öø-ÿ][À-ÖØ-ÝŠŽŒŸ](?=[a-zà-öø-ÿ]|\b)")

FOREIGN_SHARE: Final = 0.4
"""Above this share of high bytes among the letters a text is not in a Western script."""

CODE_PAGES: Final = [
    *("cp1250", "iso8859_2", "cp1252", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256"),
    *("cp1257", "mac_roman", "cp932", "euc_jp", "gb18030", "big5", "cp949"),
]
"""Code pages in use for news; a detector let loose on all of Python's finds rare ones."""

HIGH_BYTES_SHARE: Final = 0.85
"""In UTF-16 text, two values (of one script, and of ASCII) make up most of the high bytes."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the codec that gave it, and whether bytes had to be replaced."""

    text: str
    encoding: str
    broken: int = 0


def decode(data: bytes, path: str, declared: str | None = None) -> Decoded:
    """The text of plain bytes.

    ``declared`` is the character set that the sender named, believed when it fits.
    Raises :class:`~crossfix.errors.MalformedReport` for text that is cut short and
    :class:`~crossfix.errors.UnreadableBytes` for what is no text.
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _decode_marked(data[len(bom) :], encoding, path)
    wide = _wide_encoding(data)
    if wide is not None:
        return _decode_marked(data, wide, path)
    controls = len(CONTROL.findall(data))
    if b"\x00" in data or controls > 1 + CONTROL_SHARE * len(data):
        raise UnreadableBytes(path, "binary data, not text", SAVE_AS)
    for likely in (_known_codec(declared), "utf-8"):
        text = _exact(data, likely) if likely else None
        if text is not None and likely is not None:
            return Decoded(text, likely)
    _refuse_broken_utf8(data, path)
    for legacy in _legacy_encodings(data):
        text = _exact(data, legacy)
        if text is not None:
            return Decoded(text, legacy)
    raise UnreadableBytes(path, "text in an encoding that cannot be told", RESAVE)


def decode_leniently(data: bytes, path: str, declared: str | None = None) -> Decoded:
    """The text of bytes that are only a carrier (HTML), replacing what is broken.

    ``broken`` counts the characters that were replaced.
    """
    try:
        return decode(data, path, declared)
    except MalformedReport:
        encoding = next((e for bom, e in BOMS if data.startswith(bom)), None)
        encoding = encoding or _wide_encoding(data) or "utf-8"
        text = data.decode(encoding, "replace").removeprefix("\ufeff")
        return Decoded(text, encoding, text.count("\ufffd"))


def declared_charset(media_type: str | None) -> str | None:
    """The ``charset`` of a media type, if it names one."""
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", media_type or "", re.I)
    return found[1] if found else None


def _decode_marked(body: bytes, encoding: str, path: str) -> Decoded:
    width = {"utf-16": 2, "utf-32": 4}.get(encoding[:6], 1)
    if len(body) % width:
        name = encoding[:6].upper()
        raise MalformedReport(path, f"{name} text that is cut short in a character", RESAVE)
    text = _exact(body, encoding)
    if text is None:
        raise MalformedReport(path, f"not valid {encoding.upper()}", RESAVE)
    if "\x00" in text:
        raise UnreadableBytes(path, "binary data, not text", SAVE_AS)
    return Decoded(text, encoding)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark, told by where the NUL bytes stand."""
    head = data[:65536]
    nuls = [head[place::4].count(0) for place in range(4)]
    if not any(nuls) or len(data) < 4:
        return None
    quarter = len(head) / 4
    filled = [count > 0.9 * quarter for count in nuls]
    if filled == [False, True, True, True] and nuls[0] == 0:
        return "utf-32-le"
    if filled == [True, True, True, False] and nuls[3] == 0:
        return "utf-32-be"
    even, odd = nuls[0] + nuls[2], nuls[1] + nuls[3]
    # Even Cyrillic text has a space or a line end in every fifteen characters or so.
    if min(even, odd) == 0 and max(even, odd) > len(head) / 2 / 25:
        encoding = "utf-16-le" if odd else "utf-16-be"
        high = Counter(head[1::2] if odd else head[::2]).most_common(2)
        usual = sum(count for _, count in high) > HIGH_BYTES_SHARE * (len(head) // 2)
        text = data[: len(data) // 2 * 2].decode(encoding, "replace")
        strange = sum(not (c.isprintable() or c.isspace()) or c == "\ufffd" for c in text)
        return encoding if usual and strange <= CONTROL_SHARE * len(text) else None
    return None


def _known_codec(label: str | None) -> str | None:
    if not label:
        return None
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    # What pages call Latin-1 or ASCII is Windows-1252 (WHATWG Encoding Standard, 4.2).
    return "cp1252" if name in {"iso8859-1", "ascii"} else name


def _exact(data: bytes, encoding: str) -> str | None:
    """The text, if it encodes to the very same bytes again."""
    try:
        text = data.decode(encoding)
        return text if text.encode(encoding) == data else None
    except (UnicodeError, LookupError, TypeError):  # TypeError: a codec that is not of text
        return None


def _refuse_broken_utf8(data: bytes, path: str) -> None:
    """Raise for bytes that are UTF-8 but for a few: a legacy codec would mangle the rest."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for character in text if character > "\x7f") - bad
    if good < 2 * bad:
        return
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end >= len(data) and bad == 1:
            raise MalformedReport(
                path, "UTF-8 text that is cut short in a character", RESAVE
            ) from None
        problem = f"UTF-8 text with {bad} broken characters, the first at byte {error.start}"
        raise MalformedReport(path, problem, RESAVE) from None


def _legacy_encodings(data: bytes) -> Iterator[str]:
    """Codecs of one script to try, the likeliest first."""
    letters = sum(byte > 0x7F or chr(byte).isalpha() for byte in data)
    high = sum(byte > 0x7F for byte in data)
    if high <= FOREIGN_SHARE * letters and _looks_western(data):
        yield "cp1252"
    cyrillic = choose_cyrillic(data)
    if cyrillic is not None:
        yield cyrillic
    guess = library("charset_normalizer").from_bytes(data, cp_isolation=CODE_PAGES).best()
    if guess is not None:
        yield str(guess.encoding)
    yield "cp1252"
    yield "latin-1"


def _looks_western(data: bytes) -> bool:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    odd = len(ODD_IN_WESTERN.findall(text)) + len(CAPITAL_AFTER_SMALL.findall(text))
    return 5 * odd <= sum(character > "\x7f" for character in text) and not C1.search(text)
