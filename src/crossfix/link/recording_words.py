"""The words by which a report says of recorded evidence that there is some, or none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from crossfix import lexicons

NEGATORS: Final = frozenset({"no", "zero", "neither", "nor"})
NOT: Final = frozenset({"not", "never", "hardly", "cannot"})
NOBODY: Final = frozenset({"nobody", "no-one", "none"})
DEFINITE: Final = frozenset(
    ["the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your"]
)
"""What is not shown or released under these words is there."""
SUBJECTS: Final = frozenset({"i", "he", "she", "we", "they", "you", "who", "that", "which", "say"})
PASSIVE: Final = ("be", "have", "has", "had", "is", "are", "was", "were")
BE: Final = frozenset({"be", "have"})
JOINED: Final = frozenset({"or", "and", "nor", "neither", "either"})
OPENING: Final = frozenset(
    ["and", "but", "so", "still", "yet", "however", "also", "although", "though", "because",
     "while", "since", "far", "as", "of", "now", "that", "today", "currently", "unfortunately"]
)  # fmt: skip
SUPPOSED: Final = frozenset({"if", "unless", "whether"})
UNSURE: Final = frozenset(
    ["would", "could", "may", "might", "will", "should", "must", "until", "perhaps", "maybe",
     "possibly", "hope", "expect", "await", "wait", "ask", "demand", "request", "seek", "look",
     "search", "promise"]
)  # fmt: skip
EARLIER: Final = frozenset(
    ["initially", "originally", "earlier", "previously", "formerly", "until", "hitherto"]
)
EXCEPT: Final = frozenset({"except", "besides", "other", "apart", "but", "beyond"})
IN: Final = frozenset({"in", "on", "by", "per", "from", "with"})
MISSING: Final = frozenset({"absent", "missing", "lacking", "unavailable", "nonexistent"})
ACCORDING: Final = (["accord", "to"], ["according", "to"])

CLOSING: Final = frozenset(
    ["no", "not", "neither", "nor", "zero", "be", "have", "do", "the", "this", "that", "these",
     "those", "and", "or", "but", "there", "of", "in", "on", "with", "by", "from", "for", "to",
     "at", "as", "any", "see", "find", "post", "publish", "release", "share", "show", "without",
     "its", "his", "her", "their", "our", "i", "we", "he", "she", "it", "they", "without"]
)  # fmt: skip
PERCEIVED: Final = frozenset({"see", "find", "know", "hear", "receive", "discover", "encounter"})
FRAGMENT: Final = frozenset(
    ["of", "from", "yet", "so", "far", "as", "at", "to", "for", "currently", "available", "about",
     "whatsoever", "still", "this", "that", "on", "in", "here", "anywhere"]
)  # fmt: skip


def made_of(words: Sequence[str]) -> set[str]:
    """The kinds that the words before "evidence" make of it."""
    return {kind for kind in _MADE for word in words if word in lexicons.words(*_made(kind))}


_MADE: Final = ("video", "photo", "satellite", "audio", "visual")


def _made(kind: str) -> tuple[str, str, str]:
    return "recordings", "made", kind


@cache
def making() -> frozenset[str]:
    """The words that make a kind of evidence of what they stand before."""
    return frozenset(word for kind in _MADE for word in lexicons.words(*_made(kind)))


@cache
def names() -> dict[str, str]:
    """What evidence is called, in base form, with its kind."""
    table: dict[str, list[str]] = lexicons.load("recordings")["kinds"]
    return {name: kind for kind, names in table.items() for name in names}


@cache
def appearing() -> frozenset[str]:
    """What evidence does, or what is done with it, when there is some."""
    verbs = ("appear", "publish")
    found = [lexicons.words("recordings", "verbs", verb) for verb in verbs]
    return frozenset().union(*found, {"available", "online", "know", "public"})


@cache
def saying() -> frozenset[str]:
    """The words that say of what was named whether there is any: its content ends there."""
    return BE | lexicons.words("recordings", "verbs", "appear")


def contracted(words: Sequence[str]) -> set[str]:
    """The words that end in "not" cut short: "didn't"."""
    return {word for word in words if word.endswith(("n't", "n’t"))}
