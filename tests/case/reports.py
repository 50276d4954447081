"""Reports and ledgers made by hand, as the pipeline would make them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import msgspec

from crossfix.model import (
    Attribution,
    Claim,
    ClaimKind,
    Document,
    Event,
    EventType,
    Forecast,
    ForecastKind,
    Gap,
    GapKind,
    Ledger,
    Link,
    LinkKind,
    Notice,
    Place,
    Producer,
    Promise,
    Quantity,
    Segment,
    SegmentKind,
    Source,
    SourceKind,
    Span,
    Time,
    TimeType,
    make_id,
    slice_span,
)
from crossfix.reading import Mark, MarkKind, Received

Pair = tuple[Received, Ledger]

TOWNS = ("Vesnivka", "Dolyna", "Kamyanske", "Młynów", "Лозова", "Saint-Élie")
HEADLINE = "Night of drones"
LEAD = "Mayor Ivan Franko said on {day} February that three drones hit {town}."
MORE = "He expects power to be back in {town} by Friday. See the video 📹 below."


def make_document(text: str, *, path: str = "a.txt", **fields: str | None) -> Document:
    raw = text.encode()
    sha256 = hashlib.sha256(raw).hexdigest()
    given = {"encoding": "utf-8", "reader": "text", **fields}
    document_id = make_id("doc", sha256, given.get("item") or "")
    return Document(id=document_id, path=path, sha256=sha256, text=text, **given)


def make_text(number: int, paragraphs: int = 1) -> str:
    lines = [f"{HEADLINE} {number}"]
    for n in range(paragraphs):
        town = TOWNS[(number + n) % len(TOWNS)]
        lines.append(LEAD.format(day=1 + n % 28, town=town) + " " + MORE.format(town=town))
    return "\n\n".join(lines) + "\n"


def make_pair(number: int = 0, paragraphs: int = 1, *, version: str = "1", **fields: str) -> Pair:
    """A report and its ledger: a heading, and paragraphs of some nine records each."""
    given = {"published": f"2025-02-{1 + number % 28:02d}", "path": f"r{number}.txt", **fields}
    document = make_document(make_text(number, paragraphs), **given)
    return make_received(document), make_ledger(document, version)


def make_pairs(count: int, paragraphs: int = 1) -> Iterator[Pair]:
    return (make_pair(number, paragraphs) for number in range(count))


def make_received(document: Document) -> Received:
    marks = (Mark(MarkKind.HEADING, 0, len(HEADLINE)),)
    notices = (Notice(about="document", message="the date was given by hand"),)
    return Received(document, document.text.encode(), marks, notices)


def make_ledger(document: Document, version: str = "1") -> Ledger:
    text = document.text
    author = Source(
        id=make_id("src", document.id, "author"),
        name=None,
        kind=SourceKind.ANALYST,
        is_author=True,
    )
    lists: dict[str, list[object]] = {"sources": [author], "segments": []}
    start = 0
    for block in text.rstrip("\n").split("\n\n"):
        span = slice_span(text, start, start + len(block))
        start += len(block) + 2
        kind = SegmentKind.PARAGRAPH if lists["segments"] else SegmentKind.HEADING
        segment = Segment(
            id=make_id("seg", document.id, span),
            kind=kind,
            span=span,
            voice=author.id,
            voice_basis="author",
            dateline=document.published,
        )
        lists["segments"].append(segment)
        if kind is SegmentKind.PARAGRAPH:
            for key, entry in _read_paragraph(document, segment, author):
                lists.setdefault(key, []).append(entry)
    return Ledger(
        document=document,
        notices=(Notice(about="places", message="the gazetteer has no villages here"),),
        producers=(Producer(name="by hand", version=version),),
        config="0123456789ab",
        **{key: tuple(found) for key, found in lists.items()},  # type: ignore[arg-type]
    )


def _read_paragraph(
    document: Document, segment: Segment, author: Source
) -> Iterator[tuple[str, object]]:
    def at(words: str) -> Span:
        start = document.text.index(words, segment.start, segment.stop)
        return slice_span(document.text, start, start + len(words))

    def name(prefix: str, span: Span) -> str:
        return make_id(prefix, document.id, span)

    day, said = segment.text.partition(" on ")[2].split(" February")[0], at("said")
    town = at(segment.text.partition(" hit ")[2].partition(". He")[0])
    mayor, hit = at("Mayor Ivan Franko"), at("hit")
    drones, promise = at("three drones"), at("See the video 📹 below")
    plan = at(segment.text.partition(". ")[2].partition(" See")[0])
    whole = slice_span(document.text, drones.start, town.stop)
    source = Source(
        id=name("src", mayor), name=mayor.text, kind=SourceKind.OFFICIAL, mentions=(mayor,)
    )
    attribution = Attribution(
        id=name("att", said),
        source=mayor,
        source_id=source.id,
        cue=said,
        content=(whole,),
        chain=(author.id, source.id),
    )
    iso = f"2025-02-{int(day):02d}"
    when = Time(
        id=name("tim", at(f"on {day} February")),
        span=at(f"{day} February"),
        type=TimeType.DATE,
        value=iso,
        earliest=iso,
        latest=iso,
        anchor=segment.id,
    )
    place = Place(id=name("plc", town), span=town, name=town.text, reason="not in the gazetteer")
    count = Quantity(id=name("qty", drones), span=drones, low=3, best=3, high=3, unit=None)
    claim_id = name("clm", whole)
    event = Event(
        id=name("evt", hit),
        trigger=hit,
        type=EventType.STRIKE if int(day) % 2 else EventType.DAMAGE,
        target=town,
        weapons=(drones,),
        places=(place.id,),
        times=(when.id,),
        figures=(count.id,),
        earliest=iso,
        latest=iso,
        attributions=(attribution.id,),
        claim_ids=(claim_id,),
    )
    claim = Claim(
        id=claim_id,
        spans=(whole,),
        source_id=source.id,
        attribution=attribution.id,
        kind=ClaimKind.EVENT,
        refers_to=(event.id, count.id),
    )
    forecast = Forecast(
        id=name("fct", plan),
        span=plan,
        source_id=source.id,
        kind=ForecastKind.EXPECTATION,
    )
    gap = Gap(
        id=name("gap", promise),
        span=promise,
        kind=GapKind.MISSING_EMBED,
        promises=Promise.VIDEO,
        reasons={"cue": 1.0},
    )
    link = Link(
        id=make_id("lnk", event.id, claim.id),
        left=event.id,
        right=claim.id,
        kind=LinkKind.SUPPORTS,
        score=0.5,
    )
    yield from (
        ("sources", source),
        ("attributions", attribution),
        ("times", when),
        ("places", place),
        ("quantities", count),
        ("events", event),
        ("claims", claim),
        ("forecasts", forecast),
        ("gaps", gap),
        ("links", link),
    )


def with_events(ledger: Ledger, events: Sequence[Event]) -> Ledger:
    return msgspec.structs.replace(ledger, events=tuple(events))
