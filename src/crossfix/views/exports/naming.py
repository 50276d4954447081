"""Where a text names somebody: words, the keys that they are compared by, and how names run.

Names are compared by a key that is the same for the usual transcriptions, in any letter
case, with or without accents, a possessive, or characters that are not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from crossfix import lexicons
from crossfix.lexicons.transcription import fold_name

Words = tuple[str, ...]
"""A name by the keys of its words."""

LONGEST: Final = 5
"""Words of the longest name that is looked for."""

_LETTER: Final = r"[^\W\d_]"
_UNSEEN: Final = r"[\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f]"
_MARK: Final = r"['’ʼ‘`´]"
_WORD: Final = re.compile(rf"{_LETTER}(?:{_UNSEEN}*(?:{_MARK}(?={_LETTER}))?{_LETTER})*{_UNSEEN}*")
_POSSESSIVE: Final = re.compile(rf"{_MARK}[sS]$")
_GAP: Final = re.compile(r"[^\S\n]*\n?[^\S\n]*|\.[^\S\n]*\n?[^\S\n]*|[-‐‑_+]\n?|%20")
_BESIDE: Final = re.compile(r"[^\S\n]*\n?[^\S\n]*|[-‐‑]")
_INITIALS: Final = re.compile(r"\.?[^\S\n]*\n?[^\S\n]*")
_NOUNS: Final = (
    "official", "military", "media", "analyst", "milblogger", "eyewitness", "person",
)  # fmt: skip
_LOOSE: Final = str.maketrans({"i": "y", "j": "y", "g": "h"})
_PATRONYMIC: Final = re.compile(r"(?:[oe]vyc|[oey]vna|ycna|[ly]yc)$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text; ``stop`` is before a possessive."""

    start: int
    stop: int
    key: str
    is_lower: bool
    is_initial: bool


@lru_cache(maxsize=65536)
def key_of(word: str) -> str:
    """What a word of a name is compared by.

    >>> key_of("Melnyk’s") == key_of("МЕЛЬНИК") == key_of("Melnik")
    True
    """
    folded = fold_name(re.sub(_UNSEEN, "", _POSSESSIVE.sub("", word)))
    return folded.translate(_LOOSE).replace("ch", "c") or word.casefold()


def read_words(text: str) -> Iterator[Word]:
    """The words of a text, those with a hyphen in their parts."""
    for match in _WORD.finditer(text):
        found = match.group()
        bare = _POSSESSIVE.sub("", found)
        yield Word(
            start=match.start(),
            stop=match.start() + len(bare),
            key=key_of(found),
            is_lower=found.islower(),
            is_initial=len(bare) == 1 and found.isupper(),
        )


def words_of(name: str) -> Words:
    """The words of a name that name somebody: capitalised, without titles and roles before it.

    Empty for a mere description ("a resident of the village").
    """
    found = [word.key for word in read_words(name) if not word.is_lower]
    while len(found) > 1 and is_role(found[0]):
        found.pop(0)
    while len(found) > 1 and found[-1] in _after():
        found.pop()
    return () if len(found) == 1 and found[0] in _titles() else tuple(found)


def is_role(key: str) -> bool:
    """Whether a word is a title, a rank, an office or a trade, as they stand before names."""
    return key in _titles() or key in _roles()


def surnames_of(words: Words) -> frozenset[str]:
    """What a family has in common: the last word; before a patronymic, the first one too.

    >>> key_of("Franko") in surnames_of(words_of("Franko Ivan Yakovych"))
    True
    """
    is_turned = len(words) > 2 and _PATRONYMIC.search(words[-1]) is not None
    return frozenset({words[-1], words[0]} if is_turned else {words[-1]})


def run_from(text: str, words: Sequence[Word], at: int) -> list[int]:
    """The words that may be one name with the one at ``at``; particles ("van") are passed over."""
    run = [at]
    for following in range(at + 1, min(len(words), at + 2 * LONGEST)):
        gap = text[words[following - 1].stop : words[following].start]
        if not _GAP.fullmatch(gap) or len(run) == LONGEST:
            break
        if not (words[following].is_lower and words[following].key in _particles()):
            run.append(following)
    return run


def initials_from(text: str, words: Sequence[Word], at: int) -> int:
    """How many initials follow each other from ``at`` on."""
    stop = at
    while stop < min(len(words), at + 3) and words[stop].is_initial:
        if stop > at and not _INITIALS.fullmatch(text[words[stop - 1].stop : words[stop].start]):
            break
        stop += 1
    return stop - at


def follows_initial(text: str, initial: Word, word: Word) -> bool:
    """Whether nothing but the full stop of an initial, and blanks, stand before a word."""
    return _INITIALS.fullmatch(text[initial.stop : word.start]) is not None


def stand_together(text: str, left: Word, right: Word) -> bool:
    """Whether nothing but a blank, a line break or a hyphen is between two words."""
    return _BESIDE.fullmatch(text[left.stop : right.start]) is not None


def begins_sentence(text: str, word: Word) -> bool:
    """Whether a word may have its capital from where it stands."""
    before = text[: word.start].rstrip(" \t\u00a0\"'“”«„‘’([")[-1:]
    return not before or before in ".!?…:;\n•–—"


@cache
def _titles() -> frozenset[str]:
    listed = lexicons.words("positions", "titles")
    return frozenset(key_of(word.strip(".")) for word in listed)


@cache
def _roles() -> frozenset[str]:
    listed = set(lexicons.words("sources", "titles", "words"))
    for kind in _NOUNS:
        listed |= lexicons.words("sources", "nouns", kind)
    return frozenset(key_of(word.strip(".")) for word in listed)


@cache
def _after() -> frozenset[str]:
    return frozenset(map(key_of, lexicons.words("positions", "after_names")))


@cache
def _particles() -> frozenset[str]:
    return frozenset(map(key_of, lexicons.words("positions", "particles")))
