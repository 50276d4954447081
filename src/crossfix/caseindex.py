"""The tables of a case as the indexes that linking asks for, and the keys of findings.

What was asked for once is held, and what is changed is kept until it is written together with
the rest of its group; see :mod:`crossfix.linkwork`.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from crossfix.case.findings import Finding
from crossfix.case.stored import key_of
from crossfix.findings.accounts import Account
from crossfix.findings.happenings import Happening
from crossfix.findings.links import Link, Printed
from crossfix.link.copies_reports import Report, report_of
from crossfix.model import Record, make_id

if TYPE_CHECKING:
    from crossfix.case import Case
    from crossfix.case.findings import Findings


class CaseIndex:
    """Accounts of a case; implements :class:`crossfix.link.index.AccountIndex`.

    What was asked for once is held; what is changed is written with the group.
    """

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._accounts: dict[str, Account | None] = {}
        self._keys: dict[str, tuple[int, ...]] = {}
        self._blocks: dict[int, list[str]] = {}
        self._changed: set[str] = set()

    def add(self, account: Account, keys: Sequence[int]) -> None:
        """Keep an account, in place of the one that has its id."""
        self.remove(account.id)
        held = (*keys, _of_document(account.document))
        self._load(held)
        self._accounts[account.id] = account
        self._keys[account.id] = tuple(keys)
        for key in held:
            insort(self._blocks[key], account.id)
        self._changed.add(account.id)

    def remove(self, account_id: str) -> None:
        """Forget an account; nothing happens when it is not there."""
        account = self.get((account_id,)).get(account_id)
        if account is None:
            return
        held = (*self.keys(account_id), _of_document(account.document))
        self._load(held)
        for key in held:
            _drop(self._blocks[key], account_id)
        self._accounts[account_id] = None
        self._keys[account_id] = ()
        self._changed.add(account_id)

    def get(self, account_ids: Iterable[str]) -> dict[str, Account]:
        """The accounts of these ids that are there."""
        wanted = list(dict.fromkeys(account_ids))
        missing = [name for name in wanted if name not in self._accounts]
        if missing:
            self._accounts.update(dict.fromkeys(missing))
            found = self._findings.named(Account, missing)
            self._accounts.update((account.id, account) for account in found)
        there = ((name, self._accounts[name]) for name in wanted)
        return {name: account for name, account in there if account is not None}

    def keys(self, account_id: str) -> Sequence[int]:
        """The keys of an account; none when it is not there."""
        if account_id not in self._keys:
            account = self.get((account_id,)).get(account_id)
            of_document = None if account is None else _of_document(account.document)
            stored = self._findings.keys(Account, account_id)
            self._keys[account_id] = tuple(key for key in stored if key != of_document)
        return self._keys[account_id]

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
            account = self._accounts[name]
            if account is not None:
                keys = (*self._keys[name], _of_document(account.document))
                yield Finding(account, (), keys)

    def gone(self) -> Iterator[tuple[type[Record], str]]:
        """The accounts to be taken away."""
        return ((Account, name) for name in sorted(self._changed) if self._accounts[name] is None)

    def _load(self, keys: Iterable[int]) -> None:
        missing = [key for key in dict.fromkeys(keys) if key not in self._blocks]
        if missing:
            found = self._findings.ids_at(Account, missing)
            self._blocks.update((key, found.get(key, [])) for key in missing)


class CaseLinks:
    """Links and happenings of a case; implements :class:`crossfix.link.index.LinkStore`."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._of: dict[str, dict[str, float]] = {}
        self._pairs: dict[tuple[str, str], float | None] = {}
        self._homes: dict[str, str | None] = {}
        self._happenings: dict[str, Happening | None] = {}
        self._settled: set[str] = set()

    def of(self, account_id: str) -> Mapping[str, float]:
        """The accounts that one is linked with, and the scores."""
        return self._linked(account_id)

    def link(self, pair: tuple[str, str], score: float) -> None:
        """Link two accounts, or change the score of their link."""
        for mine, theirs in (pair, pair[::-1]):
            self._linked(mine)[theirs] = score
        self._pairs[pair] = score

    def unlink(self, pair: tuple[str, str]) -> None:
        """Take the link of two accounts away."""
        for mine, theirs in (pair, pair[::-1]):
            self._linked(mine).pop(theirs, None)
        self._pairs[pair] = None

    def settle(self, happening: Happening) -> None:
        """Keep a happening: its accounts belong to no other any more."""
        for account_id in happening.accounts:
            self.forget(account_id)
        self._keep(happening.id, happening)
        self._homes.update(dict.fromkeys(happening.accounts, happening.id))

    def forget(self, account_id: str) -> None:
        """Take an account out of its happening; one without accounts is gone."""
        held = self.happening_of(account_id)
        self._homes[account_id] = None
        if held is not None:
            left = tuple(other for other in held.accounts if other != account_id)
            self._keep(held.id, Happening(id=held.id, accounts=left) if left else None)

    def happening_of(self, account_id: str) -> Happening | None:
        """The happening that an account belongs to."""
        if account_id not in self._homes:
            self._homes[account_id] = None
            for found in self._findings.at(Happening, [in_happening(account_id)]):
                if found.id not in self._happenings:
                    self._happenings[found.id] = found
                    for other in found.accounts:
                        self._homes.setdefault(other, found.id)
                    self._homes[account_id] = found.id
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
        for (left, right), score in sorted(self._pairs.items()):
            if score is not None:
                link = Link(id=_link_id(left, right), left=left, right=right, score=score)
                yield Finding(link, (), (_of_link(left), _of_link(right)))
        for name in sorted(self._settled):
            happening = self._happenings[name]
            if happening is not None:
                yield Finding(happening, (), tuple(map(in_happening, happening.accounts)))

    def gone(self) -> Iterator[tuple[type[Record], str]]:
        """The links and happenings to be taken away."""
        for (left, right), score in sorted(self._pairs.items()):
            if score is None:
                yield Link, _link_id(left, right)
        for name in sorted(self._settled):
            if self._happenings[name] is None:
                yield Happening, name

    def _keep(self, name: str, happening: Happening | None) -> None:
        self._happenings[name] = happening
        self._settled.add(name)

    def _linked(self, account_id: str) -> dict[str, float]:
        if account_id not in self._of:
            found = self._findings.at(Link, [_of_link(account_id)])
            self._of[account_id] = {
                link.right if link.left == account_id else link.left: link.score for link in found
            }
        return self._of[account_id]


