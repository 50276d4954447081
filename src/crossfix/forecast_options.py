"""The options of the ``crossfix forecasts`` commands, and what is made of them."""

from __future__ import annotations

import getpass
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated, Final

import typer

from crossfix.errors import BadOption
from crossfix.model import ForecastKind
from crossfix.scoring.records import Outcome, Registered, State

_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d")

SourceOption = Annotated[
    str | None,
    typer.Option(
        "--source", metavar="NAME", help="Only of sources with these words in their name."
    ),
]
KindOption = Annotated[
    str | None,
    typer.Option("--kind", metavar="KIND", help=f"Only one of: {', '.join(ForecastKind)}."),
]
LimitOption = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=1, help="At most N of them.")
]
TodayOption = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="The day that decides what is due. [default: today]"),
]
BecauseOption = Annotated[
    str | None, typer.Option("--because", metavar="TEXT", help="Why; needed, for the audit log.")
]
ByOption = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="NAME",
        help="Who says so, for the audit log. [default: your account's name]",
    ),
]
IdArgument = Annotated[str, typer.Argument(metavar="ID", help="An id, or the beginning of one.")]


def make_filter(
    source: str | None, kind: str | None, state: str | None
) -> Callable[[Registered], bool]:
    """Whether a forecast is asked for; raises ``BadOption`` for what is no kind or state."""
    _one_of("--kind", kind, ForecastKind)
    _one_of("--state", state, State)
    name = source.casefold() if source else ""

    def wanted(entry: Registered) -> bool:
        of_source = name in entry.source.casefold() or source == entry.source_key
        return (
            of_source
            and kind in {None, entry.forecast.kind.value}
            and state in {None, entry.state.value}
        )

    return wanted


def _one_of(option: str, given: str | None, choices: Iterable[str]) -> None:
    if given is not None and given not in set(choices):
        raise BadOption(f"{option} {given}", "is unknown", f"choose from {', '.join(choices)}")


def parse_day(given: str | None) -> date:
    """A day as written, else today; raises ``BadOption`` for what is none."""
    if given is None:
        return date.today()
    try:
        if _ISO.fullmatch(given):
            return date.fromisoformat(given)
    except ValueError:
        pass
    raise BadOption(given, "is not an ISO 8601 date", "write it as 2025-02-12")


def parse_past_day(given: str | None) -> date:
    """A day as :func:`parse_day` gives it, which must not lie ahead."""
    day = parse_day(given)
    if day > date.today():
        raise BadOption(str(given), "lies ahead", "give the day on which the outcome was found")
    return day


def parse_outcome(given: str) -> Outcome:
    """The outcome of this name; raises ``BadOption`` for what is none."""
    try:
        return Outcome(given.lower())
    except ValueError:
        raise BadOption(given, "is no outcome", f"choose from {', '.join(Outcome)}") from None


def parse_reason(because: str | None) -> str:
    """The reason that was given; raises ``BadOption`` where there is none."""
    if because is None or not because.strip():
        raise BadOption("--because", "is missing", "give the reason, for those who ask later")
    return because


def name_actor(by: str | None) -> str:
    """Who does it: the name that was given, else the account's."""
    if by is not None and by.strip():
        return by.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise BadOption("--by", "is missing and the account has no name", "say who") from None
