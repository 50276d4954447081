"""Everybody who is named in a report, and whom a pronoun or an epithet points at.

The cast is gathered from the whole report before anything is resolved, because a
lead-in often says "the minister" of somebody whose name follows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from crossfix.ground.source_bodies import is_body, same_body, words_of_body
from crossfix.ground.source_mentions import Form, Mention
from crossfix.ground.source_names import (
    BODIES,
    fold,
    is_listed,
    is_short_for,
    kind_of_name,
    skeleton,
)
from crossfix.model import Source, SourceKind, Span

if TYPE_CHECKING:
    pass

_REACH: Final = 1200
"""Characters back from a pronoun in which its name is looked for."""
_EPITHET_REACH: Final = 4000
_AHEAD: Final = 800
"""Characters on in which "the minister" may be named only afterwards."""


@dataclass(slots=True)
class Figure:
    """Somebody or something with a name, and what the report tells of it.

    Filled while the cast is gathered and only read afterwards.
    """

    name: str
    id: str | None = None
    kinds: Counter[SourceKind] = field(default_factory=Counter)
    roles: set[str] = field(default_factory=set)
    place: set[str] = field(default_factory=set)
    genders: Counter[str] = field(default_factory=Counter)
    persons: Counter[bool] = field(default_factory=Counter)
    plurals: Counter[bool] = field(default_factory=Counter)
    private: bool = False

    @property
    def kind(self) -> SourceKind:
        """The sort of source that the report tells, or that the name is known for."""
        known = kind_of_name(self.name)
        if self.kinds:
            return self.kinds.most_common(1)[0][0]
        return known or SourceKind.OTHER

    @property
    def is_person(self) -> bool:
        """Whether this may be somebody: its mentions do not mostly read otherwise."""
        if is_listed(self.name):
            return False
        return self.persons[True] >= self.persons[False] and self.name[:1].isupper()

    @property
    def plural(self) -> bool:
        """Whether the name is mostly that of several."""
        return self.plurals[True] > self.plurals[False]

    @property
    def gender(self) -> str | None:
        """As in "f", "m", or None where nothing tells."""
        return self.genders.most_common(1)[0][0] if self.genders else None

    def learn(self, mention: Mention) -> None:
        """Take in what one more mention tells."""
        if mention.name and len(mention.name.split()) > len(self.name.split()) and self.id is None:
            self.name = mention.name
        if mention.kind is not None:
            self.kinds[mention.kind] += 1
        if mention.gender:
            self.genders[mention.gender] += 1
        if mention.person is not None:
            self.persons[mention.person] += 1
        self.roles |= mention.roles
        self.place |= mention.place
        self.plurals[mention.plural] += 1
        self.private = self.private or mention.private


@dataclass(frozen=True, slots=True)
class Appearance:
    """One place where a figure is named; ``weight`` says how prominent it is there."""

    start: int
    stop: int
    weight: float
    figure: Figure = field(compare=False)


class Cast:
    """The figures of one report and where they appear."""

    def __init__(self, known: Iterable[Source] = ()) -> None:
        self._by_word: dict[str, list[Figure]] = {}
        self._bodies: dict[str, Figure] = {}
        self.appearances: list[Appearance] = []
        self._starts: list[int] = []
        for source in known:
            if source.name:
                figure = self.figure(source.name, create=True)
                if figure is not None:
                    figure.id = source.id
                    if source.kind is not SourceKind.OTHER:
                        figure.kinds[source.kind] += 3

    def figure(self, name: str, *, create: bool = False, near: int | None = None) -> Figure | None:
        """The figure of this name or of a spelling or a longer form of it.

        ``near`` is where the name stands: of several bodies that it may mean ("the
        Defence Ministry") the one named last before it is taken.
        """
        if is_body(name):
            return self._body(name, create=create, near=near)
        folded = fold(name)
        key = skeleton(name.rsplit(maxsplit=1)[-1])
        candidates = self._by_word.setdefault(key, []) if create else self._by_word.get(key, [])
        for figure in candidates:
            if fold(figure.name) == folded:
                return figure
        for figure in reversed(candidates):
            shorter = is_short_for(name, figure.name) or is_short_for(figure.name, name)
            if shorter and _is_bodily(name) == _is_bodily(figure.name):
                return figure
        if not create:
            return None
        made = Figure(name)
        candidates.append(made)
        return made

    def _body(self, name: str, *, create: bool, near: int | None) -> Figure | None:
        able = [self._bodies[known] for known in same_body(name, self._bodies)]
        exact = words_of_body(name)
        same = next((f for f in able if words_of_body(f.name) == exact), None)
        if same is None and len(able) > 1 and near is not None:
            same = next(
                (a.figure for a in self.before(near, _EPITHET_REACH) if a.figure in able), None
            )
        if same is None and able:
            same = able[-1]
        if same is None and create:
            same = self._bodies.setdefault(name, Figure(name))
        return same

    def add(self, span: Span, mention: Mention, weight: float) -> None:
        """Note that a figure is named here."""
        if mention.form is Form.NAME and mention.name:
            figure = self.figure(mention.name, create=True)
            if figure is not None:
                figure.learn(mention)
                weight += 1.0 if mention.person else 0.0
                self.appearances.append(Appearance(span.start, span.stop, weight, figure))

    def settle(self) -> None:
        """Put the appearances in text order; must come before anything is looked up."""
        self.appearances.sort(key=lambda appearance: (appearance.start, appearance.stop))
        self._starts = [appearance.start for appearance in self.appearances]

    def before(self, position: int, reach: int) -> Iterator[Appearance]:
        """Appearances that begin before a position and within reach, nearest first."""
        index = bisect_left(self._starts, position)
        while index > 0:
            index -= 1
            if self._starts[index] < position - reach:
                return
            yield self.appearances[index]

    def after(self, position: int, reach: int) -> Iterator[Appearance]:
        """Appearances from a position on and within reach, nearest first."""
        for index in range(bisect_left(self._starts, position), len(self._starts)):
            if self._starts[index] > position + reach:
                return
            yield self.appearances[index]

    def person(
        self, mention: Mention, span: Span, content: Iterable[Span], *, sentence: int, segment: int
    ) -> Figure | None:
        """Whom "he" or "she" points at: near, prominent, and of fitting gender.

        ``sentence`` and ``segment`` are where those of the pronoun begin; whoever is
        named in them comes first.

        None where nobody fits.  Somebody named inside the words that the pronoun's own
        sentence attributes is not the one who speaks them.
        """
        held = tuple(content)
        best: tuple[float, Figure] | None = None
        for appearance in self.before(span.start, _REACH):
            figure = appearance.figure
            if not figure.is_person or figure.plural:
                continue
            if figure.gender and mention.gender and figure.gender != mention.gender:
                continue
            if any(piece.start <= appearance.start < piece.stop for piece in held):
                continue
            score = appearance.weight - (span.start - appearance.start) / 150
            score += 2.5 * (appearance.start >= sentence) + (appearance.start >= segment)
            if mention.gender == "f" and figure.gender == "f":
                score += 3
            if best is None or score > best[0]:
                best = score, figure
        return best[1] if best else None

    def by_role(self, mention: Mention, span: Span) -> Figure | None:
        """Whom "the minister" or "Lithuania's defence minister" points at.

        Somebody named before to whom the report gives this role (or the same sort of
        body), else somebody named shortly afterwards who is of the same country.
        """
        for appearance in self.before(span.start, _EPITHET_REACH):
            if self._fits(mention, appearance.figure, owned=bool(mention.place)):
                return appearance.figure
        for appearance in self.after(span.stop, _AHEAD):
            if mention.place and self._fits(mention, appearance.figure, owned=True):
                return appearance.figure
        return None

    @staticmethod
    def _fits(mention: Mention, figure: Figure, *, owned: bool) -> bool:
        if mention.head not in figure.roles:
            return False
        return not owned or _same_place(mention.place, figure.place | figure.roles)


def _is_bodily(name: str) -> bool:
    return name.rsplit(maxsplit=1)[-1].lower() in BODIES


def _same_place(left: Iterable[str], right: Iterable[str]) -> bool:
    """Whether two sets of words name one country: "Lithuania's", "Lithuanian"."""
    stems = {fold(word)[:5] for word in right}
    return any(fold(word)[:5] in stems for word in left)
