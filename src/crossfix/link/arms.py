"""What kind of weapon words stand for, where two kinds exclude each other."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from crossfix import lexicons
from crossfix.link.words import words_in

_LONGEST: Final = 5


@lru_cache(maxsize=20_000)
def kinds_of_arms(phrase: str) -> frozenset[str]:
    """The kinds of weapon that a phrase may stand for; none where it may be any.

    The longest names count: in "tank shells" there is no tank beside the shells.
    """
    words, known = list(words_in(phrase)), _arms()
    found: set[str] = set()
    at = 0
    while at < len(words):
        sizes = range(min(_LONGEST, len(words) - at), 0, -1)
        names = (tuple(words[at : at + size]) for size in sizes)
        name = next((name for name in names if name in known), None)
        if name is not None:
            found |= known[name]
        at += len(name) if name is not None else 1
    return frozenset(found)


@cache
def _arms() -> dict[tuple[str, ...], frozenset[str]]:
    """Names of weapons in base forms, with the kinds that they may stand for."""
    table = lexicons.load("arms_apart")
    found = {
        tuple(words_in(word)): frozenset(table["classes"].get(name, ()))
        for name, entry in lexicons.load("weapons").items()
        if isinstance(entry, dict) and "words" in entry
        for word in entry["words"]
    }
    apart = {tuple(words_in(word)): frozenset(kinds) for word, kinds in table["words"].items()}
    return found | apart
