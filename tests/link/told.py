"""Accounts made by hand."""

from __future__ import annotations

from typing import Any

from crossfix.codes import EventType, Feature, Status
from crossfix.findings.accounts import Account, Figure, Site
from crossfix.model import Span, make_id

SUMY = Site(name="sumy", lat=50.91, lon=34.80, radius_km=5.0, feature=Feature.CITY)
KHARKIV = Site(name="kharkiv", lat=49.99, lon=36.23, radius_km=8.0, feature=Feature.CITY)


def make_account(document: str = "doc_a", start: int = 0, **given: Any) -> Account:
    """An account of a strike on a depot in Sumy on 3 March 2025, unless told otherwise."""
    word = str(given.pop("word", "struck"))
    trigger = Span(start, start + len(word), word)
    filled: dict[str, Any] = {
        "id": make_id("evt", document, trigger),
        "document": document,
        "trigger": trigger,
        "type": EventType.STRIKE,
        "status": Status.ASSERTED,
        "lemma": "strike",
        "published": "2025-03-04",
        "earliest": "2025-03-03",
        "latest": "2025-03-03",
        "dated": True,
        "time_precision": 1,
        "geo_precision": 1,
        "actor": ("russian", "drone"),
        "target": ("fuel", "depot"),
        "sites": (SUMY,),
        "sentence": start,
        "words": ("fuel", "depot", "night", "tank"),
        "topic": ("depot", "fuel", "sumy", "drone", "fire", "firefighter"),
    }
    return Account(**(filled | given))


def make_figure(best: float, unit: str | None = None, of: str | None = None) -> Figure:
    """A figure without a range."""
    counted = () if of is None else (of,)
    return Figure(id=f"qty_{best}", low=best, best=best, high=best, unit=unit, of=counted)
