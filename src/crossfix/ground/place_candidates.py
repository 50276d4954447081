"""Which places each name of a report may mean, before anything is weighed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from crossfix import lexicons
from crossfix.ground.gazetteer_coverage import Covering
from crossfix.ground.names import adjective_bases
from crossfix.ground.place_forms import (
    called_in_short,
    home_of,
    whole_of,
    wide_regions,
    written_out,
)
from crossfix.ground.place_senses import AREAS, Sense, Senses, gather_senses
from crossfix.ground.place_slate import Slate, make_slate
from crossfix.ground.place_words import find_surroundings
from crossfix.model import Feature, Place
from crossfix.plugins import Candidate, Gazetteer

MOST_IN_SEAT: Final = 200_000
EXACT: Final = 0.97
ADJECTIVE_MATCH: Final = 0.93

LARGE: Final = 200_000
"""A town that shares its name with a wide region and is smaller is not what is meant."""

ACRONYM: Final = 2
_REGIONAL: Final = frozenset({None, Feature.REGION})

MOST_CLOSE: Final = 4
"""Near how many points typing errors are looked for: those beside the name come first."""

Points = Sequence[tuple[float, float]]


class NamedPlaces:
    """The candidates of names, by what a gazetteer knows and what the text calls them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def gather(self, text: str, places: Sequence[Place]) -> tuple[Senses, Slate]:
        """The senses of the mentions of a report, in text order, and the slate of them."""
        senses = gather_senses(text, places, self._is_known)
        within = [
            [c for name in sorted(sense.within) for c in self._gazetteer.candidates(name)]
            for sense in senses.senses
        ]
        found = [self.of(sense) for sense in senses.senses]
        around = find_surroundings(text, places, self._gazetteer.candidates)
        reached = {(c.country, c.admin1 or "") for candidates in found for c in candidates}
        regions = Counter({region: n for region, n in around.regions.items() if region in reached})
        around = replace(around, whole=self._whole(found), regions=regions)
        return senses, make_slate(senses.senses, found, within, around)

    def _whole(self, found: Sequence[Sequence[Candidate]]) -> frozenset[str]:
        """The countries among the candidates' of which every settlement is on record."""
        known = self._gazetteer
        codes = {c.country for candidates in found for c in candidates}
        if not isinstance(known, Covering):
            return frozenset()
        return frozenset(code for code in codes if known.reach(code).is_whole)

    def _is_known(self, name: str) -> bool:
        return any(c.match >= ADJECTIVE_MATCH for c in self._gazetteer.candidates(name))

    def of(self, sense: Sense, near: Points = ()) -> list[Candidate]:
        """What a sense may mean; typing errors are forgiven close to ``near`` only."""
        if sense.hint is Feature.WATER:
            return [*self._waters(sense.name, near), *self._towns_in_full(sense)]
        found = self._by_name(sense.name, near)
        if sense.hint is Feature.FACILITY:
            found = self._towns_in_full(sense) or found
        wide = wide_regions(sense.name) if sense.hint in _REGIONAL else []
        if wide:
            return wide + [c for c in found if c.match >= EXACT and c.population >= LARGE]
        if len(sense.name) == ACRONYM and sense.name.isupper():
            found = [c for c in found if c.feature in AREAS]
        if sense.hint in AREAS:
            # A town does not become an oblast because the oblast is not in the data.
            areas = [c for c in found if c.feature in AREAS]
            if sense.hint is Feature.DISTRICT:
                areas = [c for c in areas if c.feature is not Feature.COUNTRY]
            return areas or (self._seats(sense, found) if sense.hint is Feature.DISTRICT else [])
        if sense.hint is Feature.FRONT:
            found += self._adjective_bases(sense.name, {c.gazetteer_id for c in found})
        if not found and sense.hint in {Feature.CITY, Feature.VILLAGE, Feature.FRONT, None}:
            found = [
                replace(c, match=min(c.match, ADJECTIVE_MATCH))
                for base in whole_of(sense.name)
                for c in self._gazetteer.candidates(base, near)
                if c.match >= ADJECTIVE_MATCH
            ]
        return found or self._homes(sense)

    def _by_name(self, name: str, near: Points) -> list[Candidate]:
        """The candidates of a name, as what it is short for where that is on record."""
        written = called_in_short(name) or written_out(name)
        if written != name:
            found = [c for c in self._gazetteer.candidates(written, near) if c.match >= EXACT]
            if found:
                return found
        return list(self._gazetteer.candidates(name, near[:MOST_CLOSE]))

    def _homes(self, sense: Sense) -> list[Candidate]:
        """The regions whose people are called so; for a name that is not on record."""
        if sense.hint not in _REGIONAL:
            return []
        found = {
            c.gazetteer_id: replace(c, match=ADJECTIVE_MATCH)
            for home in home_of(sense.name)
            for c in (*wide_regions(home), *self._gazetteer.candidates(home))
            if c.match >= EXACT and c.feature is Feature.REGION
        }
        return list(found.values())

    def _towns_in_full(self, sense: Sense) -> list[Candidate]:
        """The towns that bear a name whose last word only seems to say what it is (Fort Mill)."""
        if not sense.full.istitle() or " " not in sense.full:
            return []
        towns = {Feature.CITY, Feature.VILLAGE}
        found = self._gazetteer.candidates(sense.full)
        return [c for c in found if c.match >= EXACT and c.feature in towns]

    def _waters(self, name: str, near: Points) -> list[Candidate]:
        """The waters of a name, where the gazetteer has any."""
        if not isinstance(self._gazetteer, Covering):
            return []
        found = self._gazetteer.candidates(name, near, features=frozenset({Feature.WATER}))  # type: ignore[call-arg]
        return [c for c in found if c.feature is Feature.WATER]

    def _seats(self, sense: Sense, found: Sequence[Candidate]) -> list[Candidate]:
        """The towns that a district outside the data may be named after ("Siversk community").

        Only where that is the custom: a county in English may be named after anybody.
        """
        custom = lexicons.load("places")["spelling"]["various"]
        towns = [c for c in found if c.match >= EXACT]
        towns += self._adjective_bases(sense.name, {c.gazetteer_id for c in towns})
        return [c for c in towns if c.country in custom and c.population < MOST_IN_SEAT]

    def _adjective_bases(self, name: str, known: set[str]) -> Iterator[Candidate]:
        """The towns that an adjective of direction may come from ("Pokrovskyi direction")."""
        for base in adjective_bases(name):
            for candidate in self._gazetteer.candidates(base):
                exact = candidate.match >= EXACT and candidate.feature not in AREAS
                if exact and candidate.gazetteer_id not in known:
                    known.add(candidate.gazetteer_id)
                    yield replace(candidate, match=ADJECTIVE_MATCH)
