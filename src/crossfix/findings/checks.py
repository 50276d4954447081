"""Claims held against independent data: what was asked, what was seen, and what it weighs.

A check never refutes by silence: only a verdict of ``supports`` weighs anything
(:func:`support`), and no number of ``silent`` or ``blind`` checks takes it back.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Final, Protocol, runtime_checkable

import msgspec

from crossfix.codes import EventType
from crossfix.model import Record, Span

MOST_SIGHTINGS: Final = 10
"""How many sightings a check lists, the nearest first; it always tells how many there were."""


class Verdict(StrEnum):
    """What independent data say about an event.

    ``supports``: something was seen that the event makes more likely.  ``contradicts``: the
    same event is recorded otherwise.  ``silent``: looked, and saw nothing that tells.
    ``blind``: could not have seen it.  ``not_checked``: the event cannot be held against
    data of this kind, for the reason given.
    """

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    SILENT = "silent"
    BLIND = "blind"
    NOT_CHECKED = "not_checked"


class Ratio(Record, frozen=True, kw_only=True):
    """A likelihood ratio: how much oftener this is seen where the event was than where not.

    ``low`` and ``high`` bound it (90 %); ``basis`` says in words where it comes from.
    """

    best: float
    low: float
    high: float
    basis: str


class Sighting(Record, frozen=True, kw_only=True):
    """One row of a feed that a check rests on, as it stands in its file.

    ``line`` counts from 1 in the text of ``file`` (for an archive: of the file inside it;
    for GeoJSON: the number of the feature).  ``km`` is how far it lies from the event's
    point, ``when`` its time in UTC or its day; ``raw`` its values as given, by column.
    """

    file: str
    line: int
    km: float
    when: str
    what: str
    raw: dict[str, str]


class Rejected(Record, frozen=True, kw_only=True):
    """A row of a feed that was not used, and why."""

    file: str
    line: int
    reason: str


class Delivery(Record, frozen=True, kw_only=True):
    """What was taken from one file of a feed, and what was not.

    ``rejected`` names the first rows that were not used, ``reasons`` counts them all;
    ``first`` and ``last`` are the days that the rows cover (``None`` without rows).
    ``notes`` are what a reader must know of the file besides.
    """

    file: str
    layout: str
    rows: int
    used: int
    repeated: int = 0
    first: str | None = None
    last: str | None = None
    reasons: dict[str, int] = msgspec.field(default_factory=dict)
    rejected: tuple[Rejected, ...] = ()
    notes: tuple[str, ...] = ()


class Matter(Record, frozen=True, kw_only=True):
    """An event at one of its places, as a feed is asked about it.

    ``lat`` and ``lon`` are degrees (WGS 84), ``radius_km`` how uncertain the point is;
    the event lies on a day from ``earliest`` to ``latest``, and not before ``since`` (UTC)
    where the report tells the hour.  ``words`` are those of the sentence that tells it;
    ``killed`` bounds the number of dead that it tells of, where it does.
    """

    event_id: str
    document_id: str
    place_id: str
    place: str
    lat: float
    lon: float
    radius_km: float
    earliest: date
    latest: date
    type: EventType
    words: str
    since: datetime | None = None
    actor: str | None = None
    target: str | None = None
    killed: tuple[float, float] | None = None

    @property
    def days(self) -> int:
        """How many days the event may have been on."""
        return (self.latest - self.earliest).days + 1


class Coverage(Record, frozen=True, kw_only=True):
    """Whether a feed could have seen an event: ``True``, ``False``, or ``None`` for unknown."""

    seen: bool | None
    words: str


class Finding(Record, frozen=True, kw_only=True):
    """What a feed has to say about one matter.

    ``sightings`` (``count`` of them in all) bear on the matter, whatever they weigh.
    ``ratio`` is ``None`` where nothing was learned of what such a sighting weighs.
    ``bears_out`` marks that they speak for the event, ``contradicts`` that the same event
    is recorded otherwise.  ``reasons`` are named features in logits; ``notes`` words.
    """

    sightings: tuple[Sighting, ...] = ()
    count: int = 0
    bears_out: bool = False
    contradicts: bool = False
    ratio: Ratio | None = None
    reasons: dict[str, float] = msgspec.field(default_factory=dict)
    notes: tuple[str, ...] = ()


class Turn(Record, frozen=True, kw_only=True):
    """A verdict, and the day (ISO 8601, UTC) on which a check first came to it.

    ``on`` is empty where that was not noted.
    """

    on: str
    verdict: Verdict


class Check(Record, frozen=True, kw_only=True):
    """An event at one of its places held against one feed.

    ``trigger`` is the span of the event's words: a judgement on a check can find it again
    after the report was read anew.  ``coverage`` says in words what could be seen.
    ``turns`` are the verdicts that it came to when it was made again and again, the oldest
    first; the last of them is ``verdict``.
    """

    id: str
    event_id: str
    document_id: str
    place_id: str | None
    trigger: Span
    feed: str
    version: str
    verdict: Verdict
    ratio: Ratio | None = None
    sightings: tuple[Sighting, ...] = ()
    count: int = 0
    coverage: str = ""
    reasons: dict[str, float] = msgspec.field(default_factory=dict)
    notes: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()

    def verdict_before(self, day: str) -> Verdict | None:
        """The verdict that stood before a day (ISO 8601); ``None`` if it was not made yet."""
        if not self.turns:
            return self.verdict
        return next((turn.verdict for turn in reversed(self.turns) if turn.on < day), None)


@runtime_checkable
class Evidence(Protocol):
    """A feed that was read: what can be asked of it.

    ``widest_km`` and ``longest_days`` are the widest place and the longest stretch of days
    that an event can be checked with; beyond them it is told as not checked.
    """

    name: ClassVar[str]
    version: ClassVar[str]
    widest_km: ClassVar[float]
    longest_days: ClassVar[int]
    deliveries: Sequence[Delivery]

    def search(self, matters: Sequence[Matter]) -> Sequence[Finding]:
        """What is seen of each matter, in the order asked."""
        ...

    def coverage(self, matters: Sequence[Matter]) -> Sequence[Coverage]:
        """Whether each matter could have been seen, in the order asked."""
        ...


def support(checks: Iterable[Check]) -> float:
    """What checks add to the credibility of an event, in logits; never below nothing.

    The logarithm of the likelihood ratio's lower bound, of the best check of each feed,
    summed over feeds.  A ratio below one is information for the reader and counts for
    nothing here, as does every verdict but ``supports``.
    """
    best: dict[str, float] = {}
    for check in checks:
        if check.verdict is Verdict.SUPPORTS and check.ratio is not None:
            weight = math.log(max(check.ratio.low, 1.0))
            best[check.feed] = max(best.get(check.feed, 0.0), weight)
    return math.fsum(best.values())


def judge(finding: Finding, coverage: Coverage) -> Verdict:
    """The verdict on what was found, given what could be seen.

    What was seen outweighs any doubt that it could be seen; silence needs a look that was
    possible, or not known to be impossible.
    """
    if finding.contradicts:
        return Verdict.CONTRADICTS
    if finding.bears_out:
        return Verdict.SUPPORTS
    return Verdict.BLIND if coverage.seen is False else Verdict.SILENT


def made_again(check: Check, earlier: Check | None, today: str) -> Check:
    """A check that was made today, with the verdicts that the earlier one came to."""
    turns = () if earlier is None else earlier.turns or (Turn(on="", verdict=earlier.verdict),)
    if not turns or turns[-1].verdict is not check.verdict:
        turns += (Turn(on=today, verdict=check.verdict),)
    return msgspec.structs.replace(check, turns=turns)


def to_json(check: Check) -> str:
    """A check as one line of JSON."""
    return msgspec.json.encode(check).decode()
