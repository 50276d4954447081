"""Tables of separated values as columns, with the line that each row stood on.

Rows are split as they are written, in bulk; a row with more or fewer values than the
header has names is torn, and is told with its line.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from crossfix.check.text_files import Text
from crossfix.errors import BadOption
from crossfix.findings.checks import Rejected

SEPARATORS: Final = (",", ";", "\t", "|")
MOST_NAMED: Final = 20
"""How many rejected rows are named for each file; all are counted."""

LINE: Final = "line"
RAW: Final = "raw"


@dataclass(slots=True)
class Rejects:
    """The rows of one file that were not used: counted by reason, the first ones named."""

    file: str
    reasons: Counter[str] = field(default_factory=Counter)
    named: list[Rejected] = field(default_factory=list)

    def add(self, lines: list[int], reason: str) -> None:
        """Count rows that were rejected for one reason."""
        if lines:
            self.reasons[reason] += len(lines)
            named = (Rejected(file=self.file, line=line, reason=reason) for line in lines)
            self.named = sorted([*self.named, *named], key=_line)[:MOST_NAMED]

    def drop(self, frame: pl.DataFrame, bad: pl.Expr, reason: str) -> pl.DataFrame:
        """``frame`` without the rows that are ``bad``, which are counted."""
        marked = frame.select(bad.fill_null(value=True).alias("bad"))["bad"]
        if not marked.any():
            return frame
        self.add(frame.filter(marked)[LINE].to_list(), reason)
        return frame.filter(~marked)


@dataclass(frozen=True, slots=True)
class Table:
    """A file's rows as text columns under their names as given, with ``line`` and ``raw``."""

    names: tuple[str, ...]
    frame: pl.DataFrame
    rows: int
    separator: str


def read_table(text: Text, rejects: Rejects, expected: str) -> Table:
    """The table in a text; raises :class:`~crossfix.errors.BadOption` where there is none."""
    lines = text.lines
    at = next((number for number, line in enumerate(lines) if line.strip()), None)
    if at is None:
        raise BadOption(text.name, "the file is empty", f"expected {expected}")
    separator = max(SEPARATORS, key=lines[at].count)
    names = [
        name.strip().strip('"').lower()
        for name in next(csv.reader([lines[at]], delimiter=separator))
    ]
    column = pl.Series(RAW, lines[at + 1 :], dtype=pl.String)
    frame = pl.DataFrame(
        {LINE: pl.int_range(at + 2, at + 2 + len(column), eager=True), RAW: column}
    )
    frame = frame.filter(pl.col(RAW).str.strip_chars() != "")
    rows = frame.height
    quoted = frame.filter(pl.col(RAW).str.contains('"', literal=True))
    plain = frame.filter(~pl.col(RAW).str.contains('"', literal=True))
    parts = [_split_plain(plain, names, separator, rejects)]
    if quoted.height:
        parts.append(_split_quoted(quoted, names, separator, rejects))
    whole = pl.concat(parts).sort(LINE) if quoted.height else parts[0]
    return Table(tuple(names), whole, rows, separator)


def _split_plain(
    frame: pl.DataFrame, names: list[str], separator: str, rejects: Rejects
) -> pl.DataFrame:
    wanted = len(names) - 1
    found = frame[RAW].str.count_matches(separator, literal=True)
    if (found != wanted).any():
        frame = frame.with_columns(found.alias("_found"))
        few, many = pl.col("_found") < wanted, pl.col("_found") > wanted
        frame = rejects.drop(frame, few, f"torn: fewer than {len(names)} values")
        frame = rejects.drop(frame, many, f"torn: more than {len(names)} values").drop("_found")
    split = frame[RAW].str.split_exact(separator, wanted).struct.unnest()
    if separator != "\t" and frame[RAW].str.contains(r"\s").any():
        split = split.select(pl.all().str.strip_chars())
    split.columns = _columns(names)
    return frame.hstack(split)


def _split_quoted(
    frame: pl.DataFrame, names: list[str], separator: str, rejects: Rejects
) -> pl.DataFrame:
    """Rows with quotation marks, which may hold separators (rare: read one by one)."""
    rows, kept, torn = [], [], []
    for number, (line, raw) in enumerate(frame.iter_rows()):
        try:
            values = next(csv.reader([raw], delimiter=separator, strict=True))
        except csv.Error:
            values = []
        if len(values) == len(names):
            rows.append([value.strip() for value in values])
            kept.append(number)
        else:
            torn.append(line)
    rejects.add(torn, f"torn: not {len(names)} values, or a quotation mark left open")
    columns = {name: [row[at] for row in rows] for at, name in enumerate(_columns(names))}
    return frame[kept].hstack(pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)))


def _columns(names: list[str]) -> list[str]:
    """Column names that are all different and none of ours."""
    return [f"{at}:{name}" for at, name in enumerate(names)]


def values_of(table: Table, raw: str) -> dict[str, str]:
    """A row's values as given, under the names of its file's header."""
    values = next(csv.reader([raw], delimiter=table.separator), [])
    return dict(zip(table.names, values, strict=False))


def _line(rejected: Rejected) -> int:
    return rejected.line
