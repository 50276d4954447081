"""What a user types into a search, as terms.

Nothing typed is an error of syntax: quotes make a phrase, a star at the end lets the last
word go on, and everything else is words to be found, all of them.
"""

from __future__ import annotations

import re
from typing import Final

from crossfix.case.records import Term
from crossfix.errors import BadOption

# A phrase in straight, curly or angle quotes (the last may lack its end), or a bare word.
_TERM: Final = re.compile(r"""["“”„«»]([^"“”„«»]*)(?:["“”„«»](\*?)|$)|([^\s"“”„«»]+)""")


def parse_words(typed: str) -> tuple[Term, ...]:
    """The terms of a search; raises :class:`~crossfix.errors.BadOption` if there are none."""
    terms = []
    for phrase, star, word in _TERM.findall(typed.replace("\0", " ")):
        words = phrase or word
        prefix = bool(star) or words.endswith("*")
        words = words.strip("* \t\r\n")
        if any(character.isalnum() for character in words):
            terms.append(Term(words, prefix))
    if not terms:
        raise BadOption(repr(typed), "holds no word to look for", "give a word or a phrase")
    return tuple(terms)
