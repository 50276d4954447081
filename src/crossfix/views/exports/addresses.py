"""Addresses, handles, tags and names of files in a text, and the words that they are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

from crossfix.views.exports.naming import key_of

WITHHELD_LINK: Final = "[link withheld]"
WITHHELD_FILE: Final = "[file name withheld]"

_ADDRESS: Final = re.compile(
    r"""(?:[a-z][a-z0-9+.-]*://|www\.)[^\s<>"«»“”]+      # an address
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                        # of mail
    | (?<![\w@])[@\#][\w.]*\w                             # a handle, a tag
    | (?<![\w@.])(?:[\w-]+\.)+[a-z]{2,}/[^\s<>"«»“”]+     # an address without its beginning
    | (?<![\w@.])(?:[\w-]+\.)+(?:com|org|net|info|me|io|tv|online|site|ua|ru|by|pl|de|uk|eu)\b
    | [\w.()+-]*\w\.(?:jpe?g|png|gif|webp|heic|mp4|mov|avi|mkv|webm|mp3|wav|ogg|m4a|pdf|docx?|odt
      |xlsx?|ods|pptx?|txt|md|html?|csv|json|xml|eml|msg|zip|rar|7z)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_ENDING: Final = ".,;:!?)]}'’"


def find_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where addresses, handles, tags and names of files stand."""
    for match in _ADDRESS.finditer(text):
        yield match.start(), match.start() + len(match.group().rstrip(_ENDING))


def pieces_of(address: str) -> list[str]:
    """The words that an address is made of, as names are compared.

    >>> pieces_of("t.me/OlhaPchilka_7") == [key_of(w) for w in ("t", "me", "Olha", "Pchilka")]
    True
    """
    runs = (match.group() for match in _LETTERS.finditer(unquote(address)))
    return [key_of(piece) for run in runs for piece in _split_at_capitals(run)]


def _split_at_capitals(run: str) -> Iterator[str]:
    start = 0
    for at in range(1, len(run)):
        if run[at].isupper() and not run[at - 1].isupper():
            yield run[start:at]
            start = at
    yield run[start:]


def file_kind(path: str) -> str:
    """The ending of the name of a file (``.txt``), if it has one."""
    return PurePosixPath(path).suffix
