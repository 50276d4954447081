"""Distances and bearings as they are written: "about twelve km", "north-north-west"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from crossfix import lexicons

MOST_OFF: Final = 0.25
"""A distance is off by a quarter at most, unless words say more."""

LEAST_OFF: Final = 0.1
"""A distance is never surer than this: nobody measures from the very middle of a town."""

MORE: Final = 1.5
"""What "more than 20 km" may still be, as a factor."""

EIGHT_WINDS: Final = 22.5
SIXTEEN_WINDS: Final = 11.25
"""How far off, in degrees, a bearing may be that is given to eight or sixteen winds."""

ONE_WIND: Final = (
    r"(?:(?:north|south)[ -]?(?:(?:north|south)[ -]?(?:east|west)|(?:east|west))?"
    r"|(?:east|west)(?:[ -]?(?:north|south)[ -]?(?:east|west))?)"
    r"(?:ern|erly|wards?)?"
)
_SHORT: Final = r"(?-i:[NS]{1,2}[EW]|[EW][NS][EW]|[NSEW])\b"
WINDS: Final = rf"{ONE_WIND}(?:(?:,| and|, and| or|/| to) {ONE_WIND}){{0,3}}"
"""One direction of the compass, or several ("north and north-east")."""

WINDS_OR_SHORT: Final = rf"(?:{WINDS}|{_SHORT})"

_ORDER: Final = ("n", "nne", "ne", "ene", "e", "ese", "se", "sse",
                 "s", "ssw", "sw", "wsw", "w", "wnw", "nw", "nnw")  # fmt: skip
_BEARINGS: Final = {wind: number * 22.5 for number, wind in enumerate(_ORDER)}
_FRACTIONS: Final = str.maketrans({"½": " 1/2", "¼": " 1/4", "¾": " 3/4"})


@dataclass(frozen=True, slots=True)
class Bearing:
    """A direction of the compass in degrees from north, and how far it may be off."""

    degrees: float
    off: float


def read_bearing(words: str) -> Bearing | None:
    """What the words for one direction or several mean together.

    None where they lead apart ("north and south of").
    """
    found = [
        short for wind in re.findall(rf"{ONE_WIND}|{_SHORT}", words, re.I) if (short := _wind(wind))
    ]
    if not found:
        return None
    degrees = [_BEARINGS[wind] for wind in found]
    first = degrees[0]
    turns = [(other - first + 180) % 360 - 180 for other in degrees]
    if max(turns) - min(turns) > 90:
        return None
    fine = all(len(wind) == 3 for wind in found)
    off = (max(turns) - min(turns)) / 2 + (SIXTEEN_WINDS if fine else EIGHT_WINDS)
    return Bearing((first + (max(turns) + min(turns)) / 2) % 360, off)


def _wind(word: str) -> str | None:
    if word.isupper() and len(word) <= 3:
        short = word.lower()
    else:
        short = "".join(part[0] for part in re.findall("north|south|east|west", word.lower()))
    return short if short in _BEARINGS else None


@dataclass(frozen=True, slots=True)
class Distance:
    """From how far to how far, in km."""

    low: float
    high: float


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of some words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def plurals(words: Iterable[str]) -> list[str]:
    """Nouns and their plurals."""
    return [
        form
        for word in words
        for form in (word, f"{word[:-1]}ies" if word.endswith("y") else f"{word}s")
    ]


@cache
def _units() -> dict[str, float]:
    table = lexicons.load("places")["shifts"]["distance"]["units"]
    return {word: float(km) for km, words in table.items() for word in words}


@cache
def distance_pattern() -> str:
    """A pattern for a distance; its groups are ``bound``, ``number``, ``to`` and ``unit``."""
    table = lexicons.load("places")["shifts"]["distance"]
    bounds = any_of(word for kind in ("about", "almost", "more", "less") for word in table[kind])
    cardinals = any_of(_numbers()["cardinals"])
    scales = "dozen|score|hundred|thousand"
    fractions = r"(?:\d{1,3}[ -])?\d/\d|(?:\d{1,3} ?)?[½¼¾]"
    digits = rf"{fractions}|" r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?!\d)|\d{1,12}(?:[.,]\d{1,2})?"
    plain = rf"(?:{cardinals})(?:[ -](?:{cardinals}))?(?: (?:{scales}))?(?: and a half)?"
    vague = any_of(_vague())
    words = rf"{plain}|half an?|quarter of an?|an?(?: (?:{scales}))?(?! (?:{vague}))|some"
    few = rf"(?:{vague})(?: dozen| hundred)?(?: of)?"
    return (
        rf"(?:(?<!\w)(?P<bound>{bounds})\s?)?(?:(?<=\s)(?:an? |the ))?(?<![\w.,/])"
        rf"(?P<number>{few}|{digits}|{words})(?:\s?(?:[-–—]|to|or|and)\s?(?P<to>{digits}|{plain}))?"
        rf"[\s\u00a0-]?(?P<unit>{any_of(_units())})(?!\w)"
    )


@cache
def _numbers() -> dict[str, Any]:
    table = lexicons.load("quantities")
    return {key: table[key] for key in ("cardinals", "scales", "few", "vague")}


@cache
def _vague() -> dict[str, dict[str, float]]:
    """What words without a figure say, from how much to how much."""
    few, vague = _numbers()["few"], _numbers()["vague"]
    short = {word.removeprefix("a "): ends for word, ends in few.items()}
    return {**few, **short, **vague}


def read_distance(found: re.Match[str]) -> Distance:
    """The distance that a match of :func:`distance_pattern` tells, rounding taken in.

    A figure is good to half of its last digit that counts ("20" to 5, "12" to 0.5), but
    never better than a tenth and never worse than a quarter of it.
    """
    unit = _units()[found["unit"].lower()]
    first = _amount(found["number"])
    last = _amount(found["to"]) if found["to"] else first
    bound = (found["bound"] or "").lower()
    table = lexicons.load("places")["shifts"]["distance"]
    if bound in table["less"]:
        return Distance(0.0, last.high * unit)
    if bound in table["more"]:
        return Distance(first.low * unit, last.high * MORE * unit)
    if bound in table["almost"]:
        return Distance(first.low * (1 - MOST_OFF) * unit, last.high * unit)
    about = MOST_OFF if bound else 0.0
    low = first.low - max(about * first.low, _off(first.low) if first.low == first.high else 0)
    high = last.high + max(about * last.high, _off(last.high) if last.low == last.high else 0)
    return Distance(max(low, 0.0) * unit, high * unit)


def _amount(words: str) -> Distance:
    """A figure or a word for one, not rounded; vague words have two ends."""
    text = words.lower().strip()
    text = text.translate(_FRACTIONS)
    if "/" in text:
        whole, _, part = re.sub(r"[ -]+", " ", text).strip().rpartition(" ")
        number = float(whole or 0) + int(part[0]) / max(int(part[2]), 1)
        return Distance(number, number)
    if text[0].isdigit():
        plain = re.sub(r"[,\u00a0\u202f ](?=\d{3}(?!\d))", "", text).replace(",", ".")
        return Distance(float(plain), float(plain))
    text = text.removesuffix(" of")
    vague = _vague().get(text)
    times = 1.0
    for scale in ("dozen", "hundred"):
        if text.endswith(f" {scale}") and (few := _vague().get(text.removesuffix(f" {scale}"))):
            vague, times = few, _numbers()["scales"][scale]
    if vague:
        return Distance(vague["low"] * times, vague["high"] * times)
    number = _written_out(text)
    return Distance(number, number)


def _written_out(text: str) -> float:
    """The number that words without vagueness stand for: "twenty-five", "half a"."""
    half = 0.5 if text.endswith(" and a half") else 0.0
    text = text.removesuffix(" and a half")
    if text.startswith(("half", "quarter")):
        return 0.5 if text.startswith("half") else 0.25
    total = 0.0
    for word in re.split(r"[\s-]+", text):
        if word in _numbers()["scales"]:
            total = (total or 1.0) * _numbers()["scales"][word]
        else:
            total += _numbers()["cardinals"].get(word, 0)
    return (total or 1.0) + half


def _off(number: float) -> float:
    """How far off a round figure may be."""
    step = 1.0
    if number == int(number):
        while number and number % (10 * step) == 0:
            step *= 10
        if step == 1 and number % 5 == 0:
            step = 5.0
    else:
        step = 0.1
    return min(MOST_OFF * number, max(step / 2, LEAST_OFF * number))
