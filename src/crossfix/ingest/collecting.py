"""What the user names, as bytes: files, folders, patterns, standard input, addresses."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from crossfix.config import Config
from crossfix.errors import EmptyReport, ReportTooLarge, Skip
from crossfix.ingest.dates import check_published
from crossfix.ingest.fetching import fetch
from crossfix.ingest.formats import is_address
from crossfix.plugins import Raw

STANDARD_INPUT: Final = "-"


def collect(
    inputs: Sequence[str], config: Config, *, published: str | None = None
) -> Iterator[Raw | Skip]:
    """The bytes of everything named, in order, or why they cannot be had.

    Folders are searched through in the order of their names; hidden files and folders in
    them are passed over.  An address is fetched only because it was named.  Raises
    :class:`~crossfix.errors.BadOption` for a ``published`` that is no date.
    """
    day = check_published(published)
    for named in inputs:
        try:
            if named == STANDARD_INPUT:
                yield _load(named, sys.stdin.buffer, config, day)
            elif is_address(named):
                yield fetch(named, config, published=day)
            else:
                yield from _collect_path(named, config, day)
        except Skip as skipped:
            yield skipped


def _collect_path(named: str, config: Config, day: str | None) -> Iterator[Raw | Skip]:
    path = Path(named)
    if os.path.isdir(named):  # noqa: PTH112 - Path.is_dir raises on names that are no paths
        yield from _collect_folder(named, config, day)
    elif os.path.exists(named):  # noqa: PTH110
        yield _open(path, named, config, day)
    elif glob.has_magic(named):
        found = sorted(glob.glob(named, recursive=True))  # noqa: PTH207 - keeps the form given
        if not found:
            raise Skip(named, "no file matches this pattern", "check the pattern")
        for match in found:
            if not (Path(match).is_dir() and "**" in named):
                yield from _settle(match, config, day)
    else:
        raise Skip(named, "no such file or folder", "check the path")


def _settle(named: str, config: Config, day: str | None) -> Iterator[Raw | Skip]:
    """The same for one of several: what is wrong with it does not stop the others."""
    try:
        yield from _collect_path(named, config, day)
    except Skip as skipped:
        yield skipped


def _collect_folder(named: str, config: Config, day: str | None) -> Iterator[Raw | Skip]:
    count = 0
    unreadable: list[OSError] = []
    for folder, folders, files in os.walk(named, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in files if not name.startswith(".")):
            path = Path(folder, name)
            if path.is_file():  # not a pipe, a socket or a broken link
                count += 1
                yield from _settle_file(path, config, day)
    for error in unreadable:
        yield Skip(str(error.filename), f"cannot be opened ({error.strerror})", "check your rights")
    if not count and not unreadable:
        raise EmptyReport(named, "a folder without any file to read", "check the path")


def _settle_file(path: Path, config: Config, day: str | None) -> Iterator[Raw | Skip]:
    try:
        yield _open(path, str(path), config, day)
    except Skip as skipped:
        yield skipped


def _open(path: Path, named: str, config: Config, day: str | None) -> Raw:
    try:
        if path.is_file() and path.stat().st_size > config.max_bytes:
            raise too_large(named, config)
        with path.open("rb") as stream:
            return _load(named, stream, config, day)
    except OSError as error:
        raise Skip(named, f"cannot be opened ({error.strerror})", "check your rights") from None


def _load(named: str, stream: BinaryIO, config: Config, day: str | None) -> Raw:
    data = stream.read(config.max_bytes + 1)
    if len(data) > config.max_bytes:
        raise too_large(named, config)
    return Raw(path=named, data=data, published=day)


def too_large(named: str, config: Config) -> ReportTooLarge:
    """The refusal of more bytes than the configuration allows."""
    problem = f"larger than the limit of {config.max_bytes:,} bytes"
    return ReportTooLarge(named, problem, "split it, or raise max_bytes in crossfix.toml")
