"""The page and a case in one file: what ``crossfix report`` writes.

The file holds the answers of the API under their paths, as the page asks for them, and needs
no network.  It is safe as exports are: everything in it went through the same gate.
"""

from __future__ import annotations

import base64
import gzip
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from crossfix.config import Config
from crossfix.errors import BadOption
from crossfix.exporting import case_key, day_of_delays, named_sources, newest_day
from crossfix.findings.disclosure import Policy
from crossfix.model import Document, Record
from crossfix.views.exports.edtf import whole_day
from crossfix.views.exports.shielding import Shield
from crossfix.views.exports.writing import new_file
from crossfix.web import lists, page, sources, speech
from crossfix.web.happenings_api import happening_view
from crossfix.web.holdings import Holdings
from crossfix.web.reading_api import case_summary, report_rows, report_view
from crossfix.web.rows import happening_rows
from crossfix.web.shown import ShownStock

if TYPE_CHECKING:
    from crossfix.case import Case

DAYS: Final = 60
"""So many answers to what changed since a day are held, those of the latest days."""

Say = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file as it was asked for; ``reports`` are ids or beginnings of ids, none for all.

    A policy without a day counts its delays to that of the newest report.
    """

    to: Path
    reports: tuple[str, ...] = ()
    policy: Policy = field(default_factory=Policy)
    force: bool = False
    static: Path = field(default_factory=page.static_folder)


def write_report(case: Case, config: Config, wanted: Wanted, say: Say) -> None:
    """Write the file; ``say`` is told what was held back.

    Raises :class:`~crossfix.errors.BadOption`, and :class:`~crossfix.errors.MissingResource`
    when the page was not built; nothing half written is ever left.
    """
    documents = _chosen(case, wanted.reports)
    newest = newest_day(case)
    policy = wanted.policy
    if policy.today is None:
        policy = msgspec.structs.replace(policy, today=day_of_delays(newest))
    key = b"" if policy.real_names else case_key(case, config)
    shield = Shield(policy, key, named_sources(case))
    with new_file(wanted.to, force=wanted.force) as sheet:
        stock = ShownStock(case, shield, documents, Path(case.where).name)
        held = Holdings(stock, case.head, date.today().isoformat())
        remarks = (*shield.lines(), stock.line)
        whole = page.Whole(
            title=f"{stock.name} – crossfix", data=pack(answers(held, remarks)), remarks=remarks
        )
        sheet.write([page.render_whole(whole, wanted.static)])
    for line in remarks:
        say(line)
    say(f"{wanted.to}: {len(documents)} reports, {wanted.to.stat().st_size / 1e6:.1f} MB")


def answers(held: Holdings, remarks: tuple[str, ...] = ()) -> dict[str, Record]:
    """Every answer that the page asks for, by its path; lists are whole."""
    held.settle()
    summary = case_summary(held, writable=False, who="")
    found: dict[str, Record] = {
        "/api/case": msgspec.structs.replace(summary, remarks=remarks),
        "/api/reports": report_rows(held, 0, len(held.reports)),
        "/api/happenings": happening_rows(held),
        "/api/claims": speech.claim_rows(held, speech.Wanted(), 0, summary.counts.get("claims", 0)),
        "/api/sources": sources.source_rows(held),
        "/api/copies": sources.copy_rows(held),
        "/api/conflicts": lists.conflict_rows(held, 0, len(held.conflicts)),
        "/api/gaps": speech.gap_rows(held, 0, summary.counts.get("gaps", 0)),
        "/api/forecasts": lists.forecast_rows(held),
        "/api/fires": lists.fire_rows(held),
        "/api/issues": lists.issue_rows(held),
    }
    for name in held.reports:
        found[f"/api/reports/{name}"] = report_view(held, name)
    for whole in held.wholes:
        found[f"/api/happenings/{whole.happening.id}"] = happening_view(held, whole.happening.id)
    first, *turns = days_of_change(held)
    found["/api/changes"] = lists.change_rows(held, first)
    for day in turns[-DAYS:]:
        found[f"/api/changes?since={day}"] = lists.change_rows(held, day)
    if len(turns) > DAYS:
        del found["/api/changes"]
    return found


def pack(found: dict[str, Record]) -> str:
    """Answers by their paths, compressed, as text that means nothing in HTML."""
    data = gzip.compress(msgspec.json.encode(found), 9, mtime=0)
    return base64.b64encode(data).decode()


def days_of_change(held: Holdings) -> list[str]:
    """The days from which on something else has changed since, the earliest first.

    What changed since any day is what changed since the last of these that is not after it;
    before the second of them it is the same for all days.
    """
    told = {row.published for row in held.reports.values() if row.published}
    told |= {turn.on for check in held.facts.checks for turn in check.turns if turn.on}
    told |= {one.forecast.deadline for one in held.registered if one.forecast.deadline}
    return ["0001-01-01", *sorted({_day_after(day) for day in told})]


def _day_after(told: str) -> str:
    """The first day that is later than a day, a month (``2025-03``) or a year, as words sort."""
    whole = whole_day(told)
    if len(told) < len(whole):
        return whole
    return (date.fromisoformat(whole) + timedelta(days=1)).isoformat()


def _chosen(case: Case, asked: Iterable[str]) -> list[str]:
    """The ids of the reports that are asked for, by publication date."""
    wanted = set()
    for name in asked:
        found = case.find(name)
        if not isinstance(found.record, Document):
            raise BadOption(found.id, f"is no report (it is one of {found.kind})", "name a report")
        wanted.add(found.id)
    ids = [document.id for document in case.documents()]
    if not ids:
        raise BadOption(case.where, "holds no report", "read some into it first")
    return [name for name in ids if not wanted or name in wanted]
