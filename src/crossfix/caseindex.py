"""The tables of a case as the indexes that linking asks for, and the keys of findings.

What was asked for is held as long as it is asked for again, and what is changed is kept until
it is written together with the rest of its group; see :mod:`crossfix.linkwork`.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from sys import intern
from typing import TYPE_CHECKING, Final

from crossfix.case.findings import Finding
from crossfix.case.stored import key_of
from crossfix.findings.accounts import Account
from crossfix.findings.happenings import Happening
from crossfix.findings.links import Linked
from crossfix.link.kept import Kept
from crossfix.model import Record

if TYPE_CHECKING:
    from crossfix.case.findings import Findings

_ACCOUNTS: Final = 30_000
_BLOCKS: Final = 100_000

Gone = tuple[type[Record], str]
"""A finding that is to be taken away: its kind and id."""


class CaseIndex:
    """Accounts of a case; implements :class:`crossfix.link.index.AccountIndex`."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._accounts: Kept[str, tuple[Account, tuple[int, ...]] | None] = Kept(_ACCOUNTS)
        self._blocks: Kept[int, list[str]] = Kept(_BLOCKS)
        self._changed: set[str] = set()

    def prepare(
        self,
        documents: Iterable[str] = (),
        account_ids: Iterable[str] = (),
        keys: Iterable[int] = (),
    ) -> None:
        """Have at hand what will be asked for next: reports, accounts, blocks."""
        self._load([*map(_of_document, documents), *keys])
        self._fetch(account_ids)

    def add(self, account: Account, keys: Sequence[int]) -> None:
        """Keep an account, in place of the one that has its id."""
        self.remove(account.id)
        held = (*keys, _of_document(account.document))
        self._load(held)
        self._accounts[account.id] = account, tuple(keys)
        for key in held:
            insort(self._blocks[key], account.id)
        self._changed.add(account.id)

    def remove(self, account_id: str) -> None:
        """Forget an account; nothing happens when it is not there."""
        self._fetch((account_id,))
        there = self._accounts[account_id]
        if there is None:
            return
        held = (*there[1], _of_document(there[0].document))
        self._load(held)
        for key in held:
            _drop(self._blocks[key], account_id)
        self._accounts[account_id] = None
        self._changed.add(account_id)

    def get(self, account_ids: Iterable[str]) -> dict[str, Account]:
        """The accounts of these ids that are there."""
        wanted = list(dict.fromkeys(account_ids))
        self._fetch(wanted)
        there = ((name, self._accounts[name]) for name in wanted)
        return {name: found[0] for name, found in there if found is not None}

    def keys(self, account_id: str) -> Sequence[int]:
        """The keys of an account; none when it is not there."""
        self._fetch((account_id,))
        there = self._accounts[account_id]
        return () if there is None else there[1]

    def block(self, key: int, most: int | None = None) -> Sequence[str]:
        """The ids under a key in their order, the first ``most`` of them or all."""
        self._load((key,))
        return self._blocks[key][:most]

    def of_document(self, document: str) -> Sequence[str]:
        """The ids of a report's accounts, in order."""
        return self.block(_of_document(document))

    def new(self) -> Iterator[Finding]:
        """The accounts to be written."""
        for name in sorted(self._changed):
            there = self._accounts[name]
            if there is not None:
                account, keys = there
                yield Finding(account, (), (*keys, _of_document(account.document)))

    def gone(self) -> Iterator[Gone]:
        """The accounts to be taken away."""
        return ((Account, name) for name in sorted(self._changed) if self._accounts[name] is None)

    def written(self) -> None:
        """Go on from what was written; what was not asked for of late is forgotten."""
        self._changed.clear()
        self._accounts.age()
        self._blocks.age()

    def _fetch(self, account_ids: Iterable[str]) -> None:
        missing = [name for name in account_ids if name not in self._accounts]
        if not missing:
            return
        for name in missing:
            self._accounts[name] = None
        for account, keys in self._findings.with_keys(Account, missing):
            of_document = _of_document(account.document)
            self._accounts[account.id] = account, tuple(k for k in keys if k != of_document)

    def _load(self, keys: Iterable[int]) -> None:
        missing = [key for key in dict.fromkeys(keys) if key not in self._blocks]
        if missing:
            found = self._findings.ids_at(Account, missing)
            for key in missing:
                self._blocks[key] = list(map(intern, found.get(key, ())))


