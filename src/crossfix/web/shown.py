"""Reports that were made fit to be shown, with what was found of them across reports.

Everything is made anew from the ledgers as they may be shown, or goes through the same gate:
what an account is, on whose word it is told, what accounts tell against each other.  Who set
a grade or made a review stays in the case, and so does what they wrote in words of their own
while any limit is in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

import msgspec

from crossfix.case.judgements import CREDIBILITY, subject_of
from crossfix.caseindex import in_happening, of_check, of_copy
from crossfix.errors import BadOption
from crossfix.findings.accounts import Account
from crossfix.findings.checks import Check
from crossfix.findings.copies import Copy
from crossfix.findings.disclosure import Shown
from crossfix.findings.grades import Given
from crossfix.findings.happenings import Happening, Judged, Match
from crossfix.findings.links import Told
from crossfix.findings.reviews import Review, Reviewed
from crossfix.findings.whole import Whole
from crossfix.link.accounts import accounts_of
from crossfix.link.origins import tellings_of
from crossfix.linkwork import matches_of
from crossfix.model import KINDS, Document, Entry, Event, Ledger, Place, Record
from crossfix.scoring.entries import enter
from crossfix.scoring.records import Registered, Resolution
from crossfix.views.exports.shielding import Shield
from crossfix.web.differing import Differing
from crossfix.web.facts import Facts, HeldOverview, merged
from crossfix.web.fit_checks import fit_check
from crossfix.web.moved import Moved

if TYPE_CHECKING:
    from crossfix.case import Case
    from crossfix.case.records import Hit, Issue

R = TypeVar("R", bound=Record)

SOMEBODY: Final = "somebody"
"""Who set a grade or found an outcome: the name stays in the case."""
UNTOLD: Final = "[withheld: what people write stays in the case while any limit is in force]"
_FLAGS: Final = "--exact-positions --no-delay --real-names"


class ShownStock:
    """Some reports of a case under a shield; implements :class:`crossfix.web.stock.Stock`."""

    def __init__(self, case: Case, shield: Shield, documents: Iterable[str], name: str) -> None:
        self._case = case
        self._shield = shield
        self.name = shield.mask_path(name)
        self._shown: dict[str, Shown] = {}
        self._unplaced: set[str] = set()
        for document_id in documents:
            self._shown[document_id] = shield.show(case.reviewed(document_id).standing)
            self._unplaced |= shield.unplaced

    @property
    def line(self) -> str:
        """Whether what people wrote in words of their own is told, as a sentence."""
        if self._shield.policy.is_open:
            return "reasons that people wrote are told"
        return f"reasons that people wrote are left out ({_FLAGS} together turn this off)"

    @property
    def head(self) -> str:
        """The hash of the last audit entry of the case."""
        return self._case.head

    # --- reports ----------------------------------------------------------------------

    def documents(self) -> Iterator[Document]:
        """The reports, in the order in which they were given."""
        return (shown.ledger.document for shown in self._shown.values())

    def document(self, document_id: str) -> Document:
        """One of the reports."""
        return self.ledger(document_id).document

    def ledger(self, document_id: str) -> Ledger:
        """The ledger of a report as it may be shown."""
        if document_id not in self._shown:
            raise BadOption(document_id, "is not among these reports", "check the id")
        return self._shown[document_id].ledger

    def reviewed(self, document_id: str) -> Reviewed:
        """The same ledger: what people said of it is in it already."""
        return Reviewed(ledger=self.ledger(document_id))

    def entries(self, kind: str) -> Iterator[tuple[str, Entry]]:
        """Every entry of a kind, with the id of its report."""
        for name, shown in self._shown.items():
            for entry in getattr(shown.ledger, kind):
                yield name, entry

    def extent(self) -> tuple[int, str | None, str | None]:
        """How many reports there are, and the first and the last day of publication."""
        days = sorted(d.published[:10] for d in self.documents() if d.published)
        return len(self._shown), days[0] if days else None, days[-1] if days else None

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """How many records of each kind every report has, by its id."""
        return {
            name: {kind: len(there) for kind in KINDS if (there := getattr(shown.ledger, kind))}
            for name, shown in self._shown.items()
        }

    def search(self, words: str, limit: int, marks: tuple[str, str]) -> Sequence[Hit]:
        """Nothing is found: whoever shows the reports searches them."""
        return ()

    def issues(self) -> Sequence[Issue]:
        """None are told."""
        return ()

    def readings(self, document_id: str) -> int:
        """How often a report was read."""
        return len(self._case.history(document_id)) + 1

    def reviews(self) -> Sequence[Review]:
        """None are told; what they changed is in the ledgers."""
        return ()

    @property
    def pending(self) -> int:
        """These reports were laid beside the others, or nothing is found of them."""
        return 0

    # --- findings ---------------------------------------------------------------------

    def findings(self, record: type[R]) -> Iterator[R]:
        """All findings of a kind, by id."""
        made: dict[type[Record], Sequence[Any]] = {
            Happening: self._happenings,
            Account: list(self._accounts.values()),
            Told: self._told,
            Check: self._checks,
            Copy: self._copies,
        }
        return iter(cast(Sequence[R], sorted(made[record], key=lambda one: str(one.id))))

    def count(self, record: type[Record]) -> int:
        """How many findings there are of a kind."""
        return sum(1 for _ in self.findings(record))

    def whole(self, name: str) -> Whole:
        """The happening with this id, or that an event is of."""
        return self._overview.named(name)

    def matches(self, happening: Happening) -> list[Match]:
        """The links between accounts that are shown."""
        there = set(happening.accounts)
        return [m for m in matches_of(self._case, happening) if {m.left, m.right} <= there]

    @cached_property
    def _events(self) -> dict[str, tuple[str, Event]]:
        return {e.id: (name, e) for name, e in self.entries("events") if isinstance(e, Event)}

    @cached_property
    def _happenings(self) -> list[Happening]:
        keys = [in_happening(name) for name in self._events]
        found = []
        for happening in self._case.findings.at(Happening, keys):
            kept = tuple(name for name in happening.accounts if name in self._events)
            found.append(Happening(id=happening.id, accounts=kept))
        return found

    @cached_property
    def _accounts(self) -> dict[str, Account]:
        ledgers = (shown.ledger for shown in self._shown.values())
        return {account.id: account for ledger in ledgers for account in accounts_of(ledger)}

    @cached_property
    def _told(self) -> list[Told]:
        return [
            Told(id=event.id, tellings=tellings_of(self.ledger(name), event))
            for name, event in self._events.values()
        ]

    @cached_property
    def _checks(self) -> list[Check]:
        found = self._case.findings.at(Check, [of_check(name) for name in self._events])
        return [
            fit_check(
                check,
                self._events[check.event_id][1].trigger,
                self._shield,
                placed=check.event_id not in self._unplaced,
            )
            for check in found
            if check.event_id in self._events
        ]

    @cached_property
    def _copies(self) -> list[Copy]:
        found = merged(self._case.findings.at(Copy, [of_copy(name) for name in self._shown]))
        return [
            Moved(self._shown[copy.left], self._shown[copy.right]).copy(copy)
            for copy in found
            if {copy.left, copy.right} <= self._shown.keys()
        ]

    @cached_property
    def _overview(self) -> HeldOverview:
        facts = Facts(
            happenings=tuple(self.findings(Happening)),
            told={told.id: told for told in self._told},
            checks=tuple(self._checks),
            copies=tuple(self._copies),
            events={name: event for name, (_, event) in self._events.items()},
            homes={name: home for name, (home, _) in self._events.items()},
            places={p.id: p for _, p in self.entries("places") if isinstance(p, Place)},
        )
        differing = Differing(self.ledger)
        return HeldOverview(facts, self.grades(CREDIBILITY), differing.of, self._accounts)

    # --- what people decided ----------------------------------------------------------

    def grades(self, scale: str) -> Mapping[str, Given]:
        """The grades that people set of what is shown, without who they are."""
        given = self._case.judgements.grades(scale)
        if scale == CREDIBILITY:
            subjects = {
                self._subject(name, event): subject_of(name, event.trigger)
                for name, event in self._events.values()
            }
        else:
            names = (getattr(source, "name", None) for _, source in self.entries("sources"))
            subjects = {name.casefold(): name.casefold() for name in names if name}
        return {
            subjects[subject]: msgspec.structs.replace(
                one,
                subject=subjects[subject],
                because=self._said(one.because),
                who=SOMEBODY,
            )
            for subject, one in given.items()
            if subject in subjects
        }

    def judged(self) -> Sequence[Judged]:
        """None are told: the happenings are cut by them already."""
        return ()

    def registered(self, today: str) -> Sequence[Registered]:
        """The forecasts with what was found of them, without who found it."""
        resolved = {
            one.forecast.id: one.resolution
            for one in self._case.register.entries(today)
            if one.resolution is not None and one.document_id in self._shown
        }
        return [
            one
            for shown in self._shown.values()
            for one in enter(shown.ledger, self._resolutions(shown.ledger, resolved), today)
        ]

    def lost(self) -> Sequence[Resolution]:
        """None are told."""
        return ()

    def _resolutions(
        self, ledger: Ledger, resolved: Mapping[str, Resolution]
    ) -> Iterator[Resolution]:
        for forecast in ledger.forecasts:
            if (one := resolved.get(forecast.id)) is not None:
                yield msgspec.structs.replace(
                    one,
                    forecast=forecast.id,
                    words=forecast.span,
                    because=self._said(one.because),
                    source=self._said(one.source) if one.source else None,
                    who=SOMEBODY,
                )

    def _said(self, words: str) -> str:
        """What somebody wrote in words of their own: it may name anybody and any place."""
        return words if self._shield.policy.is_open else UNTOLD

    def _subject(self, document_id: str, event: Event) -> str:
        """The words of an event as grades are kept of them: where they were received."""
        start, stop = self._shown[document_id].origins.of(event.trigger)
        return f"{document_id}:{start}-{stop}"
