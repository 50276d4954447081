"""Reports drawn from the gazetteer, to learn from where no corpus is.

A report moves about a home: towns near it, its district and region, its country, and now
and then a city that everybody knows.  Which of the namesakes is meant is known, because it
was drawn; what the gazetteer lacks is imitated by villages near the home that bear the
name of a place elsewhere.  No corpus was looked at for the shares below: they are guesses
at what newspapers and bulletins do.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from bench.place_corpora import Gold, Report
from crossfix import lexicons
from crossfix.ground.gazetteer_entry import Entry
from crossfix.ground.gazetteer_file import read_entries
from crossfix.ground.names import fold, similarity
from crossfix.model import Feature

SEED: Final = 20260214
ENGLISH: Final = ("US", "GB", "CA", "AU", "NZ", "IE")
ENGLISH_SHARE: Final = 0.6
"""Of the reports, how many are local news of countries that write in English."""

NAMESAKE_SHARE: Final = 0.3
"""Of the reports, how many have a home with a larger namesake: of these there is most to learn."""

CIVIC_SHARES: Final = {True: 0.4, False: 0.1}
"""How often a name is followed by what a town has ("police"), by whether it is near the home."""

CIVIC: Final = ("police", "City Council", "High School", "man", "residents", "Fire Department")

REACH_KM: Final = 40.0
KM_A_DEGREE: Final = 111.2
MOST_NEAR: Final = 7
ALONE_SHARE: Final = 0.25
"""Of the reports, how many name no other town than their own."""

SHARES: Final = {"district": 0.5, "region": 0.4, "country": 0.25, "famous": 0.3, "abroad": 0.2}
ASIDE_SHARE: Final = 0.35
MOST_PERSONS: Final = 4
CAPITAL_SHARE: Final = 0.3
"""Of the great cities named from afar, how many are capitals."""

SIGN_SHARE: Final = 0.6
OTHER_SIGN_SHARE: Final = 0.25
MOST_SIGNS: Final = 9
"""How often a report holds words of its own country's offices, and of another's, and how many."""

SPELLED_ALIKE: Final = 0.8
LINKS: Final = (", ", " and ", ". It began in ", ". Others came to ")
HOLES: Final = {False: 0.06, True: 0.25}
"""How many of the towns near the home are not in the gazetteer, by whether the country's
names reach English by several spellings: war reports name hamlets."""


Named = tuple[str, Gold, bool]
"""A name in a report, where it is, and whether it is a town near the home."""


class Atlas:
    """The places of a compiled gazetteer, to draw from."""

    def __init__(self, path: Path) -> None:
        entries = [e for e in read_entries(path) if e.country]
        towns = {Feature.CITY, Feature.VILLAGE}
        self.towns = [e for e in entries if e.feature in towns]
        self.point = np.array([[e.lat, e.lon] for e in self.towns])
        self.people = np.array([e.population + 500.0 for e in self.towns])
        self.english = np.array([e.country in ENGLISH for e in self.towns])
        self.regions = {(e.country, e.admin1): e for e in entries if e.feature is Feature.REGION}
        self.districts = {
            (e.country, e.admin1, e.admin2): e for e in entries if e.feature is Feature.DISTRICT
        }
        self.countries = {e.country: e for e in entries if e.feature is Feature.COUNTRY}
        self.famous = self.people / self.people.sum()
        self.capital = _capitals(self.towns)
        largest: dict[str, float] = {}
        for entry, people in zip(self.towns, self.people.tolist(), strict=True):
            largest[entry.names[0]] = max(people, largest.get(entry.names[0], 0.0))
        self.outshone = self.people < np.array([largest[e.names[0]] for e in self.towns])


def _capitals(towns: list[Entry]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The share of each town in the capitals that news names: the square root of its people."""
    rows = lexicons.load("places")["countries"].items()
    names = {(fold(name), code) for code, row in rows for name in row["capitals"]}
    found: dict[tuple[str, str], int] = {}
    for number, town in enumerate(towns):
        key = (fold(town.names[0]), town.country)
        if key in names and town.population > towns[found.setdefault(key, number)].population:
            found[key] = number
    share = np.zeros(len(towns))
    share[list(found.values())] = [math.sqrt(towns[n].population + 1) for n in found.values()]
    return np.asarray(share / share.sum(), dtype=float)


def draw_reports(path: Path, count: int) -> Iterator[Report]:
    """Reports of places drawn from a compiled gazetteer, the same on every run."""
    atlas, random = Atlas(path), np.random.default_rng(SEED)
    for number in range(count):
        home = _home(atlas, random)
        mentions = list(_mentions(atlas, home, random))
        asides = list(_asides(atlas, home, random))
        yield _report(f"drawn-{number}", mentions, asides, random)


def _home(atlas: Atlas, random: np.random.Generator) -> Entry:
    weight = np.sqrt(atlas.people)
    if random.random() < ENGLISH_SHARE:
        weight = weight * atlas.english
    if random.random() < NAMESAKE_SHARE:
        weight = weight * atlas.outshone
    return atlas.towns[int(random.choice(len(weight), p=weight / weight.sum()))]


