"""How far two passes over one report agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from bench.corpora.own_gold import GoldReport, Said
from bench.corpora.own_passes import match_passes, shared
from bench.gold_names import core_of, one_name

FIELDS: Final = (
    "source",
    "source half",
    "cue",
    "cue half",
    "content",
    "content 0.8",
    "name",
    "kind",
    "inside",
    "chain",
    "polarity",
    "evidence",
)


def agreement_of(report: GoldReport) -> Counter[str]:
    """What a report with two passes adds: entries of each, pairs, and pairs equal by field."""
    if report.second is None:
        raise ValueError(f"{report.name} has one pass only")
    pairs = match_passes(report.first.said, report.second.said)
    counts = Counter(
        first=len(report.first.said), second=len(report.second.said), matched=len(pairs)
    )
    partner = {first.id: second.id for first, second in pairs}
    for first, second in pairs:
        for part in ("source", "cue", "content"):
            ours, theirs = getattr(first, part), getattr(second, part)
            counts[part] += ours == theirs
            counts[f"{part} half"] += shared(ours, theirs) >= 0.5
        counts["content 0.8"] += shared(first.content, second.content) >= 0.8
        counts["name"] += _same_name(first.name, second.name)
        counts["inside"] += (partner.get(first.inside or ""), first.inside is None) == (
            second.inside,
            second.inside is None,
        )
        counts["chain"] += _same_links(first, second)
        for field in ("kind", "polarity", "evidence"):
            counts[field] += getattr(first, field) == getattr(second, field)
    return counts


def _same_name(left: str | None, right: str | None) -> bool:
    return left is right if left is None or right is None else one_name(left, right)


def _same_links(first: Said, second: Said) -> bool:
    """Whether two chains have the same links by their words, in brackets or not."""
    ours, theirs = ([link for link in said.chain if core_of(link)] for said in (first, second))
    return len(ours) == len(theirs) and all(map(one_name, ours, theirs))


def describe_agreement(rows: Iterable[tuple[str, Counter[str]]]) -> Iterator[str]:
    """A table: a line a report, shares of the matched in percent."""
    head = " ".join(f"{field.replace(' half', '½'):>11}" for field in FIELDS)
    yield f"{'':24} {'1st':>4} {'2nd':>4} {'both':>4} {'F1':>5} {head}"
    for name, counts in rows:
        both = counts["matched"]
        f1 = 200 * both / max(1, counts["first"] + counts["second"])
        shares = " ".join(f"{100 * counts[field] / max(1, both):11.1f}" for field in FIELDS)
        yield f"{name:24} {counts['first']:4} {counts['second']:4} {both:4} {f1:5.1f} {shares}"
