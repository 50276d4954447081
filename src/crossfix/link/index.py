"""Where accounts, links and happenings are kept: two protocols, and both in memory.

The table of a case can stand in the place of the dictionaries: what is asked for is a block's
first accounts in the order of their ids, its whole, and accounts by id.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Protocol

import msgspec

from crossfix.findings.accounts import Account
from crossfix.findings.happenings import Happening


class AccountIndex(Protocol):
    """Accounts by id and by key."""

    def prepare(
        self,
        documents: Iterable[str] = (),
        account_ids: Iterable[str] = (),
        keys: Iterable[int] = (),
    ) -> None:
        """Have at hand what will be asked for next: reports, accounts, blocks."""
        ...

    def add(self, account: Account, keys: Sequence[int]) -> None:
        """Keep an account, in place of the one that has its id."""
        ...

    def remove(self, account_id: str) -> None:
        """Forget an account; nothing happens when it is not there."""
        ...

    def get(self, account_ids: Iterable[str]) -> dict[str, Account]:
        """The accounts of these ids that are there."""
        ...

    def keys(self, account_id: str) -> Sequence[int]:
        """The keys of an account; none when it is not there."""
        ...

    def block(self, key: int, most: int | None = None) -> Sequence[str]:
        """The ids under a key in their order, the first ``most`` of them or all."""
        ...

    def of_document(self, document: str) -> Sequence[str]:
        """The ids of a report's accounts, in order."""
        ...


class LinkStore(Protocol):
    """Which accounts are linked, and which happening each belongs to."""

    def prepare(self, account_ids: Iterable[str], *, homes: bool = False) -> None:
        """Have at hand what some accounts are linked with, or the happenings they belong to."""
        ...

    def of(self, account_id: str) -> Mapping[str, float]:
        """The accounts that one is linked with, and the scores."""
        ...

    def link(self, pair: tuple[str, str], score: float) -> None:
        """Link two accounts, or change the score of their link."""
        ...

    def unlink(self, pair: tuple[str, str]) -> None:
        """Take the link of two accounts away."""
        ...

    def settle(self, happening: Happening) -> None:
        """Keep a happening: its accounts belong to no other any more."""
        ...

    def forget(self, account_id: str) -> None:
        """Take an account out of its happening."""
        ...

    def happening_of(self, account_id: str) -> Happening | None:
        """The happening that an account belongs to."""
        ...

    def happenings(self) -> Iterator[Happening]:
        """Every happening, in the order of their ids."""
        ...


class MemoryIndex:
    """Accounts in dictionaries: packed; with links some eight kilobytes each."""

    def __init__(self) -> None:
        self._packed: dict[str, bytes] = {}
        self._keys: dict[str, tuple[int, ...]] = {}
        self._blocks: dict[int, list[str] | str] = {}
        self._documents: dict[str, list[str]] = {}
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(Account)

    def __len__(self) -> int:
        return len(self._packed)

    def prepare(
        self,
        documents: Iterable[str] = (),
        account_ids: Iterable[str] = (),
        keys: Iterable[int] = (),
    ) -> None:
        """Nothing to be done: all is at hand."""

    def add(self, account: Account, keys: Sequence[int]) -> None:
        """Keep an account, in place of the one that has its id."""
        if account.id in self._packed:
            self.remove(account.id)
        self._packed[account.id] = self._encoder.encode(account)
        self._keys[account.id] = tuple(keys)
        insort(self._documents.setdefault(account.document, []), account.id)
        for key in keys:
            held = self._blocks.get(key)
            if held is None:
                self._blocks[key] = account.id  # most blocks stay alone: no list for them
            elif isinstance(held, str):
                self._blocks[key] = sorted((held, account.id))
            else:
                insort(held, account.id)

    def remove(self, account_id: str) -> None:
        """Forget an account; nothing happens when it is not there."""
        packed = self._packed.pop(account_id, None)
        if packed is None:
            return
        _drop(self._documents[self._decoder.decode(packed).document], account_id)
        for key in self._keys.pop(account_id):
            held = self._blocks[key]
            if isinstance(held, str):
                del self._blocks[key]
                continue
            _drop(held, account_id)
            if len(held) == 1:
                self._blocks[key] = held[0]

    def get(self, account_ids: Iterable[str]) -> dict[str, Account]:
        """The accounts of these ids that are there."""
        return {
            account_id: self._decoder.decode(self._packed[account_id])
            for account_id in account_ids
            if account_id in self._packed
        }

    def keys(self, account_id: str) -> Sequence[int]:
        """The keys of an account; none when it is not there."""
        return self._keys.get(account_id, ())

    def block(self, key: int, most: int | None = None) -> Sequence[str]:
        """The ids under a key in their order, the first ``most`` of them or all."""
        held = self._blocks.get(key, ())
        return (held,) if isinstance(held, str) else tuple(islice(held, most))

    def of_document(self, document: str) -> Sequence[str]:
        """The ids of a report's accounts, in order."""
        return tuple(self._documents.get(document, ()))


class MemoryLinks:
    """Links and happenings in dictionaries."""

    def __init__(self) -> None:
        self._links: dict[str, dict[str, float]] = {}
        self._home: dict[str, str] = {}
        self._happenings: dict[str, Happening] = {}

    def prepare(self, account_ids: Iterable[str], *, homes: bool = False) -> None:
        """Nothing to be done: all is at hand."""

    def of(self, account_id: str) -> Mapping[str, float]:
        """The accounts that one is linked with, and the scores."""
        return self._links.get(account_id, {})

    def link(self, pair: tuple[str, str], score: float) -> None:
        """Link two accounts, or change the score of their link."""
        left, right = pair
        self._links.setdefault(left, {})[right] = score
        self._links.setdefault(right, {})[left] = score

    def unlink(self, pair: tuple[str, str]) -> None:
        """Take the link of two accounts away."""
        for mine, theirs in (pair, pair[::-1]):
            del self._links[mine][theirs]
            if not self._links[mine]:
                del self._links[mine]

    def settle(self, happening: Happening) -> None:
        """Keep a happening: its accounts belong to no other any more."""
        for account_id in happening.accounts:
            self.forget(account_id)
        self._happenings[happening.id] = happening
        self._home.update(dict.fromkeys(happening.accounts, happening.id))

    def forget(self, account_id: str) -> None:
        """Take an account out of its happening; one without accounts is gone."""
        home = self._home.pop(account_id, None)
        if home is None:
            return
        held = self._happenings[home]
        left = tuple(other for other in held.accounts if other != account_id)
        if left:
            self._happenings[home] = Happening(id=home, accounts=left)
        else:
            del self._happenings[home]

    def happening_of(self, account_id: str) -> Happening | None:
        """The happening that an account belongs to."""
        home = self._home.get(account_id)
        return None if home is None else self._happenings[home]

    def happenings(self) -> Iterator[Happening]:
        """Every happening, in the order of their ids."""
        for key in sorted(self._happenings):
            yield self._happenings[key]


def _drop(ordered: list[str], value: str) -> None:
    at = bisect_left(ordered, value)
    if at < len(ordered) and ordered[at] == value:
        del ordered[at]
