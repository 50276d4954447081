"""The bytes of a case against their hashes, and the texts of its reports against the bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Final

import msgspec

from crossfix.case.faults import Faults
from crossfix.case.packing import unpack_document
from crossfix.case.store import Part, Store
from crossfix.errors import CaseDamaged, CrossfixError
from crossfix.model import Document
from crossfix.plugins import Raw
from crossfix.reading import Received

Reread = Callable[[Raw], Iterable[Received]]

_PLAIN: Final = "text"  # the reader whose text is the bytes decoded, and nothing else


def check_bytes(store: Store, found: Faults, reread: Reread | None) -> None:
    """Blame what does not have its hash, and texts that do not come out of their bytes."""
    for sha256 in store.hashes():
        documents = store.known_bytes(sha256)
        try:
            data = store.raw(sha256)
        except CaseDamaged as error:
            _blame_bytes(documents, error.problem, found)
            continue
        if hashlib.sha256(data).hexdigest() != sha256:
            _blame_bytes(documents, f"its bytes do not have the SHA-256 {sha256}", found)
            continue
        _check_texts(store, found, data, documents, reread)


def _blame_bytes(documents: set[str], problem: str, found: Faults) -> None:
    """Blame every report that came out of some bytes; the file when none did."""
    for document_id in sorted(documents):
        found.blame(problem, document_id)
    if not documents:
        found.blame(problem)


def _check_texts(
    store: Store, found: Faults, data: bytes, ids: set[str], reread: Reread | None
) -> None:
    others: dict[str, Document] = {}
    for document_id in sorted(ids):
        document = _fetch_document(store, document_id)
        if document is None:
            continue  # the pass over reports has named it
        if document.reader == _PLAIN:
            _check_plain(document, data, found)
        elif reread is None:
            found.not_reread += 1
        else:
            others[document_id] = msgspec.structs.replace(document, text="")
    if others and reread is not None:
        _check_reread(store, found, data, others, reread)


def _fetch_document(store: Store, document_id: str) -> Document | None:
    try:
        packed = store.packed(document_id, Part.DOCUMENT)
        return None if packed is None else unpack_document(packed)
    except CaseDamaged:
        return None


def _check_plain(document: Document, data: bytes, found: Faults) -> None:
    try:
        text = data.decode(document.encoding or "utf-8")
    except (UnicodeDecodeError, LookupError) as error:
        found.blame(f"its bytes are not text in {document.encoding} ({error})", document.id)
        return
    if document.text not in (text, text.removeprefix("\ufeff")):
        found.blame("its text is not what its bytes hold", document.id)


def _check_reread(
    store: Store, found: Faults, data: bytes, documents: dict[str, Document], reread: Reread
) -> None:
    """Read bytes once more and compare the text of every report that came out of them."""
    waiting = dict(documents)
    first = next(iter(documents.values()))
    try:
        for received in reread(_raw_of(first, data)):
            known = waiting.pop(received.document.id, None)
            stored = known and _fetch_document(store, known.id)
            if stored and stored.text != received.document.text:
                found.blame(f"reader {stored.reader} gives other text now", stored.id)
    except CrossfixError as error:
        for document in waiting.values():
            problem = f"reader {document.reader} cannot read it now: {error.problem}"
            found.blame(problem, document.id)
        return
    for document in waiting.values():
        found.blame(f"reader {document.reader} does not give this report now", document.id)


def _raw_of(document: Document, data: bytes) -> Raw:
    """The bytes as they were handed to the reader, as far as the document tells."""
    declared = None
    if document.reader == "html" and document.encoding:
        declared = f"text/html; charset={document.encoding}"
    return Raw(path=document.path, data=data, media_type=declared)
