"""Putting reports into a store: one at a time, or many in groups.

A group is one transaction of whole reports.  It is small enough that a process that is
killed loses seconds of work, and large enough that the disk is not waited for each time.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Final

from crossfix.case.packing import Packed, pack
from crossfix.case.records import Issue, Tally
from crossfix.case.store import Store
from crossfix.errors import Skip
from crossfix.model import Ledger
from crossfix.reading import Received

GROUP_REPORTS: Final = 50
GROUP_SECONDS: Final = 2.0
GROUP_BYTES: Final = 64_000_000


class Group:
    """Reports that are packed and wait to be committed together."""

    def __init__(self, store: Store, who: str) -> None:
        self._store = store
        self._who = who
        self._reports: list[Packed] = []
        self._hashes: set[str] = set()
        self._size = 0
        self._began = 0.0

    def pack(self, received: Received, ledger: Ledger) -> None:
        """Take a report in; raises :class:`~crossfix.errors.Skip` if it must not be stored."""
        sha256 = ledger.document.sha256
        # Thousands of messages may share one export: its bytes are packed once.
        held = sha256 in self._hashes or self._store.holds_bytes(sha256)
        packed = pack(received, ledger, with_raw=not held)
        self._began = self._began if self._reports else time.monotonic()
        self._reports.append(packed)
        self._hashes.add(sha256)
        self._size += len(packed.raw or b"") + len(packed.text)

    @property
    def is_full(self) -> bool:
        """Whether it is time to commit."""
        waited = time.monotonic() - self._began
        many = len(self._reports) >= GROUP_REPORTS or self._size >= GROUP_BYTES
        return bool(self._reports) and (many or waited >= GROUP_SECONDS)

    def commit(self, *, supersede: bool = False) -> list[bool]:
        """Write what waits, in one transaction; for each report whether anything changed."""
        reports = self._reports
        self._reports, self._hashes, self._size = [], set(), 0
        if not reports:
            return []
        return self._store.write(reports, who=self._who, supersede=supersede)


def add_all(store: Store, pairs: Iterable[tuple[Received, Ledger]], who: str) -> Tally:
    """Add reports as they come; see :meth:`crossfix.case.file.Case.add_many`."""
    group = Group(store, who)
    changed: list[bool] = []
    skipped = 0
    try:
        for received, ledger in pairs:
            if store.known((ledger.document.id,)):
                changed.append(False)
                continue
            try:
                group.pack(received, ledger)
            except Skip as error:
                skipped += 1
                message = f"{error.problem}; {error.remedy}"
                store.record_issue(Issue(path=error.item, message=message), who=who)
            if group.is_full:
                changed += group.commit()
    finally:
        changed += group.commit()
    return Tally(added=sum(changed), known=changed.count(False), skipped=skipped)
