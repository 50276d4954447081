"""Words of a report replaced by others, with every span of its ledger carried along.

The ledger that comes out quotes the changed text throughout: ``text[start:stop]`` is what
each span says.  Where that stood in the report as received, :class:`Origins` tells.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from crossfix.findings.disclosure import Origins
from crossfix.model import KINDS, Anchored, Document, Ledger, Record, Span


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A stretch of the text (``start`` to ``stop``) and the words that take its place."""

    start: int
    stop: int
    words: str


def join_edits(edits: Iterable[Edit]) -> list[Edit]:
    """Edits in order, none over another: of those that overlap, the widest one wins.

    The one that stays takes in what the others reached over.
    """
    joined: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.stop, edit.words)):
        if joined and edit.start < joined[-1].stop:
            last = joined[-1]
            wider = edit if edit.stop - edit.start > last.stop - last.start else last
            joined[-1] = Edit(last.start, max(last.stop, edit.stop), wider.words)
        else:
            joined.append(edit)
    return joined


class Masked:
    """A text with some stretches replaced, and the way from the old offsets to the new."""

    def __init__(self, text: str, edits: Sequence[Edit]) -> None:
        self._edits = list(edits)
        self._stops = [edit.stop for edit in self._edits]
        self._starts = [edit.start for edit in self._edits]
        pieces, at, shift = [], 0, 0
        self._shifts = [0]
        for edit in self._edits:
            pieces += [text[at : edit.start], edit.words]
            at = edit.stop
            shift += len(edit.words) - (edit.stop - edit.start)
            self._shifts.append(shift)
        self.text = "".join([*pieces, text[at:]])

    @property
    def origins(self) -> Origins:
        """The way back from the new offsets to the old."""
        return Origins(tuple((e.start, e.stop, len(e.words)) for e in self._edits))

    def span(self, span: Span) -> Span:
        """Where the words of a span stand now; a replacement that it cuts into is taken in."""
        start, stop = self._forth(span.start, end=False), self._forth(span.stop, end=True)
        return Span(start, stop, self.text[start:stop])

    def _forth(self, offset: int, *, end: bool) -> int:
        at = bisect_left(self._stops, offset) if end else bisect_right(self._stops, offset)
        if at < len(self._edits):
            edit = self._edits[at]
            if edit.start < offset or (end and edit.stop == offset):
                start = edit.start + self._shifts[at]
                return start + len(edit.words) if end else start
        return offset + self._shifts[at]


def remake(value: Any, spans: Callable[[Span], Span], ids: Mapping[str, str]) -> Any:
    """A record with every span moved and every id renamed, however deep they lie."""
    match value:
        case Span():
            return spans(value)
        case Anchored() | Record():
            fields = {
                name: remake(getattr(value, name), spans, ids)
                for name in value.__struct_fields__
                if not (isinstance(value, Anchored) and name in {"start", "stop", "text"})
            }
            return type(value)(**fields)
        case tuple():
            return tuple(remake(part, spans, ids) for part in value)
        case str():
            return ids.get(value, value)
        case _:
            return value


def mask_ledger(
    ledger: Ledger, edits: Sequence[Edit], ids: Mapping[str, str]
) -> tuple[Ledger, Origins]:
    """A ledger of the changed text, and the way back to the offsets of the old one."""
    masked = Masked(ledger.document.text, edits)
    lists = {
        kind: tuple(remake(entry, masked.span, ids) for entry in getattr(ledger, kind))
        for kind in KINDS
    }
    document: Document = msgspec.structs.replace(ledger.document, text=masked.text)
    notices = tuple(
        msgspec.structs.replace(notice, about=ids.get(notice.about, notice.about))
        for notice in ledger.notices
    )
    changed = msgspec.structs.replace(ledger, document=document, notices=notices, **lists)
    return changed, masked.origins


def drop(ledger: Ledger, gone: frozenset[str]) -> Ledger:
    """A ledger without some entries, and without what only pointed at them."""
    lists = {
        kind: tuple(
            _forget(entry, gone)
            for entry in getattr(ledger, kind)
            if entry.id not in gone and not _hangs_on(entry, gone)
        )
        for kind in KINDS
    }
    return msgspec.structs.replace(ledger, **lists)


def _hangs_on(entry: Any, gone: frozenset[str]) -> bool:
    """Whether an entry is a relation with an end that is gone."""
    return getattr(entry, "left", None) in gone or getattr(entry, "right", None) in gone


def _forget(entry: Any, gone: frozenset[str]) -> Any:
    """An entry that no longer names what is gone."""
    changes: dict[str, Any] = {}
    for name in entry.__struct_fields__:
        value = getattr(entry, name)
        if isinstance(value, tuple) and any(isinstance(v, str) and v in gone for v in value):
            changes[name] = tuple(v for v in value if v not in gone)
        elif isinstance(value, str) and value in gone:
            changes[name] = None
    return msgspec.structs.replace(entry, **changes) if changes else entry
