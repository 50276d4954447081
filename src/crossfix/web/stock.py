"""What the answers are made from: a case, or reports that were made fit to be shown.

Nothing here is kept; :mod:`crossfix.web.holdings` does that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from crossfix.findings.accounts import Account
from crossfix.findings.grades import Given
from crossfix.findings.happenings import Happening, Judged, Match
from crossfix.findings.reviews import Review, Reviewed
from crossfix.findings.whole import Whole
from crossfix.linkwork import VERSION, matches_of
from crossfix.model import Document, Entry, Ledger, Record
from crossfix.overview import Overview
from crossfix.scoring.records import Registered, Resolution

if TYPE_CHECKING:
    from crossfix.case import Case
    from crossfix.case.records import Hit, Issue

R = TypeVar("R", bound=Record)


class Stock(Protocol):
    """Reports, their ledgers, and what was found across them."""

    @property
    def name(self) -> str:
        """What to call it."""
        ...

    @property
    def head(self) -> str:
        """The hash of the last audit entry of the case."""
        ...

    def documents(self) -> Iterator[Document]:
        """All reports, by publication date and then id."""
        ...

    def document(self, document_id: str) -> Document:
        """One report; raises ``BadOption`` when it is not there."""
        ...

    def ledger(self, document_id: str) -> Ledger:
        """The ledger of a report as it was read; raises ``BadOption``."""
        ...

    def reviewed(self, document_id: str) -> Reviewed:
        """The ledger of a report with what people said of its entries; raises ``BadOption``."""
        ...

    def entries(self, kind: str) -> Iterator[tuple[str, Entry]]:
        """Every entry of a kind as it was read, with the id of its report."""
        ...

    def extent(self) -> tuple[int, str | None, str | None]:
        """How many reports there are, and the first and the last day of publication."""
        ...

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """How many records of each kind every report has, by its id."""
        ...

    def findings(self, record: type[R]) -> Iterator[R]:
        """All findings of a kind, by id."""
        ...

    def count(self, record: type[Record]) -> int:
        """How many findings there are of a kind."""
        ...

    def whole(self, name: str) -> Whole:
        """The happening with this id, or that an event is of; raises ``BadOption``."""
        ...

    def matches(self, happening: Happening) -> list[Match]:
        """The links inside a happening, with their reasons."""
        ...

    def grades(self, scale: str) -> Mapping[str, Given]:
        """The grades of a scale that people set, by what they are of."""
        ...

    def judged(self) -> Sequence[Judged]:
        """What people said of pairs of accounts."""
        ...

    def reviews(self) -> Sequence[Review]:
        """What people said of entries, and what is in force."""
        ...

    def registered(self, today: str) -> Sequence[Registered]:
        """The forecasts, by their report's publication date."""
        ...

    def lost(self) -> Sequence[Resolution]:
        """The resolutions whose words are no forecast any more."""
        ...

    def issues(self) -> Sequence[Issue]:
        """The reports that could not be read."""
        ...

    def search(self, words: str, limit: int, marks: tuple[str, str]) -> Sequence[Hit]:
        """The segments that hold all the words, best first; raises ``BadOption``."""
        ...

    def readings(self, document_id: str) -> int:
        """How often a report was read."""
        ...

    @property
    def pending(self) -> int:
        """How many reports were not laid beside the others yet."""
        ...


class CaseStock:
    """A case, as it is in its file; implements :class:`Stock`."""

    def __init__(self, case: Case) -> None:
        self._case = case

    @property
    def name(self) -> str:
        """The name of the case file."""
        return Path(self._case.where).name

    @property
    def head(self) -> str:
        """The hash of the last audit entry."""
        return self._case.head

    def documents(self) -> Iterator[Document]:
        """All reports, by publication date and then id."""
        return self._case.documents()

    def document(self, document_id: str) -> Document:
        """One report."""
        return self._case.document(document_id)

    def ledger(self, document_id: str) -> Ledger:
        """The ledger of a report as it was read."""
        return self._case.ledger(document_id)

    def reviewed(self, document_id: str) -> Reviewed:
        """The ledger of a report with what people said of its entries."""
        return self._case.reviewed(document_id)

    def entries(self, kind: str) -> Iterator[tuple[str, Entry]]:
        """Every entry of a kind as it was read, with the id of its report."""
        return self._case.entries(kind)

    def extent(self) -> tuple[int, str | None, str | None]:
        """How many reports there are, and the first and the last day of publication."""
        return self._case.extent()

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """How many records of each kind every report has, by its id."""
        return self._case.counts()

    def findings(self, record: type[R]) -> Iterator[R]:
        """All findings of a kind, by id."""
        return self._case.findings.all(record)

    def count(self, record: type[Record]) -> int:
        """How many findings there are of a kind."""
        return self._case.findings.count(record)

    def whole(self, name: str) -> Whole:
        """The happening with this id, or that an event is of."""
        return Overview(self._case).named(name)

    def matches(self, happening: Happening) -> list[Match]:
        """The links inside a happening, with their reasons."""
        return list(matches_of(self._case, happening))

    def grades(self, scale: str) -> Mapping[str, Given]:
        """The grades of a scale that people set, by what they are of."""
        return self._case.judgements.grades(scale)

    def judged(self) -> Sequence[Judged]:
        """What people said of pairs of accounts."""
        return self._case.judgements.pairs()

    def reviews(self) -> Sequence[Review]:
        """What people said of entries, and what is in force."""
        return self._case.reviews.all()

    def registered(self, today: str) -> Sequence[Registered]:
        """The forecasts, by their report's publication date."""
        return list(self._case.register.entries(today))

    def lost(self) -> Sequence[Resolution]:
        """The resolutions whose words are no forecast any more."""
        return self._case.register.lost()

    def issues(self) -> Sequence[Issue]:
        """The reports that could not be read."""
        return list(self._case.issues())

    def search(self, words: str, limit: int, marks: tuple[str, str]) -> Sequence[Hit]:
        """The segments that hold all the words, best first."""
        return self._case.search(words, limit=limit, marks=marks)

    def readings(self, document_id: str) -> int:
        """How often a report was read."""
        return len(self._case.history(document_id)) + 1

    @property
    def pending(self) -> int:
        """How many reports were not laid beside the others yet."""
        return sum(1 for _ in self._case.findings.pending(VERSION))


def accounts_by_id(stock: Stock) -> dict[str, Account]:
    """All accounts, whole, by id."""
    return {account.id: account for account in stock.findings(Account)}
