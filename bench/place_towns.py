"""Towns of geolocated events against a gazetteer: right, abstained, wrong.

The default gazetteer is measured alone, and with every Ukrainian settlement added from a
Who's On First listing, in a data folder of the bench's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec

from bench.place_corpora import Gold, Sighting, kilometres
from crossfix.config import Config, load_config
from crossfix.ground.gazetteer_added import list_added
from crossfix.ground.gazetteers import add_gazetteers
from crossfix.model import Place
from crossfix.plugins import Candidate

TOWN_KM = 15.0
LISTING = "data/gazetteer/wof_ua_places.tsv"


def default_config() -> Config:
    """The configuration with nothing added, whatever the user has added."""
    config = load_config()
    return msgspec.structs.replace(config, data=str(config.cache_folder / "bench-nothing-added"))


def united_config(shared: Path) -> Config:
    """The configuration with the Ukrainian listing added."""
    config = load_config()
    folder = config.cache_folder / "bench-ukraine"
    config = msgspec.structs.replace(config, data=str(folder))
    if not list_added(config.data_folder):
        add_gazetteers([str(shared / LISTING)], config)
    return config


def is_right(found: Place | Candidate, gold: Gold, km: float) -> bool:
    """Whether an answer is the gold place itself or lies within ``km`` of it."""
    if found.lat is None or found.lon is None:
        return False
    if gold.gazetteer_id and found.gazetteer_id == gold.gazetteer_id:
        return True
    return kilometres(found.lat, found.lon, gold) <= km


def once_seen(sightings: Iterable[Sighting]) -> set[str]:
    """The ids of the sightings whose town stands in no other row."""
    rows = list(sightings)
    counted = Counter(row.town.casefold() for row in rows)
    return {row.id for row in rows if counted[row.town.casefold()] == 1}


def tally(resolved: Iterable[tuple[Place, Gold]], threshold: float) -> dict[str, float]:
    """Shares of the towns that are right, abstained and wrong, and wrong of the resolved."""
    counts = {"right": 0, "abstained": 0, "wrong": 0}
    for place, gold in resolved:
        if gold.lat is not None:
            right = is_right(place, gold, TOWN_KM)
            silent = place.lat is None or place.score < threshold
            counts["abstained" if silent else "right" if right else "wrong"] += 1
    total = sum(counts.values())
    shares = {kind: count / max(1, total) for kind, count in counts.items()}
    answered = counts["right"] + counts["wrong"]
    return {**shares, "wrong_of_resolved": counts["wrong"] / max(1, answered), "towns": total}
