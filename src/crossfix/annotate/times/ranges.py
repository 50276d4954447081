"""The two ends of a range, as a history tells them: each a date of its own.

In a report "25 to 26 February" is when something happened, one stretch.  A history says
"1914–1918" or "14 August – 24 August" of what began then and ended then, and the story
goes on from either; TimeML marks the ends apart, and so do we there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from crossfix.annotate.times.meanings import Found, Meaning, Sort
from crossfix.annotate.times.vocabulary import DASH

_BETWEEN: Final = re.compile(rf"{DASH}|\s(?:and|to|till|until|through)\s", re.IGNORECASE)


def part_ranges(found: Iterable[Found], text: str) -> Iterator[Found]:
    """The expressions of a passage, with ranges of whole dates parted into their ends."""
    for one in found:
        cut = _cut(one, text)
        since, until = one.meaning.since, one.meaning.until
        if cut is None or since is None or until is None:
            yield one
            continue
        yield Found(one.start, one.start + cut.start(), _borrow(since, until))
        yield Found(one.start + cut.end(), one.stop, until)


def _cut(found: Found, text: str) -> re.Match[str] | None:
    meaning = found.meaning
    if meaning.since is None or meaning.reason or meaning.part or meaning.since.clock:
        return None
    return _BETWEEN.search(text[found.start : found.stop])


def _borrow(since: Meaning, until: Meaning) -> Meaning:
    """The first end with the year of the second, if it names none."""
    if since.year is not None or until.year is None or since.sort is not Sort.CALENDAR:
        return since
    return replace(since, year=until.year)
