"""Who copied whom: the reports of a case whose text stands in a report, with the words.

A report's fingerprints bring up the reports that share some of them; each of these is laid
beside it and the shared stretches are judged.  A report is never compared with the case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from crossfix.findings.copies import (
    Copy,
    CopyKind,
    DirectionBasis,
    Fingerprint,
    MatchingWords,
    Passage,
    PassageKind,
)
from crossfix.link.copies_align import Block, align
from crossfix.link.copies_direction import tell_direction
from crossfix.link.copies_index import CopyIndex
from crossfix.link.copies_prints import fingerprints
from crossfix.link.copies_reports import Report, report_of
from crossfix.link.copies_sieve import outline_of, sift
from crossfix.link.copies_standing import Standing
from crossfix.link.copies_weigh import SURE, Sides, judge, probability
from crossfix.link.copies_words import Words, kept_words
from crossfix.model import Ledger, Span, make_id

MOST: Final = 100
"""So many reports are laid beside one at most, those that share most fingerprints first."""
FEW: Final = 20
"""Reports that share a single key are laid beside one only up to so many in all: chance."""
_Judged = tuple[Sides, PassageKind, dict[str, float]]
"""A shared stretch, what it is, and the reasons."""
_NEARLY: Final = 0.85
_EXACT: Final = 0.9
"""Of the words in a copied stretch so many match where it is not rewritten."""


def find_copies(ledger: Ledger, index: CopyIndex) -> Iterator[Copy]:
    """What a report has in common with the reports of an index, surest first.

    The report itself may be in the index or not.  Where an index holds all the reports of
    a case, the copies found for all of them do not depend on the order in which they came.
    """
    prints = fingerprints(ledger)
    yield from copies_of(report_of(ledger), prints, index)


def copies_of(report: Report, prints: Iterable[Fingerprint], index: CopyIndex) -> Iterator[Copy]:
    """As :func:`find_copies`, of a report whose fingerprints have been taken."""
    prints = list(prints)
    keys = list(dict.fromkeys(key for window in prints for key in window.keys))
    holders = index.holders(keys)
    holders.pop(report.document_id, None)
    standing = Standing(report, prints, holders, index)
    beside = index.outlines(candidates(holders, index))
    laid = [_laid(report, index.report(other)) for other in sift(outline_of(report), beside)]
    for one in laid:
        for stretch in one.stretches():
            standing.note(stretch, one.other)
    found = [copy for one in laid if (copy := _told(one, standing)) is not None]
    yield from sorted(found, key=lambda copy: (-copy.score, copy.id))


def candidates(holders: Mapping[str, Sequence[int]], index: CopyIndex) -> list[str]:
    """The reports to look at: those with most keys in common, the earlier before others."""
    ranked = sorted(holders, key=lambda other: (-len(holders[other]), other))
    several = [other for other in ranked if len(holders[other]) > 1]
    if len(several) > MOST:
        # Those that share as much as the last that is taken are told apart by their days.
        least = len(holders[several[MOST - 1]])
        tied = index.outlines([other for other in several if len(holders[other]) == least])
        more = [other for other in several if len(holders[other]) > least]
        several = more + sorted(tied, key=lambda other: (tied[other].published or "9999", other))
        return several[:MOST]
    return ranked[: max(len(several), FEW)]


def compare(one: Report, other: Report) -> Copy | None:
    """What two reports have in common; ``None`` where there is nothing to tell of."""
    return _told(_laid(one, other), None)


@dataclass(frozen=True)
class _Laid:
    """Two reports side by side: ``other`` beside the one that is being looked at."""

    left: Report
    right: Report
    other: Report
    basis: DirectionBasis
    told: dict[str, float]
    words: tuple[Words, Words]
    judged: list[_Judged]

    def stretch(self, sides: Sides) -> tuple[int, int]:
        """The offsets of a shared stretch in the report that is being looked at."""
        ours_left = self.left is not self.other
        words, within = (
            (sides.left, sides.block.left) if ours_left else (sides.right, sides.block.right)
        )
        return words.starts[within[0]], words.stops[within[1] - 1]

    def stretches(self) -> Iterator[tuple[int, int]]:
        """Those that seem copied and are less than half of either report."""
        for sides, kind, _ in self.judged:
            if kind is PassageKind.COPIED and all(
                2 * held < len(words.content)
                for held, words in zip(sides.content, self.words, strict=True)
            ):
                yield self.stretch(sides)


def _laid(one: Report, other: Report) -> _Laid:
    left, right = sorted((one, other), key=lambda report: report.order)
    basis, turned, told = tell_direction(left, right)
    if turned:
        left, right = right, left
    words = kept_words(left.text), kept_words(right.text)
    judged = []
    for block in align(*words):
        sides = Sides(*words, block)
        kind, reasons = judge(sides)
        if kind is not None:
            judged.append((sides, kind, reasons))
    return _Laid(left, right, other, basis, told, words, judged)


def _told(laid: _Laid, standing: Standing | None) -> Copy | None:
    left, right, words, basis = laid.left, laid.right, laid.words, laid.basis
    judged = [
        (sides, standing.kind_of(laid.stretch(sides)) or kind, reasons)
        if standing is not None and kind is PassageKind.COPIED
        else (sides, kind, reasons)
        for sides, kind, reasons in laid.judged
    ]
    if not _holds(judged):
        judged = [found for found in judged if found[1] is not PassageKind.COPIED]
    if not judged:
        return None
    passages = tuple(_passage(sides, kind, reasons) for sides, kind, reasons in judged)
    copied = [sides for sides, kind, _ in judged if kind is PassageKind.COPIED]
    surest = max(passages, key=lambda p: (p.kind is PassageKind.COPIED, p.score))
    return Copy(
        id=make_id("cpy", *sorted((left.document_id, right.document_id))),
        left=left.document_id,
        right=right.document_id,
        kind=_kind(copied) if copied else None,
        direction=basis if copied else DirectionBasis.UNKNOWN,
        passages=passages,
        coverage_left=_coverage(words[0], (sides.block.left for sides in copied)),
        coverage_right=_coverage(words[1], (sides.block.right for sides in copied)),
        score=surest.score if copied else 0.0,
        reasons=surest.reasons | (laid.told if copied else {}),
    )


def _holds(judged: list[_Judged]) -> bool:
    """Whether two reports share enough: one sure stretch, or two that are likely."""
    likely = [sum(why.values()) for _, kind, why in judged if kind is PassageKind.COPIED]
    return len(likely) > 1 or any(logit > SURE for logit in likely)


def _passage(sides: Sides, kind: PassageKind, reasons: dict[str, float]) -> Passage:
    block = sides.block
    return Passage(
        kind=kind,
        left=_span(sides.left, *block.left),
        right=_span(sides.right, *block.right),
        matching=tuple(
            MatchingWords(
                left=_span(sides.left, start, start + length),
                right=_span(sides.right, begin, begin + length),
            )
            for start, begin, length in block.runs
        ),
        words=sum(length for _, _, length in block.runs),
        score=round(probability(reasons), 4),
        reasons=reasons,
    )


def _span(words: Words, first: int, behind: int) -> Span:
    start, stop = words.starts[first], words.stops[behind - 1]
    return Span(start, stop, words.text[start:stop])


def _coverage(words: Words, stretches: Iterable[tuple[int, int]]) -> float:
    covered = {index for first, behind in stretches for index in range(first, behind)}
    return round(len(covered) / max(1, len(words)), 4)


def _kind(copied: list[Sides]) -> CopyKind:
    """How text stands in the copy: rewritten before reordered before part before whole."""
    matched = sum(sum(length for _, _, length in sides.block.runs) for sides in copied)
    longer = sum(max(_length(s.block.left), _length(s.block.right)) for s in copied)
    if matched < _EXACT * longer:
        return CopyKind.REWRITTEN
    if _is_reordered([sides.block for sides in copied]):
        return CopyKind.REORDERED
    left = _coverage(copied[0].left, (sides.block.left for sides in copied))
    right = _coverage(copied[0].right, (sides.block.right for sides in copied))
    return CopyKind.WHOLE if min(left, right) >= _NEARLY else CopyKind.PART


def _is_reordered(blocks: list[Block]) -> bool:
    blocks = sorted(blocks, key=lambda block: block.left)
    return any(second.right < first.right for first, second in pairwise(blocks))


def _length(within: tuple[int, int]) -> int:
    return within[1] - within[0]


def settle(copies: Iterable[Copy]) -> list[Copy]:
    """One copy for each pair of reports, where both were asked, in the order of their ids.

    The two may differ in what they hold for standing text, for each judges by the windows of
    its own; the one that holds more for it is kept, whichever came first.
    """
    kept: dict[str, Copy] = {}
    for copy in copies:
        other = kept.get(copy.id)
        if other is None or _held(copy) < _held(other):
            kept[copy.id] = copy
    return [kept[key] for key in sorted(kept)]


def _held(copy: Copy) -> tuple[int, float, float]:
    return len(copy.copied), copy.coverage_left, copy.score


def mark_merged(copies: Iterable[Copy]) -> list[Copy]:
    """The copies, those of a report put together from several marked as such.

    A report is merged when two reports that it copied, neither of which is a copy of the
    other, gave it different stretches.  It can only be told when all copies are known.
    """
    copies = list(copies)
    related = {frozenset((c.left, c.right)) for c in copies if c.copied}
    told = [c for c in copies if c.copied and c.direction is not DirectionBasis.UNKNOWN]
    of_copy: dict[str, list[Copy]] = {}
    for copy in told:
        of_copy.setdefault(copy.right, []).append(copy)
    merged = {
        one.id
        for taken in of_copy.values()
        for one in taken
        if any(
            frozenset((one.left, other.left)) not in related and _apart(one, other)
            for other in taken
            if other.left != one.left
        )
    }
    return [_as_merged(copy) if copy.id in merged else copy for copy in copies]


def _apart(one: Copy, other: Copy) -> bool:
    """Whether each gave the copy a stretch that the other did not give."""
    return all(
        any(not any(p.right.overlaps(q.right) for q in second.copied) for p in first.copied)
        for first, second in ((one, other), (other, one))
    )


def _as_merged(copy: Copy) -> Copy:
    fields = {name: getattr(copy, name) for name in copy.__struct_fields__}
    return Copy(**fields | {"kind": CopyKind.MERGED})
