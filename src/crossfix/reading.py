"""What the stages hand to each other: a report on its way to a ledger.

``ingest`` yields :class:`Received`; the pipeline splits and parses it into a
:class:`Reading`; every stage looks at the reading and yields entries, which
:meth:`Reading.with_entries` files.  Nothing is changed in place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar, cast

from crossfix.model import Anchored, Document, Entry, Notice, Promise, Segment, Span, slice_span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

E = TypeVar("E", bound=Entry)
T = TypeVar("T")


class MarkKind(StrEnum):
    """What the format of a report says about a stretch of its text."""

    HEADING = "heading"
    QUOTE = "quote"  # a block quote, or an embedded post whose text survived
    LIST_ITEM = "list_item"
    EMBED = "embed"  # where an iframe, post, picture or video box stood; no characters
    FORWARD = "forward"  # a message that somebody else wrote; the label names them


@dataclass(frozen=True, slots=True)
class Mark:
    """Structure that the format carried: a heading, a quote, a dropped embed.

    An ``EMBED`` has ``start == stop``: the offset at which it stood.  ``label`` is the
    address of what was embedded, or the name of whoever is quoted or forwarded, if the
    format gives one; ``promises`` is what kind of thing was dropped.
    """

    kind: MarkKind
    start: int
    stop: int
    label: str | None = None
    promises: Promise = Promise.UNKNOWN


@dataclass(frozen=True, slots=True)
class Received:
    """A report as a reader hands it over: the document, its marks, the bytes as received."""

    document: Document
    raw: bytes
    marks: tuple[Mark, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """The parsed text of one segment (or of one slice of a very long one).

    ``offset`` is where ``text`` begins in the document: token ``t`` stands at
    ``offset + t.idx``.  The parser saw a tidied copy of the same length (line breaks and
    odd blanks as spaces), so what is quoted is always cut from ``text``, never from
    ``doc``.
    """

    segment: str
    offset: int
    text: str
    doc: Doc

    @property
    def span(self) -> Span:
        """The stretch of the document that was parsed."""
        return self.chars(0, len(self.text))

    def chars(self, start: int, stop: int) -> Span:
        """The document span of ``text[start:stop]``; raises ``ValueError`` on blanks."""
        found = slice_span(self.text, start, stop)
        return Span(found.start + self.offset, found.stop + self.offset, found.text)

    def tokens(self, tokens: Tokens) -> Span:
        """The document span of a spaCy span."""
        return self.chars(tokens.start_char, tokens.end_char)

    def token(self, token: Token) -> Span:
        """The document span of one token."""
        return self.chars(token.idx, token.idx + len(token))

    def between(self, first: Token, last: Token) -> Span:
        """The document span from one token to another, both included."""
        return self.chars(first.idx, last.idx + len(last))

    def find(self, span: Span) -> Tokens | None:
        """The tokens that a document span covers, widened to whole tokens; None outside."""
        start, stop = span.start - self.offset, span.stop - self.offset
        if start < 0 or stop > len(self.text):
            return None
        found: Tokens | None = self.doc.char_span(start, stop, alignment_mode="expand")
        return found


@dataclass(frozen=True, slots=True)
class Reading:
    """One report on its way to a ledger: what has been found in it so far."""

    document: Document
    marks: tuple[Mark, ...] = ()
    passages: tuple[Passage, ...] = ()
    notices: tuple[Notice, ...] = ()
    _entries: Mapping[type, Mapping[str, Entry]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    _starts: dict[type, tuple[list[int], list[Anchored]]] = field(default_factory=dict)
    _once: dict[str, object] = field(default_factory=dict)

    def with_entries(self, entries: Iterable[Entry | Notice]) -> Reading:
        """A reading that also holds these; an entry replaces the one that has its id."""
        filed = {kind: dict(by_id) for kind, by_id in self._entries.items()}
        notices = list(self.notices)
        for entry in entries:
            if isinstance(entry, Notice):
                notices.append(entry)
            else:
                filed.setdefault(type(entry), {})[entry.id] = entry
        return replace(self, _entries=filed, _starts={}, notices=tuple(notices))

    def with_passages(self, passages: Iterable[Passage]) -> Reading:
        """A reading that also holds the parsed text."""
        return replace(self, passages=tuple(passages), _once={})

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What ``make`` gives for these passages: made by the stage that asks first."""
        if name not in self._once:
            self._once[name] = make()
        return cast("T", self._once[name])

    def by_segment(self) -> dict[str, list[Passage]]:
        """The parsed text of each segment, by its id, in the order of the text."""
        parsed: dict[str, list[Passage]] = {}
        for passage in self.passages:
            parsed.setdefault(passage.segment, []).append(passage)
        return parsed

    def all(self, kind: type[E]) -> tuple[E, ...]:
        """Every entry of one kind, in the order in which they were first filed."""
        return tuple(e for e in self._entries.get(kind, {}).values() if isinstance(e, kind))

    def get(self, kind: type[E], entry_id: str | None) -> E | None:
        """The entry of one kind with this id, if there is one."""
        found = self._entries.get(kind, {}).get(entry_id or "")
        return found if isinstance(found, kind) else None

    def within(self, kind: type[E], span: Span) -> Iterator[E]:
        """Anchored entries of one kind that lie inside a stretch, in text order.

        Takes time in what it yields, not in the length of the report.
        """
        starts, ordered = self._index(kind)
        for entry in ordered[bisect_left(starts, span.start) :]:
            if entry.start >= span.stop:
                return
            if entry.stop <= span.stop and isinstance(entry, kind):
                yield entry

    def segment_of(self, passage: Passage) -> Segment:
        """The segment that a passage belongs to, as it is known by now."""
        segment = self.get(Segment, passage.segment)
        if segment is None:
            raise KeyError(passage.segment)
        return segment

    def _index(self, kind: type[E]) -> tuple[list[int], list[Anchored]]:
        if kind not in self._starts:
            anchored = [e for e in self.all(kind) if isinstance(e, Anchored)]
            anchored.sort(key=lambda entry: (entry.start, -entry.stop))
            self._starts[kind] = ([entry.start for entry in anchored], anchored)
        return self._starts[kind]


def batched(items: Iterable[T], size_of: Callable[[T], int], limit: int) -> Iterator[list[T]]:
    """Items in lists, each closed as soon as its sizes add up to ``limit`` or more."""
    batch: list[T] = []
    size = 0
    for item in items:
        batch.append(item)
        size += size_of(item)
        if size >= limit:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