class CaseLinks:
    """Links and happenings of a case; implements :class:`crossfix.link.index.LinkStore`."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._of: Kept[str, dict[str, float]] = Kept(_ACCOUNTS)
        self._homes: Kept[str, str | None] = Kept(_ACCOUNTS)
        self._happenings: dict[str, Happening | None] = {}
        self._linked: set[str] = set()
        self._settled: set[str] = set()

    def prepare(self, account_ids: Iterable[str], *, homes: bool = False) -> None:
        """Have at hand what some accounts are linked with, or the happenings they belong to."""
        if homes:
            self._find_homes(account_ids)
            return
        missing = [name for name in account_ids if name not in self._of]
        if missing:
            for name in missing:
                self._of[name] = {}
            for linked in self._findings.named(Linked, missing):
                self._of[linked.id] = linked.others

    def of(self, account_id: str) -> Mapping[str, float]:
        """The accounts that one is linked with, and the scores."""
        self.prepare((account_id,))
        return self._of[account_id]

    def link(self, pair: tuple[str, str], score: float) -> None:
        """Link two accounts, or change the score of their link."""
        self.prepare(pair)
        for mine, theirs in (pair, pair[::-1]):
            self._of[mine][theirs] = score
        self._linked.update(pair)

    def unlink(self, pair: tuple[str, str]) -> None:
        """Take the link of two accounts away."""
        self.prepare(pair)
        for mine, theirs in (pair, pair[::-1]):
            self._of[mine].pop(theirs, None)
        self._linked.update(pair)

    def settle(self, happening: Happening) -> None:
        """Keep a happening: its accounts belong to no other any more."""
        self._find_homes(happening.accounts)
        for account_id in happening.accounts:
            self.forget(account_id)
        self._keep(happening.id, happening)
        for account_id in happening.accounts:
            self._homes[account_id] = happening.id

    def forget(self, account_id: str) -> None:
        """Take an account out of its happening; one without accounts is gone."""
        held = self.happening_of(account_id)
        self._homes[account_id] = None
        if held is not None:
            left = tuple(other for other in held.accounts if other != account_id)
            self._keep(held.id, Happening(id=held.id, accounts=left) if left else None)

    def happening_of(self, account_id: str) -> Happening | None:
        """The happening that an account belongs to."""
        self._find_homes((account_id,))
        home = self._homes[account_id]
        return None if home is None else self._happenings[home]

    def happenings(self) -> Iterator[Happening]:
        """Every happening that was looked at, in the order of their ids."""
        for name in sorted(self._happenings):
            happening = self._happenings[name]
            if happening is not None:
                yield happening

    def new(self) -> Iterator[Finding]:
        """The links and happenings to be written."""
        for name in sorted(self._linked):
            if others := self._of[name]:
                yield Finding(Linked(id=name, others=dict(sorted(others.items()))), ())
        for name in sorted(self._settled):
            happening = self._happenings[name]
            if happening is not None:
                yield Finding(happening, (), tuple(map(in_happening, happening.accounts)))

    def gone(self) -> Iterator[Gone]:
        """The links and happenings to be taken away."""
        yield from ((Linked, name) for name in sorted(self._linked) if not self._of[name])
        for name in sorted(self._settled):
            if self._happenings[name] is None:
                yield Happening, name

    def written(self) -> None:
        """Go on from what was written; what was not asked for of late is forgotten."""
        self._linked.clear()
        self._settled.clear()
        self._of.age()
        self._homes = Kept(_ACCOUNTS)
        self._happenings.clear()

    def _keep(self, name: str, happening: Happening | None) -> None:
        self._happenings[name] = happening
        self._settled.add(name)

    def _find_homes(self, account_ids: Iterable[str]) -> None:
        missing = [name for name in account_ids if name not in self._homes]
        if not missing:
            return
        for name in missing:
            self._homes[name] = None
        for found in self._findings.at(Happening, map(in_happening, missing)):
            if found.id not in self._happenings:
                self._happenings[found.id] = found
                for other in found.accounts:
                    if other not in self._homes or self._homes[other] is None:
                        self._homes[other] = found.id


def in_happening(account_id: str) -> int:
    """The key by which the happening of an account is found."""
    return key_of("happening of", account_id)


def of_copy(document_id: str) -> int:
    """The key by which what a report shares with others is found."""
    return key_of("copy", document_id)


def of_check(event_id: str) -> int:
    """The key by which the checks of an event are found."""
    return key_of("check of", event_id)


def _of_document(document_id: str) -> int:
    return key_of("account of", document_id)


def _drop(ordered: list[str], value: str) -> None:
    at = bisect_left(ordered, value)
    if at < len(ordered) and ordered[at] == value:
        del ordered[at]
