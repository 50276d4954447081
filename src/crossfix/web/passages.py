"""The sentence that words stand in, for a card or a list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from crossfix.model import Document, Span
from crossfix.views.wording import heading_of
from crossfix.web.folding import why_folded
from crossfix.web.shapes import AccountWords

_END: Final = re.compile(r"[.!?…]+[\"'”»)\]]*\s+(?=[\"'“«(\[]*[^\W_a-z])|\n")
_MOST: Final = 320
"""Characters on either side at most."""


def account_words(event_id: str, document: Document, words: Span) -> AccountWords:
    """Words of a report with the rest of their sentence."""
    begins, ends = sentence_around(document.text, words.start, words.stop)
    return AccountWords(
        event=event_id,
        document=document.id,
        heading=heading_of(document),
        published=document.published,
        start=begins,
        before=document.text[begins : words.start],
        trigger=document.text[words.start : words.stop],
        after=document.text[words.stop : ends],
        graphic=why_folded(document.text[begins:ends]),
    )


def sentence_around(text: str, start: int, stop: int) -> tuple[int, int]:
    """Where the sentence begins and ends in which the words between two offsets stand.

    A very long one is cut at a word.
    """
    first, last = max(0, start - _MOST), min(len(text), stop + _MOST)
    begins = [match.end() for match in _END.finditer(text, first, start)]
    end = _END.search(text, stop, last)
    begin = begins[-1] if begins else _after_word(text, first, start)
    finish = end.end() if end else _before_word(text, stop, last)
    piece = text[stop:finish]
    return begin, stop + len(piece.rstrip())


def sentences(text: str, within: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Where the sentences of some stretches begin and end, in order."""
    for start, stop in within:
        begin = start
        for match in _END.finditer(text, start, stop):
            if match.end() > begin:
                yield begin, match.end()
            begin = match.end()
        if begin < stop:
            yield begin, stop


def _after_word(text: str, first: int, start: int) -> int:
    """The beginning of a cut sentence, not in the middle of a word."""
    if first == 0:
        return 0
    space = text.find(" ", first, start)
    return first if space < 0 else space + 1


def _before_word(text: str, stop: int, last: int) -> int:
    if last == len(text):
        return last
    space = text.rfind(" ", stop, last)
    return last if space < 0 else space
