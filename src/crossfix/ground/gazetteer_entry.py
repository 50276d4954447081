"""One place as it goes into a gazetteer, and the rules that all gazetteers share."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from crossfix.model import Feature

GEONAMES: Final = "geonames"
VILLAGE_PEOPLE: Final = 5000
"""Below this many people a settlement is called a village where its kind is not known."""

LATIN: Final = "LATIN"
SETTLEMENTS: Final = frozenset({Feature.CITY, Feature.VILLAGE})
AREAS: Final = frozenset({Feature.COUNTRY, Feature.REGION, Feature.DISTRICT})

FACTS: Final = "names, lat, lon, radius_km, feature, country, admin1, admin2, population"
"""The columns of a row that tell what a place is; the names have a line each."""

Facts = tuple[str, float, float, float, str, str, str | None, str | None, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """A place as one gazetteer has it: the first of ``names`` is the main one.

    ``id`` is its id in ``gazetteer``, and ``also`` are the ids that this gazetteer says it
    has in others (gazetteer, id); they may be wrong.  ``variants`` says whether its names
    reach English through another script or spelling tradition.
    """

    id: int | str
    names: tuple[str, ...]
    lat: float
    lon: float
    radius_km: float
    feature: Feature
    country: str
    admin1: str | None = None
    admin2: str | None = None
    population: int = 0
    variants: bool = False
    gazetteer: str = GEONAMES
    also: tuple[tuple[str, str], ...] = ()

    @property
    def facts(self) -> Facts:
        """What a gazetteer file keeps of it in a row, beside its ids; see :data:`FACTS`."""
        return (
            "\n".join(self.names),
            self.lat,
            self.lon,
            self.radius_km,
            self.feature.value,
            self.country,
            self.admin1,
            self.admin2,
            self.population,
        )


def entry_from(
    facts: Facts,
    number: int | str,
    *,
    variants: bool = False,
    gazetteer: str = GEONAMES,
    also: tuple[tuple[str, str], ...] = (),
) -> Entry:
    """The entry that a row's facts are of."""
    names, lat, lon, radius, feature, country, first, second, people = facts
    return Entry(
        id=number,
        names=tuple(names.split("\n")),
        lat=lat,
        lon=lon,
        radius_km=radius,
        feature=Feature(feature),
        country=country,
        admin1=first,
        admin2=second,
        population=people,
        variants=variants,
        gazetteer=gazetteer,
        also=also,
    )


def radius_of_settlement(population: int) -> float:
    """Half the width of a settlement in km: 2 for a village, 15 for a great city."""
    return round(min(15.0, max(2.0, 0.018 * math.sqrt(population))), 1)


def settlement_of(population: int) -> Feature:
    """Whether so many people make a city or a village."""
    return Feature.CITY if population >= VILLAGE_PEOPLE else Feature.VILLAGE


def usable_names(names: Iterable[str]) -> Iterator[str]:
    """Names in Latin or Cyrillic letters that are not a bare transcription or a code."""
    for name in names:
        first = name[:1]
        if not first.isupper() or len(name) < 2 or name.isupper() or "://" in name:
            continue
        if script_of(first) in {LATIN, "CYRILLIC"}:
            yield name


def script_of(letter: str) -> str:
    """The script of a letter by its Unicode name ("LATIN"); empty for none."""
    return unicodedata.name(letter, "").split(" ")[0] if letter else ""


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance of two points in km, good to one in a hundred up to 500 km."""
    east = (lon - other_lon + 180) % 360 - 180
    wide = math.cos(math.radians((lat + other_lat) / 2))
    return 111.2 * math.hypot(lat - other_lat, east * wide)


def extent_of(distances: Iterable[float]) -> float:
    """The distance that takes in 95 % of some settlements, between two where need be."""
    ordered = sorted(distances)
    at = 0.95 * (len(ordered) - 1)
    below = int(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (at - below) * (ordered[above] - ordered[below])


def is_on_earth(lat: float, lon: float) -> bool:
    """Whether these are degrees of latitude and longitude, and not the absent (0, 0)."""
    return -90 <= lat <= 90 and -180 <= lon <= 180 and (lat, lon) != (0.0, 0.0)
