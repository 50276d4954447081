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
from crossfix.views.happenings import change_line, conflict_lines, track_line

if TYPE_CHECKING:
    from crossfix.case import Case

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
        shown = 0
        for conflict in islice(_told_apart(there, happening, updates=updates), limit):
            shown += 1
            _print(conflict, conflict_lines(conflict), as_json=as_json)
        if not shown:
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
            found = chain(
                (c for whole in overview_of(there).happenings() for c in changes_of(whole, first)),
                fallen_due(there.register.entries(today), first),
            )
            shown = 0
            for change in found:
                shown += 1
                _print(change, [change_line(change)], as_json=as_json)
            if not shown:
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
            _print(track, [line], as_json=as_json)


def add_to(app: typer.Typer) -> None:
    """Make these commands of the command line."""
    for command in (conflicts, diff, sources):
        app.command()(command)


def _print(record: Record, lines: Iterable[str], *, as_json: bool) -> None:
    for line in [msgspec.json.encode(record).decode()] if as_json else lines:
        print_line(line)


def _told_apart(there: Case, happening: str | None, *, updates: bool) -> Iterator[Conflict]:
    """The conflicts of happenings, then those that single reports hold besides; each once."""
    from crossfix.link.within import conflicts_within

    overview = overview_of(there)
    wholes = overview.happenings() if happening is None else [overview.named(happening)]
    told: set[str] = set()
    events: set[str] = set()
    documents: list[str] = []
    for whole in wholes:
        kept = whole.conflicts if updates else standing(whole.conflicts)
        told.update(conflict.id for conflict in kept)
        yield from kept
        if happening is not None:
            events.update(account.id for account in whole.accounts)
            documents += whole.documents
    ledgers = there.ledgers() if happening is None else map(there.ledger, documents)
    for ledger in ledgers:
        for conflict in conflicts_within(ledger):
            ends = {conflict.left_event, conflict.right_event}
            if conflict.id not in told and (happening is None or ends & events):
                yield conflict
