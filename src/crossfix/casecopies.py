"""The fingerprints of a case as the index that the search for copies asks for.

What is added is kept until it is written together with the rest of its group; see
:mod:`crossfix.linkwork`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from crossfix.case.findings import Finding
from crossfix.findings.links import Printed
from crossfix.link.copies import FEW
from crossfix.link.copies_reports import Report, report_of
from crossfix.link.copies_sieve import outline_of
from crossfix.link.kept import Kept

if TYPE_CHECKING:
    from crossfix.case import Case

HELD: Final = 100
"""Reports under one key that are looked at, the first that were laid out: a key that more hold
is one of common words, or of text that stands under many."""
_OUTLINES: Final = 30_000
_REPORTS: Final = 200


class CaseCopies:
    """Fingerprints of a case; implements :class:`crossfix.link.copies_index.CopyIndex`."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._added: dict[str, tuple[Printed, frozenset[int]]] = {}
        self._holding: dict[int, list[str]] = {}
        self._outlines: Kept[str, Printed] = Kept(_OUTLINES)
        self._reports: Kept[str, Report] = Kept(_REPORTS)

    def add(self, report: Report, windows: int, keys: Iterable[int]) -> None:
        """Hold a report under its keys."""
        name = report.document_id
        self._reports[name] = report
        self._outlines[name] = outline_of(report, windows)
        self._added[name] = self._outlines[name], frozenset(keys)
        for key in self._added[name][1]:
            self._holding.setdefault(key, []).append(name)

    def holders(self, keys: Sequence[int]) -> dict[str, list[int]]:
        """For every report that holds one of the keys, which of them it holds.

        Those that hold a single one are looked up only where few hold several.
        """
        waiting: dict[str, list[int]] = {}
        for key in keys:
            for name in self._holding.get(key, ())[:HELD]:
                waiting.setdefault(name, []).append(key)
        for least in (2, 1):
            stored = self._case.findings.sharing(Printed, keys, least, HELD)
            found = {name: held for name, held in stored.items() if name not in self._added}
            found |= waiting
            if sum(len(held) > 1 for held in found.values()) >= FEW:
                break
        return found

    def outlines(self, document_ids: Iterable[str]) -> dict[str, Printed]:
        """What is kept of reports that are held to tell whether another can share their text."""
        names = list(document_ids)
        missing = [name for name in names if name not in self._outlines]
        if missing:
            for printed in self._case.findings.named(Printed, missing):
                self._outlines[printed.id] = printed
        return {name: self._outlines[name] for name in names}

    def report(self, document_id: str) -> Report:
        """A report that is held; raises ``KeyError`` for one that is not."""
        if document_id not in self._reports:
            self._reports[document_id] = report_of(self._case.ledger(document_id))
        return self._reports[document_id]

    def new(self) -> Iterator[Finding]:
        """The fingerprints to be written."""
        for name, (printed, keys) in sorted(self._added.items()):
            yield Finding(printed, (name,), tuple(keys))

    def written(self) -> None:
        """Go on from what was written; what was not asked for of late is forgotten."""
        self._added.clear()
        self._holding.clear()
        self._outlines.age()
        self._reports.age()
