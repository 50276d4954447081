"""Words of reports, moved to where they stand in the reports as they may be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from crossfix.findings.copies import Copy, MatchingWords, Passage
from crossfix.findings.disclosure import Origins, Shown
from crossfix.model import Span


def moved_offset(origins: Origins, offset: int, *, end: bool) -> int:
    """Where an offset of a report as received stands in it as it is shown.

    Inside of what was replaced it is the beginning or the ``end`` of what stands there now.
    """
    shift = 0
    for start, stop, length in origins.edits:
        if offset <= start:
            break
        if offset < stop:
            return start + shift + (length if end else 0)
        shift += length - (stop - start)
    return offset + shift


def moved_span(shown: Shown, span: Span) -> Span | None:
    """A span of a report as received in the report as it is shown; ``None`` if nothing is left."""
    start = moved_offset(shown.origins, span.start, end=False)
    stop = moved_offset(shown.origins, span.stop, end=True)
    text = shown.ledger.document.text[start:stop]
    return Span(start, stop, text) if text.strip() else None


class Moved:
    """What two reports share, moved to where it stands in both as they are shown."""

    def __init__(self, left: Shown, right: Shown) -> None:
        self._left = left
        self._right = right

    def copy(self, copy: Copy) -> Copy:
        """A copy with its passages in what is shown."""
        passages = tuple(self._passages(copy.passages))
        return msgspec.structs.replace(copy, passages=passages)

    def _passages(self, passages: Iterable[Passage]) -> Iterator[Passage]:
        for passage in passages:
            left, right = (
                moved_span(self._left, passage.left),
                moved_span(self._right, passage.right),
            )
            if left is not None and right is not None:
                matching = tuple(self._matching(passage.matching))
                yield msgspec.structs.replace(passage, left=left, right=right, matching=matching)

    def _matching(self, runs: Iterable[MatchingWords]) -> Iterator[MatchingWords]:
        for run in runs:
            left, right = moved_span(self._left, run.left), moved_span(self._right, run.right)
            if left is not None and right is not None:
                yield MatchingWords(left=left, right=right)
