"""Places by name, for whoever corrects where something was."""

from __future__ import annotations

from threading import Lock
from typing import Final

from crossfix import plugins
from crossfix.config import Config
from crossfix.plugins import GAZETTEERS, Candidate, Gazetteer
from crossfix.web.shapes import Spot

CANDIDATES: Final = 20
"""Places that a name is answered with at most."""


class Places:
    """The gazetteer, loaded when it is first asked."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._lock = Lock()
        self._gazetteer: Gazetteer | None = None

    def named(self, name: str) -> list[Spot]:
        """The places that a name may mean, the best match first."""
        with self._lock:
            if self._gazetteer is None:
                self._gazetteer = plugins.make(GAZETTEERS, self._config.gazetteer, self._config)
            return [_spot(one) for one in self._gazetteer.candidates(name)[:CANDIDATES]]


def _spot(candidate: Candidate) -> Spot:
    """A candidate with the regions that it lies in as its reason."""
    regions = (candidate.admin2, candidate.admin1, candidate.country)
    return Spot(
        name=candidate.name,
        lat=candidate.lat,
        lon=candidate.lon,
        radius_km=candidate.radius_km,
        country=candidate.country,
        reason=", ".join(dict.fromkeys(region for region in regions if region)),
    )
