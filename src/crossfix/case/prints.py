"""Which part of a stored report was changed: a short print of each, kept in the audit log.

The digest of a report shows that something of it is not as it was.  The prints, three bytes
for each part and record, show what: a changed one is missed once in sixteen million.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterator
from typing import Final

from crossfix.case.packing import Packed, PackedEntry

PRINTS: Final = "prints"
"""Where the details of an audit entry tell the prints of the report that it filed."""

_SIZE: Final = 3
_PARTS: Final = (
    ("text", "its text"),
    ("body", "its document record"),
    ("header", "what its ledger says of itself (version, notices, producers)"),
    ("received", "the marks and notices of its reader"),
)


def prints_of(packed: Packed) -> str:
    """The prints of a report as it is stored: of its parts, then of its records in order."""
    ordered = sorted(packed.entries, key=lambda entry: (entry.kind, entry.position))
    prints = [_print(getattr(packed, name)) for name, _ in _PARTS]
    return b64encode(b"".join([*prints, *map(_of_entry, ordered)])).decode()


def altered(packed: Packed, prints: str) -> Iterator[tuple[str | None, str]]:
    """What is not as its print says: the id of a record (None for other parts), and a problem.

    Nothing where there are no prints, or none that can be read.
    """
    try:
        whole = b64decode(prints, validate=True)
    except ValueError:
        return  # the chain check names the audit entry
    if not whole:
        return  # filed by a version that made none
    held = [whole[at : at + _SIZE] for at in range(0, len(whole), _SIZE)]
    for (name, words), expected in zip(_PARTS, held, strict=False):
        if _print(getattr(packed, name)) != expected:
            yield None, f"{words} does not match its hash"
    left = Counter(held[len(_PARTS) :])
    strange = 0
    for entry in packed.entries:
        mark = _of_entry(entry)
        if left[mark]:
            left[mark] -= 1
        else:
            strange += 1
            yield entry.id, f"this record of its {entry.kind} does not match its hash"
    if (gone := left.total() - strange) > 0:
        yield None, f"{gone} of its records are gone"


def _of_entry(entry: PackedEntry) -> bytes:
    key = f"{entry.kind} {entry.position} {entry.id} {entry.type} {entry.earliest}"
    return _print(f"{key} {entry.body}")


def _print(stored: str) -> bytes:
    return hashlib.blake2b(stored.encode(), digest_size=_SIZE).digest()
