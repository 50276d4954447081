"""The findings of a case: records across reports, put in and looked up by number.

See :mod:`crossfix.case.stored` for what a finding is and how it is checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import msgspec

from crossfix.case.audit import CHECK, LINK, Act
from crossfix.case.records import AuditEntry
from crossfix.case.store import Store
from crossfix.case.stored import Stored, unpack_keys
from crossfix.errors import CaseDamaged
from crossfix.findings.kinds import KINDS, NAME_OF
from crossfix.model import Record

R = TypeVar("R", bound=Record)

_DECODERS: Final[dict[str, msgspec.json.Decoder[Any]]] = {
    name: msgspec.json.Decoder(record) for name, record in KINDS.items()
}
_ENCODER: Final = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class Finding:
    """A record to be put into a case, the reports it hangs on, and what it is found by.

    ``keys`` are signed 64-bit numbers; the record has an ``id``, one of its kind's own.
    """

    record: Any
    documents: tuple[str, ...]
    keys: tuple[int, ...] = ()

    def stored(self) -> Stored:
        """The form in which a store keeps it."""
        body = _ENCODER.encode(self.record).decode()
        kind = NAME_OF[type(self.record)]
        return Stored(kind, self.record.id, body, self.documents, self.keys)


class Findings:
    """What was found across the reports of a case; see ``Case.findings``."""

    def __init__(self, store: Store, who: str) -> None:
        self._store = store
        self._who = who

    def pending(self, version: str) -> Iterator[str]:
        """Reports that this version has not laid beside the others, by date and id."""
        return self._store.unlinked(version)

    def link(
        self,
        new: Iterable[Finding],
        gone: Iterable[tuple[type[Record], str]],
        linked: Mapping[str, str],
    ) -> AuditEntry:
        """Write what laying reports beside the others gave, with its audit entry.

        ``gone`` are findings that no longer hold, by record and id; ``linked`` are the
        reports, with the version that laid them.
        """
        stored = [finding.stored() for finding in new]
        names = names_of(gone)
        details = {"reports": len(linked), "new": len(stored), "gone": len(names)}
        act = Act(LINK, "case", details, self._who)
        return self._store.put_findings(act, stored, names, linked)

    def check(
        self,
        new: Iterable[Finding],
        gone: Iterable[tuple[type[Record], str]],
        details: Mapping[str, object],
    ) -> AuditEntry:
        """Write the outcomes of checks in place of those that are gone, with its audit entry.

        ``details`` tell which feeds were asked, with the hashes of their files.
        """
        stored = [finding.stored() for finding in new]
        names = names_of(gone)
        act = Act(CHECK, "case", {**details, "new": len(stored)}, self._who)
        return self._store.put_findings(act, stored, names)

    def all(self, record: type[R]) -> Iterator[R]:
        """All findings of a kind, by id."""
        found = self._store.findings(NAME_OF[record])
        return (_decode(stored.kind, stored.id, stored.body, record) for stored in found)

    def count(self, record: type[Record]) -> int:
        """How many there are of a kind."""
        return self._store.finding_count(NAME_OF[record])

    def named(self, record: type[R], ids: Iterable[str]) -> list[R]:
        """Those of a kind that have these ids, by id."""
        return [found for found, _ in self.with_keys(record, ids)]

    def with_keys(self, record: type[R], ids: Iterable[str]) -> list[tuple[R, tuple[int, ...]]]:
        """Those of a kind that have these ids, by id, each with what it is looked up by."""
        kind = NAME_OF[record]
        return [
            (_decode(kind, name, body, record), unpack_keys(keys))
            for name, body, keys in self._store.finding_bodies(kind, list(ids))
        ]

    def at(self, record: type[R], keys: Iterable[int]) -> list[R]:
        """Those of a kind that have one of the keys, by id, each once."""
        kind = NAME_OF[record]
        return [
            _decode(kind, name, body, record)
            for name, body, _ in self._store.finding_bodies(kind, keys=list(keys))
        ]

    def sharing(
        self, record: type[Record], keys: Sequence[int], least: int, most: int
    ) -> dict[str, list[int]]:
        """The ids of a kind that have so many of the keys at least, and which each has.

        Of a key that more than ``most`` have, those count that were written first.
        """
        return self._store.findings_sharing(NAME_OF[record], keys, least, most)

    def of(self, record: type[R], document_id: str) -> list[R]:
        """Those of a kind that hang on a report, by id."""
        found = self._store.findings_of(document_id, NAME_OF[record])
        return [_decode(stored.kind, stored.id, stored.body, record) for stored in found]

    def keys(self, record: type[Record], finding_id: str) -> tuple[int, ...]:
        """What a finding is looked up by; nothing when it is not there."""
        found = self._store.findings_named(NAME_OF[record], [finding_id])
        return found[0].keys if found else ()

    def ids_at(
        self, record: type[Record], keys: Sequence[int], most: int | None = None
    ) -> dict[int, list[str]]:
        """For each key the ids of a kind that have it, in order, the first ``most`` or all."""
        return self._store.finding_ids(NAME_OF[record], keys, most)


def names_of(findings: Iterable[tuple[type[Record], str]]) -> list[tuple[str, str]]:
    """Kind and id of findings, for a store."""
    return [(NAME_OF[record], finding_id) for record, finding_id in findings]


def _decode(kind: str, name: str, body: str, record: type[R]) -> R:
    try:
        decoded: R = _DECODERS[kind].decode(body)
    except msgspec.DecodeError as error:
        problem = f"one of its {kind} is damaged ({error})"
        remedy = "verify the case, and go back to a copy that verifies"
        raise CaseDamaged(name, problem, remedy) from error
    return decoded
