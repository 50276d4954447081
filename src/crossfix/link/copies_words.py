"""The words of a report as copies are told by: folded, with what each of them is.

No parse is asked for: two reports are laid side by side when only their text is at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from crossfix.lexicons import load, words
from crossfix.link.copies_lent import Ranges, furniture, lists, quotations, titles

_FUNCTION: Final = words("copies", "function")
_IRREGULAR: Final[dict[str, str]] = load("copies")["irregular"]
_CARDINALS: Final[dict[str, float]] = load("quantities")["cardinals"]
_SCALES: Final[dict[str, float]] = {
    word: value for word, value in load("quantities")["scales"].items() if len(word) > 2
}
_WORD: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_ENDED: Final = re.compile(r"[.!?…]|\n\s*\n")
_VOWEL: Final = re.compile(r"[aeiouy]")
_NO_FIGURE: Final = frozenset({"0", "1"})
"""Numbers that stand in any text: "one of them"."""


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A lower-case word without its endings of number and tense: "launching" as "launched".

    Light on purpose: words that fall together by mistake do so in both reports alike.
    """
    word = _IRREGULAR.get(word, word)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        left = word[: -len(ending)]
        if word.endswith(ending) and len(left) > 2 and _VOWEL.search(left):
            word = left[:-1] if left[-1] == left[-2] and left[-1] not in "ls" else left
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


_CALENDAR: Final = frozenset(
    stem(names[0]) for table in ("months", "weekdays") for names in load("times")[table].values()
)


@dataclass(frozen=True)
class Words:
    """The words of a text in order.

    ``starts`` and ``stops`` are their offsets, ``forms`` the stems (a number in words is its
    digits), ``content`` the indices of those that are no function words, ``sentences`` the
    index of each sentence's first word.
    """

    text: str
    starts: list[int]
    stops: list[int]
    forms: list[str]
    content: list[int]
    sentences: list[int]

    def __len__(self) -> int:
        return len(self.forms)

    @cached_property
    def is_content(self) -> list[bool]:
        """For every word whether it is one of the content."""
        flags = [False] * len(self.forms)
        for index in self.content:
            flags[index] = True
        return flags

    @cached_property
    def particular(self) -> list[bool]:
        """For every word whether it is a figure, a day or a month, or a name.

        A word is taken for a name when it has a capital and begins no sentence.
        """
        begins = set(self.sentences)
        return [
            (form[0].isdigit() and form not in _NO_FIGURE)
            or (form in _CALENDAR and self.text[start].isupper())
            or (self.text[start].isupper() and index not in begins and self.is_content[index])
            for index, (form, start) in enumerate(zip(self.forms, self.starts, strict=True))
        ]

    @cached_property
    def quoted(self) -> list[bool]:
        """For every word whether it stands between quotation marks."""
        return self._within(quotations(self.text))

    @cached_property
    def listed(self) -> list[bool]:
        """For every word whether it stands in a list of four or more or in a charge."""
        return self._within(lists(self.text))

    @cached_property
    def furniture(self) -> list[bool]:
        """For every word whether it belongs to the page and not to the report."""
        return self._within(furniture(self.text))

    @cached_property
    def titled(self) -> list[bool]:
        """For every word whether it names somebody or a weapon in full."""
        return self._within(titles(self.text))

    def _within(self, ranges: Ranges) -> list[bool]:
        flags = [False] * len(self.forms)
        here = 0
        for index, start in enumerate(self.starts):
            while here < len(ranges) and ranges[here][1] <= start:
                here += 1
            if here == len(ranges):
                break
            flags[index] = ranges[here][0] <= start
        return flags


def read_words(text: str) -> Words:
    """The words of a text (see :class:`Words`)."""
    starts: list[int] = []
    stops: list[int] = []
    forms: list[str] = []
    content: list[int] = []
    sentences: list[int] = []
    last = 0
    for start, stop, form in _join_numbers(text, _raw(text)):
        if not starts or (_ENDED.search(text, last, start) and not text[start].islower()):
            sentences.append(len(starts))
        if form not in _FUNCTION:
            content.append(len(starts))
        starts.append(start)
        stops.append(stop)
        forms.append(form if form in _FUNCTION or form[0].isdigit() else stem(form))
        last = stop
    return Words(text, starts, stops, forms, content, sentences)


@lru_cache(maxsize=512)
def kept_words(text: str) -> Words:
    """As :func:`read_words`; those of the last texts are kept."""
    return read_words(text)


def _raw(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _WORD.finditer(text):
        word = match.group().lower().replace("’", "'")
        yield match.start(), match.end(), word[:-2] if word.endswith("'s") else word


def _join_numbers(text: str, raw: Iterator[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """The words, numbers written out in digits: "twenty-three" and "2.5 million" are one each."""
    held: tuple[int, int, float] | None = None
    for start, stop, word in raw:
        value = _value(word)
        scale = _SCALES.get(word)
        if held is not None:
            near = start - held[1] <= 1
            joined = _joined(held[2], value, scale, digits=word[0].isdigit()) if near else None
            if joined is not None:
                held = (held[0], stop, joined)
                continue
            yield held[0], held[1], _digits(held[2])
            held = None
        if value is not None:
            held = (start, stop, value)
        else:
            yield start, stop, word
    if held is not None:
        yield held[0], held[1], _digits(held[2])


def _value(word: str) -> float | None:
    if word[0].isdigit():
        plain = word.replace(",", "")
        return float(plain) if plain.count(".") <= 1 else None
    return _CARDINALS.get(word)


def _joined(held: float, value: float | None, scale: float | None, *, digits: bool) -> float | None:
    if scale is not None:
        return held * scale
    if value is not None and not digits and held >= 20 and held % 10 == 0 and value < 10:
        return held + value
    return None


def _digits(value: float) -> str:
    return str(int(value)) if value == int(value) and value < 1e15 else repr(value)
