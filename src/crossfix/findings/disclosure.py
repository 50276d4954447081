"""What of a case may be shown to others: the rules, a report under them, the head of an export.

Whoever writes an export is handed reports that have been through this already, so that no
form of export, and nobody's plugin, can give away what the rules hold back.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from crossfix.model import Ledger, Record, Span

DELAY_DAYS: Final = 14
"""How many days the position of a unit is held back by default."""


class Policy(Record, frozen=True, kw_only=True):
    """What is held back in an export.

    ``today`` is the day that delays count to; ``None`` lets every age be unknown, and what
    has no known age is held back.
    """

    exact_positions: bool = False
    delay_days: int | None = DELAY_DAYS
    real_names: bool = False
    today: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether no limit is in force."""
        return self.exact_positions and self.delay_days is None and self.real_names

    def lines(self) -> tuple[str, ...]:
        """What was held back and what not, each as a sentence with the flag that changes it."""
        coarse = (
            "positions of units are exact (--exact-positions)"
            if self.exact_positions
            else "positions of units are coarsened to cells some 25 km in radius "
            "(--exact-positions turns this off)"
        )
        day = self.today.isoformat() if self.today else "an unknown day"
        late = (
            "positions of units are not delayed (--no-delay)"
            if self.delay_days is None
            else f"positions of units younger than {self.delay_days} days on {day} are left out "
            "(--no-delay turns this off)"
        )
        names = (
            "private persons stand under their names (--real-names)"
            if self.real_names
            else "private persons stand under pseudonyms (--real-names turns this off)"
        )
        return coarse, late, names


@dataclass(frozen=True, slots=True)
class Origins:
    """Where a changed text stood before: offsets into it to offsets into the report.

    ``edits`` are ``(start, stop, length)``: the stretch of the report that was replaced, and
    how long what stands there now is; in order, and apart from each other.
    """

    edits: tuple[tuple[int, int, int], ...] = ()
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False, default=())

    def __post_init__(self) -> None:
        starts, shift = [], 0
        for start, stop, length in self.edits:
            starts.append(start + shift)
            shift += length - (stop - start)
        object.__setattr__(self, "_starts", tuple(starts))

    def of(self, span: Span) -> tuple[int, int]:
        """Where the words of a span stand in the report as it was received."""
        return self._back(span.start, end=False), self._back(span.stop, end=True)

    def untouched(self, start: int, stop: int) -> bool:
        """Whether the words from ``start`` to ``stop`` stand in the report as they are here."""
        at = bisect_right(self._starts, stop - 1) - 1
        if at < 0 or start >= stop:
            return True
        length = self.edits[at][2]
        return start >= self._starts[at] + length

    def _back(self, offset: int, *, end: bool) -> int:
        at = bisect_right(self._starts, offset - end) - 1
        if at < 0:
            return offset
        start, stop, length = self.edits[at]
        inside = offset - self._starts[at]
        if inside < length or (end and inside == length):
            return stop if end else start
        return stop + inside - length


@dataclass(frozen=True, slots=True)
class Shown:
    """One report as it may be shown.

    ``ledger`` quotes its own text, in which names and places may be replaced; ``origins``
    leads from there to the report as received, whose hash ``ledger.document.sha256`` is.
    ``coarsened`` are the ids of the places that are only roughly where they were.
    """

    ledger: Ledger
    origins: Origins = Origins()
    coarsened: frozenset[str] = frozenset()


class Preface(Record, frozen=True, kw_only=True):
    """What is known of an export before its first report.

    ``head`` is the head of the case's audit chain, ``newest`` the last day on which a report
    of the case was published.  ``merged`` asks for a row a happening where the form has rows.
    """

    case: str
    version: str
    head: str | None = None
    newest: str | None = None
    merged: bool = False
    policy: Policy = Policy()

    @property
    def title(self) -> str:
        """What to call the export."""
        return f"crossfix {self.version}, {self.case}"
