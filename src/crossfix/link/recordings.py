"""Words that say of a report's evidence that there is some, or that there is none.

"Videos show the fire" has it that there is a video, "there are no videos or photos" that there
is neither.  Only what is said of evidence as such counts: that one party has published none,
that there may be some, or that what there is is old or forged, says neither.  No parse is
made; sentences are taken word by word in their base forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from crossfix import lexicons
from crossfix.link.recording_parts import Part, Recording
from crossfix.link.recording_words import names
from crossfix.link.words import placed_words
from crossfix.model import Span, slice_span

__all__ = ["Recording", "denies", "recordings_in", "sentences"]

_SENTENCE: Final = re.compile(r"(?:[^.!?…\n]|[.](?=\S))+(?:[.!?…]+[\"'”’»)\]]*|\n|$)")
_PART: Final = re.compile(r"[;:—()]|,\s+(?=but\b|while\b|although\b|though\b|whereas\b)|\s[-–]\s")


def recordings_in(text: str) -> list[Recording]:
    """What a text says of recorded evidence, in its order."""
    found: list[Recording] = []
    for match in _SENTENCE.finditer(text):
        if match[0].strip() and not match[0].rstrip("\"'”’» \n").endswith("?"):
            found += _of_sentence(slice_span(text, *match.span()))
    return found


def sentences(text: str) -> list[Span]:
    """The sentences of a text as they are cut here."""
    return [
        slice_span(text, *match.span()) for match in _SENTENCE.finditer(text) if match[0].strip()
    ]


def denies(none: Recording, some: Recording) -> bool:
    """Whether one says that there is nothing of the kind that the other says there is."""
    if not none.denied or some.denied or not none.narrowed <= some.narrowed:
        return False
    covered = {kind for name in none.kinds for kind in lexicons.words("recordings", "covers", name)}
    return bool(covered & some.kinds)


def _of_sentence(sentence: Span) -> Iterator[Recording]:
    """Part by part: what stands behind a semicolon is said of another thing."""
    cuts = [match.start() for match in _PART.finditer(sentence.text)]
    edges = [0, *cuts, len(sentence.text)]
    for start, stop in pairwise(edges):
        part = sentence.text[start:stop]
        placed = [(start + at, _sense(part, at, word)) for at, word in placed_words(part)]
        words = Part(sentence, [at for at, _ in placed], [word for _, word in placed])
        for first, behind in words.names():
            recording = words.read(first, behind)
            if recording is not None:
                yield recording


def _sense(part: str, at: int, word: str) -> str:
    """The word, as it is meant: the month of May is no verb, and what was filmed no film."""
    if word == "may" and part[at].isupper():
        return "May"
    return f"{word}ed" if word in names() and part.startswith(f"{word}ed", at) else word
