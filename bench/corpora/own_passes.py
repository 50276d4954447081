"""Two passes over one report as one gold: what is asked for and what is optional."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from bench.corpora.own_gold import GoldReport, Said
from bench.corpora.polnear import Spans

SHARE: Final = 0.5
"""How much of two contents together must be common for them to be one."""
Left = TypeVar("Left")
Right = TypeVar("Right")


@dataclass(frozen=True, slots=True)
class Entry:
    """One attribution of the merged gold.

    ``answers`` are the readings of the passes, each of which is right.  What only one of
    two passes marked is not ``asked``: neither missed when it is absent nor held against
    whoever finds it.  ``inside`` are the numbers of the entries that may hold this one,
    with None where a pass has it stand alone.
    """

    answers: tuple[Said, ...]
    asked: bool
    inside: frozenset[int | None] = frozenset({None})


def merge_passes(report: GoldReport) -> list[Entry]:
    """The attributions of a report, those asked for and the optional ones, in text order."""
    if report.second is None:
        groups: list[tuple[Said, ...]] = [(one,) for one in report.first.said]
    else:
        pairs = match_passes(report.first.said, report.second.said)
        groups = list(pairs)
        paired = {id(one) for pair in pairs for one in pair}
        groups += [
            (one,)
            for said in (report.first.said, report.second.said)
            for one in said
            if id(one) not in paired
        ]
    groups.sort(key=lambda group: (group[0].content[0], group[0].id))
    return _nested(report, groups)


def _nested(report: GoldReport, groups: Sequence[tuple[Said, ...]]) -> list[Entry]:
    number = {id(one): index for index, group in enumerate(groups) for one in group}
    holders: dict[int, int | None] = {}
    for reading in (report.first, report.second):
        by_id = {one.id: one for one in reading.said} if reading else {}
        for one in by_id.values():
            outer = by_id.get(one.inside or "")
            holders[id(one)] = number[id(outer)] if outer is not None else None
    return [
        Entry(
            group,
            asked=report.second is None or len(group) > 1,
            inside=frozenset(holders[id(one)] for one in group),
        )
        for group in groups
    ]


def match_passes(first: Sequence[Said], second: Sequence[Said]) -> list[tuple[Said, Said]]:
    """The entries that both passes have, one to one."""
    return match_best(first, second, closeness)


def match_best(
    left: Iterable[Left], right: Sequence[Right], close: Callable[[Left, Right], float]
) -> list[tuple[Left, Right]]:
    """Pairs, one to one, the closest first; those whose closeness is 0 never pair."""
    scored = [
        (close(ours, theirs), n, m, ours, theirs)
        for n, ours in enumerate(left)
        for m, theirs in enumerate(right)
    ]
    pairs, taken, given = [], set[int](), set[int]()
    for score, n, m, ours, theirs in sorted(scored, key=lambda row: (-row[0], row[1], row[2])):
        if score > 0 and n not in taken and m not in given:
            pairs.append((ours, theirs))
            taken.add(n)
            given.add(m)
    return pairs


def closeness(left: Said, right: Said) -> float:
    """How alike two readings are, 0 when they cannot be of one attribution."""
    return close_parts(
        (left.source, left.cue, left.content), (right.source, right.cue, right.content)
    )


def close_parts(left: tuple[Spans, Spans, Spans], right: tuple[Spans, Spans, Spans]) -> float:
    """How alike two attributions are by source, cue and content, 0 for different ones.

    Their contents must share half, and source or cue must share something or be absent
    from both.
    """
    source, cue, content = (shared(*parts) for parts in zip(left, right, strict=True))
    return content + 0.5 * source + 0.5 * cue if content >= SHARE and source + cue > 0 else 0.0


def shared(left: Spans, right: Spans) -> float:
    """The share of two parts together that is common; 1 where both are absent."""
    ours, theirs = covered(left), covered(right)
    return len(ours & theirs) / len(ours | theirs) if ours or theirs else 1.0


def covered(spans: Spans) -> set[int]:
    """The offsets of a part, whatever pieces it comes in."""
    return {index for start, stop in spans for index in range(start, stop)}
