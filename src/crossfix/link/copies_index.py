"""Where fingerprints are looked up: a protocol, and an index in memory.

A table of a case with one row a key and report can stand in its place.  Every question is
put for a whole report at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

import numpy as np

from crossfix.findings.links import Printed
from crossfix.link.copies_reports import Report
from crossfix.link.copies_sieve import outline_of

_BATCH: Final = 200_000
"""So many keys wait before they are sorted in."""


class CopyIndex(Protocol):
    """What the search for copies asks of a case."""

    def holders(self, keys: Sequence[int]) -> dict[str, list[int]]:
        """For every report that holds one of the keys, which of them it holds.

        The keys come without repetition.  Where :data:`~crossfix.link.copies.FEW` reports or
        more hold several of them, those that hold one may be left out.
        """
        ...

    def outlines(self, document_ids: Iterable[str]) -> dict[str, Printed]:
        """What is kept of reports that are held to tell whether another can share their text."""
        ...

    def report(self, document_id: str) -> Report:
        """A report that is held; raises ``KeyError`` for one that is not."""
        ...


class MemoryIndex:
    """Fingerprints in sorted arrays: 12 bytes a key.

    New keys wait in a buffer and are merged into runs that double in length, so that adding
    a report costs about as much however many there are.  Adding a report twice has no effect.
    """

    def __init__(self, batch: int = _BATCH) -> None:
        self._batch = batch
        self._reports: dict[str, Report] = {}
        self._outlines: dict[str, Printed] = {}
        self._ids: list[str] = []
        self._waiting: dict[int, list[int]] = {}
        self._runs: list[tuple[np.ndarray, np.ndarray]] = []

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def keys(self) -> int:
        """How many keys are held."""
        waiting = sum(map(len, self._waiting.values()))
        return waiting + sum(len(run[0]) for run in self._runs)

    def add(self, report: Report, keys: Iterable[int]) -> None:
        """Holds a report under its keys."""
        if report.document_id in self._reports:
            return
        self._reports[report.document_id] = report
        number = len(self._ids)
        self._ids.append(report.document_id)
        for key in set(keys):
            self._waiting.setdefault(key, []).append(number)
        if len(self._waiting) >= self._batch:
            self._sort_in()

    def outlines(self, document_ids: Iterable[str]) -> dict[str, Printed]:
        """What is kept of reports that are held to tell whether another can share their text."""
        for name in (names := list(document_ids)):
            if name not in self._outlines:
                self._outlines[name] = outline_of(self._reports[name])
        return {name: self._outlines[name] for name in names}

    def report(self, document_id: str) -> Report:
        """A report that is held; raises ``KeyError`` for one that is not."""
        return self._reports[document_id]

    def holders(self, keys: Sequence[int]) -> dict[str, list[int]]:
        """For every report that holds one of the keys, which of them it holds."""
        asked = np.sort(np.asarray(keys, dtype=np.int64))
        found: dict[str, list[int]] = {}
        for key in keys:
            for number in self._waiting.get(key, ()):
                found.setdefault(self._ids[number], []).append(key)
        for held_keys, held in self._runs:
            first = np.searchsorted(held_keys, asked, "left")
            last = np.searchsorted(held_keys, asked, "right")
            for place in np.flatnonzero(last > first).tolist():
                key = int(asked[place])
                for number in held[first[place] : last[place]].tolist():
                    found.setdefault(self._ids[number], []).append(key)
        return found

    def _sort_in(self) -> None:
        keys = np.fromiter(
            (key for key, held in self._waiting.items() for _ in held), dtype=np.int64
        )
        numbers = np.fromiter(
            (number for held in self._waiting.values() for number in held), dtype=np.uint32
        )
        order = np.argsort(keys, kind="stable")
        run = keys[order], numbers[order]
        self._waiting = {}
        while self._runs and len(self._runs[-1][0]) <= 2 * len(run[0]):
            other = self._runs.pop()
            both = np.concatenate([other[0], run[0]])
            order = np.argsort(both, kind="stable")
            run = both[order], np.concatenate([other[1], run[1]])[order]
        self._runs.append(run)
