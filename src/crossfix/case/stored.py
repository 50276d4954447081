"""Findings as a store keeps them: JSON, the keys that find them, and a sum to check them by.

A finding is what was seen across reports: an account that is compared, a copy, a link, the
outcome of a check.  It hangs on the reports that it was made from; a new reading of any of
them takes it away.

Findings come and go, so the audit log does not name each.  It keeps the sum of their digests
instead (modulo 2 ** 256), which any writing brings up to date from what it changes alone, and
which is the same whatever the order they came in.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

NOTHING: Final = bytes(32)
"""The sum of no findings."""

SUM: Final = "findings"
"""Where the details of an audit entry tell the sum of all findings after it."""

_MODULUS: Final = 1 << 256


@dataclass(frozen=True)
class Stored:
    """One finding: its kind and id, its JSON, its reports, and what it is looked up by.

    ``keys`` are signed 64-bit numbers (see :func:`key_of`).
    """

    kind: str
    id: str
    body: str
    documents: tuple[str, ...]
    keys: tuple[int, ...] = ()

    @cached_property
    def digest(self) -> bytes:
        """SHA-256 of everything that is stored of it."""
        parts = (self.kind, self.id, self.body, *sorted(self.documents))
        text = "\x1f".join(parts).encode()
        return hashlib.sha256(text + b"\x1e" + pack_keys(self.keys)).digest()


def key_of(*parts: str) -> int:
    """A signed 64-bit number for words: the same on every machine, unlike for others."""
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def pack_keys(keys: Iterable[int]) -> bytes:
    """The keys as bytes, in order, each once."""
    ordered = sorted(set(keys))
    return struct.pack(f"<{len(ordered)}q", *ordered)


def unpack_keys(packed: bytes) -> tuple[int, ...]:
    """The keys that :func:`pack_keys` made bytes of."""
    whole = len(packed) // 8  # a damaged cell may have any length
    return struct.unpack(f"<{whole}q", packed[: 8 * whole])


def sum_after(total: bytes, *, gone: Iterable[bytes], new: Iterable[bytes]) -> bytes:
    """The sum of the findings once some digests have gone and others have come."""
    number = int.from_bytes(total)
    number -= sum(int.from_bytes(digest) for digest in gone)
    number += sum(int.from_bytes(digest) for digest in new)
    return (number % _MODULUS).to_bytes(32)
