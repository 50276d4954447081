"""The matter that an account tells of, where many words tell of one: deaths, a town taken.

"Left 23 dead", "the death toll" and "killed" are one matter, and WordNet has nothing that holds
them together; "took", "fell to" and "lost" are one only where a place changed hands.  Words of
one matter are kin, and the matter is a key beside the words' own concepts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from crossfix import lexicons
from crossfix.codes import EventType
from crossfix.findings.accounts import Account
from crossfix.link.words import main_concepts, words_in

KIN: Final = 0.7
"""How nearly two accounts of one matter mean the same, beside 1 for the same word."""


@dataclass(frozen=True, slots=True)
class _Matter:
    """A matter: its words, the types among which they mean it, what it must have befallen."""

    name: str
    types: frozenset[EventType]
    words: frozenset[str]
    together: tuple[frozenset[str], ...]
    befallen: frozenset[str]

    def is_told(self, account: Account, words: frozenset[str]) -> bool:
        """Whether the words of a trigger tell of it."""
        if self.types and account.type not in self.types:
            return False
        if self.befallen and self.befallen.isdisjoint(account.target):
            return False
        return not self.words.isdisjoint(words) or any(some <= words for some in self.together)


def matter_of(account: Account) -> str | None:
    """The name of the matter that an account's trigger tells of; ``None`` for any other."""
    words = frozenset((account.lemma, *words_in(account.trigger.text)))
    return next((matter.name for matter in _matters() if matter.is_told(account, words)), None)


def concepts_of(account: Account) -> tuple[str, ...]:
    """What the words that tell of it stand for, as keys have it: the matter, then concepts."""
    matter = matter_of(account)
    if matter is None:
        return main_concepts(account.lemma)
    return f"matter {matter}", *main_concepts(account.lemma)[:1]


@cache
def _matters() -> tuple[_Matter, ...]:
    return tuple(
        _Matter(
            name=name,
            types=frozenset(EventType(each) for each in entry["types"]),
            words=frozenset(entry["words"]),
            together=tuple(frozenset(words_in(words)) for words in entry["together"]),
            befallen=frozenset(
                word
                for kind in entry.get("arms", ())
                for arm in lexicons.load("weapons")[kind]["words"]
                for word in words_in(arm)
            ),
        )
        for name, entry in lexicons.load("matters").items()
        if isinstance(entry, dict)
    )
