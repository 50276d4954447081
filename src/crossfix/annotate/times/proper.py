"""Names that hold a word of the calendar: "the Prague Spring", "The Sunday Times", "June Smith"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crossfix.annotate.times.vocabulary import SEASONS, WEEKDAYS
from crossfix.lexicons import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORD_BEFORE: Final = re.compile(r"([\w'’-]+)[ -]$")
_WORD_AFTER: Final = re.compile(r"[ -]([\w'’-]+)")
_BEFORE_WEEKDAY: Final = words("times", "names", "before_weekday")
_AFTER_WEEKDAY: Final = words("times", "names", "after_weekday")
_CUES: Final = words("times", "cues", "year") | words("times", "cues", "part")
_EVENTS: Final = words("times", "names", "events")
_GIVEN: Final = words("times", "names", "given")


def is_in_name(text: str, start: int, stop: int, token: Token | None) -> bool:
    """Whether a lone season, weekday or month is part of a name; ``token`` is its own."""
    start += 4 * text[start:stop].lower().startswith("the ")
    here = text[start:stop]
    if not here[:1].isupper():
        return False
    before, after = _beside(text, start, stop)
    word = here.lower()
    if word in SEASONS:
        if after.lower() in _EVENTS:
            return False  # "the Spring Offensive" is dated by its name
        opens = token is not None and bool(token.is_sent_start)
        return after[:1].isupper() if opens else before[:1].isupper() or after[:1].isupper()
    if word in WEEKDAYS:
        titled = before.lower() == "the" and after[:1].isupper()
        return (before[:1].isupper() and before.lower() in _BEFORE_WEEKDAY) or (
            titled and after.lower() in _AFTER_WEEKDAY
        )
    return word in _GIVEN and token is not None and _is_given_name(token, before)


def _beside(text: str, start: int, stop: int) -> tuple[str, str]:
    before = _WORD_BEFORE.search(text[max(0, start - 25) : start])
    after = _WORD_AFTER.match(text, stop)
    return (before[1] if before else ""), (after[1] if after else "")


def _is_given_name(token: Token, before: str) -> bool:
    """'June Smith said': a compound with a surname, and no preposition before it."""
    surname = token.dep_ == "compound" and token.head.i == token.i + 1
    return surname and token.head.tag_ == "NNP" and before.lower() not in _CUES
