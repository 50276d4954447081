"""Passages that tell of injury and death in detail: folded until the reader opens them.

The rule is that of :mod:`crossfix.web.folding`, by sentences.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from crossfix.case.packing import quotes
from crossfix.model import KINDS, Ledger
from crossfix.views.sentences import sentences
from crossfix.web.folding import warnings_of
from crossfix.web.shapes import Graphic


def graphic_passages(ledger: Ledger) -> Iterator[Graphic]:
    """The sentences of a report that are to be folded, those that follow each other as one."""
    text = ledger.document.text
    within = [(segment.start, segment.stop) for segment in ledger.segments] or [(0, len(text))]
    folded = None
    for start, stop, why in _found(text, within):
        if folded is not None and not text[folded.stop : start].strip():
            joined = dict.fromkeys((*folded.why.split("; "), *why))
            folded = Graphic(start=folded.start, stop=stop, why="; ".join(joined))
            continue
        if folded is not None:
            yield folded
        folded = Graphic(start=start, stop=stop, why="; ".join(why))
    if folded is not None:
        yield folded


def words_in(ledger: Ledger, passages: Sequence[Graphic]) -> Iterator[str]:
    """What entries of a report quote that lies in these passages, or partly does."""
    starts = [passage.start for passage in passages]  # in order, and none meets another
    for kind in KINDS if passages else ():
        for entry in getattr(ledger, kind):
            for _field, _number, span in quotes(entry):
                last = bisect_left(starts, span.stop) - 1
                if last >= 0 and span.start < passages[last].stop:
                    yield span.text


def _found(
    text: str, within: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    for start, stop in sentences(text, within):
        why = warnings_of(text[start:stop])
        if why:
            piece = text[start:stop]
            begins = start + len(piece) - len(piece.lstrip())
            yield begins, start + len(piece.rstrip()), why
