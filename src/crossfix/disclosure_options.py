"""The options of commands that write out what others may see: what is held back, and where to."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from crossfix.errors import BadOption
from crossfix.findings.disclosure import DELAY_DAYS
from crossfix.forecast_options import parse_day

OutputOption = Annotated[
    Path, typer.Option("-o", "--output", metavar="FILE", help="Where it is written.")
]
ExactOption = Annotated[
    bool, typer.Option("--exact-positions", help="Do not coarsen positions of units.")
]
NoDelayOption = Annotated[
    bool, typer.Option("--no-delay", help="Do not hold back young positions of units.")
]
DelayOption = Annotated[
    int,
    typer.Option(metavar="DAYS", min=0, help="Hold back positions of units for so long."),
]
RealNamesOption = Annotated[
    bool, typer.Option("--real-names", help="Name private persons; no pseudonyms.")
]
TodayOption = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", help="The day that delays count to. [default: the newest report's]"
    ),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace what stands there.")]


def delay_of(delay: int, *, no_delay: bool) -> int | None:
    """The days of delay that were asked for; raises ``BadOption`` where two things were said."""
    if no_delay and delay != DELAY_DAYS:
        raise BadOption("--no-delay --delay", "say two different things", "give one of them")
    return None if no_delay else delay


def day_of(today: str | None) -> date | None:
    """The day that delays count to, where one was named; raises ``BadOption``."""
    return None if today is None else parse_day(today)
