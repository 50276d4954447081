"""Reads a gazetteer file of any form that is taken: which form it is shows from its content.

GeoNames country files (``UA.zip`` or ``UA.txt``), Who's On First listings (CSV, TSV) and
GeoJSON, plain CSV and TSV with a name and a point, GeoJSON points.  A file that is of no
such form, cut short or damaged is refused whole, with the line where that shows.
"""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from crossfix.errors import BadOption
from crossfix.ground import gazetteer_geonames, gazetteer_table, gazetteer_wof
from crossfix.ground.gazetteer_added import Origin, plain_name
from crossfix.ground.gazetteer_entry import GEONAMES, Entry

TABLE: Final = "table"
OWN_TERMS: Final = "as its owner says"
FORMS: Final = (
    "give a GeoNames country file, a Who's On First listing or a CSV with name, lat and lon"
)
MEND: Final = "get the file once more, or mend it"
LONGEST_CELL: Final = 4_000_000
MOST_BYTES: Final = 1_000_000_000
Record = TypeVar("Record")
Names = dict[int, tuple[str, ...]]
_DELIMITERS: Final = ("\t", ";", "|", ",")


@dataclass(frozen=True, slots=True)
class Listing:
    """A gazetteer file that was read: where it is from, and its places."""

    origin: Origin
    entries: tuple[Entry, ...]


class _Lines:
    """The records of one file, and how far they are read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def first(self) -> str:
        return self.text.partition("\n")[0].rstrip("\r")

    def tabbed(self) -> Iterator[list[str]]:
        """Lines of a format that knows no quotes."""
        for line in self.numbered(io.StringIO(self.text)):
            if plain := line.rstrip("\r\n"):
                yield plain.split("\t")

    def quoted(self) -> Iterator[list[str]]:
        """Lines of a CSV or TSV, the header first; every line must have its columns."""
        csv.field_size_limit(LONGEST_CELL)
        first = self.first()
        delimiter = max(_DELIMITERS, key=first.count)
        reader = csv.reader(io.StringIO(self.text), delimiter=delimiter, strict=True)
        columns = 0
        try:
            for cells in reader:
                if not cells:
                    continue
                columns = columns or len(cells)
                self.at = reader.line_num
                if len(cells) != columns:
                    raise ValueError(f"{len(cells)} columns where the header has {columns}")
                yield cells
        except csv.Error:
            self.at = reader.line_num
            raise

    def numbered(self, records: Iterable[Record]) -> Iterator[Record]:
        """The same records, while it is noted how many were read."""
        for number, record in enumerate(records, start=1):
            self.at = number
            yield record


def read_gazetteer(path: Path, names: Path | None = None, name: str | None = None) -> Listing:
    """The places of a gazetteer file, all read and checked.

    ``names`` is the GeoNames alternate names file that goes with a country file; ``name``
    is what to call the gazetteer, else it is called after its file.  Raises
    :class:`~crossfix.errors.BadOption`.
    """
    more = None if names is None else _read_names(names)
    lines = _Lines(read_text(path))
    try:
        return _read(path, lines, more, name)
    except (ValueError, KeyError, TypeError, csv.Error, msgspec.DecodeError) as error:
        where = f"line {lines.at}" if lines.at else "its beginning"
        problem = f"cut short, damaged or of another form: {where}: {error}"
        raise BadOption(str(path), problem, MEND if lines.at else FORMS) from None


def read_text(path: Path) -> str:
    """The text of a file, or of the one list in a zip archive; UTF-8.

    Raises :class:`~crossfix.errors.BadOption` for whatever cannot be read whole.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadOption(str(path), f"larger than {MOST_BYTES:,} bytes", "add it by country")
        data = path.read_bytes()
        if data[:2] == b"PK":
            data = _unpacked(path)
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise BadOption(
            str(path), f"cannot be read ({error.strerror or error})", "check the path"
        ) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        problem = f"a zip archive that is cut short or damaged ({error})"
        raise BadOption(str(path), problem, "get the file once more") from None
    except UnicodeDecodeError as error:
        problem = f"no UTF-8 text (byte {error.start})"
        raise BadOption(str(path), problem, "give a list of places saved as UTF-8") from None
    if not text.strip() or "\0" in text:
        raise BadOption(str(path), "empty or no text", FORMS)
    return text


