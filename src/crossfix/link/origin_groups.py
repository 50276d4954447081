"""Independent origins of one happening: which tellings rest on one word.

A graph over the tellings of one happening; what joins two of them are one source, a cited
report, copied text, a forward.  Each connected part is one origin.  The result does not
depend on the order of the tellings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from crossfix.findings.copies import Copy, MatchingWords, Passage
from crossfix.findings.origins import (
    Merge,
    MergeReason,
    OriginGroup,
    OriginKind,
    Telling,
)
from crossfix.link.clusters import components
from crossfix.link.origin_joins import join_cited, join_named, join_wider
from crossfix.link.origin_leans import join_leaning, leaning
from crossfix.model import make_id


def origins(tellings: Iterable[Telling], copies: Iterable[Copy]) -> list[OriginGroup]:
    """The independent origins of one happening, those of most reports first.

    ``tellings`` are those of all its accounts (:func:`crossfix.link.origins.tellings_of`),
    ``copies`` those between their reports; others are left aside.
    """
    told = {telling.id: telling for telling in tellings}
    ordered = sorted(told.values(), key=order)
    merges = _joins(ordered, copies) if len(ordered) > 1 else []
    parts = [frozenset(part) for part in components(told, ((m.left, m.right) for m in merges))]
    part_of = {member: part for part in parts for member in part}
    inside: dict[frozenset[str], list[Merge]] = {part: [] for part in parts}
    for merge in merges:  # both ends lie in one part: the merge is what joins them
        inside[part_of[merge.left]].append(merge)
    groups = [_group(part, inside[part], told) for part in parts]
    return sorted(groups, key=lambda group: (-len(group.documents), group.id))


def _joins(tellings: list[Telling], copies: Iterable[Copy]) -> list[Merge]:
    """All that joins two of the tellings, which come in order.

    Own words that rest on a source have no name of their own: through it they would join
    what an outlet has from one source with what it has from another.
    """
    leans = leaning(tellings)
    named = [telling for telling in tellings if telling.id not in leans]
    copied = list(_join_copied(tellings, copies))
    return [
        *join_named(named),
        *join_cited(named),
        *copied,
        *join_wider(named),
        *join_leaning(leans, _later(copied)),
    ]


def _later(copied: Iterable[Merge]) -> set[str]:
    """The tellings that come after one whose text they have."""
    return {merge.right for merge in copied}


def order(telling: Telling) -> tuple[str, str, str]:
    """By day, then report, then id."""
    return telling.published or "9999", telling.document_id, telling.id


def _group(members: frozenset[str], merges: list[Merge], told: dict[str, Telling]) -> OriginGroup:
    tellings = sorted((told[member] for member in members), key=order)
    named = [t for t in tellings if t.origin.kind is not OriginKind.UNNAMED]
    shown = _shown(named or tellings)
    return OriginGroup(
        id=make_id("org", *sorted(members)),
        name=shown.origin.name,
        kind=shown.origin.kind,
        source_kind=shown.origin.source_kind,
        tellings=tuple(tellings),
        documents=tuple(dict.fromkeys(t.document_id for t in tellings)),
        merges=tuple(sorted(merges, key=lambda m: (m.left, m.right, m.reason))),
        anonymous=not named,
        denies=all(t.denied for t in tellings),
    )


def _shown(tellings: list[Telling]) -> Telling:
    """The telling after which a group is called: the commonest named source, else the first."""
    if len(tellings) == 1:
        return tellings[0]
    counts = Counter(t.origin.keys[0] for t in tellings)
    return max(
        tellings,
        key=lambda t: (
            t.origin.kind is OriginKind.NAMED and not t.origin.keys[0].startswith("outlet:"),
            counts[t.origin.keys[0]],
            len(t.origin.name or ""),
        ),
    )


# --- copied text ------------------------------------------------------------------------------

_COPIED = 5.0


def _join_copied(tellings: list[Telling], copies: Iterable[Copy]) -> Iterator[Merge]:
    """Tellings of which the words stand in a stretch that one report has from the other."""
    by_report: dict[str, list[Telling]] = {}
    for telling in tellings:
        by_report.setdefault(telling.document_id, []).append(telling)
    for copy in copies:
        if copy.left not in by_report or copy.right not in by_report:
            continue
        for passage in copy.copied:
            left = [t for t in by_report[copy.left] if passage.left.overlaps(t.words)]
            right = [t for t in by_report[copy.right] if passage.right.overlaps(t.words)]
            for one, other in _counterparts(left, right):
                yield Merge(
                    left=one.id,
                    right=other.id,
                    reason=MergeReason.COPIED,
                    weight=_COPIED,
                    because=f"{copy.kind} copy, {passage.words} words match",
                    matching=_around(passage, one),
                )


def _counterparts(left: list[Telling], right: list[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Which telling of one report is which of the other, where text was copied.

    The same source first, then the same kind of source; a copy that tells it on its own or
    on an unnamed word, or names whom it copied, has it from the only telling there is.
    """
    for other in right:
        same = [one for one in left if set(one.origin.keys) & set(other.origin.keys)]
        alike = [
            one
            for one in left
            if one.origin.kind is other.origin.kind and one.origin.kind is not OriginKind.NAMED
        ]
        only = left if len(left) == 1 and _may_rest(left[0], other) else []
        for one in (same or alike or only)[:1]:
            yield one, other


def _may_rest(one: Telling, other: Telling) -> bool:
    """Whether of two tellings in copied text one can be the other: not two named sources."""
    named = OriginKind.NAMED
    cites = bool(set(one.publisher) & set(other.origin.keys))
    return cites or one.origin.kind is not named or other.origin.kind is not named


def _around(passage: Passage, telling: Telling) -> tuple[MatchingWords, ...]:
    """The runs of a passage, or of a long one the five nearest to the telling's words."""
    near = sorted(passage.matching, key=lambda run: abs(run.left.start - telling.words.start))
    return tuple(sorted(near[:5], key=lambda run: run.left.start))
