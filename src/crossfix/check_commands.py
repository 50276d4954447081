"""The command ``crossfix check``: events held against fires and other records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec
import typer
from typer.core import TyperCommand

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
from crossfix.findings.checks import Check, Delivery, Verdict
from crossfix.model import Event
from crossfix.views.happenings import check_line

# What takes time to load is loaded when the command runs.
# ruff: noqa: PLC0415, PLR0913, PLR0917 - and it has one parameter an option

_MANY: Final = frozenset({"--fires", "--events"})
_NAMED: Final = 5


class ManyFiles(TyperCommand):
    """A command whose options of files take all the words up to the next option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The words, with the option repeated before each of its files."""
        return super().parse_args(ctx, list(_repeated(args)))


def check(
    fires: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE...", help="Files of NASA FIRMS, in any layout."),
    ] = None,
    events: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE...", help="Events by ACLED, UCDP GED, plain CSV or GeoJSON."),
    ] = None,
    live: Annotated[
        bool, typer.Option("--live", help="Ask NASA FIRMS over the network; needs firms_key.")
    ] = False,
    case: CaseOption = None,
    as_json: JsonOption = False,
    config: ConfigOption = None,
) -> None:
    """Hold the events of a case against independent data; silence refutes nothing."""
    with failing_well("the checks that were written stay"):
        from crossfix import checking

        if not (fires or events or live):
            raise BadOption("check", "has nothing to hold events against", "add --fires FILE...")
        settings = load_config(config, case=case)
        with opened(settings.case) as there:
            feeds = checking.read_feeds(fires or (), events or ())
            if live:
                feeds.append(checking.ask_firms(there, settings, _watch))
            for delivery in (d for feed in feeds for d in feed.deliveries):
                for line in _delivery_lines(delivery):
                    print_remark(line)
            verdicts = checking.check_case(there, feeds)
            for found in checking.telling(there, feeds):
                print_line(_json(found) if as_json else _line(found, there.find(found.event_id)))
        counted = ", ".join(f"{verdicts[v]} {v.value.replace('_', ' ')}" for v in Verdict)
        print_remark(f"{settings.case}: {counted}")


def add_to(app: typer.Typer) -> None:
    """Make this a command of the command line."""
    app.command(cls=ManyFiles)(check)


def _repeated(args: Sequence[str]) -> Iterator[str]:
    """``--fires a b`` as ``--fires a --fires b``."""
    option: str | None = None
    first = False
    for word in args:
        if word.startswith("-") and word != "-":
            option, first = (word, True) if word in _MANY else (None, False)
        elif option is not None and not first:
            yield option
        else:
            first = False
        yield word


def _delivery_lines(delivery: Delivery) -> Iterator[str]:
    """What was taken from a file, what was not, and why; the first few by line."""
    days = f", {delivery.first} to {delivery.last}" if delivery.first else ""
    again = f", {delivery.repeated} there already" if delivery.repeated else ""
    used = f"{delivery.used} of {delivery.rows} rows{days}{again}"
    yield f"{delivery.file}: {delivery.layout}, {used}"
    for reason, count in delivery.reasons.items():
        yield f"  {count} not used: {reason}"
    for rejected in delivery.rejected[:_NAMED]:
        yield f"  line {rejected.line}: {rejected.reason}"
    for note in delivery.notes:
        yield f"  {note}"


def _line(check: Check, found: Any) -> str:
    words = found.record.trigger.text if isinstance(found.record, Event) else ""
    return f"{check.event_id} “{words}”  {check_line(check)}"


def _json(check: Check) -> str:
    return msgspec.json.encode(check).decode()


def _watch(done: int, wanted: int) -> None:
    print_remark(f"asked FIRMS: {done} of {wanted}")
