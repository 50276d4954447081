"""The ``crossfix forecasts`` commands: the register of forecasts of a case, and its score."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import islice
from pathlib import Path
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
from crossfix.errors import BadOption
from crossfix.forecast_options import (
    BecauseOption,
    ByOption,
    IdArgument,
    KindOption,
    LimitOption,
    SourceOption,
    TodayOption,
    make_filter,
    name_actor,
    parse_day,
    parse_outcome,
    parse_past_day,
    parse_reason,
)
from crossfix.scoring.records import Registered, Resolution, State
from crossfix.views.register import entry_lines, remark_lines, score_lines
from crossfix.views.wording import shorten

if TYPE_CHECKING:
    pass

# The database and the arrays of the score take time to load: each command does so when it runs.
# ruff: noqa: PLC0415, PLR0913, PLR0917 - and each command has one parameter an option

app = typer.Typer(
    name="forecasts",
    help="The forecasts of a case, what came of them, and their score; without a command, a list.",
    rich_markup_mode=None,
)


@app.callback(invoke_without_command=True)
def list_forecasts(
    context: typer.Context,
    source: SourceOption = None,
    kind: KindOption = None,
    state: Annotated[
        str | None,
        typer.Option(metavar="STATE", help=f"Only one of: {', '.join(State)}."),
    ] = None,
    on: TodayOption = None,
    case: CaseOption = None,
    limit: LimitOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """List the forecasts of a case: who foretold what, where it stands, what came of it."""
    with failing_well():
        if context.invoked_subcommand is not None:
            _nothing_before(context)
            return
        wanted = make_filter(source, kind, state)
        with opened(load_config(config, case=case).case, read_only=True) as there:
            entries = filter(wanted, there.register.entries(parse_day(on).isoformat()))
            shown = _print_entries(islice(entries, limit), as_json=as_json)
            if not shown:
                print_remark(f"no such forecast in {there.where}")
            _tell_lost(there.register.lost())


@app.command()
def due(
    every: Annotated[
        bool, typer.Option("--all", help="Also those whose deadline is still to come.")
    ] = False,
    on: TodayOption = None,
    source: SourceOption = None,
    kind: KindOption = None,
    case: CaseOption = None,
    limit: LimitOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """List what is to be resolved: the deadline has passed. The soonest comes first."""
    with failing_well():
        today, wanted = parse_day(on).isoformat(), make_filter(source, kind, None)
        with opened(load_config(config, case=case).case, read_only=True) as there:
            entries = there.register.entries(today)
            pending = [e for e in entries if wanted(e) and e.resolution is None]
        dated = sorted(
            (entry for entry in pending if entry.forecast.deadline),
            key=lambda entry: (entry.forecast.deadline or "", entry.forecast.id),
        )
        chosen = [entry for entry in dated if every or entry.state is State.DUE]
        _print_entries(islice(chosen, limit), as_json=as_json)
        past = sum(entry.state is State.DUE for entry in dated)
        print_remark(
            f"on {today}: {past} due, {len(dated) - past} with their deadline ahead, "
            f"{len(pending) - len(dated)} open without a deadline"
        )


@app.command()
def resolve(
    forecast: IdArgument,
    outcome: Annotated[str, typer.Argument(metavar="true|false|void", help="What became of it.")],
    because: BecauseOption = None,
    on: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day on which it was found. [default: today]"),
    ] = None,
    source: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What it was found in: an address, a title.")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Resolve anew; the log keeps what was found before.")
    ] = False,
    by: ByOption = None,
    case: CaseOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Write down what became of a forecast, with the reason, in the case and its audit log."""
    with failing_well():
        decided, found_on = parse_outcome(outcome), parse_past_day(on)
        reason, who = parse_reason(because), name_actor(by)
        with opened(load_config(config, case=case).case, who=who) as there:
            entry = there.register.entry(forecast, found_on.isoformat())
            written = there.register.resolve(
                entry, decided, reason, on=found_on, source=source, again=again
            )
            copies = there.register.copies(entry)
        for remark in remark_lines(entry, written, copies):
            print_remark(remark)
        if as_json:
            print_line(msgspec.json.encode(written).decode())
        else:
            words = shorten(entry.forecast.text)
            made = f"by {written.who}, audit entry {written.audit_seq}"
            print_line(f"{written.forecast}: {written.outcome.value}, {made}: {words}")


@app.command()
def reopen(
    forecast: IdArgument,
    because: BecauseOption = None,
    by: ByOption = None,
    case: CaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Take back a resolution that was a mistake; the log keeps it."""
    with failing_well():
        reason, who = parse_reason(because), name_actor(by)
        with opened(load_config(config, case=case).case, who=who) as there:
            entry = there.register.entry(forecast, date.today().isoformat())
            written = there.register.reopen(entry, reason)
        print_line(f"{written.subject}: open again, by {written.actor}, audit entry {written.seq}")


@app.command()
def score(
    source: SourceOption = None,
    kind: KindOption = None,
    picture: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Also draw the calibration into this file (SVG)."),
    ] = None,
    case: CaseOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Score the resolved forecasts: Brier, log, calibration; by source, topic and kind."""
    from crossfix.scoring.scorecard import score as score_entries

    with failing_well():
        wanted = make_filter(source, kind, None)
        with opened(load_config(config, case=case).case, read_only=True) as there:
            entries = there.register.entries(date.today().isoformat())
            card = score_entries(filter(wanted, entries), len(there.register.lost()))
            where = there.where
        if as_json:
            print_line(msgspec.json.encode(card).decode())
        else:
            for line in score_lines(card):
                print_line(line)
        if picture is not None:
            from crossfix.views.calibration import draw_calibration

            if card.measures is None:
                problem = "no resolved forecast carries a probability, so nothing was drawn"
                raise BadOption(str(picture), problem, "resolve some first")
            whose = [part for part in (source, kind) if part]
            _write(picture, draw_calibration(card, ", ".join([Path(where).name, *whose])))


def _nothing_before(context: typer.Context) -> None:
    """See that no option stands before the name of a command, where it would do nothing."""
    for parameter in context.command.params:
        origin = context.get_parameter_source(parameter.name or "")
        if origin is not None and origin.name == "COMMANDLINE":
            problem = f"stands before {context.invoked_subcommand}, where it does nothing"
            raise BadOption(parameter.opts[0], problem, "write it at the end")


def _print_entries(entries: Iterable[Registered], *, as_json: bool) -> int:
    """Print forecasts as they come; how many there were."""
    count = 0
    for entry in entries:
        count += 1
        for line in [msgspec.json.encode(entry).decode()] if as_json else entry_lines(entry):
            print_line(line)
    return count


def _tell_lost(lost: Iterable[Resolution]) -> None:
    for one in lost:
        words = f"{one.document_id} [{one.words.start}–{one.words.stop}] {shorten(one.words.text)}"
        told = (
            f"{one.forecast} was resolved as {one.outcome} and is no forecast as read now: {words}"
        )
        print_remark(told)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadOption(
            str(path), f"cannot be written ({error.strerror})", "name another"
        ) from None
