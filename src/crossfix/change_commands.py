"""The commands on a case as it grows: conflicts, diff, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from crossfix.config import load_config
from crossfix.console import (
    CaseOption,
    ConfigOption,
    JsonOption,
    failing_well,
    opened,
    print_line,
    print_remark,
)
from crossfix.findings.conflicts import Conflict, standing
from crossfix.forecast_options import LimitOption, parse_day
from crossfix.happening_commands import overview_of
from crossfix.model import Record
from crossfix.views.changes import changed_lines, due_line
from crossfix.views.conflicts import conflict_lines, repeated
from crossfix.views.happenings import track_line
from crossfix.views.quoting import Quoting

if TYPE_CHECKING:
    from crossfix.case import Case
    from crossfix.overview import Overview

# What takes time to load is loaded when a command runs.
# ruff: noqa: PLC0415, PLR0913, PLR0917 - and each command has one parameter an option


def conflicts(
    happening: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Only of this event or happening.")
    ] = None,
    updates: Annotated[
        bool, typer.Option("--updates", help="Also what one source told otherwise later.")
    ] = False,
    case: CaseOption = None,
    limit: LimitOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """List where accounts of one happening differ, in several reports or in one.

    The words of both sides are shown.
    """
    with failing_well(), opened(load_config(config, case=case).case, read_only=True) as there:
        overview = overview_of(there)
        quoting = Quoting(overview.ledger)
        apart = _told_apart(there, overview, happening, updates=updates)
        entries: Iterable[Iterable[str]]
        if as_json:
            entries = ([_json(conflict)] for some in apart for conflict in some)
        else:
            entries = (
                conflict_lines(x, quoting) for some in apart for x in repeated(some, quoting)
            )
        if not _print(islice(entries, limit)):
            print_remark(f"no conflict in {there.where}")


def diff(
    since: Annotated[str, typer.Option(metavar="DATE", help="The first day of what is new.")],
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="The day for what fell due. [default: today]"),
    ] = None,
    case: CaseOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Tell what changed since a day: events, origins, conflicts, figures, checks, forecasts."""
    with failing_well():
        from crossfix.changes import changes_of, fallen_due

        first, today = parse_day(since).isoformat(), parse_day(on).isoformat()
        with opened(load_config(config, case=case).case, read_only=True) as there:
            overview = overview_of(there)
            quoting = Quoting(overview.ledger)
            happened = ((w, list(changes_of(w, first))) for w in overview.happenings())
            due = fallen_due(there.register.entries(today), first)
            entries: Iterable[Iterable[str]]
            if as_json:
                changes = chain((change for _, some in happened for change in some), due)
                entries = ([_json(change)] for change in changes)
            else:
                changed = (changed_lines(w, some, quoting) for w, some in happened if some)
                entries = chain(changed, ([due_line(change)] for change in due))
            if not _print(entries):
                print_remark(f"nothing changed since {first}")


def sources(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Only with these words in their name.")
    ] = None,
    case: CaseOption = None,
    limit: LimitOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Tell of each source what it claimed and what became of it, in counts, never as a score."""
    with failing_well(), opened(load_config(config, case=case).case, read_only=True) as there:
        from crossfix.case.judgements import RELIABILITY
        from crossfix.grading.tracks import tracks

        given = there.judgements.grades(RELIABILITY)
        wanted = (name or "").casefold()
        found = (
            track
            for track in tracks(overview_of(there).happenings())
            if any(wanted in called.casefold() for called in (track.source, *track.names))
        )
        for track in islice(found, limit):
            grades = (given.get(called.casefold()) for called in (track.source, *track.names))
            line = track_line(track, next((grade for grade in grades if grade), None))
            print_line(_json(track) if as_json else line)


def add_to(app: typer.Typer) -> None:
    """Make these commands of the command line."""
    for command in (conflicts, diff, sources):
        app.command()(command)


def _print(entries: Iterable[Iterable[str]]) -> int:
    """Print the lines of each entry as it comes; how many entries there were."""
    shown = 0
    for shown, lines in enumerate(entries, 1):  # noqa: B007 - how far it came is told
        for line in lines:
            print_line(line)
    return shown


def _json(record: Record) -> str:
    return msgspec.json.encode(record).decode()


def _told_apart(
    there: Case, overview: Overview, happening: str | None, *, updates: bool
) -> Iterator[list[Conflict]]:
    """The conflicts of each happening, then those that each report holds besides; each once."""
    from crossfix.link.within import conflicts_within

    wholes = overview.happenings() if happening is None else [overview.named(happening)]
    told: set[str] = set()
    events: set[str] = set()
    documents: list[str] = []
    for whole in wholes:
        found = list(whole.conflicts) if updates else standing(whole.conflicts)
        kept = [conflict for conflict in found if conflict.id not in told]
        told.update(conflict.id for conflict in kept)
        yield kept
        if happening is not None:
            events.update(account.id for account in whole.accounts)
            documents += whole.documents
    ledgers = there.ledgers() if happening is None else map(there.ledger, documents)
    for ledger in ledgers:
        yield [
            conflict
            for conflict in conflicts_within(ledger)
            if conflict.id not in told
            and (happening is None or {conflict.left_event, conflict.right_event} & events)
        ]
