"""Hard-wrapped lines made paragraphs again, without page furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import Final

HYPHEN_END: Final = re.compile(r"[^\W\d_]{2,}[-\u2010\u00ad]\Z")
PAGE_NUMBER: Final = re.compile(
    r"(?:page\s*)?[-–—\[(|]?\s*\d{1,4}\s*[-–—\])|]?(?:\s*(?:of|/)\s*\d{1,4})?", re.I
)
SENTENCE_END: Final = re.compile(r"[.!?:][\"'”’)\]]*\Z")
LIST_START: Final = re.compile(r"(?:[•◦▪‣●*–—-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
EDGE_LINES: Final = 3
"""How many lines at the top and foot of a page may be its furniture."""

SHORT: Final = 0.75
"""A line that ends a sentence before this share of the usual width ends its paragraph."""


def join_pages(pages: Sequence[str]) -> str:
    """The text of pages: furniture dropped, lines joined into paragraphs."""
    split = [[line.strip() for line in page.splitlines()] for page in pages]
    furniture = _find_furniture(split)
    lines: list[str] = []
    for number, page in enumerate(split, start=1):
        kept = _drop_furniture(page, furniture, number)
        if lines and kept and not _runs_on(lines[-1], kept[0]):
            lines.append("")
        lines.extend(kept)
    return "\n\n".join(join_lines(lines))


def join_lines(lines: Sequence[str]) -> list[str]:
    """Paragraphs of hard-wrapped lines; end-of-line hyphens of split words are undone."""
    width = median([len(line) for line in lines if len(line) > 20] or [0])
    paragraphs: list[str] = []
    last = ""
    for line in lines:
        if line and paragraphs and last and not _begins(last, line, width):
            paragraphs[-1] = _join(paragraphs[-1], line)
        elif line:
            paragraphs.append(line)
        last = line
    return paragraphs


def _begins(last: str, line: str, width: float) -> bool:
    """Whether a line begins a paragraph after the line before it."""
    if LIST_START.match(line):
        return True
    short = len(last) < SHORT * width
    if short and SENTENCE_END.search(last):
        return True
    # A short line without an end, before a capital: a heading.
    return short and len(last) < 0.6 * width and line[:1].isupper() and not last.endswith(",")


def _join(paragraph: str, line: str) -> str:
    if HYPHEN_END.search(paragraph) and line[:1].islower():
        return paragraph[:-1] + line
    return f"{paragraph} {line}" if not paragraph.endswith(("-", "/", "—")) else paragraph + line


def _runs_on(last: str, first: str) -> bool:
    """Whether a paragraph goes on over the turn of a page."""
    return not SENTENCE_END.search(last) and (
        first[:1].islower() or HYPHEN_END.search(last) is not None
    )


def _find_furniture(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Lines, but for their digits, that stand at the edge of most pages."""
    if len(pages) < 3:
        return frozenset()
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_shape(line) for line in _edges(page)})
    return frozenset(shape for shape, count in seen.items() if count >= max(3, len(pages) / 2))


def _edges(page: Sequence[str]) -> list[str]:
    full = [line for line in page if line]
    return full[:EDGE_LINES] + full[-EDGE_LINES:]


def _drop_furniture(page: Sequence[str], furniture: frozenset[str], number: int) -> list[str]:
    full = [place for place, line in enumerate(page) if line]
    edges = set(full[:EDGE_LINES] + full[-EDGE_LINES:])
    dropped = {place for place in edges if _shape(page[place]) in furniture}
    for place in {*full[:1], *full[-1:]}:
        digits = re.findall(r"\d+", page[place])
        # A bare figure is a page number only if it could be this page's.
        if PAGE_NUMBER.fullmatch(page[place]) and digits and int(digits[0]) >= number:
            dropped.add(place)
    kept = [line for place, line in enumerate(page) if place not in dropped]
    while kept and not kept[0]:
        kept.pop(0)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line.lower())
