"""What an export is written under: its head, the gate, and what the case knows besides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from crossfix.findings.corroboration import Backing, Corroboration
from crossfix.findings.disclosure import Preface
from crossfix.views.exports.shielding import Shield

PLACED: Final = "withheld: it may name a position"


@dataclass(frozen=True, slots=True)
class Terms:
    """The head of an export and the gate; whatever is known goes through the gate as well."""

    preface: Preface
    shield: Shield
    known: Corroboration

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", _Guarded(self.known, self.shield))


class _Guarded:
    """What a case knows of events, in words that may be shown.

    Reasons and conflicts quote reports: names are replaced in them, and of an event whose
    place was coarsened or hidden only their number is told.
    """

    def __init__(self, known: Corroboration, shield: Shield) -> None:
        self._known, self._shield = known, shield

    def about(self, event_ids: Sequence[str]) -> Mapping[str, Backing]:
        """The backing of each event that has one, by event id."""
        found = self._known.about(event_ids)
        return {event_id: self._fit(backing) for event_id, backing in found.items()}

    def _fit(self, backing: Backing) -> Backing:
        if backing.event_id in self._shield.unplaced:
            reasons = tuple(PLACED for _ in backing.reasons)
            conflicts = tuple(PLACED for _ in backing.conflicts)
        else:
            reasons = tuple(map(self._shield.mask, backing.reasons))
            conflicts = tuple(map(self._shield.mask, backing.conflicts))
        return msgspec.structs.replace(backing, reasons=reasons, conflicts=conflicts)
