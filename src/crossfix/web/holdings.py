"""What a stock holds, in memory as far as answers were asked for, at one head of its log.

Every part is fetched when it is first needed.  When something is written, the parts that it
does not touch go over into the next holdings (:mod:`crossfix.web.parts` says which).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from threading import Lock, RLock
from typing import Any, TypeVar, cast

from crossfix.case.judgements import CREDIBILITY, RELIABILITY, subject_of
from crossfix.findings.accounts import Account
from crossfix.findings.checks import Check
from crossfix.findings.conflicts import Conflict
from crossfix.findings.copies import Copy
from crossfix.findings.grades import Given
from crossfix.findings.happenings import Happening
from crossfix.findings.links import Told
from crossfix.findings.reviews import Reviewed
from crossfix.findings.whole import Whole
from crossfix.model import Document, Entry, Event, Ledger, Place
from crossfix.scoring.records import Registered
from crossfix.views.wording import heading_of
from crossfix.web.differing import Differing
from crossfix.web.facts import Facts, HeldOverview, by_event, merged
from crossfix.web.folding import why_folded
from crossfix.web.parts import Touched
from crossfix.web.shapes import ReportRow
from crossfix.web.stock import Stock, accounts_by_id

T = TypeVar("T")


class Holdings:
    """A stock at one head, part by part; safe for many threads."""

    def __init__(
        self,
        stock: Stock,
        head: str,
        today: str,
        *,
        parts: Mapping[str, Any] | None = None,
    ) -> None:
        self.stock = stock
        self.head = head
        self.today = today
        self.differing = Differing(self.standing)
        self._parts: dict[str, Any] = dict(parts or {})
        self._lock = RLock()
        self._settling = Lock()

    def parts(self) -> dict[str, Any]:
        """What was fetched so far, by name."""
        with self._lock:
            return dict(self._parts)

    def _part(self, name: str, fetch: Callable[[], T]) -> T:
        with self._lock:
            if name not in self._parts:
                self._parts[name] = fetch()
            return cast(T, self._parts[name])

    def follow(self, head: str, today: str, parts: Mapping[str, Any], touched: Touched) -> Holdings:
        """The holdings after something was written, with the parts that are as they were."""
        after = Holdings(self.stock, head, today, parts=parts)
        after.differing = self.differing.follow(after.standing, touched.documents)
        if not touched.moves_happenings and self.settled:
            after.differing.done.set()
        return after

    def remember(self, name: str, fetch: Callable[[], T]) -> T:
        """A part that an answer makes for itself, and that is kept like the others."""
        return self._part(name, fetch)

    def remember_so_far(self, name: str, fetch: Callable[[], T]) -> T:
        """A part that is made once of what is known so far, and anew once all is settled."""
        return self._part(name if self.settled else f"{name} so far", fetch)

    # --- reports ----------------------------------------------------------------------

    @property
    def reports(self) -> dict[str, ReportRow]:
        """All reports by id, the newest first."""
        return self._part("reports", self._read_reports)

    def _read_reports(self) -> dict[str, ReportRow]:
        counts = self.stock.counts()
        rows = [report_row(d, counts.get(d.id, {})) for d in self.stock.documents()]
        return {row.id: row for row in sorted(rows, key=_newest_first)}

    def entries(self, kind: str) -> Sequence[tuple[str, Entry]]:
        """Every entry of a kind as it was read, with the id of its report."""
        return self._part(f"entries {kind}", lambda: tuple(self.stock.entries(kind)))

    def corrected(self, kind: str) -> Iterable[tuple[str, Entry]]:
        """Every entry of a kind as people corrected it, with the id of its report."""
        said = self.reviewed
        for document_id, entry in self.entries(kind):
            if document_id not in said:
                yield document_id, entry
        for document_id, reviewed in said.items():
            for entry in getattr(reviewed.ledger, kind):
                yield document_id, entry

    def standing(self, document_id: str) -> Ledger:
        """A report's ledger, corrected, without what was rejected."""
        said = self.reviewed.get(document_id)
        return self.stock.ledger(document_id) if said is None else said.standing

    # --- what people said -------------------------------------------------------------

    @property
    def reviewed(self) -> dict[str, Reviewed]:
        """The ledgers of the reports of which anything was reviewed, by id."""
        return self._part("reviewed", self._read_reviewed)

    def _read_reviewed(self) -> dict[str, Reviewed]:
        names = dict.fromkeys(review.document for review in self.stock.reviews())
        return {name: self.stock.reviewed(name) for name in names}

    @property
    def rejected(self) -> frozenset[str]:
        """The ids of all entries that somebody rejected."""
        return self._part(
            "rejected",
            lambda: frozenset(name for one in self.reviewed.values() for name in one.rejected),
        )

    @property
    def credibilities(self) -> Mapping[str, Given]:
        """The grades that people set of what is told."""
        return self._part("given", lambda: self.stock.grades(CREDIBILITY))

    @property
    def reliabilities(self) -> Mapping[str, Given]:
        """The grades that people set of sources."""
        return self._part("reliabilities", lambda: self.stock.grades(RELIABILITY))

    # --- happenings -------------------------------------------------------------------

    @property
    def facts(self) -> Facts:
        """What was found across the reports."""
        return self._part("facts", self._read_facts)

    def _read_facts(self) -> Facts:
        events = {e.id: (name, e) for name, e in self.corrected("events") if isinstance(e, Event)}
        places = {p.id: p for _, p in self.corrected("places") if isinstance(p, Place)}
        return Facts(
            happenings=tuple(self.stock.findings(Happening)),
            told={told.id: told for told in self.stock.findings(Told)},
            checks=tuple(self.stock.findings(Check)),
            copies=merged(self.stock.findings(Copy)),
            events={name: event for name, (_, event) in events.items()},
            homes={name: home for name, (home, _) in events.items()},
            places=places,
            rejected=self.rejected,
        )

    @property
    def accounts(self) -> dict[str, Account]:
        """All accounts, whole, by id."""
        return self._part("accounts", lambda: accounts_by_id(self.stock))

    @property
    def plain_wholes(self) -> list[Whole]:
        """Every happening, without grades that people set and conflicts of its accounts."""
        return self._part("plain wholes", self._read_wholes)

    def _read_wholes(self) -> list[Whole]:
        overview = HeldOverview(self.facts, {}, lambda _: [])
        return [whole for whole in overview.happenings() if whole.accounts]

    @property
    def wholes(self) -> list[Whole]:
        """Every happening as far as it is known now; see :attr:`settled`."""
        return self.remember_so_far("wholes", self._with_conflicts)

    def _with_conflicts(self) -> list[Whole]:
        """The plain wholes, those made anew that have a conflict or a person's grade."""
        known, given = self.differing.known_or_none, self.credibilities
        overview = HeldOverview(self.facts, given, known)
        changed = [
            whole.happening
            for whole in self.plain_wholes
            if known(whole.accounts)
            or (given and any(subject_of(a.document, a.trigger) in given for a in whole.accounts))
        ]
        again = {whole.happening.id: whole for whole in overview.wholes(changed)}
        return [again.get(whole.happening.id, whole) for whole in self.plain_wholes]

    @property
    def happening_of(self) -> dict[str, Whole]:
        """The happening of each event as far as it is known now."""
        return self.remember_so_far("by event", lambda: by_event(self.wholes))

    @property
    def overview_so_far(self) -> HeldOverview:
        """An overview of what is known now."""
        return self.remember_so_far(
            "overview",
            lambda: HeldOverview(self.facts, self.credibilities, self.differing.known_or_none),
        )

    @property
    def overview(self) -> HeldOverview:
        """An overview that reckons what accounts tell against each other when it is asked."""
        return self._part(
            "asking overview",
            lambda: HeldOverview(self.facts, self.credibilities, self.differing.of),
        )

    # --- what accounts tell against each other ----------------------------------------

    @property
    def settled(self) -> bool:
        """Whether all conflicts are known."""
        return self.differing.done.is_set()

    def settle(self, stopped: Callable[[], bool] = lambda: False) -> None:
        """Reckon all conflicts, once; it takes a while, and can be stopped."""
        with self._settling:
            if not self.settled:
                accounts = [whole.accounts for whole in self.plain_wholes]
                documents = sorted(self.stock.counts())
                if self.differing.go_through(documents, accounts, stopped):
                    self.differing.done.set()

    def settle_now(self) -> None:
        """See that all conflicts are known; whoever reckons them already makes haste."""
        self.differing.wanted.set()
        self.settle()

    @property
    def conflicts(self) -> list[tuple[Conflict, str | None]]:
        """All conflicts with the happening each is in; ``None`` for one report's own."""
        self.settle_now()  # outside of the lock, which whoever reckons them needs
        return self._part("conflicts", self._read_conflicts)

    def _read_conflicts(self) -> list[tuple[Conflict, str | None]]:
        found = {c.id: (c, w.happening.id) for w in self.wholes for c in w.conflicts}
        own = ((c, None) for c in self.differing.within() if c.id not in found)
        return [*found.values(), *own]

    # --- forecasts --------------------------------------------------------------------

    @property
    def registered(self) -> Sequence[Registered]:
        """The forecasts of the reports, with what was found of them."""
        return self._part("registered", lambda: self.stock.registered(self.today))


def report_row(document: Document, counts: Mapping[str, int]) -> ReportRow:
    """One report in a list."""
    heading = heading_of(document)
    return ReportRow(
        id=document.id,
        heading=heading,
        published=document.published,
        author=document.author,
        publisher=document.publisher,
        url=document.url,
        language=document.language,
        path=document.path,
        words=len(document.text.split()),
        counts=dict(counts),
        heading_graphic=why_folded(heading),
    )


def _newest_first(row: ReportRow) -> tuple[bool, str, str]:
    """Sorts by day, the latest first, those without a day last, then by id."""
    inverted = "".join(chr(0x10FFFF - ord(char)) for char in row.published or "")
    return row.published is None, inverted, row.id
