"""Accounts: what one report tells of one happening, as it is compared with other reports.

An account holds everything that links are reckoned from, so that neither the report nor its
parse is looked at again.  Words are in their base forms, without capitals.
"""

from __future__ import annotations

from crossfix.codes import EventType, Feature, Status
from crossfix.model import Record, Span

__all__ = ["Account", "Figure", "Site"]


class Site(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A place that an account names: its name, and where it lies if that is known.

    ``lat`` and ``lon`` are WGS 84 degrees, ``radius_km`` the half-width of the uncertainty.
    ``own`` says that the sentence of the happening names it, not the text around it.
    """

    name: str
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    feature: Feature | None = None
    country: str | None = None
    own: bool = True


class Figure(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A figure that an account gives: its range, its unit, what is counted."""

    id: str
    low: float | None = None
    best: float | None = None
    high: float | None = None
    unit: str | None = None
    of: tuple[str, ...] = ()


class Account(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What one report tells of one happening.

    ``id`` is that of the event, ``trigger`` the words that tell of it, ``lemma`` the word among
    them that tells most.  ``dated`` says that words of the report tell the day, and not its date
    alone.  ``actor``, ``target`` and ``weapons`` are words; ``words`` are those of the sentence,
    which begins at ``sentence``; ``topic`` are the rarest ones of the text around it, and
    ``names`` those that the report never writes without a capital.  ``same``
    are the accounts of the same report that the report says are of one happening with this one.
    ``sources`` are the names at the end of its chain of attribution.
    """

    id: str
    document: str
    trigger: Span
    type: EventType
    status: Status
    lemma: str
    published: str | None = None
    earliest: str | None = None
    latest: str | None = None
    dated: bool = False
    time_precision: int | None = None
    geo_precision: int | None = None
    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    sites: tuple[Site, ...] = ()
    figures: tuple[Figure, ...] = ()
    sentence: int = 0
    words: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
