"""Imports one after another in one thread of the application, and how each of them stands."""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass
from secrets import token_urlsafe
from tempfile import TemporaryDirectory
from threading import Event, Lock, Thread
from typing import Final
from weakref import WeakKeyDictionary

import msgspec

from crossfix.errors import CrossfixError
from crossfix.web.desk import Desk
from crossfix.web.intake import Intake, Sent, failed
from crossfix.web.routes import Refusal
from crossfix.web.shapes import Job, JobItem

KEPT: Final = 20
"""Imports that are remembered."""
MOST_WAITING: Final = 10
"""Imports that may wait for their turn."""

READING: Final = "reading"
LAYING_OUT: Final = "laying out"
DONE: Final = "done"

_BROKE: Final = "crossfix broke on it"
_REPORT: Final = "report it as a fault of crossfix, with what the console says"
_LINK: Final = "run crossfix link"


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that were sent together; the folder is removed when they were read."""

    folder: TemporaryDirectory[str]
    files: tuple[Sent, ...]
    published: str | None


@dataclass(frozen=True, slots=True)
class _Task:
    """One file of an import to be read; the last task of each (``None``) lays out."""

    job: str
    batch: Batch
    number: int | None


class Imports:
    """The imports of an application: what is read now, what waits, and the last ones.

    What breaks in the thread is printed by it on the console and ends it; the file is told
    as failed, and a new thread goes on with the next.
    """

    def __init__(self, desk: Desk) -> None:
        self._lock = Lock()
        self._stopping = Event()
        self._intake = Intake(desk, self._stopping)
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._tasks: deque[_Task] = deque()
        self._thread: Thread | None = None

    def check_room(self) -> None:
        """Refuse (409) what would have to wait for too many others."""
        with self._lock:
            waiting = sum(task.number is None for task in self._tasks)
            if self._stopping.is_set() or waiting >= MOST_WAITING:
                raise Refusal(409, "other imports are waiting", "try again when they are done")

    def begin(self, batch: Batch) -> Job:
        """Take files in hand; they are read when those before them are done."""
        items = tuple(JobItem(name=sent.name, state="waiting") for sent in batch.files)
        job = Job(id=token_urlsafe(9), stage=READING, items=items, added=0, failed=0)
        with self._lock:
            self._jobs[job.id] = job
            done = [name for name, each in self._jobs.items() if each.stage == DONE]
            for name in done[: max(0, len(self._jobs) - KEPT)]:
                del self._jobs[name]
            self._tasks += [_Task(job.id, batch, number) for number in range(len(items))]
            self._tasks.append(_Task(job.id, batch, None))
            if self._thread is None:
                self._start()
        return job

    def job(self, job_id: str) -> Job | None:
        """An import as it stands, if it is remembered."""
        with self._lock:
            return self._jobs.get(job_id)

    def stop(self) -> None:
        """Stop after the reports that are being read; what waits is told as not read."""
        self._stopping.set()
        while (thread := self._thread) is not None:
            thread.join()

    # --- in the thread ----------------------------------------------------------------

    def _start(self) -> None:
        self._thread = Thread(target=self._work, name="imports", daemon=True)
        self._thread.start()

    def _work(self) -> None:
        try:
            while (task := self._next()) is not None:
                if task.number is None:
                    self._finish(task)
                else:
                    self._read(task, task.number)
        finally:
            with self._lock:
                self._thread = None
                if self._tasks:
                    self._start()

    def _next(self) -> _Task | None:
        with self._lock:
            return self._tasks.popleft() if self._tasks else None

    def _read(self, task: _Task, number: int) -> None:
        sent = task.batch.files[number]
        item = failed(sent, _BROKE, _REPORT)
        try:
            if self._stopping.is_set():
                item = failed(sent, "crossfix was ended", "send it again")
                return
            self._tell(task.job, number, JobItem(name=sent.name, state="reading"))
            item = self._intake.read(sent, task.batch.published)
        except CrossfixError as error:
            item = failed(sent, f"{error.item}: {error.problem}", error.remedy)
        finally:
            self._tell(task.job, number, item)
            sent.path.unlink(missing_ok=True)

    def _finish(self, task: _Task) -> None:
        self._advance(task.job, LAYING_OUT)
        problem: str | None = f"{_BROKE}; {_REPORT}"
        try:
            if not self._stopping.is_set():
                self._intake.lay_out()
            problem = f"crossfix was ended; {_LINK}" if self._stopping.is_set() else None
        except CrossfixError as error:
            problem = f"{error.problem}; {_LINK}"
        finally:
            if problem is not None:
                self._tell_late(task.job, f"not laid beside the other reports yet: {problem}")
            self._advance(task.job, DONE)
            task.batch.folder.cleanup()

    # --- telling ----------------------------------------------------------------------

    def _tell(self, job_id: str, number: int, item: JobItem) -> None:
        with self._lock:
            job = self._jobs[job_id]
            items = (*job.items[:number], item, *job.items[number + 1 :])
            self._jobs[job_id] = msgspec.structs.replace(
                job,
                items=items,
                added=sum(len(each.documents) for each in items if each.state == "added"),
                failed=sum(each.state == "failed" for each in items),
            )

    def _tell_late(self, job_id: str, problem: str) -> None:
        """Add a problem to the last file that was added."""
        job = self.job(job_id)
        numbers = [n for n, each in enumerate(job.items if job else ()) if each.state == "added"]
        if job is not None and numbers:
            item = job.items[numbers[-1]]
            message = f"{item.message}; {problem}" if item.message else problem
            self._tell(job_id, numbers[-1], msgspec.structs.replace(item, message=message))

    def _advance(self, job_id: str, stage: str) -> None:
        with self._lock:
            self._jobs[job_id] = msgspec.structs.replace(self._jobs[job_id], stage=stage)


_OF: Final[WeakKeyDictionary[Desk, Imports]] = WeakKeyDictionary()
_MAKING: Final = Lock()


def imports_of(desk: Desk) -> Imports:
    """The imports of a desk, made when they are first asked for."""
    with _MAKING:
        if desk not in _OF:
            _OF[desk] = Imports(desk)
        return _OF[desk]
