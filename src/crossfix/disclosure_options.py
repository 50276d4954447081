"""The options of commands that write out what others may see: what is held back, and where to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
