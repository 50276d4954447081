"""A report and its ledger in the form in which a store keeps them, and back again.

Packing checks what must hold before anything is stored: the ledger is of this report, the
bytes are those that the document names, and every span quotes the text.  The digest of a
packed report is over what is stored, not over records made from it, so that it stays the
same when a later version of crossfix adds fields.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, get_args

import msgspec

from crossfix.errors import CaseDamaged, Skip
from crossfix.model import (
    KINDS,
    Document,
    Entry,
    Event,
    Ledger,
    Notice,
    Producer,
    Record,
    Segment,
    Span,
)
from crossfix.reading import Mark, Received

_FAULT: Final = "report this as a fault of crossfix"


class _Header(Record, frozen=True, kw_only=True):
    """What a ledger says of itself."""

    version: int
    notices: tuple[Notice, ...]
    producers: tuple[Producer, ...]
    config: str | None


class _FromReader(Record, frozen=True, kw_only=True):
    """What the reader said of a report beside its document and bytes."""

    marks: tuple[Mark, ...]
    notices: tuple[Notice, ...]


_DECODERS: Final[dict[str, msgspec.json.Decoder[Any]]] = {
    kind: msgspec.json.Decoder(record) for kind, record in KINDS.items()
}
_ENCODER: Final = msgspec.json.Encoder()

Quote = tuple[str, int, int, int]
"""Where a record quotes its report: field, place in the field, start, stop."""


@dataclass(frozen=True, slots=True)
class PackedEntry:
    """One record as it is stored; ``type`` and ``earliest`` are those of an event."""

    kind: str
    position: int
    id: str
    body: str
    type: str | None = None
    earliest: str | None = None
    quotes: tuple[Quote, ...] = ()
    words: str | None = None  # what full text search finds a segment by


@dataclass(frozen=True, slots=True)
class Packed:
    """One report and its ledger as they are stored.

    ``raw`` is the compressed bytes, or ``None`` when the store holds them already.
    ``revision`` is how often it was read, as the store counts; the digest leaves it out.
    """

    document_id: str
    sha256: str
    published: str
    body: str
    text: str
    header: str
    received: str
    entries: tuple[PackedEntry, ...]
    raw: bytes | None = None
    raw_size: int = 0
    revision: int = 1

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of everything stored of this report but its raw bytes."""
        total = hashlib.sha256(hashlib.sha256(self.text.encode()).digest())
        for part in (self.document_id, self.sha256, self.body, self.header, self.received):
            total.update(part.encode() + b"\x1e")
        for entry in sorted(self.entries, key=lambda entry: (entry.kind, entry.position)):
            key = f"{entry.kind} {entry.position} {entry.id} {entry.type} {entry.earliest}"
            total.update(f"{key} {entry.body}\x1e".encode())
        return total.hexdigest()


def storable(text: str) -> str:
    """The text with halves of surrogate pairs (undecodable file names) written as escapes."""
    return text.encode("utf-8", "backslashreplace").decode()


def _holds_spans(annotation: Any) -> bool:
    return annotation is Span or any(_holds_spans(part) for part in get_args(annotation))


SPAN_FIELDS: Final[dict[type, tuple[str, ...]]] = {
    record: tuple(f.name for f in msgspec.structs.fields(record) if _holds_spans(f.type))
    for record in KINDS.values()
}
"""The fields of each record that hold a span, or several."""


def quotes(record: Entry) -> Iterator[tuple[str, int, Span]]:
    """Every span of a record: the field it is in, its place there, and the span."""
    for field in SPAN_FIELDS[type(record)]:
        value = getattr(record, field)
        if isinstance(value, Span):
            yield field, 0, value
        else:
            for n, span in enumerate(value or ()):
                yield field, n, span


def misquotes(record: Entry, text: str) -> Iterator[str]:
    """What is wrong with each span of a record that does not quote the text."""
    for field, n, span in quotes(record):
        if not 0 <= span.start < span.stop <= len(text):
            yield f"{field}[{n}] {span.start}-{span.stop} lies outside the text"
        elif text[span.start : span.stop] != span.text:
            yield f"{field}[{n}] {span.start}-{span.stop} does not quote the text"


def pack(received: Received, ledger: Ledger, *, with_raw: bool = True) -> Packed:
    """The stored form of a report and its ledger.

    ``with_raw=False`` leaves the bytes out, for a store that holds them already.  Raises
    :class:`~crossfix.errors.Skip` when they must not be stored: the ledger is of another
    report or quotes what is not there, or the bytes are not what the document says.
    """
    document = ledger.document
    path = storable(document.path)
    if _key(document) != _key(received.document):
        raise Skip(path, "the ledger is not of this report", _FAULT)
    if with_raw and hashlib.sha256(received.raw).hexdigest() != document.sha256:
        raise Skip(path, "the bytes are not those that the document names", _FAULT)
    try:
        document.text.encode()
        return Packed(
            document_id=document.id,
            sha256=document.sha256,
            published=document.published or "",
            body=_json(msgspec.structs.replace(document, text="", path=path)),
            text=document.text,
            header=_json(_header(ledger)),
            received=_json(_FromReader(marks=received.marks, notices=received.notices)),
            entries=tuple(_pack_entries(ledger)),
            raw=zlib.compress(received.raw) if with_raw else None,
            raw_size=len(received.raw),
        )
    except UnicodeEncodeError as error:
        problem = f"holds half of a character ({error.reason}) and cannot be stored"
        raise Skip(path, problem, "rename the file, or mend the report's encoding") from None


