"""Gathers the place mentions of a report into senses: one name, one meaning.

All mentions of one name are decided together, unless the text itself sets them apart
("Paris, Texas" and "Paris, France") or says that they are different kinds of thing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from crossfix import lexicons
from crossfix.ground.names import fold
from crossfix.ground.place_settings import find_settings
from crossfix.ground.place_words import short_forms
from crossfix.model import Feature, Place

BESIDE_MENTIONS: Final = 3
BESIDE_CHARACTERS: Final = 400
"""How far apart two mentions may stand and still shed light on each other."""

AREAS: Final = frozenset({Feature.REGION, Feature.DISTRICT, Feature.COUNTRY})

_TO_CONTAINER: Final = re.compile(
    r"\s*(?:,|\(|,?\s+in|,?\s+of|[-–—])?\s*(?:in |of )?(?:the |Russia[’']s |Ukraine[’']s )?"
    r"(?:(?:north|south|east|west|central|upper|lower)\w*[ -])?"
)
_NEXT_WORD: Final = re.compile(r" ([A-Za-z]+)")
_SHORT_FORM: Final = re.compile(r",?\s+\(?([A-Z][A-Za-z]*\.?(?:\s?[A-Z][a-z]*\.)*)")


@dataclass(slots=True)
class Sense:
    """A name in one meaning: which mentions bear it, and what holds it.

    ``full`` is the first mention as it stands ("Fort Mill" of a mill called Fort).
    ``containers`` are numbers of other senses (a region named right after it), ``within``
    names of regions that stand in the text without a mention of their own ("Tex.").
    ``of_town`` tells of a facility of a kind that is named after towns, ``civic`` of a name
    that stands like a town's or a county's ("Lebanon police").  ``beside`` are the
    senses mentioned close by; ``settings`` those that the text puts it
    in or near, with the reach in km (None: a region's own) and whether it says so itself.
    """

    name: str
    hint: Feature | None
    full: str = ""
    of_town: bool = False
    civic: bool = False
    mentions: list[int] = field(default_factory=list)
    containers: set[int] = field(default_factory=set)
    within: set[str] = field(default_factory=set)
    beside: set[int] = field(default_factory=set)
    settings: set[tuple[int, float | None, bool]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Senses:
    """The senses of a report, and for each mention the senses that it is made of.

    A mention has one sense; a front that is named after two towns has two.
    """

    senses: list[Sense]
    of_mention: list[tuple[int, ...]]


def gather_senses(
    text: str, places: Sequence[Place], is_known: Callable[[str], bool] = lambda name: False
) -> Senses:
    """The senses of the mentions of one report; ``places`` in text order.

    ``is_known`` tells whether a name with a hyphen is that of one place.
    """
    containers = [_container(text, places, number) for number in range(len(places))]
    known: dict[tuple[str, str, str], int] = {}
    by_name: dict[tuple[str, str], int] = {}
    senses: list[Sense] = []
    of_mention: list[tuple[int, ...]] = []
    for number, place in enumerate(places):
        held = containers[number]
        numbers = []
        names = _names(place, is_known)
        hint = None if len(names) > 1 and place.feature is Feature.FACILITY else place.feature
        for name in names:
            plain = (fold(name), _kind(hint))
            key = (*plain, held)
            found = known.get(key) if held else by_name.get(plain)
            if found is None and held and plain in by_name and not _held(senses, by_name[plain]):
                found = known[key] = by_name[plain]
            if found is None:
                found = known[key] = len(senses)
                by_name.setdefault(plain, found)
                senses.append(
                    Sense(name=name, hint=hint, full=place.text, of_town=_is_of_town(place))
                )
            senses[found].mentions.append(number)
            senses[found].civic |= _is_civic(text, place)
            if held.startswith("="):
                senses[found].within.add(held[1:])
            elif held:
                senses[found].containers.add(-1 - number)
            numbers.append(found)
        of_mention.append(tuple(numbers))
    _tie(senses, of_mention, places)
    _settle(senses, of_mention, text, places)
    return Senses(senses, of_mention)


def _names(place: Place, is_known: Callable[[str], bool]) -> list[str]:
    """The towns that a front or a road is named after, or the name as it stands."""
    parts = re.split(r"\s*[-–—/]\s*", place.name)
    joins = place.feature is Feature.FRONT or (
        place.feature is Feature.FACILITY
        and place.text.split(" ")[-1] in lexicons.words("places", "generic", "roads")
    )
    if not joins or len(parts) < 2 or any(len(part) < 4 for part in parts):
        return [place.name]
    return [place.name] if is_known(place.name) else parts


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
        short = short_forms().get(found[1].replace(" ", ""))
        short = short or short_forms().get(found[1].split(" ")[0])
        if short:
            return f"={short}"
    if number + 1 < len(places):
        following = places[number + 1]
        between = text[place.stop : following.start]
        if len(between) < 30 and between.strip(" ") and _TO_CONTAINER.fullmatch(between):
            return fold(following.name)
    return ""


def _is_of_town(place: Place) -> bool:
    """Whether the text calls it what is named after towns far more often than after people."""
    return place.text.split(" ")[-1].lower() in lexicons.words(
        "places", "features", "facility_sure"
    )


def _is_civic(text: str, place: Place) -> bool:
    """Whether a name stands where a town's or a county's would and a country's would not."""
    following = _NEXT_WORD.match(text, place.stop)
    if following and following[1].lower() in lexicons.words("place_signs", "civic", "words"):
        return True
    before = text[max(0, place.start - 20) : place.start].rstrip().lower()
    return before.endswith(tuple(lexicons.words("place_signs", "civic", "before")))


def _settle(
    senses: list[Sense], of_mention: list[tuple[int, ...]], text: str, places: Sequence[Place]
) -> None:
    for number, settings in enumerate(find_settings(text, places)):
        for setting in settings:
            for own in of_mention[number]:
                for other in of_mention[setting.mention]:
                    if own != other:
                        senses[own].settings.add((other, setting.reach_km, setting.sure))


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
