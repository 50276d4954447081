"""Which fields of a record name other records of its ledger, and of which kinds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from crossfix.model import (
    KINDS,
    Attribution,
    Claim,
    Entry,
    Event,
    Forecast,
    Link,
    Segment,
    Time,
)

DOCUMENT: Final = "document"
_ANYTHING: Final = frozenset(KINDS)

REFERENCES: Final[dict[type, dict[str, frozenset[str]]]] = {
    Segment: {"voice": frozenset({"sources"}), "parent": frozenset({"segments"})},
    Attribution: {
        "source_id": frozenset({"sources"}),
        "parent": frozenset({"attributions"}),
        "chain": frozenset({"sources"}),
    },
    Time: {"anchor": frozenset({"segments", "times", DOCUMENT})},
    Event: {
        "places": frozenset({"places"}),
        "times": frozenset({"times"}),
        "figures": frozenset({"quantities"}),
        "attributions": frozenset({"attributions"}),
        "claim_ids": frozenset({"claims"}),
    },
    Claim: {
        "source_id": frozenset({"sources"}),
        "attribution": frozenset({"attributions"}),
        "refers_to": frozenset({"events", "quantities", "forecasts"}),
    },
    Forecast: {
        "source_id": frozenset({"sources"}),
        "attribution": frozenset({"attributions"}),
    },
    Link: {"left": _ANYTHING, "right": _ANYTHING},
}
"""Record type to its referring fields, each with the ledger keys that it may point into."""


def references(record: Entry) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Every id that a record names: the field, the id, the ledger keys it may be under."""
    for field, kinds in REFERENCES.get(type(record), {}).items():
        value = getattr(record, field)
        for target in (value,) if isinstance(value, str) else value or ():
            yield field, target, kinds
