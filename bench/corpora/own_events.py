"""Our own gold of events, figures and forecasts: two passes over the same eighteen reports.

``gold/<name>/events.first.toml`` and ``events.second.toml``.  An annotation quotes the words
it means; here they become offsets into the report.  Words that stand several times in their
paragraph mean the first occurrence that no entry of the same kind has taken before.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from bench.corpora.own_gold import PASSES, GoldError, GoldReport
from bench.corpora.own_quotes import Paragraph, QuoteError, occurrences
from bench.corpora.polnear import Spans
from crossfix.codes import EventType, ForecastKind, Status

Span = tuple[int, int]
Table = TypeVar("Table", bound=msgspec.Struct)
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as one pass has it.  ``days`` are its first and last day, ISO dates.

    ``again`` is the id of the event of the same pass that this one tells again.
    """

    id: str
    trigger: Span
    type: EventType
    status: Status
    actor: Spans
    target: Spans
    weapons: Spans
    places: Spans
    days: tuple[str, str] | None
    again: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with what it bounds and what it counts."""

    span: Span
    counted: str | None
    low: float | None
    best: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Foretold:
    """A forecast as one pass has it; ``source`` is a name or ``author``."""

    span: Span
    source: str | None
    kind: ForecastKind
    probability: tuple[float, float] | None
    deadline: str | None
    condition: Spans


@dataclass(frozen=True, slots=True)
class EventPass:
    """What one annotator marked in one report."""

    events: tuple[Happening, ...]
    figures: tuple[Figure, ...]
    forecasts: tuple[Foretold, ...]


class _Elsewhere(msgspec.Struct, forbid_unknown_fields=True):
    paragraph: int
    text: str


class _EventTable(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    paragraph: int
    trigger: str
    type: EventType
    status: Status
    actor: str | _Elsewhere | None = None
    target: str | _Elsewhere | None = None
    weapons: list[str | _Elsewhere] = []
    places: list[str | _Elsewhere] = []
    date: str | None = None
    same_as: str | None = None
    note: str | None = None


class _FigureTable(msgspec.Struct, forbid_unknown_fields=True):
    paragraph: int
    text: str
    counted: str | None = None
    low: float | None = None
    best: float | None = None
    high: float | None = None
    note: str | None = None


class _ForecastTable(msgspec.Struct, forbid_unknown_fields=True):
    paragraph: int
    text: str
    kind: ForecastKind
    source: str | None = None
    phrase: str | None = None
    probability: tuple[float, float] | None = None
    deadline: date | None = None
    condition: str | None = None
    note: str | None = None


def read_event_passes(folder: Path, report: GoldReport) -> list[EventPass]:
    """The passes over a report that are there, the first one first.

    Raises :class:`~bench.corpora.own_gold.GoldError` with every fault of every file.
    """
    faults: list[str] = []
    paths = [folder / report.name / f"events.{name}.toml" for name in PASSES]
    passes = [_Reader(path, report, faults).read() for path in paths if path.exists()]
    if faults:
        raise GoldError(faults)
    return passes


class _Reader:
    """Reads one file; what is wrong with it is added to the faults."""

    def __init__(self, path: Path, report: GoldReport, faults: list[str]) -> None:
        self._path, self._report, self._faults = path, report, faults
        self._taken: set[tuple[str, Span]] = set()

    def read(self) -> EventPass:
        try:
            tables = tomllib.loads(self._path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as wrong:
            self._fault("file", f"no TOML ({wrong})")
            tables = {}
        return EventPass(
            tuple(self._made(tables, "event", _EventTable, self._event)),
            tuple(self._made(tables, "figure", _FigureTable, self._figure)),
            tuple(self._made(tables, "forecast", _ForecastTable, self._forecast)),
        )

    def _made(
        self, tables: dict[str, Any], kind: str, shape: type[Table], make: Callable[[Table], Made]
    ) -> Iterator[Made]:
        for number, table in enumerate(tables.get(kind, []), 1):
            where = f"{kind} {table.get('id', number)}"
            try:
                yield make(msgspec.convert(table, shape, strict=False))
            except (msgspec.ValidationError, QuoteError, ValueError) as wrong:
                self._fault(where, str(wrong))

    def _fault(self, where: str, what: str) -> None:
        self._faults.append(f"{self._path.parent.name}/{self._path.name} {where}: {what}")

    def _paragraph(self, number: int) -> Paragraph:
        if not 1 <= number <= len(self._report.paragraphs):
            raise QuoteError(f"no paragraph {number}; there are {len(self._report.paragraphs)}")
        return self._report.paragraphs[number - 1]

    def _own(self, kind: str, number: int, words: str) -> Span:
        """The words of an entry itself: the first occurrence that no other entry has."""
        paragraph = self._paragraph(number)
        found = [
            (paragraph.start + a, paragraph.start + b)
            for a, b in occurrences(paragraph.text, words)
        ]
        if not found:
            raise QuoteError(f"{words!r} does not stand in paragraph {number}")
        free = [span for span in found if (kind, span) not in self._taken]
        self._taken.add((kind, (free or found)[0]))
        return (free or found)[0]

    def _near(self, number: int, words: str | _Elsewhere | None, near: Span) -> Spans:
        """Words of a role: the occurrence nearest to the entry."""
        if words is None:
            return ()
        if isinstance(words, _Elsewhere):
            number, words = words.paragraph, words.text
        paragraph = self._paragraph(number)
        found = [
            (paragraph.start + a, paragraph.start + b)
            for a, b in occurrences(paragraph.text, words)
        ]
        if not found:
            raise QuoteError(f"{words!r} does not stand in paragraph {number}")
        return (min(found, key=lambda span: max(span[0] - near[1], near[0] - span[1])),)

    def _event(self, table: _EventTable) -> Happening:
        trigger = self._own("event", table.paragraph, table.trigger)

        def role(words: Sequence[str | _Elsewhere | None]) -> Spans:
            return tuple(s for w in words for s in self._near(table.paragraph, w, trigger))

        return Happening(
            id=table.id,
            trigger=trigger,
            type=table.type,
            status=table.status,
            actor=role([table.actor]),
            target=role([table.target]),
            weapons=role(table.weapons),
            places=role(table.places),
            days=days_of(table.date) if table.date else None,
            again=table.same_as,
        )

    def _figure(self, table: _FigureTable) -> Figure:
        span = self._own("figure", table.paragraph, table.text)
        return Figure(span, table.counted, table.low, table.best, table.high)

    def _forecast(self, table: _ForecastTable) -> Foretold:
        span = self._own("forecast", table.paragraph, table.text)
        return Foretold(
            span=span,
            source=table.source,
            kind=table.kind,
            probability=table.probability,
            deadline=table.deadline.isoformat() if table.deadline else None,
            condition=self._near(table.paragraph, table.condition, span),
        )


_LAST_OF_MONTH: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def days_of(value: str) -> tuple[str, str]:
    """First and last day of ``2025-06-15``, ``2025-06``, ``2025`` or two of them with a slash.

    Raises ``ValueError`` for what is no date.
    """
    first, _, last = value.partition("/")
    return _bounds(first)[0], _bounds(last or first)[1]


def _bounds(value: str) -> tuple[str, str]:
    parts = value.split("-")
    if len(parts) == 1:
        return f"{int(parts[0]):04}-01-01", f"{int(parts[0]):04}-12-31"
    if len(parts) == 2:
        year, month = int(parts[0]), int(parts[1])
        leap = month != 2 or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
        last = _LAST_OF_MONTH[month - 1] - (not leap)
        return f"{value}-01", f"{value}-{last:02}"
    day = date.fromisoformat(value).isoformat()
    return day, day
