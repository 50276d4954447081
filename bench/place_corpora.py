"""The geoparsing corpora as reports with place mentions and their true points.

LGL and TR-News come with offsets, some of them wrong: a toponym whose offsets do not
quote its phrase is looked for close by and left out when it is not there.  The events of
``cir_events`` are made into little reports of town names.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import spacy
from lxml import etree
from spacy.language import Language
from spacy.tokens import Doc

from crossfix.annotate.toponym_kinds import name_kind
from crossfix.annotate.toponym_lists import share_in_lists
from crossfix.annotate.toponym_runs import Run
from crossfix.ground.names import without_generic
from crossfix.ground.place_slate import EARTH_KM
from crossfix.model import Feature, Place, make_id, slice_span

SURE = 9.0
"""The strength of the sign that a corpus says so: its mentions are places."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A place mention and where it truly is; ``lat`` is None where the corpus says nothing."""

    start: int
    stop: int
    lat: float | None
    lon: float | None
    gazetteer_id: str | None = None
    hint: Feature | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A text and its gold mentions in text order."""

    id: str
    text: str
    gold: tuple[Gold, ...]

    @property
    def half(self) -> int:
        """0 or 1 by a hash of the id: 0 is fitted on, 1 is measured on."""
        return hashlib.sha256(self.id.encode()).digest()[0] % 2

    def mentions(self) -> list[Place]:
        """The gold mentions as the toponym stage would yield them.

        Spans are the corpus's; what the words around say a place is (a county, a river)
        is read from the text by the same rules as ever.
        """
        words = _language().make_doc(self.text)
        runs = [_run(self.text, gold, words) for gold in self.gold]
        share_in_lists([run for run in runs if run is not None])
        return [_mention(self.text, *pair) for pair in zip(self.gold, runs, strict=True)]


@cache
def _language() -> Language:
    return spacy.blank("en")


def _run(text: str, gold: Gold, words: Doc) -> Run | None:
    """The words of a mention whose kind is to be read from the text, where they are whole."""
    tokens = words.char_span(gold.start, gold.stop, alignment_mode="expand")
    if gold.hint is not None or tokens is None or tokens.text != text[gold.start : gold.stop]:
        return None
    run = Run(tokens, tokens.text, stop=tokens.end, text=text, signs={"gold": SURE})
    name_kind(run)
    return run


def _mention(text: str, gold: Gold, run: Run | None) -> Place:
    span = slice_span(text, gold.start, gold.stop)
    name, feature = (run.name, run.feature) if run else (span.text, gold.hint)
    if feature is Feature.REGION and run is None:
        name = without_generic(name)
    return Place(id=make_id("pla", span), span=span, name=name or span.text, feature=feature)


def read_geoparse(path: Path) -> Iterator[Report]:
    """The articles of an LGL-style file."""
    for article in etree.parse(path).getroot().iter("article"):
        text = article.findtext("text") or ""
        tagged = (_gold(text, toponym) for toponym in article.iter("toponym"))
        gold: list[Gold] = []
        for found in sorted((g for g in tagged if g), key=lambda g: (g.start, -g.stop)):
            if not gold or found.start >= gold[-1].stop:
                gold.append(found)
        yield Report(str(article.get("docid")), text, tuple(gold))


def _gold(text: str, toponym: etree._Element) -> Gold | None:
    start, stop = int(toponym.findtext("start") or 0), int(toponym.findtext("end") or 0)
    phrase = (toponym.findtext("phrase") or "").strip()
    if not phrase:
        return None
    if text[start:stop] != phrase:
        close = [at for at in _occurrences(text, phrase) if abs(at - start) <= 60]
        if not close:
            return None
        start = min(close, key=lambda at: abs(at - start))
        stop = start + len(phrase)
    tag = toponym.find("gaztag")
    lat = (tag.findtext("lat") if tag is not None else None) or toponym.findtext("lat")
    lon = (tag.findtext("lon") if tag is not None else None) or toponym.findtext("lon")
    number = tag.get("geonameid") if tag is not None else None
    north, east = (float(lat), float(lon)) if lat and lon else (None, None)
    return Gold(start, stop, north, east, gazetteer_id=number)


def _occurrences(text: str, phrase: str) -> Iterator[int]:
    at = text.find(phrase)
    while at >= 0:
        yield at
        at = text.find(phrase, at + 1)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A geolocated event: the town that its text names, and where it truly was."""

    id: str
    town: str
    province: str
    country: str
    lat: float
    lon: float


def read_sightings(path: Path) -> list[Sighting]:
    """The events of ``events_dev.csv`` that name one town."""
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            town = row["town/city"].strip()
            if town and row["lat"] and len(town) < 40:
                found.append(
                    Sighting(
                        id=row["entry"],
                        town=town,
                        province=row["province"].strip(),
                        country=row["country"].strip(),
                        lat=float(row["lat"]),
                        lon=float(row["lon"]),
                    )
                )
    return found


def kilometres(lat: float, lon: float, gold: Gold) -> float:
    """The great-circle distance from a point to the truth."""
    a, b, c, d = np.radians([lat, lon, gold.lat or 0.0, gold.lon or 0.0])
    inner = np.sin((c - a) / 2) ** 2 + np.cos(a) * np.cos(c) * np.sin((d - b) / 2) ** 2
    return float(2 * EARTH_KM * np.arcsin(np.sqrt(min(1.0, float(inner)))))


def with_context(sighting: Sighting) -> Report:
    """A report of one town, its province and its country: "Bucha, Kyiv Oblast, Ukraine"."""
    parts: list[tuple[str, Feature | None]] = [(sighting.town, None)]
    if sighting.province:
        parts.append((sighting.province, Feature.REGION))
    if sighting.country:
        parts.append((sighting.country, Feature.COUNTRY))
    return _listed(sighting.id, parts, [sighting])


def together(sightings: list[Sighting]) -> Report:
    """A report of several towns and nothing else to go by."""
    return _listed(sightings[0].id + "+", [(s.town, None) for s in sightings], sightings)


def _listed(name: str, parts: list[tuple[str, Feature | None]], truths: list[Sighting]) -> Report:
    text, gold = "", []
    for number, (part, hint) in enumerate(parts):
        text += ", " if text else ""
        true = truths[number] if number < len(truths) else None
        north, east = (true.lat, true.lon) if true else (None, None)
        gold.append(Gold(len(text), len(text) + len(part), north, east, hint=hint))
        text += part
    return Report(name, text, tuple(gold))
