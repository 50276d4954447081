"""Lines for a reader: what of our own gold of events and forecasts is missed, extra or wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bench.corpora.own_events import Span
from bench.gold_event_pairs import HeldEvents, span_of
from bench.gold_event_scores import judge_event, judge_forecast


def describe(held: HeldEvents) -> Iterator[str]:
    """A line for all that is missed, too much, or wrong in a field."""
    for lines in (_events(held), _forecasts(held), _figures(held)):
        for line in lines:
            yield f"{held.report.name} {line}"


def _events(held: HeldEvents) -> Iterator[str]:
    text = held.report.text
    met = {held.events[number].number for number, _ in held.event_pairs}
    for one in held.events:
        if one.asked and one.number not in met:
            yield f"MISSED {one.answers[0].type} {_around(text, one.answers[0].trigger)}"
    taken = {event.id for _, event in held.event_pairs}
    for event in held.ledger.events:
        if event.id not in taken:
            yield f"EXTRA {event.type} {_around(text, span_of(event.trigger))}"
    for number, event in held.event_pairs:
        asked = held.events[number]
        wrong = _wrong(judge_event(asked.answers, event, held.ledger))
        if wrong and asked.asked:
            yield f"WRONG {wrong}: {_around(text, span_of(event.trigger))} {asked.answers}"


def _forecasts(held: HeldEvents) -> Iterator[str]:
    text = held.report.text
    paired = {number for number, _ in held.forecast_pairs}
    for number, foretold in enumerate(held.forecasts):
        if foretold.asked and number not in paired:
            yield f"MISSED forecast {_around(text, foretold.answers[0].span)}"
    known = {forecast.id for _, forecast in held.forecast_pairs}
    for forecast in held.ledger.forecasts:
        if forecast.id not in known:
            yield f"EXTRA forecast {_around(text, span_of(forecast.span))}"
    for number, forecast in held.forecast_pairs:
        asked = held.forecasts[number]
        wrong = _wrong(judge_forecast(asked.answers, forecast, held.ledger))
        if wrong and asked.asked:
            yield f"WRONG forecast {wrong}: {forecast.text!r} {asked.answers}"


def _figures(held: HeldEvents) -> Iterator[str]:
    paired = {number for number, _ in held.figure_pairs}
    for number, figure in enumerate(held.figures):
        if figure.asked and number not in paired:
            yield f"MISSED figure {_around(held.report.text, figure.answers[0].span)}"
    known = {quantity.id for _, quantity in held.figure_pairs}
    for quantity in held.ledger.quantities:
        if quantity.id not in known:
            yield f"EXTRA figure {_around(held.report.text, span_of(quantity.span))}"


def _wrong(judged: Iterable[tuple[str, bool]]) -> str:
    return ", ".join(field for field, right in judged if not right)


def _around(text: str, span: Span) -> str:
    before, words = text[max(0, span[0] - 60) : span[0]], text[span[0] : span[1]]
    return " ".join(f"{before}[{words}]{text[span[1] : span[1] + 60]}".split())
