"""Plain text: decoded exactly, with the little that plain text tells of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from crossfix.config import Config
from crossfix.ingest.dates import date_line
from crossfix.ingest.decoding import declared_charset, decode
from crossfix.ingest.receiving import Imprint, receive
from crossfix.plugins import Raw
from crossfix.reading import Mark, MarkKind, Received

TITLE_LENGTH: Final = 150
HEAD_LINES: Final = 8
LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
BYLINE: Final = re.compile(
    r"(?:\W{0,3})by:?\s+(?P<name>[A-Z][^\d|·•–—,]*?"
    r"(?:(?:,\s+|\s+and\s+|\s+&\s+)[A-Z][^\d|·•–—,]*?)*)"
    r"\s*(?:[|·•–—,(\d].*)?\Z",
    re.I,
)
NAME_WORD: Final = re.compile(r"(?:[A-Z][\w.'’-]*|and|&|de|la|van|von|der|den|bin|al|el)[,.]?\Z")


class TextReader:
    """Takes any text that no other reader takes."""

    name = "text"

    def __init__(self, config: Config) -> None:
        self.config = config

    def accepts(self, raw: Raw) -> bool:
        """Everything: whether it is text shows in reading it."""
        return True

    def read(self, raw: Raw) -> Iterator[Received]:
        """The one report that plain text is."""
        decoded = decode(raw.data, raw.path, declared_charset(raw.media_type))
        text = decoded.text
        title = title_span(text)
        imprint = Imprint(
            title=text[slice(*title)] if title else None,
            author=byline(text),
            published=date_line(text),
            encoding=decoded.encoding,
        )
        marks = [Mark(MarkKind.HEADING, *title)] if title else []
        yield receive(raw, self.name, text, imprint, marks=marks)


def title_span(text: str) -> tuple[int, int] | None:
    """Where the title stands: a short first line, alone, that ends like no sentence."""
    start = len(text) - len(text.lstrip())
    first = LINE.match(text, start)
    if first is None:
        return None
    line = first[0].rstrip()
    after = LINE.match(text, first.end())
    alone = after is not None and after[0] != "" and not after[0].strip()
    if not alone or not 3 <= len(line) <= TITLE_LENGTH or line[-1] in ".!?:;,…\"'”’)]*=-_#":
        return None
    words = [word for word in line.split() if word[0].isalnum()]
    if len(words) < 2 or byline(line) or date_line(line) or not text[first.end() :].strip():
        return None
    return start, start + len(line)


def byline(text: str) -> str | None:
    """The name in a "By Nellie Bly" line near the top, if there is one."""
    for line in [line.strip() for line in text[:4000].splitlines() if line.strip()][:HEAD_LINES]:
        found = BYLINE.match(line) if len(line) <= TITLE_LENGTH else None
        if found is None or line.endswith((".", "!", "?")):
            continue
        name = found["name"].strip()
        if len(name.split()) <= 12 and all(NAME_WORD.match(word) for word in name.split()):
            return name
    return None
