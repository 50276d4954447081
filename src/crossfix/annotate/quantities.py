"""Figures: how many, how much, how far, by the words that bound them.

Finds the numeral, its bounds ("more than", "up to", "about"), its unit, and the noun
phrase that is counted.  Dates, clock times, ordinals of units, model numbers and the
numbers of articles or lists are names, not figures, and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from crossfix import lexicons
from crossfix.annotate.counted import (
    counts_sources,
    find_compared,
    find_counted,
    find_label,
    find_measured,
    find_tallied,
    is_clock_or_age,
    is_countable,
    is_tallied,
    noun_after,
    span_of,
    stands_alone,
)
from crossfix.annotate.numerals import NUMERAL, Range, read_bounds, read_numeral, spread
from crossfix.config import Config
from crossfix.model import Quantity, Span, Time, make_id
from crossfix.reading import Passage, Reading

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_TABLE: Final = lexicons.load("quantities")
_CALENDAR: Final = lexicons.words("quantities", "calendar", "units")
_MONTHS: Final = lexicons.words("quantities", "calendar", "months")
_NAMED: Final = lexicons.words("quantities", "names", "before")
_FORMATIONS: Final = lexicons.words("quantities", "names", "units_after")
_CALIBRE: Final = lexicons.words("quantities", "calibre", "followers")
_UNITS: Final = {
    word.lower(): unit
    for table in ("units", "currency_words")
    for unit, words in _TABLE[table].items()
    for word in words
}
_UNIT: Final = re.compile(
    r"(?:[\s-]|\sof\s(?:U\.?S\.?\s)?)?("
    + "|".join(re.escape(w) for w in sorted(_UNITS, key=len, reverse=True))
    + r")(?![\w])",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(r"\b(?:at|time|from|until|till|by)\W{0,2}$", re.IGNORECASE)
_PERCENT: Final = re.compile(r"\sto\s\d[\d.,]*\s?(?:%|per\s?cent)")
_REACH: Final = 300
_LIST: Final = re.compile(r"[.)]\s|/\d*\s")


class Quantities:
    """The stage that writes down figures with their units and what they count."""

    name = "quantities"
    version = "2"

    def __init__(self, config: Config) -> None:
        self._config = config

    def run(self, reading: Reading) -> Iterable[Quantity]:
        """Every figure of the report, in text order."""
        known: list[Quantity] = []
        for passage in reading.passages:
            taken = [(t.start, t.stop) for t in reading.within(Time, passage.span)]
            yield from self._figures(reading, passage, taken, known)

    def _figures(
        self,
        reading: Reading,
        passage: Passage,
        taken: list[tuple[int, int]],
        known: list[Quantity],
    ) -> Iterator[Quantity]:
        text = passage.text
        position = 0
        while (match := NUMERAL.search(text, position)) is not None:
            found = read_numeral(match)
            position = found.stop if found is not None else match.end("a")
            position = position if position > match.start() else match.end()
            if found is None or _is_name(passage, match, found):
                continue
            start, stop = found.start + passage.offset, found.stop + passage.offset
            if any(a < stop and start < b for a, b in taken):
                continue
            quantity = _quantity(reading, passage, found, _understood(known, start))
            if quantity is not None:
                position = max(position, quantity.stop - passage.offset)
                known.append(quantity)
                yield quantity


def _understood(known: list[Quantity], start: int) -> Span | None:
    """What an earlier figure counts, which a figure without a noun then counts too."""
    for quantity in reversed(known[-4:]):
        if start - quantity.stop > _REACH:
            return None
        if quantity.of is not None and quantity.unit is None:
            return quantity.of
    return None


def _quantity(
    reading: Reading, passage: Passage, found: Range, understood: Span | None
) -> Quantity | None:
    """The figure with its unit, bounds and what is counted; None when it is no figure."""
    text = passage.text
    unit, stop = _unit_of(text, found)
    if unit == "mm" and _next_word(text, stop) in _CALIBRE:
        return None
    bounds, start, end = read_bounds(text, found.start, stop)
    tokens = passage.doc.char_span(found.start, stop, alignment_mode="expand")
    if tokens is None:
        return None
    counted = find_compared(tokens) if unit == "times" else find_counted(passage, tokens)
    if unit is not None and counted is not None and counted.pos_ == "VERB":
        counted = None
    if _is_calendar(counted, text, max(stop, end)) or counts_sources(counted):
        return None
    of = span_of(passage, counted, max(stop, end))
    if unit is None:
        if counted is None and found.plain and is_clock_or_age(tokens, found.best):
            return None
        if found.plain and (counted is None or is_tallied(tokens)):
            of = find_tallied(passage, tokens) or of or find_label(passage, start) or understood
        if found.weak and not _is_worth(found, tokens, counted, of):
            return None
    elif unit in {"%", "share"} and of is None:
        of = find_measured(passage, tokens)
    low, best, high = spread(found, bounds)
    span = passage.chars(start, end)
    return Quantity(
        id=make_id("qty", reading.document.id, span),
        span=span,
        low=low,
        best=best,
        high=high,
        unit=unit or None,
        of=of,
    )


def _is_worth(found: Range, tokens: Tokens, counted: Token | None, of: Span | None) -> bool:
    """Whether a small or vague number is a figure: by what it counts, or as one of a row.

    "Not one" counts nothing.
    """
    if found.best == 1 and tokens.start and tokens.doc[tokens.start - 1].lower_ == "not":
        return False
    if counted is not None:
        return is_countable(counted)
    strict = found.vague or found.best in {0, 1}
    return not strict and (of is not None or stands_alone(tokens))


def _unit_of(text: str, found: Range) -> tuple[str | None, int]:
    """The unit of a figure, and where figure and unit end."""
    unit, stop = found.unit, found.stop
    written = _UNIT.match(text, stop)
    if unit is None:
        unit = _UNITS[written[1].lower()] if written else None
        if unit is None and _PERCENT.match(text, stop):
            return "%", stop
        if written and unit == "m" and written[1] == "M":
            unit = None
        return unit, written.end() if written and unit else stop
    if written and _UNITS[written[1].lower()] == unit:
        stop = written.end()
    return unit, stop


def _next_word(text: str, position: int) -> str:
    match = re.match(r"[\s-]*([\w'’.²]+)", text[position : position + 40])
    return match[1].lower().rstrip(".") if match else ""


def _is_name(passage: Passage, match: re.Match[str], found: Range) -> bool:
    """Whether the numeral belongs to a date, a clock, a list, a model or another name."""
    text = passage.text
    before = re.findall(r"[\w.'’]+", text[max(0, found.start - 24) : found.start])
    last = before[-1].lower() if before else ""
    gap = text[max(0, found.start - 2) : found.start]
    following = _next_word(text, found.stop)
    if last.rstrip(".") in _MONTHS or following in _MONTHS:
        return found.plain and not _counts_after_month(match[0], gap, last)
    if last in _NAMED or last.rstrip(".") in _NAMED:
        return found.plain and not any(mark in gap for mark in ",;:(")
    if (
        found.digits
        and following.rstrip("s") in _FORMATIONS
        and text[found.stop : found.stop + 1] == "-"
    ):
        return True
    if found.digits and match.start() == 0 and _LIST.match(text, found.stop):
        return True
    if found.digits and found.plain and re.fullmatch(r"\d{1,2}\.\d\d", match[0]):
        return bool(_CLOCK.search(text[: found.start])) and _UNIT.match(text, found.stop) is None
    return found.plain and found.digits and _is_year(passage, match, found)


def _counts_after_month(numeral: str, gap: str, last: str) -> bool:
    """Whether a number behind a month is no day and no year of it ("on 5 May 69 of 116")."""
    if last.rstrip(".") not in _MONTHS or not numeral.isdigit():
        return False
    return len(numeral) != 4 and (int(numeral) > 31 or "," in gap)


def _is_year(passage: Passage, match: re.Match[str], found: Range) -> bool:
    """Whether a bare four-figure number from 1900 to 2099 is a year and counts nothing."""
    if not re.fullmatch(r"(?:19|20)\d\d", match[0]):
        return False
    tokens = passage.doc.char_span(found.start, found.stop, alignment_mode="expand")
    if tokens is None or len(tokens) != 1:
        return True
    token = tokens[0]
    before = token.nbor(-1).lower_ if token.i else ""
    if before in {"in", "of", "the", "since", "by", "until", "during"}:
        return True
    noun = noun_after(passage, token.i + 1)
    return not (noun is not None and noun.tag_ == "NNS" and is_countable(noun))


def _is_calendar(counted: Token | None, text: str, stop: int) -> bool:
    if _next_word(text, stop).rstrip("s") in _CALENDAR:
        return True
    return counted is not None and counted.lemma_.lower() in _CALENDAR
