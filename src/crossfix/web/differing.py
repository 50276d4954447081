"""What accounts tell against each other, in all of a case: reckoned once, then kept.

That takes the ledger of every report.  So it is done in the background while the first
answers go out, and what was found is kept until one of the reports is read anew.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from threading import Event as Flag
from threading import Lock
from typing import Final

from crossfix.errors import CrossfixError
from crossfix.findings.accounts import Account
from crossfix.findings.conflicts import Conflict
from crossfix.link.conflicts import conflicts_between
from crossfix.link.sides import Side, side_of
from crossfix.link.within import conflicts_within
from crossfix.model import Ledger
from crossfix.overview import COMPARED

_LOG: Final = logging.getLogger("crossfix.web")

Key = tuple[str, ...]
"""The accounts that are held against each other, by id."""


class Differing:
    """The conflicts of happenings, by their accounts, and those that single reports hold.

    ``done`` is set when all are known, ``wanted`` when somebody waits for that.
    """

    def __init__(self, ledger: Callable[[str], Ledger]) -> None:
        self._ledger = ledger
        self._lock = Lock()
        self._among: dict[Key, tuple[Conflict, ...]] = {}
        self._homes: dict[Key, frozenset[str]] = {}
        self._within: dict[str, tuple[Conflict, ...]] = {}
        self.done = Flag()
        self.wanted = Flag()

    def known(self, accounts: Sequence[Account]) -> tuple[Conflict, ...] | None:
        """What is known of these accounts; ``None`` when that was not reckoned yet."""
        key = _key(accounts)
        return () if len(key) < 2 else self._among.get(key)

    def known_or_none(self, accounts: Sequence[Account]) -> list[Conflict]:
        """What is known of these accounts so far."""
        return list(self.known(accounts) or ())

    def of(self, accounts: Sequence[Account]) -> list[Conflict]:
        """What these accounts tell against each other, reckoned now if need be."""
        found = self.known(accounts)
        if found is None:
            compared = accounts[:COMPARED]
            events: dict[str, list[str]] = {}
            for account in compared:
                events.setdefault(account.document, []).append(account.id)
            sides: dict[str, Side] = {}
            for name, wanted in events.items():
                sides.update(_sides(self._ledger(name), wanted))
            found = self._keep(compared, sides)
        return list(found)

    def within(self) -> list[Conflict]:
        """The conflicts that single reports hold, by report; of what was gone through."""
        with self._lock:
            return [one for name in sorted(self._within) for one in self._within[name]]

    def follow(self, ledger: Callable[[str], Ledger], documents: Iterable[str]) -> Differing:
        """What is still known after these reports were read anew or reviewed."""
        gone, after = set(documents), Differing(ledger)
        with self._lock:
            for key, homes in self._homes.items():
                if not homes & gone:
                    after._among[key], after._homes[key] = self._among[key], homes
            after._within = {n: found for n, found in self._within.items() if n not in gone}
        return after

    def go_through(
        self,
        documents: Iterable[str],
        happenings: Iterable[Sequence[Account]],
        stopped: Callable[[], bool],
    ) -> bool:
        """Reckon everything that is not known yet; False when it was stopped before the end."""
        wanted = [one[:COMPARED] for one in happenings if self.known(one) is None]
        needed: dict[str, list[str]] = {}
        for compared in wanted:
            for account in compared:
                needed.setdefault(account.document, []).append(account.id)
        sides: dict[str, Side] = {}
        for name in documents:
            if stopped():
                return False
            if name not in needed and name in self._within:
                continue
            try:
                sides.update(self._read(name, needed.get(name, ())))
            except (CrossfixError, KeyError) as error:
                _LOG.error("what %s tells against others is unknown: %s", name, error)
        for compared in wanted:
            if stopped():
                return False
            self._keep(compared, sides)
        return True

    def _read(self, name: str, events: Iterable[str]) -> Mapping[str, Side]:
        ledger = self._ledger(name)
        found = tuple(conflicts_within(ledger))
        with self._lock:
            self._within[name] = found
        return _sides(ledger, events)

    def _keep(self, compared: Sequence[Account], sides: Mapping[str, Side]) -> tuple[Conflict, ...]:
        there = [sides[account.id] for account in compared if account.id in sides]
        found = tuple(conflicts_between(there))
        key = _key(compared)
        with self._lock:
            self._among[key] = found
            self._homes[key] = frozenset(account.document for account in compared)
        return self._among[key]


def _key(accounts: Sequence[Account]) -> Key:
    return tuple(account.id for account in accounts[:COMPARED])


def _sides(ledger: Ledger, events: Iterable[str]) -> dict[str, Side]:
    """The accounts of a report by event id, without those that a person rejected."""
    there = {event.id for event in ledger.events}
    return {event: side_of(ledger, event) for event in events if event in there}
