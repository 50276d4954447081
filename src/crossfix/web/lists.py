"""Conflicts, forecasts, changes, fires and unreadable reports as rows."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

import msgspec

from crossfix import lexicons
from crossfix.changes import changes_of, fallen_due
from crossfix.findings.checks import Check, Sighting
from crossfix.findings.conflicts import Conflict, standing
from crossfix.model import Document
from crossfix.scoring.scorecard import score
from crossfix.web.folding import folded, why_folded
from crossfix.web.holdings import Holdings
from crossfix.web.paging import part_of
from crossfix.web.passages import account_words
from crossfix.web.shapes import (
    ChangeRows,
    ConflictRow,
    ConflictRows,
    FireRow,
    FireRows,
    ForecastRows,
    IssueRow,
    IssueRows,
)


def conflict_rows(held: Holdings, offset: int, limit: int) -> ConflictRows:
    """A part of the conflicts: those that stand first, then those across reports."""
    every = held.conflicts
    stands = {c.id for whole in held.wholes for c in standing(whole.conflicts)}
    stands |= {c.id for c, home in every if home is None and not c.update}
    ordered = sorted(every, key=lambda one: (one[0].id not in stands, one[1] is None))
    page, some = part_of(ordered, offset, limit)
    documents: dict[str, Document] = {}
    for conflict, _ in some:
        for end in (conflict.left, conflict.right):
            if end.document not in documents:
                documents[end.document] = held.stock.document(end.document)
    rows = (_conflict(one, home, one.id in stands, documents) for one, home in some)
    return ConflictRows(page=page, rows=tuple(rows))


def _conflict(
    conflict: Conflict, home: str | None, stands: bool, documents: Mapping[str, Document]
) -> ConflictRow:
    left, right = conflict.left, conflict.right
    return ConflictRow(
        conflict=conflict,
        happening=home,
        standing=stands,
        left=account_words(conflict.left_event, documents[left.document], left.words),
        right=account_words(conflict.right_event, documents[right.document], right.words),
        graphic=why_folded(conflict.differs),
    )


def forecast_rows(held: Holdings) -> ForecastRows:
    """The register of forecasts, and its score."""
    rows = [one for one in held.registered if one.forecast.id not in held.rejected]
    told = (one.forecast for one in rows)
    quoted = (words.text for one in told for words in (one, one.condition) if words is not None)
    scorecard = score(rows, len(held.stock.lost()))
    # Whoever has no name is called by the title of the report.
    named = (name for one in rows for name in (one.report, one.source))
    graphic = folded((*quoted, *named))
    return ForecastRows(rows=tuple(rows), scorecard=scorecard, graphic=graphic)


def change_rows(held: Holdings, since: str) -> ChangeRows:
    """What changed since a day, happenings first, then forecasts that fell due."""
    held.settle_now()
    accounts = held.accounts
    whole = (
        msgspec.structs.replace(w, accounts=tuple(accounts.get(a.id, a) for a in w.accounts))
        for w in held.wholes
    )
    happened = (change for one in whole for change in changes_of(one, since))
    found = (*happened, *fallen_due(held.registered, since))
    quoted = (line for one in found for line in (one.what, one.before, one.after) if line)
    return ChangeRows(since=since, rows=found, graphic=folded(quoted))


def fire_rows(held: Holdings) -> FireRows:
    """Every row of a feed that a check rests on, where it lies, and the checks by id."""
    rows, checks = [], {}
    homes = held.happening_of
    for check in held.facts.checks:
        if check.sightings:
            home = homes.get(check.event_id)
            checks[check.id] = check
            rows += [_fire(check, one, home.happening.id if home else None)
                     for one in check.sightings]  # fmt: skip
    return FireRows(rows=tuple(rows), checks=checks)


def _fire(check: Check, sighting: Sighting, happening: str | None) -> FireRow:
    lat, lon = position_of(sighting)
    return FireRow(
        check=check.id,
        event=check.event_id,
        happening=happening,
        verdict=check.verdict,
        sighting=sighting,
        lat=lat,
        lon=lon,
    )


def position_of(sighting: Sighting) -> tuple[float | None, float | None]:
    """Where the row of a feed puts what was seen; nothing where it does not say."""
    lat, lon = (_number(sighting.raw, names) for names in _columns())
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:
        return None, None
    return lat, lon


@cache
def _columns() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names that columns of latitude and longitude have in files of either feed."""
    layouts = [lexicons.load("fires")["columns"]]
    layouts += [one["columns"] for one in lexicons.load("event_files")["layouts"].values()]
    lat, lon = (
        tuple(dict.fromkeys(str(name) for layout in layouts for name in layout[field]))
        for field in ("latitude", "longitude")
    )
    return lat, lon


def _number(raw: Mapping[str, str], names: tuple[str, ...]) -> float | None:
    """The number under the first of these names that the row has."""
    values = {column.lower(): value for column, value in raw.items()}
    for name in names:
        try:
            number = float(values.get(name, ""))
        except ValueError:
            continue
        return number if math.isfinite(number) else None
    return None


def issue_rows(held: Holdings) -> IssueRows:
    """The reports that could not be read."""
    return IssueRows(
        rows=tuple(IssueRow(path=i.path, message=i.message) for i in held.stock.issues())
    )
