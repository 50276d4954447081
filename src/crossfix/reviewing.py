"""Saying what an entry is, with all that hangs on it: happenings are cut anew at once.

What a person corrects in a report changes the account that it gives of a happening.  Review,
accounts, links and happenings are one transaction, and so are they when it is undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from crossfix.case.findings import Finding
from crossfix.caseindex import CaseIndex, CaseLinks, of_check
from crossfix.errors import BadOption
from crossfix.findings.accounts import Account
from crossfix.findings.checks import Check
from crossfix.findings.links import Told
from crossfix.findings.reviews import Review, ReviewVerdict, reviewed
from crossfix.link.accounts import accounts_of
from crossfix.link.linker import Linker
from crossfix.link.origins import tellings_of
from crossfix.linkwork import VERSION
from crossfix.model import Ledger, Record

if TYPE_CHECKING:
    from crossfix.case import AuditEntry, Case

Changed = tuple[list[Finding], list[tuple[type[Record], str]]]


def review(  # noqa: PLR0913 - one parameter for each thing that is written down
    case: Case,
    document_id: str,
    entry_id: str,
    verdict: ReviewVerdict,
    *,
    because: str,
    changes: Mapping[str, Any] | None = None,
) -> Review:
    """Write what a person says of an entry of a report, and what follows of it.

    Checks of an event that is now told otherwise are taken away: they were of the earlier
    day or place.  Raises :class:`~crossfix.errors.BadOption` for what cannot be said of it.
    """
    ledger = case.ledger(document_id)
    now = case.reviews.of(ledger)
    said = case.reviews.prepare(ledger, entry_id, verdict, changes or {})
    others = [each for each in now.reviews if each.entry != entry_id]
    then = reviewed(ledger, [*others, *now.lost, said])
    new, gone = _laid_anew(case, now.ledger, then.ledger)
    return case.reviews.review(ledger, entry_id, verdict, because, changes, new=new, gone=gone)


def undo(case: Case, seq: int, because: str) -> AuditEntry:
    """Take back the review of an audit entry; what was said before it stands again.

    Raises :class:`~crossfix.errors.BadOption` when it is not in force.
    """
    mine = next((each for each in case.reviews.all() if each.seq == seq), None)
    if mine is None:
        problem = "is no review in force"
        raise BadOption(f"audit entry {seq}", problem, "list them: crossfix reviews")
    ledger = case.ledger(mine.document)
    now = case.reviews.of(ledger)
    left = [each for each in (*now.reviews, *now.lost) if each.seq != seq]
    earlier = case.reviews.before(mine)
    then = reviewed(ledger, [*left, earlier] if earlier else left)
    new, gone = _laid_anew(case, now.ledger, then.ledger)
    return case.reviews.undo(mine, because, new=new, gone=gone)


def _laid_anew(case: Case, before: Ledger, after: Ledger) -> Changed:
    """The findings that change when a report is told otherwise; its text stays as it is."""
    name = after.document.id
    told, tells = accounts_of(before), accounts_of(after)
    sayings = [_told(after, event_id) for event_id in _retold(before, after)]
    if (told == tells and not sayings) or name in case.findings.pending(VERSION):
        return [], []
    new = [Finding(each, (name,)) for each in sayings]
    if told == tells:
        return new, []
    index, links = CaseIndex(case.findings), CaseLinks(case.findings)
    linker = Linker(index, links)
    for judged in case.judgements.pairs():
        linker.judge(judged, settle=False)
    linker.add(name, tells, settle=False)
    linker.settle()
    moved = _moved(told, tells)
    checks = case.findings.at(Check, map(of_check, moved)) if moved else []
    outdated = ((Check, check.id) for check in checks if check.event_id in moved)
    return [*index.new(), *links.new(), *new], [*index.gone(), *links.gone(), *outdated]


def _retold(before: Ledger, after: Ledger) -> Iterable[str]:
    """The events that are now told on somebody else's word."""
    if before.attributions == after.attributions and before.sources == after.sources:
        return []
    old = {event.id: tellings_of(before, event) for event in before.events}
    return [e.id for e in after.events if old.get(e.id) != tellings_of(after, e)]


def _told(ledger: Ledger, event_id: str) -> Told:
    event = next(event for event in ledger.events if event.id == event_id)
    return Told(id=event_id, tellings=tellings_of(ledger, event))


def _moved(before: Iterable[Account], after: Iterable[Account]) -> list[str]:
    """The accounts whose day, place or type is another now: what a feed was asked about."""

    def matter(account: Account) -> object:
        sites = [(site.lat, site.lon, site.radius_km) for site in account.sites]
        return account.type, account.earliest, account.latest, sites

    old = {account.id: matter(account) for account in before}
    return [account.id for account in after if old.get(account.id) != matter(account)]
