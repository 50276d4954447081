"""What the API answers and takes, as records: the page's types are generated from these.

Records of the ledger and of findings go out as they are (:mod:`crossfix.model`,
:mod:`crossfix.findings`); what stands here is what the page needs beside them: rows for
lists, the map and the timeline, and the bodies of what is written.
"""

from __future__ import annotations

from typing import Final

from crossfix.web.shapes.bodies import (
    GradeBody,
    Job,
    JobItem,
    JudgementBody,
    PasteBody,
    Problem,
    ResolutionBody,
    ReviewBody,
    UndoBody,
    Written,
)
from crossfix.web.shapes.case import (
    AccountWords,
    CaseSummary,
    Graphic,
    HappeningRow,
    HappeningRows,
    HappeningView,
    ReportRow,
    ReportView,
    Spot,
)
from crossfix.web.shapes.rows import (
    ChangeRows,
    ClaimRow,
    ClaimRows,
    ConflictRow,
    ConflictRows,
    CopyRows,
    FireRow,
    FireRows,
    ForecastRows,
    GapRow,
    GapRows,
    IssueRow,
    IssueRows,
    Page,
    ReportRows,
    SearchHit,
    SearchHits,
    SourceRow,
    SourceRows,
)

__all__ = [
    "API_VERSION",
    "AccountWords",
    "CaseSummary",
    "ChangeRows",
    "ClaimRow",
    "ClaimRows",
    "ConflictRow",
    "ConflictRows",
    "CopyRows",
    "FireRow",
    "FireRows",
    "ForecastRows",
    "GapRow",
    "GapRows",
    "GradeBody",
    "Graphic",
    "HappeningRow",
    "HappeningRows",
    "HappeningView",
    "IssueRow",
    "IssueRows",
    "Job",
    "JobItem",
    "JudgementBody",
    "Page",
    "PasteBody",
    "Problem",
    "ReportRow",
    "ReportRows",
    "ReportView",
    "ResolutionBody",
    "ReviewBody",
    "SearchHit",
    "SearchHits",
    "SourceRow",
    "SourceRows",
    "Spot",
    "UndoBody",
    "Written",
]

API_VERSION: Final = "1"
"""Rises when a field of an answer changes its name or meaning."""
