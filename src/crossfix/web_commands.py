"""The commands of the page: serve, report."""

from __future__ import annotations

import secrets
from typing import Annotated

import typer

from crossfix.config import load_config
from crossfix.console import CaseOption, ConfigOption, failing_well, opened, print_remark
from crossfix.disclosure_options import (
    DelayOption,
    ExactOption,
    ForceOption,
    NoDelayOption,
    OutputOption,
    RealNamesOption,
    TodayOption,
    day_of,
    delay_of,
)
from crossfix.findings.disclosure import DELAY_DAYS, Policy
from crossfix.forecast_options import ByOption, name_actor

# What serves takes time to load: each command does so when it runs.
# ruff: noqa: PLC0415, PLR0913, PLR0917 - and each command has one parameter an option


def serve(
    port: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=0,
            max=65535,
            help="The port; 0 for any that is free. [default: 8765, or the next that is free]",
        ),
    ] = None,
    bind: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="The address to listen on; any but this computer's own asks for a token.",
        ),
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None,
        typer.Option(
            "--name", metavar="HOST", help="Another name that it is reached by; can be repeated."
        ),
    ] = None,
    token: Annotated[
        bool,
        typer.Option("--token", help="Ask for a token here too, where others use this computer."),
    ] = False,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Let nothing be written into the case.")
    ] = False,
    open_it: Annotated[bool, typer.Option("--open", help="Open the page in a browser.")] = False,
    by: ByOption = None,
    case: CaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Open a local application on a case, until Ctrl-C: read, look, correct, bring in.

    The case is made if there is none.  Only this computer can reach it, unless --bind names
    another address.
    """
    with failing_well("what was written stays"):
        from crossfix.web import serving
        from crossfix.web.desk import Desk
        from crossfix.web.security import access_to, is_loopback

        settings, who = load_config(config, case=case), name_actor(by)
        if not read_only:
            opened(settings.case, who=who, create=True).close()
        serving.set_up()
        secret = secrets.token_urlsafe(24) if token or not is_loopback(bind) else None
        try:
            with Desk(settings, who=who, writable=not read_only) as desk:
                desk.settle()  # so that the first view does not wait for it
                listening = serving.bind(bind, port)
                address = serving.address_of(bind, listening.getsockname()[1], secret)
                print_remark(f"{settings.case} is served at {address}")
                print_remark("Ctrl-C ends it")
                if open_it and not serving.open_browser(address):
                    print_remark(
                        "there is no browser with a window here: open the address yourself"
                    )
                serving.serve(desk, access_to(bind, secret, name or ()), listening, print_remark)
        except KeyboardInterrupt:
            print_remark("ended")


def report(
    to: OutputOption,
    reports: Annotated[
        list[str] | None,
        typer.Option(
            "--reports", metavar="ID", help="Only this report of the case; can be repeated."
        ),
    ] = None,
    exact_positions: ExactOption = False,
    no_delay: NoDelayOption = False,
    delay: DelayOption = DELAY_DAYS,
    real_names: RealNamesOption = False,
    today: TodayOption = None,
    force: ForceOption = False,
    case: CaseOption = None,
    config: ConfigOption = None,
) -> None:
    """Write the page and a case into one file that opens anywhere without a network.

    Safe by default, as exports are, and every limit is told.  Nothing can be changed in it.
    """
    with failing_well("nothing was written"):
        from crossfix.web.report import Wanted, write_report

        settings = load_config(config, case=case)
        policy = Policy(
            exact_positions=exact_positions,
            delay_days=delay_of(delay, no_delay=no_delay),
            real_names=real_names,
            today=day_of(today),
        )
        wanted = Wanted(to=to, reports=tuple(reports or ()), policy=policy, force=force)
        with opened(settings.case, read_only=True) as there:
            write_report(there, settings, wanted, print_remark)


def add_to(app: typer.Typer) -> None:
    """Make these commands of the command line."""
    for command in (serve, report):
        app.command()(command)
