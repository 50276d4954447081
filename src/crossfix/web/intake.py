"""One file that was sent, read into the case: what ``crossfix read --case`` does for a path.

Models are loaded once in a process, when the first report is read.  The case is open for
writing while something is written, not while a report is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final, TypeVar
from weakref import ref

import msgspec

from crossfix import ingest, pipeline
from crossfix.errors import CaseUnusable, Skip
from crossfix.linkwork import lay_out
from crossfix.model import Ledger
from crossfix.plugins import Raw
from crossfix.reading import Received, batched
from crossfix.web.desk import Desk
from crossfix.web.shapes import JobItem

if TYPE_CHECKING:
    from crossfix.case import Case

T = TypeVar("T")

TRIES: Final = 6
"""How often a write waits for another process, each time as long as the desk is patient."""

TOGETHER: Final = 50_000
"""Characters of text that are read together: seconds of work, which a stop waits for."""

_UNDATED: Final = "read without a publication date, so 'today' and 'yesterday' cannot be dated"


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it was sent: where it lies, its name, and a title that a person gave it."""

    path: Path
    name: str
    title: str | None = None


@dataclass(slots=True)
class _Outcome:
    """What a file gave so far: ids of reports that were added or there, and what was wrong."""

    added: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    problems: list[Skip] = field(default_factory=list)
    undated: bool = False


class Intake:
    """Reads files into the case of a desk; for one thread at a time."""

    def __init__(self, desk: Desk, stopping: Event) -> None:
        self._desk_of = ref(desk)  # who keeps the imports of a desk must not keep the desk
        self._config = desk.config
        self._stopping = stopping

    @property
    def _desk(self) -> Desk:
        desk = self._desk_of()
        assert desk is not None  # it is there as long as anybody asks
        return desk

    def read(self, sent: Sent, published: str | None) -> JobItem:
        """Read one file into the case; how it ended.

        Reports that the case holds are not read again.  Raises
        :class:`~crossfix.errors.CrossfixError` where nothing could be written or loaded;
        reports read before that are in the case.
        """
        raw = Raw(path=sent.name, data=sent.path.read_bytes(), published=published)
        found = _Outcome()
        received = self._wanted(raw, sent.title, found)
        for some in batched(received, _length, TOGETHER):
            pairs = []
            for outcome in pipeline.read_reports(some, self._config):
                if isinstance(outcome, Skip):
                    found.problems.append(outcome)
                else:
                    pairs.append(outcome)
            self._store(pairs, found)
        self._note(sent.name, found.problems)
        return _item(sent, found)

    def lay_out(self) -> None:
        """Lay what was added beside the reports that were there."""
        self._write(lay_out)

    def _wanted(self, raw: Raw, title: str | None, found: _Outcome) -> Iterator[Received]:
        """The reports of a file that are not there yet, under the title that it was given."""
        try:
            for received in ingest.read(raw, self._config):
                if self._stopping.is_set():
                    raise Skip(raw.path, "crossfix was ended before the end", "send it again")
                document = received.document
                if self._desk.case.has(document.id):
                    found.known.append(document.id)
                elif title is None:
                    yield received
                else:
                    titled = msgspec.structs.replace(document, title=title)
                    yield replace(received, document=titled)
        except Skip as skip:
            found.problems.append(skip)

    def _store(self, pairs: Sequence[tuple[Received, Ledger]], found: _Outcome) -> None:
        if not pairs:
            return
        documents = {ledger.document.id: ledger.document for _, ledger in pairs}
        self._write(lambda case: case.add_many(pairs))
        there = self._desk.case.known(documents)
        found.added += [name for name in documents if name in there]
        found.undated |= any(not documents[name].published for name in there)

    def _note(self, name: str, problems: Sequence[Skip]) -> None:
        """Keep what was wrong among the issues of the case; forget what is no longer."""
        noted = any(issue.path == name for issue in self._desk.case.issues())
        if noted and not problems:
            self._write(lambda case: case.clear_issues(name))
        for skip in problems:
            message = f"{skip.problem}; {skip.remedy}"
            self._write(partial(_record, item=skip.item, message=message))

    def _write(self, act: Callable[[Case], T]) -> T:
        """What an act on the case gives, once other processes have let go of it."""
        for left in reversed(range(TRIES)):
            try:
                with self._desk.writing() as case:
                    return act(case)
            except CaseUnusable:
                if not left:
                    raise
        raise AssertionError  # the last try returns or raises


def _record(case: Case, item: str, message: str) -> bool:
    return case.record_issue(item, message)


def failed(sent: Sent, problem: str, remedy: str) -> JobItem:
    """A file that could not be read."""
    return JobItem(name=sent.name, state="failed", message=f"{problem}; {remedy}")


def _length(received: Received) -> int:
    return len(received.document.text)


def _item(sent: Sent, found: _Outcome) -> JobItem:
    """How a file ended: what it gave, and what a person should know of it."""
    told = [f"{skip.problem}; {skip.remedy}" for skip in found.problems[:1]]
    if len(found.problems) > 1:
        told.append(f"and {len(found.problems) - 1} more that could not be read")
    if found.added and found.known:
        told.append(f"{len(found.known)} were there already")
    if found.undated:
        told.append(_UNDATED)
    state = "added" if found.added else "known" if found.known else "failed"
    return JobItem(
        name=sent.name,
        state=state,
        message="; ".join(told) or None,
        documents=tuple(found.added or found.known),
    )
