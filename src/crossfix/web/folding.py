"""Which words tell of injury and death in detail: quoted, they are folded until opened.

A rule by words (``lexicons/graphic.toml``): that somebody was killed is not told in detail by
itself; what was done to a body, or how it looked, is.  It looks at what is quoted and at
nothing else, so that part of a sentence is judged by what it tells itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from crossfix import lexicons

_SPACE: Final = re.compile(r"[\s-]+")
_WORD: Final = re.compile(r"\w+")
_HEAD: Final = 4
"""Letters of a word by which the stems that may begin there are looked up."""


def warnings_of(words: str) -> tuple[str, ...]:
    """Why words are to be folded, in the words of the warning; nothing when they are not."""
    rule = _rule()
    plain = words.replace("’", "'")
    if rule.stems.keys().isdisjoint([word[:_HEAD] for word in _WORD.findall(plain.lower())]):
        return ()
    found: dict[str, None] = {}
    apart: list[tuple[int, int]] | None = None
    end = 0
    for word in _WORD.finditer(plain):
        at = word.start()
        match = rule.match(plain, at, word[0]) if at >= end else None
        if match is None:
            continue
        end = match.end()
        if apart is None:
            apart = [harmless.span() for harmless in rule.harmless.finditer(plain)]
        if not any(start <= at < stop for start, stop in apart):
            found[rule.words[match.lastgroup or ""]] = None
    return tuple(found)


def why_folded(words: str) -> str | None:
    """Why words are to be folded, in a line; ``None`` when they are not."""
    return "; ".join(warnings_of(words)) or None


def folded(quoted: Iterable[str]) -> dict[str, str]:
    """Those of some quoted words that are to be folded, each with why."""
    found = {words: why_folded(words) for words in dict.fromkeys(quoted)}
    return {words: why for words, why in found.items() if why is not None}


@dataclass(frozen=True, slots=True)
class _Rule:
    """The lexicon as it is looked up.

    ``stems`` are patterns by the first letters of their first word, with a group for each
    class; ``words`` is what the warning says of a class.
    """

    stems: dict[str, re.Pattern[str]]
    harmless: re.Pattern[str]
    words: Mapping[str, str]

    def match(self, text: str, at: int, word: str) -> re.Match[str] | None:
        """The stem that stands at the beginning of a word."""
        pattern = self.stems.get(word[:_HEAD].lower())
        return None if pattern is None else pattern.match(text, at)


@cache
def _rule() -> _Rule:
    lexicon = lexicons.load("graphic")
    by_head: dict[str, dict[str, list[str]]] = {}
    for name, stems in lexicon["classes"].items():
        for stem in stems:
            by_head.setdefault(_head(stem), {}).setdefault(name, []).append(stem)
    return _Rule(
        stems={head: _pattern(classes) for head, classes in by_head.items()},
        harmless=re.compile(rf"\b(?:{_any_of(lexicon['not']['phrases'])})", re.IGNORECASE),
        words={name: str(words) for name, words in lexicon["words"].items()},
    )


def _head(stem: str) -> str:
    """The letters by which a stem is looked up: all that a shorter word may have."""
    first = _WORD.match(stem)
    if first is None or (len(first[0]) < _HEAD and first[0] == stem):
        raise ValueError(f"graphic.toml: {stem!r} is no word of {_HEAD} letters and more")
    return first[0][:_HEAD].lower()


def _pattern(classes: Mapping[str, Iterable[str]]) -> re.Pattern[str]:
    """A pattern with a group for every class of words."""
    groups = (f"(?P<{name}>{_any_of(stems)})" for name, stems in classes.items())
    return re.compile("|".join(groups), re.IGNORECASE)


def _any_of(stems: Iterable[str]) -> str:
    return "|".join(_stem(stem) for stem in sorted(stems, key=len, reverse=True))


def _stem(stem: str) -> str:
    whole = stem.endswith("$")
    words = (re.escape(word) for word in _SPACE.split(stem.removesuffix("$")))
    return r"[\s-]+".join(words) + (r"\b" if whole else "")
