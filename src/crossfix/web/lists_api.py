"""The API on lists: claims, sources, copies, conflicts, gaps, forecasts, changes, fires, issues."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from crossfix.codes import ClaimKind
from crossfix.web import lists, sources, speech
from crossfix.web.paging import OFFSET, limit_of
from crossfix.web.routes import Asked, Parameter, Refusal, Route
from crossfix.web.shapes import (
    ChangeRows,
    ClaimRows,
    ConflictRows,
    CopyRows,
    FireRows,
    ForecastRows,
    GapRows,
    IssueRows,
    SourceRows,
)

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def _claims(asked: Asked) -> ClaimRows:
    wanted = speech.Wanted(
        words=asked.word("q"),
        source=asked.word("source"),
        kind=asked.word("kind"),
        document=asked.word("document"),
    )
    held = asked.desk.holdings
    return speech.claim_rows(held, wanted, asked.number("offset"), asked.number("limit"))


def _sources(asked: Asked) -> SourceRows:
    return sources.source_rows(asked.desk.holdings)


def _copies(asked: Asked) -> CopyRows:
    return sources.copy_rows(asked.desk.holdings)


def _conflicts(asked: Asked) -> ConflictRows:
    held = asked.desk.holdings
    return lists.conflict_rows(held, asked.number("offset"), asked.number("limit"))


def _gaps(asked: Asked) -> GapRows:
    return speech.gap_rows(asked.desk.holdings, asked.number("offset"), asked.number("limit"))


def _forecasts(asked: Asked) -> ForecastRows:
    return lists.forecast_rows(asked.desk.holdings)


def _changes(asked: Asked) -> ChangeRows:
    since = asked.word("since")
    try:
        if not _DAY.fullmatch(since):
            raise ValueError(since)
        day = date.fromisoformat(since)
    except ValueError:
        raise Refusal(400, f"since cannot be {since!r}", "write a day as 2025-02-12") from None
    return lists.change_rows(asked.desk.holdings, day.isoformat())


def _fires(asked: Asked) -> FireRows:
    return lists.fire_rows(asked.desk.holdings)


def _issues(asked: Asked) -> IssueRows:
    return lists.issue_rows(asked.desk.holdings)


ROUTES = (
    Route(
        "GET",
        "/claims",
        _claims,
        "What is claimed, by whom, through whom; those of the newest report first.",
        query=(
            limit_of(100),
            OFFSET,
            Parameter("q", "Words in the claim, or in the name of who makes it."),
            Parameter("source", "Words in the name of anybody in the chain."),
            Parameter("kind", "Only of this kind.", choices=tuple(ClaimKind)),
            Parameter("document", "Only of the report with this id."),
        ),
        answer=ClaimRows,
        by_head=True,
    ),
    Route("GET", "/sources", _sources, "Sources with their record, in counts.",
          answer=SourceRows, by_head=True),
    Route("GET", "/copies", _copies, "Who copied whom, with the words that match.",
          answer=CopyRows, by_head=True),
    Route("GET", "/conflicts", _conflicts, "What accounts tell against each other.",
          query=(limit_of(50), OFFSET), answer=ConflictRows, by_head=True),
    Route("GET", "/gaps", _gaps, "Evidence that is promised and not there.",
          query=(limit_of(100), OFFSET), answer=GapRows, by_head=True),
    Route("GET", "/forecasts", _forecasts, "The register of forecasts, and its score.",
          answer=ForecastRows, by_head=True),
    Route("GET", "/changes", _changes, "What changed since a day.",
          query=(Parameter("since", "The first day of what is new, as 2025-02-12."),),
          answer=ChangeRows, by_head=True),
    Route("GET", "/fires", _fires, "What checks rest on, and where it lies.",
          answer=FireRows, by_head=True),
    Route("GET", "/issues", _issues, "The reports that could not be read.",
          answer=IssueRows, by_head=True),
)  # fmt: skip
