"""A ledger as a page on the terminal, for a person to read.

Sources with what they say, events in order of time, forecasts, gaps, and what the
reader should know about the rest.  Each line ends in the offsets of the characters it
rests on.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from rich.console import Console, ConsoleRenderable, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from crossfix.findings.conflicts import Conflict
from crossfix.model import (
    Attribution,
    Document,
    Entry,
    Event,
    Ledger,
    Segment,
    Span,
    Status,
)
from crossfix.views.wording import Wording, heading_of, probability, shorten, spans_of

_STYLE_OF_STATUS = {
    Status.ASSERTED: "",
    Status.DENIED: "red",
    Status.PLANNED: "yellow",
    Status.HYPOTHETICAL: "yellow",
}
MAX_SAID = 4
"""Attributions shown for each source on the page; the rest are counted."""


def print_ledger(
    console: Console, ledger: Ledger, conflicts: Iterable[Conflict] | None = None
) -> None:
    """Print the page of one ledger; with what the report tells against itself, where given."""
    wording = Wording(ledger)
    console.print(_masthead(ledger))
    console.print(_section("Who says it", _sources(wording), "nobody is quoted or named"))
    console.print(_section("What happened", _events(wording), "no event is told"))
    console.print(_section("What is foretold", _forecasts(wording), "nothing is foretold"))
    console.print(_section("What is promised and missing", _gaps(ledger), "nothing is missing"))
    if conflicts is not None:
        told = _section("What it tells against itself", _conflicts(conflicts), "nothing")
        console.print(told)
    console.print(_section("Places not resolved", _abstentions(ledger), "every place was resolved"))
    console.print(_section("To know", _notices(ledger), "nothing to add"))


def print_record(console: Console, record: Entry | Document, ledger: Ledger) -> None:
    """Print one record: what it says in a line, its fields, and its words in the text."""
    wording = Wording(ledger)
    if isinstance(record, Document):
        print_ledger(console, ledger)
        return
    console.print(Text(f"{record.id}  {wording.line(record)}", style="bold"))
    table = Table.grid(padding=(0, 2))
    table.add_column(style="cyan")
    for name, value in msgspec.to_builtins(record).items():
        if value not in (None, [], {}, "") and name not in {"id", "span", "start", "stop", "text"}:
            table.add_row(name, _value(value))
    console.print(Padding(table, (0, 0, 0, 2)))
    for span in spans_of(record):
        console.print(_context(ledger.document, span))


def print_hit(console: Console, document: Document, segment: Segment, snippet: str) -> None:
    """Print a segment that a search found: the words, and which report they are in."""
    console.print(Text(snippet.replace("\n", " ")), soft_wrap=True)
    where = f"  {segment.id} [{segment.start}–{segment.stop}] {heading_of(document)}"
    console.print(Text(where, style="dim"), soft_wrap=True)


def _context(document: Document, span: Span, around: int = 160) -> ConsoleRenderable:
    """A span within the text that surrounds it, so that a person can judge it."""
    before = document.text[max(0, span.start - around) : span.start]
    after = document.text[span.stop : span.stop + around]
    line = Text.assemble((before, "dim"), (span.text, "bold reverse"), (after, "dim"))
    return Group(
        Padding(line, (1, 0, 0, 2)),
        Text(f"  {heading_of(document)} [{span.start}–{span.stop}]", style="dim"),
    )


def _value(value: object) -> str:
    """A field as a person reads it: spans by their words, lists by their parts."""
    if isinstance(value, dict) and value.keys() == {"start", "stop", "text"}:
        return f"{shorten(str(value['text']))} [{value['start']}–{value['stop']}]"
    if isinstance(value, list):
        return ", ".join(_value(part) for part in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {part}" for key, part in value.items())
    return str(value)


def _masthead(ledger: Ledger) -> ConsoleRenderable:
    document = ledger.document
    facts = [
        f"published {document.published}" if document.published else "no publication date",
        *(part for part in (document.author, document.publisher) if part),
        f"{len(document.text.split()):,} words",
        f"sha256 {document.sha256[:12]}",
    ]
    counted = [
        f"{len(ledger.attributions)} attributions",
        f"{len(ledger.events)} events",
        f"{len(ledger.claims)} claims",
        f"{len(ledger.forecasts)} forecasts",
        f"{len(ledger.gaps)} gaps",
    ]
    return Group(
        Text(heading_of(document), style="bold"),
        Text(" · ".join(facts), style="dim"),
        Text(" · ".join(counted), style="dim"),
    )


def _section(title: str, rows: Iterable[ConsoleRenderable], otherwise: str) -> ConsoleRenderable:
    body = list(rows) or [Padding(Text(otherwise, style="dim"), (0, 0, 0, 2))]
    return Group(Text(), Text(title.upper(), style="bold cyan"), *body)


def _grid(*columns: tuple[str, int]) -> Table:
    """A table without lines; ``columns`` are styles and least widths."""
    table = Table.grid(padding=(0, 2), expand=True)
    for number, (style, width) in enumerate(columns):
        last = number == len(columns) - 1
        table.add_column(style=style, min_width=width, no_wrap=last, ratio=None if width else 1)
    return table


def _at(span: Span | None) -> str:
    return f"[{span.start}–{span.stop}]" if span else ""


def _sources(wording: Wording) -> Iterable[ConsoleRenderable]:
    kinds = {source.id: source.kind.value for source in wording.ledger.sources if source.name}
    said: dict[tuple[str, str], list[Attribution]] = {}
    for attribution in wording.ledger.attributions:
        source_id = attribution.source_id or ""
        heading = wording.source(source_id), kinds.get(source_id, "")
        said.setdefault(heading, []).append(attribution)
    for (called, kind), attributions in sorted(said.items(), key=lambda item: -len(item[1])):
        name = Text.assemble(("  " + called, "bold"), (f"  {kind}", "dim"))
        table = _grid(("", 0), ("dim", 14))
        for attribution in attributions[:MAX_SAID]:
            table.add_row(_said(wording, attribution), Text(_at(attribution.content[0])))
        if len(attributions) > MAX_SAID:
            table.add_row(Text(f"and {len(attributions) - MAX_SAID} more", style="dim"), "")
        yield Group(name, Padding(table, (0, 0, 0, 4)))


def _said(wording: Wording, attribution: Attribution) -> Text:
    line = Text()
    through = wording.through(attribution)
    if through:
        line.append(" › ".join(through) + " › ", style="magenta")
    if attribution.polarity.value == "denied":
        line.append("denies: ", style="red")
    line.append(" … ".join(shorten(span.text, 90) for span in attribution.content))
    if attribution.hedges:
        line.append(f" ({', '.join(hedge.text for hedge in attribution.hedges)})", style="yellow")
    if attribution.evidence:
        line.append(f" [{attribution.evidence.value.replace('_', ' ')}]", style="green")
    return line


def _events(wording: Wording) -> Iterable[ConsoleRenderable]:
    if not wording.ledger.events:
        return
    table = _grid(("cyan", 16), ("bold", 10), ("", 0), ("dim", 14))
    for event in sorted(wording.ledger.events, key=_by_time):
        table.add_row(
            wording.when(event),
            event.type.value,
            _deed(wording, event),
            Text(_at(event.trigger)),
        )
    yield Padding(table, (0, 0, 0, 2))


def _by_time(event: Event) -> tuple[bool, str, int]:
    """Dated events in order, then the undated in text order."""
    return event.earliest is None, event.earliest or "", event.trigger.start


def _deed(wording: Wording, event: Event) -> Text:
    """Who did what to whom, how it is told; under it where, and on whose word."""
    line = Text()
    if event.status is not Status.ASSERTED:
        line.append(f"{event.status.value}: ", style=_STYLE_OF_STATUS[event.status])
    parties = [shorten(span.text, 44) for span in (event.actor, event.target) if span]
    line.append(" → ".join(parties) or event.trigger.text)
    if event.weapons:
        line.append(f", {', '.join(span.text for span in event.weapons)}")
    if event.places:
        line.append("\n" + "; ".join(map(wording.place, event.places)), style="green")
    line.append(f"\n{shorten(wording.word(event), 80)}", style="magenta dim")
    return line


def _forecasts(wording: Wording) -> Iterable[ConsoleRenderable]:
    if not wording.ledger.forecasts:
        return
    table = _grid(("", 0), ("dim", 14))
    for forecast in wording.ledger.forecasts:
        line = Text(shorten(forecast.text, 160))
        line.append(f"\n{probability(forecast)}", style="yellow")
        line.append(f" · {f'by {forecast.deadline}' if forecast.deadline else 'no date'}", "cyan")
        line.append(f" · {wording.source(forecast.source_id)}", style="magenta dim")
        table.add_row(line, Text(_at(forecast.span)))
    yield Padding(table, (0, 0, 0, 2))


def _gaps(ledger: Ledger) -> Iterable[ConsoleRenderable]:
    if not ledger.gaps:
        return
    table = _grid(("red", 15), ("", 9), ("", 0), ("dim", 14))
    for gap in ledger.gaps:
        kind = gap.kind.value.replace("_", " ")
        table.add_row(kind, gap.promises.value, shorten(gap.text, 120), Text(_at(gap.span)))
    yield Padding(table, (0, 0, 0, 2))


def _conflicts(conflicts: Iterable[Conflict]) -> Iterable[ConsoleRenderable]:
    table = _grid(("red", 15), ("", 0), ("dim", 14))
    for conflict in conflicts:
        ends = f"{_at(conflict.left.words)}\n{_at(conflict.right.words)}"
        table.add_row(conflict.kind.value, Text(conflict.differs), Text(ends))
    if table.rows:
        yield Padding(table, (0, 0, 0, 2))


def _abstentions(ledger: Ledger) -> Iterable[ConsoleRenderable]:
    unresolved = [place for place in ledger.places if place.lat is None]
    if not unresolved:
        return
    table = _grid(("", 20), ("dim", 0), ("dim", 14))
    for place in unresolved:
        table.add_row(place.text, place.reason or "", Text(_at(place.span)))
    yield Padding(table, (0, 0, 0, 2))


def _notices(ledger: Ledger) -> Iterable[ConsoleRenderable]:
    for notice in ledger.notices:
        yield Padding(Text(f"{notice.about}: {notice.message}"), (0, 0, 0, 2))
