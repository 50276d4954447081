"""The ``crossfix export`` command: a case in the forms that others use."""

from __future__ import annotations

from typing import Annotated, Final

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
from crossfix.findings.disclosure import DELAY_DAYS

# The database takes time to load: the command does so when it runs.
# ruff: noqa: PLC0415, PLR0913, PLR0917 - and it has one parameter an option

FORMS: Final = (
    "geojson, acled, ucdp, plover, stix, claimreview, annotations, folder (everything), "
    "or a plugin's"
)


def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of: {FORMS}.")],
    to: OutputOption,
    case: CaseOption = None,
    merge: Annotated[
        bool,
        typer.Option(
            "--merge", help="One row a happening, with all its sources, not one a report."
        ),
    ] = False,
    exact_positions: ExactOption = False,
    no_delay: NoDelayOption = False,
    delay: DelayOption = DELAY_DAYS,
    real_names: RealNamesOption = False,
    today: TodayOption = None,
    with_raw: Annotated[
        bool, typer.Option("--with-raw", help="Put the bytes as received into the folder too.")
    ] = False,
    force: ForceOption = False,
    config: ConfigOption = None,
) -> None:
    """Write a case in a form that others use; safe by default, and every limit is told."""
    from crossfix.exporting import Request, export_case

    with failing_well("nothing was written"):
        settings = load_config(config, case=case)
        request = Request(
            form=form,
            to=to,
            merged=merge,
            exact_positions=exact_positions,
            delay_days=delay_of(delay, no_delay=no_delay),
            real_names=real_names,
            today=day_of(today),
            with_raw=with_raw,
            force=force,
        )
        with opened(settings.case, read_only=True) as there:
            export_case(there, settings, request, print_remark)
