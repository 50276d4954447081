"""What a report says a place lies in or near: the front, the district, "10 km south of X".

Bulletins are written under headings: the villages of a sentence that begins "In the
Pokrovsk direction" lie there, and those of a paragraph under "Kramatorsk district" lie
in it.  A namesake far away is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from crossfix.model import Feature, Place

FRONT_REACH_KM: Final = 50.0
TOWN_REACH_KM: Final = 80.0
DISTRICT_REACH_KM: Final = 35.0
BEARING_REACH_KM: Final = 80.0
HEADING_PARAGRAPHS: Final = 12
LONGEST_HEADING: Final = 110
"""Reaches are soft: what lies twice as far is out."""

UNFRAMED: Final = frozenset({Feature.WATER, Feature.FRONT, Feature.REGION, Feature.COUNTRY})
FRAMES: Final = frozenset({Feature.FRONT, Feature.DISTRICT, Feature.REGION})

_BEARING: Final = re.compile(
    r"[,\s]*\(?\s*(?:just|about|some|roughly|approximately|around|immediately|directly)?\s*"
    r"(?:(?P<number>\d{1,3}(?:\.\d)?)\s?-?(?P<unit>km|kilomet(?:er|re)s?|miles?)\s+)?"
    r"(?:to the )?(?:(?:north|south)[ -]?(?:north|south)?[ -]?(?:east|west)?(?:ern)?|east|west)\s+"
    r"(?:of|from)\s+(?:the (?:village|town|city|settlement) of )?"
)
_HELD: Final = re.compile(r",? in (?:the |\w+ern )?")
_SENTENCE: Final = re.compile(r"[.;!?\n]\s")
_HOLDS: Final = {Feature.DISTRICT: 0, Feature.FRONT: 2}
"""How many sentence ends a frame reaches over; others reach to the end of the paragraph."""

_HEADED: Final = re.compile(r"(?:^|\n|[.;!?]\s)\s*$")
_PARAGRAPH: Final = re.compile(r"\n[ \t]*(?:\n\s*)?")


@dataclass(frozen=True, slots=True)
class Setting:
    """A mention that frames another: which, and how far from it the other can lie.

    ``reach_km`` is None for a region, whose own size tells.
    """

    mention: int
    reach_km: float | None
    sure: bool = False
    """Whether the text itself says so of this very mention, however large the place."""


def find_settings(text: str, places: Sequence[Place]) -> list[list[Setting]]:
    """The settings of each mention; ``places`` in text order."""
    found: list[list[Setting]] = [[] for _ in places]
    for number in range(len(places) - 1):
        bearing = _bearing(text, places, number)
        if bearing is not None:
            found[number].append(bearing)
    heading, age = None, 0
    for paragraph in _paragraphs(text, places):
        frames = [
            n for n in paragraph if places[n].feature in FRAMES or _heads_list(text, places[n])
        ]
        inherited = heading if age < HEADING_PARAGRAPHS else None
        for number in paragraph:
            if places[number].feature in UNFRAMED or _is_held(text, places, number):
                continue
            frame = None if number in frames else _frame(text, number, frames, places)
            for over in dict.fromkeys((frame, inherited)):
                if over is not None and over != number:
                    found[number].append(Setting(over, _reach(places[over])))
        age += 1
        if len(paragraph) == 1 and frames and _is_heading(text, places[paragraph[0]]):
            heading, age = frames[0], 0
    return found


def _bearing(text: str, places: Sequence[Place], number: int) -> Setting | None:
    """Where the text places a mention by another: "X (10km south of Y)"."""
    between = text[places[number].stop : places[number + 1].start]
    match = _BEARING.fullmatch(between) if len(between) < 60 else None
    if match is None:
        return None
    reach = BEARING_REACH_KM
    if match["number"]:
        km = float(match["number"]) * (1.609 if match["unit"].startswith("mile") else 1.0)
        reach = 1.5 * km + 7.0
    return Setting(number + 1, reach, sure=True)


def _paragraphs(text: str, places: Sequence[Place]) -> Iterator[list[int]]:
    """The numbers of the mentions of each paragraph that holds any."""
    held: list[int] = []
    for number, place in enumerate(places):
        if held and _PARAGRAPH.search(text, places[held[-1]].stop, place.start):
            yield held
            held = []
        held.append(number)
    if held:
        yield held


def _frame(text: str, number: int, frames: Sequence[int], places: Sequence[Place]) -> int | None:
    """The last frame before a mention that still holds, else a front later in the sentence.

    A district holds for its sentence, a front for the next as well (a channel's comment
    wanders), a region or a heading town for the paragraph.
    """
    place = places[number]
    for frame in reversed([n for n in frames if n < number]):
        most = _HOLDS.get(places[frame].feature or Feature.CITY)
        if most is None:
            return frame
        ended = islice(_SENTENCE.finditer(text, places[frame].stop, place.start), most + 1)
        if sum(1 for _ in ended) <= most:
            return frame
    for frame in frames:
        front = frame > number and places[frame].feature is Feature.FRONT
        if front and not _SENTENCE.search(text, place.stop, places[frame].start):
            return frame
    return None


def _is_held(text: str, places: Sequence[Place], number: int) -> bool:
    """Whether the text says itself what a mention lies in ("Ochamchire in Abkhazia")."""
    if number + 1 >= len(places):
        return False
    return _HELD.fullmatch(text, places[number].stop, places[number + 1].start) is not None


def _heads_list(text: str, place: Place) -> bool:
    """A town and a colon at the beginning of a sentence: "Kherson: Antonivka, Sadove ..."."""
    begins = _HEADED.search(text, max(0, place.start - 4), place.start) or place.start == 0
    return bool(begins) and text[place.stop : place.stop + 2] == ": "


def _reach(place: Place) -> float | None:
    known = {
        Feature.FRONT: FRONT_REACH_KM,
        Feature.DISTRICT: DISTRICT_REACH_KM,
        Feature.REGION: None,
    }
    return known.get(place.feature, TOWN_REACH_KM) if place.feature else TOWN_REACH_KM


def _is_heading(text: str, place: Place) -> bool:
    """Whether the line of a mention is a heading: short, and no sentence."""
    start = text.rfind("\n", 0, place.start) + 1
    stop = text.find("\n", place.stop)
    line = text[start : stop if stop >= 0 else len(text)].strip()
    return len(line) <= LONGEST_HEADING and line[-1:] not in {".", "!", "?"}
