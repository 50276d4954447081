"""What decides whether a stretch that two texts share is text of one in the other.

A table of named features with weights (``lexicons/copies.toml``).  They rest on one
observation: who copies keeps names and figures and changes ordinary words; who reports
another day by the same formula keeps the ordinary words and changes names and figures; and
who quotes the same person shares what stands between quotation marks and little else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import count, pairwise
from math import exp, log2
from typing import Final

from crossfix.findings.copies import PassageKind
from crossfix.lexicons import load
from crossfix.link.copies_align import Block
from crossfix.link.copies_words import Words

_WEIGHTS: Final[dict[str, float]] = load("copies")["weights"]
LIKELY: Final = 0.0
"""Logits above which a stretch is more likely copied than not."""
SURE: Final = 1.4
"""Logits that one stretch of two reports must reach, where not two of them are likely."""


_MOST_OF: Final = 0.5


@dataclass(frozen=True)
class Sides:
    """A block with the words that it lies in."""

    left: Words
    right: Words
    block: Block

    @cached_property
    def content(self) -> tuple[int, int]:
        """How many words of content the block has on either side."""
        return _count(self.left, self.block.left), _count(self.right, self.block.right)

    @cached_property
    def lent(self) -> list[list[bool]]:
        """For the words of each run whether they are nobody's own text (:mod:`copies_lent`).

        Words between quotation marks in one report are somebody's words in the other as
        well, unless that is hardly more than those words: then it is what is quoted.  A list
        of four or more (regions, weapons) and a charge are what was so, whoever tells it, an
        office is what somebody is, and page furniture is no part of any report.
        """
        left, right = self.content
        parts = left < _MOST_OF * len(self.left.content), right < _MOST_OF * len(self.right.content)
        return [
            [
                (self.left.quoted[one] and self.right.quoted[two])
                or (self.left.quoted[one] and parts[1])
                or (self.right.quoted[two] and parts[0])
                or self.left.listed[one]
                or self._is_named(one, two)
                or self._is_furniture(one, two)
                for one, two in zip(range(start, start + length), count(begin), strict=False)
            ]
            for start, begin, length in self.block.runs
        ]

    def _is_named(self, one: int, two: int) -> bool:
        return self.left.titled[one] or self.right.titled[two]

    def _is_furniture(self, one: int, two: int) -> bool:
        return self.left.furniture[one] or self.right.furniture[two]

    @cached_property
    def named(self) -> list[list[bool]]:
        """For the words of each run whether they name somebody or something in full."""
        return [
            [self._is_named(start + step, begin + step) for step in range(length)]
            for start, begin, length in self.block.runs
        ]

    @cached_property
    def has_quotation(self) -> bool:
        """Whether any of the words that match stands between quotation marks."""
        return any(
            any(self.left.quoted[start : start + length])
            or any(self.right.quoted[begin : begin + length])
            for start, begin, length in self.block.runs
        )

    @cached_property
    def is_furniture(self) -> bool:
        """Whether most of the words of content that match belong to the page."""
        told = [
            self._is_furniture(start + step, begin + step)
            for start, begin, length in self.block.runs
            for step in range(length)
            if self.left.is_content[start + step]
        ]
        return 2 * sum(told) > len(told)

    @cached_property
    def matched(self) -> tuple[int, int]:
        """Words of content that match in order: the report's own, and those that are not."""
        own = others = 0
        for (start, _, _), flags in zip(self.block.runs, self.lent, strict=True):
            for index, lent in enumerate(flags, start):
                if self.left.is_content[index]:
                    own, others = own + (not lent), others + lent
        return own, others

    @cached_property
    def longest(self) -> tuple[int, int]:
        """The longest run of words that match: of the report's own, and of any.

        A name in full does not break a run, and does not count in it.
        """
        own = every = 0
        for flags, named in zip(self.lent, self.named, strict=True):
            every = max(every, len(flags))
            going = 0
            for lent, office in zip(flags, named, strict=True):
                going = going + (not lent) if office or not lent else 0
                own = max(own, going)
        return own, every

    @cached_property
    def particulars(self) -> tuple[int, int]:
        """Names, figures and days: how many match, and how many stand where others stand."""
        named = self.left.particular
        same = sum(
            named[start + step] for start, _, length in self.block.runs for step in range(length)
        )
        other = 0
        for (start, begin, length), (after, behind, _) in pairwise(self.block.runs):
            one = _named(self.left, start + length, after)
            two = _named(self.right, begin + length, behind)
            other += min(len(one - two), len(two - one))
        return same, other


