"""What a place name is short for, a part of or made from: other names to look it up by."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from crossfix import lexicons
from crossfix.ground.names import fold
from crossfix.model import Feature
from crossfix.plugins import Candidate

OWN_LIST: Final = "wide-regions"
SHORTEST_REGION: Final = 4


def whole_of(name: str) -> Iterator[str]:
    """The name of what a name is a part of, or that it writes out ("South Tampa": Tampa).

    Asked for a name that is not on record as it stands.
    """
    city = called_in_short(name)
    if city is not None:
        yield city
        return
    written = written_out(name)
    if written != name:
        yield written
    words = written.split(" ")
    table = lexicons.load("places")["parts"]
    first, last = {word.lower() for word in table["before"]}, {w.lower() for w in table["after"]}
    while len(words) > 1 and words[0].lower() in first:
        words = words[2:] if words[1].lower() == "of" and len(words) > 2 else words[1:]
    while len(words) > 1 and words[-1].lower() in last:
        words = words[:-1]
    if " ".join(words) not in {name, written}:
        part = " ".join(words)
        yield called_in_short(part) or part


def called_in_short(name: str) -> str | None:
    """The city or region that goes by a short name ("L.A.": Los Angeles)."""
    cities: dict[str, str] = lexicons.load("places")["parts"]["cities"]
    regions: dict[str, str] = lexicons.load("place_signs")["regions"]
    return cities.get(name) or regions.get(name)


def written_out(name: str) -> str:
    """The name with its short words written out ("W. Columbia": West Columbia)."""
    short = lexicons.load("place_signs")["short"]
    return " ".join(short.get(word, word) for word in name.split(" "))


def home_of(name: str) -> Iterator[str]:
    """The names that the name of a people may come from ("Ohioans": Ohio)."""
    table = lexicons.load("place_signs")["inhabitants"]
    for ending in table["endings"]:
        base = name.removesuffix(ending)
        if base != name and len(base) >= SHORTEST_REGION - 1:
            for restored in table["restored"]:
                if len(base) + len(restored) >= SHORTEST_REGION:
                    yield base + restored


def wide_regions(name: str) -> list[Candidate]:
    """The regions of a name that are no unit of administration ("Donbas", "South Ossetia")."""
    return _wide_regions().get(fold(name.removeprefix("the ")), [])


@cache
def _wide_regions() -> dict[str, list[Candidate]]:
    found: dict[str, list[Candidate]] = {}
    for row in lexicons.load("wide_regions")["region"]:
        lat, lon, radius, millions = row["at"]
        candidate = Candidate(
            gazetteer=OWN_LIST,
            gazetteer_id=fold(row["names"][0]).replace(" ", "-"),
            name=row["names"][0],
            lat=float(lat),
            lon=float(lon),
            radius_km=float(radius),
            feature=Feature.REGION,
            country=row.get("country", ""),
            population=int(millions * 1_000_000),
            match=1.0,
        )
        for name in row["names"]:
            found.setdefault(fold(name), []).append(candidate)
    return found
