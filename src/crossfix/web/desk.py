"""What the application stands on: one case, what is known of it now, and who writes into it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from threading import Event as Flag
from threading import Lock, Thread
from types import TracebackType
from typing import TYPE_CHECKING, Final

from crossfix.case import open_case
from crossfix.config import Config
from crossfix.errors import CrossfixError
from crossfix.web.holdings import Holdings
from crossfix.web.parts import touched_by
from crossfix.web.placenames import Places
from crossfix.web.rows import happening_rows
from crossfix.web.stock import CaseStock

if TYPE_CHECKING:
    from crossfix.case import Case

PATIENCE: Final = 10.0
"""Seconds that a write waits for another process that is writing."""
PAUSE: Final = 0.05
"""Seconds that the background waits at a report while answers are made."""

_LOG: Final = logging.getLogger("crossfix.web")


class Desk:
    """A case that is served: open for reading by all threads, for writing by one at a time.

    The file behind :attr:`case` keeps a connection for each thread that reads.  ``who``
    stands in the audit log for what is written through the application.
    """

    def __init__(
        self,
        config: Config,
        *,
        who: str = "crossfix",
        writable: bool = True,
        today: Callable[[], date] = date.today,
    ) -> None:
        self.config = config
        self.who = who
        self.writable = writable
        self.today = today
        self.places = Places(config)
        self._writing = Lock()
        self._looking = Lock()
        self._counting = Lock()
        self._answers = 0
        self._closed = Flag()
        self._settling: Thread | None = None
        if writable:  # an older case is brought up to date before it is read
            open_case(config.case, who=who).close()
        self.case: Case = open_case(config.case, who=who, read_only=True)
        self._seq = 0
        self._holdings = self._hold(None)

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the case, once what is reckoned in the background has stopped."""
        self._closed.set()
        settling = self._settling
        if settling is not None:
            settling.join()
        self.case.close()

    @contextmanager
    def writing(self) -> Iterator[Case]:
        """The case, open for writing; other threads of this process wait for their turn.

        Raises :class:`~crossfix.errors.CaseUnusable` when another process keeps writing.
        """
        with self._writing, open_case(self.config.case, who=self.who, wait=PATIENCE) as case:
            yield case

    # --- what is known ----------------------------------------------------------------

    @property
    def holdings(self) -> Holdings:
        """What the case holds now."""
        with self._looking:
            day = self.today().isoformat()
            if self._holdings.head != self.case.head or self._holdings.today != day:
                self._holdings = self._hold(self._holdings)
            return self._holdings

    @property
    def state(self) -> str:
        """A name for everything that answers rest on: it changes when any of them may."""
        held = self.holdings
        return f"{held.head[:24]}-{held.today}-{'all' if held.settled else 'so-far'}"

    def settle(self) -> None:
        """Have what is still unknown reckoned in the background."""
        with self._looking:
            running = self._settling is not None and self._settling.is_alive()
            if running or self._closed.is_set() or self._holdings.settled:
                return
            self._settling = Thread(target=self._reckon, name="conflicts", daemon=True)
            self._settling.start()

    def _reckon(self) -> None:
        """Settle the holdings, and those that follow if something is written meanwhile.

        What the first view shows comes first.
        """
        held = self.holdings
        while not held.settled and not self._closed.is_set():
            try:
                happening_rows(held)
                held.settle(partial(self._is_past, held))
            except CrossfixError as error:
                _LOG.error("what accounts tell against each other is unknown: %s", error)
                return
            held = self.holdings

    @contextmanager
    def answering(self) -> Iterator[None]:
        """While an answer is made: what is reckoned in the background makes way."""
        with self._counting:
            self._answers += 1
        try:
            yield
        finally:
            with self._counting:
                self._answers -= 1

    def _is_past(self, held: Holdings) -> bool:
        """Whether holdings are no longer those that count; waits a little for answers."""
        if self._answers and not held.differing.wanted.is_set():
            self._closed.wait(PAUSE)
        return self._closed.is_set() or self._holdings is not held

    def _hold(self, before: Holdings | None) -> Holdings:
        """The holdings at the present head, with what is still as it was."""
        day = self.today().isoformat()
        # The head that goes with what was looked at: another may have been written since.
        entries = list(self.case.audit(self._seq))
        head = entries[-1].hash if entries else self.case.head
        self._seq = entries[-1].seq if entries else self._seq
        if before is None:
            return Holdings(CaseStock(self.case), head, day)
        touched = touched_by(entries)
        parts = touched.keep(before.parts())
        if before.today != day:
            parts.pop("registered", None)
        return before.follow(head, day, parts, touched)
