"""What the gazetteers know of a country, and so what a name that they lack means.

A place that is not found may lie outside what is on record: a hamlet where only
settlements of 500 people are, a river where no waters are.  The reach is counted from the
data, never claimed: see :func:`measure_reach`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol, runtime_checkable

from crossfix.ground.gazetteer_entry import SETTLEMENTS
from crossfix.model import Feature

DEFAULT_PEOPLE: Final = 500
"""The default gazetteer holds settlements from so many people."""

RELIABLE: Final = 0.9
"""The share of the default's settlements that a gazetteer of a whole country also has."""

WHOLE: Final = 1.5
"""How many times the default's settlements a gazetteer of all settlements has at least."""

Held = Mapping[str, tuple[int, int]]
"""For each country: how many settlements an added gazetteer has, and how many of the
default's are among them."""

_ORDER: Final = (
    Feature.COUNTRY,
    Feature.REGION,
    Feature.DISTRICT,
    Feature.CITY,
    Feature.VILLAGE,
)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the gazetteers know one country.

    ``people`` is the size from which all its settlements are on record (0: every named
    one; None: no size is known from which they are).  ``settlements`` counts what is on
    record, ``features`` are the kinds of places that are.
    """

    country: str
    settlements: int = 0
    people: int | None = None
    features: frozenset[Feature] = frozenset()

    @property
    def smallest(self) -> Feature | None:
        """The smallest kind of place that is on record, waters and facilities apart."""
        return next((kind for kind in reversed(_ORDER) if kind in self.features), None)

    @property
    def is_whole(self) -> bool:
        """Whether every named settlement is on record.

        Then a name that is not there is misspelt, of a farm or field, or in another country.
        """
        return self.people == 0

    def covers(self, feature: Feature | None) -> bool:
        """Whether places of this kind are on record at all (None: a settlement).

        A village is, only where settlements of every size are; a front lies around a
        settlement.
        """
        if feature is Feature.VILLAGE:
            return self.is_whole
        if feature in {None, Feature.CITY, Feature.FRONT}:
            return bool(self.features & SETTLEMENTS)
        return feature in self.features

    def __str__(self) -> str:
        if self.people is None:
            known = f"{self.settlements} settlements" if self.settlements else "no settlements"
        else:
            known = "all settlements" if self.is_whole else f"settlements from {self.people} people"
        more = [
            word
            for kind, word in (
                (Feature.DISTRICT, "districts"),
                (Feature.WATER, "waters"),
                (Feature.FACILITY, "facilities"),
            )
            if kind in self.features
        ]
        return ", ".join([known, *more])


@runtime_checkable
class Covering(Protocol):
    """A gazetteer that says how far it knows each country."""

    def reach(self, country: str) -> Reach:
        """How far the country with this ISO code is known."""
        ...


def limits(gazetteer: object, countries: Iterable[str]) -> str:
    """Where coverage ends in these countries, in words for a reason.

    "UA: all settlements, districts; RU: settlements from 500 people, districts".  Empty
    for a gazetteer that does not know its reach.
    """
    if not isinstance(gazetteer, Covering):
        return ""
    return "; ".join(f"{code}: {gazetteer.reach(code)}" for code in sorted(set(countries)))


def measure_default(base: sqlite3.Connection) -> None:
    """Write down the reach of the default gazetteer, country by country."""
    base.execute(
        "INSERT INTO reach SELECT country, sum(feature IN ('city', 'village')), ?,"
        " group_concat(DISTINCT feature) FROM place WHERE country != '' GROUP BY country",
        (DEFAULT_PEOPLE,),
    )


def measure_reach(base: sqlite3.Connection, held: Iterable[Held]) -> None:
    """Write down the reach after gazetteers were added, from what each of them holds.

    One that has nearly all of the default's settlements of a country and far more besides
    is taken to hold every settlement there; one that lists a choice of places changes no
    floor.
    """
    default = dict(base.execute("SELECT country, settlements FROM reach"))
    floors: dict[str, int] = dict.fromkeys(default, DEFAULT_PEOPLE)
    for tally in held:
        for country, (own, shared) in tally.items():
            before = default.get(country, 0)
            if before and own > WHOLE * before and shared >= RELIABLE * before:
                floors[country] = 0
    rows = base.execute(
        "SELECT country, sum(feature IN ('city', 'village')), group_concat(DISTINCT feature)"
        " FROM place WHERE country != '' GROUP BY country"
    ).fetchall()
    base.executemany(
        "INSERT OR REPLACE INTO reach VALUES (?,?,?,?)",
        ((c, n, floors.get(c), features) for c, n, features in rows),
    )


def read_reach(base: sqlite3.Connection) -> dict[str, Reach]:
    """The reach of each country, by its code."""
    return {
        country: Reach(country, settlements, people, frozenset(map(Feature, features.split(","))))
        for country, settlements, people, features in base.execute(
            "SELECT country, settlements, people, features FROM reach"
        )
    }


def tell_coverage(reaches: Iterable[Reach]) -> str:
    """What all the gazetteers together know, in a few words."""
    told = f"settlements from {DEFAULT_PEOPLE} people, regions, countries"
    found = sorted(reaches, key=lambda reach: reach.country)
    whole = [reach.country for reach in found if reach.is_whole]
    waters = [reach.country for reach in found if Feature.WATER in reach.features]
    parts = [told]
    if whole:
        parts.append(f"all settlements of {', '.join(whole)}")
    if waters:
        parts.append(f"waters of {', '.join(waters)}")
    return "; ".join(parts)
