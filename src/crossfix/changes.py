"""What changed since a day: happenings as the reports before it tell them, and as all do.

Both states are reckoned from the same findings, so nothing has to be kept for it, and a day
that lies far back can be asked for.  A report counts by its date of publication; one without
a date counts as old.  A check counts by the days on which it came to its verdicts, which it
notes when it is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from crossfix.findings.accounts import Account, Figure
from crossfix.findings.changes import Change, ChangeKind
from crossfix.findings.checks import Check, Verdict
from crossfix.findings.conflicts import standing
from crossfix.findings.figures import ranges_meet
from crossfix.findings.origins import OriginGroup
from crossfix.findings.whole import Whole
from crossfix.link.origin_groups import origins
from crossfix.scoring.records import Registered, State

_TELLING: Final[frozenset[Verdict | None]] = frozenset({Verdict.SUPPORTS, Verdict.CONTRADICTS})


def changes_of(whole: Whole, since: str) -> Iterator[Change]:
    """What a day (ISO 8601) and those after it changed of one happening: reports, and checks."""
    yield from _of_reports(whole, since)
    yield from _of_checks(whole, since)


def _of_reports(whole: Whole, since: str) -> Iterator[Change]:
    old = tuple(account for account in whole.accounts if not _is_new(account, since))
    new = tuple(account for account in whole.accounts if _is_new(account, since))
    if not new:
        return
    documents = tuple(dict.fromkeys(account.document for account in new))
    about, what = whole.happening.id, new[0].trigger.text
    if not old:
        after = _names(whole.origins)
        yield Change(kind=ChangeKind.NEW_HAPPENING, about=about, what=what, after=after,
                     documents=documents)  # fmt: skip
        return
    before = _origins_of(whole, old)
    kind = None
    if len(before) != len(whole.origins):
        gained = len(whole.origins) > len(before)
        kind = ChangeKind.ORIGIN_GAINED if gained else ChangeKind.ORIGIN_LOST
        yield Change(kind=kind, about=about, what=what, before=_names(before),
                     after=_names(whole.origins), documents=documents)  # fmt: skip
    yield from _moved(whole, old, new)
    yield from _conflicts(whole, old, documents)


def _of_checks(whole: Whole, since: str) -> Iterator[Change]:
    """Checks that came to another verdict; of new ones those that speak for or against.

    Accounts of which a feed says the same are told together.
    """
    alike: dict[tuple[str, Verdict | None, Verdict], list[Check]] = {}
    for check in whole.checks:
        before = check.verdict_before(since)
        if before is not check.verdict and {before, check.verdict} & _TELLING:
            alike.setdefault((check.feed, before, check.verdict), []).append(check)
    for (feed, before, verdict), checks in alike.items():
        words = ", ".join(dict.fromkeys(f"“{check.trigger.text}”" for check in checks))
        yield Change(
            kind=ChangeKind.CHECK_CAME if before is None else ChangeKind.CHECK_CHANGED,
            about=whole.happening.id,
            what=f"{feed} on {words}",
            before=None if before is None else before.value,
            after=verdict.value,
            documents=tuple(dict.fromkeys(check.document_id for check in checks)),
        )


def fallen_due(entries: Iterable[Registered], since: str) -> Iterator[Change]:
    """The open forecasts whose deadline has passed on a day or later."""
    for entry in entries:
        deadline = (entry.forecast.deadline or "")[:10]
        if entry.state is State.DUE and deadline >= since:
            yield Change(
                kind=ChangeKind.FORECAST_DUE,
                about=entry.forecast.id,
                what=entry.forecast.text,
                before=entry.source,
                after=deadline,
                documents=(entry.document_id,),
            )


def _is_new(account: Account, since: str) -> bool:
    return (account.published or "")[:10] >= since


def _origins_of(whole: Whole, accounts: Iterable[Account]) -> list[OriginGroup]:
    """The origins that some of the accounts alone come down to."""
    held = {account.id for account in accounts}
    tellings = (t for group in whole.origins for t in group.tellings if t.event_id in held)
    return origins(tellings, whole.copies)


def _names(groups: Iterable[OriginGroup]) -> str:
    return ", ".join(group.name or f"unnamed {group.source_kind.value}" for group in groups)


def _moved(whole: Whole, old: Iterable[Account], new: Iterable[Account]) -> Iterator[Change]:
    """Figures of the same thing whose newest ranges before and since do not meet."""
    before, since = _newest(old), _newest(new)
    for counted in sorted(before.keys() & since.keys()):
        one, other = before[counted], since[counted]
        if not ranges_meet(one[1], other[1]):
            yield Change(
                kind=ChangeKind.FIGURE_MOVED,
                about=whole.happening.id,
                what=" ".join(counted[0]) or counted[1] or "figure",
                before=_range(one[1]),
                after=_range(other[1]),
                documents=(other[0].document,),
            )


def _newest(
    accounts: Iterable[Account],
) -> Mapping[tuple[tuple[str, ...], str | None], tuple[Account, Figure]]:
    """The figure that was given last for each thing that is counted."""
    found = {}
    for account in sorted(accounts, key=lambda a: (a.published or "", a.id)):
        for figure in account.figures:
            if figure.of:
                found[figure.of, figure.unit] = (account, figure)
    return found


def _range(figure: Figure) -> str:
    if figure.best is not None and figure.low == figure.high:
        return f"{figure.best:g}"
    low, high = figure.low, figure.high
    if low is None or high is None:
        return f"up to {high:g}" if high is not None else f"{low or 0:g} or more"
    return f"{low:g} to {high:g}"


def _conflicts(
    whole: Whole, old: tuple[Account, ...], documents: tuple[str, ...]
) -> Iterator[Change]:
    """Conflicts that stand now and did not before, and the other way round."""
    known = {account.id for account in old}
    earlier = [c for c in whole.conflicts if {c.left_event, c.right_event} <= known]
    before = {conflict.id: conflict for conflict in standing(earlier)}
    now = {conflict.id: conflict for conflict in standing(whole.conflicts)}
    for kind, only, others in (
        (ChangeKind.CONFLICT_OPENED, now, before),
        (ChangeKind.CONFLICT_CLOSED, before, now),
    ):
        # What copies tell in the same words is one conflict.
        for differs in dict.fromkeys(only[name].differs for name in sorted(only.keys() - others)):
            yield Change(kind=kind, about=whole.happening.id, what=differs, documents=documents)
