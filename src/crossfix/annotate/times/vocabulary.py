"""Pieces of pattern built from the lexicon, and what the words in them stand for.

Patterns are for lower-case text with plain blanks and plain apostrophes.  A piece has
named groups where a rule needs what it matched; a rule uses a named piece once.
"""

from __future__ import annotations

import re
from typing import Any, Final

from crossfix.lexicons import load

_LEXICON: Final[dict[str, Any]] = load("times")


def one_of(words: list[str]) -> str:
    """A pattern that takes any of these words, the longest first."""
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"


def _numbered(table: str) -> dict[str, int]:
    return {name: int(key) for key, names in _LEXICON[table].items() for name in names}


def _coded(table: str) -> dict[str, str]:
    return {name: code for code, names in _LEXICON[table].items() for name in names}


MONTHS: Final = _numbered("months") | _numbered("foreign_months")
WEEKDAYS: Final = _numbered("weekdays")
SEASONS: Final = _coded("seasons")
PARTS: Final = _coded("parts")
UNITS: Final = _coded("units") | {
    name + "s": code for name, code in _coded("units").items() if not name.endswith("ies")
}
NUMBERS: Final[dict[str, int]] = _LEXICON["numbers"]
ORDINALS: Final[dict[str, int]] = _LEXICON["ordinals"]
VAGUE: Final = _coded("vague")
ADVERB_SETS: Final = _coded("adverb_sets")
HOLIDAYS: Final[dict[str, list[int]]] = _LEXICON["holidays"]
SEVERAL: Final[dict[str, list[int]]] = _LEXICON["lower_bound"]
COUNTED: Final = frozenset(_LEXICON["counted"]["nouns"])
_OWN_MONTHS: Final = list(_numbered("months"))
FULL_MONTHS: Final = [names[0] for names in _LEXICON["months"].values()]
FULL_WEEKDAYS: Final = [names[0] for names in _LEXICON["weekdays"].values()]

