"""Which reader reads what: the first that accepts the bytes, third parties' before ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from crossfix.config import Config
from crossfix.errors import EmptyReport
from crossfix.ingest.collecting import too_large
from crossfix.ingest.formats import refuse_unsupported
from crossfix.plugins import READERS, Raw, Reader, make, names
from crossfix.reading import Received

BUILT_IN: Final = ("telegram", "feed", "pdf", "html", "markdown", "text")
"""Our readers, in the order in which they are asked; the last takes any text."""


def read(raw: Raw, config: Config) -> Iterator[Received]:
    """The reports in these bytes.

    Raises :class:`~crossfix.errors.Skip` where there is none to be had, which may be after
    some were yielded.
    """
    if len(raw.data) > config.max_bytes:
        raise too_large(raw.path, config)
    if not raw.data.strip(b" \t\r\n\f\v\xef\xbb\xbf"):
        raise EmptyReport(raw.path, "an empty file", "check that the right file was given")
    yield from choose_reader(raw, config).read(raw)


def choose_reader(raw: Raw, config: Config) -> Reader:
    """The first reader that accepts the bytes.

    Raises :class:`~crossfix.errors.UnsupportedFormat` or
    :class:`~crossfix.errors.UnreadableBytes` for known formats that no reader takes.
    """
    for name in sorted(set(names(READERS)) - set(BUILT_IN)):
        reader: Reader = make(READERS, name, config)
        if reader.accepts(raw):
            return reader
    refuse_unsupported(raw)
    for name in BUILT_IN[:-1]:
        reader = make(READERS, name, config)
        if reader.accepts(raw):
            return reader
    text: Reader = make(READERS, BUILT_IN[-1], config)
    return text
