"""Texts of the bench read and laid side by side as the command line does: one case a group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from crossfix.case import Case, open_case
from crossfix.config import Config
from crossfix.errors import Skip
from crossfix.linkwork import lay_out
from crossfix.model import Ledger
from crossfix.pipeline import read_all
from crossfix.plugins import Raw
from crossfix.reading import Received

HALVES: Final = ("odd", "even")
"""By the number in the file: the odd half was looked at while rules were made."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report to be read: what it is called, its text, and the day given beside it."""

    name: str
    text: str
    published: str | None = None


def half_of(number: int) -> str:
    """The half that a number, counted from 1, is in."""
    return HALVES[(number - 1) % 2]


def cases_of(groups: Sequence[Sequence[Report]]) -> Iterator[Case]:
    """A case for each group, with its reports laid side by side; closed when the next is asked for.

    All reports are read together, for the parser.  ``document.path`` is the report's name.
    Raises :class:`~crossfix.errors.Skip` for one that cannot be read.
    """
    outcomes = _read([report for group in groups for report in group])
    with TemporaryDirectory() as folder:
        for number, group in enumerate(groups):
            path = Path(folder, f"{number}.case")
            with open_case(path, create=True) as case:
                case.add_many(islice(outcomes, len(group)))
                lay_out(case)
                yield case


def _read(reports: Sequence[Report]) -> Iterator[tuple[Received, Ledger]]:
    """Every report with its ledger, in the order given."""
    plain = "text/plain; charset=utf-8"
    raws = (Raw(r.name, f"{r.text.strip()}\n".encode(), r.published, plain) for r in reports)
    for outcome in read_all(raws, Config()):
        if isinstance(outcome, Skip):
            raise outcome
        yield outcome
