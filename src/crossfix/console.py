"""What all commands print with and how they fail: two consoles, shared options, one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from crossfix.errors import Abort, Skip

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

ConfigOption = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="A configuration file (TOML).")
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a record.")]


def print_line(line: str) -> None:
    """Print a line as it is, however wide the terminal."""
    out.print(line, markup=False, soft_wrap=True)


@contextmanager
def failing_well(interrupted: str = "nothing was changed") -> Iterator[None]:
    """Turn what stops a run into one line and exit status 2.

    ``interrupted`` says what stands after the user stopped the command.
    """
    try:
        yield
    except (Abort, Skip) as error:
        err.print(f"crossfix: {error}", style="red", soft_wrap=True, markup=False)
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        err.print(f"crossfix: interrupted; {interrupted}", style="red")
        raise typer.Exit(130) from None
