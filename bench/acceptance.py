"""What the ledger of the first real report must hold, asked by query and not by eye.

Each question is a function from a ledger to the entries that answer it; the report
itself is not part of the project, so gaps are named by the line they stand in.
``python -m bench.acceptance`` prints the answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from crossfix import Ledger, Skip, read_files
from crossfix.model import (
    Attribution,
    Event,
    EventType,
    Gap,
    Place,
    Quantity,
    SegmentKind,
    Source,
    SourceKind,
    Time,
)
from crossfix.views.wording import Wording

Named = TypeVar("Named", Source, Time)

REPORT: Final = "reports/2025-02-12-maelstrom.txt"
PUBLISHED: Final = "2025-02-12"
GAP_LINES: Final = frozenset({3, 25, 29, 35, 37, 41, 45, 49, 55, 63, 65, 95, 115, 119, 121, 125})
OPEN_LINES: Final = frozenset({39})
"""Lines that a reader may call a gap or not."""
LOST_POWER: Final = {
    "Kramatorsk": (48.73, 37.57),
    "Druzhkovka": (48.62, 37.53),
    "Konstantinovka": (48.53, 37.71),
}
WAVES: Final = ("2025-02-06T10:08", "2025-02-06T10:40", "2025-02-06T11:59")
OFFSETS: Final = ("02:24", "03:54", "04:25", "05:15")


def read_report(shared: Path) -> Ledger:
    """The ledger of the report; raises ``FileNotFoundError`` where it is absent."""
    path = shared / REPORT
    if not path.exists():
        raise FileNotFoundError(2, "absent", str(path))
    [outcome] = read_files([path], published=PUBLISHED)
    if isinstance(outcome, Skip):
        raise outcome
    return outcome


def satellite_strike(ledger: Ledger) -> Iterator[str]:
    """The satellite fire map as a source of kind satellite for the strike at 03:00 to 04:00."""
    sources = _by_id(ledger.sources)
    said = {a.id: a for a in ledger.attributions}
    for event in _events(ledger, EventType.STRIKE):
        if not (
            (event.earliest or "").endswith("T03:00") and (event.latest or "").endswith("T04:00")
        ):
            continue
        for attribution in (said[a] for a in event.attributions if a in said):
            source = sources.get(attribution.source_id or "")
            if source is not None and source.kind is SourceKind.SATELLITE:
                yield f"{event.trigger.text!r} {event.earliest}–{event.latest} by {source.name}"


def kramatorsk_strike(ledger: Ledger) -> Iterator[str]:
    """The strike on Kramatorsk on 7 February 2025."""
    for event in _events(ledger, EventType.STRIKE):
        days = (event.earliest or "")[:10], (event.latest or "")[:10]
        near = [p.name for p in _places(ledger, event) if _is_near(p, LOST_POWER["Kramatorsk"])]
        if near and "2025-02-07" in days:
            yield f"{event.trigger.text!r} {event.earliest}–{event.latest} at {near}"


def lost_power(ledger: Ledger) -> Iterator[str]:
    """The three towns that lost power."""
    for name, point in LOST_POWER.items():
        for event in ledger.events:
            if event.type in {EventType.OUTAGE, EventType.DAMAGE} and any(
                _is_near(place, point) for place in _places(ledger, event)
            ):
                yield f"{name}: {event.type.value} {event.trigger.text!r}"
                break


def minister(ledger: Ledger) -> Iterator[str]:
    """The Lithuanian minister's words with the newspaper in the chain."""
    wording = Wording(ledger)
    for attribution in ledger.attributions:
        chain = wording.chain(attribution)
        if "15min" in chain and wording.source(attribution.source_id).endswith("Šakalienė"):
            yield f"{chain}: {attribution.content[0].text[:60]}"


def troops(ledger: Ledger) -> Iterator[str]:
    """100,000 troops with Zelensky as source."""
    wording = Wording(ledger)
    for quantity in ledger.quantities:
        if quantity.best == 100_000:
            for attribution in _covering(ledger, quantity):
                if "Zelensk" in wording.source(attribution.source_id):
                    yield f"{quantity.text} of {quantity.of.text if quantity.of else None}: " + (
                        wording.chain(attribution)
                    )


