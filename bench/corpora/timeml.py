"""TimeML corpora (WikiWars, TimeBank, AQUAINT): texts with their TIMEX3 annotations."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_TAG: Final = re.compile(r"<(/?)(\w+)([^>]*)>")
_ATTRIBUTE: Final = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Timex:
    """A gold time expression: offsets into the text, TIMEX3 type and value."""

    start: int
    stop: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with its creation date and its gold expressions, in text order.

    ``ignored`` are stretches that repeat the creation time inside the text.
    """

    name: str
    text: str
    created: str
    times: tuple[Timex, ...]
    ignored: tuple[tuple[int, int], ...] = ()


def read_timeml(folder: Path) -> Iterator[Annotated]:
    """Every ``.tml`` file under a folder, in order of path.

    Expressions without text (implied by others) and the document creation time, which
    stands outside the body, are left out.  WikiWars repeats the creation time at the
    head of the body; it carries the same ``tid`` and is left out too.  Raises
    ``FileNotFoundError`` where the folder is absent.
    """
    if not folder.is_dir():
        raise FileNotFoundError(2, "no such corpus", str(folder))
    for path in sorted(folder.rglob("*.tml")):
        source = path.read_text(encoding="utf-8", errors="replace")
        head, _, body = source.partition("<TEXT>")
        created = re.search(r'<DCT>.*?value="([^"]*)"', head, re.DOTALL)
        text, times, ignored = _strip(body.partition("</TEXT>")[0])
        day = created.group(1)[:10] if created else ""
        yield Annotated(path.stem, text, day, times, ignored)


def _strip(body: str) -> tuple[str, tuple[Timex, ...], tuple[tuple[int, int], ...]]:
    ignored: list[tuple[int, int]] = []
    pieces: list[str] = []
    times: list[Timex] = []
    opened: list[tuple[int, dict[str, str]]] = []
    length = position = 0
    for tag in _TAG.finditer(body):
        piece = html.unescape(body[position : tag.start()])
        pieces.append(piece)
        length += len(piece)
        position = tag.end()
        if tag[2] != "TIMEX3" or tag[3].endswith("/"):
            continue
        if not tag[1]:
            opened.append((length, dict(_ATTRIBUTE.findall(tag[3]))))
            continue
        start, attributes = opened.pop()
        if attributes.get("tid") == "t0":
            ignored.append((start, length))
        else:
            times.append(Timex(start, length, attributes.get("type", ""),
                               attributes.get("value", "")))  # fmt: skip
    pieces.append(html.unescape(body[position:]))
    text = "".join(pieces)
    trimmed = (_trim(text, time) for time in times)
    ordered = sorted((time for time in trimmed if time), key=lambda time: time.start)
    return text, tuple(ordered), tuple(ignored)


def _trim(text: str, time: Timex) -> Timex | None:
    """Without blanks and stops at the ends, which annotators included now and then."""
    piece = text[time.start : time.stop]
    start = time.start + len(piece) - len(piece.lstrip())
    stop = start + len(piece.strip().rstrip(",;"))
    return Timex(start, stop, time.type, time.value) if start < stop else None