def _mentions(atlas: Atlas, home: Entry, random: np.random.Generator) -> Iterator[Named]:
    """The names of one report, each with where it is."""
    hole = HOLES[home.variants]
    for town in _near(atlas, home, random):
        if town is not home and random.random() < hole:
            stranger = atlas.towns[int(random.choice(len(atlas.famous)))]
            yield called(stranger, random), Gold(0, 0, town.lat, town.lon), True
        else:
            yield called(town, random), _gold(town), True
    areas = {
        "district": atlas.districts.get((home.country, home.admin1, home.admin2)),
        "region": atlas.regions.get((home.country, home.admin1)),
        "country": atlas.countries.get(home.country),
    }
    for kind, area in areas.items():
        if area is not None and random.random() < SHARES[kind]:
            yield called(area, random), _gold(area), False
    if random.random() < SHARES["famous"]:
        weight = atlas.capital if random.random() < CAPITAL_SHARE else atlas.famous
        city = atlas.towns[int(random.choice(len(weight), p=weight))]
        yield called(city, random), _gold(city), False
    if random.random() < SHARES["abroad"]:
        codes = sorted(atlas.countries)
        country = atlas.countries[codes[int(random.integers(len(codes)))]]
        yield country.names[0], _gold(country), False


def _asides(atlas: Atlas, home: Entry, random: np.random.Generator) -> Iterator[str]:
    """What else is named and is no mention: authorities of the home's areas, and persons."""
    region = atlas.regions.get((home.country, home.admin1))
    district = atlas.districts.get((home.country, home.admin1, home.admin2))
    for area, office in ((region, "Department of Health"), (district, "Council")):
        if area is not None and random.random() < ASIDE_SHARE:
            yield f"The {called(area, random)} {office} knew of it"
    for _ in range(int(random.integers(0, MOST_PERSONS))):
        # Persons bear the names of places: any town's name does for a surname.
        stranger = atlas.towns[int(random.integers(len(atlas.towns)))]
        yield f"Officer {stranger.names[0]} was there"
    yield from _signs(home.country, random)


def _signs(country: str, random: np.random.Generator) -> Iterator[str]:
    """Words of the home country's money, police and offices, and now and then of another's.

    Where names reach English by several spellings, a war is told of two countries at once.
    """
    signs = lexicons.load("place_signs")["signs"]
    others = sorted(signs)
    for code, share in ((country, SIGN_SHARE), (str(random.choice(others)), OTHER_SIGN_SHARE)):
        if code in signs and random.random() < share:
            for _ in range(int(random.integers(1, MOST_SIGNS))):
                yield f"There was talk of {random.choice(signs[code])} too"


def _near(atlas: Atlas, home: Entry, random: np.random.Generator) -> list[Entry]:
    """The home and some towns about it, the nearer and the larger the likelier."""
    wide = max(0.2, math.cos(math.radians(home.lat)))
    offset = (atlas.point - np.array([home.lat, home.lon])) * KM_A_DEGREE * np.array([1.0, wide])
    away = np.hypot(offset[:, 0], offset[:, 1])
    close = np.flatnonzero(away < 4 * REACH_KM)
    weight = np.sqrt(atlas.people[close]) * np.exp(-away[close] / REACH_KM)
    alone = random.random() < ALONE_SHARE
    wanted = 0 if alone else min(len(close), int(random.integers(0, MOST_NEAR)))
    drawn = random.choice(close, size=wanted, replace=False, p=weight / weight.sum())
    return [home, *(atlas.towns[int(n)] for n in drawn if atlas.towns[int(n)] is not home)]


def called(entry: Entry, random: np.random.Generator) -> str:
    """One of the Latin spellings where there are several, else the main name; no former names."""
    if not entry.variants:
        return entry.names[0]
    main = fold(entry.names[0])
    latin = [
        n for n in entry.names[:8] if n.isascii() and similarity(fold(n), main) > SPELLED_ALIKE
    ]
    latin = latin or [entry.names[0]]
    return latin[int(random.integers(len(latin)))]


def _gold(entry: Entry) -> Gold:
    return Gold(0, 0, entry.lat, entry.lon, gazetteer_id=str(entry.id))


def _report(
    name: str, mentions: list[Named], asides: list[str], random: np.random.Generator
) -> Report:
    """The names in any order, some in lists and some in sentences of their own."""
    text, gold = "", []
    for at in random.permutation(len(mentions)).tolist():
        word, truth, is_local = mentions[at]
        text += str(random.choice(LINKS)) if text else ""
        start, stop = len(text), len(text) + len(word)
        gold.append(Gold(start, stop, truth.lat, truth.lon, truth.gazetteer_id))
        text += word
        if random.random() < CIVIC_SHARES[is_local]:
            text += f" {random.choice(CIVIC)}"
    return Report(name, ". ".join([text, *asides]) + ".", tuple(gold))
