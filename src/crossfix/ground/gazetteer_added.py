"""The gazetteers that the user added: each one file in the data folder.

A file holds the places as they were read, without keys, and where they came from.  It is
written whole under another name and then moved, so that whatever goes wrong leaves the
gazetteers that were there as they were.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, cast

from crossfix.errors import BadOption, MissingResource
from crossfix.ground.gazetteer_entry import FACTS, GEONAMES, Entry, Facts, entry_from
from crossfix.ground.gazetteer_file import (
    join_ids,
    locked,
    open_to_fill,
    open_to_read,
    read_meta,
    seal,
    split_ids,
)
from crossfix.model import Feature

FOLDER: Final = "gazetteers"
SCHEMA_VERSION: Final = "1"

_SCHEMA: Final = """
CREATE TABLE place (
  gazetteer TEXT, id TEXT, also TEXT, names TEXT, lat REAL, lon REAL, radius_km REAL,
  feature TEXT, country TEXT, admin1 TEXT, admin2 TEXT, population INTEGER
);
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT);
"""
_INSERT: Final = f"INSERT INTO place VALUES ({','.join('?' * 12)})"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an added gazetteer comes from: in whose words, from which files, on what terms."""

    name: str
    form: str
    source: str
    licence: str


@dataclass(frozen=True, slots=True)
class Added:
    """One added gazetteer: its file, where it comes from and what it holds."""

    path: Path
    name: str
    form: str
    source: str
    licence: str
    added: str
    places: int
    sha256: str

    def entries(self) -> Iterator[Entry]:
        """Its places, in the order in which they were read."""
        with closing(open_to_read(self.path)) as base:
            query = f"SELECT gazetteer, id, also, {FACTS} FROM place ORDER BY rowid"
            for gazetteer, number, also, *facts in base.execute(query):
                yield _entry(gazetteer, number, also, cast("Facts", facts))

    def countries(self) -> dict[str, int]:
        """How many places it has in each country; "" for places that name none."""
        with closing(open_to_read(self.path)) as base:
            counted = "SELECT country, count(*) FROM place GROUP BY 1 ORDER BY 2 DESC"
            return dict(base.execute(counted))

    def features(self) -> dict[Feature, int]:
        """How many places of each kind it has, the most frequent first."""
        with closing(open_to_read(self.path)) as base:
            rows = base.execute("SELECT feature, count(*) FROM place GROUP BY 1 ORDER BY 2 DESC")
            return {Feature(feature): count for feature, count in rows}


def list_added(data_folder: Path) -> list[Added]:
    """The added gazetteers in the order in which they are united: GeoNames first, then by name.

    Raises :class:`~crossfix.errors.MissingResource` for one that is damaged: places would
    silently be missing.
    """
    found = [read_added(path) for path in sorted((data_folder / FOLDER).glob("*.sqlite"))]
    return in_order(found)


def in_order(added: Iterable[Added]) -> list[Added]:
    """Gazetteers in the order in which they are united: the first one's points stay."""
    return sorted(added, key=lambda part: (part.form != GEONAMES, part.name))


def read_added(path: Path) -> Added:
    """What an added gazetteer's file says of itself."""
    meta = read_meta(path)
    if meta is None or meta.get("schema") != SCHEMA_VERSION:
        raise MissingResource(
            path.stem,
            f"this added gazetteer is damaged or was made by another version ({path})",
            f"run crossfix gazetteer remove {path.stem}, then add it again",
        )
    return Added(
        path=path,
        name=meta["name"],
        form=meta["form"],
        source=meta["source"],
        licence=meta["licence"],
        added=meta["added"],
        places=int(meta["places"]),
        sha256=meta["sha256"],
    )


@contextmanager
def adding(data_folder: Path) -> Iterator[None]:
    """While gazetteers are added: nobody else adds, and what a killed run left is cleared.

    Raises :class:`~crossfix.errors.MissingResource` where nothing can be written.
    """
    folder = data_folder / FOLDER
    with ExitStack() as held:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            held.enter_context(locked(folder / "adding.lock"))
            for left in folder.glob("*.part"):
                left.unlink(missing_ok=True)
        except (OSError, sqlite3.Error) as error:
            raise _unwritable(folder, error) from error
        yield


def write_added(data_folder: Path, origin: Origin, entries: Iterable[Entry]) -> Path:
    """Write a gazetteer under a temporary name beside its place; see :func:`install`.

    Raises :class:`~crossfix.errors.MissingResource` where it cannot be written and
    :class:`~crossfix.errors.BadOption` where there is not one place in it.
    """
    folder = data_folder / FOLDER
    temporary = folder / f"{origin.name}.{os.getpid()}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        with closing(open_to_fill(temporary)) as base:
            places = _fill(base, origin, entries)
        if not places:
            raise BadOption(
                origin.source, "holds not one place with a name and a point", "check the file"
            )
    except (OSError, sqlite3.Error) as error:
        temporary.unlink(missing_ok=True)
        raise _unwritable(folder, error) from error
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def install(temporary: Path) -> Path:
    """Move a written gazetteer to where it is found, in place of an earlier one."""
    meta = read_meta(temporary)
    if meta is None:
        raise MissingResource(
            str(temporary), "was not written whole", "free some space and try again"
        )
    path = temporary.with_name(f"{meta['name']}.sqlite")
    temporary.replace(path)
    return path


def remove_added(data_folder: Path, name: str) -> None:
    """Take an added gazetteer away; a damaged one too.

    Raises :class:`~crossfix.errors.BadOption` if there is none of this name.
    """
    path = data_folder / FOLDER / f"{name}.sqlite"
    known = sorted(file.stem for file in (data_folder / FOLDER).glob("*.sqlite"))
    if name not in known:
        told = ", ".join(known) or "none"
        raise BadOption(name, "no added gazetteer of this name", f"there are: {told}")
    try:
        path.unlink()
    except OSError as error:
        problem = f"cannot be removed ({error.strerror or error})"
        raise MissingResource(str(path), problem, "check who may write there") from error


def plain_name(text: str) -> str:
    """A name that is safe as a file name and as the beginning of an id."""
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", text).strip("-.") or "places"


def _fill(base: sqlite3.Connection, origin: Origin, entries: Iterable[Entry]) -> int:
    base.executescript(_SCHEMA)
    content = hashlib.sha256()
    counts: Counter[str] = Counter()

    def rows() -> Iterator[tuple[object, ...]]:
        for entry in entries:
            row = _row(entry)
            content.update(repr(row).encode("utf-8", "surrogatepass"))
            counts["places"] += 1
            yield row

    base.executemany(_INSERT, rows())
    seal(
        base,
        schema=SCHEMA_VERSION,
        name=origin.name,
        form=origin.form,
        source=origin.source,
        licence=origin.licence,
        added=datetime.now(UTC).isoformat(timespec="seconds"),
        places=str(counts["places"]),
        sha256=content.hexdigest(),
    )
    return counts["places"]


def _row(entry: Entry) -> tuple[object, ...]:
    return (entry.gazetteer, str(entry.id), join_ids(entry.also), *entry.facts)


def _entry(gazetteer: str, number: str, also: str, facts: Facts) -> Entry:
    linked = split_ids(also, 0) if also else ()
    return entry_from(facts, number, gazetteer=gazetteer, also=linked)


def _unwritable(folder: Path, error: Exception) -> MissingResource:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return MissingResource(
        str(folder),
        f"the gazetteer cannot be kept there ({reason})",
        "free some space, or set CROSSFIX_DATA to a folder that can be written",
    )
