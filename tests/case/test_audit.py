from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfix.case.audit import GENESIS, Act, check_chain, hash_entry, link
from crossfix.case.records import AuditEntry, Fault


def make_chain(count: int) -> list[AuditEntry]:
    entries: list[AuditEntry] = []
    for number in range(1, count + 1):
        prev = entries[-1].hash if entries else GENESIS
        entries.append(link(Act("note", f"s{number}", {"n": number}, "Ada"), number, prev))
    return entries


def faults(entries: list[AuditEntry]) -> list[str]:
    return [found.problem for found in check_chain(entries) if isinstance(found, Fault)]


def _edit(number: int, **fields: object) -> Callable[[list[AuditEntry]], list[AuditEntry]]:
    def edit(chain: list[AuditEntry]) -> list[AuditEntry]:
        changed = msgspec.structs.replace(chain[number - 1], **fields)
        return [*chain[: number - 1], changed, *chain[number:]]

    return edit


def _rehash(chain: list[AuditEntry]) -> list[AuditEntry]:
    (changed,) = _edit(2, actor="Eve")(chain)[1:2]
    return _edit(2, actor="Eve", hash=hash_entry(changed))(chain)


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (_edit(2, actor="Eve"), "audit entry 2 was changed"),
        (_edit(2, at="2001-01-01T00:00:00+00:00"), "audit entry 2 was changed"),
        (_edit(2, action="other"), "audit entry 2 was changed"),
        (_edit(2, subject="other"), "audit entry 2 was changed"),
        (_edit(2, details="{}"), "audit entry 2 was changed"),
        (_edit(2, reason="because"), "audit entry 2 was changed"),
        (_edit(4, hash="f" * 64), "audit entry 4 was changed"),
        (_rehash, "audit entry 3 does not follow"),
        (lambda chain: chain[:1] + chain[2:], "audit entries 2 to 2 are missing"),
        (lambda chain: chain[1:], "audit entries 1 to 1 are missing"),
        (lambda chain: [chain[0], chain[2], chain[1], chain[3]], "does not follow"),
    ],
)
def test_spoilt_chains(spoil: Callable[[list[AuditEntry]], list[AuditEntry]], problem: str) -> None:
    assert any(problem in fault for fault in faults(spoil(make_chain(4))))


def test_a_chain_that_was_left_alone() -> None:
    assert faults(make_chain(4)) == []


def test_an_end_cut_off_does_not_show() -> None:
    """Said in the documentation: only a head kept elsewhere shows it."""
    assert faults(make_chain(4)[:3]) == []


@given(st.text(), st.text(), st.none() | st.text(), st.dictionaries(st.text(), st.integers()))
def test_hash_does_not_depend_on_the_order_of_details(
    who: str, subject: str, reason: str | None, details: dict[str, int]
) -> None:
    backwards = dict(reversed(details.items()))
    one = link(Act("note", subject, details, who, reason), 1, GENESIS)
    two = link(Act("note", subject, backwards, who, reason), 1, GENESIS)
    assert one.details == two.details
    assert hash_entry(msgspec.structs.replace(two, at=one.at)) == one.hash
