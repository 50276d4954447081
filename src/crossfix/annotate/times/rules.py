"""How rules of the grammar are written down, filed under their first words, and tried."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from crossfix.annotate.times.meanings import Meaning

Groups = dict[str, str | None]
Build = Callable[[Groups], Meaning | None]

DIGIT: Final = "0"
"""The first "word" under which a rule is filed that begins with a figure."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and what its groups mean; ``build`` may still refuse (31 February)."""

    pattern: re.Pattern[str]
    build: Build

    def match(self, text: str, start: int) -> tuple[int, Meaning] | None:
        """Where an expression that begins at ``start`` stops, and its meaning."""
        found = self.pattern.match(text, start)
        if found is None or found.end() == start:
            return None
        meaning = self.build(found.groupdict())
        return (found.end(), meaning) if meaning else None


@dataclass(frozen=True, slots=True)
class Grammar:
    """Rules by first word, so that most words of a text cost one look-up."""

    by_word: dict[str, list[Rule]] = field(default_factory=dict)

    def rule(self, starts: Iterable[str], pattern: str) -> Callable[[Build], Build]:
        """File a rule under the words that it can begin with.

        The pattern must end at the end of a word; that is checked for all rules here.
        """
        compiled = re.compile(
            rf"(?:{pattern})(?!\w|-\d|-long\b|-(?:ago|earlier)\b|[- ](?:olds?\b|of age\b))"
        )

        def file(build: Build) -> Build:
            made = Rule(compiled, build)
            for word in set(starts):
                self.by_word.setdefault(word, []).append(made)
            return build

        return file

    def longest(self, text: str, start: int, word: str) -> tuple[int, Meaning] | None:
        """The longest expression that begins here; of equals, the rule filed first."""
        best: tuple[int, Meaning] | None = None
        for rule in self.by_word.get(DIGIT if word[0].isdigit() else word, ()):
            found = rule.match(text, start)
            if found and (best is None or found[0] > best[0]):
                best = found
        return best
