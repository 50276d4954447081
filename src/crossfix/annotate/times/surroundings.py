"""A passage as the checks on time expressions see it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BEFORE_WORD: Final = re.compile(r"([a-z]+)[. ]*(?:the |a |an )?$")
NEXT_WORD: Final = re.compile(r"[ -]*([a-z%°]+)")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A passage as the checks see it: original text, its lower-case twin, the parse.

    ``ancient`` says that the report counts its years before Christ; ``era`` bounds the
    years before 1800 that it is about.
    """

    text: str
    lower: str
    doc: Doc
    ancient: bool
    era: range = range(0)

    def word_before(self, start: int) -> str:
        """The word before an offset, over a determiner; empty across punctuation."""
        found = _BEFORE_WORD.search(self.lower, max(0, start - 30), start)
        return found.group(1) if found else ""

    def word_after(self, stop: int) -> str:
        """The word that follows; empty across punctuation."""
        found = NEXT_WORD.match(self.lower, stop)
        return found.group(1) if found else ""

    def token(self, start: int, stop: int) -> Token | None:
        """The first token of a stretch."""
        span = self.doc.char_span(start, stop, alignment_mode="expand")
        return span[0] if span else None