def _named(words: Words, start: int, stop: int) -> set[str]:
    return {words.forms[index] for index in range(start, stop) if words.particular[index]}


def _count(words: Words, within: tuple[int, int]) -> int:
    return sum(words.is_content[within[0] : within[1]])


def _plain(sides: Sides, *, quotes: bool) -> float:
    """How many words match that are neither small nor names nor figures (log2, 0 to about 10).

    Two reports of one thing share its names and figures without copying.
    """
    found = 0
    for (start, _, _), flags in zip(sides.block.runs, sides.lent, strict=True):
        for index, lent in enumerate(flags, start):
            ordinary = sides.left.is_content[index] and not sides.left.particular[index]
            found += ordinary and (quotes or not lent)
    return log2(1 + found)


def _run(sides: Sides, *, quotes: bool) -> float:
    """The longest run of words that match exactly (log2, 0 to about 12)."""
    return log2(1 + sides.longest[quotes])


def _density(sides: Sides, *, quotes: bool) -> float:
    """Of the words of content in the stretch, the share that both have (0 to 1)."""
    _, quoted = sides.matched
    left, right = sides.content
    out = 0 if quotes else quoted
    return max(0, sides.block.common - out) / max(1, min(left, right) - out)


def _order(sides: Sides, *, quotes: bool) -> float:
    """Of all words in the stretch, small ones too, the share that match in order (0 to 1).

    Of the longer side, so that what is told in other words on either side counts.
    """
    (start, stop), (begin, end) = sides.block.left, sides.block.right
    quoted = 0 if quotes else sum(map(sum, sides.lent))
    matched = sum(length for _, _, length in sides.block.runs) - quoted
    return matched / max(1, stop - start - quoted, end - begin - quoted)


def _whole(sides: Sides, *, quotes: bool) -> float:
    """The share of the shorter text that the stretch takes up (0 to 1)."""
    left, right = sides.content
    total = min(len(sides.left.content), len(sides.right.content))
    return min(1.0, min(left, right) / max(1, total))


def _particulars(sides: Sides, *, quotes: bool) -> float:
    """Of the names, figures and days in the stretch, the share that another stands for (0 to 1)."""
    same, other = sides.particulars
    return other / (1 + same + other)


FEATURES: Final[dict[str, Callable[..., float]]] = {
    "plain": _plain,
    "run": _run,
    "density": _density,
    "order": _order,
    "whole": _whole,
    "particulars": _particulars,
}
"""The features by name; the docstring of each is its documentation."""


def weigh(sides: Sides, *, quotes: bool = False) -> dict[str, float]:
    """What each feature adds (logits) for calling a stretch copied.

    ``quotes`` counts the words quoted in both like any others.
    """
    added = {
        name: round(_WEIGHTS[name] * measure(sides, quotes=quotes), 3)
        for name, measure in FEATURES.items()
    }
    return {"prior": _WEIGHTS["prior"], **added}


def judge(sides: Sides) -> tuple[PassageKind | None, dict[str, float]]:
    """What a shared stretch is, with the reasons; ``None`` where it is too little to tell."""
    reasons = weigh(sides)
    if sum(reasons.values()) > LIKELY:
        return PassageKind.COPIED, reasons
    if sum(weigh(sides, quotes=True).values()) > LIKELY:
        if sides.is_furniture:
            return PassageKind.STANDING_TEXT, reasons
        if sides.has_quotation:
            return PassageKind.SHARED_QUOTATION, reasons
    without = sum(value for name, value in reasons.items() if name != "particulars")
    if without > LIKELY:
        return PassageKind.FORMULA, reasons
    return None, reasons


def probability(reasons: dict[str, float]) -> float:
    """The probability that logits add up to."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, sum(reasons.values())))))
