from __future__ import annotations

from bench.ten import group_reports, read_reports

from crossfix.findings.origins import count_independent


def test_ten_reports_of_one_strike_have_three_origins() -> None:
    told = list(read_reports())
    assert len(told) == 10
    groups, copies = group_reports(told)
    truth = {one.ledger.document.id: one.truth for one in told}
    assert count_independent(groups) == 3
    for group in groups:
        assert len({truth[document] for document in group.documents}) == 1
    names = {one.ledger.document.id: one.name for one in told}
    pairs = {frozenset((names[c.left], names[c.right])) for c in copies if c.kind}
    assert pairs == {
        frozenset(("2-reuters", "3-copy-of-reuters")),
        frozenset(("8-own-correspondent", "9-rewritten-copy")),
    }
