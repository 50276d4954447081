"""Who copied whom: the reports of a case whose text stands in a report, with the words.

A report's fingerprints bring up the reports that share some of them; each of these is laid
beside it and the shared stretches are judged.  A report is never compared with the case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
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
from crossfix.link.copies_standing import Standing
from crossfix.link.copies_weigh import SURE, Sides, judge, probability
from crossfix.link.copies_words import Words, read_words
from crossfix.model import Ledger, Span, make_id

MOST: Final = 100
"""So many reports are laid beside one at most, those that share most fingerprints first."""
_FEW: Final = 20
"""Reports that share a single key are laid beside one only up to so many in all: chance."""
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
    found = []
    standing = Standing(report, prints, holders, index)
    for other in candidates(holders, index):
        copy = compare(report, other, standing)
        if copy is not None:
            found.append(copy)
    yield from sorted(found, key=lambda copy: (-copy.score, copy.id))


def candidates(holders: dict[str, list[int]], index: CopyIndex) -> list[Report]:
    """The reports to lay beside one: those with most keys in common, the earlier before others."""
    ranked = sorted(holders, key=lambda other: (-len(holders[other]), other))
    several = [other for other in ranked if len(holders[other]) > 1]
    least = len(holders[several[MOST - 1]]) if len(several) > MOST else 2
    # Those that share as much as the last that is taken are told apart by their days.
    reports = [
        (len(holders[other]), index.report(other))
        for other in several
        if len(holders[other]) >= least
    ]
    reports.sort(key=lambda found: (-found[0], found[1].order))
    chance = ranked[len(several) : max(len(several), _FEW)]
    return [report for _, report in reports[:MOST]] + [index.report(other) for other in chance]


def compare(one: Report, other: Report, standing: Standing | None = None) -> Copy | None:
    """What two reports have in common; ``None`` where there is nothing to tell of."""
    left, right = sorted((one, other), key=lambda report: report.order)
    basis, turned, told = tell_direction(left, right)
    if turned:
        left, right = right, left
    words = _words(left.text), _words(right.text)
    judged = []
    for block in align(*words):
        sides = Sides(*words, block)
        kind, reasons = judge(sides)
        if kind is PassageKind.COPIED and standing is not None:
            kind = standing.kind_of(_stretch(sides, ours_left=left is one), kind)
        if kind is not None:
            judged.append((sides, kind, reasons))
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
        reasons=surest.reasons | (told if copied else {}),
    )


def _holds(judged: list[tuple[Sides, PassageKind, dict[str, float]]]) -> bool:
    """Whether two reports share enough: one sure stretch, or two that are likely."""
    likely = [sum(why.values()) for _, kind, why in judged if kind is PassageKind.COPIED]
    return len(likely) > 1 or any(logit > SURE for logit in likely)


@lru_cache(maxsize=512)
def _words(text: str) -> Words:
    return read_words(text)


def _stretch(sides: Sides, *, ours_left: bool) -> tuple[int, int]:
    """The offsets of a shared stretch in the report that is being looked at."""
    words, within = (
        (sides.left, sides.block.left) if ours_left else (sides.right, sides.block.right)
    )
    return words.starts[within[0]], words.stops[within[1] - 1]


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
