"""Our own gold of events, figures and forecasts laid beside a ledger: what answers to what.

A report has two passes: what both marked is asked for, what one marked is optional, neither
missed when it is absent nor held against whoever finds it.  Mentions of one happening are one
that is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from bench.corpora.own_events import EventPass, Figure, Foretold, Happening, Span
from bench.corpora.own_gold import GoldReport
from bench.corpora.own_passes import match_best
from crossfix.model import Event, Forecast, Ledger, Quantity
from crossfix.model import Span as Words

HALF: Final = 0.5
_ENDS: Final = re.compile(r"[.!?:][\"”’)]*\s|\n")
Gold = TypeVar("Gold", Happening, Figure, Foretold)
Found = TypeVar("Found", Event, Quantity, Forecast)


@dataclass(frozen=True, slots=True)
class Asked(Generic[Gold]):
    """One thing of gold: what each pass says of it, and whether it must be found.

    ``number`` is that of the happening, which later mentions of it share.
    """

    answers: tuple[Gold, ...]
    asked: bool
    number: int


@dataclass(frozen=True, slots=True)
class HeldEvents:
    """A report with its merged gold and the ledger's pairs: (number in gold, entry)."""

    report: GoldReport
    ledger: Ledger
    events: list[Asked[Happening]]
    figures: list[Asked[Figure]]
    forecasts: list[Asked[Foretold]]
    event_pairs: list[tuple[int, Event]]
    figure_pairs: list[tuple[int, Quantity]]
    forecast_pairs: list[tuple[int, Forecast]]


def merge(
    passes: Sequence[EventPass], text: str
) -> tuple[list[Asked[Happening]], list[Asked[Figure]], list[Asked[Foretold]]]:
    """Two passes as one gold."""
    first, second = passes[0], passes[1] if len(passes) > 1 else None
    events = _merged(
        first.events,
        second.events if second else None,
        lambda a, b: close_events(a.trigger, a.type, b.trigger, b.type, text),
    )
    figures = _merged(
        first.figures, second.figures if second else None, lambda a, b: overlap(a.span, b.span)
    )
    forecasts = _merged(
        first.forecasts,
        second.forecasts if second else None,
        lambda a, b: alike(a.span, b.span),
    )
    return _chained(events), figures, forecasts


def _merged(
    first: Sequence[Gold], second: Sequence[Gold] | None, close: Callable[[Gold, Gold], float]
) -> list[Asked[Gold]]:
    if second is None:
        return [Asked((one,), True, number) for number, one in enumerate(first)]
    pairs = match_best(first, second, close)
    paired = {id(one) for pair in pairs for one in pair}
    groups: list[tuple[Gold, ...]] = [(one, other) for one, other in pairs]
    groups.extend((one,) for one in first if id(one) not in paired)
    groups.extend((one,) for one in second if id(one) not in paired)
    return [Asked(group, len(group) > 1, number) for number, group in enumerate(groups)]


def _chained(events: list[Asked[Happening]]) -> list[Asked[Happening]]:
    """Events with mentions of one happening under one number, as either pass links them."""
    number = {id(one): event.number for event in events for one in event.answers}
    by_id: dict[tuple[int, str], int] = {}
    for event in events:
        for side, one in enumerate(event.answers):
            by_id[side, one.id] = number[id(one)]
            by_id.setdefault((-1, one.id), number[id(one)])
    lead = list(range(len(events)))
    for event in events:
        for side, one in enumerate(event.answers):
            if one.again is not None:
                key = (side, one.again) if len(event.answers) > 1 else (-1, one.again)
                target = by_id.get(key, event.number)
                lead[event.number] = min(lead[event.number], lead[target], target)
    return [Asked(e.answers, e.asked, lead[e.number]) for e in events]


def hold(report: GoldReport, passes: Sequence[EventPass], ledger: Ledger) -> HeldEvents:
    """Pair the ledger's entries with gold, one to one, the closest first."""
    events, figures, forecasts = merge(passes, report.text)
    return HeldEvents(
        report,
        ledger,
        events,
        figures,
        forecasts,
        _paired(events, ledger.events, lambda gold, found: _close(gold, found, report.text)),
        _paired(figures, ledger.quantities, lambda gold, q: overlap(gold.span, span_of(q.span))),
        _paired(forecasts, ledger.forecasts, lambda gold, f: alike(gold.span, span_of(f.span))),
    )


def _close(gold: Happening, found: Event, text: str) -> float:
    return close_events(gold.trigger, gold.type, span_of(found.trigger), found.type, text)


def _paired(
    asked: Sequence[Asked[Gold]], found: Sequence[Found], close: Callable[[Gold, Found], float]
) -> list[tuple[int, Found]]:
    return match_best(
        range(len(asked)),
        found,
        lambda number, entry: max(close(one, entry) for one in asked[number].answers),
    )


def span_of(words: Words) -> Span:
    """A span of the ledger as the gold has them."""
    return words.start, words.stop


def overlap(left: Span, right: Span) -> float:
    """The share of two stretches together that is common."""
    common = min(left[1], right[1]) - max(left[0], right[0])
    return max(0.0, common / (max(left[1], right[1]) - min(left[0], right[0])))


def alike(left: Span, right: Span) -> float:
    """How much of the shorter clause lies in the longer one; 0 below half."""
    common = min(left[1], right[1]) - max(left[0], right[0])
    share = common / min(left[1] - left[0], right[1] - right[0])
    return share + overlap(left, right) if share >= HALF else 0.0


def close_events(left: Span, left_type: str, right: Span, right_type: str, text: str) -> float:
    """How likely two mentions are of one event: 0 when they cannot be."""
    same = left_type == right_type
    if overlap(left, right):
        return 3.0 + same + overlap(left, right)
    between = text[min(left[1], right[1]) : max(left[0], right[0])]
    if not same or _ENDS.search(between):
        return 0.0
    return 1.0 / (1.0 + len(between) / 20)
