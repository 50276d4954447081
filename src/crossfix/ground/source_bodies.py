"""Names of bodies: "Russian MoD", "Russia's Defence Ministry" and "the Ministry of Defence".

Two names mean one body when the words of one are among those of the other: whoever
leaves the country out means the body that was named last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from crossfix.ground.source_names import BODIES
from crossfix.lexicons import load
from crossfix.lexicons.transcription import fold_name

_ALIASES: Final[dict[str, list[str]]] = load("sources")["aliases"]
_EMPTY: Final = frozenset({"of", "the", "for", "and", "&", "a", "an", "in", "on", "s", "to"})
_WORDS: Final = re.compile(r"[\w-]+")


@lru_cache(maxsize=4096)
def words_of_body(name: str) -> frozenset[str]:
    """The words that tell a body, as stems, abbreviations written out.

    >>> sorted(words_of_body("Russian MoD")) == sorted(words_of_body("Russia's Defence Ministry"))
    True
    """
    found: set[str] = set()
    for word in _WORDS.findall(name.lower().replace("’", "'").replace("'s", "")):
        for part in _ALIASES.get(word, [word]):
            if part not in _EMPTY:
                found.add(fold_name(part)[:5])
    return frozenset(found)


def last_word_of(name: str) -> str:
    """The last word of a body's name, lower case: what a paper is called for short."""
    words = _WORDS.findall(name.lower())
    return words[-1] if words else ""


def is_body(name: str) -> bool:
    """Whether a name is that of a body: it begins or ends with what bodies are called."""
    words = [w for w in _WORDS.findall(name.lower().replace("'s", "")) if w not in _EMPTY]
    if not words:
        return False
    if words[-1] in BODIES or words[-1] in _ALIASES:
        return True
    led = re.search(r"\b(\w+) (?:of|for)\b", name.lower())
    return led is not None and led[1] in BODIES


def same_body(name: str, others: Iterable[str]) -> list[str]:
    """Those of the other names that can mean the same body."""
    words = words_of_body(name)
    found = [(other, words_of_body(other)) for other in others]
    return [
        other
        for other, theirs in found
        if words == theirs or (min(len(words), len(theirs)) > 1 and
                               (words <= theirs or theirs <= words))
    ]  # fmt: skip
