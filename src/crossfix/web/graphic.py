"""Passages that tell of injury and death in detail: folded until the reader opens them.

A rule by words (``lexicons/graphic.toml``): that somebody was killed is not told in detail by
itself; what was done to a body, or how it looked, is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from crossfix import lexicons
from crossfix.model import Ledger
from crossfix.web.passages import sentences
from crossfix.web.shapes import Graphic

_SPACE: Final = re.compile(r"[\s-]+")


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


def warnings_of(sentence: str) -> tuple[str, ...]:
    """Why a sentence is to be folded, in words; nothing when it is not."""
    plain = sentence.replace("’", "'")
    apart = [match.span() for match in _harmless().finditer(plain)]
    found = dict.fromkeys(
        match.lastgroup or ""
        for match in _detailed().finditer(plain)
        if not any(start <= match.start() < stop for start, stop in apart)
    )
    words = lexicons.load("graphic")["words"]
    return tuple(str(words[name]) for name in found)


def _found(
    text: str, within: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    for start, stop in sentences(text, within):
        why = warnings_of(text[start:stop])
        if why:
            piece = text[start:stop]
            begins = start + len(piece) - len(piece.lstrip())
            yield begins, start + len(piece.rstrip()), why


@cache
def _detailed() -> re.Pattern[str]:
    """A pattern with a group for every class of words."""
    classes: dict[str, list[str]] = lexicons.load("graphic")["classes"]
    groups = (f"(?P<{name}>{_any_of(stems)})" for name, stems in classes.items())
    return re.compile(rf"\b(?:{'|'.join(groups)})", re.IGNORECASE)


@cache
def _harmless() -> re.Pattern[str]:
    phrases: list[str] = lexicons.load("graphic")["not"]["phrases"]
    return re.compile(rf"\b(?:{_any_of(phrases)})", re.IGNORECASE)


def _any_of(stems: Iterable[str]) -> str:
    return "|".join(_stem(stem) for stem in sorted(stems, key=len, reverse=True))


def _stem(stem: str) -> str:
    whole = stem.endswith("$")
    words = (re.escape(word) for word in _SPACE.split(stem.removesuffix("$")))
    return r"[\s-]+".join(words) + (r"\b" if whole else "")
