"""What kind of thing a happening befell: a school, a market, a substation.

Two strikes on one town and day are told apart by what was struck more than by anything else,
and reports name it in different words ("market", "bazaar").
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from crossfix import lexicons
from crossfix.findings.accounts import Account

Kinds = frozenset[str]


def kinds_befallen(account: Account) -> Kinds:
    """The kinds of what an account names as its target; empty where the words name none."""
    return _kinds(account.target)


def kinds_told(account: Account) -> Kinds:
    """The same; where the target tells none, by the sentence without the names of its sources."""
    if found := kinds_befallen(account):
        return found
    speakers = {word for name in account.sources for word in name.casefold().split()}
    return _kinds(word for word in account.words if word not in speakers)


def _kinds(words: Iterable[str]) -> Kinds:
    table = _table()
    return frozenset(kind for word in words for kind in table.get(word, ()))


@cache
def _table() -> dict[str, list[str]]:
    """The kinds of each word."""
    found: dict[str, list[str]] = {}
    for kind, words in lexicons.load("kinds")["kinds"].items():
        for word in words:
            found.setdefault(word, []).append(kind)
    return found
