"""Time expressions of a passage: the grammar run over its text, neighbours put together.

The grammar finds the smallest expressions that have a meaning; this module drops what
only looks like one and joins what belongs together ("the night of" + "7 February",
"Thursday" + "February 6, 2025", "early" + "October").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from crossfix.annotate.times import clocks, counted, dates, figures, quarters, spans, years
from crossfix.annotate.times.join import join
from crossfix.annotate.times.meanings import Found, Frame, Sort
from crossfix.annotate.times.not_times import (
    is_not_time,
    stands_alone,
    without_article,
)
from crossfix.annotate.times.rules import Grammar
from crossfix.annotate.times.surroundings import Surroundings
from crossfix.annotate.times.vocabulary import ABOUT

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WORD: Final = re.compile(r"(?<![\w])(?:[a-z]+|\d+|'(?=\d\d))")
_TIDY: Final = str.maketrans({"’": "'", "‘": "'", "`": "'"} | dict.fromkeys("\n\r\t\xa0   ", " "))
_BEFORE_CHRIST: Final = re.compile(r"\d ?(?:BC|B\.C|BCE)\b")

_OLD_YEAR: Final = re.compile(
    r"\b(?:in|since|by|until|from|during|before|after|late|early|mid|[A-Z][a-z]+(?: \d\d?,)?|of)"
    r"[ -](1[0-7]\d\d)\b(?![.,]\d)"
)
_ERA_REACH: Final = 30

_OF_PREFIX: Final = (
    r"(?:the )?(?:very )?(?P<noun>beginning|start|onset|opening|middle|midpoint|end|close|turn"
    r"|first half|second half|latter half|last half|first part|latter part|early part|later part"
    r"|rest|remainder|first days|last days|final days|first weeks|last weeks|first months"
    r"|final months|last months|early days|early months|eve) of (?:the )?"
)
_MOD_PREFIX: Final = re.compile(
    rf"(?<![\w-])(?:{_OF_PREFIX}|(?:the )?(?P<adjective>(?:very )?(?:early|late|mid|middle|later"
    r"|earlier|earliest|latter|post|pre|circa|ca\.?))(?:-| )(?:in (?:the )?|part of "
    r"(?:the )?)?(?:the )?)$"
)
_MODS: Final = {
    "FIRST": {"first half"},
    "SECOND": {"second half", "latter half", "last half"},
    "START": {"beginning", "start", "onset", "opening", "first", "early", "earliest"},
    "EARLIER": {"earlier"},
    "LATER": {"later"},
    "MID": {"middle", "midpoint", "mid"},
    "END": {"end", "close", "turn", "second", "latter", "last", "final", "late"},
}
_NOW: Final = re.compile(r" now\b")
_AT_LEAST: Final = re.compile(
    r"(?<![\w-])(?:at least|more than|nearly|almost|roughly|about|approximately) $"
)
_ABOUT_PREFIX: Final = re.compile(rf"(?<![\w-])(?:the )?{ABOUT}$|(?<![\w-])the $")
_GRAMMARS: Final = (
    quarters.GRAMMAR, figures.GRAMMAR, dates.GRAMMAR, years.GRAMMAR, clocks.GRAMMAR,
    spans.GRAMMAR, counted.GRAMMAR,
)  # fmt: skip


def _one_grammar() -> Grammar:
    merged = Grammar()
    for grammar in _GRAMMARS:
        for word, rules in grammar.by_word.items():
            merged.by_word.setdefault(word, []).extend(rules)
    return merged


_GRAMMAR: Final = _one_grammar()


def counts_before_christ(text: str) -> bool:
    """Whether a report counts its years before Christ, so that "in 479" is a year."""
    return sum(1 for _ in _BEFORE_CHRIST.finditer(text)) >= 3


def era_of(text: str) -> range:
    """The years before 1800 that a report is about, so that "the 1777 campaigns" has one.

    Empty unless three years stand behind words that show what they are.
    """
    years = sorted(int(found[1]) for found in _OLD_YEAR.finditer(text))
    if len(years) < 3:
        return range(0)
    middle = years[len(years) // 2]
    return range(middle - _ERA_REACH, middle + _ERA_REACH + 1)


def lowered(text: str) -> str:
    """The text in lower case with plain blanks and apostrophes, of the same length."""
    lower = text.translate(_TIDY).lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text.translate(_TIDY))
    return lower


def recognise(
    text: str,
    doc: Doc,
    *,
    ancient: bool = False,
    era: range = range(0),
    skip: frozenset[int] = frozenset(),
) -> list[Found]:
    """The time expressions of a passage in text order, none overlapping another.

    ``skip`` holds offsets at which something begins that only looks like a time.
    """
    around = Surroundings(text, lowered(text), doc, ancient, era)
    atoms = [
        found
        for found in _scan(around.lower)
        if found.start not in skip and not is_not_time(found, around)
    ]
    joined = join(atoms, around.lower)
    widened = _widen(joined, around.lower)
    kept = (found for found in widened if stands_alone(found, around))
    return [_up_to_now(without_article(found, around), around.lower) for found in kept]


def _up_to_now(found: Found, lower: str) -> Found:
    """'For a week now': a length that reaches up to the speaker's day."""
    if found.meaning.sort is not Sort.DURATION or not _NOW.match(lower, found.stop):
        return found
    ending = replace(found.meaning, sort=Sort.STRETCH, step=-1, frame=Frame.SPEECH, mod=None)
    return replace(found, meaning=ending)


def _scan(lower: str) -> Iterator[Found]:
    """The longest expressions, left to right."""
    position = 0
    for word in _WORD.finditer(lower):
        if word.start() < position:
            continue
        found = _GRAMMAR.longest(lower, word.start(), word.group())
        if found:
            position, meaning = found
            yield Found(word.start(), position, meaning)


def _widen(found: list[Found], lower: str) -> list[Found]:
    """Take in the words before an expression that narrow it: "early", "the end of"."""
    widened: list[Found] = []
    for one in found:
        limit = widened[-1].stop if widened else 0
        widened.append(_widen_one(one, lower, max(limit, one.start - 45)))
    return widened


def _widen_one(found: Found, lower: str, limit: int) -> Found:
    meaning = found.meaning
    before = lower[limit : found.start]
    if meaning.sort in {Sort.DURATION, Sort.STRETCH} or meaning.count is not None:
        pattern = _AT_LEAST if meaning.sort is Sort.STRETCH else _ABOUT_PREFIX
        prefix = pattern.search(before)
        if prefix and meaning.mod != "bare":
            return replace(found, start=limit + prefix.start())
        return found
    takes_mod = meaning.sort in {Sort.CALENDAR, Sort.SHIFT, Sort.MOMENT, Sort.RANGE}
    prefix = _MOD_PREFIX.search(before) if takes_mod and not meaning.clock else None
    if prefix is None:
        return found
    word = (prefix["noun"] or prefix["adjective"]).split()
    key = word[-1] if word[0] == "very" else word[0]
    key = f"{key} half" if word[-1] == "half" else key
    mod = next((code for code, keys in _MODS.items() if key in keys), None)
    if meaning.mod == "bare" and mod is None and key not in {"rest", "remainder"}:
        return found
    if meaning.sort is Sort.CALENDAR and meaning.day and key in {"post", "pre"}:
        return found
    start = limit + prefix.start()
    if key in {"post", "pre"}:
        return found
    return Found(start, found.stop, replace(meaning, mod=mod))
