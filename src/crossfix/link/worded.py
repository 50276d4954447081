"""Words of a report that may differ from another's, with what they mean."""

from __future__ import annotations

import math
from dataclasses import dataclass

from crossfix.link.facts import Point
from crossfix.link.parties import Party
from crossfix.model import Span


@dataclass(frozen=True, slots=True)
class Worded:
    """Words of a report with what they mean: a range, classes of things, a point.

    ``counted`` are the words for what a figure counts, ``words`` what of them is compared.
    ``fate`` is what became of people who are counted (dead, hurt, ...), None if nothing tells;
    ``people`` says that people are, ``kind`` which (None for anybody), ``part`` that they are
    some of those whom the report counts.  ``parties`` are the sides that an actor's words name;
    ``name`` and ``point`` say which place and where, ``town`` that it is a town or village.
    """

    span: Span
    counted: str | None = None
    words: tuple[str, ...] = ()
    unit: str | None = None
    fate: str | None = None
    people: bool = False
    kind: str | None = None
    part: bool = False
    low: float = -math.inf
    high: float = math.inf
    parties: tuple[Party, ...] = ()
    point: Point | None = None
    name: str = ""
    town: bool = False
