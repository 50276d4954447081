"""How much a case holds, told without reading its reports."""

from __future__ import annotations

from pathlib import Path

from crossfix.case import open_case
from crossfix.model import KINDS
from tests.case.reports import make_pairs


def test_counts_are_those_of_the_ledgers(tmp_path: Path) -> None:
    with open_case(tmp_path / "a.case", create=True) as case:
        assert (case.counts(), case.extent()) == ({}, (0, None, None))
        case.add_many(make_pairs(3, paragraphs=2))
        for ledger in case.ledgers():
            counts = {kind: len(found) for kind in KINDS if (found := getattr(ledger, kind))}
            assert case.counts()[ledger.document.id] == counts
        assert case.extent() == (3, "2025-02-01", "2025-02-03")