def waves(ledger: Ledger) -> Iterator[str]:
    """Three waves at their hours of 6 February, each an event."""
    times = _by_id(ledger.times)
    for wanted in WAVES:
        for event in ledger.events:
            if any(times[t].value == wanted for t in event.times if t in times):
                yield f"{wanted}: {event.type.value} {event.trigger.text!r}"
                break


def offsets_read_as_times(ledger: Ledger) -> Iterator[str]:
    """Offsets into a video that were taken for times of day: there must be none."""
    for time in ledger.times:
        if any(offset in time.text for offset in OFFSETS):
            yield f"{time.text} = {time.value}"


def pasted_post(ledger: Ledger) -> Iterator[str]:
    """The pasted post of Podolyaka in his voice."""
    sources = _by_id(ledger.sources)
    for segment in ledger.segments:
        name = sources[segment.voice].name or ""
        if segment.kind is SegmentKind.QUOTED_REPORT and name.endswith("Podolyaka"):
            yield f"{name}: {segment.text[:60]}"


def gaps_found(ledger: Ledger) -> Iterator[str]:
    """The lines whose promise is broken and that were found."""
    for line in sorted(GAP_LINES & {_line(ledger, gap) for gap in ledger.gaps}):
        yield f"line {line}"


def gaps_made_up(ledger: Ledger) -> Iterator[str]:
    """Gaps in lines that promise nothing, or keep it: there must be none."""
    for gap in ledger.gaps:
        if _line(ledger, gap) not in GAP_LINES | OPEN_LINES:
            yield f"line {_line(ledger, gap)}: {gap.text[:60]}"


QUESTIONS: Final[dict[Callable[[Ledger], Iterator[str]], int]] = {
    satellite_strike: 1,
    kramatorsk_strike: 1,
    lost_power: 3,
    minister: 1,
    troops: 1,
    waves: 3,
    offsets_read_as_times: 0,
    pasted_post: 1,
    gaps_found: len(GAP_LINES),
    gaps_made_up: 0,
}
"""Question, and how many answers it must have (at least; exactly none where it is 0)."""


def measure(shared: Path) -> dict[str, float]:
    """How many of the questions are answered as they must be."""
    ledger = read_report(shared)
    right = sum(is_answered(ask, ledger) for ask in QUESTIONS)
    return {f"first report: questions answered, of {len(QUESTIONS)}": float(right)}


def is_answered(ask: Callable[[Ledger], Iterator[str]], ledger: Ledger) -> bool:
    """Whether a question has the answers that it must have."""
    found, wanted = len(list(ask(ledger))), QUESTIONS[ask]
    return found >= wanted if wanted else found == 0


def _by_id(entries: Iterable[Named]) -> dict[str, Named]:
    return {entry.id: entry for entry in entries}


def _events(ledger: Ledger, kind: EventType) -> Iterator[Event]:
    return (event for event in ledger.events if event.type is kind)


def _places(ledger: Ledger, event: Event) -> list[Place]:
    return [place for place in ledger.places if place.id in event.places]


def _is_near(place: Place, point: tuple[float, float]) -> bool:
    """Within 15 km or so: 0.14 degrees of latitude, 0.2 of longitude at 48 north."""
    if place.lat is None or place.lon is None:
        return False
    return abs(place.lat - point[0]) < 0.14 and abs(place.lon - point[1]) < 0.2


def _covering(ledger: Ledger, quantity: Quantity) -> Iterator[Attribution]:
    for attribution in ledger.attributions:
        if any(span.covers(quantity.span) for span in attribution.content):
            yield attribution


def _line(ledger: Ledger, gap: Gap) -> int:
    return ledger.document.text.count("\n", 0, gap.start) + 1


if __name__ == "__main__":
    from bench.__main__ import SHARED

    ledger = read_report(SHARED)
    msgspec.json.decode(msgspec.json.encode(ledger), type=Ledger, strict=True)
    for ask in QUESTIONS:
        answers = list(ask(ledger))
        verdict = "ok " if is_answered(ask, ledger) else "NOT"
        print(f"{verdict} {len(answers):3} of {QUESTIONS[ask]:2}  {ask.__doc__}")
        for answer in answers:
            print(f"        {answer}")
