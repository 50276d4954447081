"""Rules for years, decades and centuries, before and after Christ."""

from __future__ import annotations

from typing import Final

from crossfix.annotate.times.dates import ORDINAL, calendar
from crossfix.annotate.times.meanings import Meaning, Sort
from crossfix.annotate.times.rules import DIGIT, Grammar, Groups
from crossfix.annotate.times.vocabulary import (
    DASH,
    NUMBER_WORDS,
    ORDINALS,
    YEAR,
    YEAR2,
    number_of,
    one_of,
    ordinal_of,
)

GRAMMAR: Final = Grammar()
_rule = GRAMMAR.rule

_ERA: Final = r"(?P<era>bce?|b\.c\.(?:e\.)?|b\.c|ad|a\.d\.|ce|c\.e\.)"
_BC: Final = r"(?P<bc> ?(?:bce?|b\.c\.(?:e\.)?|b\.c))?"


def _century_of(year: int, short: str) -> int:
    """The second year of "1941-42" or "2024/25" in full."""
    return int(short) if len(short) == 4 else year // 100 * 100 + int(short)


def year_range(first: int, last: int) -> Meaning:
    """From one year to another."""
    since, until = (Meaning(Sort.CALENDAR, year=year) for year in (first, last))
    return Meaning(Sort.RANGE, since=since, until=until)


@_rule({DIGIT, "fiscal", "the", "year", "fy"},
       rf"(?:(?:the )?(?:fiscal (?:year )?|fy ?|year ))?{YEAR}")  # fmt: skip
def _bare_year(groups: Groups) -> Meaning | None:
    return calendar(groups)


@_rule({DIGIT}, rf"{YEAR}(?P<dash>{DASH}){YEAR2}")
def _years(groups: Groups) -> Meaning | None:
    year = int(groups["year"] or 0)
    last = _century_of(year, groups["year2"] or "")
    slashed = "/" in (groups["dash"] or "")
    if not year < last <= year + (2 if slashed else 300):
        return None  # "Regulation 2022/2065"
    return year_range(year, last)


@_rule({"'"}, r"'(?P<year>\d\d)")
def _short_year(groups: Groups) -> Meaning | None:
    """''44': the century is left to the context."""
    return Meaning(Sort.CALENDAR, year=int(groups["year"] or 0), scale="short")


@_rule({DIGIT, "ca", "circa", "c", "ad", "the"},
       rf"(?:c\.? ?|ca\.? ?|circa )?(?P<year>\d{{1,4}}) ?{_ERA}")  # fmt: skip
@_rule({"ad", "a"}, r"(?P<era>ad|a\.d\.) ?(?P<year>\d{1,4})")
def _era_year(groups: Groups) -> Meaning | None:
    year = int(groups["year"] or 0)
    before = (groups["era"] or "").replace(".", "") in {"bc", "bce"}
    return Meaning(Sort.CALENDAR, year=-year if before else year) if year else None


@_rule({DIGIT}, rf"(?P<year>\d{{1,4}}){DASH}(?P<year2>\d{{1,4}}) ?{_ERA}")
def _era_years(groups: Groups) -> Meaning | None:
    first, last = int(groups["year"] or 0), int(groups["year2"] or 0)
    if (groups["era"] or "").replace(".", "") not in {"bc", "bce"} or not 0 < last < first:
        return None
    return year_range(-first, -last)


@_rule({DIGIT}, r"(?P<year>[1-9]\d\d)(?![.,]\d)")
def _ancient_year(groups: Groups) -> Meaning | None:
    """A year of three figures; kept only in a text that counts before Christ."""
    return Meaning(Sort.CALENDAR, year=-int(groups["year"] or 0), mod="ancient")


@_rule({DIGIT, "the"}, rf"(?:the )?(?P<year>\d{{2,3}}0)'?s{_BC}")
def _decade(groups: Groups) -> Meaning | None:
    year = int(groups["year"] or 0)
    if groups["bc"]:
        return Meaning(Sort.CALENDAR, year=-year, scale="decade")
    scale = "century" if year % 100 == 0 and year < 2000 else "decade"
    return Meaning(Sort.CALENDAR, year=year, scale=scale) if 1000 <= year < 2100 else None


_NAMED_DECADES: Final = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60,
    "seventies": 70, "eighties": 80, "nineties": 90,
}  # fmt: skip


@_rule({"the", "'"}, rf"(?:the )?(?:'(?P<digits>[1-9]0)s|(?P<name>{one_of(list(_NAMED_DECADES))}))")
def _short_decade(groups: Groups) -> Meaning | None:
    digits = groups["digits"]
    year = int(digits) if digits else _NAMED_DECADES[groups["name"] or ""]
    return Meaning(Sort.CALENDAR, year=1900 + year, scale="decade")


@_rule({*ORDINALS, DIGIT, "the"}, rf"(?:the )?{ORDINAL}[- ]centur(?:y|ies){_BC}")
def _century(groups: Groups) -> Meaning | None:
    number = ordinal_of(groups["ordinal"] or "")
    if not number or number > 21:
        return None
    if groups["bc"]:
        return Meaning(Sort.CALENDAR, year=99 - 100 * number, scale="century")
    return Meaning(Sort.CALENDAR, year=100 * (number - 1), scale="century")


_TEEN_CENTURIES: Final = {
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
}


@_rule(_TEEN_CENTURIES, rf"(?P<century>{one_of(list(_TEEN_CENTURIES))})[- ](?:hundred(?: and)? )?"
       rf"(?P<rest>(?:oh[- ])?{NUMBER_WORDS})")  # fmt: skip
@_rule(
    {"the", "year"},
    rf"(?:the )?year (?P<century>two thousand)(?: and)?(?: (?P<rest>{NUMBER_WORDS}))?",
)
def _spoken_year(groups: Groups) -> Meaning | None:
    """'Nineteen ninety-six', as speech is written down."""
    rest = number_of((groups["rest"] or "").replace("oh", "").strip("- ")) if groups["rest"] else 0
    century = _TEEN_CENTURIES.get(groups["century"] or "", 20)
    if rest is None or rest >= 100 or (rest < 10 and "oh" not in (groups["rest"] or "oh")):
        return None
    return Meaning(Sort.CALENDAR, year=100 * century + int(rest))