_STOP: Final = r"\b(?:(?:(?<=\b[a-z]{3})|(?<=\bsept))(?<!may)\.)?"  # after a short form only
MONTH: Final = rf"(?P<month>{one_of(_OWN_MONTHS)}){_STOP}"
MONTH2: Final = rf"(?P<month2>{one_of(_OWN_MONTHS)}){_STOP}"
ANY_MONTH: Final = rf"(?P<month>{one_of(list(MONTHS))}){_STOP}"  # those of other languages, too
ANY_MONTH2: Final = rf"(?P<month2>{one_of(list(MONTHS))}){_STOP}"
MONTH_NAME: Final = rf"(?P<month>{one_of(FULL_MONTHS)})\b"
WEEKDAY: Final = rf"(?P<weekday>{one_of(list(WEEKDAYS))})\b(?:(?<!day)\.)?"
WEEKDAY_NAME: Final = rf"(?P<weekday>{one_of(FULL_WEEKDAYS)})\b"
SEASON: Final = rf"(?P<season>{one_of(list(SEASONS))})\b"
PART: Final = rf"(?P<part>{one_of(list(PARTS))})\b"
UNIT: Final = rf"(?P<unit>{one_of(list(UNITS))})\b"
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w%°]|[:.,]\d)"
DAY: Final = rf"(?P<day>{_DAY})"
DAY2: Final = rf"(?P<day2>{_DAY})"
YEAR: Final = r"(?P<year>[12]\d{3})(?![\d%]|[.,]\d)"
YEAR_END: Final = YEAR.replace("<year>", "<year_end>")
YEAR2: Final = r"(?P<year2>[12]\d{3}|\d\d)(?![\d%]|[.,]\d)"
DASH: Final = r"(?: ?[-–—‑/] ?)"
TO: Final = rf"(?:{DASH}| to | till | until | through )"
YEAR_REF: Final = r"(?P<which>that|the same|this|last|next|the following|the previous) year"
OF_YEAR: Final = rf"(?:,? ?(?:of )?(?:the year )?{YEAR}|,? (?:of )?{YEAR_REF})"
_TEENS: Final = one_of([word for word, number in NUMBERS.items() if number < 20])
_TENS: Final = one_of([word for word, number in NUMBERS.items() if number >= 20])
NUMBER_WORDS: Final = rf"(?:{_TENS}(?:[- ]{_TEENS})?|{_TEENS})"
_COUNT: Final = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}(?:\.\d+)?|{_TENS}(?:[- ]{_TEENS})?"
    rf"|(?:(?:a|one|two|three|four|five) )?(?:hundred|thousand)(?: (?:and )?{_TEENS})?|{_TEENS}"
    r"|half a dozen|a dozen|half an?|an?)"
)
_HALVES: Final = r"(?: and a half|½| 1/2)?"
_SOME: Final = (
    r"(?:(?:a |these |those )?few|several|a couple(?: of)?|couple of|many|some"
    r"|a number of|a handful of|dozens of|numerous|a good many)"
)
COUNT: Final = (
    rf"(?:(?P<some>{_SOME})|(?P<count>{_COUNT})(?P<halves>{_HALVES})"
    rf"(?:(?:{DASH}| to | or |,? and possibly )(?P<count2>{_COUNT}))?)"
)
ABOUT: Final = (
    "(?:(?:at least|at most|a little more than|a little over|slightly more than|slightly over"
    "|a little less than|slightly less than|just more than|just less than|well under"
    "|no more than|no less than|not less than|no fewer than|more than"
    "|less than|fewer than|up to|close to|just over|just under|well over|some|about|approximately"
    "|roughly|nearly|almost|around|over|under|barely|exactly|only|just|another) )"
)
CLOCK: Final = r"(?P<hour>[01]?\d|2[0-4])(?P<sep>[:.])(?P<minute>[0-5]\d)(?::[0-5]\d)?(?!\d|[:.]\d)"
MERIDIEM: Final = r"(?P<meridiem>[ap])(?:\. ?m\b\.?| ?m\b)"
_ZONE_NAME: Final = one_of(_LEXICON["zones"]["names"])
_CITY: Final = one_of(_LEXICON["zones"]["cities"])
ZONE: Final = (
    r"(?:(?:(?P<paren> ?\()| ?)(?P<zone>(?:gmt|utc) ?[+-] ?\d{1,2}(?::\d\d)?"
    rf"|{_ZONE_NAME}|{_CITY} (?:standard |summer )?time|local)\b(?(paren)\)))"
)
STEPS: Final = {
    "this": 0, "last": -1, "next": 1, "past": -1, "previous": -1, "coming": 1, "following": 1,
    "preceding": -1, "prior": -1, "that": 0, "same": 0, "current": 0, "present": 0,
    "upcoming": 1, "latest": -1, "ensuing": 1, "subsequent": 1, "succeeding": 1,
}  # fmt: skip
STORY_WORDS: Final = frozenset(
    {"previous", "following", "preceding", "prior", "that", "same", "ensuing", "subsequent",
     "succeeding"}
)  # fmt: skip
WHICH: Final = (
    r"(?P<which>(?:(?:this|the|its|their|our|his) )?(?:very )?"
    rf"(?:{'|'.join(STEPS)})(?: (?:same|very|past|coming|current))?)"
)


def number_of(words: str) -> float | None:
    """What a number says, in figures or words; ``None`` for a word that is no number."""
    words = words.strip().replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", words):
        return float(words)
    if words in {"a", "an"}:
        return 1
    if words in {"half a", "half an"}:
        return 0.5
    if words.endswith("dozen"):
        return 6 if words.startswith("half") else 12
    total = 0
    for word in re.split(r"[- ]", words):
        if word in NUMBERS:
            total += NUMBERS[word]
        elif word in {"hundred", "thousand"}:
            total = max(total, 1) * (100 if word == "hundred" else 1000)
        elif word == "a":
            total += 1
        elif word != "and":
            return None
    return float(total)


def ordinal_of(words: str) -> int | None:
    """What an ordinal says: "third", "19th"."""
    digits = re.match(r"\d+", words)
    return int(digits.group()) if digits else ORDINALS.get(words)
