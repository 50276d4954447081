"""Registered forecasts made by hand."""

from __future__ import annotations

from crossfix.model import EventType, Forecast, ForecastKind, SourceKind, Span
from crossfix.scoring.records import Outcome, Registered, Resolution, State

WORDS = "The bridge will likely fall in May"


def make_forecast(number: int = 0, text: str = WORDS, **fields: object) -> Forecast:
    given: dict[str, object] = {
        "id": f"fct_{number:04d}",
        "span": Span(0, len(text), text),
        "source_id": "src_1",
        "kind": ForecastKind.PREDICTION,
    }
    return Forecast(**(given | fields))  # type: ignore[arg-type]


def make_resolution(forecast: Forecast, outcome: Outcome, seq: int = 2) -> Resolution:
    return Resolution(
        forecast=forecast.id,
        document_id="doc_1",
        words=forecast.span,
        outcome=outcome,
        because="seen",
        on="2025-06-01",
        source=None,
        who="Ada",
        at="2025-06-01T10:00:00.000+00:00",
        audit_seq=seq,
    )


def make_entry(
    number: int,
    said: float | None = 0.5,
    state: State = State.TRUE,
    *,
    source: str = "Agency",
    topic: EventType = EventType.OTHER,
    text: str | None = None,
    deadline: str | None = None,
) -> Registered:
    """A forecast that differs from that of any other number, unless ``text`` says so."""
    text = f"{WORDS} {number}" if text is None else text
    forecast = make_forecast(number, text, prob_low=said, prob_high=said, deadline=deadline)
    resolved = state not in {State.OPEN, State.DUE}
    return Registered(
        document_id="doc_1",
        report="Night",
        published="2025-02-01",
        source=source,
        source_key=source.lower(),
        source_kind=SourceKind.MEDIA,
        topic=topic,
        state=state,
        forecast=forecast,
        resolution=make_resolution(forecast, Outcome(state.value)) if resolved else None,
    )
