"""Gathers the place mentions of a report into senses: one name, one meaning.

All mentions of one name are decided together, unless the text itself sets them apart
("Paris, Texas" and "Paris, France") or says that they are different kinds of thing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from crossfix import lexicons
from crossfix.ground.names import fold
from crossfix.model import Feature, Place

BESIDE_MENTIONS: Final = 3
BESIDE_CHARACTERS: Final = 400
"""How far apart two mentions may stand and still shed light on each other."""

AREAS: Final = frozenset({Feature.REGION, Feature.DISTRICT, Feature.COUNTRY})

_TO_CONTAINER: Final = re.compile(
    r"\s*(?:,|\(|,?\s+in|,?\s+of|[-–—])?\s*(?:in |of )?(?:the |Russia[’']s |Ukraine[’']s )?"
    r"(?:(?:north|south|east|west|central|upper|lower)\w*[ -])?"
)
_SHORT_FORM: Final = re.compile(r",?\s+\(?([A-Z][A-Za-z]*\.?(?:\s?[A-Z][a-z]*\.)*)")
_CAPITALISED: Final = re.compile(r"\b[A-Z][A-Za-z.]+(?:\s[A-Z][a-z]+)?")


@dataclass(slots=True)
class Sense:
    """A name in one meaning: which mentions bear it, and what holds it.

    ``containers`` are numbers of other senses (a region named right after it), ``within``
    names of regions that stand in the text without a mention of their own ("Tex.").
    ``beside`` are the senses mentioned close by.
    """

    name: str
    hint: Feature | None
    mentions: list[int] = field(default_factory=list)
    containers: set[int] = field(default_factory=set)
    within: set[str] = field(default_factory=set)
    beside: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Senses:
    """The senses of a report, and for each mention the senses that it is made of.

    A mention has one sense; a front that is named after two towns has two.
    """

    senses: list[Sense]
    of_mention: list[tuple[int, ...]]


def gather_senses(text: str, places: Sequence[Place]) -> Senses:
    """The senses of the mentions of one report; ``places`` in text order."""
    containers = [_container(text, places, number) for number in range(len(places))]
    known: dict[tuple[str, str, str], int] = {}
    by_name: dict[tuple[str, str], int] = {}
    senses: list[Sense] = []
    of_mention: list[tuple[int, ...]] = []
    for number, place in enumerate(places):
        held = containers[number]
        numbers = []
        for name in _names(place):
            plain = (fold(name), _kind(place.feature))
            key = (*plain, held)
            found = known.get(key) if held else by_name.get(plain)
            if found is None and held and plain in by_name and not _held(senses, by_name[plain]):
                found = known[key] = by_name[plain]
            if found is None:
                found = known[key] = len(senses)
                by_name.setdefault(plain, found)
                senses.append(Sense(name=name, hint=place.feature))
            senses[found].mentions.append(number)
            if held.startswith("="):
                senses[found].within.add(held[1:])
            elif held:
                senses[found].containers.add(-1 - number)
            numbers.append(found)
        of_mention.append(tuple(numbers))
    _tie(senses, of_mention, places)
    return Senses(senses, of_mention)


def countries_named(text: str) -> Counter[str]:
    """How often each country is named in a text, by name or demonym; ISO codes."""
    known = _country_words()
    found: Counter[str] = Counter()
    for match in _CAPITALISED.finditer(text):
        words = match[0]
        code = known.get(words) or known.get(words.split(" ")[0])
        if code:
            found[code] += 1
    return found


@cache
def _country_words() -> dict[str, str]:
    words: dict[str, str] = {}
    for code, row in lexicons.load("places")["countries"].items():
        for name in row["names"]:
            words.setdefault(name, code)
        for demonym in row["demonyms"]:
            words.setdefault(demonym, code)
            words.setdefault(f"{demonym}s", code)
    return words


@cache
def _short_forms() -> dict[str, str]:
    table = lexicons.load("places")["abbreviations"]
    return {str(key).replace(" ", ""): str(value) for key, value in table.items()}


def _names(place: Place) -> list[str]:
    parts = re.split(r"\s*[-–—/]\s*", place.name)
    if place.feature is Feature.FRONT and len(parts) == 2 and all(len(p) > 3 for p in parts):
        return parts
    return [place.name]


def _kind(hint: Feature | None) -> str:
    """Kinds of thing that one name may stand for in one report: town, area, water, ..."""
    if hint in AREAS:
        return "area"
    return hint.value if hint in {Feature.WATER, Feature.FACILITY} else ""


def _held(senses: list[Sense], number: int) -> bool:
    return bool(senses[number].within or senses[number].containers)


def _container(text: str, places: Sequence[Place], number: int) -> str:
    """What the text says that a mention lies in: a folded name, ``=name``, or nothing."""
    place = places[number]
    after = text[place.stop : place.stop + 60]
    found = _SHORT_FORM.match(after)
    if found:
        short = _short_forms().get(found[1].replace(" ", ""))
        short = short or _short_forms().get(found[1].split(" ")[0])
        if short:
            return f"={short}"
    if number + 1 < len(places):
        following = places[number + 1]
        between = text[place.stop : following.start]
        if len(between) < 30 and between.strip(" ") and _TO_CONTAINER.fullmatch(between):
            return fold(following.name)
    return ""


def _tie(senses: list[Sense], of_mention: list[tuple[int, ...]], places: Sequence[Place]) -> None:
    """Turn container mentions into container senses, and note who stands beside whom."""
    for number, sense in enumerate(senses):
        followed = {-1 - mark + 1 for mark in sense.containers}
        sense.containers = {s for mention in followed for s in of_mention[mention]} - {number}
    for number, own in enumerate(of_mention):
        for other in range(number + 1, min(number + 1 + BESIDE_MENTIONS, len(places))):
            if places[other].start - places[number].stop > BESIDE_CHARACTERS:
                break
            for left in own:
                for right in of_mention[other]:
                    if left != right:
                        senses[left].beside.add(right)
                        senses[right].beside.add(left)
