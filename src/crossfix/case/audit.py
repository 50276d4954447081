"""The audit chain: how an entry is made, hashed and checked.

Every entry carries the hash of the one before it, so that a change, a gap or a change of
order anywhere shows in all that follows.  The chain shows accidental and partial edits.
Whoever rewrites the whole file can make a new chain that fits: only a head hash that was
kept elsewhere shows that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import msgspec

from crossfix.case.packing import storable
from crossfix.case.records import AuditEntry, Fault

GENESIS: Final = "0" * 64
"""What the first entry names as the hash before it."""

CREATE: Final = "create"
MIGRATE: Final = "migrate"
ADD: Final = "add"
REPLACE: Final = "replace"
ISSUE: Final = "issue"
CLEAR: Final = "clear_issues"
RESOLVE: Final = "resolve"
REOPEN: Final = "reopen"
LINK: Final = "link"
CHECK: Final = "check"
JUDGE: Final = "judge"
WITHDRAW: Final = "withdraw"
OWN_ACTIONS: Final = frozenset(
    {CREATE, MIGRATE, ADD, REPLACE, ISSUE, CLEAR, RESOLVE, REOPEN, LINK, CHECK, JUDGE, WITHDRAW}
)
"""Actions that only the case itself may write, because verification relies on them."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something done to a case that is to be written into its audit log."""

    action: str
    subject: str
    details: Mapping[str, object]
    who: str
    reason: str | None = None


def link(act: Act, seq: int, prev: str) -> AuditEntry:
    """The audit entry of an act: the next one after the entry whose hash is ``prev``."""
    entry = AuditEntry(
        seq=seq,
        at=datetime.now(UTC).isoformat(timespec="milliseconds"),
        actor=storable(act.who),
        action=storable(act.action),
        subject=storable(act.subject),
        reason=None if act.reason is None else storable(act.reason),
        details=msgspec.json.encode(act.details, order="sorted").decode(),
        prev=prev,
        hash="",
    )
    return msgspec.structs.replace(entry, hash=hash_entry(entry))


def hash_entry(entry: AuditEntry) -> str:
    """SHA-256 (hex) of the canonical JSON of an entry: sorted keys, no ``hash``."""
    fields = msgspec.structs.asdict(entry)
    del fields["hash"]
    return hashlib.sha256(msgspec.json.encode(fields, order="sorted")).hexdigest()


def check_chain(entries: Iterable[AuditEntry]) -> Iterator[AuditEntry | Fault]:
    """Every entry as it comes, and a fault after each that does not fit the chain."""
    seq, prev = 0, GENESIS
    for entry in entries:
        yield entry
        if entry.seq != seq + 1:
            yield Fault(problem=f"audit entries {seq + 1} to {entry.seq - 1} are missing")
        if entry.prev != prev:
            yield Fault(problem=f"audit entry {entry.seq} does not follow the one before it")
        if entry.hash != hash_entry(entry):
            yield Fault(problem=f"audit entry {entry.seq} was changed after it was written")
        seq, prev = entry.seq, entry.hash
