"""Ledgers for tests of copies and origins: of a text alone, or with who says what."""

from __future__ import annotations

from crossfix.findings.copies import Copy
from crossfix.link.copies import find_copies, settle
from crossfix.link.copies_index import MemoryIndex
from crossfix.link.copies_prints import fingerprints
from crossfix.link.copies_reports import report_of
from crossfix.model import (
    Attribution,
    Document,
    Event,
    EventType,
    Ledger,
    Segment,
    SegmentKind,
    Source,
    SourceKind,
    Span,
    Status,
    make_id,
)


def text_ledger(
    name: str, text: str, day: str | None = "2025-05-14", publisher: str | None = None
) -> Ledger:
    """A ledger of a text alone."""
    document = Document(
        id=name, path=name, sha256="", text=text, published=day, publisher=publisher
    )
    return Ledger(document=document)


def told_ledger(
    name: str,
    *chain: tuple[str | None, SourceKind],
    day: str = "2025-05-14",
    publisher: str | None = None,
    text: str | None = None,
    status: Status = Status.ASSERTED,
    titles: tuple[str, ...] = (),
    forwarded: bool = False,
) -> Ledger:
    """A report of one strike on the word of the last of a chain, or on its own.

    ``titles`` are mentions of that source as the report writes them; ``forwarded`` makes the
    last of the chain the voice of the segment and no attribution.
    """
    trigger = "struck"
    text = text or f"Drones {trigger} the elevator at the river. " + " ".join(titles)
    at = text.index(trigger)
    author = Source(id=f"{name}-author", name=None, kind=SourceKind.OTHER, is_author=True)
    mentions = tuple(
        Span(text.index(title), text.index(title) + len(title), title) for title in titles
    )
    sources = [
        Source(
            id=make_id("src", name, number),
            name=who,
            kind=kind,
            mentions=mentions if number == len(chain) - 1 else (),
        )
        for number, (who, kind) in enumerate(chain)
    ]
    voice = sources[-1].id if forwarded else author.id
    attributions: tuple[Attribution, ...] = ()
    if chain and not forwarded:
        attributions = (
            Attribution(
                id=f"{name}-att",
                source=None,
                source_id=sources[-1].id,
                cue=None,
                content=(Span(0, len(text), text),),
                chain=(author.id, *(source.id for source in sources)),
            ),
        )
    event = Event(
        id=f"{name}-event",
        trigger=Span(at, at + len(trigger), trigger),
        type=EventType.STRIKE,
        status=status,
        attributions=tuple(a.id for a in attributions),
    )
    segment = Segment(
        span=Span(0, len(text), text),
        id=f"{name}-segment",
        kind=SegmentKind.QUOTED_REPORT if forwarded else SegmentKind.PARAGRAPH,
        voice=voice,
        voice_basis="forward" if forwarded else "author",
        dateline=day,
    )
    document = Document(
        id=name, path=name, sha256="", text=text, published=day, publisher=publisher
    )
    return Ledger(
        document=document,
        segments=(segment,),
        sources=(author, *sources),
        attributions=attributions,
        events=(event,),
    )


def index_of(*ledgers: Ledger) -> MemoryIndex:
    """An index that holds reports."""
    index = MemoryIndex()
    for ledger in ledgers:
        keys = [key for window in fingerprints(ledger) for key in window.keys]
        index.add(report_of(ledger), keys)
    return index


def copies_among(*ledgers: Ledger) -> list[Copy]:
    """What any two of some reports have in common."""
    index = index_of(*ledgers)
    return settle(copy for ledger in ledgers for copy in find_copies(ledger, index))
