"""Forecasts joined with what was found of them, and told apart from their copies."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Final

from crossfix.model import Document, Forecast, Ledger, Source, SourceKind, Span
from crossfix.scoring.records import Registered, Resolution, State
from crossfix.scoring.topics import topic_finder

SAME_WORDS: Final = 0.5
"""A resolution goes over to a forecast of other bounds that shares more than this with it."""

_NO_WORD: Final = re.compile(r"[\W_]+")

CopyKey = tuple[str, str, str | None]
"""Who foretold what by when: forecasts that agree in it are copies of one."""


def enter(ledger: Ledger, resolutions: Iterable[Resolution], today: str) -> list[Registered]:
    """The forecasts of one report with what was found of them, in the report's order.

    ``resolutions`` are those of this report; ``today`` (ISO 8601) decides what is due.
    """
    found, _ = match(ledger.forecasts, resolutions)
    sources = {source.id: source for source in ledger.sources}
    topic = topic_finder(ledger.events)
    document = ledger.document
    entered = []
    for forecast in ledger.forecasts:
        source = sources.get(forecast.source_id)
        key, name = _teller(source, document)
        resolution = found.get(forecast.id)
        entered.append(
            Registered(
                document_id=document.id,
                report=_heading(document),
                published=document.published,
                source=name,
                source_key=key,
                source_kind=source.kind if source else SourceKind.OTHER,
                topic=topic(forecast),
                state=state_of(forecast, resolution, today),
                forecast=forecast,
                resolution=resolution,
            )
        )
    return entered


def state_of(forecast: Forecast, resolution: Resolution | None, today: str) -> State:
    """How a forecast stands; it is due from the day after its deadline on."""
    if resolution is not None:
        return State(resolution.outcome.value)
    return State.DUE if forecast.deadline and forecast.deadline[:10] < today else State.OPEN


def match(
    forecasts: Sequence[Forecast], resolutions: Iterable[Resolution]
) -> tuple[dict[str, Resolution], list[Resolution]]:
    """The resolution of each forecast (by id) of one report, and those left without one.

    A forecast's id changes with its bounds.  So a resolution whose id is gone goes over to
    the forecast that shares more than half of the stretch that both cover together, if
    that one has none of its own; the newest resolution chooses first.
    """
    ids = {forecast.id for forecast in forecasts}
    newest_first = sorted(resolutions, key=lambda resolution: -resolution.audit_seq)
    found = {one.forecast: one for one in newest_first if one.forecast in ids}
    lost = []
    for resolution in newest_first:
        if resolution.forecast in ids:
            continue
        likeness = {
            forecast.id: _shared(forecast.span, resolution.words)
            for forecast in forecasts
            if forecast.id not in found
        }
        best = max(likeness, key=likeness.__getitem__, default=None)
        if best is not None and likeness[best] > SAME_WORDS:
            found[best] = resolution
        else:
            lost.append(resolution)
    return found, lost


def copy_key(entry: Registered) -> CopyKey:
    """What the copies of a forecast have in common: source, words and deadline.

    Capitals, punctuation and white space do not count.  A source that says the same of
    another day by a relative date ("by tomorrow") foretells something else.  Authors whom
    nothing names but their report count as one: that is how a text is passed on unsigned.
    """
    unsigned = entry.source_key == _author_of(entry.document_id)
    return (
        "author" if unsigned else entry.source_key,
        squeeze(entry.forecast.text),
        entry.forecast.deadline,
    )


def squeeze(text: str) -> str:
    """The words of a text, without capitals and with one space between them."""
    return _NO_WORD.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def _shared(left: Span, right: Span) -> float:
    """The part of the stretch covered by either span that both cover."""
    common = min(left.stop, right.stop) - max(left.start, right.start)
    return max(0, common) / (max(left.stop, right.stop) - min(left.start, right.start))


def _teller(source: Source | None, document: Document) -> tuple[str, str]:
    """What a source is known by in all reports, and its name."""
    if source is not None and source.name:
        return source.id, source.name
    if source is not None and source.is_author:
        name = document.author or document.publisher
        if name:
            return f"author {squeeze(name)}", name
        return _author_of(document.id), f"the author of “{_heading(document)}”"
    kind = source.kind if source else SourceKind.OTHER
    nameless = "" if kind in {SourceKind.ANONYMOUS, SourceKind.OTHER} else f" {kind.value}"
    return f"nameless {kind.value}", f"unnamed{nameless} sources"


def _author_of(document_id: str) -> str:
    """The key of an author whom nothing names but the report."""
    return f"author {document_id}"


def _heading(document: Document) -> str:
    return document.title or PurePath(document.path).name or document.path
