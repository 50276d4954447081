"""What all forms that have a row an event share: which events they take, one by one or merged."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from crossfix.findings.corroboration import Corroboration
from crossfix.findings.disclosure import Preface, Shown
from crossfix.views.exports.merging import Gathering
from crossfix.views.exports.rows import Row, rows_of


class EventRows(ABC):
    """An export with a row an event: rows come in, text goes out.

    A form says which rows it has no place for (:meth:`refuse`) and how one is written
    (:meth:`write`), and may have something before the first and after the last.
    """

    def __init__(self, preface: Preface) -> None:
        self.preface = preface
        self.left_out: Counter[str] = Counter()
        self.written = 0
        self._gathering = Gathering() if preface.merged else None
        self._begun = False

    def feed(self, report: Shown, known: Corroboration) -> Iterable[str]:
        """The rows of one report; none yet where rows are to be merged."""
        yield from self._opening()
        for row in self.choose(rows_of(report, known)):
            reason = self.refuse(row)
            if reason is not None:
                self.left_out[reason] += 1
            elif self._gathering is not None:
                self._gathering.add(row)
            else:
                yield from self._written(row)

    def finish(self) -> Iterable[str]:
        """The merged rows, and whatever ends the file."""
        yield from self._opening()
        for row in self._gathering.happenings() if self._gathering else ():
            yield from self._written(row)
        yield from self.after()

    def remarks(self) -> Sequence[str]:
        """What was left out and why, the most frequent first."""
        left_out = self.left_out.most_common()
        return [f"{counted(count, 'event')} left out: {why}" for why, count in left_out]

    def choose(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows of one report that are looked at."""
        return rows

    @abstractmethod
    def refuse(self, row: Row) -> str | None:
        """Why the form has no place for a row; ``None`` when it has."""

    @abstractmethod
    def write(self, row: Row) -> Iterator[str]:
        """One row as text."""

    def before(self) -> Iterator[str]:
        """What stands before the first row."""
        return iter(())

    def after(self) -> Iterator[str]:
        """What stands after the last row."""
        return iter(())

    def _opening(self) -> Iterator[str]:
        if not self._begun:
            self._begun = True
            yield from self.before()

    def _written(self, row: Row) -> Iterator[str]:
        yield from self.write(row)
        self.written += 1


def counted(count: int, noun: str) -> str:
    """A count and what is counted: "1 event", "2 events"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
