"""The stage that says where the places of a report are, or why it cannot.

All mentions of a report are decided together (see ``docs/places.md``).  A wrong point is
worse than none: below the configured score a mention stays without coordinates.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

import msgspec

from crossfix import plugins
from crossfix.config import Config
from crossfix.ground import place_model
from crossfix.ground.place_answers import Answer, answers
from crossfix.ground.place_beside import lay_out
from crossfix.ground.place_candidates import NamedPlaces
from crossfix.ground.place_context import anchors
from crossfix.ground.place_model import Weights
from crossfix.ground.place_senses import AREAS
from crossfix.ground.place_slate import Floats, Slate, make_slate
from crossfix.model import Feature, Notice, Place, Producer
from crossfix.plugins import Candidate, Gazetteer
from crossfix.reading import Reading

FRONT_KM: Final = 25.0
FACILITY_KM: Final = 8.0
DISTRICT_KM: Final = 20.0
MOST_REASONS: Final = 8
"""How many of the reasons for a place are told, the strongest first."""

UNSURE_FACILITY: Final = 0.8
"""A facility need not stand where its name comes from: its score is lowered by this."""

NEAR_POINTS: Final = 12
CONFIDENT: Final = 0.7


class Places:
    """Resolves the place mentions of a report against the configured gazetteer.

    ``producers`` are the gazetteers that are searched, with their versions.
    """

    name = "places"
    version = "2"

    def __init__(self, config: Config, weights: Weights | None = None) -> None:
        """``weights`` replace the shipped ones where they are measured."""
        self._weights = weights
        self._threshold = config.place_threshold
        self._gazetteer: Gazetteer = plugins.make(plugins.GAZETTEERS, config.gazetteer, config)
        self._coverage = self._gazetteer.coverage
        self.producers: tuple[Producer, ...] = getattr(
            self._gazetteer,
            "producers",
            (Producer(name=f"gazetteer {config.gazetteer}", version=self._gazetteer.version),),
        )
        self._named = NamedPlaces(self._gazetteer)

    def run(self, reading: Reading) -> Iterator[Place | Notice]:
        """Every place mention again, with coordinates or with the reason for having none."""
        places = sorted(reading.all(Place), key=lambda place: (place.start, place.stop))
        if not places:
            return
        senses, slate = self._named.gather(reading.document.text, places)
        answers = self._decide(slate)
        found = [
            self._resolved(place, [answers[number] for number in numbers])
            for place, numbers in zip(places, senses.of_mention, strict=True)
        ]
        yield from lay_out(reading.document.text, found)

    def _decide(self, slate: Slate) -> list[Answer]:
        decision = place_model.decide(slate, self._weights)
        closer = self._mistyped(slate, decision.belief)
        if closer is not None:
            slate = make_slate(slate.senses, closer, slate.within, slate.around)
            decision = place_model.decide(slate, self._weights)
        return answers(slate, decision)

    def _mistyped(self, slate: Slate, belief: Floats) -> list[list[Candidate]] | None:
        """Candidates once more for names that nothing fits, now close to what is known.

        None where that changes nothing.
        """
        found = [[slate.candidates[row] for row in slate.rows(n)] for n in range(slate.size)]
        sure = anchors(slate, belief)
        sure = sure[belief[sure] >= CONFIDENT]
        points = {int(slate.sense[row]): slate.candidates[row] for row in sure}
        closer = list(found)
        for number, sense in enumerate(slate.senses):
            if any(c.match > 0.9 for c in found[number]):
                continue
            close = [points[other] for other in sorted(sense.beside) if other in points]
            near = [(c.lat, c.lon) for c in [*close, *points.values()]][:NEAR_POINTS]
            closer[number] = self._named.of(sense, near)
        return closer if closer != found else None

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
        lat, lon, radius = _between(known) if len(known) > 1 else _point(place, parts[0])
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
            reasons=dict(islice(parts[0].reasons.items(), MOST_REASONS)),
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


def _point(place: Place, answer: Answer) -> tuple[float, float, float]:
    best = answer.best
    assert best is not None
    least = {
        Feature.FRONT: FRONT_KM,
        Feature.FACILITY: FACILITY_KM,
        Feature.DISTRICT: DISTRICT_KM if best.feature not in AREAS else 0.0,
    }.get(place.feature or best.feature, 0.0)
    return best.lat, best.lon, max(answer.radius_km, least)


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
