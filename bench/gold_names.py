"""Whether a source of the ledger is the one that gold names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from anyascii import anyascii

from crossfix.model import Source

_WORDS: Final = re.compile(r"\w+")
_EMPTY: Final = frozenset(
    {"the", "a", "an", "of", "for", "and", "s", "in", "on", "at", "his", "her", "their", "its"}
)
_TITLES: Final = frozenset(
    {"mr", "mrs", "ms", "dr", "prof", "sir", "gen", "general", "col", "colonel", "lt", "maj",
     "major", "capt", "captain", "sgt", "sergeant", "adm", "admiral", "brig", "brigadier",
     "commander", "lieutenant", "minister", "president", "governor", "mayor", "spokesman",
     "spokeswoman", "spokesperson", "professor", "ambassador", "channel", "telegram", "newspaper",
     "agency", "site", "website", "portal"}
)  # fmt: skip
"""Words that stand with a name and are no part of it, unless nothing else is left."""


@lru_cache(maxsize=4096)
def words_of(name: str) -> frozenset[str]:
    """The words that tell a name: ASCII, lower case, without articles."""
    return frozenset(_WORDS.findall(anyascii(name).lower())) - _EMPTY


@lru_cache(maxsize=4096)
def core_of(name: str) -> frozenset[str]:
    """The words of a name without what is title or trade."""
    return (words_of(name) - _TITLES) or words_of(name)


def holds(source: Source, name: str) -> bool:
    """Whether a source's name, or one of its mentions, equals or contains a gold name."""
    wanted = core_of(name)
    told = [source.name or "", *(span.text for span in source.mentions)]
    return bool(wanted) and any(wanted <= words_of(words) for words in told)


def one_name(left: str, right: str) -> bool:
    """Whether two gold names can be of one: the words of one are among the other's."""
    ours, theirs = core_of(left), core_of(right)
    return ours <= theirs or theirs <= ours


def is_link(source: Source, link: str, kind: str | None = None) -> bool:
    """Whether a source is this link of a gold chain; ``<...>`` are the words of a nameless one.

    A nameless link is met by its words, or by a nameless source of the same kind.
    """
    if not link.startswith("<"):
        return holds(source, link)
    wanted = words_of(link)
    told = [words_of(text) for text in (source.name or "", *(m.text for m in source.mentions))]
    if any(words and (wanted <= words or words <= wanted) for words in told):
        return bool(wanted) or source.name is None
    return source.name is None and (not wanted or kind == source.kind.value)


def same_chain(sources: Sequence[Source], links: Iterable[str], kind: str | None) -> bool:
    """Whether a ledger's chain, author left out, has these links in this order.

    ``kind`` is that of the origin.  A source that nothing names may be left out at the
    end by either side.
    """
    wanted = list(links)
    while wanted and wanted[-1] in {"<>", "<unnamed>", "<unknown>"}:
        wanted.pop()
    mine = list(sources)
    if len(mine) > len(wanted) and mine[-1].name is None and not mine[-1].mentions:
        mine.pop()
    if len(mine) != len(wanted):
        return False
    origin = len(wanted) - 1
    return all(
        is_link(source, link, kind if number == origin else None)
        for number, (source, link) in enumerate(zip(mine, wanted, strict=True))
    )
