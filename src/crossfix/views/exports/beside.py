"""What stands beside the text of a report (titles, reasons, paths), made fit to be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import PurePath
from typing import Final, TypeVar

import msgspec

from crossfix.model import Ledger, Notice, Place, Record, Span
from crossfix.views.exports import positions
from crossfix.views.exports.known_names import Names
from crossfix.views.exports.persons import mask_path, mask_words

R = TypeVar("R", bound=Record)

NO_ADDRESS: Final = "the address of the report was left out: it tells the name of a private person"


def without_folder(ledger: Ledger) -> Ledger:
    """A report without the folder that it lay in, which tells of whoever keeps the case."""
    path = ledger.document.path
    if "://" in path:
        return ledger
    name = PurePath(path.replace("\\", "/")).name
    return msgspec.structs.replace(
        ledger, document=msgspec.structs.replace(ledger.document, path=name)
    )


def with_title(
    ledger: Ledger, places: Iterable[Place], is_withheld: Callable[[Span], bool]
) -> Ledger:
    """A report whose title names none of some places and quotes nothing that is withheld."""
    document = ledger.document
    title = document.title
    if title and any(s.text == title and is_withheld(s.span) for s in ledger.segments):
        title = positions.WITHHELD
    for place in places:
        title = title.replace(place.text, positions.WITHHELD_PLACE) if title else None
    return msgspec.structs.replace(ledger, document=msgspec.structs.replace(document, title=title))


def with_words(ledger: Ledger, names: Names) -> Ledger:
    """Pseudonyms in whatever stands beside the text, and no address that tells a name."""
    if not names:
        return ledger

    def masked(record: R, *fields: str) -> R:
        told = {name: getattr(record, name) for name in fields}
        changes = {k: mask_words(words, names) for k, words in told.items() if words}
        changes = {k: words for k, words in changes.items() if words != told[k]}
        return msgspec.structs.replace(record, **changes) if changes else record

    document = masked(ledger.document, "title", "author", "publisher", "item")
    is_address = "://" in document.path
    path = mask_words(document.path, names) if is_address else mask_path(document.path, names)
    document = msgspec.structs.replace(document, path=path)
    notices = tuple(masked(notice, "message") for notice in ledger.notices)
    if document.url and masked(document, "url") is not document:
        document = msgspec.structs.replace(document, url=None)
        notices += (Notice(about="export", message=NO_ADDRESS),)
    return msgspec.structs.replace(
        ledger,
        document=document,
        notices=notices,
        places=tuple(masked(place, "name", "reason") for place in ledger.places),
        times=tuple(masked(time, "reason") for time in ledger.times),
    )
