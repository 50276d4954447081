"""Synthetic ledgers: whole enough to be stored, verified and laid beside each other."""

from __future__ import annotations

from itertools import pairwise

import pytest
from bench.case_ledgers import draw_ledgers
from bench.case_scale import SHARED

from crossfix.case import open_case
from crossfix.findings.accounts import Account
from crossfix.findings.happenings import Happening
from crossfix.linkwork import lay_out

pytestmark = pytest.mark.skipif(
    not (SHARED / "data").is_dir(), reason="the corpora that prose is drawn from are not here"
)


def test_ledgers_make_a_sound_case() -> None:
    pairs = list(draw_ledgers(SHARED, 40))
    days = [ledger.document.published or "" for _, ledger in pairs]
    assert all(one <= other for one, other in pairwise(days))
    with open_case(":memory:") as case:
        assert case.add_many(pairs).added == len(pairs)
        lay_out(case)
        events = sum(len(ledger.events) for _, ledger in pairs)
        assert case.findings.count(Account) == events == 10 * len(pairs)
        assert any(len(each.accounts) > 1 for each in case.findings.all(Happening))
        verified = case.verify()
    assert verified.sound
    assert verified.spans > 20 * events / 10
