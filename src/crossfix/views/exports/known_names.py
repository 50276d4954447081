"""Who of the private persons is known, and what each word of their names stands for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from crossfix.views.exports.addresses import pieces_of
from crossfix.views.exports.naming import LONGEST, Words, is_role, surnames_of

WITHHELD_NAME: Final = "[name withheld]"
"""Stands for a surname that several private persons have."""

_SHORTEST_PART: Final = 3
_SHORTEST_INSIDE: Final = 5  # letters of a surname that is looked for inside of an address


@dataclass(frozen=True, slots=True)
class Others:
    """What is known to mean somebody or something else than a private person.

    ``public`` are names of public sources; ``outlets`` words that never mean a person;
    ``places`` words that mean a place where only the surname of a person is known.
    """

    public: frozenset[Words] = frozenset()
    outlets: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


class Names:
    """What persons are called, by the keys of their words, each with the pseudonym.

    ``base`` are names that are known besides, apart from those of ``others``: a case may know
    very many, so that they are looked up and never copied.  ``by_parts`` tells that the
    persons are there, so that each part of a name means one of them.
    """

    def __init__(
        self,
        persons: Mapping[Words, str],
        base: Names | None = None,
        others: Others = Others(),
        *,
        by_parts: bool = False,
    ) -> None:
        self.persons = dict(persons)
        self.base = base
        self.by_parts = by_parts
        self._others = others
        full = [run for run in others.public if len(run) > 1]
        self._public_runs = _by_first(full)
        self._shared = others.outlets | {word for run in full for word in run}
        self._lasts = others.outlets | {r[-1] for r in (full if by_parts else others.public)}
        self._runs: dict[Words, Words] = {}
        self._surnames: dict[str, list[Words]] = {}
        self._joined: dict[str, Words] = {}
        for words in self.persons:
            self._note(words)
        self._parts = self._parts_known() if by_parts else {}
        self._firsts = {run[0] for run in self._runs}
        self._given = {w for words in self.persons for w in words[:-1]} - self._surnames.keys()

    def __bool__(self) -> bool:
        return bool(self.persons) or bool(self.base)

    def _note(self, words: Words) -> None:
        """The forms of a name: in full, without what stands between, and the surname first."""
        self._runs[words] = words
        for surname in surnames_of(words) if len(words) > 1 else words:
            self._surnames.setdefault(surname, []).append(words)
            for given in words:
                if given != surname:
                    self._runs.setdefault((given, surname), words)
                    self._runs.setdefault((surname, given), words)
                    for one, other in ((given, surname), (surname, given)):
                        self._joined.setdefault(one + other, words)
                    self._joined.setdefault(given[0] + surname, words)
                    self._joined.setdefault(surname + given[0], words)

    def _parts_known(self) -> dict[str, str]:
        """What each part of the persons' names stands for."""
        found: dict[str, str] = {}
        for words, name in self.persons.items():
            last = surnames_of(words)
            for word in words if len(words) > 1 else ():
                if word in last and word not in self._lasts:
                    found[word] = name
                elif len(word) >= _SHORTEST_PART and not (word in self._shared or is_role(word)):
                    found.setdefault(word, name)
        for surname, bearers in self._surnames.items():
            if surname in found and len({self.persons[words] for words in bearers}) > 1:
                found[surname] = WITHHELD_NAME
        alone = {words[0]: name for words, name in self.persons.items() if len(words) == 1}
        plural = {f"{word}s": name for word, name in found.items() if word in self._surnames}
        return {**plural, **found, **{k: v for k, v in alone.items() if k not in found}}

    # --- what is asked of them ------------------------------------------------------------

    def may_begin(self, key: str) -> bool:
        """Whether a name in full begins with this word."""
        return key in self._firsts or (self.base is not None and self.base.may_begin(key))

    def run(self, keys: Words) -> Words | None:
        """Whose name these words are: in full, or given name and surname."""
        if keys in self._runs and (keys in self.persons or keys not in self._others.public):
            return self._runs[keys]
        if self.base is None or keys in self._others.public:
            return None
        return self.base.run(keys)

    def name(self, words: Words) -> str:
        """The pseudonym of whoever has this name in full."""
        if words in self.persons or self.base is None:
            return self.persons[words]
        return self.base.name(words)

    def part(self, key: str) -> str | None:
        """What a part of a name stands for where its bearer is."""
        if key in self._parts or self.base is None:
            return self._parts.get(key)
        return self.base.part(key)

    def surname(self, key: str) -> str | None:
        """What a surname stands for that is known only from elsewhere."""
        others = self._others
        if key in self._lasts or key in others.places or (key,) in others.public:
            return None
        if key not in self._surnames or self.by_parts:
            return self.base.surname(key) if self.base is not None else None
        names = {self.persons[words] for words in self._surnames[key]}
        return names.pop() if len(names) == 1 else WITHHELD_NAME

    def joined(self, key: str) -> str | None:
        """What a given name, or its initial, and a surname in one word stand for."""
        if key in self._joined:
            return self.persons[self._joined[key]]
        return self.base.joined(key) if self.base is not None else None

    def bearers(self, key: str) -> Sequence[Words]:
        """Who has this surname."""
        own = self._surnames.get(key, ())
        return [*own, *(self.base.bearers(key) if self.base is not None else ())]

    def is_first_name(self, key: str) -> bool:
        """Whether a word is the first name of one of those who are there."""
        return key in self._given or (self.base is not None and self.base.is_first_name(key))

    def public_run(self, keys: Words) -> int:
        """How many of these words are the name of a public source, two at least; else 0."""
        found = [len(run) for run in self._public_runs.get(keys[0], ()) if keys[: len(run)] == run]
        return max([*found, self.base.public_run(keys) if self.base is not None else 0])

    def is_in(self, address: str) -> bool:
        """Whether an address, a handle or the name of a file tells a name."""
        pieces = self._without_public(pieces_of(address))
        pairs = ["".join(pair) for pair in pairwise(pieces)]
        if any(self.joined(piece) for piece in [*pieces, *pairs]):
            return True
        if any(self.part(piece) or self.surname(piece) for piece in pieces):
            return True
        if not self.by_parts:
            return False
        whole = "".join(pieces)
        own = (word for word in self._surnames if word not in self._lasts)
        return any(word in whole for word in own if len(word) >= _SHORTEST_INSIDE)

    def _without_public(self, pieces: list[str]) -> list[str]:
        kept, at = [], 0
        while at < len(pieces):
            length = self.public_run(tuple(pieces[at : at + LONGEST]))
            kept += [] if length else [pieces[at]]
            at += length or 1
        return kept


def _by_first(runs: Iterable[Words]) -> dict[str, list[Words]]:
    found: dict[str, list[Words]] = {}
    for run in runs:
        found.setdefault(run[0], []).append(run)
    return found
