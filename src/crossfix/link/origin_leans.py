"""A report's own words beside a source that it names: whose word they rest on.

A headline sums up, and what follows a quotation goes on without "he said": words of a report
that stand in no attribution tell again what the report has from somebody, and so does "the
statement" of nobody named.  They are no second witness.  Where a report names nobody for a
happening, its own word stays its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from crossfix.findings.origins import Merge, MergeReason, OriginKind, Telling
from crossfix.model import SourceKind

_LEANS: Final = 2.0
"""In logits: set by judgement."""


def leaning(tellings: Sequence[Telling]) -> Mapping[str, Telling]:
    """What a report tells in its own words, by id, with the telling that it rests on.

    That is the last one before it, in the same report, that is on somebody's word and asserts
    (or denies) the same; else the first one after it.
    """
    by_report: dict[str, list[Telling]] = {}
    for telling in sorted(tellings, key=lambda t: (t.words.start, t.id)):
        by_report.setdefault(telling.document_id, []).append(telling)
    found: dict[str, Telling] = {}
    for told in by_report.values():
        for one in told:
            if _is_nobody_s(one) and (rest := _nearest(one, told)):
                found[one.id] = rest
    return found


def join_leaning(leans: Mapping[str, Telling], copied: Collection[str]) -> Iterator[Merge]:
    """Own words with what they rest on; not those that the report has from another (``copied``)."""
    for name, rest in leans.items():
        if name not in copied:
            yield Merge(
                left=name,
                right=rest.id,
                reason=MergeReason.OWN_WORDS,
                weight=_LEANS,
                because=f"the report names {rest.origin.name or 'a source'} for it",
            )


def _is_nobody_s(telling: Telling) -> bool:
    """Whether no source of its own tells it: the report itself, or a paper of nobody named."""
    if telling.forwarded:
        return False
    if telling.origin.kind is OriginKind.UNNAMED:
        return telling.origin.source_kind is SourceKind.DOCUMENT
    return telling.origin.kind is OriginKind.OWN and telling.attribution is None


def _nearest(one: Telling, told: Sequence[Telling]) -> Telling | None:
    """The telling of the same report (in order of the text) that ``one`` rests on."""
    others = [t for t in told if not _is_nobody_s(t) and t.denied is one.denied]
    before = [t for t in others if t.words.start < one.words.start]
    return before[-1] if before else next(iter(others), None)
