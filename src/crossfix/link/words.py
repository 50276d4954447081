"""Words as links compare them: base forms, how rare each is, which may mean the same.

No parse is made: a form is led back to its word by rules of English spelling and a list of
irregular forms.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

import msgspec

from crossfix import lexicons
from crossfix.models.encoder import VOCABULARY

_WORD: Final = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")
_OWNER: Final = re.compile(r"['’]s?$")
_FIRST: Final = 1996
"""The number of the commonest word ("the") in the encoder's vocabulary."""
_COMMON: Final = 150
"""The words up to this rank say nothing: of, and, in, after, people, first."""
_RARE: Final = 28_000
_PHRASAL: Final = 0.4
"""What a verb with a particle tells at least."""
_INFLECTED: Final = (
    ("ies", ("y", "ie")),
    ("es", ("e", "")),
    ("s", ("",)),
    ("ied", ("y", "ie")),
    ("ed", ("e", "", "*")),
    ("ing", ("e", "", "*")),
)
"""Endings, and what stands in their place in the word (``*``: without its doubled letter)."""
_PLURALS: Final = (("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("zzes", "zz"),
                   ("ies", "y"), ("s", ""))  # fmt: skip
_FORMS: Final = ("", "s", "d", "ed")
_LEAST_STEM: Final = 2
_WIDER: Final = 0.5
"""What a shared wider concept counts for, beside a shared one."""
_SENSES: Final = (1.0, 0.7, 0.5, 0.4, 0.3, 0.3, 0.3, 0.3)
"""How much each next meaning of a word counts for."""


def words_in(text: str) -> Iterator[str]:
    """The base forms of a text's words, in order; figures stay as they are."""
    for _, word in placed_words(text):
        yield word


def placed_words(text: str) -> Iterator[tuple[int, str]]:
    """The base forms of a text's words, each with where it begins."""
    for match in _WORD.finditer(text):
        word = _OWNER.sub("", match[0].casefold())
        if word:
            yield match.start(), base_form(word)


@lru_cache(maxsize=100_000)
def base_form(word: str) -> str:
    """The word of a form in lower case: "struck" gives strike, "refineries" refinery.

    A form that may be an inflected verb is taken for one ("bombing" is bomb), any other one
    in "s" for a plural.
    """
    known = _concepts()
    irregular = _irregular().get(word)
    if irregular is not None:
        return irregular
    for ending, bases in _INFLECTED:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            for stem in _stems(word[: -len(ending)], bases):
                if stem in known and len(stem) > _LEAST_STEM:
                    return stem
    if word.endswith(("ss", "us", "is")) or len(word) <= 3:
        return word
    ending, base = next((pair for pair in _PLURALS if word.endswith(pair[0])), ("", ""))
    return word[: len(word) - len(ending)] + base


def _stems(stem: str, bases: Iterable[str]) -> Iterator[str]:
    """What may stand before an ending."""
    for base in bases:
        if base != "*":
            yield stem + base
        elif stem[-1] == stem[-2]:
            yield stem[:-1]


def is_numeral(word: str) -> bool:
    """Whether a base form only tells how many: "41", "dozen", "least" of "at least"."""
    return (word[0].isdigit() and not word[-1].isalpha()) or word in _numerals()


@lru_cache(maxsize=100_000)
def rarity(word: str) -> float:
    """How much a word tells: 0 for "of", about 0.5 for "factory", 1 for a name hardly met.

    By its rank in the encoder's vocabulary, which is in the order of frequency; a verb with its
    particle ("take_off") by that of the verb, but not less than 0.4.
    """
    verb, _, particle = word.partition("_")
    if particle:
        return max(_PHRASAL, rarity(verb))
    rank = min(_rank(word + ending) for ending in _FORMS)
    if rank <= _COMMON or len(word) < 2:
        return 0.0
    return min(1.0, math.log(rank / _COMMON) / math.log(_RARE / _COMMON))


def telling(words: Iterable[str], most: int) -> tuple[str, ...]:
    """The words that tell most, each once, rarest first; those that tell nothing are left out."""
    weighed = ((rarity(word), word) for word in set(words))
    ordered = sorted((pair for pair in weighed if pair[0] > 0), key=lambda p: (-p[0], p[1]))
    return tuple(word for _, word in ordered[:most])


@lru_cache(maxsize=200_000)
def kinship(left: str, right: str) -> float:
    """How likely two words tell of one happening, 0 to 1: the same, "bomb" and "bombing".

    By the concepts that WordNet has for both, in the order in which it gives them; a concept
    above both counts half.
    """
    if left == right:
        return 1.0
    first, second = meanings(left), meanings(right)
    return max((min(weight, second[c]) for c, weight in first.items() if c in second), default=0.0)


@lru_cache(maxsize=50_000)
def meanings(word: str) -> dict[str, float]:
    """The concepts of a word, and those above them, each with how much it counts for."""
    found: dict[str, float] = {}
    for concept, weight in zip(_concepts().get(word, ()), _SENSES, strict=False):
        found[concept] = max(weight, found.get(concept, 0.0))
        for parent in _wider().get(concept, ()):
            found[parent] = max(weight * _WIDER, found.get(parent, 0.0))
    return found


def main_concepts(word: str, most: int = 2) -> tuple[str, ...]:
    """The commonest concepts of a word; the word itself where WordNet has none."""
    return _concepts().get(word, (word,))[:most]


@lru_cache(maxsize=100_000)
def _rank(word: str) -> int:
    number = _vocabulary().get(word)
    return number - _FIRST if number is not None else _RARE


@cache
def _vocabulary() -> dict[str, int]:
    """The encoder's word pieces, by their number."""
    raw = files("crossfix.models").joinpath("encoder", VOCABULARY).read_bytes()
    held: dict[str, Any] = msgspec.json.decode(raw)
    pieces: dict[str, int] = held["model"]["vocab"]
    return pieces


@cache
def _numerals() -> frozenset[str]:
    """Words of number, and those of the bounds of a number."""
    table = lexicons.load("quantities")
    names = [*table["cardinals"], *table["scales"], *table["vague"], *table["few"]]
    bounds = (bound for kind in ("low", "high", "about") for bound in table["bounds"][kind])
    return frozenset(word for name in (*names, *bounds) for word in words_in(str(name)))


@cache
def _concepts() -> dict[str, tuple[str, ...]]:
    return _table("words")


@cache
def _wider() -> dict[str, tuple[str, ...]]:
    return _table("wider")


@cache
def _irregular() -> dict[str, str]:
    return {form: words[0] for form, words in _table("irregular").items()}


def _table(name: str) -> dict[str, tuple[str, ...]]:
    lines = lexicons.load("kindred")[name].strip().splitlines()
    return {parts[0]: tuple(parts[1:]) for parts in (line.split() for line in lines)}
