"""Which country a report is about, by what it says of money, police, courts and offices.

A sheriff and a felony are American, the oblast and the hryvnia Ukrainian, the Crown Court
and the councillor British.  The words are in ``lexicons/place_signs.toml``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Final

from crossfix import lexicons

_WORD: Final = re.compile(r"\w[\w.'’-]*\$?|[£€₴₽]")

Words = tuple[str, ...]
Signs = Mapping[str, tuple[tuple[Words, Words], ...]]
"""First word → the words of each sign that begins with it, and its countries."""


def country_signs(text: str) -> Counter[str]:
    """How many different signs of each country a text holds; ISO codes."""
    exact, folded = _signs()
    words = _words(text)
    met: dict[Words, Words] = {}
    for table, given in ((exact, words), (folded, tuple(word.lower() for word in words))):
        for at, word in enumerate(given):
            for sign, countries in table.get(word, ()):
                if sign == given[at : at + len(sign)]:
                    met.setdefault(sign, countries)
    return Counter(country for countries in met.values() for country in countries)


def _words(text: str) -> Words:
    """The words of a text without what ends them: a full stop, a possessive."""
    found = (match[0].rstrip(".-'’") for match in _WORD.finditer(text))
    return tuple(word.removesuffix("'s").removesuffix("’s") for word in found)


@cache
def _signs() -> tuple[Signs, Signs]:
    """The signs that are written with capitals, and those that are found however written."""
    owners: dict[Words, list[str]] = {}
    for country, signs in lexicons.load("place_signs")["signs"].items():
        for sign in signs:
            owners.setdefault(_words(sign), []).append(country)
    exact: dict[str, tuple[tuple[Words, Words], ...]] = {}
    folded: dict[str, tuple[tuple[Words, Words], ...]] = {}
    for sign, countries in owners.items():
        table = folded if all(word == word.lower() for word in sign) else exact
        for form in (sign, (*sign[:-1], f"{sign[-1]}s")):
            table[form[0]] = (*table.get(form[0], ()), (form, tuple(countries)))
    return exact, folded
