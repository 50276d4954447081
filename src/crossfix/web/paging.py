"""Parts of lists: the parameters that ask for one, and cutting it out."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final, TypeVar

from crossfix.web.routes import Parameter
from crossfix.web.shapes import Page

T = TypeVar("T")

MOST: Final = 1_000
"""Rows that one answer holds at most."""

OFFSET: Final = Parameter("offset", "The first row, counted from 0.", 0, least=0, most=10**12)


def limit_of(default: int) -> Parameter:
    """The parameter that says how many rows are wanted."""
    return Parameter("limit", "At most so many rows.", default, least=1, most=MOST)


def part_of(rows: Sequence[T], offset: int, limit: int) -> tuple[Page, tuple[T, ...]]:
    """Some of the rows, and where they lie."""
    page = Page(total=len(rows), offset=offset, limit=limit)
    return page, tuple(rows[offset : offset + limit])


def words_match(wanted: str, text: str) -> bool:
    """Whether every word that is wanted stands in a text, whatever its capitals and accents."""
    there = fold(text)
    return all(word in there for word in fold(wanted).split())


def fold(text: str) -> str:
    """A text without capitals and accents, for comparing."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if not unicodedata.combining(char))
