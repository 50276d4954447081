"""What earlier stages found in one passage, laid over its tokens."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from crossfix import lexicons
from crossfix.extract.events.lexicon import weapon_classes, weapon_pattern
from crossfix.model import Anchored, Place, Quantity, Segment, Span, Time
from crossfix.reading import Passage, Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

A = TypeVar("A", bound=Anchored)


@dataclass(frozen=True, slots=True)
class Laid(Generic[A]):
    """An entry and the tokens that it covers."""

    first: int
    last: int
    entry: A

    def inside(self, tokens: set[int]) -> bool:
        """Whether the entry lies in a set of tokens, at least by half of its own."""
        held = sum(i in tokens for i in range(self.first, self.last + 1))
        return 2 * held > self.last - self.first


@dataclass(frozen=True, slots=True)
class Weapon:
    """A mention of a weapon: tokens, class, and the words."""

    first: int
    last: int
    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Scene:
    """A passage with its places, times, figures and weapons.

    ``today`` is the day of whoever speaks in it.
    """

    passage: Passage
    segment: Segment
    places: Sequence[Laid[Place]]
    times: Sequence[Laid[Time]]
    figures: Sequence[Laid[Quantity]]
    weapons: Sequence[Weapon]
    today: str | None = None
    place_tokens: frozenset[int] = field(default_factory=frozenset)
    time_tokens: frozenset[int] = field(default_factory=frozenset)

    def is_place(self, token: Token) -> bool:
        """Whether a word is (part of) a place, by the places found or by the parse."""
        return token.i in self.place_tokens or token.ent_type_ in {"GPE", "LOC", "FAC"}


def lay_out(reading: Reading, passage: Passage, today: str | None = None) -> Scene:
    """The scene of one passage, told on ``today`` if that is not the day of its segment."""
    segment = reading.segment_of(passage)
    places = _laid(passage, reading.within(Place, passage.span))
    times = _laid(passage, reading.within(Time, passage.span))
    figures = _laid(passage, reading.within(Quantity, passage.span))
    return Scene(
        passage=passage,
        segment=segment,
        today=today or segment.dateline,
        places=places,
        times=times,
        figures=figures,
        weapons=tuple(_weapons(passage)),
        place_tokens=frozenset(i for p in places for i in range(p.first, p.last + 1)),
        time_tokens=frozenset(i for t in times for i in range(t.first, t.last + 1)),
    )


def between(laid: Sequence[Laid[A]], first: int, last: int) -> Sequence[Laid[A]]:
    """The entries that begin between two tokens, both included."""
    start = bisect_left(laid, first, key=lambda item: item.first)
    stop = bisect_left(laid, last + 1, key=lambda item: item.first)
    return laid[start:stop]


def _laid(passage: Passage, entries: Iterable[A]) -> list[Laid[A]]:
    found = []
    for entry in entries:
        tokens = passage.find(entry.span)
        if tokens is not None and len(tokens):
            found.append(Laid(tokens[0].i, tokens[-1].i, entry))
    return sorted(found, key=lambda item: (item.first, -item.last))


def _weapons(passage: Passage) -> Iterable[Weapon]:
    doc, table = passage.doc, weapon_classes()
    for match in weapon_pattern().finditer(passage.text):
        tokens = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if tokens is None or tokens[-1].pos_ == "VERB":
            continue
        if _is_vessel(doc, tokens[0].i, tokens[-1].i):
            continue
        kind = table.get(match[1].lower()) or table.get(match[1].lower().replace("-", " "))
        if kind is not None:
            yield Weapon(tokens[0].i, tokens[-1].i, kind, passage.tokens(tokens))


def _is_vessel(doc: Doc, first: int, last: int) -> bool:
    """Whether a "tank" holds something ("fuel tank", "tank wagons") and is no weapon."""
    if doc[last].lemma_.lower() != "tank":
        return False
    before = doc[first - 1].lower_ if first else ""
    after = doc[last + 1].lemma_.lower() if last + 1 < len(doc) else ""
    return before in _HOLDING or after in _HOLDERS


_HOLDING: Final = lexicons.words("weapons", "vessels", "before")
_HOLDERS: Final = lexicons.words("weapons", "vessels", "after")
