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
from crossfix.annotate.numerals import NUMERAL, Range, read_bounds, read_numeral, spread
from crossfix.config import Config
from crossfix.model import Quantity, Span, Time, make_id
from crossfix.reading import Passage, Reading
from crossfix.syntax import noun_phrase, subject

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
_CASUALTY: Final = frozenset(
    [
        "kill",
        "wound",
        "injure",
        "die",
        "capture",
        "destroy",
        "damage",
        "shoot",
        "down",
        "hurt",
        "maim",
        "intercept",
        "hit",
        "launch",
        "lose",
        "displace",
        "evacuate",
        "arrest",
        "detain",
        "miss",
    ]
)
_COUNTED_TAGS: Final = frozenset({"NOUN", "PROPN", "ADJ"})
_CLOCK: Final = re.compile(r"\b(?:at|time|from|until|till|by)\W{0,2}$", re.IGNORECASE)
_LEADING: Final = re.compile(r"[\s\"“”‘’'()-]*(?:strong\s|of\s)?")
_LIST: Final = re.compile(r"[.)]\s|/\d*\s")
_COMPARING: Final = frozenset({"as", "more", "less", "fewer", "than", "over", "since"})


class Quantities:
    """The stage that writes down figures with their units and what they count."""

    name = "quantities"
    version = "1"

    def __init__(self, config: Config) -> None:
        self._config = config

    def run(self, reading: Reading) -> Iterable[Quantity]:
        """Every figure of the report, in text order."""
        for passage in reading.passages:
            taken = [(t.start, t.stop) for t in reading.within(Time, passage.span)]
            yield from self._figures(reading, passage, taken)

    def _figures(
        self, reading: Reading, passage: Passage, taken: list[tuple[int, int]]
    ) -> Iterator[Quantity]:
        text = passage.text
        position = 0
        while (match := NUMERAL.search(text, position)) is not None:
            position = match.end()
            found = read_numeral(match)
            if found is None or _is_name(passage, match, found):
                continue
            position = max(position, found.stop)
            start, stop = found.start + passage.offset, found.stop + passage.offset
            if any(a < stop and start < b for a, b in taken):
                continue
            quantity = _quantity(reading, passage, found)
            if quantity is not None:
                position = max(position, quantity.stop - passage.offset)
                yield quantity


def _quantity(reading: Reading, passage: Passage, found: Range) -> Quantity | None:
    """The figure with its unit, bounds and what is counted; None when it is no figure."""
    text = passage.text
    unit, stop = found.unit, found.stop
    written = _UNIT.match(text, stop)
    if unit is None or unit in {"", "count"}:
        unit = _UNITS[written[1].lower()] if written else None
        if written and unit == "m" and written[1] == "M":
            unit = None
        stop = written.end() if written and unit else stop
    elif written and _UNITS[written[1].lower()] == unit:
        stop = written.end()
    if unit == "mm" and _next_word(text, stop) in _CALIBRE:
        return None
    bounds, start, end = read_bounds(text, found.start, stop)
    tokens = passage.doc.char_span(found.start, stop, alignment_mode="expand")
    if tokens is None:
        return None
    counted = _counted(passage, tokens)
    if unit == "times":
        counted = _compared(tokens)
    if _is_calendar(counted, text, max(stop, end)) or (found.weak and not _is_countable(counted)):
        return None
    low, best, high = spread(found, bounds)
    span = passage.chars(start, end)
    return Quantity(
        id=make_id("qty", reading.document.id, span),
        span=span,
        low=low,
        best=best,
        high=high,
        unit=unit or None,
        of=_span_of(passage, counted, max(stop, end)),
    )


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
    noun = _noun_after(passage, token.i + 1)
    return not (noun is not None and noun.tag_ == "NNS" and _is_countable(noun))


def _counted(passage: Passage, tokens: Tokens) -> Token | None:
    """The head of what a figure counts."""
    doc, last = passage.doc, tokens[-1]
    for token in tokens:
        head = token.head
        if token.dep_ in {"nummod", "amod", "compound", "quantmod"} and head.i > last.i:
            if head.dep_ in {"compound", "nmod"} and head.head.i > head.i:
                head = head.head
            between = doc[last.i + 1 : head.i]
            near = head.i - last.i <= 8 and not any(t.text in ";:.!?" for t in between)
            if head.pos_ in _COUNTED_TAGS and near:
                return head
    position = last.i + 1
    if position < len(doc) and doc[position].lower_ == "of":
        position += 1
        while position < len(doc) and doc[position].dep_ in {"det", "poss", "case"}:
            position += 1
    return _noun_after(passage, position) or _verb_before(tokens)


def _noun_after(passage: Passage, position: int) -> Token | None:
    """The last noun of the run of modifiers and nouns that begins at a token."""
    doc, found = passage.doc, None
    for token in doc[position : position + 6]:
        if token.pos_ in {"NOUN", "PROPN"} or (token.tag_ in {"VBN"} and found is None):
            if found is not None and found.tag_ == "NNS" and token.pos_ == "PROPN":
                break
            found = token
        elif (token.pos_ not in {"ADJ", "NUM"} and token.text not in {"-", "“", "”", '"'}) or (
            token.pos_ == "NUM" and found is not None
        ):
            break
    return found


def _verb_before(tokens: Tokens) -> Token | None:
    """The verb of harm that a figure without a noun belongs to ("killing up to 30")."""
    for ancestor in tokens[0].ancestors:
        if ancestor.pos_ == "VERB" and ancestor.lemma_.lower() in _CASUALTY:
            return ancestor if abs(tokens.start - ancestor.i) <= 4 else None
    return None


def _compared(tokens: Tokens) -> Token | None:
    """What is said to be so many times as large: the subject of the clause."""
    after = tokens.doc[tokens.end : tokens.end + 3]
    if not any(t.lower_ in _COMPARING or t.tag_ in {"JJR", "RBR"} for t in after):
        return None
    for ancestor in tokens[0].ancestors:
        if ancestor.pos_ in {"VERB", "AUX"}:
            found = subject(ancestor)
            return found if found is not None and found.pos_ in {"NOUN", "PROPN"} else None
    return None


def _is_calendar(counted: Token | None, text: str, stop: int) -> bool:
    if _next_word(text, stop).rstrip("s") in _CALENDAR:
        return True
    return counted is not None and counted.lemma_.lower() in _CALENDAR


def _is_countable(counted: Token | None) -> bool:
    """Whether a small or vague number counts men, arms, losses or sites."""
    if counted is None:
        return False
    kinds = lexicons.words("counted", "nouns")
    return counted.lemma_.lower() in kinds or counted.lower_ in kinds


def _span_of(passage: Passage, counted: Token | None, stop: int) -> Span | None:
    """The noun phrase that is counted, without the figure itself."""
    if counted is None:
        return None
    text = passage.text
    if counted.pos_ == "VERB":
        return passage.token(counted)
    phrase = noun_phrase(counted)
    if phrase.end_char <= stop:
        return passage.tokens(phrase)
    start = max(phrase.start_char, stop)
    lead = _LEADING.match(text, start)
    start = lead.end() if lead else start
    end = max(phrase.end_char, counted.idx + len(counted))
    return passage.chars(start, end) if start < end and text[start:end].strip() else None
