"""Where the sentence begins and ends that words stand in: what a line or a card quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

# Stops after these end no sentence; nor does one after a single capital ("U.S.", "J. Smith").
_TITLES: Final = ("Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Brig", "Adm", "Col", "Maj", "Capt",
                  "Lt", "Sgt", "Gov", "Sen", "Rep", "St", "No")  # fmt: skip
_NO_END: Final = "".join(rf"(?<!\b{title})" for title in (*_TITLES, "[A-Z]"))

# A line that goes on with a small letter was broken for its width alone.
_END: Final = re.compile(
    _NO_END + r"[.!?…]+[\"'”»)\]]*\s+(?=[\"'“«(\[]*[^\W_a-z])|\n(?![^\S\n]*[a-zа-яёєіїґ])"
)
_MOST: Final = 320
"""Characters on either side at most."""
_AHEAD: Final = 8
"""Characters by which the beginning of a sentence is told: quotation marks and a letter."""


def sentence_around(text: str, start: int, stop: int) -> tuple[int, int]:
    """Where the sentence begins and ends in which the words between two offsets stand.

    A very long one is cut at a word.
    """
    first, last = max(0, start - _MOST), min(len(text), stop + _MOST)
    # What follows an end is looked at, so the search goes beyond it.
    ends = (match.end() for match in _END.finditer(text, first, min(len(text), start + _AHEAD)))
    begins = [end for end in ends if end <= start]
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
