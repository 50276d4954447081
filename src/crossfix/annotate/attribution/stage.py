"""The stage that turns findings into attributions of the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from crossfix.annotate.attribution.combine import combine
from crossfix.annotate.attribution.finder import find_on
from crossfix.annotate.attribution.finding import Finding, Page, Range, page_of
from crossfix.annotate.attribution.marks import evidence_of, find_hedges, polarity_of
from crossfix.annotate.attribution.tagger import PARTS, tag_texts
from crossfix.config import Config
from crossfix.model import Attribution, Entry, Notice, Span, make_id
from crossfix.models import encode, load_encoder
from crossfix.reading import Passage, Reading

_NAMELESS_RULES: Final = frozenset({"nameless", "emerging"})


class Attributions:
    """Who says what, by whose words: source, cue and content of every act of saying.

    Sources stay unresolved and chains empty; :mod:`crossfix.ground.sources` fills both.
    """

    name = "attribution"
    version = "3"

    def __init__(self, config: Config) -> None:
        pass

    def run(self, reading: Reading) -> Iterable[Entry | Notice]:
        """The attributions of every passage, outer ones before those they hold."""
        tagged = tag_texts(load_encoder().heads[PARTS], encode(reading))
        for passage, statements in zip(reading.passages, tagged, strict=True):
            page = page_of(passage.doc)
            found = combine(page, statements, find_on(page))
            yield from records(reading.document.id, passage, page, found)


def records(
    document: str, passage: Passage, page: Page, findings: Sequence[Finding]
) -> Iterator[Attribution]:
    """Attributions of one passage, with nesting, doubt, denial and evidence."""
    parents = find_parents(findings)
    ids = {
        finding.cue: make_id(
            "att",
            document,
            _span(passage, page, finding.source) or "-",
            _span(passage, page, finding.cue) or "-",
            *_spans(passage, page, finding.content),
        )
        for finding in findings
    }
    for finding, parent in zip(findings, parents, strict=True):
        source = _span(passage, page, finding.source)
        cue = _span(passage, page, finding.cue)
        content = _spans(passage, page, finding.content)
        if not content:
            continue
        yield Attribution(
            id=ids[finding.cue],
            source=source,
            source_id=None,
            cue=cue,
            content=content,
            parent=ids[parent.cue] if parent else None,
            hedges=_spans(passage, page, find_hedges(page, finding)),
            polarity=polarity_of(page, finding),
            evidence=evidence_of(
                source.text if source else "",
                cue.text if cue else "",
                [span.text for span in content],
                nameless=finding.rule in _NAMELESS_RULES,
            ),
        )


def find_parents(findings: Sequence[Finding]) -> list[Finding | None]:
    """For each finding the innermost other one whose content holds its words of saying.

    Takes time in the findings and in how deep they nest, not in their square.
    """
    by_cue = {finding.cue: finding for finding in findings}
    edges = sorted(
        [(start, 1, number, stop) for number, f in enumerate(findings) for start, stop in f.content]
        + [(finding.cue[0], 2, number, 0) for number, finding in enumerate(findings)]
    )
    held: list[tuple[int, int]] = []
    parents: list[Finding | None] = [by_cue.get(f.inside) if f.inside else None for f in findings]
    for position, kind, number, stop in edges:
        held = [(end, holder) for end, holder in held if end > position]
        if kind == 1:
            held.append((stop, number))
        elif parents[number] is None:
            holders = [(end, holder) for end, holder in held if holder != number]
            if holders:
                parents[number] = findings[min(holders)[1]]
    return _without_circles(findings, parents)


def _without_circles(
    findings: Sequence[Finding], parents: list[Finding | None]
) -> list[Finding | None]:
    """Parents with the link cut that would make an attribution stand inside itself."""
    number_of = {finding.cue: number for number, finding in enumerate(findings)}
    for number in range(len(findings)):
        seen = {number}
        above = parents[number]
        current = number
        while above is not None:
            step = number_of[above.cue]
            if step in seen:
                parents[current] = None
                break
            seen.add(step)
            current, above = step, parents[step]
    return parents


def _span(passage: Passage, page: Page, piece: Range | None) -> Span | None:
    if piece is None:
        return None
    try:
        return passage.tokens(page.doc[piece[0] : piece[1]])
    except ValueError:  # nothing but blanks
        return None


def _spans(passage: Passage, page: Page, pieces: Iterable[Range]) -> tuple[Span, ...]:
    spans = (_span(passage, page, piece) for piece in pieces)
    return tuple(span for span in spans if span is not None)
