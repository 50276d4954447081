"""The plugin points: one small protocol each, and the look-up.

Built-ins and third parties register in the same way, through entry points (see
``[project.entry-points]`` in ``pyproject.toml``).  A plugin is a class that takes the
:class:`~crossfix.config.Config`.  ``tests/contracts`` holds one suite per protocol that
every implementation must pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Final, Protocol, runtime_checkable

from crossfix.config import Config
from crossfix.errors import BadOption, MissingResource
from crossfix.findings.checks import Evidence
from crossfix.findings.corroboration import Corroboration
from crossfix.findings.disclosure import Preface, Shown
from crossfix.model import Entry, Feature, Notice
from crossfix.reading import Reading, Received

READERS: Final = "crossfix.readers"
STAGES: Final = "crossfix.stages"
GAZETTEERS: Final = "crossfix.gazetteers"
EVIDENCE: Final = "crossfix.evidence"
EXPORTERS: Final = "crossfix.exporters"


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes as received, and what is known of them before they are read.

    ``path`` is as the user gave it, a path, an address or ``-``.  ``published`` is the
    date that the user gave, which wins over whatever the bytes say.
    """

    path: str
    data: bytes
    published: str | None = None
    media_type: str | None = None


@runtime_checkable
class Reader(Protocol):
    """Turns the bytes of one format into reports."""

    name: str

    def accepts(self, raw: Raw) -> bool:
        """Whether these bytes are of this reader's format, by name and content."""
        ...

    def read(self, raw: Raw) -> Iterator[Received]:
        """The reports in these bytes; raises :class:`~crossfix.errors.Skip`."""
        ...


@runtime_checkable
class Stage(Protocol):
    """One step of the reading: looks at what is known, yields what it adds.

    An entry with the id of one that is already there replaces it.  A stage that finds
    nothing where a reader would expect something yields a notice that says why.
    """

    name: str
    version: str

    def run(self, reading: Reading) -> Iterable[Entry | Notice]:
        """The entries that this stage adds or replaces."""
        ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean.

    ``match`` says how well the name fits (1.0 the very name, less for a variant or a
    typing error); ``admin1`` and ``admin2`` are names of the regions it lies in.
    """

    gazetteer: str
    gazetteer_id: str
    name: str
    lat: float
    lon: float
    radius_km: float
    feature: Feature
    country: str
    population: int
    match: float
    admin1: str | None = None
    admin2: str | None = None


@runtime_checkable
class Gazetteer(Protocol):
    """Places by name.

    ``coverage`` says in a few words what it knows ("settlements from 500 people, regions,
    countries"): where it ends, a place is not resolved, and the reason quotes it.
    """

    name: str
    version: str
    coverage: str

    def candidates(
        self, name: str, near: Sequence[tuple[float, float]] = ()
    ) -> Sequence[Candidate]:
        """The places that a name may mean, best match first.

        ``near`` are points (lat, lon in degrees) that the report is known to speak of:
        a gazetteer that has to cut its answer short keeps what lies close to them.
        """
        ...


@runtime_checkable
class EvidenceFeed(Protocol):
    """Independent data that claims are held against: reads files of one kind.

    ``expects`` says in a few words what files it takes.
    """

    name: str
    version: str
    expects: str

    def read(self, paths: Sequence[Path]) -> Evidence:
        """What the files hold, ready to be asked.

        Rows that cannot be used are counted and named in the deliveries; raises
        :class:`~crossfix.errors.BadOption` for a file that is none of this kind.
        """
        ...


@runtime_checkable
class Export(Protocol):
    """An export that is being written, one report at a time.

    What it yields is text, in order: all of it together is the file.
    """

    def feed(self, report: Shown, known: Corroboration) -> Iterable[str]:
        """The text that one report adds, which may be none yet."""
        ...

    def finish(self) -> Iterable[str]:
        """The rest of the text, once every report was fed."""
        ...

    def remarks(self) -> Sequence[str]:
        """What the form had no place for, counted, each as a sentence."""
        ...


@runtime_checkable
class Exporter(Protocol):
    """A form in which others take what a case holds.

    ``standard`` names the form and its version, ``suffix`` is how its files end.
    """

    name: str
    version: str
    standard: str
    suffix: str

    def begin(self, preface: Preface) -> Export:
        """Begin a new export; nothing is kept from the one before."""
        ...


@lru_cache(maxsize=32)
def make(group: str, name: str, config: Config) -> Any:
    """The plugin of this name, made once for each configuration.

    Raises :class:`~crossfix.errors.BadOption` for a name that nobody registered.
    """
    found = {entry.name: entry for entry in entry_points(group=group)}
    if name not in found:
        known = ", ".join(sorted(found)) or "none"
        raise BadOption(name, f"no plugin of this name in {group}", f"installed: {known}")
    try:
        return found[name].load()(config)
    except ImportError as error:
        raise MissingResource(name, f"cannot be loaded ({error})", "reinstall it") from error


def names(group: str) -> list[str]:
    """The names registered in a group, sorted."""
    return sorted(entry.name for entry in entry_points(group=group))