def _unpacked(path: Path) -> bytes:
    """The one list of a zip archive, its checksum verified."""
    with zipfile.ZipFile(path) as archive:
        lists = [
            member
            for member in archive.infolist()
            if not member.is_dir() and "readme" not in member.filename.lower()
        ]
        if len(lists) != 1 or lists[0].file_size > MOST_BYTES:
            held = ", ".join(member.filename for member in lists[:5]) or "nothing"
            raise BadOption(
                str(path), f"holds {held} where one list of places is looked for", "unpack it first"
            )
        return archive.read(lists[0])


def _read(path: Path, lines: _Lines, more: Names | None, name: str | None) -> Listing:
    if lines.text.lstrip()[0] in "{[":
        return _geojson(path, lines, name)
    cells = lines.first().split("\t")
    if gazetteer_geonames.is_country_row(cells):
        return _country_file(path, lines, more, name)
    if gazetteer_geonames.is_name_row(cells):
        raise BadOption(str(path), "holds names and no places", "give it as --names")
    return _table(path, lines, name)


def _read_names(path: Path) -> Names:
    lines = _Lines(read_text(path))
    try:
        return gazetteer_geonames.read_names(lines.tabbed())
    except ValueError as error:
        problem = f"no whole GeoNames alternate names file: line {lines.at}: {error}"
        raise BadOption(str(path), problem, MEND) from None


def _country_file(path: Path, lines: _Lines, more: Names | None, name: str | None) -> Listing:
    found = tuple(gazetteer_geonames.entries(lines.tabbed(), more))
    codes = sorted({entry.country for entry in found})
    own = name or f"{GEONAMES}-{codes[0] if len(codes) == 1 else path.stem}"
    origin = Origin(plain_name(own), GEONAMES, path.name, gazetteer_geonames.LICENCE)
    return Listing(origin, found)


def _table(path: Path, lines: _Lines, name: str | None) -> Listing:
    own = plain_name(name or path.stem)
    quoted = lines.quoted()
    header = next(quoted)
    rows = (dict(zip(header, cells, strict=True)) for cells in quoted)
    if gazetteer_wof.is_listing(header):
        records = filter(None, map(gazetteer_wof.row_of_listing, rows))
        origin = Origin(own, gazetteer_wof.WOF, path.name, gazetteer_wof.LICENCE)
        return Listing(origin, tuple(gazetteer_wof.entries(records)))
    try:
        fields = gazetteer_table.fields_of(header)
    except ValueError as error:
        raise BadOption(str(path), f"of no form that is taken: {error}", FORMS) from None
    origin = Origin(own, TABLE, path.name, OWN_TERMS)
    return Listing(origin, tuple(gazetteer_table.entries(rows, fields, own)))


def _geojson(path: Path, lines: _Lines, name: str | None) -> Listing:
    own = plain_name(name or path.stem)
    content: Any = msgspec.json.decode(lines.text.encode())
    if not isinstance(content, dict) or content.get("type") not in {"FeatureCollection", "Feature"}:
        raise BadOption(str(path), "JSON, but no GeoJSON features", FORMS)
    features = content["features"] if content["type"] == "FeatureCollection" else [content]
    if not features:
        raise BadOption(str(path), "holds not one place", "check the file")
    if "wof:id" in (features[0].get("properties") or {}):
        properties = (feature["properties"] for feature in lines.numbered(features))
        records = filter(None, map(gazetteer_wof.row_of_feature, properties))
        origin = Origin(own, gazetteer_wof.WOF, path.name, gazetteer_wof.LICENCE)
        return Listing(origin, tuple(gazetteer_wof.entries(records)))
    rows = list(gazetteer_table.rows_of_points(lines.numbered(features)))
    columns = list(dict.fromkeys(column for row in rows for column in row))
    fields = gazetteer_table.fields_of(columns)
    filled = ({column: row.get(column, "") for column in columns} for row in lines.numbered(rows))
    origin = Origin(own, TABLE, path.name, OWN_TERMS)
    return Listing(origin, tuple(gazetteer_table.entries(filled, fields, own)))
