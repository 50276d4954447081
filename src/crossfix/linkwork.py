"""Laying the reports of a case side by side: the linker and the copies on the case's tables.

What :mod:`crossfix.link` asks of an index is answered out of the case's findings, some hundred
reports at a time: what is looked up is kept until the group is written, in one transaction
with its audit entry.  A run that is killed leaves whole groups; the next goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from crossfix.case.findings import Finding
from crossfix.case.judgements import subject_of
from crossfix.casecopies import CaseCopies
from crossfix.caseindex import CaseIndex, CaseLinks, of_copy
from crossfix.findings.copies import Copy
from crossfix.findings.happenings import Happening, Judged, Judgement, Match, Quoted
from crossfix.findings.links import Told
from crossfix.findings.reviews import reviewed
from crossfix.link.accounts import accounts_of
from crossfix.link.copies import copies_of, settle
from crossfix.link.copies_prints import fingerprints
from crossfix.link.copies_reports import report_of
from crossfix.link.judged import account_at
from crossfix.link.linker import Linker
from crossfix.link.origins import tellings_of
from crossfix.model import Ledger, Record

if TYPE_CHECKING:
    from crossfix.case import AuditEntry, Case

VERSION: Final = "4"
"""Rises when links, happenings or copies come out otherwise: all reports are laid out anew."""

_NEVER: Final = ""
"""A version that laid no report out."""

GROUP: Final = 500
"""Reports that are laid beside the others in one transaction."""


class Laid(Record, frozen=True, kw_only=True):
    """How a run ended: reports laid beside the others, and what was found."""

    reports: int = 0
    accounts: int = 0
    copies: int = 0


def lay_out(
    case: Case, tell: Callable[[int], object] = lambda done: None, *, again: bool = False
) -> Laid:
    """Lay every report that is pending beside the others; ``tell`` hears how many are done.

    With ``again`` all reports are: what is printed under many of them is known for standing
    text only once there are many, so copies told early on may be none.
    """
    findings = case.findings
    rulings = case.judgements.pairs()
    reports = accounts = copies = 0
    pending = iter(list(findings.pending(_NEVER if again else VERSION)))
    work, said = _Group(case, rulings), case.reviews.by_document()
    while group := list(islice(pending, GROUP)):
        if not work.is_current:
            # Another process has written meanwhile.
            work, said = _Group(case, rulings), case.reviews.by_document()
        for document_id in group:
            work.add(reviewed(case.ledger(document_id), said.get(document_id, ())).ledger)
        accounts += work.accounts
        copies += work.copies
        work.write(group)
        reports += len(group)
        tell(reports)
    return Laid(reports=reports, accounts=accounts, copies=copies)


def judge(
    case: Case, pair: tuple[Quoted, Quoted], judgement: Judgement, because: str
) -> AuditEntry:
    """Write what a person says of two accounts, and cut the happenings around them anew.

    Judgement and happenings are one transaction.
    """
    standing = case.judgements.pairs()
    newest = max((judged.seq for judged in standing), default=0) + 1
    left, right = pair
    mine = Judged(
        left=left, right=right, judgement=judgement, because=because, who="", at="", seq=newest
    )
    new, gone = _Group(case, [*standing, mine]).changes()
    return case.judgements.judge(pair, judgement, because, new=new, gone=gone)


def unjudge(case: Case, judged: Judged, because: str) -> AuditEntry:
    """Take back what a person said of two accounts, and cut the happenings around them anew.

    It is as if nobody had said anything in these words.  Both are one transaction.  Raises
    :class:`~crossfix.errors.BadOption` when it is not in force any more.
    """
    new, gone = _Group(case, _without(case, judged)).changes()
    return case.judgements.unjudge(judged, because, new=new, gone=gone)


def undo(case: Case, judged: Judged, because: str) -> AuditEntry:
    """Take back what a person said of two accounts; what was said of them before holds again.

    Otherwise as :func:`unjudge`, also where nothing was said before.
    """
    earlier = case.judgements.before(judged)
    then = _without(case, judged) if earlier is None else [*_without(case, judged), earlier]
    new, gone = _Group(case, then).changes()
    return case.judgements.unjudge(judged, because, new=new, gone=gone, undo=True)


def said_of(case: Case, pair: tuple[Quoted, Quoted]) -> list[Judged]:
    """What people said of two accounts and is in force, the oldest first.

    Also what was said of them in other words, as they stood in an earlier reading.
    """
    index, documents = CaseIndex(case.findings), {end.document for end in pair}
    index.prepare(documents)
    accounts = [
        account
        for document in documents
        for account in index.get(index.of_document(document)).values()
    ]

    def names(*both: Quoted) -> set[str]:
        ends = ((end, account_at(end, accounts)) for end in both)
        return {
            subject_of(end.document, end.words) if account is None else account.id
            for end, account in ends
        }

    wanted = names(*pair)
    return [each for each in case.judgements.pairs() if names(each.left, each.right) == wanted]


def _without(case: Case, judged: Judged) -> list[Judged]:
    """The judgements in force without one, in the place of which nothing is said."""
    others = [each for each in case.judgements.pairs() if each.seq != judged.seq]
    # The oldest word on the two, and one that changes nothing: whatever else is said holds.
    return [*others, replace(judged, judgement=Judgement.UNSURE, seq=0)]


def matches_of(case: Case, happening: Happening) -> Iterator[Match]:
    """The links inside a happening with their reasons, and what a person said of each."""
    return _Group(case, case.judgements.pairs()).matches(happening)


class _Group:
    """The reports of one transaction after the other, and what they change."""

    def __init__(self, case: Case, judged: Iterable[Judged]) -> None:
        self._case = case
        self._head = case.head
        self._findings = case.findings
        self._index = CaseIndex(case.findings)
        self._links = CaseLinks(case.findings)
        self._linker = Linker(self._index, self._links)
        for judgement in judged:
            self._linker.judge(judgement, settle=False)
        self._prints = CaseCopies(case)
        self._found: dict[str, Copy] = {}
        self._lost: set[str] = set()
        self._told: list[Finding] = []
        self.accounts = 0

    @property
    def is_current(self) -> bool:
        """Whether nobody else has written into the case since it was looked at."""
        return self._case.head == self._head

    @property
    def copies(self) -> int:
        """How many pairs of reports were found to share text."""
        return len(self._found)

    def add(self, ledger: Ledger) -> None:
        """Lay one report beside the others."""
        accounts = accounts_of(ledger)
        self.accounts += len(accounts)
        self._linker.add(ledger.document.id, accounts, settle=False)
        for event in ledger.events:
            told = Told(id=event.id, tellings=tellings_of(ledger, event))
            self._told.append(Finding(told, (ledger.document.id,)))
        report, prints = report_of(ledger), fingerprints(ledger)
        self._prints.add(report, len(prints), {key for window in prints for key in window.keys})
        found = list(copies_of(report, prints, self._prints))
        held = {copy.id for copy in self._findings.of(Copy, ledger.document.id)}
        self._lost |= held - {copy.id for copy in found}
        self._found = {c.id: c for c in settle([*self._found.values(), *found])}

    def matches(self, happening: Happening) -> Iterator[Match]:
        """The links inside a happening, with their reasons."""
        return self._linker.matches(happening)

    def write(self, document_ids: Sequence[str]) -> None:
        """Write everything that the group changed."""
        new, gone = self.changes()
        new += [*self._told, *self._prints.new()]
        gone += [(Copy, name) for name in sorted(self._lost - self._found.keys())]
        before = self._findings.named(Copy, self._found)
        for copy in settle([*self._found.values(), *before]):
            keys = (of_copy(copy.left), of_copy(copy.right))
            new.append(Finding(copy, (copy.left, copy.right), keys))
        entry = self._findings.link(new, gone, dict.fromkeys(document_ids, VERSION))
        self._head = entry.hash
        self._begin_anew()

    def _begin_anew(self) -> None:
        """Go on to the next group; what is known of the case stays known."""
        for part in (self._index, self._links, self._prints):
            part.written()
        self._found, self._lost, self._told, self.accounts = {}, set(), [], 0

    def changes(self) -> tuple[list[Finding], list[tuple[type[Record], str]]]:
        """The accounts, links and happenings to be written, and those to be taken away."""
        self._linker.settle()
        new = [*self._index.new(), *self._links.new()]
        return new, [*self._index.gone(), *self._links.gone()]
