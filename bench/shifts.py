"""Measures phrases that shift a place: ``python -m bench.shifts [FOLDER]``.

The lines of cir_events are read through the stages that find and resolve places, each with
the province that the table gives.  Where words lead away from a named place ("south of
Izium", "between Zarichne and Torske"), the geolocated point of the event says whether the
point that they lead to is nearer than the named one, and whether the radius holds it.
``FOLDER`` holds added gazetteers.  The texts are of Ukraine in 2022 and no rule was fitted
to them.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean
from typing import Final

from crossfix.config import Config
from crossfix.ground.gazetteer_entry import kilometres
from crossfix.model import Document, Place, make_id
from crossfix.pipeline import load_stages, prepare, run_stages
from crossfix.reading import Received

SHARED: Final = Path(__file__).resolve().parents[2] / "shared"
WORDS: Final = re.compile(
    r"(?:north|south|east|west)|\b(?:near|between|outside|outskirts|suburbs?|from|km|miles|"
    r"kilomet(?:er|re)s|vicinity|around)\b",
    re.I,
)
TOLERANCE_KM: Final = 15.0
MOST_KM: Final = 200.0
"""A namesake taken for the place counts no more than this: it is not the phrase's fault."""

Shifted = tuple[Place, float, float]
"""A place with a shift, and how far its named and its shifted point lie from the event."""


def measure(shared: Path, config: Config) -> dict[str, float]:
    """How well shifted points and radii agree with where the events were."""
    found = list(shifted_places(shared / "data/cir_events/events_dev.csv", config))
    moved = [part for part in found if (part[0].lat, part[0].lon) != _named(part[0])]
    widened = [part for part in found if part not in moved]
    figures = {"shifts_moved": float(len(moved)), "shifts_widened": float(len(widened))}
    if moved:
        figures |= {
            "shifts_named_km": mean(min(named, MOST_KM) for _, named, _ in moved),
            "shifts_moved_km": mean(min(away, MOST_KM) for _, _, away in moved),
            "shifts_named_15km": mean(named <= TOLERANCE_KM for _, named, _ in moved),
            "shifts_moved_15km": mean(away <= TOLERANCE_KM for _, _, away in moved),
            "shifts_moved_in_radius": _held(moved),
        }
    if widened:
        figures["shifts_widened_in_radius"] = _held(widened)
    return figures


def shifted_places(path: Path, config: Config) -> Iterator[Shifted]:
    """The places of the events whose words shift them."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["country"] == "Ukraine"]
    lines = {row["brief description"].strip(): row for row in rows}
    told = [line for line in lines if WORDS.search(line)]
    stages = load_stages(config)
    reports = [_received(f"{line}, in {lines[line]['province']}, Ukraine.") for line in told]
    for line, prepared in zip(told, prepare(reports), strict=True):
        lat, lon = float(lines[line]["lat"]), float(lines[line]["lon"])
        for place in run_stages(prepared, stages).all(Place):
            if place.shift is not None and place.lat is not None and place.lon is not None:
                named = kilometres(*_named(place), lat, lon)
                yield place, named, kilometres(place.lat, place.lon, lat, lon)


def _held(found: Sequence[Shifted]) -> float:
    return mean(away <= (place.radius_km or 0.0) for place, _, away in found)


def _named(place: Place) -> tuple[float, float]:
    assert place.named_lat is not None
    assert place.named_lon is not None
    return place.named_lat, place.named_lon


def _received(text: str) -> Received:
    raw = text.encode()
    digest = hashlib.sha256(raw).hexdigest()
    document = Document(id=make_id("doc", digest, ""), path="line", sha256=digest, text=text)
    return Received(document, raw)


def main() -> None:
    """Print the figures."""
    data = sys.argv[1] if len(sys.argv) > 1 else ""
    config = Config(data=data, stages=("toponyms", "places"))
    for name, value in measure(SHARED, config).items():
        print(f"{name:30} {value:8.3f}")


if __name__ == "__main__":
    main()
