from __future__ import annotations

import msgspec
import pytest

from crossfix.case.references import REFERENCES, references
from crossfix.model import KINDS
from tests.case.reports import make_pair

# Text fields that name nothing in the ledger.
PLAIN = {
    "id", "text", "voice_basis", "dateline", "name", "value", "earliest", "latest", "reason",
    "gazetteer", "gazetteer_id", "country", "unit", "acled", "plover", "deadline",
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_ids_is_followed(kind: str) -> None:
    """A text field that is added to the model must be put on one side or the other."""
    texts = {str, str | None, tuple[str, ...]}
    fields = {f.name for f in msgspec.structs.fields(KINDS[kind]) if f.type in texts}
    assert fields - PLAIN == set(REFERENCES.get(KINDS[kind], {}))


def test_references_of_a_ledger() -> None:
    ledger = make_pair()[1]
    (event,) = ledger.events
    assert [(field, target) for field, target, _ in references(event)] == [
        ("places", ledger.places[0].id),
        ("times", ledger.times[0].id),
        ("figures", ledger.quantities[0].id),
        ("attributions", ledger.attributions[0].id),
        ("claim_ids", ledger.claims[0].id),
    ]
    assert list(references(ledger.gaps[0])) == []
