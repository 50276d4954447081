"""All rules over one parsed text, and one attribution for each act of saying."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from crossfix.annotate.attribution.adjuncts import find_adjuncts, find_citing
from crossfix.annotate.attribution.direct import add_quotations, find_anaphoric, find_colons
from crossfix.annotate.attribution.finding import Finding, Page, Range, covers, page_of, without
from crossfix.annotate.attribution.nominal import find_nominal
from crossfix.annotate.attribution.passives import find_emerging, find_passive
from crossfix.annotate.attribution.verbs import find_active

if TYPE_CHECKING:
    from spacy.tokens import Doc

RULES: Final = (find_adjuncts, find_active, find_passive, find_emerging, find_nominal)
"""Rules in the order in which they win where two find the same words of saying."""


def find_attributions(doc: Doc) -> list[Finding]:
    """Every attribution in one parsed text, in text order.

    Takes time in the length of the text.
    """
    return find_on(page_of(doc))


def find_on(page: Page) -> list[Finding]:
    """Every attribution on a page whose quotations are known."""
    found = _one_per_cue(finding for rule in RULES for finding in rule(page))
    found = _without_relatives(found)
    found = find_anaphoric(page, found)
    found = add_quotations(page, found)
    found = find_colons(page, found)
    found = [finding for finding in found if finding.content]
    found = _with_citing(found, list(find_citing(page, found)))
    return sorted(_one_per_cue(found), key=lambda finding: (finding.extent, finding.cue))


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
