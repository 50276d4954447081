"""What was used last, kept at hand: a dictionary that forgets what was not asked for again."""

from __future__ import annotations

from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Kept(Generic[K, V]):
    """A dictionary of two ages: what is asked for is young again, what grew old is forgotten.

    Nothing is forgotten but in :meth:`age`, and then between ``most`` and twice as many stay.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._young: dict[K, V] = {}
        self._old: dict[K, V] = {}

    def __len__(self) -> int:
        return len(self._young) + len(self._old)

    def __contains__(self, key: K) -> bool:
        return key in self._young or key in self._old

    def __getitem__(self, key: K) -> V:
        if key in self._young:
            return self._young[key]
        value = self._young[key] = self._old.pop(key)
        return value

    def __setitem__(self, key: K, value: V) -> None:
        self._old.pop(key, None)
        self._young[key] = value

    def pop(self, key: K) -> None:
        """Forget one; nothing happens when it is not there."""
        self._old.pop(key, None)
        self._young.pop(key, None)

    def age(self) -> None:
        """Let what was not asked for be forgotten, once enough was."""
        if len(self._young) > self._most:
            self._old = self._young
            self._young = {}
