"""What the columns of a file of fire detections mean, whichever layout it has.

Files of NASA FIRMS come in many: archive and near-real-time, MODIS and VIIRS, by country,
clipped and renamed by those who pass them on, down to position and day alone.  A layout is
told by the names in the header; nothing is taken by position.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from crossfix import lexicons
from crossfix.check.tables import Table
from crossfix.check.text_files import Text
from crossfix.errors import BadOption

EXPECTED: Final = (
    "a CSV of fire detections with latitude, longitude and acq_date in its header, as NASA FIRMS "
    "gives it (plain, gz or zip)"
)

AMBIGUOUS: Final = "S-NPP or NOAA-20"
"""Some files of NOAA-20 give its satellite as ``N``, the code of Suomi NPP."""


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """Which column of a table holds what; and what its name tells where no column does."""

    columns: dict[str, str]
    words: str
    satellite: str | None
    instrument: str | None
    doubtful_n: bool

    def column(self, field: str) -> str | None:
        """The column of the table that holds a field."""
        return self.columns.get(field)


def tell_layout(table: Table, text: Text) -> Layout:
    """The layout of a table; raises :class:`~crossfix.errors.BadOption` for none of fires."""
    known: Mapping[str, list[str]] = lexicons.load("fires")["columns"]
    columns: dict[str, str] = {}
    for field, names in known.items():
        for name in names:
            if name in table.names and field not in columns:
                columns[field] = f"{table.names.index(name)}:{name}"
    missing = [field for field in ("latitude", "longitude") if field not in columns]
    if not columns.keys() & {"date", "stamp", "local_date"}:
        missing.append("acq_date")
    if missing:
        raise _refused(text, table, missing)
    if "date" in columns and not columns.keys() & {"time", "stamp", "local_time"}:
        columns = _with_stamp_in_date(columns)
    satellite = _named_satellite(text.name)
    viirs = "bright_ti4" in table.names or (satellite is not None and "modis" not in text.name)
    modis = "modis" in text.name.lower() or "m-c6" in text.name.lower()
    renamed = "bright_ti4" not in table.names and "brightness" in table.names
    return Layout(
        columns=columns,
        words=", ".join(name for name in table.names if name),
        satellite=None if modis else satellite,
        instrument="MODIS" if modis else "VIIRS" if viirs else None,
        doubtful_n=renamed or satellite == "NOAA-20",
    )


def refuse_answers(text: Text) -> None:
    """Refuse what a server says in the place of rows, with what it means.

    Raises :class:`~crossfix.errors.BadOption`.
    """
    head = text.text[:2000].strip().lower()
    known: Mapping[str, str] = lexicons.load("fires")["answers"]
    for words, meaning in known.items():
        if head.startswith(words):
            raise BadOption(text.name, f"no rows: {meaning}", f"expected {EXPECTED}")
    if head.startswith(("<!doctype", "<html", "<?xml", "{", "[")):
        raise BadOption(text.name, "a page or document, no table", f"expected {EXPECTED}")


def _refused(text: Text, table: Table, missing: list[str]) -> BadOption:
    if all(_is_number(name) or not name for name in table.names[:2]):
        problem = "no header: the first line holds values"
    else:
        seen = ", ".join(name for name in table.names[:8] if name)[:120] or "nothing"
        problem = f"no column for {', '.join(missing)} (the first line has {seen})"
    return BadOption(text.name, problem, f"expected {EXPECTED}")


def _with_stamp_in_date(columns: dict[str, str]) -> dict[str, str]:
    """A date column without a time beside it may hold both: read it as a stamp."""
    return {field if field != "date" else "stamp": name for field, name in columns.items()}


def _named_satellite(name: str) -> str | None:
    rules: list[dict[str, Any]] = lexicons.load("fires")["file_names"]
    for rule in rules:
        if any(part in name.lower() for part in rule["parts"]):
            return str(rule["satellite"])
    return None


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
