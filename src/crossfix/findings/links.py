"""What is kept between two runs of laying reports side by side."""

from __future__ import annotations

from crossfix.findings.origins import Telling
from crossfix.model import Record


class Linked(Record, frozen=True, kw_only=True):
    """The accounts that one (``id``) scores as one happening with, and the scores, in logits."""

    id: str
    others: dict[str, float]


class Printed(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Of which report fingerprints are kept (its id), and how many windows were taken.

    ``pairs`` are its pairs of neighbouring words of content as numbers (see
    :mod:`crossfix.link.copies_sieve`), ``publisher`` the comparable name of who publishes it.
    """

    id: str
    windows: int
    published: str | None = None
    publisher: str | None = None
    pairs: bytes = b""


class Told(Record, frozen=True, kw_only=True):
    """On whose word an account (``id``, that of its event) is told: one telling or more."""

    id: str
    tellings: tuple[Telling, ...]
