"""How every reader hands over a report: hashed, named, dated, with its text and marks."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from crossfix.errors import EmptyReport
from crossfix.ingest.dates import check_published
from crossfix.ingest.formats import is_address
from crossfix.ingest.language import tell_language, warn_of_language
from crossfix.model import Document, Notice, make_id
from crossfix.plugins import Raw
from crossfix.reading import Mark, Received

HALF_CHARACTER: Final = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a document says of itself: who wrote it, where and when it came out."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    item: str | None = None
    encoding: str | None = None


def receive(  # noqa: PLR0913 - the parts of a report, each from another place
    raw: Raw,
    reader: str,
    text: str,
    imprint: Imprint,
    *,
    marks: Iterable[Mark] = (),
    notices: Iterable[Notice] = (),
    sha256: str | None = None,
) -> Received:
    """The report as a record.

    The date that the user gave wins over the document's own.  ``sha256`` saves hashing
    the same bytes again for every item of a container.  Raises
    :class:`~crossfix.errors.EmptyReport` for a text of nothing but white space.
    """
    if not text.strip():
        raise EmptyReport(raw.path, "holds no text", "check that the right file was given")
    sha256 = sha256 or hash_bytes(raw.data)
    language = tell_language(text, imprint.language)
    document = Document(
        id=make_id("doc", sha256, imprint.item or ""),
        path=raw.path,
        sha256=sha256,
        text=text,
        title=one_line(imprint.title),
        author=one_line(imprint.author),
        publisher=one_line(imprint.publisher),
        url=one_line(imprint.url) or (raw.path if is_address(raw.path) else None),
        published=check_published(raw.published) or imprint.published,
        language=language,
        item=imprint.item,
        encoding=imprint.encoding,
        reader=reader,
    )
    told = (*notices, *warn_of_language(language), *_warn_of_date(document))
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.stop))
    return Received(document=document, raw=raw.data, marks=tuple(ordered), notices=told)


def hash_bytes(data: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def one_line(value: object) -> str | None:
    """Metadata as one line of words, or None if there are none."""
    return " ".join(mend(str(value)).split()) or None if value is not None else None


def mend(text: str) -> str:
    """The text with \ufffd for halves of characters (lone surrogates), which no file can hold."""
    return HALF_CHARACTER.sub("\ufffd", text)


def _warn_of_date(document: Document) -> tuple[Notice, ...]:
    if document.published:
        return ()
    message = (
        "the report does not say when it was published, so 'today' and 'yesterday' cannot "
        "be dated: give the day with --published"
    )
    return (Notice(about="published", message=message),)
