"""The compiled form of a gazetteer: one SQLite file that is written once, then only read.

``place``: a row per settlement, region, district, country, continent, water and facility,
with its point, radius, the regions it lies in, all its names as they are written
(``names``, a line each) and its ids (``ids``, ``gazetteer:id`` with blanks between; NULL
for a place that only GeoNames has, whose id is the key).  ``name``: folded names to
places, ``grade`` 0 for the main name and 1 for another.  ``variant``: consonant skeletons
to folded names and places, only for countries whose names reach English through another
script or spelling tradition.  ``fulltext``: the words of all names (FTS5).  ``reach``: what
is known of each country.
"""

from __future__ import annotations

import ast
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Final, cast

from crossfix import lexicons
from crossfix.ground import names as naming
from crossfix.ground.gazetteer_entry import FACTS, GEONAMES, Entry, Facts, entry_from
from crossfix.ground.names import fold, skeleton

SCHEMA_VERSION: Final = 4
CELL_DEGREES: Final = 0.5
FIRST_OTHER: Final = 100_000_000
"""Keys from here on belong to places that GeoNames does not have."""

SCHEMA: Final = """
CREATE TABLE place (
  id INTEGER PRIMARY KEY, name TEXT, lat REAL, lon REAL, radius_km REAL, feature TEXT,
  country TEXT, admin1 TEXT, admin2 TEXT, population INTEGER, cell INTEGER, ids TEXT,
  names TEXT
);
CREATE TABLE name (folded TEXT, place INTEGER, grade INTEGER, PRIMARY KEY (folded, place))
  WITHOUT ROWID;
CREATE TABLE variant (skeleton TEXT, folded TEXT, place INTEGER,
  PRIMARY KEY (skeleton, folded, place)) WITHOUT ROWID;
CREATE VIRTUAL TABLE fulltext USING fts5 (names, content='place', content_rowid='id',
  tokenize="unicode61 remove_diacritics 2", detail=none, columnsize=0);
CREATE TABLE reach (country TEXT PRIMARY KEY, settlements INTEGER, people INTEGER,
  features TEXT);
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT);
"""
INDEXES: Final = """
CREATE INDEX place_cell ON place (cell);
CREATE INDEX name_place ON name (place);
"""
INSERT_PLACE: Final = f"INSERT INTO place VALUES ({','.join('?' * 13)})"
REPLACE_PLACE: Final = INSERT_PLACE.replace("INSERT", "INSERT OR REPLACE")
INSERT_NAME: Final = (
    "INSERT INTO name VALUES (?,?,?) ON CONFLICT DO UPDATE SET grade = min(grade, excluded.grade)"
)
INSERT_VARIANT: Final = "INSERT OR IGNORE INTO variant VALUES (?,?,?)"


@cache
def keys_version() -> str:
    """A short hash of the rules that names become keys by: a file made by others is stale."""
    return _short(ast.dump(ast.parse(Path(naming.__file__).read_bytes())))


@cache
def words_version() -> str:
    """A short hash of the words of ours that are in the data: short forms, demonyms and so on."""
    table = lexicons.load("places")
    words = [table[key] for key in ("abbreviations", "countries", "spelling")]
    return _short(repr([*words, table["generic"]["administrative"]]))


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def cell_of(lat: float, lon: float) -> int:
    """The number of the half-degree cell that a point lies in."""
    rows = int((lat + 90) / CELL_DEGREES)
    columns = int(((lon + 180) % 360) / CELL_DEGREES)
    return rows * int(360 / CELL_DEGREES) + columns


def cells_around(lat: float, lon: float) -> Iterable[int]:
    """The cell of a point and those around it."""
    for north in (-CELL_DEGREES, 0.0, CELL_DEGREES):
        for east in (-CELL_DEGREES, 0.0, CELL_DEGREES):
            if -90 <= lat + north < 90:
                yield cell_of(lat + north, lon + east)


def open_to_read(path: Path, *, immutable: bool = False) -> sqlite3.Connection:
    """A connection that cannot write; ``immutable`` where nobody else writes either."""
    mode = "mode=ro&immutable=1" if immutable else "mode=ro"
    address = f"{path.absolute().as_uri()}?{mode}"
    return sqlite3.connect(address, uri=True, check_same_thread=False)


