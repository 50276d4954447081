"""The stage that says where the places of a report are, or why it cannot.

All mentions of a report are decided together (see ``docs/places.md``).  A wrong point is
worse than none: below the configured score a mention stays without coordinates.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import msgspec
import numpy as np

from crossfix import lexicons, plugins
from crossfix.config import Config
from crossfix.ground import place_model
from crossfix.ground.names import adjective_bases
from crossfix.ground.place_context import anchors
from crossfix.ground.place_senses import AREAS, Sense, Senses, countries_named, gather_senses
from crossfix.ground.place_slate import Floats, Ints, Slate, distances_km, make_slate
from crossfix.model import Feature, Notice, Place
from crossfix.plugins import Candidate, Gazetteer
from crossfix.reading import Reading

FRONT_KM: Final = 25.0
FACILITY_KM: Final = 8.0
DISTRICT_KM: Final = 20.0
MOST_IN_SEAT: Final = 200_000
SAME_PLACE_KM: Final = 15.0
"""Candidates closer than this to the best one count as the same answer."""

UNSURE_FACILITY: Final = 0.8
"""A facility need not stand where its name comes from: its score is lowered by this."""

NEAR_POINTS: Final = 12
CONFIDENT: Final = 0.7
EXACT: Final = 0.97
ADJECTIVE_MATCH: Final = 0.93


@dataclass(frozen=True, slots=True)
class Answer:
    """What one sense means: the best candidate, its score, how many were weighed."""

    best: Candidate | None
    score: float
    weighed: int
    rivals: int


class Places:
    """Resolves the place mentions of a report against the configured gazetteer."""

    name = "places"
    version = "1"

    def __init__(self, config: Config) -> None:
        self._threshold = config.place_threshold
        self._gazetteer: Gazetteer = plugins.make(plugins.GAZETTEERS, config.gazetteer, config)
        self._coverage = self._gazetteer.coverage

    def run(self, reading: Reading) -> Iterator[Place | Notice]:
        """Every place mention again, with coordinates or with the reason for having none."""
        places = sorted(reading.all(Place), key=lambda place: (place.start, place.stop))
        if not places:
            return
        senses = gather_senses(reading.document.text, places, self._is_known)
        answers = self._decide(reading.document.text, senses)
        for place, numbers in zip(places, senses.of_mention, strict=True):
            yield self._resolved(place, [answers[number] for number in numbers])

    def _decide(self, text: str, senses: Senses) -> list[Answer]:
        within = [
            [c for name in sorted(sense.within) for c in self._gazetteer.candidates(name)]
            for sense in senses.senses
        ]
        found = [self._candidates(sense, ()) for sense in senses.senses]
        named = countries_named(text)
        slate = make_slate(senses.senses, found, within, named)
        belief = place_model.believe(slate)
        closer = self._mistyped(slate, belief, found)
        if closer != found:
            slate = make_slate(senses.senses, closer, within, named)
            belief = place_model.believe(slate)
        return answers(slate, belief)

    def _is_known(self, name: str) -> bool:
        return any(c.match >= ADJECTIVE_MATCH for c in self._gazetteer.candidates(name))

    def _candidates(self, sense: Sense, near: Sequence[tuple[float, float]]) -> list[Candidate]:
        if sense.hint is Feature.WATER:
            return []
        found = list(self._gazetteer.candidates(sense.name, near))
        if sense.hint in AREAS:
            # A town does not become an oblast because the oblast is not in the data.
            areas = [c for c in found if c.feature in AREAS]
            return areas or (self._seats(sense, found) if sense.hint is Feature.DISTRICT else [])
        if (
            sense.hint in {Feature.CITY, Feature.FRONT, None}
            and not found
            and sense.name.endswith(" City")
        ):
            return list(self._gazetteer.candidates(sense.name.removesuffix(" City"), near))
        if sense.hint is Feature.FRONT:
            found += self._adjective_bases(sense.name, {c.gazetteer_id for c in found})
        return found

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

    def _mistyped(
        self, slate: Slate, belief: Floats, found: Sequence[list[Candidate]]
    ) -> list[list[Candidate]]:
        """Candidates once more for names that nothing fits, now close to what is known."""
        sure = anchors(slate, belief)
        sure = sure[belief[sure] >= CONFIDENT]
        points = {int(slate.sense[row]): slate.candidates[row] for row in sure}
        closer = list(found)
        for number, sense in enumerate(slate.senses):
            if any(c.match > 0.9 for c in found[number]):
                continue
            close = [points[other] for other in sorted(sense.beside) if other in points]
            near = [(c.lat, c.lon) for c in [*close, *points.values()]][:NEAR_POINTS]
            closer[number] = self._candidates(sense, near)
        return closer

    def _resolved(self, place: Place, parts: Sequence[Answer]) -> Place:
        score = min(answer.score for answer in parts)
        if place.feature is Feature.FACILITY and len(parts) == 1:
            score *= UNSURE_FACILITY
        weighed = sum(answer.weighed for answer in parts)
        known = [answer.best for answer in parts if answer.best is not None]
        if len(known) < len(parts) or score < self._threshold:
            return msgspec.structs.replace(
                place,
                score=round(score, 3),
                candidates=weighed,
                gazetteer=self._gazetteer.name,
                reason=self._reason(place, parts),
            )
        best = known[0]
        lat, lon, radius = _between(known) if len(known) > 1 else _point(place, best)
        return msgspec.structs.replace(
            place,
            score=round(score, 3),
            candidates=weighed,
            gazetteer=best.gazetteer,
            gazetteer_id=best.gazetteer_id if len(known) == 1 else None,
            lat=lat,
            lon=lon,
            radius_km=radius,
            feature=_feature(place, best),
            country=best.country or None,
            reason=None,
        )

    def _reason(self, place: Place, parts: Sequence[Answer]) -> str:
        if place.feature is Feature.WATER:
            return f"rivers, lakes and seas are not in {self._gazetteer.name} ({self._coverage})"
        if any(answer.weighed == 0 for answer in parts):
            return f"not in {self._gazetteer.name} ({self._coverage})"
        if max(answer.rivals for answer in parts) > 1:
            weighed = max(answer.weighed for answer in parts)
            return f"too many alike: {weighed} places match and the report does not decide"
        if place.feature is Feature.FACILITY:
            return "a place of this name is known, but not that the facility stands there"
        return "a place of this name is known, but it does not fit the rest of the report"


def answers(slate: Slate, belief: Floats) -> list[Answer]:
    """The answer for each sense; candidates that lie together count as one answer."""
    rows_of: list[list[int]] = [[] for _ in range(slate.size)]
    for row, number in enumerate(slate.sense.tolist()):
        rows_of[number].append(row)
    return [_answer(slate, belief, np.array(rows, dtype=np.int64)) for rows in rows_of]


def _answer(slate: Slate, belief: Floats, rows: Ints) -> Answer:
    if not len(rows):
        return Answer(None, 0.0, 0, 0)
    best = int(rows[np.argmax(belief[rows])])
    together = distances_km(slate, best, rows) <= SAME_PLACE_KM
    score = float(belief[rows][together].sum())
    rivals = int((belief[rows] >= 0.05).sum())
    return Answer(slate.candidates[best], min(score, 1.0), len(rows), rivals)


def _point(place: Place, best: Candidate) -> tuple[float, float, float]:
    least = {
        Feature.FRONT: FRONT_KM,
        Feature.FACILITY: FACILITY_KM,
        Feature.DISTRICT: DISTRICT_KM if best.feature not in AREAS else 0.0,
    }.get(place.feature or best.feature, 0.0)
    return best.lat, best.lon, max(best.radius_km, least)


def _between(ends: Sequence[Candidate]) -> tuple[float, float, float]:
    """The middle of the towns that a line is named after, and a radius that takes in all."""
    lat = (min(c.lat for c in ends) + max(c.lat for c in ends)) / 2
    lon = (min(c.lon for c in ends) + max(c.lon for c in ends)) / 2
    wide = math.cos(math.radians(lat))
    reach = max(math.hypot(c.lat - lat, (c.lon - lon) * wide) for c in ends)
    return round(lat, 5), round(lon, 5), round(max(FRONT_KM, reach * 111.2 + 10), 1)


def _feature(place: Place, best: Candidate) -> Feature:
    if place.feature in {Feature.FRONT, Feature.FACILITY}:
        return place.feature
    if place.feature is Feature.DISTRICT and best.feature not in AREAS:
        return Feature.DISTRICT
    if place.feature is Feature.VILLAGE and best.feature is Feature.CITY:
        return Feature.CITY if best.population > 20_000 else Feature.VILLAGE
    return best.feature
