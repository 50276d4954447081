"""What all commands print with and how they fail: consoles, shared options, the case, one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from crossfix.errors import Abort, Skip

if TYPE_CHECKING:
    from crossfix.case import Case

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

ConfigOption = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="A configuration file (TOML).")
]
CaseOption = Annotated[
    str | None,
    typer.Option(
        "--case", metavar="FILE", help="The case file. [default: CROSSFIX_CASE, else crossfix.case]"
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a record.")]


def opened(
    path: str, *, who: str = "crossfix", create: bool = False, read_only: bool = False
) -> Case:
    """A case, as :func:`crossfix.case.open_case` opens it; the database is loaded only now."""
    from crossfix.case import open_case  # noqa: PLC0415 - as said

    return open_case(path, who=who, create=create, read_only=read_only)


def print_line(line: str) -> None:
    """Print a line as it is, however wide the terminal."""
    out.print(line, markup=False, soft_wrap=True)


def print_remark(line: str) -> None:
    """Print a line beside what was asked for, as it is, to the stream of errors."""
    err.print(line, markup=False, soft_wrap=True)


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
