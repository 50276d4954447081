"""Synthetic ledgers for measuring a case: text of paragraphs, and ten events a report.

What is told is drawn by :class:`bench.many.World`, the prose around it by
:func:`bench.origins_scale.draw_reports` (one text in twenty is an earlier one in other words).
Every record quotes its report, as what is read from real ones does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Final

from bench.many import World
from bench.origins_scale import draw_reports
from crossfix.findings.accounts import Account
from crossfix.model import (
    Attribution,
    Claim,
    ClaimKind,
    Document,
    Entry,
    Event,
    Ledger,
    Place,
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
from crossfix.reading import Received

PROSE: Final = 4
"""Paragraphs of prose in a report, beside those that tell of events."""
_TOGETHER: Final = 2
"""Events told in one paragraph."""
_OUTLETS: Final = 200
_BODIES: Final = (
    "Ministry", "Administration", "Command", "Council", "Agency", "Brigade", "Institute", "Service",
)  # fmt: skip
_SAYING: Final = ("said", "reported", "announced", "stated")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

Told = tuple[Account, int]
"""An account, and the number of its happening."""


def draw_ledgers(shared: Path, count: int, seed: int = 0) -> Iterator[tuple[Received, Ledger]]:
    """So many reports with their ledgers, by day; the same for one seed."""
    rng = Random(seed)
    names = World(seed + 1).names(_OUTLETS)
    prose = draw_reports(shared, seed + 1, PROSE)
    for number, (_, told) in enumerate(World(seed).reports(count)):
        yield _Writer(number, rng, names).write(next(prose), [account for account, _ in told])


class _Writer:
    """One report as it is written, with the records of what has been written so far."""

    def __init__(self, number: int, rng: Random, names: Sequence[str]) -> None:
        self._number = number
        self._rng = rng
        self._names = names
        self._text = ""
        self._segments: list[tuple[int, int]] = []
        self._marks: list[dict[str, tuple[int, int]]] = []

    def write(self, prose: str, told: Sequence[Account]) -> tuple[Received, Ledger]:
        """The report with this prose that tells of these accounts."""
        paragraphs = prose.split("\n\n")
        some = [told[at : at + _TOGETHER] for at in range(0, len(told), _TOGETHER)]
        while paragraphs or some:
            begins = len(self._text)
            if some:
                for account in some.pop(0):
                    self._tell(account)
            else:
                self._text += paragraphs.pop(0)
            if some and paragraphs:
                self._close(begins)
                begins = len(self._text)
                self._text += paragraphs.pop(0)
            self._close(begins)
        return self._received(told)

    def _close(self, begins: int) -> None:
        self._segments.append((begins, len(self._text)))
        self._text += "\n\n"

    def _tell(self, account: Account) -> None:
        """One sentence; the words stand in an order of its own, as other hands would have it."""
        marks: dict[str, tuple[int, int]] = {}

        def put(words: str, mark: str = "") -> None:
            if mark:
                marks[mark] = len(self._text), len(self._text) + len(words)
            self._text += words

        begins = len(self._text)
        words = self._rng.sample(account.words, len(account.words))
        half = len(words) // 2
        put(" ".join(words[:half]).capitalize() + " ")
        if account.actor:
            put(" ".join(account.actor).capitalize() + "s", "actor")
            put(" ")
        put(account.lemma, "trigger")
        if account.target:
            put(" ")
            put(" ".join(account.target), "target")
        if account.sites:
            put(" in ")
            put(account.sites[0].name.title(), "place")
        if account.dated and account.earliest:
            put(" on ")
            day = date.fromisoformat(account.earliest)
            put(f"{day.day} {_MONTHS[day.month - 1]} {day.year}", "time")
        put(", " + " ".join(words[half:]))
        if account.figures:
            put(" with ")
            put(f"{account.figures[0].best:.0f}", "figure")
            put(" ")
            put("people", "counted")
        if self._rng.random() < 0.7:
            marks["content"] = begins, len(self._text)
            put(", the ")
            place = int(len(self._names) * self._rng.random() ** 3)
            put(f"{self._names[place]} {_BODIES[place % len(_BODIES)]}", "source")
            put(" ")
            put(self._rng.choice(_SAYING), "cue")
        put(". ")
        marks["sentence"] = begins, len(self._text) - 1
        self._marks.append(marks)

    def _received(self, told: Sequence[Account]) -> tuple[Received, Ledger]:
        raw = self._text.encode()
        sha256 = hashlib.sha256(raw).hexdigest()
        outlet = self._names[int(len(self._names) * self._rng.random() ** 2)]
        document = Document(
            id=make_id("doc", sha256, ""),
            path=f"reports/{self._number:06d}.txt",
            sha256=sha256,
            text=self._text,
            publisher=f"{outlet} News",
            published=told[0].published,
            encoding="utf-8",
            reader="text",
        )
        records = _Records(document)
        for begins, ends in self._segments:
            records.segment(begins, ends)
        for account, marks in zip(told, self._marks, strict=True):
            spans = {name: slice_span(self._text, *within) for name, within in marks.items()}
            records.event(account, spans)
        return Received(document, raw), records.ledger()


class _Records:
    """The records of a ledger as they are filed."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._author = Source(
            id=self._id("src", "author"),
            name=document.publisher,
            kind=SourceKind.OTHER,
            is_author=True,
        )
        self._filed: dict[str, list[Entry]] = {"sources": [self._author]}
        self._sources: dict[str, str] = {}

    def ledger(self) -> Ledger:
        """The ledger of all that was filed."""
        lists = {key: tuple(entries) for key, entries in self._filed.items()}
        return Ledger(document=self._document, **lists)  # type: ignore[arg-type]

    def segment(self, begins: int, ends: int) -> None:
        """File a paragraph."""
        span = slice_span(self._document.text, begins, ends)
        self._file(
            "segments",
            Segment(
                id=self._id("seg", span),
                kind=SegmentKind.PARAGRAPH,
                span=span,
                voice=self._author.id,
                voice_basis="author",
                dateline=self._document.published,
            ),
        )

    def event(self, account: Account, spans: dict[str, Span]) -> None:
        """File an event and what belongs to it."""
        attribution = self._attribution(spans) if "source" in spans else None
        event = Event(
            id=self._id("evt", spans["trigger"]),
            trigger=spans["trigger"],
            type=account.type,
            actor=spans.get("actor"),
            target=spans.get("target"),
            places=(self._place(account, spans["place"]),) if "place" in spans else (),
            times=(self._time(account, spans["time"]),) if "time" in spans else (),
            earliest=account.earliest,
            latest=account.latest,
            time_precision=account.time_precision,
            geo_precision=account.geo_precision,
            figures=(self._figure(account, spans),) if "figure" in spans else (),
            attributions=(attribution.id,) if attribution else (),
        )
        self._file("events", event)
        if attribution is not None and attribution.source_id is not None:
            claim = Claim(
                id=self._id("clm", spans["content"]),
                spans=attribution.content,
                source_id=attribution.source_id,
                attribution=attribution.id,
                kind=ClaimKind.EVENT,
                refers_to=(event.id,),
            )
            self._file("claims", claim)

    def _attribution(self, spans: dict[str, Span]) -> Attribution:
        source, cue = spans["source"], spans["cue"]
        if source.text not in self._sources:
            self._sources[source.text] = self._id("src", source.text)
            self._file(
                "sources",
                Source(
                    id=self._sources[source.text],
                    name=source.text,
                    kind=SourceKind.OFFICIAL,
                    mentions=(source,),
                ),
            )
        name = self._sources[source.text]
        attribution = Attribution(
            id=self._id("att", cue),
            source=source,
            source_id=name,
            cue=cue,
            content=(spans["content"],),
            chain=(self._author.id, name),
        )
        self._file("attributions", attribution)
        return attribution

    def _place(self, account: Account, span: Span) -> str:
        site = account.sites[0]
        place = Place(
            id=self._id("plc", span),
            span=span,
            name=span.text,
            score=0.9,
            candidates=1,
            gazetteer="synthetic",
            gazetteer_id=site.name,
            lat=site.lat,
            lon=site.lon,
            radius_km=site.radius_km,
            feature=site.feature,
            country="UA",
        )
        return self._file("places", place)

    def _time(self, account: Account, span: Span) -> str:
        time = Time(
            id=self._id("tim", span),
            span=span,
            type=TimeType.DATE,
            value=account.earliest,
            earliest=account.earliest,
            latest=account.latest,
        )
        return self._file("times", time)

    def _figure(self, account: Account, spans: dict[str, Span]) -> str:
        figure = account.figures[0]
        quantity = Quantity(
            id=self._id("qty", spans["figure"]),
            span=spans["figure"],
            low=figure.low,
            best=figure.best,
            high=figure.high,
            unit="person",
            of=spans["counted"],
        )
        return self._file("quantities", quantity)

    def _file(self, kind: str, record: Entry) -> str:
        self._filed.setdefault(kind, []).append(record)
        return record.id

    def _id(self, prefix: str, *parts: object) -> str:
        return make_id(prefix, self._document.id, *parts)