class CaseCopies:
    """Fingerprints of a case; implements :class:`crossfix.link.copies_index.CopyIndex`."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._added: dict[str, tuple[Printed, frozenset[int]]] = {}
        self._holding: dict[int, set[str]] = {}
        self._reports: dict[str, Report] = {}

    def add(self, report: Report, windows: int, keys: Iterable[int]) -> None:
        """Hold a report under its keys."""
        name = report.document_id
        self._reports[name] = report
        self._added[name] = Printed(id=name, windows=windows), frozenset(keys)
        for key in self._added[name][1]:
            self._holding.setdefault(key, set()).add(name)

    def holders(self, keys: Sequence[int]) -> dict[str, list[int]]:
        """For every report that holds one of the keys, which of them it holds."""
        found: dict[str, list[int]] = {}
        stored = self._case.findings.ids_at(Printed, keys)
        for key in keys:
            held = {name for name in stored.get(key, ()) if name not in self._added}
            for name in sorted(held | self._holding.get(key, set())):
                found.setdefault(name, []).append(key)
        return found

    def report(self, document_id: str) -> Report:
        """A report that is held; raises ``KeyError`` for one that is not."""
        if document_id not in self._reports:
            self._reports[document_id] = report_of(self._case.ledger(document_id))
        return self._reports[document_id]

    def new(self) -> Iterator[Finding]:
        """The fingerprints to be written."""
        for name, (printed, keys) in sorted(self._added.items()):
            yield Finding(printed, (name,), tuple(keys))


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


def _of_link(account_id: str) -> int:
    return key_of("link of", account_id)


def _link_id(left: str, right: str) -> str:
    return make_id("lik", left, right)


def _drop(ordered: list[str], value: str) -> None:
    at = bisect_left(ordered, value)
    if at < len(ordered) and ordered[at] == value:
        del ordered[at]