def _key(document: Document) -> tuple[str, str, str]:
    return document.id, document.sha256, document.text


def _json(record: Record) -> str:
    return _ENCODER.encode(record).decode()


def _header(ledger: Ledger) -> _Header:
    return _Header(
        version=ledger.version,
        notices=ledger.notices,
        producers=ledger.producers,
        config=ledger.config,
    )


def _pack_entries(ledger: Ledger) -> Iterator[PackedEntry]:
    for kind in KINDS:
        for position, entry in enumerate(getattr(ledger, kind)):
            for problem in misquotes(entry, ledger.document.text):
                path = storable(ledger.document.path)
                raise Skip(path, f"{kind} {entry.id}: {problem}", _FAULT)
            yield _pack_entry(kind, position, entry)


def _pack_entry(kind: str, position: int, entry: Entry) -> PackedEntry:
    return PackedEntry(
        kind=kind,
        position=position,
        id=entry.id,
        body=_json(entry),
        type=entry.type.value if isinstance(entry, Event) else None,
        earliest=entry.earliest if isinstance(entry, Event) else None,
        quotes=quote_rows(entry),
        words=entry.span.text if isinstance(entry, Segment) else None,
    )


def quote_rows(entry: Entry) -> tuple[Quote, ...]:
    """Where a record quotes its report, sorted."""
    return tuple(sorted((field, n, span.start, span.stop) for field, n, span in quotes(entry)))


# --- back again -----------------------------------------------------------------------


def unpack_entry(kind: str, body: str, document_id: str) -> Entry:
    """The record of a stored entry; raises :class:`~crossfix.errors.CaseDamaged`."""
    try:
        entry: Entry = _DECODERS[kind].decode(body)
    except (msgspec.DecodeError, KeyError) as error:
        raise _damaged(document_id, f"a stored record of {kind} is broken ({error})") from error
    return entry


def unpack_document(packed: Packed) -> Document:
    """The document with its text; raises :class:`~crossfix.errors.CaseDamaged`."""
    try:
        document = msgspec.json.decode(packed.body, type=Document)
    except msgspec.DecodeError as error:
        raise _damaged(packed.document_id, f"its stored document is broken ({error})") from error
    return msgspec.structs.replace(document, text=packed.text)


def unpack_ledger(packed: Packed) -> Ledger:
    """The ledger, whole; raises :class:`~crossfix.errors.CaseDamaged`."""
    entries: dict[str, list[Entry]] = {}
    for entry in packed.entries:
        record = unpack_entry(entry.kind, entry.body, packed.document_id)
        entries.setdefault(entry.kind, []).append(record)
    try:
        header = msgspec.json.decode(packed.header, type=_Header)
    except msgspec.DecodeError as error:
        raise _damaged(packed.document_id, f"its stored header is broken ({error})") from error
    lists: dict[str, Any] = {kind: tuple(found) for kind, found in entries.items()}
    return Ledger(
        version=header.version,
        document=unpack_document(packed),
        notices=header.notices,
        producers=header.producers,
        config=header.config,
        **lists,
    )


def unpack_received(packed: Packed, raw: bytes) -> Received:
    """The report as its reader handed it over; raises ``CaseDamaged``."""
    try:
        said = msgspec.json.decode(packed.received, type=_FromReader)
    except msgspec.DecodeError as error:
        raise _damaged(packed.document_id, f"its stored marks are broken ({error})") from error
    return Received(unpack_document(packed), raw, said.marks, said.notices)


def inflate(body: bytes, item: str) -> bytes:
    """What compressed bytes hold; raises :class:`~crossfix.errors.CaseDamaged`."""
    try:
        return zlib.decompress(body)
    except zlib.error as error:
        raise _damaged(item, f"its stored bytes are broken ({error})") from error


def inflate_text(body: bytes, item: str) -> str:
    """The text in compressed bytes; raises :class:`~crossfix.errors.CaseDamaged`."""
    try:
        return inflate(body, item).decode()
    except UnicodeDecodeError as error:
        raise _damaged(item, f"its stored text is broken ({error.reason})") from error


def _damaged(item: str, problem: str) -> CaseDamaged:
    return CaseDamaged(item, problem, "verify the case, and go back to a copy that verifies")
