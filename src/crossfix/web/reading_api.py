"""The API on reports: the case, its reports, one of them to be read."""

from __future__ import annotations

from collections import Counter
from importlib.metadata import version as installed_version
from typing import Any

import msgspec

from crossfix.errors import BadOption
from crossfix.exporting import forms_of_export
from crossfix.findings.happenings import Happening
from crossfix.model import KINDS
from crossfix.web.folding import folded
from crossfix.web.graphic import graphic_passages, words_in
from crossfix.web.happenings_api import backing_of
from crossfix.web.holdings import Holdings, report_row
from crossfix.web.paging import OFFSET, limit_of, part_of, words_match
from crossfix.web.routes import Asked, Parameter, Refusal, Route
from crossfix.web.shapes import CaseSummary, ReportRow, ReportRows, ReportView


def case_summary(
    held: Holdings, *, writable: bool, who: str, exports: dict[str, str] | None = None
) -> CaseSummary:
    """What a case holds, for the head of the page."""
    counts: Counter[str] = Counter()
    for of_report in held.stock.counts().values():
        counts.update(of_report)
    reports, first, last = held.stock.extent()
    return CaseSummary(
        name=held.stock.name,
        version=installed_version("crossfix"),
        head=held.head,
        reports=reports,
        happenings=held.stock.count(Happening),
        counts=dict(counts),
        pending=held.stock.pending,
        issues=len(held.stock.issues()),
        first=first,
        last=last,
        today=held.today,
        writable=writable,
        who=who,
        exports=exports or {},
    )


def report_rows(held: Holdings, offset: int, limit: int, words: str = "") -> ReportRows:
    """A part of the reports, the newest first, with these words in what they are called."""
    rows = list(held.reports.values())
    if words:
        rows = [row for row in rows if words_match(words, _named(row))]
    page, some = part_of(rows, offset, limit)
    return ReportRows(page=page, rows=some)


def report_view(held: Holdings, document_id: str) -> ReportView:
    """One report to be read; raises :exc:`Refusal` (404) where there is none of this id."""
    try:
        reviewed = held.stock.reviewed(document_id)
    except BadOption as error:
        raise Refusal(404, f"{error.item}: {error.problem}", error.remedy) from None
    ledger = reviewed.ledger
    unreviewed: dict[str, dict[str, Any]] = {
        name: msgspec.to_builtins(entry) for name, entry in reviewed.unreviewed.items()
    }
    counts = {kind: len(there) for kind in KINDS if (there := getattr(ledger, kind))}
    backing = backing_of(held, [event.id for event in ledger.events])
    graphic = tuple(graphic_passages(ledger))
    differing = (words for each in backing.values() for words in each.conflicts)
    return ReportView(
        row=report_row(ledger.document, counts),
        ledger=ledger,
        backing=dict(backing),
        reviews=reviewed.reviews,
        rejected=tuple(sorted(reviewed.rejected)),
        unreviewed=unreviewed,
        graphic=graphic,
        readings=held.stock.readings(document_id),
        graphic_words=folded((*words_in(ledger, graphic), *differing)),
    )


def _named(row: ReportRow) -> str:
    parts = (row.heading, row.author, row.publisher, row.url, row.published, row.path)
    return " ".join(part for part in parts if part)


def _case(asked: Asked) -> CaseSummary:
    held, desk = asked.desk.holdings, asked.desk
    return case_summary(held, writable=desk.writable, who=desk.who, exports=forms_of_export())


def _reports(asked: Asked) -> ReportRows:
    return report_rows(
        asked.desk.holdings, asked.number("offset"), asked.number("limit"), asked.word("q")
    )


def _report(asked: Asked) -> ReportView:
    return report_view(asked.desk.holdings, asked.path["id"])


ROUTES = (
    Route("GET", "/case", _case, "What the case holds.", answer=CaseSummary, by_head=True),
    Route(
        "GET",
        "/reports",
        _reports,
        "The reports, the newest first.",
        query=(
            limit_of(100),
            OFFSET,
            Parameter("q", "Words in the title, the author, the publisher or the address."),
        ),
        answer=ReportRows,
        by_head=True,
    ),
    Route(
        "GET",
        "/reports/{id}",
        _report,
        "One report: its ledger as reviewed, and what stands behind its events.",
        answer=ReportView,
        by_head=True,
    ),
)
