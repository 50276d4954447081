"""The text of a PDF page with an empty line wherever the page leaves a gap.

PDF knows no paragraphs: they show only as wider steps between lines, or other type.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

WIDE_STEP: Final = 1.35
"""A step down of more than this many usual steps parts paragraphs."""

OTHER_SIZE: Final = 0.12
"""A relative difference in type size that parts a heading from the text."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words, its height on the page and its type size, in points."""

    text: str
    y: float
    size: float


def find_lines(page: Any) -> list[Line]:
    """The lines of a ``pypdf`` page, in the order in which the file writes them."""
    pieces: list[tuple[str, float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        if text:
            scale = abs(tm[3] or tm[0] or 1.0) * abs(cm[3] or cm[0] or 1.0)
            pieces.append((text, cm[1] * tm[4] + cm[3] * tm[5] + cm[5], abs(size) * scale))

    page.extract_text(visitor_text=visit)
    return _lines(pieces)


def space_pages(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The text of pages, with an empty line wherever a step is wider than the usual one."""
    steps = sorted(step for lines in pages for step in _steps(lines) if step > 0.5)
    # The lower quartile: in a short text half of the steps may be those between paragraphs.
    usual = steps[len(steps) // 4] if steps else 0.0
    return ["\n".join(_spread(lines, usual)) for lines in pages]


def _steps(lines: Sequence[Line]) -> list[float]:
    return [upper.y - lower.y for upper, lower in pairwise(lines)]


def _lines(pieces: list[tuple[str, float, float]]) -> list[Line]:
    """Pieces of text put together to lines; a line stands where its first words stand."""
    lines: list[Line] = []
    words: list[str] = []
    place: tuple[float, float] | None = None
    for text, y, size in pieces:
        for number, part in enumerate(text.split("\n")):
            if number and place is not None:
                lines.append(Line("".join(words), *place))
            if number:
                words, place = [], None
            words.append(part)
            if part.strip() and place is None:
                place = (y, size)
    if place is not None:
        lines.append(Line("".join(words), *place))
    return lines


def _spread(lines: Sequence[Line], usual: float) -> list[str]:
    spread = [lines[0].text] if lines else []
    for step, (upper, lower) in zip(_steps(lines), pairwise(lines), strict=True):
        other = abs(upper.size - lower.size) > OTHER_SIZE * max(upper.size, lower.size)
        if step > WIDE_STEP * usual or (other and step > 0.5):
            spread.append("")
        spread.append(lower.text)
    return spread
