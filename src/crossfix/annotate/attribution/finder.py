"""All rules over one parsed text, and one attribution for each act of saying."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from crossfix.annotate.attribution.adjuncts import find_adjuncts, find_citing
from crossfix.annotate.attribution.anaphora import find_anaphoric
from crossfix.annotate.attribution.clauses import keep_apart
from crossfix.annotate.attribution.colons import find_colons
from crossfix.annotate.attribution.direct import add_quotations
from crossfix.annotate.attribution.finding import Finding, Page, Range, covers, without
from crossfix.annotate.attribution.nominal import find_nominal
from crossfix.annotate.attribution.passives import find_emerging, find_passive
from crossfix.annotate.attribution.verbs import find_active

RULES: Final = (find_adjuncts, find_active, find_passive, find_emerging, find_nominal)
"""Rules in the order in which they win where two find the same words of saying."""


def find_on(page: Page) -> list[Finding]:
    """Every attribution on a page that the rules find, in text order.

    Takes time in the length of the text.
    """
    found = _one_per_cue(finding for rule in RULES for finding in rule(page))
    found = _without_relatives(found)
    found = find_anaphoric(page, found)
    found = _of_what_is_claimed(found)
    found = add_quotations(page, found)
    found = find_colons(page, found)
    found = _of_colons(found)
    found = keep_apart(page, [finding for finding in found if finding.content])
    found = _with_citing(found, list(find_citing(page, found)))
    found = past_opening(page, found)
    return sorted(_one_per_cue(found), key=lambda finding: (finding.extent, finding.cue))


def past_opening(page: Page, found: list[Finding]) -> list[Finding]:
    """Findings without a dateline or a number that opens the paragraph."""
    if not page.opening:
        return found
    hole = [(0, page.opening)]
    kept = []
    for finding in found:
        if finding.cue[0] < page.opening:
            continue
        source = finding.source
        if source is not None and source[0] < page.opening:
            source = (page.opening, source[1]) if page.opening < source[1] else None
        content = tuple(without(finding.content, hole))
        kept.append(replace(finding, source=source, content=content))
    return [finding for finding in kept if finding.content]


def _with_citing(found: list[Finding], citing: list[Finding]) -> list[Finding]:
    """Findings with those that cite others, whose words leave the outer content."""
    phrases = {
        finding.inside: (finding.cue[0], finding.source[1])
        for finding in citing
        if finding.source is not None
    }
    cut = [
        finding.holding(without(finding.content, [_with_comma(finding, phrases[finding.cue])]))
        if finding.cue in phrases
        else finding
        for finding in found
    ]
    return cut + citing


def _with_comma(finding: Finding, phrase: Range) -> Range:
    """A cut phrase with the comma behind it, where it opens the content."""
    opens = any(start == phrase[0] for start, _ in finding.content)
    return (phrase[0], phrase[1] + 1) if opens else phrase


def _without_relatives(found: list[Finding]) -> list[Finding]:
    """Findings without the clause that adds who else said it (", which X confirmed")."""
    added = [(f.content[-1][1], f.extent[1]) for f in found if f.rule == "relative"]
    if not added:
        return found
    cut = [
        f if f.rule == "relative" else f.holding(without(f.content, _touching(f, added)))
        for f in found
    ]
    return [_of_the_same(f, cut) if f.rule == "relative" else f for f in cut]


def _of_the_same(finding: Finding, others: list[Finding]) -> Finding:
    """Confirming "his announcement of a truce" is saying what the announcement says."""
    (first, last) = finding.content[0]
    for other in others:
        if other.rule == "noun" and covers((first, last), other.cue) and other.content:
            return finding.holding(other.content)
    return finding


def _of_what_is_claimed(found: list[Finding]) -> list[Finding]:
    """Findings whose "..., a claim rejected by X" is about the claim and no part of it."""
    added = [f for f in found if f.rule == "appositive"]
    if not added:
        return found
    by_end: dict[int, Finding] = {}
    kept = []
    for finding in found:
        if finding.rule == "appositive":
            continue
        holes = [
            (other.content[-1][1], other.extent[1])
            for other in added
            if other.content[-1][1] < finding.extent[1]
            and finding.content[-1][0] < other.content[-1][1]
        ]
        cut = finding.holding(without(finding.content, holes)) if holes else finding
        if cut.content:
            kept.append(cut)
            by_end.setdefault(cut.content[-1][1], cut)
    return kept + [
        f.holding(by_end[f.content[-1][1]].content) if f.content[-1][1] in by_end else f
        for f in added
    ]


def _of_colons(found: list[Finding]) -> list[Finding]:
    """Findings whose "this" means what stands behind a colon ("Comrades confirm: ...")."""
    colons = {f.cue[0]: f for f in found if f.rule == "colon"}
    if not colons:
        return found
    return [
        next((f.holding(g.content) for at, g in colons.items()
              if any(a <= at < b for a, b in f.content)), f)
        if f.rule == "anaphor" else f
        for f in found
    ]  # fmt: skip


def _touching(finding: Finding, added: list[Range]) -> list[Range]:
    first, last = finding.extent
    return [
        piece for piece in added if piece[0] < last and first < piece[0] and last <= piece[1] + 1
    ]


def _one_per_cue(findings: Iterable[Finding]) -> list[Finding]:
    taken: set[int] = set()
    kept = []
    for finding in findings:
        cue = range(*finding.cue)
        if taken.isdisjoint(cue):
            taken.update(cue)
            kept.append(finding)
    return kept
