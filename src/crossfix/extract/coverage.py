"""Which attribution a stretch of text stands in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from crossfix.model import Attribution, Span


class Coverage:
    """Finds the attributions whose content covers a stretch.

    Built once for a report; a question takes time in the attributions that begin in
    the same paragraph, not in the length of the report.
    """

    def __init__(self, attributions: Iterable[Attribution]) -> None:
        pieces = sorted(
            (
                (span.start, span.stop, attribution)
                for attribution in attributions
                for span in attribution.content
            ),
            key=lambda piece: (piece[0], -piece[1]),
        )
        self._starts = [piece[0] for piece in pieces]
        self._pieces = pieces
        self._reach: list[int] = []
        furthest = 0
        for _, stop, _ in pieces:
            furthest = max(furthest, stop)
            self._reach.append(furthest)

    def around(self, span: Span) -> tuple[Attribution, ...]:
        """The attributions whose content covers a stretch, the outermost first."""
        found: dict[str, tuple[int, Attribution]] = {}
        position = bisect_right(self._starts, span.start) - 1
        while position >= 0 and self._reach[position] >= span.stop:
            start, stop, attribution = self._pieces[position]
            if stop >= span.stop:
                found[attribution.id] = (stop - start, attribution)
            position -= 1
        ordered = sorted(
            found.values(), key=lambda item: (-item[0], len(item[1].chain), item[1].id)
        )
        return tuple(attribution for _, attribution in ordered)

    def innermost(self, span: Span) -> Attribution | None:
        """The closest attribution around a stretch."""
        around = self.around(span)
        return around[-1] if around else None

    def inside(self, span: Span) -> tuple[Attribution, ...]:
        """The attributions whose content begins inside a stretch, in text order."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.stop)
        found = {piece[2].id: piece[2] for piece in self._pieces[first:last]}
        return tuple(found.values())
