"""What looks like a time and is none: counts, ratios, model numbers, verbs, offsets.

Each check sees the passage and the expression; grammar alone cannot tell "2000 men" from
"in 2000", nor the month May from the verb.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from crossfix.annotate.times.bare_years import is_year
from crossfix.annotate.times.meanings import Found, Meaning, Sort
from crossfix.annotate.times.proper import is_in_name
from crossfix.annotate.times.surroundings import NEXT_WORD, Surroundings
from crossfix.annotate.times.tense import tense_of
from crossfix.annotate.times.vocabulary import COUNTED, FULL_WEEKDAYS, WEEKDAYS
from crossfix.lexicons import words

_GLUED: Final = re.compile(r"(?:[\d\w][.,:/]|[#$€£₴₽№+=~<>*^]|\d [$€£])$|[\w)][-‑]$|/$")
_GLUED_FINE: Final = re.compile(r"(?:\b(?:mid|early|late|post|pre|non|since)-|\d[-–])$")
_DAY_BEFORE: Final = re.compile(r"(?<![\d.,])\d{1,2}(?:st|nd|rd|th)?(?: of)? $")
_DATE_AFTER: Final = re.compile(r",? \d{1,2} [a-z]{3}")
_COORDINATE: Final = re.compile(r"[\d°]\s*[,;]\s*$")
_YEAR_CUES: Final = words("times", "cues", "year")
_VERB_TAGS: Final = frozenset({"MD", "VB", "VBP", "VBZ", "VBD"})
_PART_CUES: Final = words("times", "cues", "part")
_LENGTH_CUES: Final = words("times", "cues", "length")
_QUARTER_CUES: Final = words("times", "cues", "quarter")
_WHOLE_YEAR_CUES: Final = words("times", "cues", "whole_year")
_NOT_CLOCK: Final = words("times", "not_clock", "before")
_NOT_CLOCK_AFTER: Final = words("times", "not_clock", "after")
_CLOCK_CUES: Final = words("times", "clock_cues", "before")
_DOTTED_CUES: Final = words("times", "clock_cues", "dotted")
_PART_NOUNS: Final = words("times", "after_part", "nouns")
_PART_BETWEEN: Final = words("times", "after_part", "between")
_MODIFIERS: Final = frozenset({"compound", "amod", "nmod", "nummod", "npadvmod"})
_AMBIGUOUS: Final = frozenset({"may", "march", "second", "fall"})


def is_not_time(found: Found, around: Surroundings) -> bool:
    """Whether an expression that the grammar took is something else."""
    here = around.lower[found.start : found.stop]
    if here[0].isdigit() and _is_glued(found, here, around):
        return True
    meaning = found.meaning
    if meaning.mod == "ancient":
        return not (around.ancient and is_year(found, around, cue_needed=True))
    if re.fullmatch(r"(?:[12]\d{3})(?:[-–/]\d{2,4})?", here) and meaning.sort is not Sort.MOMENT:
        return not is_year(found, around)
    if (meaning.since or meaning).clock and _is_no_clock(found, here, around):
        return True
    if meaning.sort is Sort.CALENDAR:
        return _is_no_calendar(found, here, around)
    if meaning.unit == "SAME" and here.endswith("time"):
        return around.word_before(found.start) not in _PART_CUES
    if meaning.sort is Sort.VAGUE:
        return _is_no_vague(found, here, around)
    return meaning.sort is Sort.DURATION and _is_no_length(found, here, around)


def _is_glued(found: Found, here: str, around: Surroundings) -> bool:
    """Whether the figure is part of a larger one: "Su-34", "$2000", "48.73, 37.56"."""
    before = around.lower[max(0, found.start - 6) : found.start]
    if _GLUED.search(before) and not _GLUED_FINE.search(before):
        return True
    after = around.lower[found.stop : found.stop + 4]
    if re.match(r"[/:.]\d|,\d{3}|[°%€$]|-[a-z]?\d", after):
        return True
    return bool(re.fullmatch(r"\d\d?\.\d\d?", here)) and bool(_COORDINATE.search(before))


def _is_no_clock(found: Found, here: str, around: Surroundings) -> bool:
    before, after = around.word_before(found.start), around.word_after(found.stop)
    if re.fullmatch(r"\d{4}", here):
        return not (here[0] == "0" and before in _CLOCK_CUES)
    if re.fullmatch(r"\d\d?\.\d\d", here):
        return before not in _DOTTED_CUES or after in COUNTED
    if re.fullmatch(r"\d\d?:\d\d", here):
        return after in _NOT_CLOCK_AFTER or before in _NOT_CLOCK
    if here.startswith("between") or not re.search(r"in the \w+$", here):
        return False
    return after in _PART_NOUNS or after in COUNTED


def _is_no_calendar(found: Found, here: str, around: Surroundings) -> bool:
    original = around.text[found.start : found.stop]
    if _is_no_month(found, here, around):
        return True
    if here in _AMBIGUOUS:
        token = around.token(found.start, found.stop)
        if here == "fall" or not original[0].isupper():
            return here != "fall" or around.word_before(found.start) not in {"in", "this"}
        return token is not None and token.tag_ in _VERB_TAGS
    if re.search(r"\b(?:ad|bc|bce|ce)$", here.replace(".", "")) and original[-1].islower():
        return True
    if here.startswith("'"):
        return around.word_before(found.start) not in _YEAR_CUES
    if re.fullmatch(r"the \d+(?:st|nd|rd|th)", here):
        return _is_ordinal_of_thing(found, around)
    if found.meaning.season and here in {"the fall", "spring", "the spring", "springs"}:
        token = around.token(found.stop - 3, found.stop)
        of = re.match(r" of (?!\d)", around.lower[found.stop : found.stop + 6])
        return bool(of) or (token is not None and token.tag_ in _VERB_TAGS)
    if here.rstrip(".") in WEEKDAYS and here not in FULL_WEEKDAYS:
        dated = _DATE_AFTER.match(around.lower, found.stop)  # "Wed, 5 Jun"
        cued = dated or around.word_before(found.start) == "on"
        return not original[0].isupper() or not cued
    return here.startswith(("mon ", "sun ", "sat ", "mar ")) and not original[0].isupper()


def _is_no_month(found: Found, here: str, around: Surroundings) -> bool:
    """'That may', '31 February', 'the Long March', and whatever else only looks like a name."""
    if found.meaning.mod == "dotted":
        return around.word_after(found.stop) in COUNTED
    token = around.token(found.start, found.stop)
    if is_in_name(around.text, found.start, found.stop, token):
        return True
    original = around.text[found.start : found.stop]
    if here.endswith((" may", " march")) and not original[here.rindex(" ") + 1].isupper():
        return True
    lone_month = found.meaning.month and not found.meaning.day
    if lone_month and _DAY_BEFORE.search(around.lower, max(0, found.start - 9), found.start):
        return True  # 31 February
    if here != "march" or not original[0].isupper():
        return False
    return not _is_month(found, around)


def _is_month(found: Found, around: Surroundings) -> bool:
    """Whether "March" is the month and no march: "the Long March", "March to the Sea"."""
    before = around.word_before(found.start)
    if re.search(r"\b(?:the|a|an) $", around.lower[max(0, found.start - 5) : found.start]):
        token = around.token(found.start, found.stop)  # "the March offensive"
        return token is not None and token.dep_ == "compound" and token.head.tag_ in {"NN", "NNS"}
    if before:
        return before in _YEAR_CUES | _PART_CUES | {"last", "next", "this", "end", "beginning"}
    return around.word_after(found.stop) not in {"of", "to", "on", "for", "against"}


def _is_ordinal_of_thing(found: Found, around: Surroundings) -> bool:
    """Whether "the 59th" counts something; a day stands behind "on" and before a stop."""
    cues = {"on", "by", "until", "till", "since", "from", "and", "to"}
    of_part = re.search(
        r"(?:morning|night|evening|afternoon) of $",
        around.lower[max(0, found.start - 20) : found.start],
    )
    if around.word_before(found.start) not in cues and not of_part:
        return True
    following = around.token(found.stop, min(len(around.text), found.stop + 2))
    rest = around.text[found.stop : found.stop + 1]
    if rest in {".", ",", ";", ")", ""}:
        return False
    return following is None or around.word_after(found.stop) != "the"


def _is_no_vague(found: Found, here: str, around: Surroundings) -> bool:
    """'Current' of a river or a wire; "the future president"; "the past" before a count."""
    token = around.token(found.start, found.stop)
    before, after = around.word_before(found.start), around.word_after(found.stop)
    if here == "the past":
        return after in {"few", "several", "two", "three", "week", "month", "year", "decade"}
    if here == "of late" or (here == "recently" and before == "as"):
        return bool(re.match(r" (?:\d|as\b)", around.lower[found.stop :])) or before == "as"
    if here in {"soon", "shortly"}:
        if {before, after} & {"as", "after", "before", "thereafter"}:
            return True
        span = around.doc.char_span(found.start, found.stop, alignment_mode="expand")
        ahead = token is not None and token.head.tag_ in {"VB", "VBG"}  # "of soon having to fight"
        return not ahead and tense_of(span) < 0
    if here in {"the present", "the future"}:
        return bool(token and token.tag_ == "DT" and _is_modifier(around, found.stop))
    return here in {"current", "future"} and token is not None and token.tag_ == "NN" and (
        here == "current" and around.word_before(found.start) in {"electric", "river", "strong"}
    )  # fmt: skip


def _is_modifier(around: Surroundings, stop: int) -> bool:
    last = around.token(stop - 2, stop)
    return last is not None and last.tag_ == "JJ" and last.dep_ == "amod"


def _is_no_length(found: Found, here: str, around: Surroundings) -> bool:
    meaning = found.meaning
    before, after = around.word_before(found.start), around.word_after(found.stop)
    if meaning.mod == "bare":
        return before not in _LENGTH_CUES
    if meaning.unit == "Q" and after == "of":
        return True
    # a name: 15min.lt
    return bool(re.match(r"\.[a-z]", around.lower[found.stop : found.stop + 2]))


def without_article(found: Found, around: Surroundings) -> Found:
    """'The summer offensive': the article belongs to the offensive and not to the summer."""
    if not around.lower.startswith("the ", found.start) or found.meaning.part:
        return found
    last = around.token(max(found.start, found.stop - 2), found.stop)
    if last is None or last.dep_ not in _MODIFIERS or last.head.i <= last.i:
        return found
    if found.meaning.sort is Sort.VAGUE or last.head.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"}:
        return found  # "the next day it fell", whose day hangs on the verb
    return replace(found, start=found.start + 4)


def stands_alone(found: Found, around: Surroundings) -> bool:
    """Whether something kept so far only for its neighbours is an expression by itself.

    A bare part of the day needs a preposition or an attack that it dates; "the year"
    needs "the end of" before it.
    """
    meaning = found.meaning
    if meaning.mod == "bare":
        whole = meaning.sort is Sort.SHIFT and meaning.unit in {"Q", "Y"}
        return meaning.sort is Sort.DURATION or (whole and _is_period_meant(found, around))
    if meaning.sort is not Sort.MOMENT or meaning.clock or not meaning.part:
        return True
    return meaning.frame is not None or _is_part_meant(found, meaning, around)


def _is_period_meant(found: Found, around: Surroundings) -> bool:
    """'For the year', "in the quarter": a period of accounts, and no part of a town."""
    here = around.lower[found.start : found.stop]
    if " " in here.removeprefix("the "):
        return True  # "the full year", "the latest quarter"
    before, after = around.word_before(found.start), around.word_after(found.stop)
    cues = _QUARTER_CUES if found.meaning.unit == "Q" else _WHOLE_YEAR_CUES
    return before in cues and after not in {"of", "in", "when", "that"}


def _is_part_meant(found: Found, meaning: Meaning, around: Surroundings) -> bool:
    if around.word_before(found.start) in _PART_CUES:
        after = around.word_after(found.stop)
        return after not in {"sky", "skies", "vision", "watch", "train", "shift", "fighter"}
    position, hops = found.stop, 0
    while hops < 3:
        match = NEXT_WORD.match(around.lower, position)
        if match is None:
            return False
        if match.group(1) in _PART_NOUNS:
            return True
        if match.group(1) not in _PART_BETWEEN:
            return False
        position, hops = match.end(), hops + 1
    return False
