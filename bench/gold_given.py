"""The ledger of a gold report when the spans of its attributions are given.

What the marks and the resolution of sources make of right spans: finding them is
measured elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from bench.corpora.own_gold import GoldReport, Said
from bench.corpora.own_passes import Entry
from bench.corpora.polnear import Spans
from crossfix.annotate.attribution.finding import Finding, Range, page_of
from crossfix.annotate.attribution.stage import records
from crossfix.config import Config
from crossfix.model import Attribution, Document, Ledger, Segment, Source, make_id
from crossfix.pipeline import load_stages, prepare, run_stages
from crossfix.reading import Passage, Reading, Received


def read_given(report: GoldReport, entries: Sequence[Entry]) -> Ledger:
    """Voices, marks and sources of a report, on the spans of the first reading of each entry."""
    reading = run_stages(_prepared(report), load_stages(Config(stages=("voices",))))
    reading = reading.with_entries(_attributions(reading, entries))
    reading = run_stages(reading, load_stages(Config(stages=("sources",))))
    return Ledger(
        document=reading.document,
        segments=reading.all(Segment),
        sources=reading.all(Source),
        attributions=reading.all(Attribution),
    )


def _prepared(report: GoldReport) -> Reading:
    raw = report.text.encode("utf-8")
    digest = hashlib.sha256(raw).hexdigest()
    document = Document(
        id=make_id("doc", digest, ""),
        path=report.name,
        sha256=digest,
        text=report.text,
        published=report.published,
    )
    [reading] = prepare([Received(document, raw)])
    return reading


def _attributions(reading: Reading, entries: Sequence[Entry]) -> Iterable[Attribution]:
    for passage in reading.passages:
        here = [entry for entry in entries if _lies_in(passage, entry.answers[0].content)]
        if here:
            numbers = {id(entry): number for number, entry in enumerate(entries)}
            by_number = {numbers[id(entry)]: entry.answers[0] for entry in here}
            findings = []
            for entry in here:
                holder = next((n for n in entry.inside if n is not None and n in by_number), None)
                inside = by_number[holder] if holder is not None else None
                findings.append(_finding(passage, entry.answers[0], inside))
            page = page_of(passage.doc)
            yield from records(reading.document.id, passage, page, findings)


def _finding(passage: Passage, said: Said, inside: Said | None) -> Finding:
    source = _ranges(passage, said.source)
    content = _ranges(passage, said.content)
    return Finding(
        source=(source[0][0], source[-1][1]) if source else None,
        cue=_cue(passage, said),
        content=tuple(content),
        rule="given" if source else "nameless",
        inside=_cue(passage, inside) if inside is not None else None,
    )


def _cue(passage: Passage, said: Said) -> Range:
    """The tokens of the cue; none, at the beginning of the content, where there is no cue."""
    cue = _ranges(passage, said.cue)
    start = _ranges(passage, said.content)[0][0]
    return (cue[0][0], cue[-1][1]) if cue else (start, start)


def _ranges(passage: Passage, spans: Spans) -> list[Range]:
    found = []
    for start, stop in spans:
        tokens = passage.doc.char_span(
            start - passage.offset, stop - passage.offset, alignment_mode="expand"
        )
        if tokens is not None:
            found.append((tokens.start, tokens.end))
    return found


def _lies_in(passage: Passage, spans: Spans) -> bool:
    start, stop = passage.offset, passage.offset + len(passage.text)
    return all(start <= a and b <= stop for a, b in spans)
