"""What the words around a figure say became of those who are counted: dead, hurt, held.

No parse is made.  What follows the figure in its own clause tells first ("60 people were
wounded", "12 dead"), then the verb before it ("killing 18", "wounded 60"), but not a passive
that has its own subject where another word follows ("18 were killed and 60 people ... hurt").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from crossfix import lexicons
from crossfix.link.words import base_form
from crossfix.model import Span

_AROUND: Final = 110
_SENTENCE: Final = 250
_SENTENCE_END: Final = re.compile(r"[.!?](?=\s|$)|\n")
_TOKEN: Final = re.compile(r"\d[\d.,]*|[^\W\d_]+(?:[-.'’][^\W\d_]+)*|[,;:()—–]")
_OWNER: Final = re.compile(r"['’]s?$")
_LED: Final = re.compile(
    r"\b(?:includ(?:ing|es?|ed)|(?:of|among|amongst)\s+(?:them|whom|these|those))"
    r"[\s,:]*(?:(?:were|are|at least|at most|about|some|as many as|up to)\s+)*$",
    re.IGNORECASE,
)
_FOLLOWED: Final = re.compile(
    r"\s*(?:[\w-]+\s+){0,2}?(?:of|among|amongst)\s+"
    r"(?:them|whom|these|those|the\s+(?:dead|killed|victims|wounded|injured|casualties))\b",
    re.IGNORECASE,
)
_TOLL: Final = re.compile(r"\b(?:tolls?|tally|tallies)\s+(?:of|from|in|after)\s*$", re.IGNORECASE)
_SINCE: Final = re.compile(
    # "had since been retaken" tells of later, not from when on was counted.
    r"(?<!\bhad )(?<!\bhas )(?<!\bhave )\bsince\b"
    r"(?!\s+(?:then|dawn|daybreak|morning|midnight|noon|the\s+(?:strike|attack|morning|raid)))"
    r"|\b(?:so\s+far\s+)?this\s+(?:year|month)\b|\bto\s+date\b"
    r"|\b(?:over|in|during|within)\s+the\s+(?:past|last)\s+(?:\w+\s+)?(?:days?|weeks?|months?|years?)\b"
    r"|\bthroughout\s+the\s+(?:war|conflict)\b|\bin\s+the\s+(?:whole|entire)\s+war\b",
    re.IGNORECASE,
)
_AUXILIARY: Final = 3
"""Words between "were" and what was done to them: "were also badly wounded"."""
_PASSIVE: Final = 2


@dataclass(frozen=True, slots=True)
class _Token:
    """A word in lower case, its base form, and what it says became of somebody."""

    word: str
    base: str
    fate: str | None

    @property
    def is_figure(self) -> bool:
        return self.word[0].isdigit() or self.word in _cardinals()

    @property
    def is_mark(self) -> bool:
        return not self.word[0].isalnum()


def fate_in(words: str) -> str | None:
    """What the last telling word of a phrase says became of somebody."""
    return next((token.fate for token in reversed(_tokens(words)) if token.fate), None)


def fate_of_noun(words: str) -> str | None:
    """What a noun phrase says became of somebody: "wounded soldiers", not "rescue workers"."""
    told = (t.fate for t in reversed(_tokens(words)) if t.fate and _is_told_of(t))
    return next(told, None)


def fate_around(text: str, span: Span) -> str | None:
    """What the words of its sentence say became of those whom a figure counts."""
    before = _tokens(_SENTENCE_END.split(text[max(0, span.start - _AROUND) : span.start])[-1])
    behind = _tokens(_SENTENCE_END.split(text[span.stop : span.stop + _AROUND])[0])
    own = _own(behind)
    if own is not None:
        return own
    governing = _governing(before)
    later = next((t.fate for t in behind if t.fate and _is_told_of(t)), None)
    if governing is None:
        return later
    fate, is_passive = governing
    return later if is_passive and later is not None else fate


def is_part(text: str, span: Span) -> bool:
    """Whether a figure counts some of those told before: "among them 5", "5 of whom"."""
    before, behind = text[max(0, span.start - _AROUND) : span.start], text[span.stop :][:_AROUND]
    return bool(_LED.search(before) or _FOLLOWED.match(behind))


def is_of_a_toll(text: str, noun: Span) -> bool:
    """Whether a noun says of what a toll is ("the toll of the strike stands at 26")."""
    return bool(_TOLL.search(text[max(0, noun.start - _AROUND) : noun.start]))


def is_of_a_time(text: str, span: Span) -> bool:
    """Whether a figure sums up a time ("since the war began"): it is of no one happening."""
    before = _SENTENCE_END.split(text[max(0, span.start - _SENTENCE) : span.start])[-1]
    behind = _SENTENCE_END.split(text[span.stop : span.stop + _SENTENCE])[0]
    return bool(_SINCE.search(before) or _SINCE.search(behind))


def _own(behind: Sequence[_Token]) -> str | None:
    """What is told right behind: of the noun phrase, or by a passive of the same clause."""
    stops, relative = _words("stops"), _words("relative")
    for token in behind:
        if token.is_mark or token.is_figure or token.word in stops:
            break
        if token.fate and _is_told_of(token):
            return token.fate
    be: int | None = None
    for at, token in enumerate(behind):
        if token.is_mark or token.is_figure or token.word in {"and", "or", "but"} | relative:
            return None
        if token.base == "be":
            be = at
        elif token.fate and be is not None and at - be <= _AUXILIARY:
            return token.fate
    return None


def _governing(before: Sequence[_Token]) -> tuple[str, bool] | None:
    """The nearest fate before, and whether it is a passive, whose subject stands before it."""
    be = _words("be")
    for at in range(len(before) - 1, -1, -1):
        token = before[at]
        if token.fate:
            around = before[max(0, at - _PASSIVE) : at]
            return token.fate, any(t.base in be for t in around)
    return None


def _is_told_of(token: _Token) -> bool:
    """Whether a word can be said of people before it: "rescued", not "rescue" (workers)."""
    return token.word != token.base or token.base in {"dead", "hurt", "death", "injury"}


def _tokens(text: str) -> list[_Token]:
    return list(map(_token, _TOKEN.findall(text.casefold())))


def _token(word: str) -> _Token:
    plain = _OWNER.sub("", word) or word
    base = base_form(plain) if plain[0].isalpha() else plain
    fates = _fates()
    return _Token(plain, base, fates.get(plain) or fates.get(base))


@cache
def _words(name: str) -> frozenset[str]:
    return lexicons.words("headcounts", "grammar", name)


@cache
def _cardinals() -> frozenset[str]:
    return frozenset(map(str, lexicons.load("quantities")["cardinals"])) - {"one"}


@cache
def _fates() -> dict[str, str]:
    """Words with what they say became of somebody."""
    return {word: fate for fate, words in _lists(lexicons.load("fates").items()) for word in words}


def _lists(items: Iterable[tuple[str, object]]) -> Iterable[tuple[str, list[str]]]:
    return ((name, value) for name, value in items if isinstance(value, list))
