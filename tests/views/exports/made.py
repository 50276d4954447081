"""Reports and ledgers for the tests of exports: a text, and the words that matter in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec

from crossfix.codes import (
    ClaimKind,
    EventType,
    Feature,
    GapKind,
    Promise,
    SegmentKind,
    SourceKind,
    Status,
)
from crossfix.config import Config
from crossfix.findings.corroboration import Backings, Corroboration
from crossfix.findings.disclosure import Policy, Preface, Shown
from crossfix.model import (
    Attribution,
    Claim,
    Event,
    Gap,
    Ledger,
    Place,
    Quantity,
    Segment,
    Source,
    Span,
    make_id,
    slice_span,
)
from crossfix.plugins import Exporter
from tests.case.reports import make_document

TODAY = date(2025, 3, 10)
OPEN = Policy(exact_positions=True, delay_days=None, real_names=True, today=TODAY)
SAFE = Policy(today=TODAY)

NEWS = (
    "Drones over the river\n\n"
    "On 8 March drones hit a fuel depot in Kharkiv, the mayor Ivan Franko said. "
    "The strike killed 3 people and wounded 12.\n\n"
    "“I saw the fire from my window,” said Olena Pchilka, a pensioner. "
    "Pchilka’s house is near by.\n\n"
    "The 5th Mechanized Brigade moved to Chuhuiv, the paper wrote. "
    "No one was hurt. Lesya Ukrainka was not there.\n"
)


def span(text: str, words: str, number: int = 0) -> Span:
    """Where some words stand: the first time, or the ``number``-th after it."""
    start = -1
    for _ in range(number + 1):
        start = text.index(words, start + 1)
    return slice_span(text, start, start + len(words))


class Maker:
    """Builds the ledger of one report, entry by entry."""

    def __init__(self, text: str = NEWS, published: str | None = "2025-03-09", **fields: str):
        self.text = text
        self.document = make_document(text, published=published, **fields)
        self.entries: dict[str, list[Any]] = {}
        self.author = self.source("the report's author", is_author=True, named=False)
        at = 0
        for block in text.split("\n\n"):
            whole = slice_span(text, at, at + len(block))
            kind = SegmentKind.PARAGRAPH if at else SegmentKind.HEADING
            self._add(
                "segments",
                Segment(
                    id=self.name("seg", whole),
                    span=whole,
                    kind=kind,
                    voice=self.author,
                    voice_basis="author",
                ),
            )
            at += len(block) + 2

    def name(self, prefix: str, *parts: object) -> str:
        return make_id(prefix, self.document.id, *parts)

    def span(self, words: str, number: int = 0) -> Span:
        return span(self.text, words, number)

    def source(
        self,
        name: str,
        kind: SourceKind = SourceKind.OTHER,
        *,
        private: bool = False,
        is_author: bool = False,
        named: bool = True,
    ) -> str:
        mentions = (self.span(name),) if named and name in self.text else ()
        source_id = make_id("src", name.casefold()) if named else self.name("src", name)
        self._add(
            "sources",
            Source(
                id=source_id,
                name=name if named else None,
                kind=kind,
                private_person=private,
                is_author=is_author,
                mentions=mentions,
            ),
        )
        return source_id

    def place(self, words: str, lat: float | None, lon: float | None, **fields: Any) -> str:
        found = {
            "radius_km": None if lat is None else 5.0,
            "feature": Feature.CITY,
            "country": "UA",
            "gazetteer": "geonames",
            "gazetteer_id": "706483",
            "reason": "too many alike" if lat is None else None,
            **fields,
        }
        place = Place(
            id=self.name("plc", words),
            span=self.span(words),
            name=words,
            lat=lat,
            lon=lon,
            **found,
        )
        self._add("places", place)
        return place.id

    def quantity(self, words: str, of: str | None = None, **bounds: float | None) -> str:
        number = float(words) if words.isdigit() else None
        figures: dict[str, Any] = {"low": number, "best": number, "high": number, **bounds}
        quantity = Quantity(
            id=self.name("qty", words),
            span=self.span(words),
            of=self.span(of) if of else None,
            **figures,
        )
        self._add("quantities", quantity)
        return quantity.id

    def attribution(self, source: str, cue: str, content: str) -> str:
        attribution = Attribution(
            id=self.name("att", content),
            source=None,
            source_id=source,
            cue=self.span(cue),
            content=(self.span(content),),
            chain=(self.author, source),
        )
        self._add("attributions", attribution)
        return attribution.id

    def claim(self, words: str, source: str, *about: str) -> str:
        claim = Claim(
            id=self.name("clm", words),
            spans=(self.span(words),),
            source_id=source,
            attribution=None,
            kind=ClaimKind.EVENT,
            refers_to=about,
        )
        self._add("claims", claim)
        return claim.id

    def gap(self, words: str) -> str:
        gap = Gap(
            id=self.name("gap", words),
            span=self.span(words),
            kind=GapKind.MISSING_EMBED,
            promises=Promise.VIDEO,
        )
        self._add("gaps", gap)
        return gap.id

    def event(self, trigger: str, type: EventType, **fields: Any) -> str:
        for key in ("actor", "target"):
            if isinstance(fields.get(key), str):
                fields[key] = self.span(fields[key])
        fields["weapons"] = tuple(map(self.span, fields.get("weapons", ())))
        event = Event(
            id=self.name("evt", trigger, type.value),
            trigger=self.span(trigger),
            type=type,
            **fields,
        )
        self._add("events", event)
        return event.id

    def ledger(self) -> Ledger:
        lists: dict[str, Any] = {key: tuple(found) for key, found in self.entries.items()}
        return Ledger(document=self.document, **lists)

    def _add(self, key: str, entry: Any) -> None:
        self.entries.setdefault(key, []).append(entry)


def news(published: str | None = "2025-03-09", **fields: str) -> Ledger:
    """A report of a strike with its dead, a witness with a name, and a brigade on the move."""
    make = Maker(published=published, **fields)
    mayor = make.source("Ivan Franko", SourceKind.OFFICIAL)
    witness = make.source("Olena Pchilka", SourceKind.EYEWITNESS, private=True)
    kharkiv = make.place("Kharkiv", 49.98081, 36.25272)
    chuhuiv = make.place("Chuhuiv", 49.83693, 36.68161)
    dead = make.quantity("3", "people")
    wounded = make.quantity("12")
    told = make.attribution(mayor, "said", "On 8 March drones hit a fuel depot in Kharkiv")
    days = {"earliest": "2025-03-08", "latest": "2025-03-08", "time_precision": 1}
    hit = make.event(
        "hit",
        EventType.STRIKE,
        acled="Air/drone strike",
        plover="ASSAULT",
        actor="drones",
        target="a fuel depot",
        weapons=("drones",),
        places=(kharkiv,),
        geo_precision=1,
        figures=(dead,),
        attributions=(told,),
        **days,
    )
    make.event(
        "killed",
        EventType.CASUALTIES,
        plover="ASSAULT",
        target="people",
        places=(kharkiv,),
        geo_precision=1,
        figures=(dead, wounded),
        **days,
    )
    make.event(
        "moved",
        EventType.DEPLOYMENT,
        acled="Other",
        plover="MOBILIZE",
        actor="The 5th Mechanized Brigade",
        places=(chuhuiv,),
        geo_precision=1,
        **days,
    )
    make.event("hurt", EventType.CASUALTIES, status=Status.DENIED)
    make.claim("drones hit a fuel depot in Kharkiv", mayor, hit)
    make.claim("I saw the fire from my window", witness)
    make.gap("Drones over the river")
    return make.ledger()


def preface(policy: Policy = OPEN, **fields: Any) -> Preface:
    return Preface(
        case="a.case", version="0", head="ab" * 32, newest="2025-03-09", policy=policy, **fields
    )


def export(
    exporter: type,
    ledgers: Iterable[Ledger | Shown],
    known: Corroboration | None = None,
    head: Preface | None = None,
) -> str:
    """Everything that an exporter writes for some reports."""
    made: Exporter = exporter(Config())
    begun = made.begin(head or preface())
    pieces: list[str] = []
    for ledger in ledgers:
        shown = ledger if isinstance(ledger, Shown) else Shown(ledger)
        pieces += begun.feed(shown, known or Backings([]))
    return "".join([*pieces, *begun.finish()])


def with_events(ledger: Ledger, **changes: Any) -> Ledger:
    """The ledger with a change made to every event."""
    events = tuple(msgspec.structs.replace(event, **changes) for event in ledger.events)
    return msgspec.structs.replace(ledger, events=events)


def every_span(value: object) -> Iterable[Span]:
    """All spans in a record or a list of records, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for part in value:
            yield from every_span(part)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from every_span(getattr(value, name))
