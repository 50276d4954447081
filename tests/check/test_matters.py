"""Events of a ledger as they are asked about: days, hours, words and places."""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec
import pytest

from crossfix.check.fire_kinds import FireKind, tell_kind
from crossfix.check.matters import Asked, Unasked, matters_of
from crossfix.codes import EventType, SegmentKind, Status
from crossfix.findings.checks import Matter
from crossfix.model import Document, Event, Ledger, Place, Quantity, Segment, Span

TEXT = (
    "Calm reigned. A missile hit the plant in Lypivka at night. Four were killed there! It rained."
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def ledger(event: Event, *, radius: float | None = 3.0, published: str = "2023-06-20") -> Ledger:
    place = Place(id="pla_1", span=span("Lypivka"), name="Lypivka", reason="two of the name")
    if radius is not None:
        place = msgspec.structs.replace(place, lat=49.0, lon=33.0, radius_km=radius, reason=None)
    return Ledger(
        document=Document(id="doc_1", path="", sha256="", text=TEXT, published=published),
        segments=(
            Segment(
                id="seg_1", span=Span(0, len(TEXT), TEXT), kind=SegmentKind.PARAGRAPH, voice="",
                voice_basis="",
            ),
        ),
        places=(place,),
        quantities=(Quantity(id="qty_1", span=span("Four"), low=4, best=4, high=4),),
        events=(event,),
    )  # fmt: skip


def told(**changed: object) -> Event:
    fields: dict[str, object] = {
        "id": "evt_1", "trigger": span("hit"), "type": EventType.STRIKE, "places": ("pla_1",),
        "earliest": "2023-06-15", "latest": "2023-06-15",
    }  # fmt: skip
    return Event(**(fields | changed))  # type: ignore[arg-type]


def matter(event: Event) -> Matter:
    [asked] = matters_of(ledger(event))
    assert isinstance(asked, Asked)
    return asked.matter


def test_a_matter_in_full() -> None:
    found = matter(told(target=span("plant")))
    assert (found.lat, found.lon, found.radius_km) == (49.0, 33.0, 3.0)
    assert (found.earliest, found.latest, found.days) == (date(2023, 6, 15), date(2023, 6, 15), 1)
    assert found.words.strip() == "A missile hit the plant in Lypivka at night."
    assert (found.target, found.since, found.killed) == ("plant", None, None)


@pytest.mark.parametrize(
    ("earliest", "since"),
    [
        ("2023-06-15", None),
        ("2023-06-15T00:00", None),
        ("2023-06-15T03:15Z", datetime(2023, 6, 15, 3, 15, tzinfo=UTC)),
        ("2023-06-15T03:15", datetime(2023, 6, 14, 23, 15, tzinfo=UTC)),
    ],
)
def test_the_hour_is_the_earliest_that_it_can_mean(earliest: str, since: datetime | None) -> None:
    assert matter(told(earliest=earliest)).since == since


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (told(status=Status.DENIED), "tells it as denied"),
        (told(status=Status.PLANNED), "tells it as planned"),
        (told(status=Status.HYPOTHETICAL), "tells it as hypothetical"),
        (told(earliest=None, latest=None), "no date"),
        (told(earliest="2023-07-01", latest="2023-07-01"), "after the day of the report"),
        (told(places=()), "names no place"),
    ],
)
def test_what_cannot_be_asked_says_why(event: Event, reason: str) -> None:
    [unasked] = matters_of(ledger(event))
    assert isinstance(unasked, Unasked)
    assert reason in unasked.reason


def test_a_place_that_is_not_resolved_says_why() -> None:
    [unasked] = matters_of(ledger(told(), radius=None))
    assert isinstance(unasked, Unasked)
    assert unasked.reason == "the place Lypivka is not resolved: two of the name"


@pytest.mark.parametrize(
    ("trigger", "low", "high", "killed"),
    [
        ("killed", 4.0, 4.0, (4.0, 4.0)),
        ("killed", 4.0, None, (4.0, float("inf"))),
        ("killed", None, 4.0, (0.0, 4.0)),
        ("killed", None, None, None),
        ("rained", 4.0, 4.0, None),
    ],
)
def test_the_dead_that_are_told(
    trigger: str, low: float | None, high: float | None, killed: tuple[float, float] | None
) -> None:
    event = told(trigger=span(trigger), type=EventType.CASUALTIES, figures=("qty_1",))
    base = ledger(event)
    figure = Quantity(id="qty_1", span=span("Four"), low=low, best=None, high=high)
    changed = Ledger(
        document=base.document, segments=base.segments, places=base.places, events=base.events,
        quantities=(figure,),
    )  # fmt: skip
    [asked] = matters_of(changed)
    assert isinstance(asked, Asked)
    assert asked.matter.killed == killed


@pytest.mark.parametrize(
    ("words", "event_type", "kind"),
    [
        ("A large fire broke out.", EventType.STRIKE, FireKind.FIRE),
        ("Smoke rises over the port.", EventType.OTHER, FireKind.FIRE),
        ("The barn was set ablaze.", EventType.DAMAGE, FireKind.FIRE),
        ("They came under fire.", EventType.CLASH, FireKind.OTHER),
        ("They came under fire and the barn burned.", EventType.CLASH, FireKind.FIRE),
        ("Troops opened fire at the crowd.", EventType.CLASH, FireKind.OTHER),
        ("A ceasefire was broken.", EventType.CLASH, FireKind.OTHER),
        ("An oil refinery was hit.", EventType.STRIKE, FireKind.FUEL),
        ("They hit an ammunition depot.", EventType.STRIKE, FireKind.FUEL),
        ("A school was hit.", EventType.STRIKE, FireKind.OTHER),
        ("They signed an agreement.", EventType.AGREEMENT, FireKind.NONE),
        ("Ministers spoke about gas.", EventType.CONSULT, FireKind.NONE),
        ("Fuel prices rose after the strike.", EventType.OTHER, FireKind.NONE),
        ("It happened.", EventType.OTHER, FireKind.NONE),
    ],
)
def test_kinds(words: str, event_type: EventType, kind: FireKind) -> None:
    assert tell_kind(words, event_type) is kind
