"""The Python face of crossfix: read a text, read files, open a case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crossfix import ingest, pipeline
from crossfix.config import Config, load_config
from crossfix.errors import Skip
from crossfix.model import Ledger
from crossfix.plugins import Raw

if TYPE_CHECKING:
    from crossfix.case import Case


def read(
    text: str, *, published: str | None = None, path: str = "text", config: Config | None = None
) -> Ledger:
    """The ledger of a text.

    ``published`` is the day (ISO 8601) that "today" and "yesterday" are reckoned from;
    without it and without a date in the text, relative times stay unresolved.  ``path``
    is what to call the text in messages.  Raises :class:`~crossfix.errors.Skip` when
    there is nothing to read and :class:`~crossfix.errors.BadOption` for a date that is
    none.
    """
    raw = Raw(path, text.encode("utf-8"), published, media_type="text/plain; charset=utf-8")
    [outcome] = pipeline.read_all([raw], config or load_config())
    if isinstance(outcome, Skip):
        raise outcome
    return outcome[1]


def read_files(
    inputs: Sequence[str | Path], *, published: str | None = None, config: Config | None = None
) -> Iterator[Ledger | Skip]:
    """The ledger of every report in files, folders, globs, addresses or ``-``.

    A report that cannot be read comes as the :class:`~crossfix.errors.Skip` that says
    why, in its place; the others are not affected.
    """
    config = config or load_config()
    raws = ingest.collect([str(item) for item in inputs], config, published=published)
    for outcome in pipeline.read_all(raws, config):
        yield outcome if isinstance(outcome, Skip) else outcome[1]


def open_case(path: str | Path, *, create: bool = False, read_only: bool = False) -> Case:
    """The case in a file: reports, their ledgers and the audit log.

    Use it as a context manager.  Raises :class:`~crossfix.errors.CaseUnusable`.
    """
    from crossfix.case import open_case as open_it  # noqa: PLC0415 - brings the database

    return open_it(path, create=create, read_only=read_only)
