"""Everybody who appears in a report as somebody who could speak.

The cast is gathered from the whole report before anything is resolved, because a
lead-in often says "the minister" of somebody whose name follows.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from crossfix.ground.source_bodies import is_body, last_word_of, same_body, words_of_body
from crossfix.ground.source_mentions import Form, Mention
from crossfix.ground.source_names import (
    BODIES,
    is_figure,
    is_listed,
    is_short_for,
    kind_of_name,
    kind_of_noun,
    roles_like,
    skeleton,
)
from crossfix.lexicons import words
from crossfix.lexicons.transcription import fold_name
from crossfix.model import Source, SourceKind, Span

_REACH: Final = 4000
"""Characters back in which the body that a short name means is looked for."""
_SPEAKING: Final = words("resolution", "ranks", "speaking")
_LOW: Final = words("resolution", "ranks", "low")
_ACRONYM: Final = re.compile(r"^[A-Z][A-Za-z]?[A-Z][A-Z-]{0,4}$")
_SMALL: Final = frozenset({"of", "the", "for", "and", "in", "on", "to", "de", "la", "du", "des"})


@dataclass(slots=True)
class Figure:
    """Somebody or something that appears in a report, and what the report tells of it.

    ``name`` is a name, or for a ``nameless`` one the words of its ``first`` mention.
    ``told`` are roles that the report gives, ``roles`` also the nouns that stand for them.
    Filled while the cast is gathered and only read afterwards.
    """

    name: str
    id: str | None = None
    nameless: bool = False
    first: Span | None = None
    head: str = ""
    definite: bool = True
    kinds: Counter[SourceKind] = field(default_factory=Counter)
    told: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    place: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    introduced: set[str] = field(default_factory=set)
    genders: Counter[str] = field(default_factory=Counter)
    persons: Counter[bool] = field(default_factory=Counter)
    plurals: Counter[bool] = field(default_factory=Counter)
    private: bool = False
    speaks: bool = False

    @property
    def is_hardly_known(self) -> bool:
        """One word that nothing but the parser makes a person: a place as likely."""
        bare = not self.nameless and len(self.name.split()) == 1 and not self.gender
        return bare and not self.speaks and not self.told and not self.private

    @property
    def is_office(self) -> bool:
        """Whether it is told who speaks, by name or by an office that speaks for a body."""
        if not self.nameless or self.head in _SPEAKING:
            return True
        return self.definite and self.head not in _LOW

    @property
    def kind(self) -> SourceKind:
        """The sort of source that the name is known for, or that the report tells."""
        known = None if self.nameless else kind_of_name(self.name)
        if known is not None and is_listed(self.name):
            return known
        told = [kind for kind, _ in self.kinds.most_common() if kind is not SourceKind.OTHER]
        if SourceKind.MILBLOGGER in told:  # "the channel Tamashek Post"
            return SourceKind.MILBLOGGER
        if known is SourceKind.MILITARY and is_figure(self.name):  # whoever speaks for them
            return known
        if told:
            return told[0]
        if self.is_private:
            return SourceKind.EYEWITNESS
        return known or SourceKind.OTHER

    @property
    def is_private(self) -> bool:
        """A private person: no public role is told, but a trade, kin, an age or a home."""
        public = (kind_of_noun(role) for role in self.roles)
        person = self.persons[True] > self.persons[False]
        return (
            person
            and self.private
            and all(kind in {None, SourceKind.EYEWITNESS} for kind in public)
        )

    @property
    def is_person(self) -> bool:
        """Whether this may be somebody: its mentions do not mostly read otherwise."""
        if not self.nameless and is_listed(self.name):
            return False
        sure = self.persons[True] > 0 or len(self.name.split()) > 1
        upper = self.nameless or self.name[:1].isupper()
        return sure and upper and self.persons[True] >= self.persons[False]

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
        if mention.name and len(mention.name.split()) > len(self.name.split()):
            self.name = mention.name
        if mention.kind is not None:
            self.kinds[mention.kind] += 1
        if mention.gender:
            self.genders[mention.gender] += 1
        if mention.person is not None:
            self.persons[mention.person] += 1
        if mention.private:  # whatever the parser takes the name for elsewhere
            self.persons[True] += 1 + self.persons[False]
        self.told |= mention.roles
        self.roles.update(*map(roles_like, mention.roles))
        self.place |= mention.place
        self.modifiers |= mention.modifiers
        self.plurals[mention.plural] += 1
        self.private = self.private or mention.private


@dataclass(frozen=True, slots=True)
class Appearance:
    """One place where a figure appears; ``weight`` says how prominent it is there."""

    start: int
    stop: int
    weight: float
    figure: Figure = field(compare=False)


class Cast:
    """The figures of one report and where they appear."""

    def __init__(self, known: Iterable[Source] = ()) -> None:
        self._by_word: dict[str, list[Figure]] = {}
        self._bodies: dict[str, Figure] = {}
        self._by_initials: dict[str, Figure] = {}
        self._by_first: dict[str, Figure] = {}
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
        """The figure of this name or of a spelling, an acronym or a longer form of it.

        ``near`` is where the name stands: of several bodies that it may mean ("the
        Defence Ministry") the one named last before it is taken.
        """
        initials = _initials(name)
        same = self._by_initials.get(initials)
        if same is not None and (_ACRONYM.match(name) or _ACRONYM.match(same.name)):
            return same
        found = self._known(name, create=create, near=near)
        if found is not None and len(initials) > 1:
            self._by_initials.setdefault(initials, found)
        return found

    def _known(self, name: str, *, create: bool, near: int | None) -> Figure | None:
        if is_body(name):
            return self._body(name, create=create, near=near)
        folded = fold_name(name)
        key = skeleton(name.rsplit(maxsplit=1)[-1])
        candidates = self._by_word.setdefault(key, []) if create else self._by_word.get(key, [])
        for figure in candidates:
            if fold_name(figure.name) == folded:
                return figure
        for figure in reversed(candidates):
            shorter = is_short_for(name, figure.name) or is_short_for(figure.name, name)
            if shorter and _is_bodily(name) == _is_bodily(figure.name):
                return figure
        if name in self._by_first:  # "RIA" for "RIA Novosti"
            return self._by_first[name]
        if not create:
            return None
        made = Figure(name)
        candidates.append(made)
        first, _, rest = name.partition(" ")
        if rest and _ACRONYM.match(first):
            self._by_first.setdefault(first, made)
        return made

    def _body(self, name: str, *, create: bool, near: int | None) -> Figure | None:
        able = [self._bodies[known] for known in same_body(name, self._bodies)]
        exact = words_of_body(name)
        same = next((f for f in able if words_of_body(f.name) == exact), None)
        if same is None and len(exact) == 1 and name[:1].isupper():  # "the Journal"
            last = last_word_of(name)
            able += [f for known, f in self._bodies.items() if last_word_of(known) == last]
        if same is None and len(able) > 1 and near is not None:
            same = next((a.figure for a in self.before(near, _REACH) if a.figure in able), None)
        if same is None and able:
            same = able[-1]
        if same is None and create:
            same = self._bodies.setdefault(name, Figure(name))
        return same

    def add(self, span: Span, mention: Mention, weight: float, *, speaks: bool = False) -> None:
        """Note that a figure is named here, and whether words are attributed to it."""
        if mention.form is Form.NAME and mention.name:
            figure = self.figure(mention.name, create=True)
            if figure is not None:
                figure.learn(mention)
                figure.speaks = figure.speaks or speaks
                weight += 1.0 if mention.person else 0.0
                self.appearances.append(Appearance(span.start, span.stop, weight, figure))

    def note(self, span: Span, figure: Figure, weight: float) -> None:
        """Note that a pronoun has been found to mean a figure."""
        index = bisect_left(self._starts, span.start)
        self._starts.insert(index, span.start)
        self.appearances.insert(index, Appearance(span.start, span.stop, weight, figure))

    def name(self, figure: Figure, name: str) -> None:
        """Give a nameless figure the name that a mention tells ("a man, call sign Owl")."""
        figure.name, figure.nameless = name, False
        self._by_word.setdefault(skeleton(name.rsplit(maxsplit=1)[-1]), []).append(figure)

    def settle(self) -> None:
        """Put the appearances in text order; must come before anything is looked up."""
        self.appearances.sort(key=lambda appearance: (appearance.start, appearance.stop))
        self._starts = [appearance.start for appearance in self.appearances]

    def at(self, position: int) -> Figure | None:
        """The figure that appears where a character stands, the shortest mention first."""
        around = range(bisect_right(self._starts, position) - 1, -1, -1)
        here = [
            self.appearances[index]
            for index in around[:6]
            if self.appearances[index].stop > position
        ]
        return min(here, key=lambda a: a.stop - a.start).figure if here else None

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


def _is_bodily(name: str) -> bool:
    return name.rsplit(maxsplit=1)[-1].lower() in BODIES


def _initials(name: str) -> str:
    """The initials of a name of several words, an acronym itself; "" where neither is.

    >>> _initials("World Food Programme"), _initials("WFP"), _initials("Ada")
    ('WFP', 'WFP', '')
    """
    words = [word for word in re.findall(r"[\w&]+", name) if word.lower() not in _SMALL]
    if len(words) == 1:
        return name.upper() if _ACRONYM.match(name) else ""
    if len(words) < 3 and not _is_bodily(name):  # "Ada Byron" is no "AB"
        return ""
    return "".join(word[0] for word in words if word[0].isupper())
