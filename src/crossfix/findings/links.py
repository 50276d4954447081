"""What is kept between two runs of laying reports side by side."""

from __future__ import annotations

from crossfix.findings.origins import Telling
from crossfix.model import Record


class Link(Record, frozen=True, kw_only=True):
    """Two accounts that score as one happening (``left`` is the smaller id; in logits)."""

    id: str
    left: str
    right: str
    score: float


class Printed(Record, frozen=True, kw_only=True):
    """Of which report fingerprints are kept (its id), and how many windows were taken."""

    id: str
    windows: int


class Told(Record, frozen=True, kw_only=True):
    """On whose word an account (``id``, that of its event) is told: one telling or more."""

    id: str
    tellings: tuple[Telling, ...]
