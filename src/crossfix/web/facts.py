"""The findings of a case in memory, and its happenings put together from them.

:class:`~crossfix.overview.Overview` asks the case for every few happenings; here everything
is fetched once, for answers about all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from crossfix.caseindex import in_happening, of_check, of_copy
from crossfix.errors import BadOption
from crossfix.findings.accounts import Account, Site
from crossfix.findings.checks import Check
from crossfix.findings.conflicts import Conflict
from crossfix.findings.copies import Copy
from crossfix.findings.grades import Given
from crossfix.findings.happenings import Happening
from crossfix.findings.links import Told
from crossfix.findings.whole import Whole
from crossfix.link.copies import mark_merged
from crossfix.model import Event, Place, Record
from crossfix.overview import Overview

if TYPE_CHECKING:
    from crossfix.case import Case

R = TypeVar("R", bound=Record)

Differing = Callable[[Sequence[Account]], list[Conflict]]
"""What accounts of one happening tell against each other."""


@dataclass(frozen=True)
class Facts:
    """What was found across reports, whole, with the events and places that it is about.

    ``events`` and ``places`` are as people corrected them, by id; ``homes`` are the reports
    of the events.  ``rejected`` are ids of entries that somebody rejected.
    """

    happenings: tuple[Happening, ...]
    told: Mapping[str, Told]
    checks: tuple[Check, ...]
    copies: tuple[Copy, ...]
    events: Mapping[str, Event]
    homes: Mapping[str, str]
    places: Mapping[str, Place]
    rejected: frozenset[str] = frozenset()

    def account(self, event_id: str) -> Account | None:
        """An account as far as happenings are graded by it: without words, figures, weapons."""
        event, told = self.events.get(event_id), self.told.get(event_id)
        if event is None or told is None:
            return None
        places = (self.places[name] for name in event.places if name in self.places)
        return Account(
            id=event.id,
            document=self.homes[event_id],
            trigger=event.trigger,
            type=event.type,
            status=event.status,
            lemma="",
            published=told.tellings[0].published if told.tellings else None,
            earliest=event.earliest,
            latest=event.latest,
            dated=bool(event.times),
            time_precision=event.time_precision,
            geo_precision=event.geo_precision,
            sites=tuple(
                Site(name=p.name, lat=p.lat, lon=p.lon, radius_km=p.radius_km) for p in places
            ),
        )


class HeldOverview(Overview):
    """An overview of facts in memory; what tells accounts against each other is handed in.

    ``accounts`` are whole ones, where they are to be had.
    """

    def __init__(
        self,
        facts: Facts,
        given: Mapping[str, Given],
        differing: Differing,
        accounts: Mapping[str, Account] | None = None,
    ) -> None:
        there = SimpleNamespace(
            findings=_HeldFindings(facts, accounts),
            judgements=SimpleNamespace(grades=lambda _scale: given),
            find=lambda asked: _found(facts, asked),
            rejected=lambda: facts.rejected,
            reviewed=_no_ledger,
        )
        super().__init__(cast("Case", there))
        self._differing = differing

    def _conflicts(self, accounts: Sequence[Account]) -> list[Conflict]:
        return self._differing(accounts)


class _HeldFindings:
    """Findings as an overview asks for them, out of memory."""

    def __init__(self, facts: Facts, accounts: Mapping[str, Account] | None) -> None:
        self._facts = facts
        self._accounts = accounts
        self._happenings = {happening.id: happening for happening in facts.happenings}
        self._at: dict[type[Record], dict[int, list[Any]]] = {
            Happening: _keyed(
                (in_happening(name), happening)
                for happening in facts.happenings
                for name in happening.accounts
            ),
            Check: _keyed((of_check(check.event_id), check) for check in facts.checks),
            Copy: _keyed(
                (of_copy(end), copy) for copy in facts.copies for end in (copy.left, copy.right)
            ),
        }

    def all(self, record: type[R]) -> Iterator[R]:
        """All of a kind, by id."""
        assert record is Happening  # all that an overview goes through
        return iter(cast(Sequence[R], self._facts.happenings))

    def named(self, record: type[R], ids: Iterable[str]) -> list[R]:
        """Those of a kind with these ids, by id."""
        wanted = sorted(set(ids))
        if record is Account:
            return cast(list[R], [one for one in map(self._account, wanted) if one is not None])
        found: Mapping[str, Any] = self._facts.told if record is Told else self._happenings
        return [found[name] for name in wanted if name in found]

    def at(self, record: type[R], keys: Iterable[int]) -> list[R]:
        """Those of a kind that have one of the keys, by id, each once."""
        held = self._at[record]
        found = {one.id: one for key in keys for one in held.get(key, ())}
        return [found[name] for name in sorted(found)]

    def pending(self, _version: str) -> Iterator[str]:
        """No report is held that was not laid beside the others."""
        return iter(())

    def _account(self, name: str) -> Account | None:
        if self._accounts is not None:
            return self._accounts.get(name)
        return self._facts.account(name)


def merged(copies: Iterable[Copy]) -> tuple[Copy, ...]:
    """Copies, those of reports that are put together from several told as such; by id."""
    return tuple(sorted(mark_merged(list(copies)), key=attrgetter("id")))


def by_event(wholes: Iterable[Whole]) -> dict[str, Whole]:
    """The happening of each event, by event id."""
    return {name: whole for whole in wholes for name in whole.happening.accounts}


def _keyed(pairs: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for key, record in pairs:
        found.setdefault(key, []).append(record)
    return found


def _found(facts: Facts, asked: str) -> SimpleNamespace:
    """An event by its id, as a case finds records."""
    if asked not in facts.events:
        raise BadOption(repr(asked), "no record has this id", "check the id")
    return SimpleNamespace(id=asked)


def _no_ledger(document_id: str) -> None:
    raise LookupError(document_id)  # what differs is handed in, so no ledger is asked for
