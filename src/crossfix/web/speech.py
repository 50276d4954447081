"""Claims and gaps of all reports as rows: who says it, through whom, on what evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from crossfix.codes import Polarity, SourceKind
from crossfix.model import Attribution, Claim, Document, Gap, Ledger, Source
from crossfix.views.wording import Wording
from crossfix.web.folding import why_folded
from crossfix.web.holdings import Holdings
from crossfix.web.paging import part_of, words_match
from crossfix.web.shapes import ClaimRow, ClaimRows, GapRow, GapRows, ReportRow

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims are asked for; what is empty does not narrow."""

    words: str = ""
    source: str = ""
    kind: str = ""
    document: str = ""

    def takes(self, row: ClaimRow) -> bool:
        """Whether a claim is asked for."""
        return (
            (not self.document or row.document == self.document)
            and (not self.kind or row.kind.value == self.kind)
            and (not self.source or words_match(self.source, " ".join((row.source, *row.chain))))
            and (not self.words or words_match(self.words, f"{row.words} {row.source}"))
        )


def claim_rows(held: Holdings, wanted: Wanted, offset: int, limit: int) -> ClaimRows:
    """A part of the claims, those of the newest report first, with what stands behind them."""
    rows = [row for row in every_claim(held) if wanted.takes(row)]
    page, some = part_of(rows, offset, limit)
    about = list(dict.fromkeys(name for row in some for name in row.claim.refers_to))
    backing = held.overview_so_far.about(about)
    shown = (
        msgspec.structs.replace(
            row,
            backing=next((backing[n] for n in row.claim.refers_to if n in backing), None),
            graphic=why_folded(row.words),
        )
        for row in some
    )
    return ClaimRows(page=page, rows=tuple(shown))


def every_claim(held: Holdings) -> tuple[ClaimRow, ...]:
    """All claims, without what stands behind them."""
    return held.remember("claims", lambda: tuple(_claims(held)))


def _claims(held: Holdings) -> Iterator[ClaimRow]:
    rejected = held.rejected
    told = {(n, a.id): a for n, a in held.corrected("attributions") if isinstance(a, Attribution)}
    claims = _by_report((n, c) for n, c in held.corrected("claims") if isinstance(c, Claim))
    sources = _by_report((n, s) for n, s in held.corrected("sources") if isinstance(s, Source))
    for report in held.reports.values():
        speakers = _speakers(report, sources.get(report.id, ()))
        for claim in claims.get(report.id, ()):
            by = told.get((report.id, claim.attribution or ""))
            yield _claim(claim, by, report, speakers, is_rejected=claim.id in rejected)


def _by_report(entries: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for name, entry in entries:
        found.setdefault(name, []).append(entry)
    return found


def _speakers(report: ReportRow, sources: Iterable[Source]) -> Wording:
    """The words for the sources of one report, as the terminal has them."""
    document = Document(id=report.id, path=report.path, sha256="", text="")
    return Wording(Ledger(document=document, sources=tuple(sources)))


def _claim(
    claim: Claim,
    by: Attribution | None,
    report: ReportRow,
    speakers: Wording,
    *,
    is_rejected: bool,
) -> ClaimRow:
    kinds = {source.id: source.kind for source in speakers.ledger.sources}
    chain = by.chain if by else (claim.source_id,)
    return ClaimRow(
        claim=claim,
        document=report.id,
        heading=report.heading,
        published=report.published,
        source=speakers.source(claim.source_id),
        source_kind=kinds.get(claim.source_id, SourceKind.OTHER),
        chain=tuple(map(speakers.source, chain)),
        evidence=by.evidence.value if by and by.evidence else None,
        polarity=by.polarity if by else Polarity.AFFIRMED,
        words=" … ".join(" ".join(span.text.split()) for span in claim.spans),
        kind=claim.kind,
        rejected=is_rejected,
        heading_graphic=report.heading_graphic,
    )


def gap_rows(held: Holdings, offset: int, limit: int) -> GapRows:
    """A part of the gaps, those of the newest report first."""
    rows = held.remember("gaps", lambda: tuple(_gaps(held)))
    page, some = part_of(rows, offset, limit)
    shown = (msgspec.structs.replace(row, graphic=why_folded(row.gap.text)) for row in some)
    return GapRows(page=page, rows=tuple(shown))


def _gaps(held: Holdings) -> Iterator[GapRow]:
    gaps = _by_report((n, g) for n, g in held.corrected("gaps") if isinstance(g, Gap))
    for report in held.reports.values():
        for gap in gaps.get(report.id, ()):
            yield GapRow(
                gap=gap,
                kind=gap.kind,
                promises=gap.promises,
                document=report.id,
                heading=report.heading,
                published=report.published,
                rejected=gap.id in held.rejected,
                heading_graphic=report.heading_graphic,
            )
