"""Which places each name of a report may mean, before anything is weighed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from crossfix import lexicons
from crossfix.ground.gazetteer_coverage import Covering
from crossfix.ground.names import adjective_bases
from crossfix.ground.place_senses import AREAS, Sense, Senses, gather_senses
from crossfix.ground.place_slate import Slate, make_slate
from crossfix.ground.place_words import find_surroundings
from crossfix.model import Feature, Place
from crossfix.plugins import Candidate, Gazetteer

MOST_IN_SEAT: Final = 200_000
EXACT: Final = 0.97
ADJECTIVE_MATCH: Final = 0.93

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
        around = replace(around, whole=self._whole(found))
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
            return self._waters(sense.name, near)
        found = list(self._gazetteer.candidates(sense.name, near))
        if sense.hint in AREAS:
            # A town does not become an oblast because the oblast is not in the data.
            areas = [c for c in found if c.feature in AREAS]
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
        return found

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


def whole_of(name: str) -> Iterator[str]:
    """The name of what a name is a part of, or that it writes out ("South Tampa": Tampa).

    Asked for a name that is not on record as it stands.
    """
    table = lexicons.load("places")["parts"]
    if name in table["cities"]:
        yield table["cities"][name]
        return
    words = name.split(" ")
    first, last = {word.lower() for word in table["before"]}, {w.lower() for w in table["after"]}
    while len(words) > 1 and words[0].lower() in first:
        words = words[2:] if words[1].lower() == "of" and len(words) > 2 else words[1:]
    while len(words) > 1 and words[-1].lower() in last:
        words = words[:-1]
    if " ".join(words) != name:
        yield " ".join(words)
