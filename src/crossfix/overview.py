"""What a case knows of happenings as wholes: accounts, origins, checks and grades together.

Nothing here is stored: it is put together from the case's findings when it is asked for, so
that no view can be out of date.  Reports that were never laid beside the others are not in
it; :attr:`Overview.pending` counts them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from crossfix.case.judgements import CREDIBILITY, subject_of
from crossfix.caseindex import in_happening, of_check, of_copy
from crossfix.errors import BadOption
from crossfix.findings.accounts import Account
from crossfix.findings.checks import Check, Verdict, support
from crossfix.findings.conflicts import Conflict, ConflictKind, standing
from crossfix.findings.copies import Copy
from crossfix.findings.corroboration import Backing, Checked
from crossfix.findings.grades import Credibility, Given, Ground
from crossfix.findings.happenings import Happening
from crossfix.findings.links import Told
from crossfix.findings.origins import OriginGroup, Telling, count_independent
from crossfix.findings.whole import Whole
from crossfix.grading import suggest_credibility
from crossfix.link.conflicts import conflicts_among
from crossfix.link.copies import mark_merged
from crossfix.link.origin_groups import origins
from crossfix.linkwork import VERSION
from crossfix.model import Ledger, Status

if TYPE_CHECKING:
    from crossfix.case import Case

TOGETHER: Final = 200
"""Happenings that are fetched together."""

RECENT: Final = 4_000
"""So many happenings are kept for the next report that tells one of them."""

COMPARED: Final = 40
"""So many accounts of a happening, the earliest first, are held against each other."""

_FORETOLD: Final = frozenset({Status.PLANNED, Status.HYPOTHETICAL})


class Overview:
    """The happenings of a case; also a :class:`~crossfix.findings.corroboration.Corroboration`."""

    def __init__(self, case: Case) -> None:
        self._findings = case.findings
        self._given: Mapping[str, Given] = case.judgements.grades(CREDIBILITY)
        self._find = case.find
        self._rejected = case.rejected()
        self._recent: dict[Happening, Whole] = {}
        self._reviewed = lru_cache(maxsize=256)(case.reviewed)

    @property
    def pending(self) -> int:
        """How many reports were not laid beside the others yet."""
        return sum(1 for _ in self._findings.pending(VERSION))

    def ledger(self, document_id: str) -> Ledger:
        """The ledger of a report as people corrected it; some are kept."""
        return self._reviewed(document_id).ledger

    def happenings(self) -> Iterator[Whole]:
        """Every happening as a whole, in the order of their ids."""
        every = self._findings.all(Happening)
        while some := list(islice(every, TOGETHER)):
            yield from self.wholes(some)

    def named(self, id_or_prefix: str) -> Whole:
        """The happening with this id, or the one that an event (by id or beginning) is of.

        Raises :class:`~crossfix.errors.BadOption` when there is none.
        """
        asked = id_or_prefix.strip()
        if found := self._findings.named(Happening, [asked]):
            return next(self.wholes(found))
        event_id = self._find(asked).id
        happening = self._of_events([event_id]).get(event_id)
        if happening is None:
            problem = "is of no happening"
            raise BadOption(event_id, problem, "name an event, after crossfix link")
        return next(self.wholes([happening]))

    def wholes(self, happenings: Sequence[Happening]) -> Iterator[Whole]:
        """Happenings with all that is known of them; what they need is fetched together."""
        ids = [name for happening in happenings for name in happening.accounts]
        accounts = {account.id: account for account in self._findings.named(Account, ids)}
        told = {each.id: each.tellings for each in self._findings.named(Told, ids)}
        checks: dict[str, list[Check]] = {}
        for check in self._findings.at(Check, map(of_check, ids)):
            checks.setdefault(check.event_id, []).append(check)
        copies = self._copies_of(
            {accounts[name].document for name in happening.accounts if name in accounts}
            for happening in happenings
        )
        for happening in happenings:
            there = self._standing([name for name in happening.accounts if name in accounts])
            yield self._whole(
                happening,
                tuple(accounts[name] for name in there),
                [telling for name in there for telling in told.get(name, ())],
                tuple(check for name in there for check in checks.get(name, ())),
                copies,
            )

    def _standing(self, names: list[str]) -> list[str]:
        """The accounts that nobody rejected; all of them, where nothing would be left to show."""
        return [name for name in names if name not in self._rejected] or names

    def _whole(
        self,
        happening: Happening,
        accounts: tuple[Account, ...],
        tellings: Sequence[Telling],
        checks: tuple[Check, ...],
        copies_of: Mapping[str, Sequence[Copy]],
    ) -> Whole:
        copies = _copies_among({account.document for account in accounts}, copies_of)
        groups = origins(tellings, copies)
        found = self._conflicts(accounts)
        given = [g for a in accounts if (g := self._given.get(_subject(a))) is not None]
        return Whole(
            happening=happening,
            accounts=accounts,
            origins=tuple(groups),
            copies=tuple(copies),
            conflicts=tuple(found),
            checks=checks,
            credibility=suggest_credibility(_ground(accounts, groups, found, checks)),
            given=max(given, key=lambda each: each.seq, default=None),
        )

    def about(self, event_ids: Sequence[str]) -> Mapping[str, Backing]:
        """What stands behind each event, by event id."""
        found = self._of_events(event_ids)
        new = [happening for happening in {*found.values()} if happening not in self._recent]
        self._recent |= {whole.happening: whole for whole in self.wholes(new)}
        backings = {name: _backing(name, self._recent[told]) for name, told in found.items()}
        while len(self._recent) > RECENT:
            del self._recent[next(iter(self._recent))]
        return backings

    def _of_events(self, event_ids: Sequence[str]) -> dict[str, Happening]:
        wanted = set(event_ids)
        found = self._findings.at(Happening, map(in_happening, event_ids))
        return {name: happening for happening in found for name in wanted & {*happening.accounts}}

    def _conflicts(self, accounts: Sequence[Account]) -> list[Conflict]:
        compared = accounts[:COMPARED]
        if len(compared) < 2:
            return []
        return conflicts_among((self.ledger(a.document), a.id) for a in compared)

    def _copies_of(self, several: Iterable[set[str]]) -> dict[str, list[Copy]]:
        """What each report shares with others, of the reports that tell a happening together."""
        wanted = {name for documents in several if len(documents) > 1 for name in documents}
        found: dict[str, list[Copy]] = {name: [] for name in wanted}
        for copy in self._findings.at(Copy, map(of_copy, sorted(wanted))) if wanted else ():
            for name in {copy.left, copy.right} & wanted:
                found[name].append(copy)
        return found


def _copies_among(documents: set[str], copies_of: Mapping[str, Sequence[Copy]]) -> list[Copy]:
    """What some reports share with each other."""
    if len(documents) < 2:
        return []
    found = {copy.id: copy for name in documents for copy in copies_of[name]}
    # Merged reports can only be told when all that they copied is looked at.
    merged = mark_merged(found[key] for key in sorted(found))
    return [copy for copy in merged if {copy.left, copy.right} <= documents]


def _ground(
    accounts: Sequence[Account],
    groups: Sequence[OriginGroup],
    found: Sequence[Conflict],
    checks: Sequence[Check],
) -> Ground:
    happened = [account for account in accounts if account.status not in _FORETOLD]
    asserting = count_independent([*groups])
    return Ground(
        origins=asserting,
        against=len(groups) - asserting,
        # A denial is an origin against; told twice it would count twice.
        conflicts=len({c.kind for c in standing(found)} - {ConflictKind.DENIAL}),
        support=support(checks),
        recorded_otherwise=sum(check.verdict is Verdict.CONTRADICTS for check in checks),
        foretold=not happened,
        placed=any(account.earliest or account.sites for account in accounts),
    )


def _backing(event_id: str, whole: Whole) -> Backing:
    asserting = count_independent(whole.origins)
    return Backing(
        event_id=event_id,
        happening=whole.happening.id,
        reports=len(whole.documents),
        origins=asserting,
        credibility=Credibility(whole.credibility.grade),
        credibility_by_person=Credibility(whole.given.grade) if whole.given else None,
        reasons=whole.credibility.reasons,
        conflicts=tuple(conflict.differs for conflict in standing(whole.conflicts)),
        checks=tuple(
            Checked(
                feed=check.feed,
                verdict=check.verdict,
                ratio=check.ratio.best if check.ratio else None,
            )
            for check in whole.checks
        ),
    )


def _subject(account: Account) -> str:
    return subject_of(account.document, account.trigger)