def open_to_fill(path: Path) -> sqlite3.Connection:
    """A connection to a new file that is thrown away if anything goes wrong."""
    base = sqlite3.connect(path)
    base.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;")
    return base


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock that one process has at a time; the others wait for up to ten minutes."""
    # SQLite locks files in the same way on every system.
    with closing(sqlite3.connect(path, timeout=600, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield


def is_sound(path: Path) -> bool:
    """Whether this is a whole gazetteer: the right size, the right schema, all its rows."""
    return read_meta(path) is not None


def is_undamaged(path: Path) -> bool:
    """Whether every page of a gazetteer can be read; takes about a second."""
    try:
        with closing(open_to_read(path)) as base:
            return bool(base.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.Error:
        return False


def read_meta(path: Path) -> dict[str, str] | None:
    """What a gazetteer file says of itself; None for one that is cut, damaged or none."""
    try:
        size = path.stat().st_size
        with closing(open_to_read(path)) as base:
            [pages] = base.execute("PRAGMA page_count").fetchone()
            [page] = base.execute("PRAGMA page_size").fetchone()
            meta = dict(base.execute("SELECT key, value FROM meta"))
            [last] = base.execute("SELECT max(rowid) FROM place").fetchone()
    except (OSError, sqlite3.Error):
        return None
    whole = size == pages * page == int(meta.get("bytes", -1)) and str(last) == meta.get("last")
    return meta if whole else None


def seal(base: sqlite3.Connection, **facts: str) -> None:
    """Write down what the file is and the size that it has, so that a cut one is noticed."""
    [last] = base.execute("SELECT max(rowid) FROM place").fetchone()
    facts |= {"last": str(last), "bytes": "0" * 12}
    base.executemany("INSERT OR REPLACE INTO meta VALUES (?,?)", facts.items())
    [pages] = base.execute("PRAGMA page_count").fetchone()
    [page] = base.execute("PRAGMA page_size").fetchone()
    base.execute("UPDATE meta SET value = ? WHERE key = 'bytes'", (f"{pages * page:012d}",))
    base.commit()


def read_entries(path: Path) -> Iterator[Entry]:
    """The places of a compiled gazetteer whose keys are GeoNames ids."""
    various = set(lexicons.load("places")["spelling"]["various"])
    query = f"SELECT id, {FACTS} FROM place ORDER BY rowid"
    with closing(open_to_read(path)) as base:
        for key, *row in base.execute(query):
            facts = cast("Facts", tuple(row))
            yield entry_from(facts, key, variants=facts[5] in various)


def fill(base: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    """Write the places of one gazetteer, whose ids are keys, into an empty file."""
    base.executescript(SCHEMA)
    names: dict[tuple[str, int], int] = {}
    variants: set[tuple[str, str, int]] = set()
    told: set[int] = set()

    def rows() -> Iterable[tuple[object, ...]]:
        for entry in entries:
            key = int(entry.id)
            if key in told:
                continue
            told.add(key)
            for folded, grade in keys_of(entry.names):
                names.setdefault((folded, key), grade)
                if entry.variants and (bones := skeleton(folded)):
                    variants.add((bones, folded, key))
            yield row_of(key, entry, ids_of(entry))

    base.executemany(INSERT_PLACE, rows())
    base.executemany(INSERT_NAME, sorted((f, place, g) for (f, place), g in names.items()))
    base.executemany(INSERT_VARIANT, sorted(variants))
    base.executescript(INDEXES)


def keys_of(names: Iterable[str]) -> Iterable[tuple[str, int]]:
    """The folded names with their grades: 0 for the first, 1 for the others."""
    for grade, name in enumerate(names):
        if folded := fold(name):
            yield folded, min(grade, 1)


def ids_of(entry: Entry) -> str | None:
    """The ids as they stand in a row; None where the key says it all."""
    if entry.gazetteer == GEONAMES and not entry.also:
        return None
    return join_ids(((entry.gazetteer, str(entry.id)), *entry.also))


def join_ids(ids: Iterable[tuple[str, str]]) -> str:
    """Ids as text: ``geonames:706483 wof:101752483``."""
    return " ".join(f"{gazetteer}:{number}" for gazetteer, number in dict.fromkeys(ids))


def split_ids(text: str | None, key: int) -> tuple[tuple[str, str], ...]:
    """The ids (gazetteer, id) of a row, the one that gave the point first."""
    if not text:
        return ((GEONAMES, str(key)),)
    parts = (part.partition(":") for part in text.split(" "))
    return tuple((gazetteer, number) for gazetteer, _, number in parts)


def row_of(key: int, entry: Entry, ids: str | None) -> tuple[object, ...]:
    """An entry as a row of ``place``."""
    names, *facts = entry.facts
    cell = cell_of(entry.lat, entry.lon)
    return (key, entry.names[0], *facts, cell, ids, names)


def finish(base: sqlite3.Connection) -> None:
    """Make the full-text index of all names."""
    base.execute("INSERT INTO fulltext (fulltext) VALUES ('rebuild')")
    base.execute("INSERT INTO fulltext (fulltext) VALUES ('optimize')")
