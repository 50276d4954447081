"""The same figure said twice, and figures of one thing that cannot both be right.

Two figures of a report are compared only when they have one unit and count things of one
name, each with the few of its kind before it.  What speaks for and against their being one is
weighed as links between events are: a link keeps its reasons, and the score is the logistic of
their sum.  A figure that is said to come on top ("another 12") repeats none.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from crossfix.extract.tallies import Counted, Days, Speaker, read_counted
from crossfix.findings.figures import ranges_meet
from crossfix.model import Event, Link, LinkKind, Quantity, make_id
from crossfix.reading import Passage, Reading

_WINDOW: Final = 8
_BIAS: Final = -2.5
_THRESHOLD: Final = 0.5
_SAME: Final = 1.8
_TELLING: Final = 0.75
_NEAR: Final = 1.25
"""Of an open bound ("more than 100") and a figure: how far apart they may be told of one thing."""


def find_links(reading: Reading, speaker: Callable[[Passage], Speaker]) -> Iterator[Link]:
    """Every figure told again, and every pair that cannot both be right, in text order."""
    blocks: dict[tuple[str | None, str | None], deque[Counted]] = defaultdict(
        lambda: deque(maxlen=_WINDOW)
    )
    told = _events_of(reading)
    for passage in reading.passages:
        who = speaker(passage)
        for quantity in reading.within(Quantity, passage.span):
            counted = read_counted(reading, passage, quantity, told.get(quantity.id, ()), who)
            if counted is None:
                continue
            block = blocks[counted.block]
            for earlier in block:
                link = _compared(reading, earlier, counted)
                if link is not None:
                    yield link
            block.append(counted)


def _events_of(reading: Reading) -> Mapping[str, list[Event]]:
    by_figure: dict[str, list[Event]] = defaultdict(list)
    for event in reading.all(Event):
        for figure in event.figures:
            by_figure[figure].append(event)
    return by_figure


def _compared(reading: Reading, left: Counted, right: Counted) -> Link | None:
    if left.on_top or right.on_top or left.open or right.open:
        return None
    if left.sentence == right.sentence and left.source == right.source:
        return None
    if left.fate and right.fate and left.fate != right.fate:
        return None
    amount = _same_amount(left.quantity, right.quantity)
    reasons = _weigh(left, right)
    tied = {"points_back", "same_event", "same_time"} & reasons.keys()
    if amount is not None and amount < _TELLING and not tied:
        return None  # two is often two by chance
    if amount is None:
        return _against(reading, left, right, reasons)
    reasons = {"same_amount": amount, **reasons}
    return _link(reading, left, right, LinkKind.REPEATS, reasons)


def _same_amount(left: Quantity, right: Quantity) -> float | None:
    """How much it says that two figures agree; None where they cannot both be right.

    Small numbers agree by chance; "about 100" holds 104, "more than 100" does so more loosely.
    """
    if left.best is not None and left.best == right.best:
        exact = left.best
        return 0.2 if exact <= 2 else 0.7 if exact <= 5 else 1.2 if exact < 20 else _SAME
    if not ranges_meet(left, right):
        return None
    if all(bound is not None for q in (left, right) for bound in (q.low, q.high)):
        return 1.0
    ends = [b for q in (left, right) for b in (q.low, q.high) if b is not None]
    return 0.8 if ends and max(ends) <= _NEAR * min(ends) else 0.2


def _weigh(left: Counted, right: Counted) -> dict[str, float]:
    """Everything but the amount that speaks for one happening, or against it."""
    weights = {
        "same_counted": _names_agree(left.head, right.head),
        "same_words": _overlap(left.marks, right.marks, 0.4, -1.6),
        "same_fate": 0.6 if left.fate and left.fate == right.fate else 0.0,
        "same_event": 1.5 if left.events & right.events else 0.0,
        "same_place": _overlap(left.places, right.places, 1.0, -2.0),
        "same_time": _days_agree(left.days, right.days),
        "same_doer": 0.0 if not (left.doer and right.doer)
        else 0.4 if left.doer == right.doer else -2.5,
        "points_back": 0.8 if right.points_back else 0.0,
        "same_source": 0.4 if left.source == right.source else 0.0,
    }  # fmt: skip
    return {name: weight for name, weight in weights.items() if weight}


def _names_agree(left: str | None, right: str | None) -> float:
    """The same name; sums of money may leave it out."""
    if left is None or right is None:
        return 0.0
    return 0.8 if left == right else -1.0


def _overlap(left: frozenset[str], right: frozenset[str], shared: float, none: float) -> float:
    if not left or not right:
        return 0.0
    return shared if left & right else none


def _days_agree(left: Days | None, right: Days | None) -> float:
    """Days in common; against it, happenings of other days."""
    if left is None or right is None:
        return 0.0
    if left.last < right.first or right.last < left.first:
        return -2.0 if left.surely and right.surely else 0.0
    return 0.6


def _against(
    reading: Reading, left: Counted, right: Counted, reasons: dict[str, float]
) -> Link | None:
    """Two figures of one thing by two sources: one happening, one fate, ranges apart."""
    if left.source == right.source or left.fate is None or left.fate != right.fate:
        return None
    there = reasons.get("same_place", 0) > 0
    then = reasons.get("same_time", 0) > 0 or (left.days is None and right.days is None)
    if left.quantity.unit in {"%", "share"} or not ("same_event" in reasons or (there and then)):
        return None
    reasons = {**reasons, "figures_apart": 1.0}
    return _link(reading, left, right, LinkKind.CONTRADICTS, reasons)


def _link(
    reading: Reading, left: Counted, right: Counted, kind: LinkKind, reasons: dict[str, float]
) -> Link | None:
    score = round(1 / (1 + math.exp(-(_BIAS + sum(reasons.values())))), 4)
    if score < _THRESHOLD:
        return None
    pair = (left.quantity.id, right.quantity.id)
    return Link(
        id=make_id("lnk", reading.document.id, *pair, kind.value),
        left=pair[0],
        right=pair[1],
        kind=kind,
        score=score,
        reasons=reasons,
    )
