"""What words of a report that are no mention of a place still say of where it happens.

"Donetsk Regional Military Administration", "the Walker County sheriff" and "Ohioans" are
an authority, a person and a people; none of them is a place, and each says where the
report moves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from spacy.lang.en.stop_words import STOP_WORDS

from crossfix import lexicons
from crossfix.ground.names import fold
from crossfix.ground.place_signs import country_signs
from crossfix.model import Feature, Place
from crossfix.plugins import Candidate

LONGEST_NAME: Final = 3
MOST_ECHOES: Final = 300
MOST_ALIKE: Final = 40
EXACT: Final = 0.97
SHORTEST: Final = 4

LONGEST_COUNTRY: Final = 6
_CAPITALISED: Final = re.compile(
    r"\b(?:the )?[A-Z][\w.]*(?:[ -](?:(?:and|of|the|da|and the|of the) )?[A-Z][\w.]*)*"
)
_SMALL: Final = re.compile(r"\b[a-z][\w'’-]*\w")
"""A word that stands in small letters elsewhere is no name ("More", "Road")."""

_RUN: Final = re.compile(
    r"\b(?:[A-Z]\.(?:[A-Z]\.)+|[A-Z][\w'’-]*\w\.?)(?: (?:[A-Z]\.(?:[A-Z]\.)+|[A-Z][\w'’-]*\w\.?))*"
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a report names beside its mentions.

    ``countries`` and ``regions`` count how often each is named in any role (ISO codes;
    ISO code and first-order region).  ``echoes`` are the candidates of each other name.  Of the
    countries in ``whole`` every named settlement is on record.  ``signs`` counts what else
    tells of a country (see :mod:`crossfix.ground.place_signs`).
    """

    countries: Counter[str]
    regions: Counter[tuple[str, str]]
    echoes: Sequence[Sequence[Candidate]] = ()
    whole: frozenset[str] = frozenset()
    signs: Mapping[str, int] = field(default_factory=dict)


def find_surroundings(
    text: str, places: Sequence[Place], look_up: Callable[[str], Sequence[Candidate]]
) -> Surroundings:
    """What the words of ``text`` say beside the mentions ``places``, in text order."""
    regions: Counter[tuple[str, str]] = Counter()
    echoes: list[Sequence[Candidate]] = []
    seen: set[str] = {fold(place.name) for place in places}
    common = STOP_WORDS | frozenset(_SMALL.findall(text))
    for name in _other_names(text, places):
        if name.lower() in common:
            continue
        found = [c for c in look_up(name) if c.match >= EXACT and c.country]
        tops = [c for c in found if c.feature is Feature.REGION and c.admin1]
        for top in tops[:1] if len(tops) == len({c.country for c in tops}) else ():
            regions[top.country, top.admin1 or ""] += 1
        key = fold(name)
        if found and key not in seen and len(found) <= MOST_ALIKE and len(echoes) < MOST_ECHOES:
            echoes.append(found)
        seen.add(key)
    return Surroundings(countries_named(text), regions, echoes, signs=country_signs(text))


def _other_names(text: str, places: Sequence[Place]) -> Iterator[str]:
    """The capitalised words outside the mentions, alone and two or three together."""
    short = short_forms()
    at = 0
    for found in _RUN.finditer(text):
        while at < len(places) and places[at].stop <= found.start():
            at += 1
        words = [(m[0], found.start() + m.start()) for m in re.finditer(r"\S+", found[0])]
        ahead = at
        for number, (_, start) in enumerate(words):
            while ahead < len(places) and places[ahead].stop <= start:
                ahead += 1
            if ahead < len(places) and places[ahead].start <= start:
                continue
            limit = places[ahead].start if ahead < len(places) else len(text)
            for length in range(1, LONGEST_NAME + 1):
                part = words[number : number + length]
                if len(part) < length or part[-1][1] >= limit:
                    break
                name = " ".join(word for word, _ in part)
                name = short.get(name, name).rstrip(".")
                if len(name) >= SHORTEST:
                    yield name


def countries_named(text: str) -> Counter[str]:
    """How often each country is named in a text, by name or demonym; ISO codes."""
    known = _country_words()
    found: Counter[str] = Counter()
    for match in _CAPITALISED.finditer(text):
        words = [word for word in re.split(r"\s+", match[0]) if word]
        at = 0
        while at < len(words):
            for length in range(min(LONGEST_COUNTRY, len(words) - at), 0, -1):
                name = " ".join(words[at : at + length])
                code = known.get(name) or known.get(name.rstrip("."))
                if code:
                    found[code] += 1
                    break
            at += length
    return found


@cache
def short_forms() -> dict[str, str]:
    """Short forms of states and provinces without blanks, to the names in full."""
    table = lexicons.load("places")["abbreviations"] | lexicons.load("place_signs")["regions"]
    return {str(key).replace(" ", ""): str(value) for key, value in table.items()}


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
