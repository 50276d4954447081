"""What a forecast is about: the type of the event that its clause tells of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable

from crossfix.model import Event, EventType, Forecast


def topic_finder(events: Iterable[Event]) -> Callable[[Forecast], EventType]:
    """A function from a forecast of the report that holds these events to its topic.

    Events inside the forecast's condition do not count.  Of several, the first after the
    estimative words decides ("will likely *strike* ..."), else the first of all; the topic
    of a clause without an event is ``other``.
    """
    by_place = sorted(events, key=lambda event: event.trigger.start)
    starts = [event.trigger.start for event in by_place]

    def topic(forecast: Forecast) -> EventType:
        inside = by_place[bisect_left(starts, forecast.start) : bisect_left(starts, forecast.stop)]
        condition, phrase = forecast.condition, forecast.phrase
        told = [
            event
            for event in inside
            if forecast.span.covers(event.trigger)
            and not (condition and condition.covers(event.trigger))
        ]
        after = [event for event in told if phrase and event.trigger.start >= phrase.stop]
        first = next(iter(after or told), None)
        return first.type if first else EventType.OTHER

    return topic
