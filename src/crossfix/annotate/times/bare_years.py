"""Whether a bare number is a year, by its size and by what stands beside it."""

from __future__ import annotations

import re
from typing import Final

from crossfix.annotate.times.meanings import Found
from crossfix.annotate.times.surroundings import Surroundings
from crossfix.annotate.times.vocabulary import COUNTED
from crossfix.lexicons import words

_YEAR_CUES: Final = words("times", "cues", "year")
_OF_THEM: Final = re.compile(r" of (?:them|these|those|which|whom|us|you)\b")
_FIGURE_AFTER: Final = re.compile(r" \d{3,}\b(?![:.]\d)")
_FIGURE_BEFORE: Final = re.compile(r"(?:\b\d{3,}|\b\d+[a-z]{1,3}(?<!st)(?<!nd)(?<!rd)(?<!th)) $")
_NOT_YEAR: Final = words("times", "not_year", "before")


def is_year(found: Found, around: Surroundings, *, cue_needed: bool = False) -> bool:
    """Whether a bare number is a year, by its size and by the words beside it."""
    year = abs((found.meaning.since or found.meaning).year or 0)
    before, after = around.word_before(found.start), around.word_after(found.stop)
    if before in _NOT_YEAR or after in COUNTED:
        return False
    if before not in _YEAR_CUES and _is_beside_figures(found, around):
        return False
    bracketed = around.lower[found.start - 1 : found.start] == "("
    cued = before in _YEAR_CUES or bracketed
    if cue_needed or not (1800 <= year <= 2049 or year in around.era):
        if not cued or not 100 <= year <= 2100:
            return False
        return not _counts_a_plural(found, around)
    if year % 100 == 0 or year % 500 == 0:
        return cued and not _counts_a_plural(found, around)
    return cued or not _is_bought(found, around)


def _is_bought(found: Found, around: Surroundings) -> bool:
    """'Sold 2023 copies': a figure between a verb and a plural."""
    number = around.token(found.start, found.stop)
    if number is None or not 0 < number.i < len(around.doc) - 1:
        return False
    verb, noun = around.doc[number.i - 1], around.doc[number.i + 1]
    return verb.pos_ == "VERB" and noun.tag_ == "NNS"


def _is_beside_figures(found: Found, around: Surroundings) -> bool:
    """'Grid 36U 1944 2023', "2019 of them": a figure among figures, or a count."""
    if _OF_THEM.match(around.lower, found.stop) or _FIGURE_AFTER.match(around.lower, found.stop):
        return True
    return bool(_FIGURE_BEFORE.search(around.lower[max(0, found.start - 12) : found.start]))


def _counts_a_plural(found: Found, around: Surroundings) -> bool:
    """Whether a plural noun follows, perhaps behind adjectives: "2000 elite troops"."""
    after = around.doc.char_span(
        found.stop, min(len(around.text), found.stop + 30), alignment_mode="contract"
    )
    for token in list(after or ())[:3]:
        if token.tag_ in {"NNS", "NNPS"}:
            return True
        if token.tag_ not in {"JJ", "NN", "NNP", "JJR", "JJS", "HYPH"}:
            return False
    return False
